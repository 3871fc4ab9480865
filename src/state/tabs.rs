//! What other tabs have written: it is merged with what is unsaved here, and what met in one field is kept twice.

use super::{
    notices::{About, Said},
    saving::Clash,
    store::{Phase, Store},
};
use crate::{
    domain::{Change, Conflict, Delta, Diff, Edit, Entity, deletion::deleted_with_children},
    schema::{SchemaError, open},
    storage::Arrived,
};

impl Store {
    /// Takes in what another tab has written.
    pub(super) fn hear(self, rows: Vec<Arrived>) {
        let inner = self.inner();
        let mut diff = Diff::default();
        let mut clashes = Vec::new();
        for arrived in rows {
            let (envelope, gone) = match &arrived {
                Arrived::Put(envelope) => (envelope, false),
                Arrived::Gone(envelope) => (envelope, true),
            };
            let Some(key) = envelope.key() else { continue };
            let theirs = match open(envelope) {
                _ if gone => None,
                Ok(row) => Some((row, envelope.revision)),
                Err(SchemaError::Newer { version }) => {
                    return self.refuse(Phase::Refused(SchemaError::Newer { version }.to_string()));
                }
                // What cannot be read there is replaced by the copy that is here, if that has changed.
                Err(_) => {
                    inner.saving.borrow_mut().loaded(key, envelope.revision, None);
                    continue;
                }
            };
            let mine = inner.records.peek(|records| records.stored(key).cloned());
            let (row, clashed) = inner.saving.borrow_mut().arrive(key, theirs, mine.as_ref());
            clashes.extend(clashed);
            if row != mine {
                diff.deltas.push(Delta { key, before: mine, after: row });
            }
        }
        inner.records.take_in(&diff, || self.clock.follow_country(&diff));
        if !clashes.is_empty() {
            self.note(Change::new(String::new(), self.conflicts(clashes)));
        }
        self.keep_accounts_in_sight();
        self.save_soon();
    }

    /// Brings back an account that was deleted in one tab while another gave it something new, and says so.
    fn keep_accounts_in_sight(self) {
        let back = self.peek(deleted_with_children);
        if back.is_empty() {
            return;
        }
        let names =
            self.peek(|records| back.iter().filter_map(|key| records.stored(*key)?.record.name()).collect::<Vec<_>>());
        self.note(Change::new("", back.into_iter().map(Edit::RestoreAlone).collect()));
        self.notices.show(Said::BroughtBack(names), About::Problem);
    }

    /// The edits that keep our values beside those that the records hold.
    pub(super) fn conflicts(self, clashes: Vec<Clash>) -> Vec<Edit> {
        let edit = |Clash { key, contested, mine }: Clash| {
            let known = self.peek(|records| {
                let same = |conflict: &&Conflict| conflict.is_about(key, &contested);
                records.all::<Conflict>().find(same).map(|conflict| conflict.id)
            });
            let conflict = Conflict {
                id: known.unwrap_or_else(|| self.new_id::<Conflict>()),
                kind: key.kind.plural().into(),
                record: Some(key.id),
                field: contested.field,
                part: contested.part,
                other: mine,
                ..Conflict::default()
            };
            Edit::Put(conflict.into_record())
        };
        clashes.into_iter().map(edit).collect()
    }
}
