//! The negotiation of a renewal: what is given and got, the offer simulated, the rounds, the terms agreed with
//! leadership.

mod rounds;
mod simulator;
mod trades;

use leptos::prelude::*;

use self::{rounds::Rounds, simulator::Simulator, trades::Trades};
use super::approvals::Approvals;
use crate::{
    domain::{
        Account, Amount, Change, Contract, Edit, Entity, Id, Kind, Locale, Negotiation, Term,
        negotiation::{Desk, levers},
    },
    ui::{
        kit::{Column, Glyph, Icon, InternalOnly, ListRow, Listing, Preset, RecordFields},
        route::use_here,
        shell::panel_link,
        use_store,
    },
    words::{
        self,
        screen::{common, negotiation as text},
    },
};

/// Everything on this page is in thousands.
fn thousands(amount: Amount) -> f64 {
    amount.as_units() / 1e3
}

/// The negotiation that is open, or the way to begin one.
#[component]
pub fn NegotiationDesk(
    /// Of which account.
    id: Id<Account>,
    /// The contract that is about to be renewed.
    #[prop(into)]
    contract: Signal<Option<Contract>>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let desk = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| Desk::open(records, id, today))
    });
    let open = Memo::new(move |_| desk.read().as_ref().map(|desk| desk.negotiation.id));
    let past = Memo::new(move |_| {
        let shown = open.get();
        store.read_account(id, |records| {
            let all = records.in_order::<Negotiation>(id).into_iter();
            let others = all.filter(|negotiation| Some(negotiation.id) != shown);
            others.map(|negotiation| past_row(negotiation, locale)).collect::<Vec<_>>()
        })
    });
    let current = move || match open.get() {
        None => view! { <Begin id contract /> }.into_any(),
        Some(negotiation) => {
            let desk = Memo::new(move |_| desk.get());
            view! { <Open id negotiation desk /> }.into_any()
        }
    };
    view! {
        {current}
        <Show when=move || !past.read().is_empty()>
            <Listing
                title=text::EARLIER_NEGOTIATIONS
                kind=Kind::Negotiation
                account=id
                head=&[
                    Column::Text(text::NEGOTIATION),
                    Column::Text(text::CLOSED),
                    Column::Number(text::ROUNDS),
                    Column::Text(text::OUR_LAST_OFFER),
                    Column::Text(text::DECISIONS_AND_REASONS),
                ]
                rows=past
                empty=""
            />
        </Show>
    }
}

fn past_row(negotiation: &Negotiation, locale: Locale) -> ListRow {
    let ended = negotiation.closed_on.map_or_else(|| "open".to_owned(), |day| locale.date(day));
    let last = negotiation
        .our_offer()
        .map(|offer| text::discount_and_months(locale.plain_percent(offer.discount), offer.months));
    let cells = vec![
        negotiation.name.clone().into(),
        ended.into(),
        negotiation.rounds.len().to_string().into(),
        last.unwrap_or_default().into(),
        negotiation.rationale.clone().into(),
    ];
    ListRow::new(negotiation.id, cells)
}

#[component]
fn Begin(id: Id<Account>, contract: Signal<Option<Contract>>) -> impl IntoView {
    let store = use_store();
    let begin = move |_| {
        let contract = contract.get_untracked();
        let negotiation = Negotiation {
            id: store.new_id(),
            account: id,
            name: contract.as_ref().map_or(common::RENEWAL.into(), |contract| text::renewal_of(&contract.name)),
            list_price: contract.as_ref().and_then(|contract| contract.amount),
            contract: contract.map(|contract| contract.id),
            ..Negotiation::default()
        };
        let terms = levers(id, negotiation.id, words::lever, || store.new_id());
        let edits = terms.into_iter().map(|term| Edit::Put(term.into_record()));
        let edits = std::iter::once(Edit::Put(negotiation.into_record())).chain(edits).collect();
        store.apply(Change::new(text::BEGAN_THE_NEGOTIATION, edits));
    };
    view! {
        <section class="listing">
            <h2 class="h2">
                {text::NEGOTIATION}<span class="push">
                    <InternalOnly />
                </span>
            </h2>
            <p class="empty">
                {text::AGREE_WITH_YOUR_LEADERSHIP} <button type="button" class="btn" on:click=begin>
                    <Icon glyph=Glyph::Plus />
                    <span>{text::BEGIN_THE_NEGOTIATION}</span>
                </button>
            </p>
        </section>
    }
}

#[component]
fn Open(id: Id<Account>, negotiation: Id<Negotiation>, desk: Memo<Option<Desk>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let terms = Memo::new(move |_| {
        let terms = desk.get().map(|desk| desk.terms).unwrap_or_default();
        terms.iter().map(|term| term_row(term, locale)).collect::<Vec<_>>()
    });
    view! {
        <div class="rw2">
            <div>
                <Trades id negotiation desk />
                <Approvals account=id of=negotiation.0 title=text::APPROVALS usual=&[] />
            </div>
            <Simulator desk />
        </div>
        <div class="rw2 rw-t">
            <div>
                <Listing
                    title=text::TERMS
                    kind=Kind::Term
                    account=id
                    preset=Preset::default().with("negotiation", negotiation.to_string())
                    head=&[
                        Column::Text(text::TERM),
                        Column::Text(text::UNIT),
                        Column::Number(common::TARGET),
                        Column::Number(text::EXPECTED),
                        Column::Number(text::WALK_AWAY),
                    ]
                    rows=terms
                    empty=text::WHAT_IS_NEGOTIATED_WHERE
                />
                <Reasons negotiation />
            </div>
            <Rounds negotiation desk />
        </div>
    }
}

fn term_row(term: &Term, locale: Locale) -> ListRow {
    let number = |value: Option<f64>| value.map(|value| locale.plain(value)).unwrap_or_else(|| text::NOT_AGREED.into());
    let cells = vec![
        term.name.clone().into(),
        term.unit.clone().into(),
        number(term.target).into(),
        number(term.expected).into(),
        number(term.walk_away).into(),
    ];
    ListRow::new(term.id, cells)
}

/// What was decided and why, for the next time; and the end of the negotiation.
#[component]
fn Reasons(negotiation: Id<Negotiation>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let close = move |_| {
        if let Some(open) = store.peek(|records| records.get(negotiation).cloned()) {
            let closed_on = Some(untrack(|| store.today()));
            store.apply_and_tell(Change::put(text::CLOSED_THE_NEGOTIATION, Negotiation { closed_on, ..open }));
        }
    };
    view! {
        <section class="reasons">
            <h2 class="h2">
                {text::FOR_THE_NEXT_TIME}<span class="push">
                    <InternalOnly />
                </span>
            </h2>
            <RecordFields key=negotiation.into() only=&["rationale"] />
            <p class="plan-line">
                <a class="more-link" href=move || panel_link(here, negotiation)>
                    {text::NAME_LIST_PRICE_AND}
                </a>
                " "
                <button type="button" class="more-link" on:click=close>
                    {text::CLOSE_THE_NEGOTIATION}
                </button>
            </p>
        </section>
    }
}
