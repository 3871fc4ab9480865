//! The cells of a record: the smallest things that are edited by themselves. A field is one, and so is each value of a
//! part, each member of a set, and each group of fields that mean something only together. MERGE.md, rules 9 and 11.

use serde_json::Value;

use super::{
    Kind, Order, SortedMap,
    field::{Audience, Field, Input},
    fractional,
    json::Fields,
};

/// The values of cells by their paths: `title`, `people/<id>`, `slides/cover`, `slides/cover/headline`. The cell of a
/// part or a member holds where it stands in its list, as a key of [`fractional`]; false where it is gone.
pub type Cells = SortedMap<String, Value>;

/// The field of ids in other systems, which every kind has.
const EXTERNAL: &str = "external";

/// How the value of a field divides into cells.
enum Shape {
    /// One cell, under the field's key or that of its group.
    One(&'static str),
    /// Parts, each known by its value under this key.
    Parts(&'static str),
    /// A set.
    Members,
}

fn shape(field: &Field) -> Shape {
    match field.input {
        Input::Parts(key) => Shape::Parts(key),
        Input::Several(_) | Input::Members(_) | Input::Links(_) => Shape::Members,
        _ => Shape::One(field.group.unwrap_or(field.key)),
    }
}

/// The cells of a record. `before` are those that it had: what stood in a list keeps its place there where it can.
pub fn cells(kind: Kind, fields: &Fields, before: &Cells) -> Cells {
    let mut cells = Cells::new();
    if let Some(account) = fields.get("account").filter(|_| kind.belongs_to_account()) {
        cells.insert("account".into(), account.clone());
    }
    if let Some(Value::Object(ids)) = fields.get(EXTERNAL) {
        cells.extend(ids.iter().map(|(system, id)| (format!("{EXTERNAL}/{system}"), id.clone())));
    }
    for field in kind.fields() {
        let Some(value) = fields.get(field.key) else { continue };
        match shape(field) {
            Shape::One(path) if field.group.is_some() => {
                // A null becomes an object once something is put into it.
                cells.or_default(path.to_owned())[field.key] = value.clone();
            }
            Shape::One(path) => cells.insert(path.to_owned(), value.clone()),
            Shape::Parts(key) => {
                let parts = items(value);
                places(&mut cells, before, parts.iter().map(|part| format!("{}/{}", field.key, name_of(&part[key]))));
                for part in parts {
                    let values = part.as_object().into_iter().flatten().filter(|(name, _)| *name != key);
                    let path = format!("{}/{}", field.key, name_of(&part[key]));
                    cells.extend(values.map(|(name, value)| (format!("{path}/{name}"), value.clone())));
                }
            }
            Shape::Members => {
                let members = items(value).iter();
                places(&mut cells, before, members.map(|member| format!("{}/{}", field.key, name_of(member))));
            }
        }
    }
    cells
}

/// Gives each of a list the place that it had, or one between its neighbours.
fn places(cells: &mut Cells, before: &Cells, paths: impl Iterator<Item = String>) {
    let paths: Vec<String> = paths.collect();
    let had = |path: &str| before.get(path).and_then(Value::as_str);
    let mut last = String::new();
    for (at, path) in paths.iter().enumerate() {
        let place = match had(path) {
            Some(place) if *place > *last => place.to_owned(),
            _ => {
                let next = paths[at + 1..].iter().filter_map(|path| had(path)).find(|place| **place > *last);
                fractional::between(&last, next)
            }
        };
        last.clone_from(&place);
        cells.insert(path.clone(), Value::String(place));
    }
}

/// The fields of a record with these cells, besides its id.
pub fn fields(kind: Kind, cells: &Cells) -> Fields {
    let mut fields = Fields::new();
    if let Some(account) = cells.get("account").filter(|value| !value.is_null()) {
        fields.insert("account".into(), account.clone());
    }
    let ids: Fields = under(cells, EXTERNAL)
        .filter(|(_, id)| id.is_string())
        .map(|(system, id)| (system.to_owned(), id.clone()))
        .collect();
    if !ids.is_empty() {
        fields.insert(EXTERNAL.into(), Value::Object(ids));
    }
    for field in kind.fields() {
        let value = match shape(field) {
            Shape::One(path) if field.group.is_some() => {
                cells.get(path).and_then(|group| group.get(field.key)).cloned()
            }
            Shape::One(path) => cells.get(path).cloned(),
            Shape::Parts(key) => list(cells, field.key, |path, name| part(cells, path, key, name)),
            Shape::Members => list(cells, field.key, |_, name| Value::String(name.to_owned())),
        };
        if let Some(value) = value.filter(|value| !value.is_null()) {
            fields.insert(field.key.to_owned(), value);
        }
    }
    fields
}

/// The items of a list in their order; `None` where it has none.
fn list(cells: &Cells, field: &str, item: impl Fn(&str, &str) -> Value) -> Option<Value> {
    let mut placed: Vec<(&str, &str)> = under(cells, field)
        .filter(|(name, _)| !name.contains('/'))
        .filter_map(|(name, place)| Some((place.as_str()?, name)))
        .collect();
    placed.order_by(Ord::cmp);
    let items: Vec<Value> = placed.into_iter().map(|(_, name)| item(&format!("{field}/{name}"), name)).collect();
    (!items.is_empty()).then_some(Value::Array(items))
}

fn part(cells: &Cells, path: &str, key: &str, name: &str) -> Value {
    // A part that is counted is known by its number.
    let name = name.parse::<u32>().map_or_else(|_| Value::from(name), Value::from);
    let values = under(cells, path).filter(|(_, value)| !value.is_null());
    let rest = values.map(|(name, value)| (name.to_owned(), value.clone()));
    Value::Object(std::iter::once((key.to_owned(), name)).chain(rest).collect())
}

/// The cells below a path, by what follows it.
fn under<'a>(cells: &'a Cells, path: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let from = format!("{path}/");
    cells.from(&from).map_while(move |(path, value)| Some((path.strip_prefix(&from)?, value)))
}

/// Whether a cell stays with us: the field is private, the kind is, or it is what one says beside a slide.
pub fn is_private(kind: Kind, path: &str) -> bool {
    let mut names = path.splitn(3, '/');
    let key = names.next().unwrap_or_default();
    let value = names.nth(1);
    let field = kind.fields().iter().find(|field| field.key == key);
    kind.is_private()
        || field.is_some_and(|field| field.audience != Audience::Team)
        || (kind == Kind::Review && key == "slides" && value == Some("notes"))
}

/// Whether a cell is of one device.
pub fn is_of_device(kind: Kind, path: &str) -> bool {
    kind.is_of_device() || kind.fields().iter().any(|field| field.key == path && field.audience == Audience::Device)
}

/// The cell that says whether the part lives to which a cell belongs.
pub fn life_of_part(path: &str) -> Option<&str> {
    let (part, _) = path.rsplit_once('/')?;
    part.contains('/').then_some(part)
}

/// Whether a cell says where a part or a member stands, and whether it is there.
pub fn is_place(kind: Kind, path: &str) -> bool {
    let Some((key, name)) = path.split_once('/') else { return false };
    !name.contains('/') && key != EXTERNAL && kind.fields().iter().any(|field| field.key == key)
}

/// Whether a cell is that of a part: something that is edited by itself, and so asked about where it was deleted in one
/// copy and changed in another.
pub fn is_part(kind: Kind, path: &str) -> bool {
    let key = field_and_part(path).0;
    is_place(kind, path)
        && kind.fields().iter().any(|field| field.key == key && matches!(shape(field), Shape::Parts(_)))
}

/// The field that a cell belongs to, with the part or the member where it is in one.
pub fn field_and_part(path: &str) -> (&str, &str) {
    let (field, rest) = path.split_once('/').unwrap_or((path, ""));
    (field, rest.split('/').next().unwrap_or_default())
}

/// Whether a cell holds the value of a field, or a part of it.
pub fn is_of_field(kind: Kind, path: &str, key: &str) -> bool {
    let group = kind.fields().iter().find(|field| field.key == key).and_then(|field| field.group);
    field_and_part(path).0 == group.unwrap_or(key)
}

/// The cells that change from `before` to `after`, with their new values: null where a field is cleared, false where a
/// part or a member goes. What is in a part that goes stays as it is.
pub fn changes(kind: Kind, before: &Cells, after: &Cells) -> Vec<(String, Value)> {
    let new = after.iter().filter(|(path, value)| before.get(*path) != Some(value));
    let gone = before.iter().filter(|(path, value)| {
        let part_goes = life_of_part(path).is_some_and(|part| !after.contains_key(part));
        !after.contains_key(*path) && !value.is_null() && **value != Value::Bool(false) && !part_goes
    });
    let empty = |path: &str| if is_place(kind, path) { Value::Bool(false) } else { Value::Null };
    new.map(|(path, value)| (path.clone(), value.clone()))
        .chain(gone.map(|(path, _)| (path.clone(), empty(path))))
        .collect()
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The name of a part or a member: the text or number under which it is known.
fn name_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields_from(value: Value) -> Fields {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn a_record_divides_into_cells_and_comes_together_again() {
        for (kind, record) in [
            (
                Kind::Person,
                json!({ "account": "a", "external": { "crm": "7" }, "name": "Priya", "roles": ["user", "legal"] }),
            ),
            (Kind::Account, json!({ "name": "Aurelia", "healthOverride": 40, "healthReason": "Silent" })),
            (Kind::Review, json!({ "slides": [{ "slide": "risks", "notes": "Calm" }, { "slide": "cover" }] })),
            (Kind::Observation, json!({ "answers": [{ "score": 10, "count": 4 }, { "score": 0, "count": 1 }] })),
        ] {
            let divided = cells(kind, &fields_from(record.clone()), &Cells::new());
            assert_eq!(Value::Object(fields(kind, &divided)), record, "{divided:?}");
        }
    }

    #[test]
    fn what_moves_in_a_list_is_one_cell_and_what_goes_takes_nothing_along() {
        let slides = |names: &[&str]| {
            let slides: Vec<Value> = names.iter().map(|name| json!({ "slide": name, "headline": "x" })).collect();
            fields_from(json!({ "slides": slides }))
        };
        let before = cells(Kind::Review, &slides(&["cover", "risks", "value"]), &Cells::new());
        let changed = |names: &[&str]| {
            let after = cells(Kind::Review, &slides(names), &before);
            changes(Kind::Review, &before, &after).into_iter().map(|(path, _)| path).collect::<Vec<_>>()
        };
        assert_eq!(changed(&["value", "cover", "risks"]), ["slides/cover", "slides/risks"]);
        assert_eq!(changed(&["cover", "value"]), ["slides/risks"]);
        assert_eq!(changed(&["cover", "own", "risks", "value"]), ["slides/own", "slides/own/headline"]);
    }

    #[test]
    fn what_is_said_beside_a_slide_and_of_a_negotiation_is_private() {
        for (kind, path, private) in [
            (Kind::Review, "slides/cover/notes", true),
            (Kind::Review, "slides/cover/headline", false),
            (Kind::Person, "support", true),
            (Kind::Person, "title", false),
            (Kind::Term, "name", true),
        ] {
            assert_eq!(is_private(kind, path), private, "{path}");
        }
    }
}
