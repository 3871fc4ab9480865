//! Two changes of one record that began from the same state: different fields merge, the same field conflicts.

use super::json::Fields;

/// What came of a merge.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The fields; where both sides changed one, theirs.
    pub fields: Fields,
    /// The keys that both sides changed, differently.
    pub conflicts: Vec<String>,
}

/// Brings what `mine` changed since `base` into `theirs`.
pub fn merge(base: &Fields, mine: &Fields, theirs: &Fields) -> Merged {
    let mut fields = theirs.clone();
    let mut conflicts = Vec::new();
    for key in changed(base, mine) {
        let (old, new, current) = (base.get(&key), mine.get(&key), theirs.get(&key));
        if current == new {
            continue;
        }
        if current != old {
            conflicts.push(key);
            continue;
        }
        match new {
            Some(value) => drop(fields.insert(key, value.clone())),
            None => drop(fields.shift_remove(&key)),
        }
    }
    Merged { fields, conflicts }
}

/// The keys whose values differ, in the order of `before`, then of `after`.
pub fn changed(before: &Fields, after: &Fields) -> Vec<String> {
    let gone_or_new = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)));
    gone_or_new.filter(|key| before.get(*key) != after.get(*key)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn fields(value: Value) -> Fields {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn different_fields_merge_and_the_same_field_conflicts() {
        let base = fields(json!({"name": "A", "title": "CFO", "unit": "Finance"}));
        let mine = fields(json!({"name": "B", "title": "COO"}));
        let theirs = fields(json!({"name": "A", "title": "CEO", "unit": "Finance", "email": "x"}));
        let merged = merge(&base, &mine, &theirs);
        assert_eq!(Value::from(merged.fields), json!({"name": "B", "title": "CEO", "email": "x"}));
        assert_eq!(merged.conflicts, ["title"]);
    }
}
