//! What is given, and what is got for it.

use leptos::prelude::*;

use super::thousands;
use crate::{
    domain::{
        Account, Currency, Id, Kind, Money, Negotiation, Trade, choice::TradeState, negotiation::Desk, status::Status,
    },
    ui::{
        kit::{Glyph, Icon, InternalOnly, Preset, Shape, StatusWord, rates_note},
        route::use_here,
        shell::{panel_link, use_adding},
        use_store,
    },
    words::{
        format, noun,
        screen::{common, negotiation as text},
    },
};

/// The trades with their sum.
#[component]
pub fn Trades(id: Id<Account>, negotiation: Id<Negotiation>, desk: Memo<Option<Desk>>) -> impl IntoView {
    let locale = use_store().locale();
    let adding = use_adding();
    let add =
        move |_| adding.open(Kind::Trade, Some(id), Preset::default().with("negotiation", negotiation.to_string()));
    let trades = move || desk.get().map(|desk| desk.trades).unwrap_or_default();
    let currency = move || desk.read().as_ref().map(|desk| desk.currency);
    let row = move |trade: Trade| view! { <TradeRow trade currency=currency() /> };
    let foot = move || {
        let desk = desk.get()?;
        let (gives, gets) = (thousands(desk.gives), thousands(desk.gets));
        let count = desk.trades.iter().filter(|trade| trade.state != TradeState::Dropped).count();
        Some(view! {
            <tr>
                <td>{format::sentence(&format::counted(count, noun::TRADE))}</td>
                <td class="r">{locale.number(gives, 0)}</td>
                <td></td>
                <td></td>
                <td class="r">{locale.number(gets, 0)}</td>
                <td>{text::balance(locale.signed(gets - gives, 0))}</td>
            </tr>
        })
    };
    let unit = move || desk.read().as_ref().map(|desk| text::thousands_of_a_year(desk.currency.code()));
    let is_empty = move || desk.read().as_ref().is_none_or(|desk| desk.trades.is_empty());
    let left_out = move || desk.read().as_ref().and_then(|desk| rates_note(&desk.missing, locale));
    view! {
        <h2 class="h2">
            {text::GIVE_AND_GET}<small>{unit}</small><span class="push row-acts">
                <button type="button" class="more-link" on:click=add>
                    {text::ADD_TRADE}
                </button>
                <InternalOnly />
            </span>
        </h2>
        <Show
            when=move || !is_empty()
            fallback=|| {
                view! { <p class="empty">{text::WHAT_THEY_ASK_FOR}</p> }
            }
        >
            <div class="scroll" tabindex="0" role="region" aria-label=text::GIVE_AND_GET>
                <table class="tbl gg">
                    <thead>
                        <tr>
                            <th scope="col">{text::WE_GIVE}</th>
                            <th scope="col" class="r">
                                {text::COSTS_US}
                            </th>
                            <td></td>
                            <th scope="col">{text::WE_GET}</th>
                            <th scope="col" class="r">
                                {text::WORTH}
                            </th>
                            <th scope="col">{common::STATE}</th>
                        </tr>
                    </thead>
                    <tbody>{move || trades().into_iter().map(row).collect_view()}</tbody>
                    <tfoot>{foot}</tfoot>
                </table>
            </div>
            {left_out}
        </Show>
    }
}

/// A trade: a give without a get stands out.
#[component]
fn TradeRow(trade: Trade, currency: Option<Currency>) -> impl IntoView {
    let locale = use_store().locale();
    let here = use_here();
    let (id, dropped) = (trade.id, trade.state == TradeState::Dropped);
    let gap = trade.get.trim().is_empty() && !dropped;
    let status = match trade.state {
        TradeState::Agreed => Status::Good,
        TradeState::Asked | TradeState::Offered | TradeState::Dropped => Status::Unknown,
    };
    let amount = |amount: Option<Money>| {
        let amount = amount?;
        let number = locale.number(thousands(amount.into()), 0);
        let is_own = Some(amount.currency()) == currency;
        Some(if is_own { number } else { locale.with_unit(&number, amount.currency().code()) })
    };
    let get = if gap {
        view! {
            <span class="bad">
                <Shape status=Status::Risk />
                {text::NOTHING_YET}
            </span>
            <a class="more-link" href=move || panel_link(here, id)>
                {text::ASK_FOR_SOMETHING}
            </a>
        }
        .into_any()
    } else {
        trade.get.clone().into_any()
    };
    let give = if trade.give.is_empty() { text::NOTHING_LOWER.to_owned() } else { trade.give.clone() };
    view! {
        <tr class:gap=gap class:q=dropped>
            <td>
                <a href=move || panel_link(here, id)>{give}</a>
            </td>
            <td class="r">{amount(trade.cost)}</td>
            <td class="gsep">
                <Icon glyph=Glyph::Swap />
            </td>
            <td>{get}</td>
            <td class="r">{amount(trade.worth)}</td>
            <td>
                <StatusWord status word=trade.state.label() />
            </td>
        </tr>
    }
}
