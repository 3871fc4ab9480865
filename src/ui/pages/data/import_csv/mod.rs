//! The preview of a table: columns with the guess, what is added, changed and left, every row that stays out and why.

mod columns;
mod problems;

use std::collections::HashMap;

use leptos::prelude::*;

use self::{columns::Columns, problems::Problems};
use crate::{
    domain::{Account, status::Status},
    export::rows_csv,
    import::{Basis, Checking, DryRun, FieldChange, Fix, Mapping, Table, guess_kind, guess_mapping},
    state::{Sight, Store},
    ui::{
        browser,
        kit::{Figure, Shape, shown},
        use_store,
    },
    words::{
        noun,
        screen::{common, data as text},
    },
};

/// How many changes, groups and rows the preview draws; the rest is counted, and can be downloaded.
const DRAWN: usize = 100;

/// What was decided about values, by column and value.
type Fixes = HashMap<(usize, String), Fix>;

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
    let fixes = RwSignal::new(Fixes::new());
    let table = StoredValue::new(table);
    let run = RwSignal::new(DryRun::default());
    let sight = StoredValue::new(Sight::default());
    let checked = RwSignal::new(Some(0));
    let round = StoredValue::new(0_u32);
    Effect::new(move |_| {
        round.update_value(|round| *round += 1);
        check(Check { store, table, mapping: mapping.get(), fixes: fixes.get(), run, sight, checked, round });
    });
    let rows = table.with_value(|table| table.rows.len());
    let percent = move || checked.get().map(|done| done * 100 / rows.max(1));
    let (file, title) = (name.clone(), text::import(&name));
    let apply = move |_| {
        let change = run.with_untracked(|run| run.change(&file));
        sight.with_value(|sight| store.apply_as_seen_and_tell(change, sight));
        on_done.run(());
    };
    let apply_label = move || {
        percent().map_or_else(
            || text::apply(locale.count(run.read().count() as i64, noun::CHANGE)),
            |percent| text::checking(locale.plain_percent(percent as f64)),
        )
    };
    view! {
        <div class="page-head">
            <div>
                <h1>{title}</h1>
                <p>{text::A_DRY_RUN_NOTHING}<span class="q">{found(table)}</span></p>
            </div>
            <div class="acts">
                <button type="button" class="btn quiet" on:click=move |_| on_done.run(())>
                    {common::CANCEL}
                </button>
                <button
                    type="button"
                    class="btn primary"
                    disabled=move || checked.read().is_some() || run.read().count() == 0
                    on:click=apply
                >
                    {apply_label}
                </button>
            </div>
        </div>
        <progress
            class="imp-bar"
            class:done=move || checked.read().is_none()
            max="100"
            value=move || percent().unwrap_or(100)
            aria-label=text::ROWS_CHECKED
        ></progress>
        <Counts run />
        <div class="imp2">
            <Columns table mapping fixes />
            <Changes run />
        </div>
        <Problems table run fixes />
        <LeftOut name table run />
    }
}

/// How the file was read.
fn found(table: StoredValue<Table>) -> String {
    table.with_value(|table| {
        let separator = match table.delimiter {
            ',' => text::COMMAS,
            ';' => text::SEMICOLONS,
            '\t' => text::TABS,
            _ => text::BARS,
        };
        text::separated_by(table.encoding, separator)
    })
}

/// What applying would do, in figures.
#[component]
fn Counts(run: RwSignal<DryRun>) -> impl IntoView {
    let locale = use_store().locale();
    let number = move |count: fn(&DryRun) -> usize| move || locale.number(count(&run.read()) as f64, 0);
    let created = move || {
        let run = run.read();
        let created = run.created.iter().map(|(kind, count)| locale.count(*count as i64, kind.one()));
        let created = created.collect::<Vec<_>>().join(", ");
        if created.is_empty() { created } else { text::from_names(&created) }
    };
    view! {
        <dl class="figs imp-figs" aria-live="polite">
            <Figure label=text::ROWS>{number(|run| run.rows)}</Figure>
            <Figure label=text::ADDED sub=Signal::derive(created)>
                {number(|run| run.added.len())}
            </Figure>
            <Figure label=text::CHANGED>{number(|run| run.changed.len())}</Figure>
            <Figure label=text::LEFT_AS_THEY_ARE>{number(|run| run.left)}</Figure>
            <Figure label=text::STAY_OUT>
                {move || (!run.read().out.is_empty()).then(|| view! { <Shape status=Status::Risk /> })}
                {number(|run| run.out.len())}
            </Figure>
        </dl>
    }
}

/// The rows that stay out, and why.
#[component]
fn LeftOut(name: String, table: StoredValue<Table>, run: RwSignal<DryRun>) -> impl IntoView {
    let locale = use_store().locale();
    let count = move || run.read().out.len();
    let download = move |_| {
        let head: Vec<String> =
            table.with_value(|table| table.head.iter().cloned().chain(["line".into(), "why".into()]).collect());
        let rows: Vec<Vec<String>> = run.with_untracked(|run| {
            run.out
                .iter()
                .map(|(line, cells, why)| cells.iter().cloned().chain([line.to_string(), why.clone()]).collect())
                .collect()
        });
        browser::download(&rows_csv(format!("left-out-{name}"), &head, &rows));
    };
    let row = |(line, cells, why): &(u64, Vec<String>, String)| {
        view! {
            <tr>
                <td class="r q">{*line}</td>
                <td>{why.clone()}</td>
                <td class="q2">
                    <code>{cells.join(" | ")}</code>
                </td>
            </tr>
        }
    };
    view! {
        <Show when=move || count() != 0>
            <section class="listing">
                <h2 class="h2">
                    {text::ROWS_THAT_STAY_OUT}<small>{move || locale.number(count() as f64, 0)}</small>
                    <button type="button" class="more-link push" on:click=download.clone()>
                        {move || text::download_the(locale.count(count() as i64, noun::ROW))}
                    </button>
                </h2>
                <div class="scroll" tabindex="0" role="region" aria-label=text::ROWS_THAT_STAY_OUT>
                    <table class="tbl pr">
                        <thead>
                            <tr>
                                <th class="r">{text::LINE}</th>
                                <th>{common::WHY}</th>
                                <th>{text::ROW}</th>
                            </tr>
                        </thead>
                        <tbody>{move || run.read().out.iter().take(DRAWN).map(row).collect_view()}</tbody>
                    </table>
                </div>
                <Show when=move || { DRAWN < count() }>
                    <p class="q small">{text::only_the_first(DRAWN)}</p>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn Changes(run: RwSignal<DryRun>) -> impl IntoView {
    let changes = Memo::new(move |_| run.read().changes());
    view! {
        <section>
            <h2 class="h2">{text::CHANGED}<small>{move || run.read().changed.len()}</small></h2>
            <Show
                when=move || !changes.read().is_empty()
                fallback=|| view! { <p class="q">{text::NO_RECORD_THAT_IS}</p> }
            >
                <table class="tbl chg">
                    <tbody>
                        {move || {
                            changes
                                .get()
                                .into_iter()
                                .take(20)
                                .map(|(kind, title, FieldChange { label, before, after, key })| {
                                    view! {
                                        <tr>
                                            <td class="mid">{title}</td>
                                            <td class="q">{label}</td>
                                            <td>
                                                <del>{shown(kind, &key, &before, use_store())}</del>
                                                " → "
                                                <ins>{shown(kind, &key, &after, use_store())}</ins>
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

/// A dry run, and where it tells how far it is.
struct Check {
    store: Store,
    table: StoredValue<Table>,
    mapping: Mapping,
    fixes: Fixes,
    run: RwSignal<DryRun>,
    /// What it was compared with.
    sight: StoredValue<Sight>,
    /// How many rows are checked; none once all are.
    checked: RwSignal<Option<usize>>,
    /// Counts the dry runs: one that is no longer the last gives up.
    round: StoredValue<u32>,
}

/// Checks the table some rows at a time, so that the page shows how far it is and stays alive.
fn check(check: Check) {
    const AT_ONCE: usize = 400;
    let Check { store, table, mapping, fixes, run, sight, checked, round } = check;
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
                sight.try_set_value(store.sight(made.changed.iter().map(|(before, _)| before.key())));
                let _ = run.try_set(made);
                let _ = checked.try_set(None);
                return;
            }
            browser::pause().await;
        }
    });
}
