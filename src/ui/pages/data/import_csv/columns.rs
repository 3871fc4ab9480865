//! The columns of a table: what each becomes, and how its dates and amounts are written.

use leptos::prelude::*;

use super::Fixes;
use crate::{
    domain::{Currency, Kind, field::Input},
    import::{
        CURRENCY, Convention, DateOrder, Decimal, Mapping, Source, TARGETS, Table, amounts, currency_of, guess_mapping,
        target_fields,
    },
    ui::kit::{Menu, MenuOption},
    words::{
        format,
        screen::{common, data as text},
    },
};

/// How many values of a column are shown.
const VALUES: usize = 3;

/// The columns, and what is known of all of them.
#[component]
pub fn Columns(table: StoredValue<Table>, mapping: RwSignal<Mapping>, fixes: RwSignal<Fixes>) -> impl IntoView {
    let editing = Editing { mapping, fixes };
    let kind = Memo::new(move |_| mapping.read().kind);
    let used = move || mapping.read().columns.iter().flatten().count();
    let choose_kind = move |chosen: String| {
        if let Some(kind) = TARGETS.into_iter().find(|kind| kind.plural() == chosen) {
            let currency = mapping.with_untracked(|mapping| mapping.convention.currency);
            editing.set(table.with_value(|table| guess_mapping(table, kind, currency)));
        }
    };
    let kinds: Vec<MenuOption> =
        TARGETS.iter().map(|kind| MenuOption::new(kind.plural(), format::sentence(kind.one()))).collect();
    let has = move |input: Input| {
        let mapping = mapping.read();
        mapping.kind.fields().iter().any(|field| field.input == input && mapping.column(field.key).is_some())
    };
    let rows = move || {
        let kind = kind.get();
        let columns = 0..table.with_value(|table| table.head.len());
        columns.map(|column| view! { <ColumnRow table column kind editing /> }).collect_view()
    };
    view! {
        <section>
            <h2 class="h2">
                {text::COLUMNS}
                <small>{move || text::columns_used(used(), table.with_value(|table| table.head.len()))}</small>
            </h2>
            <div class="conv">
                <Menu
                    label=text::EACH_ROW_IS
                    options=kinds
                    chosen=Signal::derive(move || kind.get().plural().to_owned())
                    on_choose=Callback::new(choose_kind)
                />
                <Show when=move || has(Input::Date)>
                    <Dates editing />
                </Show>
                <Show when=move || has(Input::Money)>
                    <Amounts editing />
                </Show>
            </div>
            <Show when=move || mapping.read().column("id").is_some()>
                <IdSource editing />
            </Show>
            <table class="tbl map">
                <thead>
                    <tr>
                        <th>{text::IN_THE_FILE}</th>
                        <th>{text::BECOMES}</th>
                        <th>{common::VALUES}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

/// Changes to a mapping: what was decided about values is asked anew.
#[derive(Clone, Copy)]
struct Editing {
    mapping: RwSignal<Mapping>,
    fixes: RwSignal<Fixes>,
}

impl Editing {
    fn set(self, mapping: Mapping) {
        self.fixes.set(Fixes::new());
        self.mapping.set(mapping);
    }

    fn edit(self, edit: impl FnOnce(&mut Mapping)) {
        self.fixes.set(Fixes::new());
        self.mapping.update(edit);
    }

    fn convention(self) -> Memo<Convention> {
        Memo::new(move |_| self.mapping.read().convention)
    }
}

/// A column: its head, what it becomes, and its first values.
#[component]
fn ColumnRow(table: StoredValue<Table>, column: usize, kind: Kind, editing: Editing) -> impl IntoView {
    let (head, values) = table.with_value(|table| {
        let cells = table.rows.iter().filter_map(|(_, cells)| cells.get(column));
        let values: Vec<String> = cells.filter(|cell| !cell.is_empty()).take(VALUES).cloned().collect();
        (table.head.get(column).cloned().unwrap_or_default(), values.join(", "))
    });
    let chosen = move |key: &str| {
        let mapping = editing.mapping.read();
        mapping.columns.get(column).is_some_and(|own| own.as_deref().unwrap_or("") == key)
    };
    let choose = move |event| {
        let key = event_target_value(&event);
        editing.edit(|mapping| {
            if let Some(own) = mapping.columns.get_mut(column) {
                *own = (!key.is_empty()).then_some(key);
            }
        });
    };
    let account = kind.belongs_to_account().then(|| {
        view! {
            <option value="account" prop:selected=move || chosen("account")>
                {common::ACCOUNT}
            </option>
        }
    });
    let fields = target_fields(kind).map(|field| {
        view! {
            <option value=field.key.to_owned() prop:selected=move || chosen(field.key)>
                {field.label()}
            </option>
        }
    });
    let amounts = amounts(kind).collect::<Vec<_>>();
    let one = (!amounts.is_empty() && target_fields(kind).all(|field| field.key != CURRENCY)).then(|| {
        view! {
            <option value=CURRENCY prop:selected=move || chosen(CURRENCY)>
                {text::CURRENCY_OF_THE_AMOUNTS}
            </option>
        }
    });
    let currencies = amounts.into_iter().map(|field| {
        let key = currency_of(field);
        let own = key.clone();
        view! {
            <option value=key prop:selected=move || chosen(&own)>
                {text::currency_of(field.label())}
            </option>
        }
    });
    let currencies = currencies.collect_view();
    view! {
        <tr>
            <td>
                <code>{head.clone()}</code>
            </td>
            <td>
                <select aria-label=text::becomes(&head) on:change=choose>
                    <option value="" prop:selected=move || chosen("")>
                        {text::LEFT_OUT}
                    </option>
                    {account}
                    <option value="id" prop:selected=move || chosen("id")>
                        {text::ID_IN_THE_OTHER}
                    </option>
                    {fields.collect_view()}
                    {one}
                    {currencies}
                </select>
            </td>
            <td class="q2 vals">{values}</td>
        </tr>
    }
}

/// In which order dates are written.
#[component]
fn Dates(editing: Editing) -> impl IntoView {
    let convention = editing.convention();
    let label = move || if convention.get().ambiguous { text::DATES_BOTH_ORDERS_FIT } else { text::DATES }.to_owned();
    let options =
        vec![MenuOption::new("day", text::DAY_FIRST_23_11), MenuOption::new("month", text::MONTH_FIRST_11_23)];
    let chosen = move || match convention.get().dates {
        DateOrder::MonthFirst => "month".to_owned(),
        _ => "day".to_owned(),
    };
    let choose = move |key: String| {
        let order = if key == "month" { DateOrder::MonthFirst } else { DateOrder::DayFirst };
        editing.edit(|mapping| mapping.convention.dates = order);
    };
    view! { <Menu label=Signal::derive(label) options chosen=Signal::derive(chosen) on_choose=Callback::new(choose) /> }
}

/// The decimal signs to choose from.
const DECIMALS: [(&str, &str, Decimal); 3] = [
    ("", text::AS_EACH_NUMBER_SHOWS, Decimal::Unknown),
    (".", text::POINT_1_234_50, Decimal::Point),
    (",", text::COMMA_1_234_50, Decimal::Comma),
];

/// The scales to choose from.
const SCALES: [(u32, &str); 3] =
    [(1, text::UNITS_SCALE), (1_000, text::THOUSANDS_SCALE), (1_000_000, text::MILLIONS_SCALE)];

/// In which currency, scale and way amounts are written.
#[component]
fn Amounts(editing: Editing) -> impl IntoView {
    let convention = editing.convention();
    let set_currency = move |event| {
        if let Some(currency) = Currency::parse(&event_target_value(&event)) {
            editing.edit(|mapping| mapping.convention.currency = currency);
        }
    };
    let set_scale = move |key: String| {
        editing.edit(|mapping| mapping.convention.scale = key.parse().unwrap_or(1));
    };
    let set_decimal = move |key: String| {
        let decimal = DECIMALS.iter().find(|(known, ..)| *known == key);
        let decimal = decimal.map_or(Decimal::Unknown, |(.., decimal)| *decimal);
        editing.edit(|mapping| mapping.convention.decimal = decimal);
    };
    let decimal_key = move || {
        let decimal = convention.get().decimal;
        DECIMALS.iter().find(|(.., each)| *each == decimal).map_or("", |(key, ..)| key).to_owned()
    };
    view! {
        <label class="field">
            <span>{text::MONEY_IN}</span>
            <input
                type="text"
                maxlength="3"
                size="4"
                prop:value=move || convention.get().currency.code().to_owned()
                on:change=set_currency
            />
        </label>
        <Menu
            label=text::WRITTEN_IN
            options=SCALES.map(|(scale, label)| MenuOption::new(scale.to_string(), label)).to_vec()
            chosen=Signal::derive(move || convention.get().scale.to_string())
            on_choose=Callback::new(set_scale)
        />
        <Menu
            label=text::DECIMAL_SIGN
            options=DECIMALS.map(|(key, label, _)| MenuOption::new(key, label)).to_vec()
            chosen=Signal::derive(decimal_key)
            on_choose=Callback::new(set_decimal)
        />
    }
}

/// The tool whose ids stand in a column.
#[component]
fn IdSource(editing: Editing) -> impl IntoView {
    let name = move |event| {
        let source = Source::named(&event_target_value(&event));
        editing.edit(|mapping| mapping.source = source);
    };
    view! {
        <label class="field">
            <span>{text::IDS_ARE_FROM}</span>
            <input
                type="text"
                list="sources"
                placeholder=text::NAME_OF_THE_TOOL
                prop:value=move || editing.mapping.read().source.name().to_owned()
                on:change=name
            />
        </label>
        <datalist id="sources">
            <option value="salesforce"></option>
            <option value="hubspot"></option>
            <option value="dynamics"></option>
            <option value="pipedrive"></option>
        </datalist>
    }
}
