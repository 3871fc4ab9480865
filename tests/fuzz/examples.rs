//! Writes the examples that are changed: `UPDATE=1 cargo test --test fuzz`.

use std::{cell::RefCell, fs, path::Path, rc::Rc};

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use futures::{
    executor::block_on,
    future::{LocalBoxFuture, ready},
};
use mainstay::{
    domain::{Account, Change, Edit, Entity, Person},
    export::{Level, Scope, json_file},
    replica::{CopyId, Part, Stamp, seal, stamped, write_part},
    sealed::{self, Sealer},
    state::{Answer, Extent, Keys, Replication, Request, Server, ServerError, Store},
};
use serde_json::{Value, json};

use crate::targets::{KEY, with_workspace};

/// Takes whatever is put there, and has nothing.
#[derive(Default)]
struct Empty(RefCell<Vec<Value>>);

impl Server for Empty {
    fn ask(&self, request: Request) -> LocalBoxFuture<'_, Result<Answer, ServerError>> {
        let asked: Value = request.body.and_then(|body| serde_json::from_str(&body).ok()).unwrap_or_default();
        let path = request.path.split('?').next().unwrap_or_default();
        let answer = match path {
            "/mainstay" => head(),
            "/_changes" => json!({ "results": [], "last_seq": 1 }),
            "/_revs_diff" => {
                let ids = asked.as_object().into_iter().flatten();
                ids.map(|(id, revisions)| (id.clone(), json!({ "missing": revisions }))).collect()
            }
            "/_bulk_docs" => {
                self.0.borrow_mut().extend(asked["docs"].as_array().cloned().unwrap_or_default());
                json!([])
            }
            _ => json!({ "ok": true }),
        };
        Box::pin(ready(Ok(Answer { status: 200, body: answer.to_string() })))
    }
}

fn sealer() -> Sealer {
    Sealer::read(KEY).unwrap_or_else(|| panic!("the key is read"))
}

fn head() -> Value {
    let content = json!({ "format": "mainstay-server", "version": 1, "workspace": "0f".repeat(16) }).to_string();
    let sealed = sealer().seal(content.as_bytes(), [1; 16]).unwrap_or_default();
    json!({ "sealed": BASE64.encode(sealed) })
}

fn begin(store: Store) -> Person {
    let account = store.peek(|records| records.all::<Account>().next().map(|account| account.id)).unwrap_or_default();
    let name = "Priya Raman".into();
    let person = Person { id: store.new_id(), account, name, title: "COO".into(), ..Person::default() };
    let edits = vec![Edit::Put(person.clone().into_record())];
    store.apply(Change::new("began", edits));
    store.flush();
    person
}

/// Writes them.
pub fn write() {
    let put = |target: &str, name: &str, bytes: &[u8]| {
        let folder = Path::new("fuzz/corpus").join(target);
        let done = fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join(name), bytes));
        done.unwrap_or_else(|error| panic!("{target}/{name}: {error}"));
    };
    with_workspace(|store| {
        let person = begin(store);
        for level in [Level::Full, Level::Team] {
            let file = store.peek(|records| json_file(records, Scope::Workspace, level, "2026-11-23T08:42:00.000Z"));
            let text = store.with_stamps(file).to_text();
            put("file", level.key(), text.as_bytes());
            let sealed = sealer().seal(text.as_bytes(), [2; 16]).unwrap_or_default();
            put("sealed", level.key(), &sealed);
            put("link", level.key(), sealed::to_text(&sealed).as_bytes());
        }
        let key = person.id.into();
        let stored = store.peek(|records| records.stored(key).cloned()).unwrap_or_else(|| panic!("it is here"));
        let version = stamped(&stored, Stamp { clock: 1_790_000_000_000, copy: CopyId(1) });
        let row = seal(&version, key, 1_790_000_000_000).unwrap_or_else(|problem| panic!("{problem:?}"));
        put("row", "row", row.to_json().to_string().as_bytes());
        put("row", "part", write_part(&version, key, Part::Shared).unwrap_or_default().as_bytes());
        put("answers", "conversation", conversation(store).as_bytes());
    });
}

/// What a server answers that has what this copy has, and a second branch of one document.
fn conversation(store: Store) -> String {
    let keys = Keys::read(&["0f".repeat(16), KEY.to_owned()]).unwrap_or_else(|| panic!("the keys are read"));
    let server = Rc::new(Empty::default());
    let pause = || Box::pin(ready(())) as LocalBoxFuture<'static, ()>;
    let replication = Replication::new(store, Rc::clone(&server) as _, (keys, Extent::Workspace), pause, "");
    drop(block_on(replication.exchange()));
    let documents = server.0.borrow().clone();
    let change = |document: &Value| json!({ "id": document["_id"], "changes": [{ "rev": document["_rev"] }] });
    let changes: Vec<Value> = documents.iter().map(change).collect();
    let got: Vec<Value> = documents.iter().map(|document| json!({ "docs": [{ "ok": document }] })).collect();
    let missing: Value = documents
        .iter()
        .filter_map(|document| Some((document["_id"].as_str()?.to_owned(), json!({ "missing": [document["_rev"]] }))))
        .collect();
    let lines = [
        head(),
        json!({ "results": changes, "last_seq": "7-abc" }),
        json!({ "results": got }),
        missing,
        json!([]),
        json!({}),
        json!([]),
        json!({ "since": "7-abc", "_rev": "0-1" }),
        json!({ "ok": true }),
    ];
    lines.map(|line| line.to_string()).join("\n")
}
