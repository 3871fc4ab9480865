//! What comes from outside, whatever it is: it is refused or taken in, and nothing else happens. `tests/fuzz` tries
//! changed examples of each, `fuzz/` lets cargo-fuzz look for worse.

#[path = "../host/mod.rs"]
mod host;

use std::{cell::RefCell, rc::Rc};

use futures::{
    executor::block_on,
    future::{LocalBoxFuture, ready},
};
use leptos::prelude::Owner;
use mainstay::{
    domain::{Account, Change, Records},
    export::{Level, Scope, json_file},
    import,
    replica::{CopyId, Part, open_row, read_part, write_part},
    schema::{Envelope, File},
    sealed::{self, Sealer},
    state::{Answer, Extent, Keys, Replication, Request, Server, ServerError, Store},
};
use serde_json::Value;

/// The key of the sealed examples: to make it of a passphrase each time takes too long.
pub const KEY: &str =
    "040101000000000000000000000000000000000707070707070707070707070707070707070707070707070707070707070707";

/// What the account is called that is here, and in the examples.
const NAME: &str = "Halden Energy";

/// The name of examples, and what is done with each.
type Target = (&'static str, fn(&[u8]));

/// The targets.
pub const TARGETS: [Target; 5] =
    [("file", file), ("row", row), ("link", link), ("sealed", sealed_file), ("answers", answers)];

/// A workspace with one account.
pub fn with_workspace(run: impl FnOnce(Store)) {
    let owner = Owner::new();
    owner.set();
    let store = host::workspace();
    let account = Account { id: store.new_id(), name: NAME.into(), ..Account::default() };
    store.apply(Change::put("added", account));
    store.flush();
    run(store);
    store.flush();
    // Whatever came in, what is here leaves and can be read again.
    let full = store.with_stamps(store.peek(|records| json_file(records, Scope::Workspace, Level::Full, "")));
    let read = File::read(full.to_text().as_bytes());
    assert!(read.is_ok_and(|read| import::check_backup(&read).is_ok()), "what is here cannot be restored");
    owner.cleanup();
}

fn names(records: &Records) -> Vec<String> {
    records.all::<Account>().map(|account| account.name.clone()).collect()
}

/// A JSON file, as one chooses it to be imported or restored.
pub fn file(bytes: &[u8]) {
    let Ok(file) = File::read(bytes) else { return };
    with_workspace(|store| {
        drop(store.peek(|records| import::propose(records, &file.without_stamped())));
        if let Ok(meeting) = store.meet(&file) {
            store.bring_in(meeting);
        }
        drop(block_on(store.replace_with(&file)));
    });
}

/// A row of the database, and a section of one as a server holds it.
pub fn row(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(row) = serde_json::from_str::<Value>(&text).ok().as_ref().and_then(Envelope::from_json)
        && let (Some(key), Ok(version)) = (row.key(), open_row(&row, CopyId(1)))
        && version.stored(key).is_ok()
    {
        for part in Part::ALL {
            let written = write_part(&version, key, part);
            assert!(written.is_none_or(|written| read_part(&written).is_ok()), "a part is not read as written");
        }
    }
    drop(read_part(&text));
}

/// What stands in an address behind `#plan=`.
pub fn link(bytes: &[u8]) {
    if let Some(sealed) = sealed::from_text(&String::from_utf8_lossy(bytes)) {
        sealed_file(&sealed);
    }
}

/// A sealed file.
pub fn sealed_file(bytes: &[u8]) {
    let Some(key) = Sealer::read(KEY) else { panic!("the key is read") };
    if let Ok(content) = key.open(bytes) {
        file(&content);
    }
}

/// Answers of a server: each line is one, in the order of the questions.
pub fn answers(bytes: &[u8]) {
    struct Scripted(RefCell<Vec<String>>);
    impl Server for Scripted {
        fn ask(&self, _: Request) -> LocalBoxFuture<'_, Result<Answer, ServerError>> {
            let next = self.0.borrow_mut().pop();
            let answer = next.map(|line| match line.split_once(' ') {
                Some((status, body)) => Answer { status: status.parse().unwrap_or(200), body: body.to_owned() },
                None => Answer { status: 200, body: line },
            });
            Box::pin(ready(answer.ok_or(ServerError::Unreachable)))
        }
    }
    let text = String::from_utf8_lossy(bytes);
    let script: Vec<String> = text.lines().rev().map(str::to_owned).collect();
    let Some(keys) = Keys::read(&["0f".repeat(16), KEY.to_owned()]) else { panic!("the keys are read") };
    with_workspace(|store| {
        let pause = || Box::pin(ready(())) as LocalBoxFuture<'static, ()>;
        let server = Rc::new(Scripted(RefCell::new(script)));
        let replication = Replication::new(store, server, (keys, Extent::Workspace), pause, "");
        drop(block_on(replication.exchange()));
        // Nobody can make up a row without the key: what comes in is what the example has.
        assert!(store.peek(names).iter().all(|name| name == NAME), "something came in");
    });
}
