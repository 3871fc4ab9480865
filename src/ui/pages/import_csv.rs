//! The preview of a table: columns with the guess, what is added, changed and left, every row that stays out and why.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::words::format;
use crate::{
    domain::{Account, Currency, Kind, Order, status::Status},
    export::rows_csv,
    import::{
        Basis, Checking, Convention, DateOrder, Decimal, DryRun, Fix, Group, Mapping, Source, TARGETS, Table,
        guess_kind, guess_mapping,
    },
    state::Store,
    ui::{
        browser,
        kit::{Figure, Shape, display},
        use_store,
    },
};

/// How many changes, groups and rows the preview draws; the rest is counted, and can be downloaded.
const DRAWN: usize = 100;

/// The preview.
#[component]
pub fn ImportCsv(
    /// The file's name.
    name: String,
    /// The table.
    table: Table,
    /// Called when it was applied or given up.
    on_done: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let currency = store.peek(|records| records.workspace().currency);
    let kind = guess_kind(&table);
    let mapping = RwSignal::new(guess_mapping(&table, kind, currency));
    let fixes = RwSignal::new(HashMap::<(usize, String), Fix>::new());
    let table = StoredValue::new(table);
    let run = RwSignal::new(DryRun::default());
    let checked = RwSignal::new(Some(0));
    let round = StoredValue::new(0_u32);
    Effect::new(move |_| {
        round.update_value(|round| *round += 1);
        check(Check { store, table, mapping: mapping.get(), fixes: fixes.get(), run, checked, round });
    });
    let rows = table.with_value(|table| table.rows.len());
    let percent = move || checked.get().map(|done| done * 100 / rows.max(1));
    let (file, title, out_name) = (name.clone(), format!("Import {name}"), format!("left-out-{name}"));
    let apply = move |_| {
        let change = run.with_untracked(|run| run.change(&file));
        store.apply_and_tell(change);
        on_done.run(());
    };
    let download = move |_| {
        let head = table
            .with_value(|table| table.head.iter().cloned().chain(["line".into(), "why".into()]).collect::<Vec<_>>());
        let rows: Vec<Vec<String>> = run.with_untracked(|run| {
            run.out
                .iter()
                .map(|(line, cells, why)| cells.iter().cloned().chain([line.to_string(), why.clone()]).collect())
                .collect()
        });
        browser::download(&rows_csv(out_name.clone(), &head, &rows));
    };
    let found = table.with_value(|table| {
        format!(
            "{}, separated by {}",
            table.encoding,
            match table.delimiter {
                ',' => "commas",
                ';' => "semicolons",
                '\t' => "tabs",
                _ => "bars",
            }
        )
    });
    let created = move || {
        let created =
            run.read().created.iter().map(|(kind, count)| locale.count(*count as i64, kind.one())).collect::<Vec<_>>();
        if created.is_empty() { String::new() } else { format!("of them from names: {}", created.join(", ")) }
    };
    view! {
        <div class="page-head">
            <div>
                <h1>{title}</h1>
                <p>"A dry run: nothing is changed until you apply it. "<span class="q">{found}</span></p>
            </div>
            <div class="acts">
                <button type="button" class="btn quiet" on:click=move |_| on_done.run(())>
                    "Cancel"
                </button>
                <button
                    type="button"
                    class="btn primary"
                    disabled=move || checked.read().is_some() || run.read().count() == 0
                    on:click=apply
                >
                    {move || {
                        percent()
                            .map_or_else(
                                || format!("Apply {}", locale.count(run.read().count() as i64, "change")),
                                |percent| format!("Checking, {}", locale.plain_percent(percent as f64)),
                            )
                    }}
                </button>
            </div>
        </div>
        <progress
            class="imp-bar"
            class:done=move || checked.read().is_none()
            max="100"
            value=move || percent().unwrap_or(100)
            aria-label="Rows checked"
        ></progress>
        <dl class="figs imp-figs" aria-live="polite">
            <Figure label="Rows">{move || locale.number(run.read().rows as f64, 0)}</Figure>
            <Figure label="Added" sub=Signal::derive(created)>
                {move || locale.number(run.read().added.len() as f64, 0)}
            </Figure>
            <Figure label="Changed">{move || locale.number(run.read().changed.len() as f64, 0)}</Figure>
            <Figure label="Left as they are">{move || locale.number(run.read().left as f64, 0)}</Figure>
            <Figure label="Stay out">
                {move || (!run.read().out.is_empty()).then(|| view! { <Shape status=Status::Risk /> })}
                {move || locale.number(run.read().out.len() as f64, 0)}
            </Figure>
        </dl>
        <div class="imp2">
            <Columns table mapping fixes />
            <Changes run />
        </div>
        <Problems table run fixes />
        <Show when=move || !run.read().out.is_empty()>
            <section class="listing">
                <h2 class="h2">
                    "Rows that stay out"<small>{move || locale.number(run.read().out.len() as f64, 0)}</small>
                    <button type="button" class="more-link push" on:click=download.clone()>
                        {move || format!("Download the {}", locale.count(run.read().out.len() as i64, "row"))}
                    </button>
                </h2>
                <div class="scroll" tabindex="0" role="region" aria-label="Rows that stay out">
                    <table class="tbl pr">
                        <thead>
                            <tr>
                                <th class="r">"Line"</th>
                                <th>"Why"</th>
                                <th>"Row"</th>
                            </tr>
                        </thead>
                        <tbody>
                            {move || {
                                run.read()
                                    .out
                                    .iter()
                                    .take(DRAWN)
                                    .map(|(line, cells, why)| {
                                        view! {
                                            <tr>
                                                <td class="r q">{*line}</td>
                                                <td>{why.clone()}</td>
                                                <td class="q2">
                                                    <code>{cells.join(" | ")}</code>
                                                </td>
                                            </tr>
                                        }
                                    })
                                    .collect_view()
                            }}
                        </tbody>
                    </table>
                </div>
                {move || {
                    (run.read().out.len() > DRAWN)
                        .then(|| {
                            view! { <p class="q small">{format!("The first {DRAWN}; the download holds all.")}</p> }
                        })
                }}
            </section>
        </Show>
    }
}

/// A dry run, and where it tells how far it is.
struct Check {
    store: Store,
    table: StoredValue<Table>,
    mapping: Mapping,
    fixes: HashMap<(usize, String), Fix>,
    run: RwSignal<DryRun>,
    /// How many rows are checked; none once all are.
    checked: RwSignal<Option<usize>>,
    /// Counts the dry runs: one that is no longer the last gives up.
    round: StoredValue<u32>,
}

/// Checks the table some rows at a time, so that the page shows how far it is and stays alive.
fn check(check: Check) {
    const AT_ONCE: usize = 400;
    let Check { store, table, mapping, fixes, run, checked, round } = check;
    let this = round.get_value();
    let mut new_id = move || store.new_id::<Account>().0;
    leptos::task::spawn_local(async move {
        checked.set(Some(0));
        browser::pause().await;
        let mut under_way = None::<Checking>;
        while round.try_get_value() == Some(this) {
            let made = table.with_value(|table| {
                store.peek(|records| {
                    let basis = Basis { records, table, mapping: &mapping, fixes: &fixes };
                    let mut checking = under_way.take().unwrap_or_else(|| Checking::begin(basis, &mut new_id));
                    checking.step(basis, &mut new_id, AT_ONCE);
                    let _ = checked.try_set(Some(checking.done));
                    if checking.done == table.rows.len() {
                        return Some(checking.finish(basis));
                    }
                    under_way = Some(checking);
                    None
                })
            });
            if let Some(made) = made {
                let _ = run.try_set(made);
                let _ = checked.try_set(None);
                return;
            }
            browser::pause().await;
        }
    });
}

#[component]
fn Columns(
    table: StoredValue<Table>,
    mapping: RwSignal<Mapping>,
    fixes: RwSignal<HashMap<(usize, String), Fix>>,
) -> impl IntoView {
    let change = move |edit: &dyn Fn(&mut Mapping)| {
        fixes.set(HashMap::new());
        mapping.update(|mapping| edit(mapping));
    };
    let choose_kind = move |event| {
        let chosen = event_target_value(&event);
        if let Some(kind) = TARGETS.into_iter().find(|kind| kind.plural() == chosen) {
            fixes.set(HashMap::new());
            let currency = mapping.with_untracked(|mapping| mapping.convention.currency);
            mapping.set(table.with_value(|table| guess_mapping(table, kind, currency)));
        }
    };
    let kind = Memo::new(move |_| mapping.read().kind);
    let convention = Memo::new(move |_| mapping.read().convention);
    let set_convention = move |edit: &dyn Fn(&mut Convention)| change(&|mapping| edit(&mut mapping.convention));
    let used = move || mapping.read().columns.iter().flatten().count();
    let rows = move || {
        let kind = kind.get();
        table.with_value(|table| {
            table
                .head
                .iter()
                .enumerate()
                .map(|(column, head)| {
                    let values: Vec<String> = table
                        .rows
                        .iter()
                        .map(|(_, cells)| cells[column].clone())
                        .filter(|cell| !cell.is_empty())
                        .take(3)
                        .collect();
                    let chosen = move |key: &str| {
                        mapping.read().columns.get(column).is_some_and(|own| own.as_deref().unwrap_or("") == key)
                    };
                    let choose = move |event| {
                        let key = event_target_value(&event);
                        change(&|mapping| mapping.columns[column] = (!key.is_empty()).then(|| key.clone()));
                    };
                    let account = kind.belongs_to_account().then(|| {
                        view! {
                            <option value="account" selected=move || chosen("account")>
                                "Account"
                            </option>
                        }
                    });
                    let fields = crate::import::target_fields(kind)
                        .map(|field| {
                            view! {
                                <option value=field.key.to_owned() selected=move || chosen(field.key)>
                                    {field.label()}
                                </option>
                            }
                        })
                        .collect_view();
                    view! {
                        <tr>
                            <td>
                                <code>{head.clone()}</code>
                            </td>
                            <td>
                                <select aria-label=format!("{head} becomes") on:change=choose>
                                    <option value="" selected=move || chosen("")>
                                        "left out"
                                    </option>
                                    {account}
                                    <option value="id" selected=move || chosen("id")>
                                        "Id in the other system"
                                    </option>
                                    {fields}
                                </select>
                            </td>
                            <td class="q2 vals">{values.join(", ")}</td>
                        </tr>
                    }
                })
                .collect_view()
        })
    };
    let has_dates = move || {
        let mapping = mapping.read();
        mapping
            .kind
            .fields()
            .iter()
            .any(|field| field.input == crate::domain::field::Input::Date && mapping.column(field.key).is_some())
    };
    let has_money = move || {
        let mapping = mapping.read();
        mapping
            .kind
            .fields()
            .iter()
            .any(|field| field.input == crate::domain::field::Input::Money && mapping.column(field.key).is_some())
    };
    view! {
        <section>
            <h2 class="h2">
                "Columns"
                <small>{move || format!("{} of {} used", used(), table.with_value(|table| table.head.len()))}</small>
            </h2>
            <div class="conv">
                <label class="field">
                    <span>"Each row is"</span>
                    <select on:change=choose_kind>
                        {TARGETS
                            .into_iter()
                            .map(|target| {
                                view! {
                                    <option value=target.plural() selected=move || kind.get() == target>
                                        {format::sentence(target.one())}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </label>
                <Show when=has_dates>
                    <label class="field">
                        <span>
                            {move || {
                                if convention.get().ambiguous {
                                    "Dates: both orders fit, please check"
                                } else {
                                    "Dates"
                                }
                            }}
                        </span>
                        <select on:change=move |event| {
                            let value = event_target_value(&event);
                            set_convention(
                                &|convention| {
                                    convention.dates = if value == "month" {
                                        DateOrder::MonthFirst
                                    } else {
                                        DateOrder::DayFirst
                                    };
                                },
                            );
                        }>
                            <option value="day" selected=move || convention.get().dates == DateOrder::DayFirst>
                                "day first, 23/11/2026"
                            </option>
                            <option value="month" selected=move || convention.get().dates == DateOrder::MonthFirst>
                                "month first, 11/23/2026"
                            </option>
                        </select>
                    </label>
                </Show>
                <Show when=has_money>
                    <label class="field">
                        <span>"Money in"</span>
                        <input
                            type="text"
                            maxlength="3"
                            size="4"
                            prop:value=move || convention.get().currency.code().to_owned()
                            on:change=move |event| {
                                if let Some(currency) = Currency::parse(&event_target_value(&event)) {
                                    set_convention(&|convention| convention.currency = currency);
                                }
                            }
                        />
                    </label>
                    <label class="field">
                        <span>"Written in"</span>
                        <select on:change=move |event| {
                            let scale = event_target_value(&event).parse().unwrap_or(1);
                            set_convention(&|convention| convention.scale = scale);
                        }>
                            {[(1_u32, "units"), (1_000, "thousands"), (1_000_000, "millions")]
                                .map(|(scale, label)| {
                                    view! {
                                        <option
                                            value=scale.to_string()
                                            selected=move || convention.get().scale == scale
                                        >
                                            {label}
                                        </option>
                                    }
                                })
                                .collect_view()}
                        </select>
                    </label>
                    <label class="field">
                        <span>"Decimal sign"</span>
                        <select on:change=move |event| {
                            let decimal = decimal_of(&event_target_value(&event));
                            set_convention(&|convention| convention.decimal = decimal);
                        }>
                            {DECIMALS
                                .map(|(key, label, decimal)| {
                                    view! {
                                        <option value=key selected=move || convention.get().decimal == decimal>
                                            {label}
                                        </option>
                                    }
                                })
                                .collect_view()}
                        </select>
                    </label>
                </Show>
            </div>
            <Show when=move || mapping.read().column("id").is_some()>
                <label class="field">
                    <span>"Ids are from"</span>
                    <input
                        type="text"
                        list="sources"
                        placeholder="name of the tool"
                        prop:value=move || mapping.read().source.name().to_owned()
                        on:change=move |event| {
                            let source = Source::named(&event_target_value(&event));
                            change(&|mapping| mapping.source = source.clone());
                        }
                    />
                </label>
                <datalist id="sources">
                    <option value="salesforce"></option>
                    <option value="hubspot"></option>
                    <option value="dynamics"></option>
                    <option value="pipedrive"></option>
                </datalist>
            </Show>
            <table class="tbl map">
                <thead>
                    <tr>
                        <th>"In the file"</th>
                        <th>"Becomes"</th>
                        <th>"Values"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

/// The decimal signs to choose from.
const DECIMALS: [(&str, &str, Decimal); 3] = [
    ("", "as each number shows", Decimal::Unknown),
    (".", "point, 1,234.50", Decimal::Point),
    (",", "comma, 1.234,50", Decimal::Comma),
];

fn decimal_of(key: &str) -> Decimal {
    DECIMALS.iter().find(|(known, ..)| *known == key).map_or(Decimal::Unknown, |(.., decimal)| *decimal)
}

#[component]
fn Changes(run: RwSignal<DryRun>) -> impl IntoView {
    let locale = use_store().locale();
    let changes = Memo::new(move |_| run.read().changes());
    view! {
        <section>
            <h2 class="h2">"Changed"<small>{move || run.read().changed.len()}</small></h2>
            <Show
                when=move || !changes.read().is_empty()
                fallback=|| view! { <p class="q">"No record that is here already changes."</p> }
            >
                <table class="tbl chg">
                    <tbody>
                        {move || {
                            changes
                                .get()
                                .into_iter()
                                .take(20)
                                .map(|(title, label, before, after)| {
                                    view! {
                                        <tr>
                                            <td class="mid">{title}</td>
                                            <td class="q">{label}</td>
                                            <td>
                                                <del>{display(&before, locale)}</del>
                                                " → "
                                                <ins>{display(&after, locale)}</ins>
                                            </td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </Show>
        </section>
    }
}

#[component]
fn Problems(
    table: StoredValue<Table>,
    run: RwSignal<DryRun>,
    fixes: RwSignal<HashMap<(usize, String), Fix>>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let groups = Memo::new(move |_| run.read().groups.clone());
    // For an empty or unknown account, any account may be meant.
    let accounts = store.peek(|records| {
        let mut all: Vec<(uuid::Uuid, String)> =
            records.all::<Account>().map(|account| (account.id.0, account.name.clone())).collect();
        all.order_by_key(|(_, name)| name.to_lowercase());
        all
    });
    let accounts = StoredValue::new(accounts);
    let row = move |group: Group| {
        let head = table.with_value(|table| table.head[group.column].clone());
        let key = (group.column, group.value.clone());
        let for_account = group.names == Some(Kind::Account) && !group.can_create;
        let mut offered = group.candidates.clone();
        if for_account {
            accounts.with_value(|all| {
                offered.extend(
                    all.iter().filter(|(id, _)| !group.candidates.iter().any(|(other, _)| other == id)).cloned(),
                )
            });
        }
        let chosen = match &group.fix {
            Fix::LeaveOut => "leave".to_owned(),
            Fix::Create => "create".into(),
            Fix::Use(id) => id.to_string(),
            Fix::Read(_) => "read".into(),
        };
        let (choosing, reading) = (key.clone(), key);
        let choose = move |event| {
            let fix = match event_target_value(&event).as_str() {
                "create" => Fix::Create,
                "read" => Fix::Read(String::new()),
                id => uuid::Uuid::parse_str(id).map_or(Fix::LeaveOut, Fix::Use),
            };
            fixes.update(|fixes| drop(fixes.insert(choosing.clone(), fix)));
        };
        let read = move |event| {
            let text = event_target_value(&event);
            fixes.update(|fixes| drop(fixes.insert(reading.clone(), Fix::Read(text))));
        };
        let lines = match group.lines.as_slice() {
            [one] => one.to_string(),
            [first, .., last] => format!("{first}–{last}"),
            [] => String::new(),
        };
        let resolved = !matches!(group.fix, Fix::LeaveOut);
        let options = offered
            .into_iter()
            .map(|(id, name)| {
                let key = id.to_string();
                let on = key == chosen;
                view! {
                    <option value=key selected=on>
                        {format!("use “{name}”")}
                    </option>
                }
            })
            .collect_view();
        let value = if group.value.is_empty() { "(empty)".to_owned() } else { group.value.clone() };
        let is_read = matches!(group.fix, Fix::Read(_));
        let typed = match &group.fix {
            Fix::Read(text) => text.clone(),
            _ => String::new(),
        };
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
                    <Shape status=if resolved { Status::Watch } else { Status::Risk } />
                    " "
                    {group.message.clone()}
                </td>
                <td>
                    <select aria-label=format!("Put right {head} {value}") on:change=choose>
                        <option value="leave" selected=chosen == "leave">
                            "leave the rows out"
                        </option>
                        {options}
                        {group
                            .can_create
                            .then(|| {
                                view! {
                                    <option value="create" selected=chosen == "create">
                                        "create it"
                                    </option>
                                }
                            })}
                        {group
                            .can_type
                            .then(|| {
                                view! {
                                    <option value="read" selected=is_read>
                                        "read it as …"
                                    </option>
                                }
                            })}
                    </select>
                    {is_read
                        .then(|| {
                            view! {
                                <input
                                    type="text"
                                    aria-label=format!("Read {value} as")
                                    placeholder="empty: nothing"
                                    prop:value=typed
                                    on:change=read
                                />
                            }
                        })}
                </td>
            </tr>
        }
    };
    view! {
        <Show when=move || !groups.read().is_empty()>
            <section class="listing prob">
                <h2 class="h2">
                    "To look at"
                    <small>
                        {move || {
                            format!(
                                "{} in {}",
                                locale.count(groups.read().len() as i64, "value"),
                                locale
                                    .count(
                                        groups.read().iter().map(|group| group.lines.len()).sum::<usize>() as i64,
                                        "row",
                                    ),
                            )
                        }}
                    </small>
                </h2>
                <div class="scroll" tabindex="0" role="region" aria-label="Values to look at">
                    <table class="tbl pr">
                        <thead>
                            <tr>
                                <th>"Lines"</th>
                                <th class="r">"Rows"</th>
                                <th>"Column"</th>
                                <th>"Value"</th>
                                <th>"What is wrong"</th>
                                <th>"Put right, for all its rows"</th>
                            </tr>
                        </thead>
                        <tbody>{move || groups.get().into_iter().take(DRAWN).map(row).collect_view()}</tbody>
                    </table>
                </div>
            </section>
        </Show>
    }
}
