//! Today: what needs one, across accounts. On an empty workspace, the welcome.

use chrono::NaiveDate;
use leptos::prelude::*;

mod backup;
mod row;

use self::backup::BackupDue;
use self::row::{AgendaRow, SnoozeMenu, Snoozed, TickBox, title_of};
use super::welcome::Welcome;
use crate::{
    document::{RenewalRoom, renewal_drawing},
    domain::{
        Account, Locale, Meeting, Order, Plan30,
        agenda::{Agenda, Entry, Matter, agenda},
        date::{days_between, monday_of, plus_days},
        engagement::{TierTime, time_by_tier},
        plan30,
        renewal::{RENEWAL_HORIZON, Renewal, all_ending, renewing},
        status::Status,
    },
    ui::{
        kit::{Bar, Glyph, Icon, Preset, Shape, Sparkline},
        route::{Route, Tab},
        shell::use_adding,
        use_store,
    },
    words::{
        self, format, noun,
        screen::{common, today as text},
    },
};

/// The page.
#[component]
pub fn Today() -> impl IntoView {
    let store = use_store();
    let is_empty =
        Memo::new(move |_| store.read_kind::<Account, _>(|records| records.all::<Account>().next().is_none()));
    // A workspace whose accounts cannot be read is not an empty one.
    let is_empty = Memo::new(move |_| is_empty.get() && store.damaged().read().is_empty());
    move || if is_empty.get() { view! { <Welcome /> }.into_any() } else { view! { <Monday /> }.into_any() }
}

#[component]
fn Monday() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let adding = use_adding();
    let today = Memo::new(move |_| store.today());
    let agenda = Memo::new(move |_| store.read(|records| agenda(records, today.get())));
    // The dialog asks for the account.
    let add = move |_| adding.open(crate::domain::Kind::Action, None, Preset::default());
    view! {
        <main id="main">
            <div class="page-head">
                <div>
                    <h1>{move || format!("{}, {}", format::weekday(today.get()), locale.day_month(today.get()))}</h1>
                    <p>{move || words::agenda_summary(&agenda.read(), locale)}</p>
                </div>
                <div class="acts">
                    <button type="button" class="btn" on:click=add>
                        <Icon glyph=Glyph::Plus />
                        <span>{text::ADD_ACTION}</span>
                        <kbd aria-hidden="true">"A"</kbd>
                    </button>
                </div>
            </div>
            <div class="today">
                <div>
                    <Week today />
                    <Group title=common::LATE entries=Signal::derive(move || agenda.get().late) today />
                    <Group title=common::TODAY entries=Signal::derive(move || agenda.get().today) today />
                    <Group title=text::REST_OF_THE_WEEK entries=Signal::derive(move || agenda.get().week) today />
                    <Group title=text::NOTICE_DAYS entries=Signal::derive(move || agenda.get().notices) today />
                    <Group title=text::AFTER_THIS_WEEK entries=Signal::derive(move || agenda.get().later) today />
                    <Snoozed agenda today />
                    <Show when=move || {
                        agenda.read().this_week() + agenda.read().later.len() + agenda.read().notices.len()
                            + agenda.read().turned.len() == 0
                    }>
                        <p class="empty">{text::NOTHING_IS_DUE_IN}</p>
                    </Show>
                </div>
                <aside class="today-side" aria-label=text::ACROSS_ACCOUNTS>
                    <TurningRed agenda today />
                    <Renewals today />
                    <FirstDays today />
                    <Time today />
                    <BackupDue />
                </aside>
            </div>
        </main>
    }
}

#[component]
fn Week(today: Memo<NaiveDate>) -> impl IntoView {
    let store = use_store();
    let days = Memo::new(move |_| {
        let monday = monday_of(today.get());
        store.read(|records| {
            let name = |meeting: &Meeting| {
                records.get(meeting.account).map(|account| account.name.clone()).unwrap_or_default()
            };
            let on = |date: NaiveDate| {
                let mut met: Vec<_> = records
                    .all::<Meeting>()
                    .filter(|meeting| meeting.date == date)
                    .map(|meeting| (meeting.clone(), name(meeting)))
                    .collect();
                met.order_by(|a, b| a.0.at.cmp(&b.0.at));
                met
            };
            (0..7)
                .map(|offset| plus_days(monday, offset))
                .map(|date| (date, on(date)))
                .filter(|(date, met)| days_between(monday, *date) < 5 || !met.is_empty())
                .collect::<Vec<_>>()
        })
    });
    let day = move |(date, met): (NaiveDate, Vec<(Meeting, String)>)| {
        let meetings = met.into_iter().map(|(meeting, account)| {
            let place = if meeting.place.is_empty() { account } else { format!("{account}, {}", meeting.place) };
            let href = format!("{}?open={}", Route::Account(meeting.account, Tab::Meetings).href(), meeting.id);
            view! {
                <a href=href>
                    <time>{meeting.at}</time>
                    <span>
                        <span class="mid">{meeting.title}</span>
                        <span class="q">{place}</span>
                    </span>
                </a>
            }
        });
        view! {
            <li class:now=move || date == today.get()>
                <h3>
                    <span>{format::weekday_short(date)}</span>
                    " "
                    {chrono::Datelike::day(&date)}
                </h3>
                {meetings.collect_view()}
            </li>
        }
    };
    view! {
        <ol class="wk" aria-label=text::MEETINGS_THIS_WEEK tabindex="0">
            {move || days.get().into_iter().map(day).collect_view()}
        </ol>
    }
}

#[component]
fn Group(title: &'static str, entries: Signal<Vec<Entry>>, today: Memo<NaiveDate>) -> impl IntoView {
    let store = use_store();
    view! {
        <Show when=move || !entries.read().is_empty()>
            <section class="ag-g">
                <h2 class="h2">{title}<small>{move || entries.read().len()}</small></h2>
                <ul>
                    <For
                        each=move || entries.get()
                        key=move |entry| (entry.key, entry.due, title_of(store, entry))
                        let:entry
                    >
                        <AgendaRow entry today />
                    </For>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn TurningRed(agenda: Memo<Agenda>, today: Memo<NaiveDate>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let row = move |entry: Entry| {
        let Matter::Turned(health) = &entry.matter else { return ().into_any() };
        let (then, now) = (health.0.shown(), health.1.shown());
        let status = health.1.status();
        let trend = store.peek(|records| {
            let account = records.get(entry.account)?;
            Some(crate::domain::portfolio::row(records, account, today.get_untracked()).trend)
        });
        view! {
            <li>
                <TickBox entry=entry.clone() today />
                <a class="mid" href=Route::Account(entry.account, Tab::Value).href()>
                    {entry.account_name.clone()}
                </a>
                <Sparkline values=trend.unwrap_or_default() width=72.0 hot=status == Status::Risk />
                <span class="red-n">
                    <Shape status />
                    <b>{now}</b>
                    <span class="q">{text::from(then)}</span>
                </span>
                <SnoozeMenu entry=entry.clone() today />
                <p class="q2">{words::row_detail(&entry, today.get_untracked(), locale)}</p>
            </li>
        }
        .into_any()
    };
    view! {
        <Show when=move || !agenda.read().turned.is_empty()>
            <section>
                <h2 class="h2">{text::TURNING_RED}<small>{common::N_90_DAYS}</small></h2>
                <ul class="red">{move || agenda.get().turned.into_iter().map(row).collect_view()}</ul>
            </section>
        </Show>
    }
}

#[component]
fn Renewals(today: Memo<NaiveDate>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let shown = Memo::new(move |_| {
        store.read(|records| all_ending(records, today.get(), plus_days(today.get(), RENEWAL_HORIZON)))
    });
    let total = move || {
        let (sum, left_out) = store.read(|records| renewing(records, shown.read().iter(), today.get()));
        text::next_days(RENEWAL_HORIZON, locale.money(sum), words::without(&left_out, locale))
    };
    view! {
        <Show when=move || !shown.read().is_empty()>
            <section>
                <h2 class="h2">{common::RENEWALS}<small>{total}</small></h2>
                {move || {
                    let name = |renewal: &Renewal| {
                        store.get(renewal.contract.account).map(|account| account.name).unwrap_or_default()
                    };
                    let all: Vec<(String, Renewal)> = shown
                        .read()
                        .iter()
                        .map(|renewal| (name(renewal), renewal.clone()))
                        .collect();
                    renewal_chart(&all, today.get(), locale)
                }}
                <RenewalLegend />
            </section>
        </Show>
    }
}

/// What the marks on the line of renewals mean.
#[component]
pub fn RenewalLegend() -> impl IntoView {
    view! {
        <p class="lg">
            <svg viewBox="0 0 6 12" width="6" height="12" aria-hidden="true">
                <path class="rn-n" d="M3 0v12" />
            </svg>
            {text::LAST_DAY_FOR_NOTICE}
            <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
                <circle class="rn-e" cx="5" cy="5" r="4" />
            </svg>
            {text::CONTRACT_ENDS}
        </p>
    }
}

/// A notice day this near is set in bold, in days.
const NOTICE_SOON: i64 = 30;

fn renewal_chart(renewals: &[(String, Renewal)], today: NaiveDate, locale: Locale) -> AnyView {
    const WIDTH: f64 = 328.0;
    let to = plus_days(today, RENEWAL_HORIZON);
    let room = RenewalRoom { from: today, to, left: 0.0, right: WIDTH, head: 24.0, row: 44.0 };
    let drawing = renewal_drawing(renewals.iter().map(|(_, renewal)| renewal), room);
    let bottom = drawing.bottom;
    // The name of a month that is cut off says nothing.
    let months = drawing.months.iter().filter(|month| month.at < WIDTH - 10.0).map(|month| {
        view! {
            <path class="ax" d=format!("M{:.1} 18V{bottom:.1}", month.at) />
            <text x=month.at + 3.0 y="12">
                {format::month_short(month.first)}
            </text>
        }
    });
    let rows = renewals.iter().zip(&drawing.rows).map(|((name, renewal), mark)| {
        let Renewal { contract, term } = renewal;
        let (y, end) = (mark.top + 16.0, mark.end);
        let is_soon = term.notice_day.is_some_and(|day| (0..=NOTICE_SOON).contains(&days_between(today, day)));
        let notice = mark.notice.map(|at| view! { <path class="rn-n" d=format!("M{at:.1} {:.1}v10", y + 7.0) /> });
        let (at, anchor) = if end > WIDTH * 0.62 { (end - 10.0, "end") } else { (end + 10.0, "start") };
        view! {
            <text class="t1" x="6" y=y font-weight="500">
                {format::cut(name, 38)}
            </text>
            <text class="t2" x=WIDTH y=y text-anchor="end">
                {contract.amount.map(|it| locale.money(it)).unwrap_or_default()}
            </text>
            <path class="rn-l" d=format!("M0 {:.1}H{end:.1}", y + 12.0) />
            <circle class="rn-e" cx=end cy=y + 12.0 r="4" />
            <g>{notice}</g>
            <text x=at y=y + 16.0 text-anchor=anchor class:rn-hot=is_soon>
                {words::notice_day(*term, today, locale)}
            </text>
        }
    });
    let described = renewals.iter().map(|(name, renewal)| format!("{name} {}", locale.date_long(renewal.term.end)));
    let label = text::renewals_in_the_next(RENEWAL_HORIZON, described.collect::<Vec<_>>().join(", "));
    view! {
        <svg class="rn" viewBox=format!("0 0 {WIDTH} {bottom}") width=WIDTH height=bottom role="img" aria-label=label>
            <g>{months.collect_view()}</g>
            <path class="rn-now" d=format!("M.5 18V{bottom:.1}") />
            <g>{rows.collect_view()}</g>
        </svg>
    }
    .into_any()
}

#[component]
fn FirstDays(today: Memo<NaiveDate>) -> impl IntoView {
    let store = use_store();
    let plans = Memo::new(move |_| {
        store.read(|records| {
            let running = records.all::<Plan30>().filter_map(|plan| {
                let day = plan30::day_of(plan, today.get())?;
                let account = records.get(plan.account).filter(|account| !account.archived)?;
                Some((account.id, account.name.clone(), day, plan30::progress(records, plan, today.get())))
            });
            running.collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !plans.read().is_empty()>
            <section>
                <h2 class="h2">{common::FIRST_30_DAYS}</h2>
                {move || {
                    plans
                        .get()
                        .into_iter()
                        .map(|(account, name, day, progress)| {
                            let late = if progress.late > 0 { text::and_late(progress.late) } else { String::new() };
                            view! {
                                <div class="d30">
                                    <a class="mid" href=Route::Account(account, Tab::Plan).href()>
                                        {name}
                                    </a>
                                    <span class="q">{common::day_of_30(day)}</span>
                                    <Bar part=progress.done as f64 / progress.all.max(1) as f64 width=328.0 hue="acc" />
                                    <span class="q2">
                                        {text::tasks_done(progress.done, progress.all, progress.with_evidence, &late)}
                                    </span>
                                </div>
                            }
                        })
                        .collect_view()
                }}
            </section>
        </Show>
    }
}

/// The hours that each tier got in meetings, against its standard.
#[component]
fn Time(today: Memo<NaiveDate>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let times = Memo::new(move |_| store.read(|records| time_by_tier(records, today.get())));
    let row = move |time: TierTime| {
        let part = if time.standard > 0.0 { time.spent / time.standard } else { 0.0 };
        let hours = move |hours: f64| locale.plain(hours);
        view! {
            <div class="d30">
                <span class="mid">
                    {common::tier(time.tier.label())}
                    <span class="q">{format!(", {}", locale.count(time.accounts as i64, noun::ACCOUNT))}</span>
                </span>
                <span class="q2">{text::hours_of(hours(time.spent), hours(time.standard))}</span>
                <Bar part width=328.0 hue="acc" />
            </div>
        }
    };
    view! {
        <Show when=move || !times.read().is_empty()>
            <section>
                <h2 class="h2">{text::YOUR_TIME}<small>{text::N_30_DAYS_AGAINST_THE}</small></h2>
                {move || times.get().into_iter().map(row).collect_view()}
            </section>
        </Show>
    }
}
