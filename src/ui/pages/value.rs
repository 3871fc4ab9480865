//! Value: outcomes with their worth, metrics with their values, the health score.

use leptos::prelude::*;

use super::overview::{explain_value, health_table, value_line};
use crate::{
    domain::{
        Account, Change, Id, Key, Kind, Metric, Observation, Outcome, RevenueMovement,
        choice::OutcomeState,
        format,
        metric::{is_fresh, latest},
        parse,
        revenue::arr,
        status::{Status, health_now},
        value::{payback_months, roi, share_of, state_on, value},
    },
    ui::{
        kit::{Figure, Glyph, Icon, ListCell, ListRow, Listing, Panel, Sparkline},
        use_store,
    },
};

/// The page.
#[component]
pub fn ValuePage(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();

    move || {
        let today = store.today();
        let (value, currency, health) = store.read_account(id, |records| {
            let now = arr(records.of::<RevenueMovement>(id), today);
            let currency = records.get(id).map(|account| account.currency).unwrap_or_default();
            (value(records.of::<Outcome>(id), now, today), currency, health_now(records, id, today))
        });
        let money = move |minor: i64| format::minor(minor, currency);
        let ratio = move |benefit: i64| {
            roi(benefit, value.cost).map_or_else(|_| "not available".to_owned(), |ratio| format::percent(ratio, 0))
        };
        let payback = payback_months(value.one_off, value.confirmed)
            .map_or_else(|_| "not available".to_owned(), |months| format!("{} months", format::number(months, 1)));
        view! {
            <dl class="figs ov">
                <Figure label="Value delivered" sub=value_line(value, currency) explanation=Some(explain_value(value, currency))>{money(value.confirmed)}" "<span class="q u">"a year"</span></Figure>
                <Figure label="With estimates" sub=format!("ROI {}", ratio(value.with_estimates()))>{money(value.with_estimates())}</Figure>
                <Figure label="Cost" sub="ARR and the yearly cost of the outcomes">{money(value.cost)}</Figure>
                <Figure label="Payback" sub=format!("one-off cost {}", money(value.one_off))>{payback}</Figure>
            </dl>
            <div class="over">
                <div class="over-main"><Outcomes id /><Metrics id /></div>
                <aside class="over-side" aria-label="Health">{health_table(&health, id)}</aside>
            </div>
        }
    }
}

#[component]
fn Outcomes(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let rows = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let currency = records.get(id).map(|account| account.currency).unwrap_or_default();
            let mut all: Vec<&Outcome> = records.of(id).collect();
            all.sort_by_key(|outcome| (outcome.state != OutcomeState::Confirmed, std::cmp::Reverse(share_of(outcome))));
            all.iter()
                .map(|outcome| {
                    let text = |value: Option<f64>| {
                        value.map(|value| format::number(value, usize::from(value.fract() != 0.0))).unwrap_or_default()
                    };
                    let state = match state_on(outcome, today) {
                        OutcomeState::Confirmed => ListCell::Status(Status::Good, "Confirmed".into()),
                        OutcomeState::Estimated if outcome.state == OutcomeState::Confirmed => {
                            ListCell::Status(Status::Watch, "Confirmed over a year ago".into())
                        }
                        OutcomeState::Estimated => ListCell::Status(Status::Unknown, "Estimated".into()),
                        OutcomeState::Disputed => ListCell::Status(Status::Risk, "Disputed".into()),
                    };
                    ListRow::new(
                        outcome.id,
                        vec![
                            outcome.name.clone().into(),
                            format!("{} → {} {}", text(outcome.baseline), text(outcome.actual), outcome.unit).into(),
                            outcome
                                .worth
                                .map(|_| format::minor(share_of(outcome), currency))
                                .unwrap_or_else(|| "no figure".into())
                                .into(),
                            state,
                            if outcome.shared.is_empty() { "internal" } else { "shared" }.into(),
                        ],
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    view! { <Listing title="Outcomes" kind=Kind::Outcome account=id head=&["Outcome", "Change", "Worth a year ", "State", "Client"] rows empty="What changed for the client, what it is worth a year, and who confirms it." /> }
}

#[component]
fn Metrics(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let rows = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let mut all: Vec<&Metric> = records.of(id).collect();
            all.sort_by_key(|metric| (metric.group, std::cmp::Reverse(metric.weight), metric.id));
            all.iter()
                .map(|metric| {
                    let seen = latest(records.of::<Observation>(id), metric, today);
                    let unit = if metric.unit.is_empty() { String::new() } else { format!(" {}", metric.unit) };
                    let standing = match seen {
                        Some(seen) if !is_fresh(metric, seen, today) => ListCell::Status(
                            Status::Unknown,
                            format!("Too old, {}", format::date_near(seen.date, today)),
                        ),
                        Some(seen) => {
                            metric.standing(seen.value).map_or(ListCell::Text("no target".into()), |standing| {
                                let status = match standing {
                                    crate::domain::metric::Standing::OnTarget => Status::Good,
                                    crate::domain::metric::Standing::Close => Status::Watch,
                                    crate::domain::metric::Standing::OffTarget => Status::Risk,
                                };
                                ListCell::Status(status, standing.label().into())
                            })
                        }
                        None => ListCell::Status(Status::Unknown, "Not measured".into()),
                    };
                    let sign = if metric.higher_is_better() { "≥" } else { "≤" };
                    ListRow::new(
                        metric.id,
                        vec![
                            metric.name.clone().into(),
                            metric.group.label().into(),
                            seen.map(|seen| format!("{}{unit}", metric.text(seen.value))).unwrap_or_default().into(),
                            metric
                                .target
                                .map(|target| format!("{sign} {}", metric.text(target)))
                                .unwrap_or_default()
                                .into(),
                            standing,
                            if metric.weight > 0 { format!("{} %", metric.weight) } else { String::new() }.into(),
                        ],
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    view! { <Listing title="Metrics" kind=Kind::Metric account=id head=&["Metric", "Group", "Latest ", "Target ", "Standing", "Health weight "] rows empty="Three fresh metrics with a weight and two bounds make a health score; a target makes a scorecard." /> }
}

/// The panel of a metric: its values over time, and a quick way to enter the next one.
#[component]
pub fn MetricPanel(
    /// Which metric.
    id: Id<Metric>,
    /// Called when the panel shall close.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let metric = Memo::new(move |_| store.get(id).unwrap_or_default());
    let account = metric.get_untracked().account;
    let values = Memo::new(move |_| {
        store.read_account(account, |records| {
            let mut all: Vec<Observation> =
                records.of::<Observation>(account).filter(|observation| observation.metric == id).cloned().collect();
            all.sort_by_key(|observation| (observation.date, observation.id));
            all
        })
    });
    let typed = RwSignal::new(String::new());
    let date = RwSignal::new(untrack(|| store.today()).to_string());
    let problem = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(value), Ok(day)) = (parse::number(&typed.get_untracked()), date.get_untracked().parse()) else {
            return problem.set("Type a number and choose its date.".into());
        };
        problem.set(String::new());
        let observation =
            Observation { id: store.new_id(), account, metric: id, date: day, value, ..Observation::default() };
        store.apply(Change::put(
            format!("entered {} for {}", typed.get_untracked(), metric.get_untracked().name),
            observation,
        ));
        typed.set(String::new());
    };
    view! {
        <Panel key=Key::from(id) on_close without=&[]>
            <section>
                <h3>"Values"</h3>
                {move || {
                    let series: Vec<f64> = values.read().iter().map(|observation| observation.value).collect();
                    view! { <Sparkline values=series width=280.0 target=metric.read().target /> }
                }}
                <form class="inline-f" on:submit=add novalidate>
                    <label><span class="sr">"Value"</span><input type="text" inputmode="decimal" placeholder="Value" prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event)) /></label>
                    <label><span class="sr">"Date of the value"</span><input type="date" prop:value=move || date.get() on:input=move |event| date.set(event_target_value(&event)) /></label>
                    <button type="submit" class="btn">"Enter"</button>
                </form>
                <p class="problem" role="alert">{move || problem.get()}</p>
                <ul class="nxt">{move || values.get().into_iter().rev().take(12).map(|observation| {
                    let remove = move |_| store.apply_and_tell(Change::delete("removed the value", observation.id));
                    view! {
                        <li>
                            <span class="mid">{metric.read().text(observation.value)}</span>
                            <span class="q">{observation.note.clone()}</span>
                            <span class="q push">{format::date(observation.date)}</span>
                            <button type="button" class="icon-btn" aria-label="Remove the value" on:click=remove><Icon glyph=Glyph::Close /></button>
                        </li>
                    }
                }).collect_view()}</ul>
            </section>
        </Panel>
    }
}
