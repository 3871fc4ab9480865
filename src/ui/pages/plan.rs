//! The plan: the first 30 days, actions, objectives, milestones.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::{
    plan_strategy::StrategyView,
    plan_timeline::TimelineView,
    today::{done, reopened},
};
use crate::{
    domain::{
        Account, Action, Change, Id, Key, Kind, Link, Locale, Milestone, Objective, Observation, Plan30, RaidItem,
        Records, Teammate,
        choice::{ActionStatus, Evidence, RaidKind, RaidStatus, Theme},
        coverage::of_account,
        date::{days_between, is_working_day, monday_of, plus_days, working_days_between},
        engagement::holidays_of,
        metric::{latest, progress},
        plan30::{self, DAYS, Found},
        status::Status,
        tier::tiering,
    },
    state::Store,
    ui::{
        browser,
        kit::{Bar, Figure, Glyph, Icon, OurAvatar, Panel, Preset, Shape, StatusWord, Views},
        route::{Route, Tab, use_go, use_here},
        shell::{panel_link, use_adding},
        use_store,
    },
    words::{self, format},
};

/// The page.
#[component]
pub fn Plan(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let here = use_here();
    let mode = here.query_memo("view");
    view! {
        <div class="ppl-bar">
            <Views label="Part of the plan" views=Tab::Plan.views() />
        </div>
        {move || match mode.read().as_str() {
            "strategy" => view! { <StrategyView id /> }.into_any(),
            "timeline" => view! { <TimelineView id /> }.into_any(),
            "actions" => view! { <Actions id /> }.into_any(),
            "objectives" => view! { <Objectives id /> }.into_any(),
            "milestones" => view! { <Milestones id /> }.into_any(),
            _ => view! { <FirstDays id /> }.into_any(),
        }}
    }
}

#[component]
fn FirstDays(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let plan = Memo::new(move |_| {
        store.read_account(id, |records| records.of::<Plan30>(id).max_by_key(|plan| plan.start).cloned())
    });
    let has_plan = Memo::new(move |_| plan.read().is_some());
    move || {
        if has_plan.get() {
            let plan = Signal::derive(move || plan.get().unwrap_or_default());
            // Who takes the account over finds the plan of whoever had it before, and begins with one of their own.
            let is_over = Memo::new(move |_| {
                plan30::day_of(&plan.read(), store.today()).is_none() && plan.read().start <= store.today()
            });
            view! {
                <PlanTable id plan />
                <Show when=move || is_over.get()>
                    <details class="again">
                        <summary>"Taking the account over? Plan your own first 30 days"</summary>
                        <StartPlan id />
                    </details>
                </Show>
            }
            .into_any()
        } else {
            view! { <StartPlan id /> }.into_any()
        }
    }
}

/// Makes the plan of an account.
pub fn start_plan(store: Store, account: Id<Account>, plan: Plan30) -> Vec<crate::domain::Edit> {
    store.peek(|records| {
        let settings = records.workspace();
        let tier = records
            .get(account)
            .and_then(|account| tiering(account, &settings.segmentation).ok())
            .map(|tiering| tiering.tier);
        let holidays = holidays_of(records, account);
        plan30::generate(plan, tier, (settings.me, &holidays), words::plan_task, || store.new_id::<Action>().0)
    })
}

#[component]
fn StartPlan(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let start = RwSignal::new(untrack(|| store.today()).to_string());
    let (from, to) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(String::new());
    let make = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(day) = start.get_untracked().parse::<NaiveDate>() else {
            return problem.set("Choose the day on which you take the account over.".into());
        };
        let plan = Plan30 {
            id: store.new_id(),
            account: id,
            start: day,
            predecessor: from.get_untracked(),
            read_out_to: to.get_untracked(),
            ..Plan30::default()
        };
        store.apply(Change::new("planned the first 30 days", start_plan(store, id, plan)));
    };
    view! {
        <section class="start">
            <h2 class="h2">"Your first 30 days with this account"</h2>
            <p class="q2">
                "Read what was promised, map who decides, meet everybody once, agree what success is, write down \
                what you assume. Each task says why, and shows the evidence it finds. A higher tier gets a deeper plan."
            </p>
            <form class="start-f" on:submit=make novalidate>
                <label class="field">
                    <span>"Start"</span>
                    <input
                        type="date"
                        prop:value=move || start.get()
                        on:input=move |event| start.set(event_target_value(&event))
                    />
                </label>
                <label class="field">
                    <span>"Previous owner"</span>
                    <input
                        type="text"
                        autocomplete="off"
                        prop:value=move || from.get()
                        on:input=move |event| from.set(event_target_value(&event))
                    />
                </label>
                <label class="field">
                    <span>"Read-out on day 30 to"</span>
                    <input
                        type="text"
                        autocomplete="off"
                        prop:value=move || to.get()
                        on:input=move |event| to.set(event_target_value(&event))
                    />
                </label>
                <button type="submit" class="btn primary">
                    "Plan the 30 days"
                </button>
            </form>
            <p class="problem" role="alert">
                {move || problem.get()}
            </p>
            <p class="q small">
                "Several accounts at once? "<a class="more-link" href=Route::TakeOver.href()>
                    "Take them over staggered"
                </a>
            </p>
        </section>
    }
}

fn theme_line(theme: Theme) -> &'static str {
    match theme {
        Theme::Read => "what was promised",
        Theme::Map => "who decides",
        Theme::Meet => "everybody once",
        Theme::Agree => "what success is",
        Theme::Assume => "and check",
    }
}

/// The place where a task is done.
fn place_of(account: Id<Account>, evidence: Option<Evidence>) -> (String, &'static str) {
    let tab = match evidence {
        Some(Evidence::EconomicBuyer | Evidence::SecondContact | Evidence::Introductions | Evidence::Ties) => {
            Tab::People
        }
        Some(Evidence::Contract) => Tab::Renewal,
        Some(Evidence::Metrics) => Tab::Value,
        Some(Evidence::Assumptions | Evidence::Risks) => Tab::Risks,
        Some(Evidence::Cadence | Evidence::ReadOut) => Tab::Meetings,
        Some(Evidence::WorkingAgreement) => {
            return (format!("{}?open={account}", Route::Account(account, Tab::Overview).href()), "Account");
        }
        Some(Evidence::Handover | Evidence::Linked) | None => Tab::Plan,
    };
    (Route::Account(account, tab).href(), tab.label())
}

#[component]
fn PlanTable(id: Id<Account>, plan: Signal<Plan30>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let adding = use_adding();
    let today = Memo::new(move |_| store.today());
    let facts = Memo::new(move |_| {
        let (plan, today) = (plan.get(), today.get());
        store.read_account(id, |records| {
            let coverage = of_account(records, id, today);
            let met = coverage
                .standings
                .iter()
                .filter(|standing| standing.last_contact.is_some_and(|date| date <= today))
                .count();
            let assumed = records
                .of::<RaidItem>(id)
                .filter(|item| item.kind == RaidKind::Assumption && item.status == RaidStatus::Open)
                .count();
            (plan30::progress(records, &plan, today), met, coverage.standings.len(), assumed)
        })
    });
    let tasks = Memo::new(move |_| {
        let (plan, today) = (plan.get(), today.get());
        store.read_account(id, |records| {
            plan30::tasks(records, &plan)
                .into_iter()
                .map(|task| {
                    let found = plan30::evidence(records, &task, today);
                    let owner = records.find(task.owner).map(|teammate: &Teammate| teammate.name.clone());
                    (task, found, owner)
                })
                .collect::<Vec<_>>()
        })
    });
    let days = Memo::new(move |_| plan_days(&plan.read(), &tasks.read(), &store.workspace().holidays));
    let line = move || {
        let plan = plan.read();
        let day = match plan30::day_of(&plan, today.get()) {
            Some(day) => format!("Day {day} of {DAYS}"),
            None if plan.start > today.get() => {
                format!("Begins in {}", locale.count(days_between(today.get(), plan.start), "day"))
            }
            None => "The 30 days are over".into(),
        };
        let skipped: Vec<String> = store
            .workspace()
            .holidays
            .iter()
            .filter(|holiday| (plan.start..=plus_days(plan.start, DAYS)).contains(&holiday.date))
            .map(|holiday| format!("{}, {}", locale.date_near(holiday.date, today.get()), holiday.name))
            .collect();
        let skipped = if skipped.is_empty() {
            "Dates skip weekends.".into()
        } else {
            format!("Dates skip weekends and {}.", format::list(&skipped))
        };
        format!(
            "{day}, started on {}. {skipped}",
            locale.on_weekday(plan.start, &locale.date_near(plan.start, today.get()))
        )
    };
    let head = move || plan_head(&days.read(), today.get(), locale);
    let body =
        move || {
            Theme::ALL
                .iter()
                .filter_map(|theme| {
                    let of_theme: Vec<_> =
                        tasks.get().into_iter().filter(|(task, ..)| task.theme == Some(*theme)).collect();
                    let count = of_theme.len();
                    let rows = of_theme.into_iter().enumerate().map(|(position, (task, found, owner))| {
            let first = (position == 0).then(|| view! {
                <th scope="rowgroup" rowspan=count class="pg">
                    {theme.label()}
                    <small>{theme_line(*theme)}</small>
                </th>
            });
            view! { <tr>{first}{task_cells(store, here, &task, &found, owner, &days.read(), today.get())}</tr> }
        });
                    (count > 0).then(|| view! { <tbody>{rows.collect_view()}</tbody> })
                })
                .collect_view()
        };
    let open_plan = move || panel_link(here, plan.read().id);
    let add = move |_| {
        let preset = Preset::default()
            .with("plan", plan.get_untracked().id.to_string())
            .with("theme", "meet")
            .with("evidence", "linked")
            .with("due", today.get_untracked().to_string());
        adding.open(Kind::Action, Some(id), preset);
    };
    view! {
        <p class="q2 plan-line">
            {line}" "<a class="more-link" href=open_plan>
                "Handover and start date"
            </a>" "<button type="button" class="more-link" on:click=add>
                "Add a task"
            </button>" "<button type="button" class="more-link" on:click=move |_| browser::print()>
                "Print"
            </button>
        </p>
        {move || {
            let (progress, met, people, assumed) = facts.get();
            view! {
                <dl class="figs pf">
                    <Figure label="Done">
                        {progress.done}" "<span class="q u">{format!("of {}", progress.all)}</span>
                    </Figure>
                    <Figure label="With evidence">
                        {progress.with_evidence}" "<span class="q u">{format!("of {} done", progress.done)}</span>
                    </Figure>
                    <Figure label="Late">
                        {(progress.late > 0).then(|| view! { <Shape status=Status::Risk /> })}{progress.late}
                    </Figure>
                    <Figure label="Met">
                        {met}" "<span class="q u">{format!("of {}", locale.count(people as i64, "person"))}</span>
                    </Figure>
                    <Figure label="Assumptions open">{assumed}</Figure>
                </dl>
            }
        }}
        <div class="scroll" tabindex="0" role="region" aria-label="First 30 days">
            <table class="plan">{head}{body}</table>
        </div>
        <p class="plg">
            <span>
                <svg viewBox="0 0 10 10" aria-hidden="true">
                    <circle cx="5" cy="5" r="4" />
                </svg>
                "done"
            </span>
            <span>
                <svg viewBox="0 0 10 10" aria-hidden="true">
                    <circle cx="5" cy="5" r="3.75" fill="none" stroke="currentColor" stroke-width="1.5" />
                </svg>
                "to do"
            </span>
            <span class="sh-risk">
                <svg viewBox="0 0 10 10" aria-hidden="true">
                    <path d="M5 0 10 5 5 10 0 5z" />
                </svg>
                <i>"late"</i>
            </span>
            <span>
                <b class="hol"></b>
                "holiday, its tasks move to the next working day"
            </span>
        </p>
    }
}

/// A day of the plan's calendar: its date, and whether it is a holiday.
type PlanDay = (NaiveDate, bool);

/// Weekdays from the start to day 30, further where a task lies later.
fn plan_days(
    plan: &Plan30,
    tasks: &[(Action, Found, Option<String>)],
    holidays: &[crate::domain::date::Holiday],
) -> Vec<PlanDay> {
    let last_task = tasks.iter().filter_map(|(task, ..)| task.due).max().unwrap_or(plan.start);
    let last = last_task.max(plan30::date_of(plan.start, DAYS, holidays)).min(plus_days(plan.start, 45));
    let weekday = |date: &NaiveDate| date.weekday().num_days_from_monday() < 5;
    plan.start
        .iter_days()
        .take_while(|date| *date <= last)
        .filter(weekday)
        .map(|date| (date, !is_working_day(date, holidays)))
        .collect()
}

fn day_class((date, holiday): PlanDay, today: NaiveDate) -> String {
    let mut classes = Vec::new();
    if holiday {
        classes.push("hol");
    }
    if date == today {
        classes.push("td");
    }
    if date.weekday().num_days_from_monday() == 4 {
        classes.push("we");
    }
    classes.join(" ")
}

fn plan_head(days: &[PlanDay], today: NaiveDate, locale: Locale) -> AnyView {
    let mut weeks: Vec<(NaiveDate, usize)> = Vec::new();
    for (date, _) in days {
        match weeks.last_mut() {
            Some((first, count)) if monday_of(*first) == monday_of(*date) => *count += 1,
            _ => weeks.push((*date, 1)),
        }
    }
    let heads = weeks.iter().enumerate().map(|(position, (first, count))| {
        let text = if *count > 2 {
            format!("Week {}, {}", position + 1, locale.date_near(*first, today))
        } else {
            format!("Week {}", position + 1)
        };
        view! {
            <th colspan=*count class="wk-h" scope="colgroup">
                {text}
            </th>
        }
    });
    let cells = days.iter().map(|day| {
        view! {
            <th class=day_class(*day, today) scope="col">
                {day.0.day()}
            </th>
        }
    });
    let columns = days.iter().map(|_| view! { <col class="cd" /> }).collect_view();
    view! {
        <colgroup>
            <col class="c1" />
            <col class="c2" />
            <col class="ct" />
            <col class="c3" />
            {columns}
            <col class="c4" />
        </colgroup>
        <thead>
            <tr>
                <td colspan="4"></td>
                {heads.collect_view()}
                <th class="evh" scope="col">
                    "Evidence"
                </th>
            </tr>
            <tr class="dd">
                <td colspan="4"></td>
                {cells.collect_view()}
                <td></td>
            </tr>
        </thead>
    }
    .into_any()
}

fn task_cells(
    store: Store,
    here: crate::ui::route::Here,
    task: &Action,
    found: &Found,
    owner: Option<String>,
    days: &[PlanDay],
    today: NaiveDate,
) -> AnyView {
    let locale = store.locale();
    let is_done = task.status == ActionStatus::Done;
    let late = task.status == ActionStatus::Open && task.due.is_some_and(|due| due < today);
    let toggled = task.clone();
    let toggle = move |_| {
        store.apply(if is_done { reopened(&toggled) } else { done(&toggled, untrack(|| store.today())) });
    };
    let shown_on = task.due.map(|due| days.iter().map(|(date, _)| *date).rfind(|date| *date <= due).unwrap_or(due));
    let cells = days.iter().map(|day| {
        let mark = (Some(day.0) == shown_on).then(|| {
            let class = if is_done {
                "pm dn"
            } else if late {
                "pm lt"
            } else if day.0 == today {
                "pm nw"
            } else {
                "pm"
            };
            let shape = if is_done {
                view! { <circle cx="5" cy="5" r="4" /> }.into_any()
            } else if late {
                view! { <path d="M5 0 10 5 5 10 0 5z" /> }.into_any()
            } else {
                view! { <circle cx="5" cy="5" r="3.75" fill="none" stroke="currentColor" stroke-width="1.5" /> }
                    .into_any()
            };
            view! {
                <span class=class>
                    <svg viewBox="0 0 10 10" aria-hidden="true">
                        <g>{shape}</g>
                    </svg>
                </span>
            }
        });
        view! { <td class=day_class(*day, today)>{mark}</td> }
    });
    let holidays = store.peek(|records| records.workspace().holidays);
    let (href, place) = place_of(task.account, task.evidence);
    let evidence = match found {
        _ if late => {
            let days = task.due.map_or(0, |due| working_days_between(due, today, &holidays)) as i64;
            view! { <StatusWord status=Status::Risk word=format!("{} late", locale.count(days, "working day")) /> }
                .into_any()
        }
        Found::Yes(proof) => view! {
            <a href=href>
                <Icon glyph=Glyph::File />
                {words::proof(proof, locale)}
            </a>
        }
        .into_any(),
        Found::No(lack) if is_done => {
            view! { <StatusWord status=Status::Watch word=words::lack(*lack, locale) /> }.into_any()
        }
        Found::No(lack) => view! {
            <a href=href title=format!("Done under {place}")>
                <span class="q">{words::lack(*lack, locale)}</span>
            </a>
        }
        .into_any(),
    };
    let (task_id, label) = (task.id, format!("Done: {}", task.title));
    view! {
        <td class="tk">
            <button
                type="button"
                class="tick"
                class:on=is_done
                role="checkbox"
                aria-checked=is_done.to_string()
                aria-label=label
                on:click=toggle
            >
                {is_done.then(|| view! { <Icon glyph=Glyph::Check /> })}
            </button>
        </td>
        <td class="pt" class:dn=is_done>
            <a href=move || panel_link(here, task_id) title=task.why.clone()>
                {task.title.clone()}
            </a>
        </td>
        <td class="po">
            {owner
                .map(|name| {
                    let initials = name.clone();
                    view! {
                        <span title=name>
                            <OurAvatar name=initials />
                        </span>
                    }
                })}
        </td>
        {cells.collect_view()}
        <td class="ev">{evidence}</td>
    }
    .into_any()
}

/// The panel of an action: why it matters, where it is done, its evidence.
#[component]
pub fn ActionPanel(
    /// Which action.
    id: Id<Action>,
    /// Called when the panel shall close.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let go = use_go();
    let action = Memo::new(move |_| store.get(id).unwrap_or_default());
    let account = action.get_untracked().account;
    let links = Memo::new(move |_| {
        store.read_account(account, |records| {
            records.of::<Link>(account).filter(|link| link.of == Some(id.0)).cloned().collect::<Vec<_>>()
        })
    });
    let toggle = move |_| {
        let action = action.get_untracked();
        let change = if action.status == ActionStatus::Done {
            reopened(&action)
        } else {
            done(&action, untrack(|| store.today()))
        };
        store.apply(change);
    };
    let title = RwSignal::new(String::new());
    let add_link = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = title.get_untracked().trim().to_owned();
        if !text.is_empty() {
            let (label, address) = if text.contains("://") {
                (text.rsplit('/').find(|part| !part.is_empty()).unwrap_or(&text).to_owned(), text.clone())
            } else {
                (text.clone(), String::new())
            };
            let link = Link {
                id: store.new_id(),
                account,
                of: Some(id.0),
                title: label,
                address,
                date: Some(untrack(|| store.today())),
                ..Link::default()
            };
            store.apply(Change::put("linked evidence", link));
            title.set(String::new());
        }
    };
    let go = StoredValue::new_local(go);
    view! {
        <Panel key=Key::from(id) on_close without=&["why", "doneOn"]>
            <section>
                <button type="button" class="btn" on:click=toggle>
                    {move || if action.read().status == ActionStatus::Done { "Reopen" } else { "Done" }}
                </button>
                {move || {
                    (!action.read().why.is_empty()).then(|| view! { <p class="why q2">{action.read().why.clone()}</p> })
                }}
            </section>
            <Show when=move || action.read().evidence.is_some()>
                <section>
                    <h3>"Evidence"</h3>
                    <p class="q2">
                        {move || {
                            let today = store.today();
                            match store
                                .read_account(account, |records| plan30::evidence(records, &action.read(), today))
                            {
                                Found::Yes(proof) => format!("Found: {}", words::proof(&proof, locale)),
                                Found::No(lack) => format!("Not yet: {}", words::lack(lack, locale)),
                            }
                        }}
                    </p>
                    {move || {
                        let (href, place) = place_of(account, action.read().evidence);
                        view! {
                            <button
                                type="button"
                                class="more-link"
                                on:click=move |_| go.with_value(|go| go(href.clone()))
                            >
                                {format!("Do it under {place}")}
                            </button>
                        }
                    }}
                </section>
            </Show>
            <section>
                <h3>"Links and notes"</h3>
                <ul class="nxt">
                    {move || {
                        links
                            .get()
                            .into_iter()
                            .map(|link| {
                                let safe = link.address.starts_with("https://") || link.address.starts_with("http://");
                                let text = link.title.clone();
                                let remove = move |_| store.apply_and_tell(Change::delete("removed the link", link.id));
                                view! {
                                    <li>
                                        {if safe {
                                            view! {
                                                <a href=link.address.clone() target="_blank" rel="noreferrer noopener">
                                                    {text}
                                                </a>
                                            }
                                                .into_any()
                                        } else {
                                            view! { <span>{text}</span> }.into_any()
                                        }}
                                        <button
                                            type="button"
                                            class="icon-btn push"
                                            aria-label="Remove the link"
                                            on:click=remove
                                        >
                                            <Icon glyph=Glyph::Close />
                                        </button>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
                <form class="inline-f" on:submit=add_link>
                    <label>
                        <span class="sr">"Link or note"</span>
                        <input
                            type="text"
                            placeholder="Paste a link, or note what shows it"
                            prop:value=move || title.get()
                            on:input=move |event| title.set(event_target_value(&event))
                        />
                    </label>
                    <button type="submit" class="btn">
                        "Link"
                    </button>
                </form>
            </section>
        </Panel>
    }
}

#[component]
fn Actions(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let closed = here.query_memo("done");
    let actions = Memo::new(move |_| {
        let with_done = !closed.read().is_empty();
        store.read_account(id, |records| {
            let all = records.in_order::<Action>(id).into_iter();
            let shown = all.filter(|action| with_done || action.status == ActionStatus::Open);
            shown.map(|action| (action.clone(), owner_names(records, action))).collect::<Vec<_>>()
        })
    });
    let rows = move || {
        actions.get().into_iter().map(|(action, owners)| {
        let is_done = action.status == ActionStatus::Done;
        let toggled = action.clone();
        let toggle = move |_| {
        let today = untrack(|| store.today());
        store.apply(if is_done { reopened(&toggled) } else { done(&toggled, today) });
    };
        let late = !is_done && action.due.is_some_and(|due| due < store.today());
        let id = action.id;
        view! {
            <tr>
                <td class="tk">
                    <button
                        type="button"
                        class="tick"
                        class:on=is_done
                        role="checkbox"
                        aria-checked=is_done.to_string()
                        aria-label=format!("Done: {}", action.title)
                        on:click=toggle
                    >
                        {is_done.then(|| view! { <Icon glyph=Glyph::Check /> })}
                    </button>
                </td>
                <td>
                    <a class="mid" href=move || panel_link(here, id)>
                        {action.title.clone()}
                    </a>
                    " "
                    <span class="q small">{action.detail.clone()}</span>
                </td>
                <td class="q2">{owners}</td>
                <td class="q2">{(!action.shared.is_empty()).then_some("shared")}</td>
                <td class="r nowrap" class:late=late>
                    {action.due.map(|due| locale.date_near(due, store.today())).unwrap_or_else(|| "no date".into())}
                </td>
            </tr>
        }
    }).collect_view()
    };
    view! {
        <p class="q2 plan-line">
            <a class="more-link" href=move || here.with("done", if closed.read().is_empty() { "yes" } else { "" })>
                {move || if closed.read().is_empty() { "Show what is done" } else { "Hide what is done" }}
            </a>
        </p>
        <Show
            when=move || !actions.read().is_empty()
            fallback=|| view! { <p class="empty">"Who does what by when? Press A to add an action."</p> }
        >
            <div class="scroll" tabindex="0" role="region" aria-label="Actions">
                <table class="tbl">
                    <thead>
                        <tr>
                            <th></th>
                            <th>"Action"</th>
                            <th>"Owners"</th>
                            <th>"Client"</th>
                            <th class="r">"Due"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Show>
    }
}

fn owner_names(records: &Records, action: &Action) -> String {
    let ours = records.find(action.owner).map(|teammate| teammate.name.clone());
    let theirs = records.find(action.owner_there).map(|person| person.name.clone());
    ours.into_iter().chain(theirs).collect::<Vec<_>>().join(", ")
}

#[component]
fn Objectives(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let adding = use_adding();
    let rows = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            records
                .of::<Objective>(id)
                .map(|objective| {
                    let measured = records
                        .find(objective.metric)
                        .and_then(|metric| latest(records.of::<Observation>(id), metric, today));
                    (objective.clone(), measured.map(|observation| observation.value).or(objective.actual))
                })
                .collect::<Vec<_>>()
        })
    });
    let text = move |value: Option<f64>| value.map(|it| locale.plain(it)).unwrap_or_default();
    view! {
        <p class="q2 plan-line">
            <button
                type="button"
                class="more-link"
                on:click=move |_| adding.open(Kind::Objective, Some(id), Preset::default().with("joint", true))
            >
                "Add an objective"
            </button>
        </p>
        <Show
            when=move || !rows.read().is_empty()
            fallback=|| view! { <p class="empty">"What do you want to reach together, measured how, by when?"</p> }
        >
            <div class="scroll" tabindex="0" role="region" aria-label="Objectives">
                <table class="tbl">
                    <thead>
                        <tr>
                            <th>"Objective"</th>
                            <th class="r">"Baseline"</th>
                            <th class="r">"Now"</th>
                            <th class="r">"Target"</th>
                            <th>"Progress"</th>
                            <th>"Client"</th>
                            <th class="r">"By"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            rows.get()
                                .into_iter()
                                .map(|(objective, actual)| {
                                    let part = objective
                                        .baseline
                                        .zip(actual)
                                        .zip(objective.target)
                                        .and_then(|((from, now), to)| progress(from, now, to));
                                    let objective_id = objective.id;
                                    view! {
                                        <tr>
                                            <td>
                                                <a class="mid" href=move || panel_link(here, objective_id)>
                                                    {objective.name.clone()}
                                                </a>
                                            </td>
                                            <td class="r q">{text(objective.baseline)}</td>
                                            <td class="r mid">{text(actual)}</td>
                                            <td class="r q2">{text(objective.target)}</td>
                                            <td class="nowrap">
                                                {part
                                                    .map(|part| {
                                                        view! {
                                                            <Bar part hue="acc" />
                                                            " "
                                                            {locale.percent(part, 0)}
                                                        }
                                                    })}
                                            </td>
                                            <td class="q2">
                                                {if objective.shared.is_empty() { "internal" } else { "shared" }}
                                            </td>
                                            <td class="r q2">
                                                {objective.due.map(|due| locale.date_near(due, store.today()))}
                                            </td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </div>
        </Show>
    }
}

#[component]
fn Milestones(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let adding = use_adding();
    let rows = Memo::new(move |_| {
        store.read_account(id, |records| records.in_order::<Milestone>(id).into_iter().cloned().collect::<Vec<_>>())
    });
    view! {
        <p class="q2 plan-line">
            <button
                type="button"
                class="more-link"
                on:click=move |_| adding.open(Kind::Milestone, Some(id), Preset::default())
            >
                "Add a milestone"
            </button>
        </p>
        <Show
            when=move || !rows.read().is_empty()
            fallback=|| {
                view! {
                    <p class="empty">
                        "Launches and dates of the roadmap. Those that you share stand on the one-pager."
                    </p>
                }
            }
        >
            <div class="scroll" tabindex="0" role="region" aria-label="Milestones">
                <table class="tbl">
                    <thead>
                        <tr>
                            <th>"Milestone"</th>
                            <th>"Track"</th>
                            <th>"From"</th>
                            <th>"Until"</th>
                            <th>"State"</th>
                            <th>"Client"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            rows.get()
                                .into_iter()
                                .map(|milestone| {
                                    let milestone_id = milestone.id;
                                    let near = move |date: Option<NaiveDate>| {
                                        date.map(|date| locale.date_near(date, store.today()))
                                    };
                                    view! {
                                        <tr>
                                            <td>
                                                <a class="mid" href=move || panel_link(here, milestone_id)>
                                                    {milestone.title.clone()}
                                                </a>
                                            </td>
                                            <td class="q2">{milestone.track.clone()}</td>
                                            <td class="q2">{near(milestone.date)}</td>
                                            <td class="q2">{near(milestone.until)}</td>
                                            <td class="q2">{milestone.agreement.label()}</td>
                                            <td class="q2">
                                                {if milestone.shared.is_empty() { "internal" } else { "shared" }}
                                            </td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </div>
        </Show>
    }
}
