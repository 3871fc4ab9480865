//! Value: outcomes with their worth, metrics with their values, the health score.

use leptos::prelude::*;

use super::overview::{explain_value, health_table, value_line};
use crate::{
    domain::{
        Account, Change, Id, Key, Kind, Metric, Observation, Outcome, RevenueMovement,
        choice::{OutcomeState, Survey},
        date::plus_months,
        format,
        metric::{is_fresh, latest},
        parse,
        revenue::arr,
        satisfaction::{result, scale},
        status::{Status, health_now},
        template::METRICS,
        value::{payback_months, roi, share_of, state_on, value},
    },
    ui::{
        kit::{Figure, Glyph, Icon, ListCell, ListRow, Listing, Panel, Sparkline, StatusWord, Views},
        route::{Tab, use_here},
        use_store,
    },
};

/// The page.
#[component]
pub fn ValuePage(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let here = use_here();
    let mode = here.query_memo("view");
    view! {
        <div class="ppl-bar"><Views label="View" views=Tab::Value.views() /></div>
        {move || if mode.read().is_empty() { view! { <Delivered id /> }.into_any() } else { view! { <ValueMap id /> }.into_any() }}
    }
}

#[component]
fn Delivered(id: Id<Account>) -> impl IntoView {
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
                    let mut values: Vec<(chrono::NaiveDate, f64)> = records
                        .of::<Observation>(id)
                        .filter(|seen| seen.metric == metric.id && seen.date <= today)
                        .map(|seen| (seen.date, seen.value))
                        .collect();
                    values.sort_by_key(|(date, _)| *date);
                    let before = latest(records.of::<Observation>(id), metric, plus_months(today, -3));
                    let change = seen.zip(before).map(|(now, before)| now.value - before.value);
                    let decimals = metric.decimals.map_or(1, usize::from);
                    let trend = change.map(|change| format::signed(change, decimals)).unwrap_or_default();
                    let series = values.iter().rev().take(8).rev().map(|(_, value)| *value).collect();
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
                            ListCell::Spark(series, metric.target, trend),
                            if metric.weight > 0 { format!("{} %", metric.weight) } else { String::new() }.into(),
                        ],
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    let begin = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        if let Some(template) = METRICS.iter().find(|template| template.name == name) {
            store.apply_and_tell(Change::put(format!("added the metric “{name}”"), template.make(store.new_id(), id)));
        }
        event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
    };
    let missing = move || {
        METRICS
            .iter()
            .filter(|template| rows.read().iter().all(|row| row.cells.first() != Some(&ListCell::from(template.name))))
            .map(|template| view! { <option value=template.name>{template.name}</option> })
            .collect_view()
    };
    view! {
        <Listing title="Metrics" kind=Kind::Metric account=id head=&["Metric", "Group", "Latest ", "Target ", "Standing", "Against 3 months ago", "Health weight "] rows empty="Three fresh metrics with a weight and two bounds make a health score; a target makes a scorecard." />
        <p class="plan-line"><label class="inline"><span class="sr">"Add a usual metric"</span><select on:change=begin><option value="">"Add a usual metric"</option>{missing}</select></label></p>
    }
}

/// Their goal → what was delivered for it → the metric that shows it.
#[component]
fn ValueMap(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    type Goal = (String, Vec<(Outcome, Option<(Metric, String)>)>, Vec<(Metric, String)>, i64);
    let goals = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let shown = |metric: &Metric| {
                let seen = latest(records.of::<Observation>(id), metric, today);
                let unit = if metric.unit.is_empty() { String::new() } else { format!(" {}", metric.unit) };
                let target =
                    metric.target.map(|target| format!(", target {}", metric.text(target))).unwrap_or_default();
                seen.map_or_else(
                    || "not measured".to_owned(),
                    |seen| format!("{}{unit}{target}", metric.text(seen.value)),
                )
            };
            let outcomes: Vec<&Outcome> = records.of(id).collect();
            let metrics: Vec<&Metric> = records.of(id).collect();
            let mut names: Vec<String> = Vec::new();
            for goal in outcomes.iter().map(|outcome| &outcome.goal).chain(metrics.iter().map(|metric| &metric.goal)) {
                if !goal.trim().is_empty() && !names.iter().any(|name| name == goal.trim()) {
                    names.push(goal.trim().to_owned());
                }
            }
            names.push(String::new());
            let goal = |name: String| {
                let of_goal = outcomes.iter().filter(|outcome| outcome.goal.trim() == name);
                let of_goal: Vec<_> = of_goal
                    .map(|outcome| {
                        let metric = records.find(outcome.metric).map(|metric| (metric.clone(), shown(metric)));
                        ((*outcome).clone(), metric)
                    })
                    .collect();
                let alone = metrics.iter().filter(|metric| {
                    metric.goal.trim() == name
                        && !name.is_empty()
                        && of_goal.iter().all(|(outcome, _)| outcome.metric != Some(metric.id))
                });
                let alone: Vec<_> = alone.map(|metric| ((*metric).clone(), shown(metric))).collect();
                let confirmed =
                    of_goal.iter().filter(|(outcome, _)| state_on(outcome, today) == OutcomeState::Confirmed);
                let worth = confirmed.map(|(outcome, _)| share_of(outcome)).sum();
                (name, of_goal, alone, worth)
            };
            names
                .into_iter()
                .map(goal)
                .filter(|goal: &Goal| !goal.1.is_empty() || !goal.2.is_empty())
                .collect::<Vec<Goal>>()
        })
    });
    let currency = move || store.get(id).map(|account| account.currency).unwrap_or_default();
    let goal = move |(name, outcomes, alone, worth): Goal| {
        let currency = currency();
        let rows = outcomes.into_iter().map(|(outcome, metric)| {
            let state = match state_on(&outcome, store.today()) {
                OutcomeState::Confirmed => (Status::Good, "confirmed"),
                OutcomeState::Estimated => (Status::Unknown, "estimated"),
                OutcomeState::Disputed => (Status::Risk, "disputed"),
            };
            let worth = outcome.worth.map(|_| format!("{} a year", format::minor(share_of(&outcome), currency)));
            let outcome_id = outcome.id;
            let metric = metric.map(|(metric, text)| {
                let id = metric.id;
                view! { <a class="vm-m" href=move || here.with("open", &id.to_string())><span class="mid">{metric.name}</span><span class="q small">{text}</span></a> }
            });
            view! {
                <li class="vm-r">
                    <a class="vm-o" href=move || here.with("open", &outcome_id.to_string())><span class="mid">{outcome.name.clone()}</span><span class="small">{worth}" "<StatusWord status=state.0 word=state.1 /></span></a>
                    {metric.map_or_else(|| view! { <span class="q small vm-m">"no metric shows it"</span> }.into_any(), IntoAny::into_any)}
                </li>
            }
        });
        let alone = alone.into_iter().map(|(metric, text)| {
            let id = metric.id;
            view! { <li class="vm-r"><span class="q small vm-o">"no outcome yet"</span><a class="vm-m" href=move || here.with("open", &id.to_string())><span class="mid">{metric.name}</span><span class="q small">{text}</span></a></li> }
        });
        let title = if name.is_empty() { "Without a goal of theirs".to_owned() } else { name };
        view! {
            <li class="vm-g">
                <div><h3>{title}</h3>{(worth > 0).then(|| view! { <p class="q2 small">{format!("{} a year confirmed", format::minor(worth, currency))}</p> })}</div>
                <ul>{rows.collect_view()}{alone.collect_view()}</ul>
            </li>
        }
    };
    view! {
        <section class="listing">
            <h2 class="h2">"Value map"<small>"their goal, what was delivered for it, the metric that shows it"</small></h2>
            <Show when=move || !goals.read().is_empty() fallback=|| view! { <p class="empty">"Name the goal of theirs that an outcome or a metric serves, in its panel; the map draws the line from one to the other."</p> }>
                <ul class="vm">{move || goals.get().into_iter().map(goal).collect_view()}</ul>
            </Show>
        </section>
    }
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
    let survey = Memo::new(move |_| metric.read().survey);
    view! {
        <Panel key=Key::from(id) on_close without=&[]>
            {move || survey.get().map(|survey| view! { <Answers id account survey /> })}
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

/// Enters the answers to a survey: how many chose each step. The value follows from them.
#[component]
fn Answers(id: Id<Metric>, account: Id<Account>, survey: Survey) -> impl IntoView {
    let store = use_store();
    let steps: Vec<(u8, RwSignal<String>)> = scale(survey).map(|step| (step, RwSignal::new(String::new()))).collect();
    let fields: Vec<RwSignal<String>> = steps.iter().map(|(_, field)| *field).collect();
    let problem = RwSignal::new(String::new());
    let enter = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let counts: Option<Vec<u32>> = fields
            .iter()
            .map(|field| {
                let text = field.get_untracked();
                let text = text.trim();
                if text.is_empty() { Some(0) } else { text.parse().ok() }
            })
            .collect();
        let value = counts.as_ref().map(|counts| result(survey, counts));
        let (Some(answers), Some(Ok(value))) = (counts, value) else {
            return problem.set("How many people chose each step: whole numbers, at least one answer.".into());
        };
        problem.set(String::new());
        let all: u32 = answers.iter().sum();
        let note = format::count(i64::from(all), "answer");
        let date = untrack(|| store.today());
        let seen = Observation {
            id: store.new_id(),
            account,
            metric: id,
            date,
            value,
            answers,
            note,
            ..Observation::default()
        };
        store.apply_and_tell(Change::put(format!("entered {}", format::count(i64::from(all), "answer")), seen));
        fields.iter().for_each(|field| field.set(String::new()));
    };
    let inputs = steps.into_iter().map(|(step, field)| {
        view! { <label class="field"><span>{step}</span><input type="text" inputmode="numeric" autocomplete="off" prop:value=move || field.get() on:input=move |event| field.set(event_target_value(&event)) /></label> }
    });
    view! {
        <section>
            <h3>"Answers"<span class="q">{format!(", {}", survey.label())}</span></h3>
            <form class="answers" on:submit=enter novalidate>{inputs.collect_view()}<button type="submit" class="btn">"Enter the answers"</button></form>
            <p class="problem" role="alert">{move || problem.get()}</p>
        </section>
    }
}
