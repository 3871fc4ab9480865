//! Notices when the database is taken away from the page: by a newer page that wants to upgrade it, by a person who
//! clears the data of the site, or by the browser itself.

use std::rc::Rc;

use indexed_db_futures::database::Database;

use super::{Connection, State};
use crate::storage::Heard;

/// Begins to watch, now and after each time that the database is opened again.
pub fn begin(connection: &Rc<Connection>) {
    connection.watch.set(Some(watch));
    let database = match &*connection.state.borrow() {
        State::Open(database) => database.clone(),
        State::Lost | State::Superseded => return,
    };
    watch(connection, &database);
}

fn watch(connection: &Rc<Connection>, database: &Database) {
    let Ok(mut changes) = database.version_changes() else { return };
    let connection = Rc::clone(connection);
    wasm_bindgen_futures::spawn_local(async move {
        let is_upgrade = changes.recv().await.is_some_and(|change| change.new_version().is_some());
        leave(&connection, is_upgrade);
    });
}

fn leave(connection: &Connection, is_superseded: bool) {
    let next = if is_superseded { State::Superseded } else { State::Lost };
    if let State::Open(database) = connection.state.replace(next) {
        database.close();
    }
    let listener = connection.listener.borrow().clone();
    if let Some(listener) = listener.filter(|_| !is_superseded) {
        listener(Heard::Lost);
    }
}
