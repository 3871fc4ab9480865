//! Meetings: held and to come, cadences and what is due by them, decisions.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Cadence, Decision, Id, Kind, Meeting, choice::DecisionState, engagement::due_meetings, format,
        status::Status,
    },
    ui::{
        kit::{ListCell, ListRow, Listing, Preset, StatusWord},
        use_store,
    },
};

/// The page.
#[component]
pub fn Meetings(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let list = move |coming: bool| {
        Memo::new(move |_| {
            let today = store.today();
            store.read_account(id, |records| {
                let mut all: Vec<&Meeting> =
                    records.of::<Meeting>(id).filter(|meeting| (meeting.date >= today) == coming).collect();
                all.sort_by_key(|meeting| (meeting.date, meeting.at.clone()));
                if !coming {
                    all.reverse();
                }
                all.into_iter()
                    .map(|meeting| {
                        let theirs = meeting
                            .people
                            .iter()
                            .filter_map(|id| records.get(*id))
                            .map(|person| format::short_name(&person.name));
                        let ours = meeting
                            .team
                            .iter()
                            .filter_map(|id| records.get(*id))
                            .map(|teammate| format::short_name(&teammate.name));
                        let points = meeting.agenda.lines().filter(|line| !line.trim().is_empty()).count();
                        ListRow::new(
                            meeting.id,
                            vec![
                                meeting.title.clone().into(),
                                meeting.kind.label().into(),
                                format!(
                                    "{} {}",
                                    format::weekday_short(meeting.date),
                                    format::date_near(meeting.date, today)
                                )
                                .into(),
                                meeting.at.clone().into(),
                                meeting.place.clone().into(),
                                theirs.chain(ours).collect::<Vec<_>>().join(", ").into(),
                                if coming {
                                    if points == 0 {
                                        "no agenda".into()
                                    } else {
                                        format::count(points as i64, "point").into()
                                    }
                                } else if meeting.notes.is_empty() {
                                    "no notes".into()
                                } else {
                                    "notes".into()
                                },
                            ],
                        )
                    })
                    .collect::<Vec<_>>()
            })
        })
    };
    let cadences = Memo::new(move |_| {
        store.read_account(id, |records| {
            records
                .of::<Cadence>(id)
                .map(|cadence| {
                    ListRow::new(
                        cadence.id,
                        vec![
                            cadence.name.clone().into(),
                            cadence.kind.label().into(),
                            cadence
                                .every_days
                                .map(|days| format!("every {}", format::count(i64::from(days), "day")))
                                .unwrap_or_default()
                                .into(),
                        ],
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    let due = move || {
        let today = store.today();
        let due = store.read_account(id, |records| {
            records.get(id).map(|account| due_meetings(records, account, today)).unwrap_or_default()
        });
        due.into_iter().map(|due| {
            let (status, word) = if due.due < today { (Status::Risk, "overdue") } else { (Status::Good, "in time") };
            view! { <li><StatusWord status word /><span>{format!("{}: last on {}, every {} days, next by {}", due.kind.label(), format::date_near(due.last, today), due.every, format::date_near(due.due, today))}</span></li> }
        }).collect_view()
    };
    let decisions = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let mut all: Vec<&Decision> = records.of(id).collect();
            all.sort_by_key(|decision| (decision.state, decision.due.is_none(), decision.due, decision.id));
            all.into_iter()
                .map(|decision| {
                    ListRow::new(
                        decision.id,
                        vec![
                            decision.title.clone().into(),
                            match decision.state {
                                DecisionState::Taken => ListCell::Status(Status::Good, "Taken".into()),
                                DecisionState::Declined => ListCell::Status(Status::Risk, "Declined".into()),
                                DecisionState::Asked if decision.due.is_some_and(|due| due < today) => {
                                    ListCell::Status(Status::Risk, "Overdue".into())
                                }
                                DecisionState::Asked => ListCell::Status(Status::Unknown, "Asked for".into()),
                            },
                            records
                                .find(decision.decided_by)
                                .map(|person| person.name.clone())
                                .unwrap_or_else(|| "nobody named".into())
                                .into(),
                            decision
                                .decided_on
                                .or(decision.due)
                                .map(|date| format::date_near(date, today))
                                .unwrap_or_else(|| "no date".into())
                                .into(),
                            if decision.shared.is_empty() { "internal" } else { "shared" }.into(),
                        ],
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    let today = move || untrack(|| store.today()).to_string();
    view! {
        <Listing title="To come" kind=Kind::Meeting account=id preset=Preset::default().with("date", today()) head=&["Meeting", "Kind", "Date", "Start", "Place", "With", "Agenda"] rows=list(true) empty="The next introduction, the weekly call, the business review." />
        <Listing title="Decisions" kind=Kind::Decision account=id head=&["Decision", "State", "Decided by", "Date", "Client"] rows=decisions empty="What was decided and why, and what you ask the client to decide by when." />
        <Listing title="Held" kind=Kind::Meeting account=id preset=Preset::default().with("date", today()) head=&["Meeting", "Kind", "Date", "Start", "Place", "With", "Notes"] rows=list(false) empty="Meetings held count as contact with the people in them." />
        <Listing title="Cadences" kind=Kind::Cadence account=id preset=Preset::default().with("name", "Weekly call").with("everyDays", 7) head=&["Cadence", "Kind", "How often"] rows=cadences empty="Agree how often you meet. Without a cadence of its own, the account follows its tier’s standard." />
        <ul class="nxt due">{due}</ul>
    }
}
