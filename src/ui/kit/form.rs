//! Forms, described as data: the fields of a record edited in place, and the dialog that makes a new one.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde_json::{Value, json};

use super::{Dialog, FieldContext, FieldInput, InternalOnly};
use crate::{
    domain::{
        Account, Change, Edit, Id, Key, Kind, Order, Record, Records,
        field::{Audience, Field, Input},
        json::Fields,
    },
    state::{FieldEntry, Store},
    ui::{browser, use_store},
    words::{
        self,
        format::sentence,
        screen::{common, kit as text},
    },
};

/// The fields of a record that forms show.
pub fn form_fields(kind: Kind) -> impl Iterator<Item = &'static Field> {
    kind.fields().iter().filter(|field| !(field.input.has_its_own_screen() || field.input == Input::Anything))
}

/// A record's fields, edited in place: every keystroke is a change, the keystrokes in one field are one step of undo.
#[component]
pub fn RecordFields(
    /// The record.
    key: Key,
    /// The keys of the fields to show, in this order; all of them when empty.
    #[prop(optional)]
    only: &'static [&'static str],
    /// The keys of fields that are shown elsewhere.
    #[prop(optional)]
    without: &'static [&'static str],
) -> impl IntoView {
    let store = use_store();
    let fields = Memo::new(move |_| store.fields(key));
    let account = store.peek(|records| records.record(key).and_then(Record::account_id));
    let context = FieldContext::new(store, account);
    let shown = form_fields(key.kind)
        .filter(|field| (only.is_empty() || only.contains(&field.key)) && !without.contains(&field.key));
    let blank = StoredValue::new(Record::blank(key.kind));
    let rows = shown.map(|field| {
        let value = Signal::derive(move || fields.read().get(field.key).cloned().unwrap_or_default());
        let seen = seen(value, blank, field);
        // What the person saw when they began: what arrives meanwhile stays beside what they type.
        let in_sight = StoredValue::new(store.see(key, field.key));
        let stroke = StoredValue::new(None);
        let enter = move |_| {
            in_sight.set_value(store.see(key, field.key));
            stroke.set_value(Some(store.new_stroke()));
        };
        let on_change = Callback::new(move |typed: Result<Value, String>| {
            let new = typed?;
            let named = store.record(key).map(|record| record.title()).unwrap_or_default();
            let entry = FieldEntry {
                key,
                field: field.key,
                seen: &in_sight.get_value(),
                value: new,
                label: common::changed_field(field.label().to_lowercase(), &named),
                stroke: stroke.get_value(),
            };
            let outcome = store.set_field(entry).map(|now| in_sight.set_value(now));
            outcome.map_err(|problem| words::problem(key.kind, &problem))
        });
        let id = format!("{}-{}", key.id, field.key);
        let long = matches!(field.input, Input::LongText);
        view! {
            <div class="f-row" class:long=long on:focusin=enter>
                <label for=id
                    .clone()>
                    {field.label()} {(field.audience == Audience::Private).then(|| view! { <InternalOnly /> })}
                </label>
                <div class="f-in">
                    <FieldInput field id value=seen on_change context />
                </div>
            </div>
        }
    });
    view! { <div class="f">{rows.collect_view()}</div> }
}

/// What a field shows: a choice or a currency that is not written is what a new record has there.
fn seen(value: Signal<Value>, blank: StoredValue<Fields>, field: &'static Field) -> Signal<Value> {
    if !matches!(field.input, Input::Choice(_) | Input::Currency) {
        return value;
    }
    let of_new = move || blank.with_value(|blank| blank.get(field.key).cloned().unwrap_or_default());
    Signal::derive(move || Some(value.get()).filter(|value| !value.is_null()).unwrap_or_else(of_new))
}

/// What a new record begins with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preset {
    /// Fields that are set already.
    pub fields: Fields,
}

impl Preset {
    /// The same with one more field.
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(key.into(), value.into());
        self
    }
}

/// A record that is being made.
#[derive(Clone, Copy)]
struct Draft {
    kind: Kind,
    /// What it holds so far.
    fields: RwSignal<Fields>,
    /// For which account.
    account: RwSignal<Option<Id<Account>>>,
    /// The fields whose text is no value; each says so beside it.
    unread: RwSignal<BTreeSet<&'static str>>,
    /// Why the record as a whole was refused, at which field.
    refused: RwSignal<Option<Refusal>>,
}

/// Why a record was refused.
#[derive(Clone)]
struct Refusal {
    field: String,
    text: String,
}

impl Draft {
    /// Takes what was typed into a field. Text that is no value stays in the field, and keeps the draft from being
    /// added.
    fn enter(self, field: &'static Field, typed: Result<Value, String>) -> Result<(), String> {
        self.refused.set(None);
        self.unread.update(|unread| match &typed {
            Ok(_) => drop(unread.remove(field.key)),
            Err(_) => drop(unread.insert(field.key)),
        });
        let value = typed?;
        self.fields.update(|fields| match value {
            Value::Null => drop(fields.shift_remove(field.key)),
            value => drop(fields.insert(field.key.to_owned(), value)),
        });
        Ok(())
    }

    /// What an account offers to choose from, its people and contracts, changes with it; so does what was chosen there.
    fn choose_account(self, account: Option<Id<Account>>, preset: &Preset) {
        let is_link = |field: &&Field| matches!(field.input, Input::Link(_) | Input::Links(_));
        self.fields.update(|fields| {
            for field in self.kind.fields().iter().filter(is_link) {
                if !preset.fields.contains_key(field.key) {
                    fields.shift_remove(field.key);
                }
            }
        });
        self.unread.update(BTreeSet::clear);
        self.account.set(account);
    }

    /// Adds the record. Where it cannot be, the field that is wrong says so and has the focus.
    fn add(self, store: Store) -> Option<uuid::Uuid> {
        let is_unread = |field: &&Field| self.unread.with_untracked(|unread| unread.contains(field.key));
        if let Some(field) = self.kind.fields().iter().find(is_unread) {
            browser::focus(&format!("new-{}", field.key));
            return None;
        }
        let mut fields = self.fields.get_untracked();
        if let Some(account) = self.account.get_untracked().filter(|_| self.kind.belongs_to_account()) {
            fields.insert("account".into(), json!(account.to_string()));
        }
        let id = store.id_for(self.kind, &fields);
        fields.insert("id".into(), json!(id));
        let made = Record::from_value(self.kind, fields).and_then(|record| record.check().map_or(Ok(record), Err));
        match made {
            Ok(record) => {
                let label = text::added_record(self.kind.one(), record.title());
                store.apply(Change::new(label, vec![Edit::Put(record)]));
                Some(id)
            }
            Err(wrong) => {
                browser::focus(&format!("new-{}", wrong.field));
                let text = words::problem(self.kind, &wrong);
                self.refused.set(Some(Refusal { field: wrong.field, text }));
                None
            }
        }
    }
}

/// The dialog that makes a new record: a draft, checked as a whole when it is added.
#[component]
pub fn NewRecord(
    /// What is made.
    kind: Kind,
    /// For which account. The dialog asks where it is not given and the kind belongs to one.
    #[prop(optional_no_strip)]
    account: Option<Id<Account>>,
    /// What it begins with.
    #[prop(optional)]
    preset: Preset,
    /// Called to close the dialog, with the id of what was added.
    on_done: Callback<Option<uuid::Uuid>>,
) -> impl IntoView {
    let store = use_store();
    let asks = account.is_none() && kind.belongs_to_account();
    let accounts = store.peek(named_accounts);
    // With one account there is nothing to ask.
    let only = match accounts.as_slice() {
        [(only, _)] if asks => Some(*only),
        _ => None,
    };
    let draft = Draft {
        kind,
        fields: RwSignal::new(preset.fields.clone()),
        account: RwSignal::new(account.or(only)),
        unread: RwSignal::new(BTreeSet::new()),
        refused: RwSignal::new(None),
    };
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(added) = draft.add(store) {
            on_done.run(Some(added));
        }
    };
    // What is agreed in a review is shared with those who agreed to it, so its wording is asked for at once.
    let in_review = preset.fields.contains_key("review");
    let fields: Vec<&'static Field> = form_fields(kind).filter(|field| in_review || !field.is_wording()).collect();
    let choose = move |chosen| draft.choose_account(chosen, &preset);
    view! {
        <Dialog title=text::new_kind(kind.one()) on_close=Callback::new(move |()| on_done.run(None))>
            <form on:submit=add novalidate>
                {(asks && only.is_none()).then(|| account_row(accounts, choose, draft.refused))}
                {draft_fields(draft, fields)}
                <footer>
                    <button type="button" class="btn quiet" on:click=move |_| on_done.run(None)>
                        {common::CANCEL}
                    </button>
                    <button type="submit" class="btn primary">
                        {sentence(&text::add_kind(kind.one()))}
                    </button>
                </footer>
            </form>
        </Dialog>
    }
}

/// The fields of a draft: those that are asked for at once, and the others behind one line. They are drawn anew for
/// another account.
fn draft_fields(draft: Draft, fields: Vec<&'static Field>) -> impl IntoView {
    let store = use_store();
    let (first, rest) = split(draft.kind, &fields);
    let blank = StoredValue::new(Record::blank(draft.kind));
    move || {
        let context = FieldContext::new(store, draft.account.get());
        let row = |field: &&'static Field| draft_row(draft, field, blank, context);
        let more = (!rest.is_empty()).then(|| {
            view! {
                <details class="f-more">
                    <summary>{text::MORE_FIELDS}</summary>
                    <div class="f">{rest.iter().map(row).collect_view()}</div>
                </details>
            }
        });
        view! {
            <div class="f">{first.iter().map(row).collect_view()}</div>
            {more}
        }
    }
}

fn draft_row(
    draft: Draft,
    field: &'static Field,
    blank: StoredValue<Fields>,
    context: FieldContext,
) -> impl IntoView + use<> {
    let value = Signal::derive(move || draft.fields.read().get(field.key).cloned().unwrap_or_default());
    let seen = seen(value, blank, field);
    let on_change = Callback::new(move |typed| draft.enter(field, typed));
    let id = format!("new-{}", field.key);
    let refused = move || {
        let refused = draft.refused.get().filter(|refused| refused.field == field.key)?;
        Some(view! {
            <span class="problem" role="alert">
                {refused.text}
            </span>
        })
    };
    view! {
        <div class="f-row" class:long=matches!(field.input, Input::LongText)>
            <label for=id.clone()>{field.label()}</label>
            <div class="f-in">
                <FieldInput field id value=seen on_change context />
                {refused}
            </div>
        </div>
    }
}

/// The accounts that a new record can be filed under, by name.
fn named_accounts(records: &Records) -> Vec<(Id<Account>, String)> {
    let mut named: Vec<_> = records.active_accounts().map(|account| (account.id, account.name.clone())).collect();
    named.order_by_key(|(_, name)| name.to_lowercase());
    named
}

/// Asks for the account. It has no first choice: the account that happens to come first is nobody's.
fn account_row(
    accounts: Vec<(Id<Account>, String)>,
    choose: impl Fn(Option<Id<Account>>) + 'static,
    refused: RwSignal<Option<Refusal>>,
) -> impl IntoView {
    let missing = move || refused.read().as_ref().is_some_and(|refused| refused.field == "account");
    let known = accounts.clone();
    let chosen = move |event| {
        let id = event_target_value(&event);
        choose(known.iter().map(|(account, _)| *account).find(|account| account.to_string() == id));
    };
    view! {
        <div class="f">
            <div class="f-row">
                <label for="new-account">{common::ACCOUNT}</label>
                <div class="f-in">
                    <select id="new-account" on:change=chosen>
                        <option value="">{text::CHOOSE_AN_ACCOUNT}</option>
                        {accounts
                            .into_iter()
                            .map(|(id, name)| view! { <option value=id.to_string()>{name}</option> })
                            .collect_view()}
                    </select>
                    {move || {
                        missing()
                            .then(|| {
                                view! {
                                    <span class="problem" role="alert">
                                        {text::CHOOSE_THE_ACCOUNT_THAT}
                                    </span>
                                }
                            })
                    }}
                </div>
            </div>
        </div>
    }
}

/// The fields that a new record is asked for at once, and the others.
fn split(kind: Kind, fields: &[&'static Field]) -> (Vec<&'static Field>, Vec<&'static Field>) {
    const AT_ONCE: usize = 8;
    let hidden = |field: &&&'static Field| {
        kind == Kind::Action
            && matches!(field.key, "plan" | "theme" | "evidence" | "review" | "meeting" | "doneOn" | "why" | "person")
    };
    let count = fields.iter().filter(|field| field.required).count().max(AT_ONCE);
    let mut wanted: Vec<_> = fields.iter().filter(|field| !hidden(field)).copied().collect();
    wanted.order_by_key(|field| (!field.required, !field.is_wording()));
    (wanted.iter().take(count).copied().collect(), wanted.iter().skip(count).copied().collect())
}
