//! The dry run of a table: every row becomes a record, or a problem with its row, its column and a way to put it right.

use crate::words::import as text;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Convention, FieldChange, Mapping, Table, cells,
    columns::{CURRENCY, currency_of},
    folded,
    names::{Meant, Named, Names},
    source::is_id,
};
use crate::domain::{
    Account, Change, Currency, Edit, Entity, Id, Key, Kind, Metric, Order, Problem, Product, Record, Records, Teammate,
    cycle,
    field::{Field, Input},
};
use crate::words;

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
    /// The kind of record that the value names, where it names one.
    pub names: Option<Kind>,
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
        Change::new(text::imported(name), added.chain(changed).collect())
    }

    /// How many changes it would make.
    pub fn count(&self) -> usize {
        self.added.len() + self.changed.len()
    }

    /// The fields that change, each with the title of its record.
    pub fn changes(&self) -> Vec<(Kind, String, FieldChange)> {
        let of = |(before, after): &(Record, Record)| {
            let fields = FieldChange::between(before.kind(), &before.to_value(), &after.to_value());
            fields.into_iter().map(|field| (before.kind(), before.title(), field)).collect::<Vec<_>>()
        };
        self.changed.iter().flat_map(of).collect()
    }
}

/// What a dry run goes by. It is given anew at each step, so that nothing is borrowed between two of them.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    /// What is here.
    pub records: &'a Records,
    /// The table.
    pub table: &'a Table,
    /// What its columns hold.
    pub mapping: &'a Mapping,
    /// What was decided about values, by column and value.
    pub fixes: &'a HashMap<(usize, String), Fix>,
}

/// Runs a table against what is here. `new_id` supplies ids.
pub fn dry_run(basis: Basis, new_id: &mut dyn FnMut() -> Uuid) -> DryRun {
    let mut checking = Checking::begin(basis, new_id);
    while checking.done < basis.table.rows.len() {
        checking.step(basis, new_id, usize::MAX);
    }
    checking.finish(basis)
}

/// A dry run under way. A long table is checked some rows at a time, so that the page stays alive.
pub struct Checking {
    /// How many rows are checked.
    pub done: usize,
    identities: Vec<Identity>,
    names: Names,
    uneven: HashMap<u64, usize>,
    seen: HashSet<Uuid>,
    /// Records without a name that are here, by what they say.
    unnamed: HashMap<String, Uuid>,
    made: Vec<(usize, Option<Record>, Record)>,
    created: Vec<Record>,
    groups: BTreeMap<(usize, String), Group>,
    out: Vec<(u64, Vec<String>, String)>,
}

impl Checking {
    /// Learns the names of what is here and of the whole file, so that a row may refer to one below it.
    pub fn begin(basis: Basis, new_id: &mut dyn FnMut() -> Uuid) -> Self {
        let kind = basis.mapping.kind;
        let mut checking = Self {
            done: 0,
            identities: Vec::with_capacity(basis.table.rows.len()),
            names: Names::default(),
            uneven: basis.table.uneven.iter().copied().collect(),
            seen: HashSet::new(),
            unnamed: HashMap::new(),
            made: Vec::new(),
            created: Vec::new(),
            groups: BTreeMap::new(),
            out: Vec::new(),
        };
        for known in BTreeSet::from([Kind::Account, Kind::Product, Kind::Teammate, kind]) {
            checking.names.know(basis.records, known, &basis.mapping.source);
        }
        let mut row = RowReader { basis, new_id, state: &mut checking };
        for position in 0..basis.table.rows.len() {
            let identity = row.identify(position);
            row.state.identities.push(identity);
        }
        if checking.identities.contains(&Identity::Unnamed) {
            let here = basis.records.live().filter(|(key, _)| key.kind == kind);
            checking.unnamed = here.map(|(key, row)| (content(&row.record), key.id)).collect();
        }
        checking
    }

    /// Checks up to `count` more rows.
    pub fn step(&mut self, basis: Basis, new_id: &mut dyn FnMut() -> Uuid, count: usize) {
        let kind = basis.mapping.kind;
        for (position, (line, cells)) in basis.table.rows.iter().enumerate().skip(self.done).take(count) {
            let outcome = match self.uneven.get(line) {
                Some(count) => Err(Stop(text::cells_of_row(count, basis.table.head.len()))),
                None => RowReader { basis, new_id, state: self }.record(position),
            };
            match outcome {
                Err(Stop(reason)) => self.out.push((*line, cells.clone(), reason)),
                Ok(record) if !self.seen.insert(record.uuid()) => {
                    self.out.push((*line, cells.clone(), text::THE_SAME_RECORD_STANDS.into()));
                }
                Ok(record) => {
                    let before = basis.records.record(Key { kind, id: record.uuid() }).cloned();
                    self.made.push((position, before, record));
                }
            }
            self.done = position + 1;
        }
    }

    /// What the table would do, once every row is checked.
    pub fn finish(mut self, basis: Basis) -> DryRun {
        let mut result = DryRun { rows: basis.table.rows.len(), ..DryRun::default() };
        let circular = circles(basis, &self.made);
        for (position, before, record) in self.made {
            if let Some(problem) = circular.get(&record.uuid()) {
                if let Some((line, cells)) = basis.table.rows.get(position) {
                    self.out.push((*line, cells.clone(), problem.clone()));
                }
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
        result.groups.order_by_key(|group| std::cmp::Reverse(group.lines.len()));
        result.out = self.out;
        result.out.order_by_key(|(line, ..)| *line);
        result
    }
}

/// Which record a row is.
#[derive(Clone, Debug, PartialEq)]
enum Identity {
    /// One that is here, or a new one.
    Known(Uuid),
    /// A record without a name, which is known by what it says.
    Unnamed,
    /// A person decides: it may be one of these, or a new one of the given id.
    Asked(Uuid, Vec<Named>, String),
}

/// A value that keeps a row out, or out for now.
struct Stop(String);

/// What is wrong with a value, and what may be done about it.
struct Complaint {
    message: String,
    /// The kind of record that the value should name.
    names: Option<Kind>,
    /// Records that it may mean; those with a similar name when empty.
    candidates: Vec<Named>,
    can_create: bool,
    can_type: bool,
}

impl Complaint {
    /// A value that should name a record of a kind, and names none.
    fn unknown(kind: Kind, text: &str, can_create: bool, can_type: bool) -> Self {
        Self { message: message(kind, text), names: Some(kind), candidates: Vec::new(), can_create, can_type }
    }
}

/// A row being read.
struct RowReader<'a, 'b> {
    basis: Basis<'a>,
    new_id: &'b mut dyn FnMut() -> Uuid,
    state: &'b mut Checking,
}

impl RowReader<'_, '_> {
    /// Which record a row is: one that is here, a new one, or one that a person must name. It is known by its name from
    /// now on.
    ///
    /// An id means the same record for ever where its tool is known; where it is not, the name must agree. A name means
    /// a record unless that has another id in the same tool: two people of one name are two.
    fn identify(&mut self, position: usize) -> Identity {
        let kind = self.basis.mapping.kind;
        let name_field = kind.fields().iter().find(|field| field.required && field.input == Input::Text);
        let Some(name_field) = name_field else { return Identity::Unnamed };
        let own_id = self.filled(position, "id").filter(|id| is_id(id));
        let name = self.filled(position, name_field.key);
        let Some(title) = name.clone().or_else(|| own_id.clone()) else { return Identity::Unnamed };
        let account =
            self.filled(position, "account").and_then(|text| match self.state.names.find(Kind::Account, None, &text) {
                Meant::One((id, _), _) => Some(id),
                Meant::Nobody | Meant::Several(_) => None,
            });
        let names = &self.state.names;
        let is_known = self.basis.mapping.source.is_known();
        let agrees = |named: &&Named| is_known || name.as_ref().is_none_or(|name| folded(name) == folded(&named.1));
        let by_id = own_id.as_ref().and_then(|id| names.with_id(kind, id));
        let by_name: Vec<Named> = names
            .with_name(kind, account, &title)
            .iter()
            .filter(|(id, _)| own_id.is_none() || names.id_of(*id).is_none())
            .cloned()
            .collect();
        // A deal with an id of its own is not matched by its name to one that has none.
        let by_name = if own_id.is_some() && kind == Kind::Opportunity { Vec::new() } else { by_name };
        let identity = match (by_id, by_name.as_slice()) {
            (Some(named), _) if agrees(&named) => Identity::Known(named.0),
            (Some(named), _) => {
                let id = own_id.as_deref().unwrap_or_default();
                Identity::Asked((self.new_id)(), vec![named.clone()], text::id_of_another(id, &named.1))
            }
            (None, []) => Identity::Known((self.new_id)()),
            (None, [one]) => Identity::Known(one.0),
            (None, several) => {
                let message = text::several_called_that(several.len());
                Identity::Asked((self.new_id)(), several.to_vec(), message)
            }
        };
        if let Identity::Known(id) = identity {
            self.state.names.add(kind, account, own_id.as_deref(), (id, title));
        }
        identity
    }

    /// The id of a row's record, once it is clear which one it is; `None` for a record without a name.
    fn settled(&mut self, position: usize) -> Result<Option<Uuid>, Stop> {
        let kind = self.basis.mapping.kind;
        let (new, candidates, message) = match self.state.identities[position].clone() {
            Identity::Known(id) => return Ok(Some(id)),
            Identity::Unnamed => return Ok(None),
            Identity::Asked(new, candidates, message) => (new, candidates, message),
        };
        let name_field = kind.fields().iter().find(|field| field.required && field.input == Input::Text);
        let column = name_field
            .and_then(|field| self.basis.mapping.column(field.key))
            .or_else(|| self.basis.mapping.column("id"));
        let Some(column) = column else { return Ok(Some(new)) };
        let id = match self.fix(position, column) {
            Some(Fix::Use(id)) => id,
            Some(Fix::Create) => new,
            _ => {
                let complaint = Complaint { message, names: Some(kind), candidates, can_create: true, can_type: false };
                return Err(self.report(position, column, complaint));
            }
        };
        let fix = self.fix(position, column).unwrap_or(Fix::LeaveOut);
        self.note(position, column, message, fix, Some((kind, candidates)));
        Ok(Some(id))
    }

    /// The text of the column that holds `key`, as the file has it, unless it is empty.
    fn filled(&self, position: usize, key: &str) -> Option<String> {
        let column = self.basis.mapping.column(key)?;
        Some(self.basis.table.cell(position, column).to_owned()).filter(|text| !text.is_empty())
    }

    fn record(&mut self, position: usize) -> Result<Record, Stop> {
        let kind = self.basis.mapping.kind;
        let named = self.settled(position)?;
        let id = named.unwrap_or_else(|| (self.new_id)());
        let before = self.basis.records.record(Key { kind, id });
        let mut fields = before.map(Record::to_value).unwrap_or_default();
        fields.insert("id".into(), json!(id.to_string()));
        let mut account = before.and_then(Record::account_id).map(|account| account.0);
        if kind.belongs_to_account() {
            let Some(column) = self.basis.mapping.column("account") else {
                return Err(Stop(text::NO_COLUMN_HOLDS_THE.into()));
            };
            let found = self.link(position, column, Kind::Account, None)?;
            account = found.or(account);
            fields.insert("account".into(), json!(account.map(|account| account.to_string())));
        }
        if let Some(column) = self.basis.mapping.column("id") {
            let external = self.cell(position, column);
            if is_id(&external) {
                // The ids of other tools stay.
                let mut ids = before.map(|before| before.external().clone()).unwrap_or_default();
                ids.insert(self.basis.mapping.source.key().to_owned(), external);
                fields.insert("external".into(), json!(ids));
            }
        }
        for field in super::columns::fields(kind) {
            let Some(column) = self.basis.mapping.column(field.key) else { continue };
            match self.value(position, column, field, account)? {
                // An empty cell says nothing about what is known here.
                Value::Null => {}
                value => drop(fields.insert(field.key.to_owned(), value)),
            }
        }
        if kind == Kind::Account && before.is_none() {
            fields.entry("currency").or_insert(json!(self.basis.mapping.convention.currency.code()));
        }
        if kind == Kind::Opportunity && !fields.contains_key("name") {
            let name = self.made_name(position);
            fields.insert("name".into(), json!(name));
        }
        let record = Record::from_value(kind, fields).map_err(|problem| Stop(words::problem(kind, &problem)))?;
        if let Some(problem) = record.check() {
            return Err(Stop(words::problem(kind, &problem)));
        }
        self.keep_what_was_typed(position);
        // A record without a name that says the same is the same: a movement, a value of a metric.
        let known = if named.is_none() { self.state.unnamed.get(&content(&record)) } else { None };
        Ok(known.and_then(|id| self.basis.records.record(Key { kind, id: *id }).cloned()).unwrap_or(record))
    }

    fn made_name(&self, position: usize) -> String {
        let product = self.filled(position, "product").unwrap_or(text::OPPORTUNITY.into());
        self.filled(position, "id").map_or(product.clone(), |id| format!("{product}, {id}"))
    }

    /// The text of a cell, as it was put right.
    fn cell(&self, position: usize, column: usize) -> String {
        let text = self.basis.table.cell(position, column).to_owned();
        match self.basis.fixes.get(&(column, text.clone())) {
            Some(Fix::Read(read)) => read.clone(),
            _ => text,
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
        let convention = self.convention(position, field)?;
        let read =
            cells::parse(&text, field.input, &convention).and_then(|value| {
                match crate::domain::check::problem(field, Some(&value)) {
                    None => Ok(value),
                    Some(wrong) => Err(words::problem(field.kind, &Problem { field: field.key.to_owned(), wrong })),
                }
            });
        read.map_err(|message| {
            let candidates = Vec::new();
            self.report(
                position,
                column,
                Complaint { message, names: None, candidates, can_create: false, can_type: true },
            )
        })
    }

    /// How a row writes a field: an amount in the currency that a column of the file names, else in that of the file.
    fn convention(&mut self, position: usize, field: &Field) -> Result<Convention, Stop> {
        let mapping = &self.basis.mapping;
        // The currency of an account is a field of its own, and its amounts may be in that of the file.
        let of_row = || mapping.column(CURRENCY).filter(|_| mapping.kind != Kind::Account);
        let named = mapping.column(&currency_of(field)).or_else(of_row);
        let Some(column) = named.filter(|_| field.input == Input::Money) else { return Ok(mapping.convention) };
        let code = self.cell(position, column);
        match Currency::parse(code.trim()) {
            Some(currency) => Ok(Convention { currency, ..mapping.convention }),
            None if code.trim().is_empty() => Ok(mapping.convention),
            None => Err(self.report(
                position,
                column,
                Complaint {
                    message: text::NOT_A_CURRENCY.to_owned(),
                    names: None,
                    candidates: Vec::new(),
                    can_create: false,
                    can_type: true,
                },
            )),
        }
    }

    /// The record that a cell names: here, in the file, decided by hand, or created.
    fn link(
        &mut self,
        position: usize,
        column: usize,
        kind: Kind,
        account: Option<Uuid>,
    ) -> Result<Option<Uuid>, Stop> {
        let original = self.basis.table.cell(position, column).to_owned();
        let text = self.cell(position, column);
        match self.basis.fixes.get(&(column, original.clone())) {
            Some(Fix::Use(id)) => {
                self.keep_what_was_decided(position, column, kind);
                return Ok(Some(*id));
            }
            Some(Fix::LeaveOut) => {
                let can_create = kind != Kind::Account;
                let complaint = Complaint::unknown(kind, &original, can_create, false);
                return Err(self.report(position, column, complaint));
            }
            Some(Fix::Create) => {
                self.keep_what_was_decided(position, column, kind);
                return Ok(Some(self.create(kind, &text, account)));
            }
            _ => {}
        }
        if text.is_empty() {
            let needed = kind == Kind::Account && self.basis.mapping.kind != Kind::Account;
            let complaint = Complaint::unknown(kind, "", false, false);
            return if needed { Err(self.report(position, column, complaint)) } else { Ok(None) };
        }
        match self.state.names.find(kind, account, &text) {
            Meant::One((id, _), spelled) if spelled || kind == self.basis.mapping.kind => Ok(Some(id)),
            Meant::One((id, name), _) => {
                // Another spelling of what is known: taken as that, and listed, so that a person can say otherwise.
                let message = text::another_spelling(&name);
                self.note(position, column, message, Fix::Use(id), Some((kind, vec![(id, name)])));
                Ok(Some(id))
            }
            Meant::Several(candidates) => {
                let message = text::several_called_that(candidates.len());
                let complaint = Complaint { message, names: Some(kind), candidates, can_create: false, can_type: true };
                Err(self.report(position, column, complaint))
            }
            Meant::Nobody if matches!(kind, Kind::Product | Kind::Teammate | Kind::Metric) => {
                Ok(Some(self.create(kind, &text, account)))
            }
            Meant::Nobody => {
                let complaint = Complaint::unknown(kind, &text, false, true);
                Err(self.report(position, column, complaint))
            }
        }
    }

    fn create(&mut self, kind: Kind, name: &str, account: Option<Uuid>) -> Uuid {
        if let [(id, _)] = self.state.names.with_name(kind, account, name) {
            return *id;
        }
        let id = (self.new_id)();
        let owner = account.map(Id::<Account>::new).unwrap_or_default();
        let name_of = name.to_owned();
        let record = match kind {
            Kind::Product => Product { id: Id::new(id), name: name_of, ..Product::default() }.into_record(),
            Kind::Metric => {
                Metric { id: Id::new(id), account: owner, name: name_of, ..Metric::default() }.into_record()
            }
            _ => Teammate { id: Id::new(id), name: name_of, ..Teammate::default() }.into_record(),
        };
        self.state.names.add(kind, account, None, (id, name.to_owned()));
        self.state.created.push(record);
        id
    }

    /// Puts a value that keeps its row out on the list.
    fn report(&mut self, position: usize, column: usize, complaint: Complaint) -> Stop {
        let Complaint { message, names, candidates, can_create, can_type } = complaint;
        let reason =
            format!("{}: {message}", self.basis.table.head.get(column).map(String::as_str).unwrap_or_default());
        let fix = self.fix(position, column).unwrap_or(Fix::LeaveOut);
        let shown = match &fix {
            Fix::Read(read) if !read.is_empty() => format!("{message} (“{read}”)"),
            _ => message,
        };
        let value = self.value_of(position, column).to_owned();
        self.list(position, column, |state| Group {
            column,
            candidates: match names {
                Some(kind) if candidates.is_empty() => state.names.nearest(kind, &value),
                _ => candidates,
            },
            value,
            message: shown,
            names,
            lines: Vec::new(),
            can_create,
            can_type,
            fix,
        });
        Stop(reason)
    }

    /// Puts a value that was taken otherwise than it is written on the list, so that it can be seen and changed.
    fn note(&mut self, position: usize, column: usize, message: String, fix: Fix, about: Option<(Kind, Vec<Named>)>) {
        let value = self.value_of(position, column).to_owned();
        let can_create = about.as_ref().is_some_and(|(kind, _)| *kind != Kind::Account);
        let can_type = matches!(fix, Fix::Read(_));
        let names = about.as_ref().map(|(kind, _)| *kind);
        let candidates = about.map(|(_, candidates)| candidates).unwrap_or_default();
        self.list(position, column, |_| Group {
            column,
            value,
            message,
            names,
            lines: Vec::new(),
            candidates,
            can_create,
            can_type,
            fix,
        });
    }

    fn list(&mut self, position: usize, column: usize, group: impl FnOnce(&Checking) -> Group) {
        let key = (column, self.value_of(position, column).to_owned());
        if !self.state.groups.contains_key(&key) {
            let made = group(self.state);
            self.state.groups.insert(key.clone(), made);
        }
        if let Some(group) = self.state.groups.get_mut(&key) {
            group.lines.push(self.basis.table.line(position));
        }
    }

    /// Keeps values that were typed anew on the list.
    fn keep_what_was_typed(&mut self, position: usize) {
        for column in 0..self.basis.table.head.len() {
            if let Some(fix @ Fix::Read(_)) = self.fix(position, column) {
                self.note(position, column, text::READ_DIFFERENTLY.into(), fix, None);
            }
        }
    }

    /// Keeps a value that was decided on the list.
    fn keep_what_was_decided(&mut self, position: usize, column: usize, kind: Kind) {
        let value = self.value_of(position, column);
        let (message, candidates) = (message(kind, value), self.state.names.nearest(kind, value));
        let fix = self.fix(position, column).unwrap_or(Fix::LeaveOut);
        self.note(position, column, message, fix, Some((kind, candidates)));
    }

    /// What was decided about a value.
    fn fix(&self, position: usize, column: usize) -> Option<Fix> {
        self.basis.fixes.get(&(column, self.value_of(position, column).to_owned())).cloned()
    }

    /// The text of a cell, as the file has it.
    fn value_of(&self, position: usize, column: usize) -> &str {
        self.basis.table.cell(position, column)
    }
}

fn message(kind: Kind, text: &str) -> String {
    if text.is_empty() { text::no_kind(kind.one()) } else { text::no_such_kind(kind.one()) }
}

/// What a record without a name says: two that say the same are one.
fn content(record: &Record) -> String {
    let fields = record.to_value();
    let amount = if record.kind() == Kind::Observation { "" } else { "amount" };
    let keys = ["account", "date", "month", "kind", "metric", "product", amount];
    keys.map(|key| fields.get(key).map(Value::to_string).unwrap_or_default()).join("|")
}

/// The records whose parents or managers lead back to themselves, with what is said of each.
fn circles(basis: Basis, made: &[(usize, Option<Record>, Record)]) -> HashMap<Uuid, String> {
    let key = |record: &Record| Key { kind: record.kind(), id: record.uuid() };
    let new: HashMap<Key, &Record> = made.iter().map(|(.., record)| (key(record), record)).collect();
    let find = |key: Key| new.get(&key).copied().or_else(|| basis.records.record(key));
    made.iter().filter_map(|(.., record)| Some((record.uuid(), words::circle(&cycle::circle(find, record)?)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Currency, apply},
        import::{guess_kind, guess_mapping, read_table},
    };

    /// Runs a file against `records`, as its columns seem.
    fn run(records: &Records, file: &str) -> DryRun {
        let table = read_table(file.as_bytes()).unwrap_or_default();
        let mapping = guess_mapping(&table, guess_kind(&table), Currency::EUR);
        let mut next = records.rows().count() as u128 * 1000;
        let mut new_id = || {
            next += 1;
            Uuid::from_u128(next)
        };
        dry_run(Basis { records, table: &table, mapping: &mapping, fixes: &HashMap::new() }, &mut new_id)
    }

    fn with(mut records: Records, file: &str) -> Records {
        let change = run(&records, file).change("x.csv");
        apply(&mut records, change, 0);
        records
    }

    fn reasons(run: &DryRun) -> Vec<(u64, &str)> {
        run.out.iter().map(|(line, _, why)| (*line, why.as_str())).collect()
    }

    const ACCOUNTS: &str = "account,sector,subsidiary_of\nBeta,retail,Acme Corp\nAcme Corp,tech,\n";

    #[test]
    fn a_row_may_refer_to_one_below_it_and_the_same_file_again_adds_nothing() {
        let records = with(Records::default(), ACCOUNTS);
        let parents: Vec<_> = records.all::<Account>().map(|account| account.parent.is_some()).collect();
        assert_eq!(parents, [true, false]);
        let again = run(&records, ACCOUNTS);
        assert_eq!((again.count(), again.left, again.out.len()), (0, 2, 0));
    }

    #[test]
    fn the_id_of_an_account_in_another_tool_is_kept_beside_its_name() {
        let run = run(&Records::default(), "Account ID,Account Name\n0015g00000abc,Beta\n");
        let ids: Vec<_> = run.added.iter().map(|record| record.external().len()).collect();
        assert_eq!(ids, [1]);
    }

    #[test]
    fn an_amount_is_in_the_currency_of_its_row() {
        let records = with(Records::default(), ACCOUNTS);
        let file = "account,date,kind,amount,currency\nBeta,2026-01-31,new,1000,NOK\nBeta,2026-02-28,new,500,\n\
            Beta,2026-03-31,new,7,krone\n";
        let run = run(&records, file);
        assert_eq!(reasons(&run), [(4, "currency: Not a currency of three letters, such as EUR")]);
        let movements: Vec<_> = run.added.iter().map(|record| record.to_value()["amount"].clone()).collect();
        let expected = [("1000.00", "NOK"), ("500.00", "EUR")];
        assert_eq!(movements, expected.map(|(amount, currency)| json!({ "amount": amount, "currency": currency })));
    }

    #[test]
    fn our_own_table_of_movements_is_read_back_with_its_currencies() {
        let table = "id,accountId,account,date,kind,amount,amountCurrency\n\
            00000000-0000-0000-0000-000000000009,00000000-0000-0000-0000-000000000001,\
            Beta,2026-01-31,new,1000.00,SEK\n";
        let run = run(&with(Records::default(), ACCOUNTS), table);
        assert_eq!(reasons(&run), []);
        let read: Vec<_> = run.added.iter().map(|record| record.to_value()["amount"]["currency"].clone()).collect();
        assert_eq!(read, ["SEK"]);
    }

    #[test]
    fn rows_that_do_not_fit_stay_out_with_their_line_and_reason() {
        let file = "account,sector,subsidiary_of\nA\nB,retail,C\nC,tech,B\nD,x,y,z\nE,tech,Nobody\nE,tech,\n";
        let run = run(&Records::default(), file);
        assert_eq!(
            reasons(&run),
            [
                (2, "The row has 1 cells; the head has 3"),
                (3, "This runs in a circle: B is a part of C is a part of B"),
                (4, "This runs in a circle: C is a part of B is a part of C"),
                (5, "The row has 4 cells; the head has 3"),
                (6, "subsidiary_of: No such account"),
            ]
        );
        assert_eq!(run.added.len(), 1, "the second E");
    }

    #[test]
    fn another_spelling_is_taken_as_what_is_known_and_listed() {
        let records = with(Records::default(), "product,series,sales_price\nGTX Pro,GTX,4821\n");
        let records = with(records, ACCOUNTS);
        let file =
            "opportunity_id,product,account,deal_stage,close_value\n1,GTXPro,Beta,Won,5\n2,GTX Pro,Beta,Won,=1+1\n";
        let run = run(&records, file);
        let listed: Vec<_> = run.groups.iter().map(|group| (group.value.as_str(), group.message.as_str())).collect();
        assert_eq!(listed, [("GTXPro", "Another spelling of “GTX Pro”"), ("=1+1", "Not a number")]);
        assert_eq!((run.added.len(), reasons(&run)), (1, vec![(3, "close_value: Not a number")]));
    }

    #[test]
    fn two_people_of_one_name_with_two_ids_are_two_and_who_reports_to_them_is_found_by_id() {
        let records = with(Records::default(), ACCOUNTS);
        let people = "id,name,account,reports to\n1,Jan Novak,Beta,\n2,Jan Novak,Beta,\n3,Ana Lee,Beta,2\n";
        let first = run(&records, people);
        assert_eq!((first.added.len(), reasons(&first)), (3, vec![]));
        let records = with(records, people);
        let ana = records.all::<crate::domain::Person>().find(|person| person.name == "Ana Lee").cloned();
        let manager = ana.and_then(|ana| ana.manager).and_then(|id| records.get(id));
        assert_eq!(manager.and_then(|manager| manager.external.get("crm").cloned()).as_deref(), Some("2"));
        let again = run(&records, people);
        assert_eq!((again.count(), again.left), (0, 3), "the same file again adds nothing");
        let by_name = run(&records, "name,account,reports to\nBo Ek,Beta,Jan Novak\nJan Novak,Beta,\n");
        assert_eq!(
            reasons(&by_name),
            [(2, "reports to: 2 records are called that"), (3, "name: 2 records are called that")]
        );
        assert!(by_name.groups.iter().all(|group| group.candidates.len() == 2), "which of the two is asked");
    }

    #[test]
    fn ids_of_two_tools_are_two_namespaces_and_nobody_is_renamed() {
        let records = with(Records::default(), "id,account,sector\n1,Acme,tech\n2,Beta,retail\n");
        let other = run(&records, "id,account,sector\n1,Gamma,tech\n2,Beta,food\n");
        assert_eq!(reasons(&other), [(2, "account: The id 1 is that of “Acme” here")], "asked, never renamed");
        assert_eq!(other.changes().len(), 1, "where the name agrees it is the same record");
        let salesforce = "Id,Account,Sector\n0015g00000XyZab,Acme,food\n";
        let records = with(records, salesforce);
        let acme = records.all::<Account>().find(|account| account.name == "Acme").cloned().unwrap_or_default();
        assert_eq!((acme.external.len(), acme.industry.as_str()), (2, "food"), "both ids are kept");
        let renamed = run(&records, "Id,Account,Sector\n0015g00000XyZab,Acme Group,food\n");
        assert_eq!(renamed.changes().len(), 1, "a tool that is known may rename its own record");
    }

    #[test]
    fn a_rounded_id_finds_nobody() {
        let file = "Record ID,Account,Sector\n3.01E+11,Alpha,tech\n3.01E+11,Beta,food\n";
        let records = with(Records::default(), file);
        let names: Vec<_> =
            records.all::<Account>().map(|account| (account.name.as_str(), account.external.len())).collect();
        assert_eq!(names, [("Alpha", 0), ("Beta", 0)]);
    }

    #[test]
    fn a_number_that_can_be_read_in_two_ways_is_asked_about() {
        let records = with(Records::default(), ACCOUNTS);
        let file = "Account;Opportunity;Stage;Amount\nBeta;Gross;Proposal;1.000\nBeta;Klein;Proposal;12.500\n";
        let asked = run(&records, file);
        assert_eq!((asked.added.len(), asked.out.len()), (0, 2));
        let proved = run(&records, &format!("{file}Beta;Extra;Proposal;7,5\n"));
        let amounts: Vec<_> = proved.added.iter().map(|record| record.to_value()["oneOff"]["amount"].clone()).collect();
        assert_eq!(amounts, ["1000.00", "12500.00", "7.50"]);
    }

    #[test]
    fn a_long_table_checked_in_steps_gives_what_it_gives_at_once() {
        let rows: String = (0..950).map(|number| format!("Account {number},tech,\n")).collect();
        let table = read_table(format!("account,sector,subsidiary_of\n{rows}").as_bytes()).unwrap_or_default();
        let mapping = guess_mapping(&table, guess_kind(&table), Currency::EUR);
        let (records, fixes) = (Records::default(), HashMap::new());
        let basis = Basis { records: &records, table: &table, mapping: &mapping, fixes: &fixes };
        let ids = || {
            let mut next = 0;
            move || {
                next += 1;
                Uuid::from_u128(next)
            }
        };
        let mut new_id = ids();
        let mut checking = Checking::begin(basis, &mut new_id);
        let mut steps = 0;
        while checking.done < table.rows.len() {
            checking.step(basis, &mut new_id, 400);
            steps += 1;
        }
        assert_eq!(steps, 3);
        assert_eq!(checking.finish(basis), dry_run(basis, &mut ids()));
    }
}
