//! An offer before it is made: its price over the term, against today, the walk-away and their ask.

use leptos::prelude::*;

use super::thousands;
use crate::{
    domain::{
        Change, Locale, Negotiation, Order,
        negotiation::{Desk, Offer, Round, beyond, record},
        status::Status,
    },
    ui::{
        kit::{InternalOnly, Menu, MenuOption, Shape},
        use_store,
    },
    words::{
        self, noun,
        screen::{common, negotiation as text},
    },
};

/// Lengths that are offered, in months.
const LENGTHS: [u16; 5] = [12, 24, 36, 48, 60];

/// The simulator.
#[component]
pub fn Simulator(desk: Memo<Option<Desk>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let start = desk.get_untracked().map(|desk| desk.start()).unwrap_or_default();
    let offer = RwSignal::new(start);
    let list = move || desk.read().as_ref().map(|desk| thousands(desk.list_price)).unwrap_or_default();
    let take = move |_| {
        let Some(desk) = desk.get_untracked() else { return };
        let date = untrack(|| store.today());
        let round = Round { id: store.new_id(), date, offer: offer.get_untracked(), ..Round::default() };
        match record(&desk.negotiation, round, &desk.terms) {
            Ok(with_round) => store.apply_and_tell(Change::put(text::RECORDED_OUR_OFFER, with_round)),
            Err(crossed) => store.complain(words::refused(&crossed, locale)),
        }
    };
    let price = move || {
        let price = desk.read().as_ref()?.negotiation.list_price;
        let price = price.map_or(common::NOT_ENTERED.into(), |amount| locale.money(amount));
        Some(text::list_price_a_year(&price))
    };
    view! {
        <section class="simu" aria-label=text::SIMULATOR>
            <h2 class="h2">
                {text::SIMULATOR} <small>{price}</small><span class="push">
                    <InternalOnly />
                </span>
            </h2>
            {move || {
                (list() <= 0.0)
                    .then(|| {
                        view! { <p class="note plain">{text::ENTER_THE_LIST_PRICE}</p> }
                    })
            }}
            <Slider desk offer />
            <Choices desk offer />
            {move || desk.get().map(|desk| comparison(&desk, offer.get(), locale))}
            {move || desk.get().and_then(|desk| stop(&desk, locale))}
            <p class="sim-a">
                <button type="button" class="btn" on:click=take>
                    {text::RECORD_AS_OUR_OFFER}
                </button>
            </p>
        </section>
    }
}

/// The discount, held at the walk-away.
#[component]
fn Slider(desk: Memo<Option<Desk>>, offer: RwSignal<Offer>) -> impl IntoView {
    let locale = use_store().locale();
    let walk_away = move || desk.read().as_ref().and_then(Desk::walk_away);
    let side = move |offer: fn(&Negotiation) -> Option<Offer>| {
        desk.read().as_ref().and_then(|desk| offer(&desk.negotiation)).map(|offer| offer.discount)
    };
    let (ours, theirs) = (move || side(Negotiation::our_offer), move || side(Negotiation::their_ask));
    let most = move || {
        let ends = [walk_away(), ours(), theirs()].into_iter().flatten().fold(15.0_f64, f64::max);
        (ends * 1.2 / 5.0).ceil() * 5.0
    };
    // The middle of the handle, which is 16 pixels wide, at a discount.
    let at = move |discount: f64| format!("calc(8px + (100% - 16px) * {:.4})", discount / most());
    let moved = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let asked: f64 = input.value().parse().unwrap_or_default();
        let held = walk_away().map_or(asked, |limit| asked.min(limit));
        input.set_value(&held.to_string());
        offer.update(|offer| offer.discount = held);
    };
    let mark = move |name: &'static str, discount: Option<f64>| {
        discount.map(|discount| {
            view! {
                <span class="sim-m" style:left=at(discount)>
                    {format!("{name} {}", locale.plain_percent(discount))}
                </span>
            }
        })
    };
    view! {
        <div class="sim-d">
            <label class="q2" for="sim-discount">
                {text::DISCOUNT}
            </label>
            <output class="sim-n" for="sim-discount">
                {move || locale.plain_percent(offer.read().discount)}
            </output>
        </div>
        <div class="sim-s">
            {move || {
                walk_away()
                    .map(|limit| {
                        view! {
                            <span class="sim-wt" style:left=at(limit)>
                                {text::walk_away_at(locale.plain_percent(limit))}
                            </span>
                        }
                    })
            }}
            <input
                id="sim-discount"
                type="range"
                min="0"
                step="0.5"
                max=move || most().to_string()
                prop:value=move || offer.read().discount.to_string()
                aria-valuetext=move || text::percent(locale.plain(offer.read().discount))
                on:input=moved
            />
            {move || {
                walk_away().map(|limit| view! { <span class="sim-x" style:left=at(limit) aria-hidden="true"></span> })
            }} <div class="sim-ms" aria-hidden="true">
                {move || mark(text::OUR_OFFER, ours())}
                {move || mark(text::THEIR_ASK, theirs())}
            </div>
        </div>
    }
}

#[component]
fn Choices(desk: Memo<Option<Desk>>, offer: RwSignal<Offer>) -> impl IntoView {
    let locale = use_store().locale();
    let known = move || {
        let desk = desk.get();
        let rounds = desk.map(|desk| desk.negotiation.rounds).unwrap_or_default();
        rounds.into_iter().map(|round| round.offer).chain([offer.get()]).collect::<Vec<_>>()
    };
    let lengths = move || {
        let mut all: Vec<u16> = LENGTHS.into_iter().chain(known().iter().map(|offer| offer.months)).collect();
        all.order_by(Ord::cmp);
        all.dedup();
        let option = |months: u16| MenuOption::new(months.to_string(), locale.count(months.into(), noun::MONTH));
        all.into_iter().map(option).collect::<Vec<_>>()
    };
    let rises = move || {
        let halves = (0..=12).map(|half| f64::from(half) / 2.0);
        let mut all: Vec<f64> = halves.chain(known().iter().map(|offer| offer.rise)).collect();
        all.order_by(f64::total_cmp);
        all.dedup();
        let option = |rise: f64| MenuOption::new(rise.to_string(), locale.plain_percent(rise));
        all.into_iter().map(option).collect::<Vec<_>>()
    };
    let set_months = move |key: String| offer.update(|offer| offer.months = key.parse().unwrap_or(offer.months));
    let set_rise = move |key: String| offer.update(|offer| offer.rise = key.parse().unwrap_or(offer.rise));
    view! {
        <div class="sim-o">
            <Menu
                label=text::TERM
                options=Signal::derive(lengths)
                chosen=Signal::derive(move || offer.read().months.to_string())
                on_choose=Callback::new(set_months)
            />
            <Menu
                label=text::PRICE_RISE_A_YEAR
                options=Signal::derive(rises)
                chosen=Signal::derive(move || offer.read().rise.to_string())
                on_choose=Callback::new(set_rise)
            />
        </div>
    }
}

/// Our offer, what is simulated, and their ask beside each other.
fn comparison(desk: &Desk, simulated: Offer, locale: Locale) -> AnyView {
    let list = thousands(desk.list_price);
    let (gives, gets) = (thousands(desk.gives), thousands(desk.gets));
    let now = desk.now.map(thousands);
    let walk_away = desk.walk_away().map(|discount| Offer { discount, ..simulated }.first_year(list));
    let columns = [desk.negotiation.our_offer(), Some(simulated), desk.negotiation.their_ask()];
    let row = |name: String, cell: &dyn Fn(Offer) -> (String, bool)| {
        let cells = columns.map(|offer| offer.map(cell).unwrap_or_default());
        offers_row(name, cells)
    };
    let fine = |text: String| (text, false);
    let crossed = |offer: Offer| !beyond(offer, &desk.terms).is_empty();
    let change = now.filter(|now| *now > 0.0).map(|now| {
        row(text::against_today(locale.number(now, 0)), &|offer| {
            fine(locale.signed_percent(offer.first_year(list) / now - 1.0, 1))
        })
    });
    let over = walk_away.map(|price| {
        row(text::over_the_walk_away(locale.number(price, 0)), &|offer| {
            let over = offer.first_year(list) - price;
            (locale.signed(over, 0), over < 0.0)
        })
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=text::OFFERS_COMPARED>
            <table class="tbl simr">
                <thead>
                    <tr>
                        <th scope="col">{text::thousands_of(desk.currency.code())}</th>
                        <th scope="col" class="r">
                            {text::OUR_OFFER_HEAD}
                        </th>
                        <th scope="col" class="r on">
                            {text::SIMULATED}
                        </th>
                        <th scope="col" class="r">
                            {text::THEIR_ASK_HEAD}
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {row(text::DISCOUNT.into(), &|offer| (locale.plain_percent(offer.discount), crossed(offer)))}
                    {row(text::TERM_MONTHS.into(), &|offer| fine(offer.months.to_string()))}
                    {row(text::FIRST_YEAR.into(), &|offer| fine(locale.number(offer.first_year(list), 0)))} {change}
                    {row(text::OVER_THE_TERM.into(), &|offer| fine(locale.number(offer.over_term(list), 0)))}
                    {row(
                        text::WITH_GIVES_AND_GETS.into(),
                        &|offer| fine(locale.number(offer.effective_value(list, gets, gives), 0)),
                    )}
                    {row(
                        text::THE_SAME_A_YEAR.into(),
                        &|offer| fine(
                            locale.number(offer.effective_value(list, gets, gives) / offer.years().max(1.0 / 12.0), 0),
                        ),
                    )} {over}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A row of the comparison: our offer, the simulated one, their ask, each with whether it crosses a line.
fn offers_row(name: String, cells: [(String, bool); 3]) -> impl IntoView {
    let cells = cells.into_iter().enumerate().map(|(column, (text, bad))| {
        let mark = bad.then(|| {
            view! {
                <Shape status=Status::Risk />
                " "
            }
        });
        view! {
            <td class="r" class:on=column == 1 class:bad=bad>
                {mark}
                {text}
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells.collect_view()}
        </tr>
    }
}

/// What to say where their ask lies beyond the walk-away.
fn stop(desk: &Desk, locale: Locale) -> Option<AnyView> {
    let asked = desk.negotiation.their_ask()?;
    let crossed = beyond(asked, &desk.terms);
    (!crossed.is_empty()).then(|| {
        let text = words::ask_beyond(&crossed, locale);
        view! {
            <p class="note risk">
                <Shape status=Status::Risk />
                <span>
                    <b>{text::STOP}</b>
                    {text}
                </span>
            </p>
        }
        .into_any()
    })
}
