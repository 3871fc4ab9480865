//! Objectives, their initiatives, and what belongs to them, on a line of time; with what waits for what.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::ui::pages::related::ActionsOf;
use crate::words::format;
use crate::{
    domain::{
        Account, Change, Id, Initiative, Key, Kind, Locale, Milestone, Records,
        choice::{ActionStatus, Agreement, CommonInitiative},
        date::{days_between, plus_months},
        engagement::holidays_of,
        status::Status,
        timeline::{Lane, Work, lanes, loose_milestones, span},
    },
    ui::{
        kit::{AddMenu, Bar, MenuOption, Panel, Preset, Shape, Views},
        route::{use_here, use_navigator},
        shell::{panel_link, use_adding},
        use_store,
    },
    words::{
        self, noun,
        screen::{common, plan as text},
    },
};

/// The height of a row, in pixels; the names beside the chart keep to it.
const ROW: f64 = 44.0;
/// The height of the scale above the rows.
const HEAD: f64 = 28.0;

/// A row of the chart.
#[derive(Clone, PartialEq)]
enum Line {
    Objective(Box<Lane>),
    Work(Box<Work>),
    /// Milestones of a track that belong to no initiative.
    Track(String, Vec<Milestone>),
}

/// What is drawn, and the days it spans.
#[derive(Clone, PartialEq)]
struct Chart {
    rows: Vec<Line>,
    first: NaiveDate,
    last: NaiveDate,
    /// Pixels of a day.
    day: f64,
}

impl Chart {
    /// The chart of an account; `day` is the pixels of a day.
    fn of(records: &Records, id: Id<Account>, day: f64, today: NaiveDate) -> Self {
        let lanes = lanes(records, id, today);
        let loose = loose_milestones(records, id);
        let (first, last) = span(&lanes, &loose, today);
        let mut rows = Vec::new();
        for lane in lanes {
            let works = lane.works.clone();
            rows.push(Line::Objective(Box::new(lane)));
            rows.extend(works.into_iter().map(|work| Line::Work(Box::new(work))));
        }
        for milestone in loose {
            let track = rows.iter_mut().find_map(|row| match row {
                Line::Track(name, marks) if *name == milestone.track => Some(marks),
                _ => None,
            });
            match track {
                Some(marks) => marks.push(milestone),
                None => rows.push(Line::Track(milestone.track.clone(), vec![milestone])),
            }
        }
        Self { rows, first, last, day }
    }

    fn x(&self, date: NaiveDate) -> f64 {
        days_between(self.first, date.clamp(self.first, self.last)) as f64 * self.day
    }

    fn width(&self) -> f64 {
        (days_between(self.first, self.last) + 1) as f64 * self.day
    }

    fn middle(row: usize) -> f64 {
        HEAD + row as f64 * ROW + ROW / 2.0
    }
}

/// The view.
#[component]
pub fn TimelineView(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let scale = here.query_memo("scale");
    let chart = Memo::new(move |_| {
        let today = store.today();
        let day = if scale.read().is_empty() { 2.6 } else { 9.0 };
        store.read_account(id, |records| Chart::of(records, id, day, today))
    });
    let is_empty = move || chart.read().rows.is_empty();
    // A long line of time opens where today is.
    let scrolled = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        scale.track();
        let now = chart.with_untracked(|chart| chart.x(untrack(|| store.today())));
        if let Some(scrolled) = scrolled.get() {
            scrolled.set_scroll_left((now - 160.0).max(0.0) as i32);
        }
    });
    view! {
        <Adders id />
        <Show
            when=move || !is_empty()
            fallback=|| {
                view! { <p class="empty">{text::AN_OBJECTIVE_SAYS_WHAT}</p> }
            }
        >
            <div class="tl">
                <ol class="tl-n" aria-label=text::OBJECTIVES_INITIATIVES_AND_MILESTONES>
                    {move || chart.get().rows.into_iter().map(|row| name_of(row, here, locale)).collect_view()}
                </ol>
                <div class="scroll tl-c" node_ref=scrolled tabindex="0" role="region" aria-label=text::TIMELINE_SCROLLS>
                    {move || draw(&chart.read(), store.today(), locale)}
                </div>
            </div>
        </Show>
    }
}

/// What can be added, and the scale.
#[component]
fn Adders(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let adding = use_adding();
    let begin = move |key: String| {
        let Some(template) = CommonInitiative::ALL.iter().copied().find(|template| template.key() == key) else {
            return;
        };
        let name = template.label();
        let today = untrack(|| store.today());
        let holidays = store.peek(|records| holidays_of(records, id));
        let named = (name.to_owned(), words::common_action);
        let edits = template.make((id, None), today, &holidays, named, || store.new_id::<Initiative>().0);
        store.apply_and_tell(Change::new(text::planned_the(name.to_lowercase()), edits));
    };
    let add = move |kind: Kind, preset: Preset, label: &'static str| {
        view! {
            <button type="button" class="more-link" on:click=move |_| adding.open(kind, Some(id), preset.clone())>
                {label}
            </button>
        }
    };
    let templates: Vec<MenuOption> =
        CommonInitiative::ALL.iter().map(|template| MenuOption::new(template.key(), template.label())).collect();
    view! {
        <div class="plan-line tl-bar">
            <Views label=text::SCALE query="scale" views=&[("", text::QUARTERS), ("month", common::MONTHS)] />
            {add(Kind::Initiative, Preset::default(), text::ADD_AN_INITIATIVE)}
            <AddMenu label=text::AN_INITIATIVE_FROM_A options=templates on_add=Callback::new(begin) />
            {add(Kind::Objective, Preset::default().with("joint", true), common::ADD_AN_OBJECTIVE)}
            {add(Kind::Milestone, Preset::default(), text::ADD_A_MILESTONE)}
        </div>
    }
}

/// The name of a row, with what a person who does not see the chart needs.
fn name_of(row: Line, here: crate::ui::route::Here, locale: Locale) -> AnyView {
    match row {
        Line::Objective(lane) => {
            let count = lane.progress;
            let part = count.part().map(|part| {
                view! {
                    <Bar part width=48.0 hue="acc" />
                    <span class="q small">{common::of_done(count.done, count.all)}</span>
                }
            });
            let name = match lane.objective {
                Some(objective) => {
                    let id = objective.id;
                    view! {
                        <a class="strong" href=move || panel_link(here, id)>
                            {objective.name}
                        </a>
                    }
                    .into_any()
                }
                None => view! { <span class="strong">{text::WITHOUT_AN_OBJECTIVE}</span> }.into_any(),
            };
            view! { <li class="tl-o">{name}<span class="tl-p">{part}</span></li> }.into_any()
        }
        Line::Work(work) => {
            let id = work.initiative.id;
            let date = |date: Option<NaiveDate>| date.map_or(common::NO_DATE.to_owned(), |day| locale.date(day));
            let dates = common::from_to(date(work.initiative.start), date(work.initiative.due));
            let done = common::of_done(work.progress.done, work.progress.all);
            let problems: Vec<String> =
                work.problems.iter().map(|problem| words::date_problem(problem, locale)).collect();
            let line = match problems.first() {
                Some(problem) => view! {
                    <span class="late small" title=problems.join(". ")>
                        <Shape status=Status::Risk />
                        {problem.clone()}
                    </span>
                }
                .into_any(),
                None if work.progress.all > 0 => view! { <span class="q small">{done}</span> }.into_any(),
                None => view! { <span class="q small">{text::NO_ACTIONS_YET}</span> }.into_any(),
            };
            view! {
                <li>
                    <a href=move || panel_link(here, id)>{work.initiative.name.clone()}</a>
                    {line}
                    <span class="sr">{dates}</span>
                </li>
            }
            .into_any()
        }
        Line::Track(name, marks) => {
            let said = marks
                .iter()
                .map(|mark| format!("{} {}", mark.title, mark.date.map(|it| locale.date(it)).unwrap_or_default()));
            let said = said.collect::<Vec<_>>().join(", ");
            let name = if name.is_empty() { common::MILESTONES.to_owned() } else { name };
            view! {
                <li>
                    <span>{name}</span>
                    <span class="q small">{locale.count(marks.len() as i64, noun::MILESTONE)}</span>
                    <span class="sr">{said}</span>
                </li>
            }
            .into_any()
        }
    }
}

fn draw(chart: &Chart, today: NaiveDate, locale: Locale) -> AnyView {
    let (width, height) = (chart.width(), HEAD + chart.rows.len() as f64 * ROW);
    let now = chart.x(today);
    let rows = chart.rows.iter().enumerate().map(|(at, row)| {
        let y = Chart::middle(at);
        let line = view! { <path class="ax" d=format!("M0 {:.1}H{width:.1}", y + ROW / 2.0) /> };
        let marks = match row {
            Line::Objective(lane) => lane.objective.as_ref().and_then(|objective| {
                let x = chart.x(objective.due?);
                Some(
                    view! {
                        <path class="tl-due" d=format!("M{x:.1} {:.1}v18", y - 9.0) />
                        <text class="t1" x=x + 6.0 y=y + 4.0>
                            {common::due(locale.date_near(objective.due?, today))}
                        </text>
                    }
                    .into_any(),
                )
            }),
            Line::Work(work) => Some(draw_work(chart, work, y, today, locale)),
            Line::Track(_, marks) => {
                Some(marks.iter().map(|mark| draw_milestone(chart, mark, y, locale)).collect_view().into_any())
            }
        };
        view! {
            {line}
            {marks}
        }
    });
    view! {
        <svg
            class="tl-svg"
            viewBox=format!("0 0 {width:.0} {height:.0}")
            width=format!("{width:.0}")
            height=format!("{height:.0}")
            role="group"
            aria-label=common::TIMELINE
        >
            <g>{months(chart, height)}</g>
            <g>{rows.collect_view()}</g>
            <g>{waits(chart)}</g>
            <path class="rn-now" d=format!("M{now:.1} {HEAD}V{height:.1}") />
        </svg>
    }
    .into_any()
}

/// The scale: a line and a name per month, or per quarter where months would be too narrow for names.
fn months(chart: &Chart, height: f64) -> AnyView {
    let mut marks = Vec::new();
    let mut month = chart.first;
    while month <= chart.last {
        let x = chart.x(month);
        let number = chrono::Datelike::month0(&month);
        let starts_quarter = number.is_multiple_of(3);
        let year = chrono::Datelike::year(&month);
        let name = match (number, chart.day > 5.0) {
            (0, _) => format!("{} {year}", format::month_short(month)),
            (_, true) => format::month(month).to_owned(),
            _ => format::month_short(month).to_owned(),
        };
        let class = if starts_quarter { "ax2" } else { "ax" };
        marks.push(view! {
            <path class=class d=format!("M{x:.1} 8V{height:.1}") />
            <text x=x + 6.0 y="18">
                {name}
            </text>
        });
        month = plus_months(month, 1);
    }
    marks.collect_view().into_any()
}

/// Opens a record's panel by mouse and by key.
fn mark_link(
    id: uuid::Uuid,
) -> (impl Fn(leptos::ev::MouseEvent) + 'static, impl Fn(leptos::ev::KeyboardEvent) + 'static) {
    let here = use_here();
    let navigator = use_navigator();
    let open = move || navigator.replace(&untrack(|| here.with("open", &id.to_string())));
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            open();
        }
    };
    (move |_| open(), keys)
}

fn draw_work(chart: &Chart, work: &Work, y: f64, today: NaiveDate, locale: Locale) -> AnyView {
    let initiative = &work.initiative;
    let ends = initiative.start.or(initiative.due).zip(initiative.due.or(initiative.start));
    let bar = ends.map(|(start, due)| {
        let (left, right) = (chart.x(start), chart.x(due).max(chart.x(start) + 4.0));
        let filled = work.progress.part().unwrap_or(0.0) * (right - left);
        let class = if work.problems.is_empty() { "tl-b" } else { "tl-b late" };
        let label = text::initiative_progress(&initiative.name, work.progress.done, work.progress.all);
        let (click, keys) = mark_link(initiative.id.0);
        view! {
            <g class="tl-m" role="button" tabindex="0" aria-label=label on:click=click on:keydown=keys>
                <rect class=class x=left y=y - 8.0 width=right - left height="16" rx="4" />
                <rect class="tl-f" x=left y=y - 8.0 width=filled height="16" rx="4" />
            </g>
        }
    });
    let actions = work.actions.iter().filter_map(|action| {
        let x = chart.x(action.due?);
        let class = match action.status {
            ActionStatus::Done => "tl-a done",
            ActionStatus::Open if action.due? < today => "tl-a late",
            ActionStatus::Open => "tl-a",
            ActionStatus::Dropped => return None,
        };
        let label = format!("{}, {} {}", action.title, action.status.label().to_lowercase(), locale.date(action.due?));
        let (click, keys) = mark_link(action.id.0);
        Some(view! {
            <g class="tl-m" role="button" tabindex="0" aria-label=label on:click=click on:keydown=keys>
                <circle class="tl-hit" cx=x cy=y + 14.0 r="12" />
                <circle class=class cx=x cy=y + 14.0 r="4" />
            </g>
        })
    });
    let milestones = work.milestones.iter().map(|milestone| draw_milestone(chart, milestone, y - 12.0, locale));
    view! {
        {bar}
        {milestones.collect_view()}
        {actions.collect_view()}
    }
    .into_any()
}

/// A milestone: a diamond on its day, or a line over its stretch of time.
fn draw_milestone(chart: &Chart, milestone: &Milestone, y: f64, locale: Locale) -> AnyView {
    let Some(date) = milestone.date else { return ().into_any() };
    let x = chart.x(date);
    let class = match milestone.agreement {
        Agreement::Proposed => "tl-d open",
        Agreement::Agreed | Agreement::Reached => "tl-d",
    };
    let stretch = milestone.until.map(
        |until| view! { <path class=class d=format!("M{x:.1} {:.1}H{:.1}v3H{x:.1}z", y - 1.5, chart.x(until)) /> },
    );
    // The name stands behind the day, or behind the stretch, so that no line runs through it.
    let ends = milestone.until.map_or(x, |until| chart.x(until));
    let diamond = format!("M{x:.1} {:.1}l6 6 -6 6 -6 -6z", y - 6.0);
    let label = format!("{}, {} {}", milestone.title, milestone.agreement.label().to_lowercase(), locale.date(date));
    let (click, keys) = mark_link(milestone.id.0);
    view! {
        <g class="tl-m" role="button" tabindex="0" aria-label=label on:click=click on:keydown=keys>
            <circle class="tl-hit" cx=x cy=y r="12" />
            {stretch}
            <path class=class d=diamond />
        </g>
        <text class="halo" x=ends + 10.0 y=y + 4.0 aria-hidden="true">
            {milestone.title.clone()}
        </text>
    }
    .into_any()
}

/// A line from the end of what must be done first to the start of what waits for it.
fn waits(chart: &Chart) -> AnyView {
    let place = |id: Id<Initiative>| {
        chart.rows.iter().enumerate().find_map(|(at, row)| match row {
            Line::Work(work) if work.initiative.id == id => Some((at, work.initiative.clone())),
            _ => None,
        })
    };
    let mut lines = Vec::new();
    for (at, row) in chart.rows.iter().enumerate() {
        let Line::Work(work) = row else { continue };
        let Some(start) = work.initiative.start else { continue };
        for (from, before) in work.initiative.after.iter().filter_map(|id| place(*id)) {
            let Some(due) = before.due else { continue };
            let (x1, y1, x2, y2) = (chart.x(due), Chart::middle(from), chart.x(start), Chart::middle(at));
            let turn = if x2 - x1 > 16.0 { x2 - 10.0 } else { x1 + 10.0 };
            lines.push(
                view! { <path class="tl-w" d=format!("M{x1:.1} {y1:.1}H{turn:.1}V{y2:.1}H{x2:.1}m-5 -4l5 4 -5 4") /> },
            );
        }
    }
    lines.collect_view().into_any()
}

/// The panel of an initiative: its problems, its actions, its fields.
#[component]
pub fn InitiativePanel(
    /// Which initiative.
    id: Id<Initiative>,
    /// Called to close the panel.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let account = store.peek(|records| records.get(id).map(|initiative| initiative.account)).unwrap_or_default();
    let problems = Memo::new(move |_| {
        let today = store.today();
        store.read_account(account, |records| {
            let works = lanes(records, account, today).into_iter().flat_map(|lane| lane.works);
            works.into_iter().find(|work| work.initiative.id == id).map(|work| work.problems).unwrap_or_default()
        })
    });
    view! {
        <Panel key=Key::from(id) on_close without=&[]>
            {move || {
                problems
                    .get()
                    .iter()
                    .map(|problem| view! { <p class="note risk">{words::date_problem(problem, locale)} "."</p> })
                    .collect_view()
            }}
            <ActionsOf account field="initiative" id=id.0 title=common::ACTIONS />
        </Panel>
    }
}
