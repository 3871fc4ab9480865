//! One field: the input that its description asks for. It edits text and parses what was typed.

use chrono::NaiveDate;
use leptos::prelude::*;
use serde_json::{Value, json};

use crate::{
    domain::{
        Account, Currency, Id, Key, Kind, Locale, Money, Order, Records, Workspace,
        choice::Stage,
        date::Quarter,
        field::{Choices, Field, Input},
        json::Json,
        parse,
    },
    state::Store,
    words::{self, screen::kit as text},
};

/// What a field's input needs to know besides its description.
#[derive(Clone, Copy)]
pub struct FieldContext {
    /// Where the records to link to are.
    pub store: Store,
    /// The account whose people, contracts and so on are offered; `None` for what the workspace shares.
    pub account: Option<Id<Account>>,
    /// The currency of amounts.
    pub currency: Currency,
}

impl FieldContext {
    /// The context of a record of an account.
    pub fn new(store: Store, account: Option<Id<Account>>) -> Self {
        let own = store.peek(|records| records.find(account).map(|account| account.currency));
        Self { store, account, currency: own.unwrap_or_else(|| store.peek(Records::workspace).currency) }
    }
}

/// The text of a value in an input.
fn text_of(value: &Value, locale: Locale) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => locale.typed(&number.to_string()),
        Value::Object(money) => money
            .get("amount")
            .and_then(Value::as_str)
            .map(|amount| {
                let plain = amount.trim_end_matches('0').trim_end_matches('.');
                locale.typed(if amount.contains('.') { plain } else { amount })
            })
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// The value of what was typed.
fn value_of(text: &str, input: Input, currency: Currency, locale: Locale) -> Result<Value, String> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(Value::Null);
    }
    match input {
        Input::Money => {
            let units = parse::amount(without_currency(trimmed, currency, locale), locale)
                .ok_or_else(|| text::is_not_an_amount(trimmed, currency.code()))?;
            let said = |problem| words::amount_problem(problem, trimmed);
            Money::parse_decimal(&units.to_string(), currency).map(|money| money.to_json()).map_err(said)
        }
        Input::Decimal => {
            parse::number(trimmed, locale).map(|number| json!(number)).ok_or_else(|| text::is_not_a_number(trimmed))
        }
        Input::Whole(least, most) => match parse::number(trimmed, locale).filter(|number| number.fract() == 0.0) {
            Some(number) if (least as f64..=most as f64).contains(&number) => Ok(json!(number as i64)),
            _ => Err(text::a_whole_number_from(least, most)),
        },
        Input::Currency => {
            Currency::parse(trimmed).map(|currency| json!(currency)).ok_or_else(|| text::THREE_LETTERS_SUCH_AS.into())
        }
        _ => Ok(json!(text)),
    }
}

/// An amount without the sign or the code of its currency, before it or after it.
fn without_currency(text: &str, currency: Currency, locale: Locale) -> &str {
    let sign = locale.symbol(currency);
    let bare = [sign.trim(), currency.code()].into_iter().find_map(|sign| {
        let rest = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign))?;
        Some(rest.trim())
    });
    bare.unwrap_or(text)
}

/// The quarters around today, the latest first, with what they are called; and the one that is held, whatever it is.
fn quarters(settings: &Workspace, today: NaiveDate, known: Option<String>) -> Vec<(String, String)> {
    const BEFORE: usize = 8;
    const AHEAD: usize = 4;
    let last = (0..AHEAD).fold(settings.quarter(today), |quarter, _| quarter.after());
    let around = std::iter::successors(Some(last), |quarter| Some(quarter.before())).take(AHEAD + 1 + BEFORE);
    let mut options: Vec<(String, String)> =
        around.map(|quarter| (quarter.key(), words::quarter(quarter, settings.fiscal()))).collect();
    if let Some(key) = known.filter(|key| options.iter().all(|(other, _)| other != key)) {
        let said =
            Quarter::parse(&key).map_or_else(|| key.clone(), |quarter| words::quarter(quarter, settings.fiscal()));
        options.push((key, said));
    }
    options
}

/// The keys of choices, with what they are called.
fn options_of(choices: Choices) -> Vec<(String, String)> {
    choices.keys.iter().map(|key| ((*key).to_owned(), words::choice(choices, key).to_owned())).collect()
}

/// Names and ids of the records that a link may choose.
pub fn candidates(records: &Records, kind: Kind, account: Option<Id<Account>>) -> Vec<(String, String)> {
    let fits = |owner: Option<Id<Account>>| kind == Kind::Account || owner.is_none() || owner == account;
    let all = records.of_kind(kind).filter(|record| fits(record.account_id()));
    let mut named: Vec<(String, String)> = all.map(|record| (record.uuid().to_string(), record.title())).collect();
    named.order_by_key(|a| a.1.to_lowercase());
    named
}

/// What a link may choose, and what it holds besides: a record that was deleted, or one that is not here.
fn offered(records: &Records, kind: Kind, account: Option<Id<Account>>, value: &Value) -> Vec<(String, String)> {
    let mut options = candidates(records, kind, account);
    let held = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    for id in held.iter().filter_map(Value::as_str) {
        if options.iter().all(|(known, _)| known != id) {
            let key = uuid::Uuid::parse_str(id).map(|id| Key { kind, id });
            let row = key.ok().and_then(|key| records.stored(key));
            let name = match row {
                Some(row) if row.deleted.is_none() => row.record.title(),
                Some(row) => text::deleted(row.record.title()),
                None => text::GONE.into(),
            };
            options.push((id.to_owned(), name));
        }
    }
    options
}

/// The input of a field. `value` is what the record holds, `on_change` takes what was chosen or typed; null clears.
#[component]
pub fn FieldInput(
    /// What the field is.
    field: &'static Field,
    /// The id of the input, which the label names.
    #[prop(into)]
    id: String,
    /// What the record holds.
    value: Signal<Value>,
    /// Takes what was typed, or why it could not be read. The error it returns is shown at the field.
    on_change: Callback<Result<Value, String>, Result<(), String>>,
    /// What it needs besides.
    context: FieldContext,
) -> impl IntoView {
    let locale = context.store.locale();
    let problem = RwSignal::new(String::new());
    let change = move |new: Result<Value, String>| {
        let _ = problem.try_set(on_change.run(new).err().unwrap_or_default());
    };
    let described = format!("{id}-problem");
    let one = move |key: String| change(Ok(if key.is_empty() { Value::Null } else { json!(key) }));
    let some = move |keys: Vec<String>| change(Ok(json!(keys)));
    let input = match field.input {
        Input::LongText => long_text(id.clone(), described.clone(), value, context, change),
        Input::Flag => flag(id.clone(), value, change),
        Input::Whole(least, most) if most - least <= 9 => {
            // A scale with two sides shows its signs.
            let shown = |step: i64| {
                if least < 0 { locale.signed(step as f64, 0) } else { locale.number(step as f64, 0) }
            };
            let options = (least..=most).map(|step| (step.to_string(), shown(step)));
            choice(id.clone(), options.collect(), value, move |key| {
                change(key.parse::<i64>().map(|step| json!(step)).or(Ok(Value::Null)))
            })
        }
        Input::Choice(choices) => {
            let mut options = options_of(choices);
            // The workspace may call the stages of a sale by its own names.
            if (field.kind, field.key) == (Kind::Opportunity, "stage") {
                let settings = context.store.peek(Records::workspace);
                for (stage, (_, name)) in Stage::ALL.iter().zip(&mut options) {
                    *name = settings.stage_name(*stage);
                }
            }
            choice(id.clone(), options, value, one)
        }
        Input::Link(kind) => {
            // Who is added while the form is open can be chosen in it.
            let offered = Memo::new(move |_| {
                let value = value.get();
                context.store.read_of_kind(kind, |records| offered(records, kind, context.account, &value))
            });
            let id = id.clone();
            (move || choice(id.clone(), offered.get(), value, one)).into_any()
        }
        Input::Quarter => {
            let (settings, today) = (context.store.peek(Records::workspace), untrack(|| context.store.today()));
            let known = untrack(|| value.read().as_str().map(str::to_owned));
            choice(id.clone(), quarters(&settings, today, known), value, one)
        }
        Input::Several(choices) => several(id.clone(), field.label(), options_of(choices), value, some),
        Input::Links(kind) => {
            let held = value.get_untracked();
            let options = context.store.peek(|records| offered(records, kind, context.account, &held));
            several(id.clone(), field.label(), options, value, some)
        }
        input => one_line(id.clone(), input, described.clone(), value, context, change),
    };
    view! {
        {input}
        <span class="problem" id=described role="alert">
            {move || problem.get()}
        </span>
    }
}

fn long_text(
    id: String,
    described: String,
    value: Signal<Value>,
    context: FieldContext,
    change: impl Fn(Result<Value, String>) + Copy + 'static,
) -> AnyView {
    let locale = context.store.locale();
    // From the moment when a person is in it, the field holds their text, whatever arrives from elsewhere.
    let typing = RwSignal::new(None::<String>);
    let entered = move |_| typing.set(Some(untrack(|| text_of(&value.read(), locale))));
    let typed = move |event| {
        let text = event_target_value(&event);
        change(value_of(&text, Input::LongText, context.currency, locale));
        typing.set(Some(text));
    };
    view! {
        <textarea
            id=id
            rows="3"
            aria-describedby=described
            prop:value=move || typing.get().unwrap_or_else(|| text_of(&value.read(), locale))
            on:focus=entered
            on:input=typed
            on:blur=move |_| drop(typing.try_set(None))
        />
    }
    .into_any()
}

fn flag(id: String, value: Signal<Value>, change: impl Fn(Result<Value, String>) + Copy + 'static) -> AnyView {
    let toggled = move |event| change(Ok(json!(event_target_checked(&event))));
    view! { <input id=id type="checkbox" prop:checked=move || *value.read() == Value::Bool(true) on:change=toggled /> }
        .into_any()
}

fn one_line(
    id: String,
    input: Input,
    described: String,
    value: Signal<Value>,
    context: FieldContext,
    change: impl Fn(Result<Value, String>) + Copy + 'static,
) -> AnyView {
    let kind = match input {
        Input::Date => "date",
        Input::Time => "time",
        _ => "text",
    };
    let mode = match input {
        Input::Money | Input::Decimal => Some("decimal"),
        Input::Whole(..) => Some("numeric"),
        _ => None,
    };
    // From the moment when a person is in it, the input holds their text; the record's form of it comes back when they
    // leave.
    let typing = RwSignal::new(None::<String>);
    let shown = move || typing.get().unwrap_or_else(|| text_of(&value.read(), context.store.locale_signal().get()));
    // An amount keeps the currency that it was entered in; only the person changes it.
    let chosen = RwSignal::new(None::<Currency>);
    let currency = move || chosen.get().or_else(|| currency_of(&value.read())).unwrap_or(context.currency);
    let read = move |text: &str| value_of(text, input, untrack(currency), context.store.locale());
    let entered = move |_| {
        if typing.read_untracked().is_none() {
            typing.set(Some(untrack(shown)));
        }
    };
    let typed = move |event| {
        let text = event_target_value(&event);
        change(read(&text));
        typing.set(Some(text));
    };
    let left = move |_| {
        let text = typing.try_get_untracked().flatten();
        if text.is_none_or(|text| read(&text).is_ok()) {
            // The input may be on its way out: leaving is also what happens when a dialog closes.
            let _ = typing.try_set(None);
        }
    };
    view! {
        <input
            id=id
            type=kind
            inputmode=mode
            autocomplete="off"
            aria-describedby=described
            prop:value=shown
            on:focus=entered
            on:input=typed
            on:blur=left
        />
        {(input == Input::Money)
            .then(|| {
                let choose = move |picked: Currency| {
                    chosen.set(Some(picked));
                    change(read(&untrack(shown)));
                };
                currency_choice(context, currency, choose)
            })}
    }
    .into_any()
}

/// The currency of an amount as the file format holds it.
fn currency_of(amount: &Value) -> Option<Currency> {
    amount.get("currency").and_then(Value::as_str).and_then(Currency::parse)
}

/// Beside an amount: the currency, with the others of the account, the workspace and its rates where there are any.
fn currency_choice(
    context: FieldContext,
    currency: impl Fn() -> Currency + Copy + Send + Sync + 'static,
    choose: impl Fn(Currency) + 'static,
) -> AnyView {
    let settings = context.store.peek(Records::workspace);
    let of_rates = settings.rates.iter().flat_map(|rate| [rate.from, rate.to]);
    let mut known: Vec<Currency> = of_rates.chain([settings.currency, context.currency, untrack(currency)]).collect();
    known.order_by(Ord::cmp);
    known.dedup();
    if known.len() == 1 {
        return view! { <span class="q unit">{move || currency().code().to_owned()}</span> }.into_any();
    }
    let options = known.iter().map(|one| {
        let one = *one;
        view! {
            <option value=one.code().to_owned() prop:selected=move || currency() == one>
                {one.code().to_owned()}
            </option>
        }
    });
    let options = options.collect_view();
    let picked = move |event| {
        if let Some(picked) = Currency::parse(&event_target_value(&event)) {
            choose(picked);
        }
    };
    view! {
        <select class="unit" aria-label=text::IN_IT on:change=picked>
            {options}
        </select>
    }
    .into_any()
}

fn choice(
    id: String,
    options: Vec<(String, String)>,
    value: Signal<Value>,
    on_choose: impl Fn(String) + 'static,
) -> AnyView {
    // A key is no figure.
    let chosen = move |key: &str| text_of(&value.read(), Locale::INTERNATIONAL) == key;
    let options = options.into_iter().map(|(key, label)| {
        let this = key.clone();
        view! {
            <option value=key prop:selected=move || chosen(&this)>
                {label}
            </option>
        }
    });
    let options = options.collect_view();
    view! {
        <select id=id on:change=move |event| on_choose(event_target_value(&event))>
            <option value="" prop:selected=move || chosen("")></option>
            {options}
        </select>
    }
    .into_any()
}

fn several(
    id: String,
    name: &'static str,
    options: Vec<(String, String)>,
    value: Signal<Value>,
    on_choose: impl Fn(Vec<String>) + Copy + 'static,
) -> AnyView {
    let keys = move || {
        value.read().as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
    };
    let names = options.clone();
    let summary = move || {
        let keys = keys();
        let chosen =
            names.iter().filter(|(key, _)| keys.contains(key)).map(|(_, label)| label.as_str()).collect::<Vec<_>>();
        if chosen.is_empty() { "none".to_owned() } else { chosen.join(", ") }
    };
    let boxes = options.into_iter().map(|(key, label)| {
        let (this, toggled) = (key.clone(), key);
        let toggle = move |event| {
            let mut keys = keys();
            keys.retain(|key| *key != toggled);
            if event_target_checked(&event) {
                keys.push(toggled.clone());
            }
            on_choose(keys);
        };
        view! {
            <label>
                <input type="checkbox" prop:checked=move || keys().contains(&this) on:change=toggle />
                {label}
            </label>
        }
    });
    let boxes = boxes.collect_view();
    view! {
        <details class="several" role="group" aria-label=name>
            <summary id=id>{summary}</summary>
            <div>{boxes}</div>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_may_carry_the_sign_or_code_of_its_currency_and_of_no_other() {
        let typed = |text: &str, currency| value_of(text, Input::Money, currency, Locale::INTERNATIONAL);
        let money = |units| Ok(Money::units(units, Currency::GBP).to_json());
        for text in ["£5k", "5k £", "GBP 5,000", "5000 GBP", "5 000"] {
            assert_eq!(typed(text, Currency::GBP), money(5_000), "{text}");
        }
        assert!(typed("€5k", Currency::GBP).is_err_and(|said| said.contains("GBP")));
        assert_eq!(typed("SEK 12", Currency::SEK), Ok(Money::units(12, Currency::SEK).to_json()));
    }
}
