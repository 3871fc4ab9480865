//! The first 30 days with an account: the form that plans them, then each task on its day with the evidence it finds.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{
    ActionTick,
    calendar::{PlanDay, plan_days, plan_head},
    place_of,
    start::StartPlan,
};
use crate::{
    domain::{
        Account, Action, Id, Kind, Plan30, Records,
        choice::{ActionStatus, Theme},
        date::working_days_between,
        engagement::holidays_of,
        plan30::{self, Found},
        status::Status,
    },
    ui::{
        browser,
        kit::{Figure, Glyph, Icon, OurAvatar, Preset, Shape, StatusWord},
        route::use_here,
        shell::{panel_link, use_adding},
        use_store,
    },
    words::{
        self, noun,
        screen::{common, plan as text},
    },
};

/// The view.
#[component]
pub fn FirstDays(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let plan = Memo::new(move |_| store.read_account(id, |records| plan30::latest(records, id).cloned()));
    let has_plan = Memo::new(move |_| plan.read().is_some());
    move || {
        if !has_plan.get() {
            return view! { <StartPlan id /> }.into_any();
        }
        let plan = Signal::derive(move || plan.get().unwrap_or_default());
        // Who takes the account over finds the plan of whoever had it before, and begins with one of their own.
        let is_over = Memo::new(move |_| {
            plan30::day_of(&plan.read(), store.today()).is_none() && plan.read().start <= store.today()
        });
        view! {
            <PlanTable id plan />
            <Show when=move || is_over.get()>
                <details class="again">
                    <summary>{text::TAKING_THE_ACCOUNT_OVER}</summary>
                    <StartPlan id />
                </details>
            </Show>
        }
        .into_any()
    }
}

/// A task as the table shows it.
#[derive(Clone, PartialEq)]
struct Task {
    action: Action,
    found: Found,
    owner: Option<String>,
    /// Working days since it was due.
    days_late: i64,
}

fn tasks_of(records: &Records, plan: &Plan30, today: NaiveDate) -> Vec<Task> {
    let holidays = holidays_of(records, plan.account);
    let task = |action: Action| Task {
        days_late: action.due.map_or(0, |due| working_days_between(due, today, &holidays)) as i64,
        found: plan30::evidence(records, &action, today),
        owner: records.find(action.owner).map(|teammate| teammate.name.clone()),
        action,
    };
    plan30::tasks(records, plan).into_iter().map(task).collect()
}

#[component]
fn PlanTable(id: Id<Account>, plan: Signal<Plan30>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let tasks = Memo::new(move |_| store.read_account(id, |records| tasks_of(records, &plan.read(), store.today())));
    let days = Memo::new(move |_| {
        let last = tasks.read().iter().filter_map(|task| task.action.due).max();
        plan_days(&plan.read(), last, &store.read_account(id, |records| holidays_of(records, id)))
    });
    let body = move || {
        let days = days.read();
        let today = store.today();
        let theme = |theme: &Theme| {
            let of_theme: Vec<Task> =
                tasks.get().into_iter().filter(|task| task.action.theme == Some(*theme)).collect();
            let count = of_theme.len();
            let rows = of_theme.into_iter().enumerate().map(|(position, task)| {
                let first = (position == 0).then(|| {
                    view! {
                        <th scope="rowgroup" rowspan=count class="pg">
                            {theme.label()}
                            <small>{words::theme_about(*theme)}</small>
                        </th>
                    }
                });
                view! { <tr>{first} <TaskCells task days=days.clone() today /></tr> }
            });
            (count > 0).then(|| view! { <tbody>{rows.collect_view()}</tbody> })
        };
        Theme::ALL.iter().filter_map(theme).collect_view()
    };
    view! {
        <PlanLine id plan />
        <Figures id plan />
        <div class="scroll" tabindex="0" role="region" aria-label=common::FIRST_30_DAYS>
            <table class="plan">{move || plan_head(&days.read(), store.today(), locale)}{body}</table>
        </div>
        <Legend />
    }
}

/// Where the plan stands, and what can be done with the whole.
#[component]
fn PlanLine(id: Id<Account>, plan: Signal<Plan30>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let adding = use_adding();
    let line = move || {
        let holidays = store.read_account(id, |records| holidays_of(records, id));
        words::plan_line(&plan.read(), &holidays, store.today(), store.locale())
    };
    let add = move |_| {
        let today = untrack(|| store.today());
        let preset = Preset::default()
            .with("plan", plan.get_untracked().id.to_string())
            .with("theme", "meet")
            .with("evidence", "linked")
            .with("due", today.to_string());
        adding.open(Kind::Action, Some(id), preset);
    };
    view! {
        <p class="q2 plan-line">
            {line}" "<a class="more-link" href=move || panel_link(here, plan.read().id)>
                {text::HANDOVER_AND_START_DATE}
            </a>" "<button type="button" class="more-link" on:click=add>
                {text::ADD_A_TASK}
            </button>" "<button type="button" class="more-link" on:click=move |_| browser::print()>
                {common::PRINT}
            </button>
        </p>
    }
}

#[component]
fn Figures(id: Id<Account>, plan: Signal<Plan30>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let figures = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            (plan30::progress(records, &plan.read(), today), plan30::reach(records, id, today))
        })
    });
    move || {
        let (progress, reach) = figures.get();
        view! {
            <dl class="figs pf">
                <Figure label=text::DONE>
                    {progress.done}" "<span class="q u">{common::out_of(progress.all)}</span>
                </Figure>
                <Figure label=text::WITH_EVIDENCE>
                    {progress.with_evidence}" "<span class="q u">{text::of_all_done(progress.done)}</span>
                </Figure>
                <Figure label=common::LATE>
                    {(progress.late > 0).then(|| view! { <Shape status=Status::Risk /> })}{progress.late}
                </Figure>
                <Figure label=text::MET>
                    {reach.met}" "
                    <span class="q u">{common::out_of(locale.count(reach.people as i64, noun::PERSON))}</span>
                </Figure>
                <Figure label=text::ASSUMPTIONS_OPEN>{reach.assumptions}</Figure>
            </dl>
        }
    }
}

/// How a task stands on its day.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Done,
    Late,
    Today,
    Ahead,
}

impl Mark {
    fn of(task: &Action, shown_on: Option<NaiveDate>, today: NaiveDate) -> Self {
        match task.due {
            _ if task.status == ActionStatus::Done => Self::Done,
            Some(due) if task.status == ActionStatus::Open && due < today => Self::Late,
            _ if shown_on == Some(today) => Self::Today,
            _ => Self::Ahead,
        }
    }

    fn view(self) -> impl IntoView {
        let class = match self {
            Self::Done => "pm dn",
            Self::Late => "pm lt",
            Self::Today => "pm nw",
            Self::Ahead => "pm",
        };
        let shape = match self {
            Self::Done => view! { <circle cx="5" cy="5" r="4" /> }.into_any(),
            Self::Late => view! { <path d="M5 0 10 5 5 10 0 5z" /> }.into_any(),
            Self::Today | Self::Ahead => {
                view! { <circle cx="5" cy="5" r="3.75" fill="none" stroke="currentColor" stroke-width="1.5" /> }
                    .into_any()
            }
        };
        view! {
            <span class=class>
                <svg viewBox="0 0 10 10" aria-hidden="true">
                    <g>{shape}</g>
                </svg>
            </span>
        }
    }
}

#[component]
fn TaskCells(task: Task, days: Vec<PlanDay>, today: NaiveDate) -> impl IntoView {
    let here = use_here();
    let Task { action, found, owner, days_late } = task;
    // A task on a weekend stands on the last day before it.
    let shown_on = action.due.map(|due| days.iter().map(|day| day.date).rfind(|date| *date <= due).unwrap_or(due));
    let mark = Mark::of(&action, shown_on, today);
    let cells = days.iter().map(|day| {
        let mark = (Some(day.date) == shown_on).then(|| mark.view());
        view! { <td class=day.class(today)>{mark}</td> }
    });
    let cells = cells.collect_view();
    let owner = owner.map(|name| {
        view! {
            <span title=name.clone()>
                <OurAvatar name=name.clone() />
            </span>
        }
    });
    let (task_id, is_done) = (action.id, mark == Mark::Done);
    view! {
        <td class="tk">
            <ActionTick action=action.clone() />
        </td>
        <td class="pt" class:dn=is_done>
            <a href=move || panel_link(here, task_id) title=action.why.clone()>
                {action.title.clone()}
            </a>
        </td>
        <td class="po">{owner}</td>
        {cells}
        <td class="ev">
            <Evidence action found mark days_late />
        </td>
    }
}

/// What shows that a task is done, what is missing for that, or how late it is.
#[component]
fn Evidence(action: Action, found: Found, mark: Mark, days_late: i64) -> impl IntoView {
    let locale = use_store().locale();
    let (href, place) = place_of(action.account, action.evidence);
    match found {
        _ if mark == Mark::Late => {
            view! { <StatusWord status=Status::Risk word=common::late(locale.count(days_late, text::WORKING_DAY)) /> }
                .into_any()
        }
        Found::Yes(proof) => view! {
            <a href=href>
                <Icon glyph=Glyph::File />
                {words::proof(&proof, locale)}
            </a>
        }
        .into_any(),
        Found::No(lack) if mark == Mark::Done => {
            view! { <StatusWord status=Status::Watch word=words::lack(lack, locale) /> }.into_any()
        }
        Found::No(lack) => view! {
            <a href=href title=text::done_under(place)>
                <span class="q">{words::lack(lack, locale)}</span>
            </a>
        }
        .into_any(),
    }
}

#[component]
fn Legend() -> impl IntoView {
    view! {
        <p class="plg">
            <span>
                <svg viewBox="0 0 10 10" aria-hidden="true">
                    <circle cx="5" cy="5" r="4" />
                </svg>
                {text::DONE_LOWER}
            </span>
            <span>
                <svg viewBox="0 0 10 10" aria-hidden="true">
                    <circle cx="5" cy="5" r="3.75" fill="none" stroke="currentColor" stroke-width="1.5" />
                </svg>
                {text::TO_DO}
            </span>
            <span class="sh-risk">
                <svg viewBox="0 0 10 10" aria-hidden="true">
                    <path d="M5 0 10 5 5 10 0 5z" />
                </svg>
                <i>{text::LATE}</i>
            </span>
            <span>
                <b class="hol"></b>
                {text::HOLIDAY_ITS_TASKS_MOVE}
            </span>
        </p>
    }
}
