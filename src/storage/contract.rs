//! What every storage must do. The same test runs on memory natively and on IndexedDB in a browser.

use std::{cell::RefCell, rc::Rc};

use crate::schema::Deletion;

use super::{Arrived, Envelope, Storage, Write, Written};

/// A reference that a deleted row holds.
const HELD: &str = "people/0190a000-0000-7000-8000-000000000001/manager";

fn envelope(id: &str, revision: u64, body: &str) -> Envelope {
    Envelope {
        id: id.into(),
        account: "account".into(),
        kind: "people".into(),
        version: 1,
        revision,
        changed_at: 1_790_000_000_000,
        sample: false,
        deleted: (revision == 2).then_some(Deletion {
            at: 5,
            of: uuid::Uuid::from_u128(9),
            held: Deletion::read_held(HELD),
        }),
        body: body.into(),
    }
}

fn put(id: &str, expected: u64, body: &str) -> Write {
    Write { row: envelope(id, expected + 1, body), remove: false, expected }
}

/// Checks an empty storage and a second tab on it.
///
/// # Errors
/// The sentence that does not hold.
pub async fn contract(storage: &dyn Storage, other_tab: &dyn Storage) -> Result<(), String> {
    let holds = |condition: bool, sentence: &str| if condition { Ok(()) } else { Err(sentence.to_owned()) };
    let fails = |error: super::StorageError| error.to_string();
    let heard: Rc<RefCell<Vec<Arrived>>> = Rc::default();
    let own: Rc<RefCell<Vec<Arrived>>> = Rc::default();
    let (heard_by_other, heard_by_own) = (Rc::clone(&heard), Rc::clone(&own));
    other_tab.listen(Rc::new(move |rows| heard_by_other.borrow_mut().extend(rows)));
    storage.listen(Rc::new(move |rows| heard_by_own.borrow_mut().extend(rows)));

    holds(storage.load().await.map_err(fails)?.rows.is_empty(), "a new storage is empty")?;
    let batch = vec![put("a", 0, "{\"name\":\"« ✚ \\u0000 »\"}"), put("b", 0, "{}")];
    holds(storage.write(batch).await.map_err(fails)? == Written::Done, "new rows are written")?;
    let rows = other_tab.load().await.map_err(fails)?.rows;
    holds(
        rows.len() == 2 && rows.contains(&envelope("a", 1, "{\"name\":\"« ✚ \\u0000 »\"}")),
        "rows come back as written",
    )?;

    holds(storage.write(vec![put("a", 1, "{\"n\":2}")]).await.map_err(fails)? == Written::Done, "a row is replaced")?;
    let rows = storage.load().await.map_err(fails)?.rows;
    holds(rows.contains(&envelope("a", 2, "{\"n\":2}")), "a deleted row keeps its body and the time of deletion")?;

    let outdated = other_tab.write(vec![put("c", 0, "{}"), put("a", 1, "{\"n\":3}")]).await.map_err(fails)?;
    let stored = Some(envelope("a", 2, "{\"n\":2}"));
    holds(outdated == Written::Stale(vec![("a".into(), stored)]), "an outdated row is refused, with what is stored")?;
    let rows = storage.load().await.map_err(fails)?.rows;
    holds(rows.iter().all(|row| row.id != "c"), "nothing of a refused batch is written")?;

    let taken = other_tab.write(vec![put("b", 0, "{}")]).await.map_err(fails)?;
    holds(matches!(taken, Written::Stale(_)), "a row that exists is not added again")?;

    let gone = Write { row: envelope("b", 2, "{}"), remove: true, expected: 1 };
    holds(storage.write(vec![gone.clone()]).await.map_err(fails)? == Written::Done, "a row is removed")?;
    let again = storage.write(vec![gone]).await.map_err(fails)?;
    holds(again == Written::Stale(vec![("b".into(), None)]), "a row that is gone is not removed again")?;

    let many = (0..500).map(|number| put(&format!("many-{number}"), 0, "{}")).collect();
    holds(storage.write(many).await.map_err(fails)? == Written::Done, "many rows are one batch")?;
    holds(storage.load().await.map_err(fails)?.rows.len() == 501, "many rows come back")?;
    holds(own.borrow().is_empty(), "a tab does not hear itself")?;
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
