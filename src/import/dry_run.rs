//! The dry run of a table: every row becomes a record, or a problem with its row, its column and a way to put it right.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Convention, DateOrder, Mapping, Table, folded};
use crate::domain::{
    Account, Change, Edit, Entity, Key, Kind, Metric, Money, Product, Record, Records, Teammate,
    change::label_of,
    field::{Choices, Field, Input},
    format::{month, month_short},
    merge::changed,
};

/// The name under which external ids of tables are kept.
const SYSTEM: &str = "crm";

/// What is done about a value that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Its rows stay out.
    LeaveOut,
    /// It means this record.
    Use(Uuid),
    /// A record of this name is created.
    Create,
    /// It should have read so; empty for nothing.
    Read(String),
}

/// A value that does not fit, with all its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The position of the column.
    pub column: usize,
    /// The value as the file has it.
    pub value: String,
    /// What is wrong.
    pub message: String,
    /// The lines of its rows.
    pub lines: Vec<u64>,
    /// Records that it may mean: id and name.
    pub candidates: Vec<(Uuid, String)>,
    /// Whether a record may be created from it.
    pub can_create: bool,
    /// Whether it may be typed anew.
    pub can_type: bool,
    /// What is done about it.
    pub fix: Fix,
}

/// What a table would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DryRun {
    /// How many rows the file has.
    pub rows: usize,
    /// Records that are new, those created from names first.
    pub added: Vec<Record>,
    /// How many of those were created from names.
    pub created: Vec<(Kind, usize)>,
    /// Records that change: before and after.
    pub changed: Vec<(Record, Record)>,
    /// Rows that are here already.
    pub left: usize,
    /// What does not fit, by column and value.
    pub groups: Vec<Group>,
    /// The rows that stay out: line, cells, why.
    pub out: Vec<(u64, Vec<String>, String)>,
}

impl DryRun {
    /// The change that takes it over.
    pub fn change(&self, name: &str) -> Change {
        let added = self.added.iter().cloned().map(Edit::Put);
        let changed = self.changed.iter().map(|(_, after)| Edit::Put(after.clone()));
        Change::new(format!("imported {name}"), added.chain(changed).collect())
    }

    /// How many changes it would make.
    pub fn count(&self) -> usize {
        self.added.len() + self.changed.len()
    }

    /// The fields that change, as text: title, label, before, after.
    pub fn changes(&self) -> Vec<(String, String, Value, Value)> {
        let of = |(before, after): &(Record, Record)| {
            let (old, new) = (before.to_value(), after.to_value());
            let value = |fields: &Map<String, Value>, key: &str| fields.get(key).cloned().unwrap_or_default();
            let keys = changed(&old, &new);
            keys.into_iter()
                .map(|key| (before.title(), label_of(before.kind(), &key), value(&old, &key), value(&new, &key)))
                .collect::<Vec<_>>()
        };
        self.changed.iter().flat_map(of).collect()
    }
}

/// Runs a table against what is here. `fixes` says what was decided about values; `new_id` supplies ids.
pub fn dry_run(
    records: &Records,
    table: &Table,
    mapping: &Mapping,
    fixes: &HashMap<(usize, String), Fix>,
    new_id: &mut dyn FnMut() -> Uuid,
) -> DryRun {
    let mut run = Run {
        records,
        table,
        mapping,
        fixes,
        new_id,
        names: HashMap::new(),
        created: Vec::new(),
        groups: BTreeMap::new(),
        out: Vec::new(),
    };
    run.know(Kind::Account);
    run.know(Kind::Product);
    run.know(Kind::Teammate);
    run.know(mapping.kind);
    run.run()
}

struct Run<'a> {
    records: &'a Records,
    table: &'a Table,
    mapping: &'a Mapping,
    fixes: &'a HashMap<(usize, String), Fix>,
    new_id: &'a mut dyn FnMut() -> Uuid,
    /// Per kind and folded name, or external id, the record; people by account too.
    names: HashMap<(Kind, String), (Uuid, String)>,
    created: Vec<Record>,
    groups: BTreeMap<(usize, String), Group>,
    out: Vec<(u64, Vec<String>, String)>,
}

/// A value that keeps a row out, or out for now.
struct Stop(String);

impl Run<'_> {
    fn know(&mut self, kind: Kind) {
        for (key, row) in self.records.live().filter(|(key, _)| key.kind == kind) {
            let title = row.record.title();
            self.names
                .insert((kind, scoped(kind, row.record.account_id().map(|id| id.0), &title)), (key.id, title.clone()));
            if let Some(id) = row.record.external().get(SYSTEM) {
                self.names.insert((kind, format!("#{id}")), (key.id, title));
            }
        }
    }

    fn run(mut self) -> DryRun {
        let kind = self.mapping.kind;
        // First all names of the file, so that a row may refer to one below it.
        let ids: Vec<Option<Uuid>> = (0..self.table.rows.len()).map(|row| self.identify(row)).collect();
        let uneven: HashMap<u64, usize> = self.table.uneven.iter().copied().collect();
        let mut result = DryRun { rows: self.table.rows.len(), ..DryRun::default() };
        let mut seen: HashSet<Uuid> = HashSet::new();
        let mut made: Vec<(u64, Option<Record>, Record)> = Vec::new();
        for (position, (line, cells)) in self.table.rows.iter().enumerate() {
            let outcome = match uneven.get(line) {
                Some(count) => Err(Stop(format!("The row has {count} cells; the head has {}", self.table.head.len()))),
                None => self.record(position, ids[position]),
            };
            match outcome {
                Err(Stop(reason)) => self.out.push((*line, cells.clone(), reason)),
                Ok(record) if !seen.insert(record.uuid()) => {
                    self.out.push((*line, cells.clone(), "The same record stands in an earlier row".into()));
                }
                Ok(record) => {
                    let before = self.records.record(Key { kind, id: record.uuid() }).cloned();
                    made.push((*line, before, record));
                }
            }
        }
        let circular = self.circles(&made);
        for (line, before, record) in made {
            if circular.contains(&record.uuid()) {
                let cells = self
                    .table
                    .rows
                    .iter()
                    .find(|(other, _)| *other == line)
                    .map(|(_, cells)| cells.clone())
                    .unwrap_or_default();
                self.out.push((line, cells, format!("“{}” leads back to itself", record.title())));
                continue;
            }
            match before {
                None => result.added.push(record),
                Some(before) if before == record => result.left += 1,
                Some(before) => result.changed.push((before, record)),
            }
        }
        for kind in [Kind::Product, Kind::Teammate, Kind::Metric] {
            let count = self.created.iter().filter(|record| record.kind() == kind).count();
            result.created.extend((count > 0).then_some((kind, count)));
        }
        self.created.append(&mut result.added);
        result.added = self.created;
        result.groups = self.groups.into_values().collect();
        result.groups.sort_by_key(|group| std::cmp::Reverse(group.lines.len()));
        result.out = self.out;
        result.out.sort_by_key(|(line, ..)| *line);
        result
    }

    /// The id that a row will have: of the record that is here, or a new one; known by its name from now on.
    fn identify(&mut self, position: usize) -> Option<Uuid> {
        let kind = self.mapping.kind;
        let cells = &self.table.rows[position].1;
        let external = self.mapping.column("id").map(|column| cells[column].clone()).filter(|id| !id.is_empty());
        let name_field = kind.fields().iter().find(|field| field.required && field.input == Input::Text)?;
        let name =
            self.mapping.column(&name_field.key).map(|column| cells[column].clone()).filter(|name| !name.is_empty());
        let account = self
            .mapping
            .column("account")
            .and_then(|column| self.names.get(&(Kind::Account, folded(&cells[column]))))
            .map(|(id, _)| *id);
        let by_id = external.as_ref().map(|id| (kind, format!("#{id}")));
        let by_name = name.as_ref().map(|name| (kind, scoped(kind, account, name)));
        let known = by_id.as_ref().and_then(|key| self.names.get(key));
        // A row with an id of its own is not matched by its name to a record that has another id.
        let known = known
            .or_else(|| {
                by_name
                    .as_ref()
                    .filter(|_| external.is_none() || kind != Kind::Opportunity)
                    .and_then(|key| self.names.get(key))
            })
            .map(|(id, _)| *id);
        let id = known.unwrap_or_else(|| (self.new_id)());
        let title = name.or(external)?;
        for key in by_id.into_iter().chain(by_name) {
            self.names.entry(key).or_insert((id, title.clone()));
        }
        Some(id)
    }

    fn record(&mut self, position: usize, id: Option<Uuid>) -> Result<Record, Stop> {
        let kind = self.mapping.kind;
        let is_named = id.is_some();
        let id = id.unwrap_or_else(|| (self.new_id)());
        let before = self.records.record(Key { kind, id });
        let mut fields = before.map(Record::to_value).unwrap_or_default();
        fields.insert("id".into(), json!(id.to_string()));
        let mut account = before.and_then(Record::account_id).map(|account| account.0);
        if kind.belongs_to_account() {
            let Some(column) = self.mapping.column("account") else {
                return Err(Stop("No column holds the account".into()));
            };
            let found = self.link(position, column, Kind::Account, None)?;
            account = found.or(account);
            fields.insert("account".into(), json!(account.map(|account| account.to_string())));
        }
        if let Some(column) = self.mapping.column("id") {
            let external = self.cell(position, column);
            if !external.is_empty() {
                fields.insert("external".into(), json!({ SYSTEM: external }));
            }
        }
        for field in super::columns::fields(kind) {
            let Some(column) = self.mapping.column(&field.key) else { continue };
            match self.value(position, column, field, account)? {
                // An empty cell says nothing about what is known here.
                Value::Null => {}
                value => drop(fields.insert(field.key.clone(), value)),
            }
        }
        if kind == Kind::Account && before.is_none() {
            fields.entry("currency").or_insert(json!(self.mapping.convention.currency.code()));
        }
        if kind == Kind::Opportunity && !fields.contains_key("name") {
            let name = self.made_name(position);
            fields.insert("name".into(), json!(name));
        }
        let record = Record::from_value(kind, ordered(kind, fields)).map_err(|problem| Stop(problem.message))?;
        if let Some(problem) = record.check() {
            return Err(Stop(problem.message));
        }
        self.keep_what_was_typed(position);
        let known = if is_named { None } else { self.with_same_content(&record) };
        Ok(known.and_then(|id| self.records.record(Key { kind, id }).cloned()).unwrap_or(record))
    }

    /// The id of a record without a name that says the same: the same movement, the same value of a metric.
    fn with_same_content(&self, made: &Record) -> Option<Uuid> {
        let kind = made.kind();
        let wanted = made.to_value();
        let same = |record: &Record| {
            let own = record.to_value();
            let keys = ["account", "date", "month", "kind", "metric", "product"];
            let amounts = kind == Kind::Observation || own.get("amount") == wanted.get("amount");
            amounts && keys.iter().all(|key| own.get(*key) == wanted.get(*key))
        };
        self.records.live().find(|(key, row)| key.kind == kind && same(&row.record)).map(|(key, _)| key.id)
    }

    fn made_name(&self, position: usize) -> String {
        let cells = &self.table.rows[position].1;
        let cell =
            |key: &str| self.mapping.column(key).map(|column| cells[column].as_str()).filter(|cell| !cell.is_empty());
        [cell("product").or(Some("Opportunity")), cell("id")].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// The text of a cell, as it was put right.
    fn cell(&self, position: usize, column: usize) -> String {
        let text = &self.table.rows[position].1[column];
        match self.fixes.get(&(column, text.clone())) {
            Some(Fix::Read(read)) => read.clone(),
            _ => text.clone(),
        }
    }

    fn value(
        &mut self,
        position: usize,
        column: usize,
        field: &'static Field,
        account: Option<Uuid>,
    ) -> Result<Value, Stop> {
        let text = self.cell(position, column);
        if text.is_empty() {
            return Ok(Value::Null);
        }
        if let Input::Link(kind) = field.input {
            let linked = self.link(position, column, kind, account)?;
            return Ok(linked.map_or(Value::Null, |id| json!(id.to_string())));
        }
        let read = parse(&text, field.input, &self.mapping.convention)
            .and_then(|value| crate::domain::check::problem(field, Some(&value)).map_or(Ok(value), Err));
        read.map_err(|message| self.report(position, column, message, Vec::new(), false, true))
    }

    /// The record that a cell names: here, in the file, decided by hand, or created.
    fn link(
        &mut self,
        position: usize,
        column: usize,
        kind: Kind,
        account: Option<Uuid>,
    ) -> Result<Option<Uuid>, Stop> {
        let original = self.table.rows[position].1[column].clone();
        let text = self.cell(position, column);
        match self.fixes.get(&(column, original.clone())) {
            Some(Fix::Use(id)) => {
                self.report_fixed(position, column, kind);
                return Ok(Some(*id));
            }
            Some(Fix::LeaveOut) => {
                return Err(self.report(
                    position,
                    column,
                    self.message(kind, &original),
                    self.nearest(kind, &text),
                    kind != Kind::Account,
                    false,
                ));
            }
            Some(Fix::Create) => {
                self.report_fixed(position, column, kind);
                return Ok(Some(self.create(kind, &text, account)));
            }
            _ => {}
        }
        if text.is_empty() {
            return match kind {
                Kind::Account if self.mapping.kind != Kind::Account => {
                    Err(self.report(position, column, "No account".into(), Vec::new(), false, false))
                }
                _ => Ok(None),
            };
        }
        let exact = self.records.live().any(|(key, row)| key.kind == kind && row.record.title() == text);
        let found = self
            .names
            .get(&(kind, scoped(kind, account, &text)))
            .or_else(|| self.names.get(&(kind, format!("#{text}"))))
            .cloned();
        match found {
            Some((id, name))
                if exact || name == text || kind == self.mapping.kind || name.to_lowercase() == text.to_lowercase() =>
            {
                Ok(Some(id))
            }
            Some((id, name)) => {
                // Another spelling of what is known: taken as that, and listed, so that a person can say otherwise.
                self.note(
                    position,
                    column,
                    format!("Another spelling of “{name}”"),
                    vec![(id, name)],
                    Fix::Use(id),
                    kind,
                );
                Ok(Some(id))
            }
            None if matches!(kind, Kind::Product | Kind::Teammate | Kind::Metric) => {
                Ok(Some(self.create(kind, &text, account)))
            }
            None => {
                Err(self.report(position, column, self.message(kind, &text), self.nearest(kind, &text), false, true))
            }
        }
    }

    fn message(&self, kind: Kind, text: &str) -> String {
        if text.is_empty() { format!("No {}", kind.one()) } else { format!("No such {}", kind.one()) }
    }

    fn create(&mut self, kind: Kind, name: &str, account: Option<Uuid>) -> Uuid {
        let key = (kind, scoped(kind, account, name));
        if let Some((id, _)) = self.names.get(&key) {
            return *id;
        }
        let id = (self.new_id)();
        let owner = account.map(crate::domain::Id::<Account>::new).unwrap_or_default();
        let name_of = name.to_owned();
        let record = match kind {
            Kind::Product => {
                Product { id: crate::domain::Id::new(id), name: name_of, ..Product::default() }.into_record()
            }
            Kind::Metric => {
                Metric { id: crate::domain::Id::new(id), account: owner, name: name_of, ..Metric::default() }
                    .into_record()
            }
            _ => Teammate { id: crate::domain::Id::new(id), name: name_of, ..Teammate::default() }.into_record(),
        };
        self.names.insert(key, (id, name.to_owned()));
        self.created.push(record);
        id
    }

    /// Records with a similar name, the nearest first.
    fn nearest(&self, kind: Kind, text: &str) -> Vec<(Uuid, String)> {
        let wanted = folded(text);
        let names = self.names.iter().filter(|((of, key), _)| *of == kind && !key.starts_with('#'));
        let mut near: Vec<(usize, Uuid, String)> =
            names.map(|((_, key), (id, name))| (distance(&wanted, key), *id, name.clone())).collect();
        near.sort();
        near.dedup_by_key(|(_, id, _)| *id);
        near.into_iter()
            .filter(|(far, ..)| *far <= wanted.len() / 3 + 1)
            .take(5)
            .map(|(_, id, name)| (id, name))
            .collect()
    }

    fn report(
        &mut self,
        position: usize,
        column: usize,
        message: String,
        candidates: Vec<(Uuid, String)>,
        can_create: bool,
        can_type: bool,
    ) -> Stop {
        let value = self.table.rows[position].1[column].clone();
        let fix = self.fixes.get(&(column, value.clone())).cloned().unwrap_or(Fix::LeaveOut);
        let shown = match &fix {
            Fix::Read(read) if !read.is_empty() => format!("{message} (“{read}”)"),
            _ => message.clone(),
        };
        let reason = format!("{}: {message}", self.table.head[column]);
        let line = self.table.rows[position].0;
        let group = self.groups.entry((column, value.clone())).or_insert(Group {
            column,
            value,
            message: shown,
            lines: Vec::new(),
            candidates,
            can_create,
            can_type,
            fix,
        });
        group.lines.push(line);
        Stop(reason)
    }

    fn note(
        &mut self,
        position: usize,
        column: usize,
        message: String,
        candidates: Vec<(Uuid, String)>,
        fix: Fix,
        kind: Kind,
    ) {
        let (line, cells) = &self.table.rows[position];
        let value = cells[column].clone();
        let can_create = kind != Kind::Account;
        let can_type = matches!(fix, Fix::Read(_));
        let group = self.groups.entry((column, value.clone())).or_insert(Group {
            column,
            value,
            message,
            lines: Vec::new(),
            candidates,
            can_create,
            can_type,
            fix,
        });
        group.lines.push(*line);
    }

    /// Keeps values that were typed anew on the list, so that they can be seen and changed again.
    fn keep_what_was_typed(&mut self, position: usize) {
        for column in 0..self.table.head.len() {
            let value = self.table.rows[position].1[column].clone();
            if let Some(fix @ Fix::Read(_)) = self.fixes.get(&(column, value)).cloned() {
                self.note(position, column, "Read differently".into(), Vec::new(), fix, Kind::Account);
            }
        }
    }

    /// Keeps a value on the list after it was decided, so that the decision can be seen and taken back.
    fn report_fixed(&mut self, position: usize, column: usize, kind: Kind) {
        let value = self.table.rows[position].1[column].clone();
        let fix = self.fixes.get(&(column, value.clone())).cloned().unwrap_or(Fix::LeaveOut);
        let candidates = self.nearest(kind, &value);
        self.note(position, column, self.message(kind, &value), candidates, fix, kind);
    }

    /// The records whose parents or managers lead back to themselves.
    fn circles(&self, made: &[(u64, Option<Record>, Record)]) -> HashSet<Uuid> {
        let field = match self.mapping.kind {
            Kind::Account => "parent",
            Kind::Person => "manager",
            _ => return HashSet::new(),
        };
        let above = |record: &Record| {
            record.to_value().get(field).and_then(Value::as_str).and_then(|id| Uuid::parse_str(id).ok())
        };
        let here = self
            .records
            .live()
            .filter(|(key, _)| key.kind == self.mapping.kind)
            .filter_map(|(key, row)| Some((key.id, above(&row.record)?)));
        let mut parents: HashMap<Uuid, Uuid> = here.collect();
        parents.extend(made.iter().filter_map(|(.., record)| Some((record.uuid(), above(record)?))));
        let leads_back = |start: Uuid| {
            let mut at = parents.get(&start).copied();
            for _ in 0..=parents.len() {
                match at {
                    Some(id) if id == start => return true,
                    Some(id) => at = parents.get(&id).copied(),
                    None => return false,
                }
            }
            false
        };
        made.iter().map(|(.., record)| record.uuid()).filter(|id| leads_back(*id)).collect()
    }
}

/// The order in which files hold fields, so that equal records are equal.
fn ordered(kind: Kind, fields: Map<String, Value>) -> Map<String, Value> {
    let rank = |key: &str| kind.fields().iter().position(|field| field.key == key).map_or(0, |position| position + 1);
    let mut pairs: Vec<(String, Value)> = fields.into_iter().collect();
    pairs.sort_by_key(|(key, _)| (rank(key), key.clone()));
    pairs.into_iter().collect()
}

/// How a name is looked up: people, contracts and the like by their account too.
fn scoped(kind: Kind, account: Option<Uuid>, name: &str) -> String {
    match (kind.belongs_to_account(), account) {
        (true, Some(account)) => format!("{account}/{}", folded(name)),
        _ => folded(name),
    }
}

fn parse(text: &str, input: Input, convention: &Convention) -> Result<Value, String> {
    match input {
        Input::Date => date(text, convention.dates).map(|date| json!(date)),
        Input::Money => {
            let units = number(text, convention)? * f64::from(convention.scale);
            let decimals = convention.currency.decimals() as usize;
            Money::parse_decimal(&format!("{units:.decimals$}"), convention.currency).map(|money| json!(money))
        }
        Input::Decimal => number(text, convention).map(|number| json!(number)),
        Input::Whole(least, most) => whole(text, least, most, convention),
        Input::Choice(choices) => choice(text, choices).map(|key| json!(key)),
        Input::Several(choices) => {
            let keys: Result<Vec<_>, _> =
                text.split([';', ',', '|']).map(|part| choice(part.trim(), choices)).collect();
            keys.map(|keys| json!(keys))
        }
        Input::Flag => match folded(text).as_str() {
            "yes" | "true" | "1" | "y" | "x" => Ok(json!(true)),
            "no" | "false" | "0" | "n" => Ok(json!(false)),
            _ => Err("Neither yes nor no".into()),
        },
        _ => Ok(json!(text)),
    }
}

fn number(text: &str, convention: &Convention) -> Result<f64, String> {
    let cleaned: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '€' | '$' | '£' | '¥' | '\'' | '%'))
        .collect();
    let cleaned = cleaned.replace('−', "-");
    let plain =
        if convention.decimal_comma { cleaned.replace('.', "").replace(',', ".") } else { cleaned.replace(',', "") };
    let is_plain = plain.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '-'));
    plain.parse::<f64>().ok().filter(|number| is_plain && number.is_finite()).ok_or_else(|| "Not a number".into())
}

fn whole(text: &str, least: i64, most: i64, convention: &Convention) -> Result<Value, String> {
    let word = match folded(text).as_str() {
        "high" => Some(most.min(5)),
        "mid" | "medium" => Some((least + most) / 2),
        "low" => Some(least),
        _ => None,
    };
    let read = word.map_or_else(|| number(text, convention), |word| Ok(word as f64))?;
    if read.fract() != 0.0 || !(least as f64..=most as f64).contains(&read) {
        return Err(format!("Must be a whole number from {least} to {most}"));
    }
    Ok(json!(read as i64))
}

fn choice(text: &str, choices: Choices) -> Result<&'static str, String> {
    let wanted = folded(text);
    let wanted = wanted.strip_prefix("closed").filter(|rest| !rest.is_empty()).unwrap_or(&wanted);
    let found = choices.iter().find(|(key, label)| folded(key) == wanted || folded(label) == wanted);
    let all = || choices.iter().map(|(_, label)| *label).collect::<Vec<_>>().join(", ");
    found.map(|(key, _)| *key).ok_or_else(|| format!("None of {}", all()))
}

/// Reads `2026-11-23`, `23/11/2026`, `23.11.26`, `23 Nov 2026` and the like.
fn date(text: &str, order: DateOrder) -> Result<NaiveDate, String> {
    let day_only =
        text.split(['T', ' ']).next().filter(|day| day.len() == 10 && day.as_bytes()[4] == b'-').unwrap_or(text);
    let parts: Vec<&str> = day_only.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts[..] else { return Err("Not a date".into()) };
    let numeral = |part: &str| part.parse::<u32>().ok();
    let named = |part: &str| {
        let folded = folded(part);
        (1..=12).find(|number| {
            let of = NaiveDate::from_ymd_opt(2000, *number, 1).unwrap_or_default();
            folded == month(of).to_lowercase() || folded == month_short(of).to_lowercase()
        })
    };
    let (year, month_number, day) = if first.len() == 4 {
        (numeral(first), numeral(second).or_else(|| named(second)), numeral(third))
    } else if let Some(word) = named(first) {
        (numeral(third), Some(word), numeral(second))
    } else if let Some(word) = named(second) {
        (numeral(third), Some(word), numeral(first))
    } else if order == DateOrder::MonthFirst {
        (numeral(third), numeral(first), numeral(second))
    } else {
        (numeral(third), numeral(second), numeral(first))
    };
    let (Some(year), Some(month_number), Some(day)) = (year, month_number, day) else {
        return Err("Not a date".into());
    };
    let year = if year < 100 { year + 2000 } else { year };
    let exists = NaiveDate::from_ymd_opt(year as i32, month_number, day);
    exists.ok_or_else(|| match NaiveDate::from_ymd_opt(year as i32, month_number, 1) {
        Some(of) => {
            let last = crate::domain::date::plus_days(crate::domain::date::plus_months(of, 1), -1);
            format!("{} has {} days", month(of), chrono::Datelike::day(&last))
        }
        None => "There is no such month".into(),
    })
}

/// The Levenshtein distance of two short names.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
