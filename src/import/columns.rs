//! Which kind of record a table holds, and what each of its columns becomes: guessed by name, shown, changeable.

use super::{Source, Table, cells::Shape, folded};
use crate::domain::{
    Currency, Kind, Order,
    field::{Field, Input},
};

/// The kinds that a table can hold.
pub const TARGETS: [Kind; 10] = [
    Kind::Account,
    Kind::Person,
    Kind::Opportunity,
    Kind::Contract,
    Kind::RevenueMovement,
    Kind::RevenueActual,
    Kind::Observation,
    Kind::Action,
    Kind::Product,
    Kind::Teammate,
];

/// The order of the parts of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// 23/11/2026.
    #[default]
    DayFirst,
    /// 11/23/2026.
    MonthFirst,
}

/// The decimal sign of a file's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Decimal {
    /// Nothing tells: a number that could be read in two ways is asked about.
    #[default]
    Unknown,
    /// 1,234.5.
    Point,
    /// 1.234,5.
    Comma,
}

impl Decimal {
    /// The convention whose decimal sign this is.
    pub(super) fn of(sign: char) -> Self {
        if sign == ',' { Self::Comma } else { Self::Point }
    }
}

/// How the file writes dates, numbers and money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Convention {
    /// The order of dates that are not ISO.
    pub dates: DateOrder,
    /// Whether two date orders fit, so that the guess should be looked at.
    pub ambiguous: bool,
    /// The decimal sign.
    pub decimal: Decimal,
    /// The currency of amounts.
    pub currency: Currency,
    /// How many units one of the file's is: 1, 1,000 or 1,000,000.
    pub scale: u32,
}

/// What a table becomes.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// The kind of its rows.
    pub kind: Kind,
    /// Per column the key of the field that it becomes; `None` is left out, `account` is the account, `id` the external
    /// id, [`currency_of`] the currency of an amount.
    pub columns: Vec<Option<String>>,
    /// How values are written.
    pub convention: Convention,
    /// The tool whose ids the records carry.
    pub source: Source,
}

impl Mapping {
    /// The column that becomes a field.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.as_deref() == Some(key))
    }
}

/// The fields of a kind that a column can become, besides the account and the external id.
pub fn fields(kind: Kind) -> impl Iterator<Item = &'static Field> {
    let simple = |field: &&Field| {
        !(field.input.has_its_own_screen() || matches!(field.input, Input::Anything | Input::Links(_)))
    };
    kind.fields().iter().filter(simple)
}

/// The amounts of a kind that a column can become.
pub fn amounts(kind: Kind) -> impl Iterator<Item = &'static Field> {
    fields(kind).filter(|field| field.input == Input::Money)
}

/// The key of the column that holds the currency of an amount, as our own tables name it.
pub fn currency_of(field: &Field) -> String {
    format!("{}Currency", field.key)
}

/// The key of the column that holds the currency of every amount of a row.
pub const CURRENCY: &str = "currency";

/// Names under which files hold a field, folded.
fn synonyms(kind: Kind, key: &str) -> &'static [&'static str] {
    match (kind, key) {
        (Kind::Account, "name") => &["account", "accountname", "company", "client", "customer", "name"],
        (Kind::Account, "parent") => &["subsidiaryof", "parent", "parentaccount", "group"],
        (Kind::Account, "industry") => &["sector", "industry", "vertical"],
        (Kind::Account, "turnover") => &["revenue", "annualrevenue", "turnover", "sales"],
        (Kind::Account, "employees") => &["employees", "numberofemployees", "staff", "headcount"],
        (Kind::Account, "place") => &["officelocation", "location", "country", "city", "place", "billingcity"],
        (Kind::Account, "customerSince") => &["customersince", "since", "startdate"],
        (Kind::Account, "website") => &["website", "url", "site"],
        (Kind::Account, "owner") | (Kind::Opportunity, "owner") | (Kind::Action, "owner") => {
            &["owner", "accountowner", "salesagent", "rep", "opportunityowner", "assignedto"]
        }
        (Kind::Person, "name") => &["contact", "contactname", "name", "fullname", "person"],
        (Kind::Person, "title") => &["title", "jobtitle", "position"],
        (Kind::Person, "manager") => &["manager", "reportsto", "boss"],
        (Kind::Person, "unit") => &["bu", "businessunit", "department", "unit"],
        (Kind::Person, "influence") => &["infl", "influence", "power"],
        (Kind::Person, "support") => &["support", "sentiment"],
        (Kind::Person, "email") => &["email", "mail", "emailaddress"],
        (Kind::Person, "phone") => &["phone", "telephone", "mobile"],
        (Kind::Opportunity, "name") => &["opportunity", "opportunityname", "name", "deal", "dealname"],
        (Kind::Opportunity, "product") | (Kind::RevenueActual, "product") => &["product", "productname"],
        (Kind::Opportunity, "stage") => &["dealstage", "stage", "stagename", "status"],
        (Kind::Opportunity, "engagedOn") => &["engagedate", "createddate", "created", "opened"],
        (Kind::Opportunity, "closeOn") => &["closedate", "expectedclose", "close"],
        (Kind::Opportunity, "oneOff") => &["closevalue", "value", "amount", "oneoff"],
        (Kind::Opportunity, "amount") => &["arr", "recurring", "recurringamount", "annualamount"],
        (Kind::Contract, "amount") => &["value", "annualvalue", "acv", "amount"],
        (Kind::Contract, "end") => &["end", "enddate", "renewaldate", "expires"],
        (Kind::Contract, "start") => &["start", "startdate"],
        (Kind::Contract, "name") => &["contract", "contractname", "name"],
        (Kind::RevenueMovement, "kind") => &["type", "kind", "movement"],
        (Kind::RevenueActual, "month") => &["month", "period", "date"],
        (Kind::Observation, "metric") => &["metric", "measure", "kpi"],
        (Kind::Action, "title") => &["action", "task", "title", "subject"],
        (Kind::Action, "due") => &["due", "duedate", "deadline"],
        (Kind::Product, "name") => &["product", "productname", "name"],
        (Kind::Product, "listPrice") => &["salesprice", "price", "listprice"],
        (Kind::Teammate, "name") => &["salesagent", "name", "agent", "teammate"],
        (Kind::Teammate, "region") => &["regionaloffice", "region", "office"],
        _ => &[],
    }
}

/// The names under which files hold a record's own id.
fn id_names(kind: Kind) -> Vec<String> {
    let one = folded(kind.one());
    vec!["id".into(), "externalid".into(), "recordid".into(), format!("{one}id"), "salesforceid".into(), "crmid".into()]
}

fn guess_column(kind: Kind, head: &str) -> Option<String> {
    let name = folded(head);
    if let Some(amount) = amounts(kind).find(|field| folded(&currency_of(field)) == name) {
        return Some(currency_of(amount));
    }
    if id_names(kind).contains(&name) {
        return Some("id".into());
    }
    if kind.belongs_to_account()
        && ["account", "accountname", "company", "client", "customer", "accountid"].contains(&name.as_str())
    {
        return Some("account".into());
    }
    let exact = fields(kind).find(|field| folded(field.key) == name || folded(field.label()) == name);
    let known = || fields(kind).find(|field| synonyms(kind, field.key).contains(&name.as_str()));
    let is_currency = || ["currency", "currencycode", "currencyisocode", "curr"].contains(&name.as_str());
    let currency = || (amounts(kind).next().is_some() && is_currency()).then(|| CURRENCY.to_owned());
    known().or(exact).map(|field| field.key.to_owned()).or_else(currency)
}

fn score(kind: Kind, table: &Table) -> (bool, usize) {
    let mut keys: Vec<String> = table.head.iter().filter_map(|head| guess_column(kind, head)).collect();
    keys.order_by(Ord::cmp);
    keys.dedup();
    let can_name =
        |field: &Field| keys.iter().any(|key| key == field.key) || (kind == Kind::Opportunity && field.key == "name");
    let complete = kind.fields().iter().filter(|field| field.required).all(can_name)
        && (!kind.belongs_to_account() || keys.iter().any(|key| key == "account"));
    (complete, keys.len())
}

/// The kind that most columns speak for.
pub fn guess_kind(table: &Table) -> Kind {
    TARGETS.into_iter().rev().max_by_key(|kind| score(*kind, table)).unwrap_or(Kind::Account)
}

/// The columns and conventions, as they seem.
pub fn guess_mapping(table: &Table, kind: Kind, currency: Currency) -> Mapping {
    let mut columns: Vec<Option<String>> = Vec::with_capacity(table.head.len());
    // Our own tables have the id of an account beside its name; the name is what another workspace knows.
    let is_named = kind.belongs_to_account()
        && table.head.iter().any(|head| matches!(folded(head).as_str(), "account" | "accountname"));
    for head in &table.head {
        let guess = guess_column(kind, head)
            .filter(|_| !(is_named && folded(head) == "accountid"))
            .filter(|key| !columns.contains(&Some(key.clone())));
        columns.push(guess);
    }
    let of = |wanted: fn(Input) -> bool| {
        let columns = &columns;
        let fits = move |key: &String| kind.fields().iter().any(|field| field.key == *key && wanted(field.input));
        let chosen: Vec<usize> = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.as_ref().is_some_and(fits))
            .map(|(position, _)| position)
            .collect();
        table
            .rows
            .iter()
            .flat_map(move |(_, cells)| {
                chosen.clone().into_iter().filter_map(move |position| cells.get(position).map(String::as_str))
            })
            .collect::<Vec<_>>()
    };
    let dates = of(|input| input == Input::Date);
    let numbers = of(|input| matches!(input, Input::Money | Input::Decimal));
    let parts = dates.iter().filter_map(|date| split_date(date));
    let (mut first_large, mut second_large, mut any) = (false, false, false);
    for (first, second) in parts {
        any = true;
        first_large |= first > 12;
        second_large |= second > 12;
    }
    let convention = Convention {
        dates: if second_large && !first_large { DateOrder::MonthFirst } else { DateOrder::DayFirst },
        ambiguous: any && first_large == second_large,
        decimal: guess_decimal(&numbers),
        currency,
        scale: 1,
    };
    let source = Source::guess(table, columns.iter().position(|column| column.as_deref() == Some("id")));
    Mapping { kind, columns, convention, source }
}

/// The decimal sign that the numbers of a file prove, if all that prove one agree.
fn guess_decimal(numbers: &[&str]) -> Decimal {
    let mut proved = numbers.iter().filter_map(|number| {
        let digits: String =
            number.chars().filter(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',')).collect();
        let shape = Shape::of(&digits)?;
        let other = |group: char| if group == '.' { ',' } else { '.' };
        shape.decimal().or_else(|| shape.group().map(other)).map(Decimal::of)
    });
    let first = proved.next();
    first.filter(|first| proved.all(|next| next == *first)).unwrap_or_default()
}

/// The first two parts of a date that is not ISO.
fn split_date(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split(['/', '.', '-']);
    let (first, second) = (parts.next()?, parts.next()?);
    if first.len() > 2 {
        return None;
    }
    Some((first.parse().ok()?, second.parse().ok()?))
}
