//! The values that do not fit, by column, and what to do with all rows that hold them.

use leptos::prelude::*;
use uuid::Uuid;

use super::{DRAWN, Fixes};
use crate::{
    domain::{Account, Kind, Order, status::Status},
    import::{DryRun, Fix, Group, Table},
    ui::{
        kit::{MenuOption, Shape},
        use_store,
    },
    words::{
        noun,
        screen::{common, data as text},
    },
};

/// The values.
#[component]
pub fn Problems(table: StoredValue<Table>, run: RwSignal<DryRun>, fixes: RwSignal<Fixes>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let groups = Memo::new(move |_| run.read().groups.clone());
    // For an empty or unknown account, any account may be meant.
    let accounts = StoredValue::new(store.peek(|records| {
        let mut all: Vec<(Uuid, String)> =
            records.all::<Account>().map(|account| (account.id.0, account.name.clone())).collect();
        all.order_by_key(|(_, name)| name.to_lowercase());
        all
    }));
    let counted = move || {
        let groups = groups.read();
        let rows = groups.iter().map(|group| group.lines.len()).sum::<usize>() as i64;
        text::values_in_rows(locale.count(groups.len() as i64, noun::VALUE), locale.count(rows, noun::ROW))
    };
    let row = move |group: Group| {
        let head = table.with_value(|table| table.head.get(group.column).cloned().unwrap_or_default());
        let others = accounts.with_value(|all| offered(&group, all));
        view! { <Problem head group others fixes /> }
    };
    view! {
        <Show when=move || !groups.read().is_empty()>
            <section class="listing prob">
                <h2 class="h2">{text::TO_LOOK_AT}<small>{counted}</small></h2>
                <div class="scroll" tabindex="0" role="region" aria-label=text::VALUES_TO_LOOK_AT>
                    <table class="tbl pr">
                        <thead>
                            <tr>
                                <th>{text::LINES}</th>
                                <th class="r">{text::ROWS}</th>
                                <th>{text::COLUMN}</th>
                                <th>{common::VALUE}</th>
                                <th>{text::WHAT_IS_WRONG}</th>
                                <th>{text::PUT_RIGHT_FOR_ALL}</th>
                            </tr>
                        </thead>
                        <tbody>{move || groups.get().into_iter().take(DRAWN).map(row).collect_view()}</tbody>
                    </table>
                </div>
            </section>
        </Show>
    }
}

/// The records that may be meant: those of a like name, then, for an account, every other one.
fn offered(group: &Group, accounts: &[(Uuid, String)]) -> Vec<MenuOption> {
    let is_account = group.names == Some(Kind::Account) && !group.can_create;
    let others = accounts.iter().filter(|(id, _)| is_account && !group.candidates.iter().any(|(own, _)| own == id));
    let all = group.candidates.iter().chain(others);
    all.map(|(id, name)| MenuOption::new(id.to_string(), text::use_known(name))).collect()
}

/// The key of a decision in the menu.
fn key_of(fix: &Fix) -> String {
    match fix {
        Fix::LeaveOut => "leave".into(),
        Fix::Create => "create".into(),
        Fix::Use(id) => id.to_string(),
        Fix::Read(_) => "read".into(),
    }
}

#[component]
fn Problem(head: String, group: Group, others: Vec<MenuOption>, fixes: RwSignal<Fixes>) -> impl IntoView {
    let locale = use_store().locale();
    let place = StoredValue::new((group.column, group.value.clone()));
    let decide = move |fix: Fix| fixes.update(|fixes| drop(fixes.insert(place.get_value(), fix)));
    let choose = move |event| {
        decide(match event_target_value(&event).as_str() {
            "create" => Fix::Create,
            "read" => Fix::Read(String::new()),
            id => Uuid::parse_str(id).map_or(Fix::LeaveOut, Fix::Use),
        });
    };
    let lines = match group.lines.as_slice() {
        [one] => one.to_string(),
        [first, .., last] => format!("{first}–{last}"),
        [] => String::new(),
    };
    let first = MenuOption::new("leave", text::LEAVE_THE_ROWS_OUT);
    let create = group.can_create.then(|| MenuOption::new("create", text::CREATE_IT));
    let read = group.can_type.then(|| MenuOption::new("read", text::READ_IT_AS));
    let chosen = key_of(&group.fix);
    let options = std::iter::once(first).chain(others).chain(create).chain(read).map(|option| {
        view! {
            <option value=option.key.clone() prop:selected=option.key == chosen>
                {option.label}
            </option>
        }
    });
    let options = options.collect_view();
    let value = if group.value.is_empty() { text::NO_VALUE.to_owned() } else { group.value.clone() };
    let typed = match &group.fix {
        Fix::Read(text) => Some(text.clone()),
        _ => None,
    };
    let reading = typed.map(|typed| {
        view! {
            <input
                type="text"
                aria-label=text::read_as(&value)
                placeholder=text::EMPTY_NOTHING
                prop:value=typed
                on:change=move |event| decide(Fix::Read(event_target_value(&event)))
            />
        }
    });
    let status = if group.fix == Fix::LeaveOut { Status::Risk } else { Status::Watch };
    view! {
        <tr>
            <td class="q nowrap">{lines}</td>
            <td class="r">{locale.number(group.lines.len() as f64, 0)}</td>
            <td>
                <code>{head.clone()}</code>
            </td>
            <td class="bad">
                <code>{value.clone()}</code>
            </td>
            <td>
                <Shape status />
                " "
                {group.message.clone()}
            </td>
            <td>
                <select aria-label=text::put_right(&head, &value) on:change=choose>
                    {options}
                </select>
                {reading}
            </td>
        </tr>
    }
}
