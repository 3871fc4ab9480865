//! Segmentation: the accounts by tier, what the tiers are made of, and what each is owed and late with.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::ui::pages::settings::{Criteria, change_tier};
use crate::{
    domain::{
        Account, Figure, Id, Locale, Order,
        choice::Tier,
        engagement::{Kept, Rhythm, STANDARD_MEETINGS, standards_kept},
        status::Status,
        tier::{Tiering, tiering},
    },
    export,
    ui::{
        browser,
        kit::{Drag, Draggable, Glyph, Icon, StatusWord, TierBadge},
        route::{Route, Tab, use_navigator},
        use_store,
    },
    words::{
        self, noun,
        screen::{common, portfolio as text},
    },
};

/// The key of a column of the board: that of a tier, or of none.
const COLUMNS: [(&str, &str, Option<Tier>); 4] = [
    ("a", text::TIER_A, Some(Tier::A)),
    ("b", text::TIER_B, Some(Tier::B)),
    ("c", text::TIER_C, Some(Tier::C)),
    ("none", common::NOT_TIERED, None),
];

/// An account on the board.
#[derive(Clone, PartialEq)]
struct Placed {
    account: Account,
    tiering: Figure<Tiering>,
}

impl Placed {
    fn tier(&self) -> Option<Tier> {
        self.tiering.as_ref().ok().map(|tiering| tiering.tier)
    }
}

/// The board. A card that is dragged to another tier is set there by hand, and asks for its reason.
#[component]
pub fn TiersView() -> impl IntoView {
    let store = use_store();
    let drag = Drag::new();
    let placed = Memo::new(move |_| {
        let rules = store.workspace().segmentation;
        store.read_kind::<Account, _>(|records| {
            let mut all: Vec<Placed> = records
                .active_accounts()
                .map(|account| Placed { account: account.clone(), tiering: tiering(account, &rules) })
                .collect();
            let points = |placed: &Placed| placed.tiering.as_ref().map_or(-1.0, |tiering| tiering.points);
            all.order_by(|a, b| points(b).total_cmp(&points(a)).then_with(|| a.account.name.cmp(&b.account.name)));
            all
        })
    });
    let columns = COLUMNS.map(|(key, label, tier)| {
        let here = move || placed.get().into_iter().filter(|placed| placed.tier() == tier).collect::<Vec<_>>();
        let count = move || placed.read().iter().filter(|placed| placed.tier() == tier).count();
        view! {
            <section class="bd-c" class:over=move || drag.is_over(key) data-place=key aria-label=label>
                <h2 class="h2">{label}<small>{count}</small></h2>
                <For
                    each=here
                    key=|placed| format!("{} {:?} {}", placed.account.id, placed.tiering, placed.account.name)
                    let:placed
                >
                    <Card placed drag />
                </For>
            </section>
        }
    });
    view! {
        <section class="listing">
            <h2 class="h2">{text::WHAT_MAKES_A_TIER} <small>{text::WEIGHTS_OF_THE_FOUR}</small></h2>
            <Criteria />
        </section>
        <div class="scroll" tabindex="0" role="region" aria-label=text::SEGMENTATION_BOARD>
            <div class="board tiers">{columns.collect_view()}</div>
        </div>
        <p class="q small">{text::DRAG_AN_ACCOUNT_TO}</p>
    }
}

#[component]
fn Card(placed: Placed, drag: Drag<Id<Account>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let navigator = use_navigator();
    let Placed { account, tiering } = placed;
    let id = account.id;
    let tier = tiering.as_ref().ok().map(|tiering| tiering.tier);
    let open = move || navigator.go(&format!("{}?open={id}", Route::Account(id, Tab::Overview).href()));
    let set = move |to: Option<Tier>| {
        if to.is_some() && to != tier {
            change_tier(store, id, to);
        }
    };
    let on_key = Callback::new(move |event: leptos::ev::KeyboardEvent| {
        let at = Tier::ALL.iter().position(|each| Some(*each) == tier);
        let to = match (event.key().as_str(), at) {
            ("ArrowRight", Some(at)) => Tier::ALL.get(at + 1),
            ("ArrowLeft", Some(at)) => at.checked_sub(1).and_then(|at| Tier::ALL.get(at)),
            ("ArrowLeft", None) => Tier::ALL.last(),
            _ => return,
        };
        event.prevent_default();
        set(to.copied());
        set_timeout(move || browser::focus(&format!("tier-{id}")), std::time::Duration::ZERO);
    });
    let on_drop = Callback::new(move |place: String| {
        set(COLUMNS.iter().find(|(key, ..)| place == *key).and_then(|(.., tier)| *tier));
    });
    let on_open = Callback::new(move |()| open());
    let facts = match &tiering {
        Ok(tiering) => words::tier_points(tiering, locale),
        Err(missing) => words::missing(missing, locale),
    };
    let by_hand = tiering.as_ref().is_ok_and(|tiering| tiering.by_hand);
    let by_hand = by_hand.then(|| words::tier_by_hand(&account.tier_reason));
    let attention = tiering.as_ref().is_ok_and(|tiering| tiering.attention);
    view! {
        <Draggable drag thing=id id=format!("tier-{id}") class="bd-k" on_drop on_open on_key>
            <span class="mid">{account.name.clone()}</span>
            <span class="q small">{facts}</span>
            {by_hand.map(|text| view! { <span class="small">{text}</span> })}
            {attention
                .then(|| {
                    view! {
                        <span class="small">
                            <StatusWord status=Status::Watch word=text::CHURN_RISK_RAISES_ATTENTION />
                        </span>
                    }
                })}
        </Draggable>
    }
}

/// What each account is owed by its tier, the latest first.
#[component]
pub fn StandardsView() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let rows = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| standards_kept(records, today))
    });
    let overdue = move || {
        let count = rows.read().iter().filter(|kept| kept.late > 0).count();
        text::overdue(locale.count(count as i64, noun::ACCOUNT))
    };
    let export = move |_| {
        let today = untrack(|| store.today());
        browser::download(&export::standards_csv(&rows.read_untracked(), today));
    };
    let kinds = STANDARD_MEETINGS.map(|kind| view! { <th scope="col">{kind.label()}</th> });
    view! {
        <section class="listing">
            <h2 class="h2">
                {common::ENGAGEMENT_STANDARDS}<small>{overdue}</small> <span class="push row-acts">
                    <a class="more-link" href=Route::Settings.href()>
                        {text::CHANGE_THE_STANDARDS}
                    </a>
                    <button type="button" class="btn" on:click=export>
                        <Icon glyph=Glyph::Download />
                        <span>{common::EXPORT}</span>
                    </button>
                </span>
            </h2>
            <div class="scroll" tabindex="0" role="region" aria-label=common::ENGAGEMENT_STANDARDS>
                <table class="tbl">
                    <thead>
                        <tr>
                            <th scope="col">{common::ACCOUNT}</th>
                            <th scope="col">{common::TIER}</th>
                            {kinds.collect_view()}
                            <th scope="col">{common::ENABLEMENT}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || rows.read().iter().map(|kept| row(kept, store.today(), locale)).collect_view()}
                    </tbody>
                </table>
            </div>
        </section>
    }
}

fn row(kept: &Kept, today: NaiveDate, locale: Locale) -> impl IntoView + use<> {
    let owed = kept.rhythms.iter().map(|rhythm| {
        let (status, word) = owed(rhythm.as_ref(), today, locale);
        view! {
            <td>
                <StatusWord status word />
            </td>
        }
    });
    view! {
        <tr>
            <td>
                <a class="mid" href=Route::Account(kept.account, Tab::Meetings).href()>
                    {kept.name.clone()}
                </a>
            </td>
            <td>
                <TierBadge tier=kept.tier />
            </td>
            {owed.collect_view()}
            <td class="q2">{kept.enablement.map(|enablement| enablement.label())}</td>
        </tr>
    }
}

/// When the next meeting is, and whether that is late.
fn owed(rhythm: Option<&Rhythm>, today: NaiveDate, locale: Locale) -> (Status, String) {
    let Some(rhythm) = rhythm else { return (Status::Unknown, common::NONE_LOWER.into()) };
    let near = |date: NaiveDate| locale.date_near(date, today);
    match (rhythm.planned, rhythm.due(), rhythm.days_late(today)) {
        (_, _, late @ 1..) => (Status::Risk, common::late(locale.count(late, noun::DAY))),
        (Some(planned), ..) => (Status::Good, text::planned(near(planned))),
        (None, Some(due), _) => (Status::Good, common::by_date(near(due))),
        (None, None, _) => (Status::Unknown, text::NOT_HELD_YET.into()),
    }
}
