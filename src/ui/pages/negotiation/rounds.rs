//! What was offered and asked for, the latest first, and the form for the next round.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{
        Change, Id, Negotiation,
        negotiation::{Desk, Offer, Round, record},
        parse,
    },
    ui::{
        kit::{Glyph, Icon, InternalOnly, Menu, MenuOption, NumberInput, TextInput},
        use_store,
    },
    words::{
        self,
        screen::{common, negotiation as text},
    },
};

/// The rounds.
#[component]
pub fn Rounds(negotiation: Id<Negotiation>, desk: Memo<Option<Desk>>) -> impl IntoView {
    let store = use_store();
    let rounds = move || desk.get().map(|desk| desk.negotiation.rounds).unwrap_or_default().into_iter().rev();
    let drawn = move || {
        let today = store.today();
        rounds().map(|round| view! { <RoundRow negotiation round today /> }).collect_view()
    };
    view! {
        <section class="rounds">
            <h2 class="h2">
                {text::ROUNDS}<span class="push">
                    <InternalOnly />
                </span>
            </h2>
            <ul class="nxt">{drawn}</ul>
            <NextRound desk />
        </section>
    }
}

#[component]
fn RoundRow(negotiation: Id<Negotiation>, round: Round, today: NaiveDate) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let offer = words::offer(round.offer, locale);
    let remove = move |_| {
        if let Some(mut known) = store.peek(|records| records.get(negotiation).cloned()) {
            known.rounds.retain(|other| other.id != round.id);
            store.apply_and_tell(Change::put(text::REMOVED_A_ROUND, known));
        }
    };
    view! {
        <li>
            <span class="q nowrap">{locale.date_near(round.date, today)}</span>
            <span class="rnd">
                <span>
                    <b class="mid">{if round.theirs { text::THEY_ASK } else { text::WE_OFFER }}</b>
                    {offer}
                </span>
                <span class="q small">{round.note}</span>
            </span>
            <button type="button" class="icon-btn push" aria-label=text::REMOVE_THE_ROUND on:click=remove>
                <Icon glyph=Glyph::Close />
            </button>
        </li>
    }
}

/// What is typed of the next round.
#[derive(Clone, Copy)]
struct Typed {
    who: RwSignal<String>,
    discount: RwSignal<String>,
    rise: RwSignal<String>,
    months: RwSignal<String>,
    note: RwSignal<String>,
}

/// The key of a round that is theirs.
const THEIRS: &str = "theirs";

impl Typed {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self { who: RwSignal::new(THEIRS.into()), discount: empty(), rise: empty(), months: empty(), note: empty() }
    }

    /// The offer; nothing where a number is missing or impossible.
    fn offer(self, locale: crate::domain::Locale) -> Option<Offer> {
        let number = |field: RwSignal<String>| parse::number(&field.get_untracked(), locale);
        let percent = |field| number(field).filter(|percent| (-100.0..=100.0).contains(percent));
        let months = number(self.months).filter(|months| months.fract() == 0.0 && (1.0..=600.0).contains(months))?;
        Some(Offer { discount: percent(self.discount)?, rise: percent(self.rise)?, months: months as u16 })
    }

    fn clear(self) {
        for field in [self.discount, self.rise, self.months, self.note] {
            field.set(String::new());
        }
    }
}

#[component]
fn NextRound(desk: Memo<Option<Desk>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let typed = Typed::new();
    let problem = RwSignal::new(String::new());
    let log = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(desk) = desk.get_untracked() else { return };
        let Some(offer) = typed.offer(locale) else {
            return problem.set(text::A_DISCOUNT_AND_A.into());
        };
        let round = Round {
            id: store.new_id(),
            date: untrack(|| store.today()),
            theirs: typed.who.get_untracked() == THEIRS,
            offer,
            note: typed.note.get_untracked().trim().to_owned(),
        };
        match record(&desk.negotiation, round, &desk.terms) {
            Ok(with_round) => {
                problem.set(String::new());
                typed.clear();
                store.apply_and_tell(Change::put(text::LOGGED_A_ROUND, with_round));
            }
            Err(crossed) => problem.set(words::refused(&crossed, locale)),
        }
    };
    let who = vec![MenuOption::new(THEIRS, text::WHO_THEY_ASK), MenuOption::new("ours", text::WHO_WE_OFFER)];
    view! {
        <form class="round-f" on:submit=log novalidate>
            <Menu label=text::WHO options=who chosen=typed.who on_choose=Callback::new(move |key| typed.who.set(key)) />
            <NumberInput label=text::DISCOUNT_PERCENT value=typed.discount />
            <NumberInput label=text::RISE_PERCENT value=typed.rise />
            <NumberInput label=common::MONTHS value=typed.months />
            <div class="wide">
                <TextInput label=text::WHAT_WAS_SAID value=typed.note />
            </div>
            <button type="submit" class="btn">
                {text::LOG_THE_ROUND}
            </button>
        </form>
        <p class="problem" role="alert">
            {move || problem.get()}
        </p>
    }
}
