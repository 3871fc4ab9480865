//! What every storage must do. The same test runs on memory natively and on IndexedDB in a browser.

use std::{cell::RefCell, rc::Rc};

use crate::schema::Deletion;

use super::{Envelope, Found, Heard, Left, Step, Storage};

fn envelope(id: &str, revision: u64, body: &str) -> Envelope {
    Envelope {
        id: id.into(),
        account: "account".into(),
        kind: "people".into(),
        version: 1,
        revision,
        changed_at: 1_790_000_000_000,
        sample: false,
        deleted: (revision == 2).then_some(Deletion { at: 5, of: uuid::Uuid::from_u128(9), taken_back: true }),
        body: body.into(),
        stamps: format!("[{revision}]"),
        contested: revision == 2,
        held: String::new(),
    }
}

/// A transaction that puts rows, whatever it finds, and remembers what that was.
fn put(rows: Vec<Envelope>, copy: &str, found: &Rc<RefCell<Found>>) -> (Vec<String>, Step) {
    let (ids, copy, found) = (rows.iter().map(|row| row.id.clone()).collect(), copy.to_owned(), Rc::clone(found));
    let step = move |now: Found| {
        found.replace(now);
        Some(Left { rows, copy, ..Left::default() })
    };
    (ids, Box::new(step))
}

/// Checks an empty storage and a second tab on it.
///
/// # Errors
/// The sentence that does not hold.
pub async fn contract(storage: &dyn Storage, other_tab: &dyn Storage) -> Result<(), String> {
    let holds = |condition: bool, sentence: &str| if condition { Ok(()) } else { Err(sentence.to_owned()) };
    let fails = |error: super::StorageError| error.to_string();
    let heard: Rc<RefCell<Vec<Heard>>> = Rc::default();
    let own: Rc<RefCell<Vec<Heard>>> = Rc::default();
    let found: Rc<RefCell<Found>> = Rc::default();
    let (heard_by_other, heard_by_own) = (Rc::clone(&heard), Rc::clone(&own));
    other_tab.listen(Rc::new(move |told| heard_by_other.borrow_mut().push(told)));
    storage.listen(Rc::new(move |told| heard_by_own.borrow_mut().push(told)));

    holds(storage.load().await.map_err(fails)?.rows.is_empty(), "a new storage is empty")?;
    let name = "{\"name\":\"« ✚ \\u0000 »\"}";
    let (ids, step) = put(vec![envelope("a", 0, name), envelope("b", 0, "{}")], "first", &found);
    holds(storage.write(ids, step).await.map_err(fails)? == Some(1), "a transaction has a revision")?;
    holds(*found.borrow() == Found { rows: vec![None, None], copy: None }, "nothing was there")?;
    let loaded = other_tab.load().await.map_err(fails)?;
    let first = Envelope { revision: 1, ..envelope("a", 0, name) };
    holds(loaded.rows.len() == 2 && loaded.rows.contains(&first), "rows come back as written")?;
    holds((loaded.copy.as_deref(), loaded.revision) == (Some("first"), 1), "and what is kept of the copy")?;

    let (ids, step) = put(vec![envelope("a", 2, "{\"n\":2}")], "second", &found);
    holds(other_tab.write(ids, step).await.map_err(fails)? == Some(2), "the other tab writes after it")?;
    let seen = Found { rows: vec![Some(first)], copy: Some("first".into()) };
    holds(*found.borrow() == seen, "a transaction sees what is stored now")?;
    let rows = storage.load().await.map_err(fails)?.rows;
    holds(rows.contains(&envelope("a", 2, "{\"n\":2}")), "a deleted row keeps its body and how it was deleted")?;

    let nothing = storage.write(vec!["a".into()], Box::new(|_| None)).await.map_err(fails)?;
    holds(nothing.is_none(), "a transaction may leave everything as it is")?;
    let later = storage.later_than(1).await.map_err(fails)?;
    holds(later == [envelope("a", 2, "{\"n\":2}")], "what came later is found")?;
    holds(storage.later_than(2).await.map_err(fails)?.is_empty(), "and nothing where nothing came")?;

    let step = |_| Some(Left { gone: vec!["b".into()], copy: "second".into(), ..Left::default() });
    storage.write(vec!["b".into()], Box::new(step)).await.map_err(fails)?;
    holds(storage.load().await.map_err(fails)?.rows.len() == 1, "a row can be taken away")?;
    let (ids, step) = put(vec![envelope("b", 0, "{}")], "second", &found);
    storage.write(ids, step).await.map_err(fails)?;

    let many = (0..500).map(|number| envelope(&format!("many-{number}"), 0, "{}")).collect();
    let (ids, step) = put(many, "third", &found);
    holds(storage.write(ids, step).await.map_err(fails)? == Some(5), "many rows are one transaction")?;
    holds(storage.load().await.map_err(fails)?.rows.len() == 502, "many rows come back")?;

    let rows = vec![envelope("b", 0, "{}")];
    storage.replace(Left { rows, copy: "fourth".into(), ..Left::default() }).await.map_err(fails)?;
    let left = other_tab.load().await.map_err(fails)?;
    let ids: Vec<&str> = left.rows.iter().map(|row| row.id.as_str()).collect();
    holds((ids, left.copy.as_deref()) == (vec!["b"], Some("fourth")), "what is put in the place of all is all")?;
    holds(left.rows.iter().all(|row| row.revision > 5), "and is newer than what was there")?;

    storage.replace(Left::default()).await.map_err(fails)?;
    let left = other_tab.load().await.map_err(fails)?;
    holds(left.rows.is_empty() && left.copy.unwrap_or_default().is_empty(), "nothing is left of what was erased")?;
    holds(
        own.borrow().iter().all(|told| matches!(told, Heard::Rows(rows) if rows.len() == 1)),
        "a tab does not hear itself",
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::MemoryStorage;

    #[test]
    fn memory_keeps_the_contract() {
        let storage = MemoryStorage::default();
        let other = storage.another_tab();
        assert_eq!(futures::executor::block_on(super::contract(&storage, &other)), Ok(()));
    }
}
