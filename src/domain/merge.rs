//! Two changes of one record that began from the same state: different fields merge, and different parts of one field;
//! the same field or part conflicts.

use serde_json::Value;

use super::{
    Kind,
    field::Input,
    json::{Fields, with},
};

/// What came of a merge.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The fields; where both sides changed one, theirs.
    pub fields: Fields,
    /// What both sides changed, differently.
    pub conflicts: Vec<Contested>,
}

/// What two sides changed differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contested {
    /// The key of the field.
    pub field: String,
    /// The key of the part, in a field that has parts; empty for the field as a whole.
    pub part: String,
}

impl Contested {
    /// Its value in a record.
    pub fn value(&self, kind: Kind, fields: &Fields) -> Value {
        let value = fields.get(&self.field);
        match parts_key(kind, &self.field) {
            Some(key) if !self.part.is_empty() => part(items(value), key, &self.part).cloned(),
            _ => value.cloned(),
        }
        .unwrap_or_default()
    }

    /// The fields of a record with `value` in its place.
    pub fn set(&self, kind: Kind, fields: &Fields, value: Value) -> Fields {
        let value = match parts_key(kind, &self.field) {
            Some(key) if !self.part.is_empty() => {
                let mut parts = items(fields.get(&self.field)).to_vec();
                put(&mut parts, key, &self.part, Some(value).filter(|value| !value.is_null()));
                parts.into()
            }
            _ => value,
        };
        with(fields, &self.field, value)
    }
}

/// Brings what `mine` changed since `base` into `theirs`.
pub fn merge(kind: Kind, base: &Fields, mine: &Fields, theirs: &Fields) -> Merged {
    let mut merged = Merged { fields: theirs.clone(), conflicts: Vec::new() };
    for field in changed(base, mine) {
        let (old, new, current) = (base.get(&field), mine.get(&field), theirs.get(&field));
        if current == new {
            continue;
        }
        let value = match input(kind, &field) {
            _ if current == old => new.cloned(),
            Some(Input::Parts(key)) => {
                let (parts, contested) = merge_parts(key, items(old), items(new), items(current));
                merged.conflicts.extend(contested.into_iter().map(|part| Contested { field: field.clone(), part }));
                Some(parts.into())
            }
            Some(Input::Members(_) | Input::Several(_) | Input::Links(_)) => {
                Some(merge_members(items(old), items(new), items(current)).into())
            }
            _ => {
                merged.conflicts.push(Contested { field, part: String::new() });
                continue;
            }
        };
        match value {
            Some(value) => drop(merged.fields.insert(field, value)),
            None => drop(merged.fields.shift_remove(&field)),
        }
    }
    merged
}

/// The keys whose values differ, in the order of `before`, then of `after`.
pub fn changed(before: &Fields, after: &Fields) -> Vec<String> {
    let gone_or_new = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)));
    gone_or_new.filter(|key| before.get(*key) != after.get(*key)).cloned().collect()
}

/// Brings the parts that `mine` changed since `base` into `theirs`, and names the parts of which both changed the same
/// value. A part that one side changed and the other removed stays.
fn merge_parts(key: &str, base: &[Value], mine: &[Value], theirs: &[Value]) -> (Vec<Value>, Vec<String>) {
    let (mut parts, mut contested) = (theirs.to_vec(), Vec::new());
    let mut names: Vec<String> = Vec::new();
    for name in mine.iter().chain(base).map(|part| name_of(part, key)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for name in names {
        let [old, new, current] = [base, mine, theirs].map(|parts| part(parts, key, &name));
        if new == old || new == current {
            continue;
        }
        let kept = match (old, new, current) {
            _ if current == old => new.cloned(),
            (_, None, current) => current.cloned(),
            (Some(Value::Object(old)), Some(Value::Object(new)), Some(Value::Object(current))) => {
                let (merged, met) = merge_values(old, new, current);
                if met {
                    contested.push(name.clone());
                }
                Some(Value::Object(merged))
            }
            (_, Some(new), None) => Some(new.clone()),
            (_, Some(_), Some(current)) => {
                contested.push(name.clone());
                Some(current.clone())
            }
        };
        put(&mut parts, key, &name, kept);
    }
    (parts, contested)
}

/// Brings what `mine` changed since `base` into `theirs`, and tells whether both changed the same value.
fn merge_values(base: &Fields, mine: &Fields, theirs: &Fields) -> (Fields, bool) {
    let (mut merged, mut met) = (theirs.clone(), false);
    for key in changed(base, mine) {
        let (old, new, current) = (base.get(&key), mine.get(&key), theirs.get(&key));
        if current != old {
            met |= current != new;
            continue;
        }
        match new {
            Some(value) => drop(merged.insert(key, value.clone())),
            None => drop(merged.shift_remove(&key)),
        }
    }
    (merged, met)
}

/// What `mine` added to a set since `base` comes to `theirs`, what it took out goes.
fn merge_members(base: &[Value], mine: &[Value], theirs: &[Value]) -> Vec<Value> {
    let kept = theirs.iter().filter(|member| mine.contains(member) || !base.contains(member));
    let added = mine.iter().filter(|member| !base.contains(member) && !theirs.contains(member));
    kept.chain(added).cloned().collect()
}

fn input(kind: Kind, field: &str) -> Option<Input> {
    kind.fields().iter().find(|known| known.key == field).map(|field| field.input)
}

fn parts_key(kind: Kind, field: &str) -> Option<&'static str> {
    match input(kind, field) {
        Some(Input::Parts(key)) => Some(key),
        _ => None,
    }
}

fn items(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The key of a part: the text or number under which it is known.
fn name_of(part: &Value, key: &str) -> String {
    match part.get(key) {
        Some(Value::String(name)) => name.clone(),
        other => other.map(Value::to_string).unwrap_or_default(),
    }
}

fn part<'a>(parts: &'a [Value], key: &str, name: &str) -> Option<&'a Value> {
    parts.iter().find(|part| name_of(part, key) == name)
}

/// Puts a part in the place of the one of its name or at the end, or takes it out.
fn put(parts: &mut Vec<Value>, key: &str, name: &str, value: Option<Value>) {
    let place = parts.iter().position(|part| name_of(part, key) == name);
    match (place, value) {
        (Some(place), Some(value)) => parts[place] = value,
        (Some(place), None) => drop(parts.remove(place)),
        (None, Some(value)) => parts.push(value),
        (None, None) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(value: Value) -> Fields {
        value.as_object().cloned().unwrap_or_default()
    }

    fn merged(kind: Kind, base: Value, mine: Value, theirs: Value) -> (Value, Vec<(String, String)>) {
        let merged = merge(kind, &fields(base), &fields(mine), &fields(theirs));
        let conflicts = merged.conflicts.into_iter().map(|contested| (contested.field, contested.part));
        (Value::from(merged.fields), conflicts.collect())
    }

    #[test]
    fn different_fields_merge_and_the_same_field_conflicts() {
        let came_of_it = merged(
            Kind::Person,
            json!({"name": "A", "title": "CFO", "unit": "Finance"}),
            json!({"name": "B", "title": "COO"}),
            json!({"name": "A", "title": "CEO", "unit": "Finance", "email": "x"}),
        );
        let conflicts = vec![("title".into(), String::new())];
        assert_eq!(came_of_it, (json!({"name": "B", "title": "CEO", "email": "x"}), conflicts));
    }

    #[test]
    fn two_slides_of_one_review_do_not_clash_and_neither_do_two_texts_of_one_slide() {
        let slide = |headline: &str, notes: &str| json!({"slide": "cover", "headline": headline, "notes": notes});
        let risks = json!({"slide": "risks", "text": "One risk"});
        let base = json!({"slides": [slide("A", "")]});
        let mine = json!({"slides": [slide("B", ""), risks]});
        let theirs = json!({"slides": [slide("A", "Smile")]});
        let together = json!({"slides": [slide("B", "Smile"), risks]});
        assert_eq!(merged(Kind::Review, base.clone(), mine, theirs), (together, vec![]));
        let (mine, theirs) = (json!({"slides": [slide("B", "")]}), json!({"slides": [slide("C", "Smile")]}));
        let (kept, conflicts) = merged(Kind::Review, base, mine, theirs.clone());
        assert_eq!((kept, conflicts), (theirs, vec![("slides".into(), "cover".into())]));
    }

    #[test]
    fn a_part_that_one_side_removed_stays_when_the_other_changed_it_and_goes_otherwise() {
        let rate = |id: &str, rate: f64| json!({"id": id, "from": "USD", "to": "EUR", "rate": rate});
        let base = json!({"rates": [rate("a", 0.9), rate("b", 1.1)]});
        let mine = json!({"rates": []});
        let theirs = json!({"rates": [rate("a", 0.8), rate("b", 1.1)]});
        let kept = json!({"rates": [rate("a", 0.8)]});
        assert_eq!(merged(Kind::Workspace, base.clone(), mine.clone(), theirs.clone()), (kept.clone(), vec![]));
        assert_eq!(merged(Kind::Workspace, base, theirs, mine), (kept, vec![]));
    }

    #[test]
    fn both_add_to_a_set_and_take_from_it() {
        let base = json!({"people": ["a", "b"]});
        let came_of_it = merged(Kind::Meeting, base, json!({"people": ["b", "c"]}), json!({"people": ["a", "b", "d"]}));
        assert_eq!(came_of_it, (json!({"people": ["b", "d", "c"]}), vec![]));
    }

    #[test]
    fn the_other_value_of_a_part_can_be_taken() {
        let review = fields(json!({"slides": [{"slide": "cover", "headline": "A"}, {"slide": "risks"}]}));
        let contested = Contested { field: "slides".into(), part: "cover".into() };
        let other = json!({"slide": "cover", "headline": "B"});
        let taken = contested.set(Kind::Review, &review, other.clone());
        assert_eq!(contested.value(Kind::Review, &taken), other);
        assert_eq!(items(taken.get("slides")).len(), 2);
        let gone = contested.set(Kind::Review, &taken, Value::Null);
        assert_eq!(contested.value(Kind::Review, &gone), Value::Null);
    }

    #[test]
    fn a_field_as_a_whole_is_taken_or_cleared() {
        let person = fields(json!({"name": "A", "title": "CFO"}));
        let title = Contested { field: "title".into(), part: String::new() };
        assert_eq!(title.value(Kind::Person, &person), json!("CFO"));
        assert_eq!(Value::from(title.set(Kind::Person, &person, json!("COO"))), json!({"name": "A", "title": "COO"}));
        assert_eq!(Value::from(title.set(Kind::Person, &person, Value::Null)), json!({"name": "A"}));
    }

    #[test]
    fn what_one_side_took_out_of_a_set_goes_even_where_the_other_added() {
        let base = json!({"people": ["a", "b"]});
        let came_of_it = merged(Kind::Meeting, base, json!({"people": ["a"]}), json!({"people": ["a", "b", "c"]}));
        assert_eq!(came_of_it, (json!({"people": ["a", "c"]}), vec![]));
        let contested = Contested { field: "slides".into(), part: String::new() };
        let review = fields(json!({"slides": [{"slide": "cover"}]}));
        assert_eq!(contested.value(Kind::Review, &review), json!([{"slide": "cover"}]), "the field as a whole");
        assert_eq!(Value::from(contested.set(Kind::Review, &review, json!([]))), json!({"slides": []}));
    }
}
