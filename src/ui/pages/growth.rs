//! Growth: the pipeline as a table and as a board; whitespace, forecast, needs and insights, revenue are views of it.

use leptos::prelude::*;

use super::{
    growth_forecast::ForecastView, growth_needs::NeedsView, growth_revenue::RevenueView,
    growth_whitespace::WhitespaceView,
};
use crate::{
    domain::{
        Account, Change, Contract, Id, Kind, Opportunity, RevenueMovement,
        choice::{OpportunityKind, Stage},
        date::{Quarter, days_between},
        forecast::{commitment, forecast, pipeline, probability},
        revenue::arr,
    },
    state::Store,
    ui::{
        kit::{Drag, Draggable, Explanation, Figure, Glyph, Icon, ListRow, Listing, Preset, Views},
        route::{Tab, use_here, use_replace},
        shell::{panel_link, use_adding},
        use_store,
    },
};

/// How many rows a list draws at most; the search narrows it.
const DRAWN: usize = 200;

/// The page.
#[component]
pub fn Growth(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let here = use_here();
    let mode = here.query_memo("view");
    view! {
        <div class="ppl-bar">
            <Views label="View" views=Tab::Growth.views() />
        </div>
        {move || match mode.read().as_str() {
            "whitespace" => view! { <WhitespaceView id /> }.into_any(),
            "forecast" => view! { <ForecastView id /> }.into_any(),
            "needs" => view! { <NeedsView id /> }.into_any(),
            "revenue" => view! { <RevenueView id /> }.into_any(),
            _ => view! { <Pipeline id /> }.into_any(),
        }}
    }
}

#[component]
fn Pipeline(id: Id<Account>) -> impl IntoView {
    let here = use_here();
    let board = here.query_memo("as");
    view! {
        <Figures id />
        <Views label="Opportunities as" query="as" views=&[("", "Table"), ("board", "Board")] class="as" />
        {move || {
            if board.read().is_empty() {
                view! { <Opportunities id /> }.into_any()
            } else {
                view! { <Board id /> }.into_any()
            }
        }}
    }
}

#[component]
fn Figures(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    move || {
        let today = store.today();
        let date = Quarter::of(today).after().after().last_day();
        let (currency, pipeline, ahead, now) = store.read_account(id, |records| {
            let settings = records.workspace();
            let movements: Vec<&RevenueMovement> = records.of(id).collect();
            let opportunities: Vec<&Opportunity> = records.of(id).collect();
            let contracts: Vec<&Contract> = records.of(id).collect();
            (
                records.get(id).map(|account| account.currency).unwrap_or_default(),
                pipeline(opportunities.iter().copied(), &settings),
                forecast(&movements, &opportunities, &contracts, &settings, (today, date)),
                arr(movements.iter().copied(), today),
            )
        });
        let money = move |minor: f64| locale.minor(minor as i64, currency);
        let explanation = Explanation {
            about: format!("ARR on {}.", locale.date_long(date)),
            rows: vec![
                ("ARR today".into(), String::new(), money(ahead.today)),
                ("Dated movements".into(), "already entered for later".into(), money(ahead.dated)),
                ("Pipeline".into(), "recurring amount × probability, renewals left out".into(), money(ahead.pipeline)),
                ("Renewals".into(), "contract value × (probability − 1)".into(), money(ahead.renewals)),
            ],
            formula: "today + dated + pipeline + renewals".into(),
            result: money(ahead.total()),
        };
        view! {
            <dl class="figs ov">
                <Figure label="ARR" sub="recurring revenue a year">
                    {money(now as f64)}
                </Figure>
                <Figure label="Open pipeline" sub=locale.count(pipeline.open as i64, "opportunity")>
                    {money(pipeline.recurring as f64)}
                </Figure>
                <Figure label="Weighted" sub="recurring amount × probability">
                    {money(pipeline.recurring_weighted)}
                </Figure>
                <Figure label="One-off, weighted" sub=format!("of {}", money(pipeline.one_off as f64))>
                    {money(pipeline.one_off_weighted)}
                </Figure>
                <Figure
                    label=format!("Forecast, {}", locale.date_long(date))
                    sub="explained"
                    explanation=Some(explanation)
                >
                    {money(ahead.total())}
                </Figure>
            </dl>
        }
    }
}

#[component]
fn Opportunities(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let opportunities = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let settings = records.workspace();
            let mut all: Vec<&Opportunity> = records.of(id).collect();
            all.sort_by_key(|o| {
                let distance = o.close_on.map(|date| days_between(today, date));
                (!o.is_open(), if o.is_open() { distance } else { distance.map(|days| -days) }, o.id)
            });
            let rows = all.iter().take(DRAWN).map(|opportunity| {
                let product = records.find(opportunity.product).map(|product| product.name.clone()).unwrap_or_default();
                let is_open = opportunity.is_open();
                let odds = if is_open { locale.percent(probability(opportunity, &settings), 0) } else { String::new() };
                let sure = if is_open { commitment(opportunity, &settings).label() } else { "" };
                let step = match opportunity.next_step_on {
                    Some(date) if is_open && date < today => {
                        format!("{}, late since {}", opportunity.next_step, locale.date_near(date, today))
                    }
                    Some(date) if is_open => format!("{}, {}", opportunity.next_step, locale.date_near(date, today)),
                    _ if is_open && opportunity.next_step.is_empty() => "no next step".into(),
                    _ => opportunity.next_step.clone(),
                };
                let close = opportunity.close_on.map(|date| locale.date_near(date, today));
                ListRow::new(
                    opportunity.id,
                    vec![
                        opportunity.name.clone().into(),
                        opportunity.kind.label().into(),
                        product.into(),
                        settings.stage_name(opportunity.stage).into(),
                        opportunity.amount.map(|it| locale.money(it)).unwrap_or_default().into(),
                        odds.into(),
                        sure.into(),
                        step.into(),
                        opportunity.competitor.clone().into(),
                        close.unwrap_or_else(|| "no date".into()).into(),
                    ],
                )
            });
            (rows.collect::<Vec<_>>(), all.len())
        })
    });
    view! {
        <Listing
            title="Opportunities"
            kind=Kind::Opportunity
            account=id
            head=&[
                "Opportunity",
                "Kind",
                "Product",
                "Stage",
                "Recurring a year ",
                "Probability ",
                "Forecast",
                "Next step",
                "Competitor",
                "Close ",
            ]
            rows=Signal::derive(move || opportunities.get().0)
            empty="Renewals, upsells, cross-sells and new business, with their odds."
        />
        {move || {
            (opportunities.read().1 > DRAWN)
                .then(|| {
                    view! {
                        <p class="q small">
                            {format!(
                                "The first {DRAWN} of {}: open ones first, then the latest.",
                                locale.number(opportunities.read().1 as f64, 0),
                            )}
                        </p>
                    }
                })
        }}
    }
}

/// The stages that the board shows, in order.
const COLUMNS: [Stage; 6] =
    [Stage::Prospecting, Stage::Engaging, Stage::Proposal, Stage::Negotiation, Stage::Won, Stage::Lost];

fn move_to(store: Store, id: Id<Opportunity>, stage: Stage) {
    let Some(known) = store.peek(|records| records.get(id).cloned()).filter(|known| known.stage != stage) else {
        return;
    };
    if stage == Stage::Won && known.kind == OpportunityKind::Renewal {
        // A renewal brings its successor contract and its movement, which only signing it makes.
        return store.complain("A renewal is won by signing it: use “The renewal is signed” under Renewal.");
    }
    let today = untrack(|| store.today());
    let closes =
        if stage == Stage::Won { known.close_on.filter(|date| *date <= today).or(Some(today)) } else { known.close_on };
    let name = store.peek(|records| records.workspace().stage_name(stage)).to_lowercase();
    store.apply(Change::put(
        format!("moved “{}” to {name}", known.name),
        Opportunity { stage, close_on: closes, ..known },
    ));
}

/// A column per stage. A card is moved by mouse, by touch, and by the arrow keys.
#[component]
fn Board(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let adding = use_adding();
    let drag = Drag::new();
    let cards = Memo::new(move |_| {
        store.read_account(id, |records| {
            let mut all: Vec<(Id<Opportunity>, Stage, i64)> = records
                .of::<Opportunity>(id)
                .map(|opportunity| (opportunity.id, opportunity.stage, opportunity.amount.unwrap_or_default().minor))
                .collect();
            all.sort_by_key(|(id, _, amount)| (std::cmp::Reverse(*amount), *id));
            all
        })
    });
    let names = Memo::new(move |_| COLUMNS.map(|stage| store.workspace().stage_name(stage)));
    let currency = Memo::new(move |_| store.get(id).map(|account| account.currency).unwrap_or_default());
    let columns = COLUMNS.into_iter().enumerate().map(|(position, stage)| {
        let here = move || cards.get().into_iter().filter(move |(_, at, _)| *at == stage);
        let ids = Memo::new(move |_| here().map(|(id, ..)| id).take(DRAWN).collect::<Vec<_>>());
        let sum = move || locale.minor(here().map(|(.., amount)| amount).sum(), currency.get());
        let label = move || names.read()[position].clone();
        view! {
            <section class="bd-c" class:over=move || drag.is_over(stage.key()) data-place=stage.key() aria-label=label>
                <h2 class="h2">
                    {label}<small>{move || ids.read().len()}</small><span class="push q small">{sum}</span>
                </h2>
                <For each=move || ids.get() key=|id| *id let:card>
                    <Card id=card drag />
                </For>
            </section>
        }
    });
    view! {
        <p class="q2 plan-line">
            <button
                type="button"
                class="more-link"
                on:click=move |_| adding.open(Kind::Opportunity, Some(id), Preset::default())
            >
                "Add opportunity"
            </button>
        </p>
        <div class="scroll" tabindex="0" role="region" aria-label="Board">
            <div class="board">{columns.collect_view()}</div>
        </div>
        <p class="q small">"Drag a card, or move the focused one with the left and right arrow keys."</p>
    }
}

#[component]
fn Card(id: Id<Opportunity>, drag: Drag<Id<Opportunity>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let replace = use_replace();
    let opportunity = Memo::new(move |_| store.get(id).unwrap_or_default());
    let on_key = Callback::new(move |event: leptos::ev::KeyboardEvent| {
        let at = COLUMNS.iter().position(|stage| *stage == opportunity.get_untracked().stage).unwrap_or(0);
        let to = match event.key().as_str() {
            "ArrowRight" => (at + 1).min(COLUMNS.len() - 1),
            "ArrowLeft" => at.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        move_to(store, id, COLUMNS[to]);
        // The card is drawn anew in its new column; the focus follows it there.
        set_timeout(move || crate::ui::browser::focus(&format!("card-{id}")), std::time::Duration::ZERO);
    });
    let on_drop = Callback::new(move |place: String| {
        if let Some(stage) = COLUMNS.into_iter().find(|stage| place == stage.key()) {
            move_to(store, id, stage);
        }
    });
    let on_open = Callback::new(move |()| replace(untrack(|| panel_link(here, id))));
    let step = move || {
        let opportunity = opportunity.read();
        if !opportunity.is_open() {
            return None;
        }
        let text =
            if opportunity.next_step.is_empty() { "no next step".to_owned() } else { opportunity.next_step.clone() };
        let date = opportunity.next_step_on.map(|date| format!(", {}", locale.date_near(date, store.today())));
        Some(format!("{text}{}", date.unwrap_or_default()))
    };
    let facts = move || {
        let opportunity = opportunity.read();
        let amount = opportunity.amount.map(|it| locale.money(it));
        let close = opportunity.close_on.map(|date| format!("closes {}", locale.date_near(date, store.today())));
        let odds = opportunity.is_open().then(|| locale.percent(probability(&opportunity, &store.workspace()), 0));
        [amount, odds, close].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let against = move || Some(opportunity.read().competitor.clone()).filter(|name| !name.is_empty());
    view! {
        <Draggable drag thing=id id=format!("card-{id}") class="bd-k" on_drop on_open on_key>
            <span class="mid">{move || opportunity.read().name.clone()}</span>
            <span class="small">{facts}</span>
            <span class="q small">{step}</span>
            {move || {
                against()
                    .map(|name| {
                        view! {
                            <span class="q small">
                                <Icon glyph=Glyph::Swap />
                                " "
                                {name}
                            </span>
                        }
                    })
            }}
        </Draggable>
    }
}
