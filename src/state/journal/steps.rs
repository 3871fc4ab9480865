//! Steps of undo as the database keeps them.

use serde_json::{Value, json};

use crate::{
    domain::{Key, Kind},
    replica::{CopyId, Stamp, Version, open_row, seal},
    schema::Envelope,
    state::history::{Lives, StepId, Swap, UndoStep, Wrote},
};

/// A step as text. `real` knows the stamps on the disk.
pub fn write_step(step: &UndoStep, is_undone: bool, real: impl Fn(Stamp) -> Stamp) -> String {
    let wrote: Vec<Value> = step.wrote.iter().map(|wrote| write_wrote(wrote, &real)).collect();
    let mut text = json!({ "label": step.label, "place": step.place, "undone": is_undone, "wrote": wrote });
    if !step.swaps.is_empty() {
        text["swaps"] = step.swaps.iter().map(write_swap).collect();
    }
    text.to_string()
}

fn write_swap(swap: &Swap) -> Value {
    // A record that was not here is none.
    let row = |version: &Version| seal(version, swap.key, 0).map(|row| row.to_json()).unwrap_or_default();
    let row = |version: &Version| if *version == Version::default() { Value::Null } else { row(version) };
    json!({ "of": write_cell(&(swap.key, String::new())), "now": row(&swap.now), "before": row(&swap.before) })
}

fn read_swap(value: &Value) -> Option<Swap> {
    let (key, _) = read_cell(value.get("of")?.as_str()?)?;
    let version = |row: &Value| match row {
        Value::Null => Some(Version::default()),
        row => open_row(&Envelope::from_json(row)?, CopyId::default()).ok(),
    };
    Some(Swap { key, now: version(value.get("now")?)?, before: version(value.get("before")?)? })
}

fn write_wrote(wrote: &Wrote, real: impl Fn(Stamp) -> Stamp) -> Value {
    let stamp = |stamp: Stamp| write_stamp(real(stamp));
    let mut value = json!({
        "of": write_cell(&(wrote.key, wrote.path.clone())),
        "after": wrote.after,
        "stamp": stamp(wrote.stamp),
        "replaced": wrote.replaced.iter().map(|replaced| stamp(*replaced)).collect::<Vec<_>>(),
    });
    if let Some(before) = &wrote.before {
        value["before"] = before.clone();
    }
    if !wrote.stood.is_empty() {
        let stood = wrote.stood.iter().map(|(stood, value)| json!([stamp(*stood), value]));
        value["stood"] = stood.collect();
    }
    if wrote.put_beside > 0 {
        value["putBeside"] = json!(wrote.put_beside);
    }
    if wrote.is_withdrawn {
        value["withdrawn"] = json!(true);
    }
    value
}

/// Reads what [`write_step`] has written, and whether the step was taken back.
pub fn read_step(id: StepId, text: &str) -> Option<(UndoStep, bool)> {
    let step: Value = serde_json::from_str(text).ok()?;
    let wrote = step.get("wrote")?.as_array()?.iter().map(read_wrote).collect::<Option<Vec<_>>>()?;
    let label = step.get("label")?.as_str()?.to_owned();
    let swaps = step.get("swaps").and_then(Value::as_array).into_iter().flatten();
    let swaps = swaps.map(read_swap).collect::<Option<Vec<_>>>()?;
    Some((UndoStep::kept(id, label, (wrote, swaps), step.get("place")?.as_u64()?), step.get("undone")?.as_bool()?))
}

fn read_wrote(value: &Value) -> Option<Wrote> {
    let (key, path) = read_cell(value.get("of")?.as_str()?)?;
    Some(Wrote {
        key,
        path,
        before: value.get("before").cloned(),
        after: value.get("after")?.clone(),
        stamp: read_stamp(value.get("stamp")?)?,
        replaced: value.get("replaced")?.as_array()?.iter().map(read_stamp).collect::<Option<_>>()?,
        stood: value.get("stood").and_then(Value::as_array).into_iter().flatten().filter_map(read_standing).collect(),
        put_beside: value.get("putBeside").and_then(Value::as_u64).unwrap_or(0) as usize,
        is_withdrawn: value.get("withdrawn").is_some(),
    })
}

/// A cell as text: kind, record, path.
pub fn write_cell((key, path): &(Key, String)) -> String {
    format!("{} {} {path}", key.kind.plural(), key.id)
}

/// Reads what [`write_cell`] has written.
pub fn read_cell(text: &str) -> Option<(Key, String)> {
    let mut words = text.splitn(3, ' ');
    let (kind, id, path) = (words.next()?, words.next()?, words.next()?);
    Some((Key { kind: Kind::from_plural(kind)?, id: id.parse().ok()? }, path.to_owned()))
}

/// Lives as text.
pub fn write_lives((first, last): Lives, real: impl Fn(Stamp) -> Stamp) -> String {
    json!([write_stamp(real(first)), write_stamp(real(last))]).to_string()
}

/// Reads what [`write_lives`] has written.
pub fn read_lives(text: &str) -> Option<Lives> {
    let lives: Value = serde_json::from_str(text).ok()?;
    Some((read_stamp(lives.get(0)?)?, read_stamp(lives.get(1)?)?))
}

fn write_stamp(stamp: Stamp) -> Value {
    json!([stamp.clock, stamp.copy.to_string()])
}

fn read_standing(value: &Value) -> Option<(Stamp, Value)> {
    Some((read_stamp(value.get(0)?)?, value.get(1)?.clone()))
}

fn read_stamp(value: &Value) -> Option<Stamp> {
    Some(Stamp { clock: value.get(0)?.as_u64()?, copy: value.get(1)?.as_str()?.parse().ok()? })
}
