//! Growth: the pipeline as a table and as a board; whitespace, forecast, needs and insights, revenue are views of it.

use leptos::prelude::*;

mod forecast;
mod needs;
mod revenue;
mod whitespace;

pub use self::needs::InsightPanel;
use self::{forecast::ForecastView, needs::NeedsView, revenue::RevenueView, whitespace::WhitespaceView};
use crate::{
    domain::{
        Account, Amount, Change, Id, Kind, Opportunity, Order,
        choice::{OpportunityKind, Stage},
        forecast::{Sources, commitment, pipeline, probability},
        revenue::{Books, arr},
    },
    state::Store,
    ui::{
        kit::{Column, Drag, Draggable, Figure, Glyph, Icon, ListRow, Listing, Preset, Views, rates_note},
        route::{Tab, use_here, use_navigator},
        shell::{panel_link, use_adding},
        use_store,
    },
    words::{
        self,
        explain::{self, PipelineFigures},
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
        store.read_account(id, |records| {
            let settings = records.workspace();
            let books = Books::of_account(records, &settings, id, today);
            let date = settings.quarter(today).after().after().last_day();
            let ahead = Sources::of(records, id, &settings, today).forecast(date, &books);
            let pipeline = pipeline(records.of(id), &settings, today, &books);
            let now = arr(records.of(id), today, &books);
            let left_out = rates_note(&books.missing(), locale);
            let money = move |amount: Amount| locale.money(amount);
            let forecast_about =
                format!("ARR on {}. Thousands of {}.", locale.date_long(date), books.currency().code());
            let explained = PipelineFigures { records, account: id, today, books: &books, locale };
            let beside = words::beside_pipeline(&pipeline, locale);
            view! {
                <dl class="figs ov">
                    <Figure label="ARR" sub="recurring revenue a year" explanation=Some(explained.arr(now))>
                        {money(now)}
                    </Figure>
                    <Figure
                        label="Open pipeline"
                        sub=locale.count(pipeline.open as i64, "opportunity")
                        explanation=Some(explained.recurring(pipeline.recurring))
                    >
                        {money(pipeline.recurring)}
                    </Figure>
                    <Figure
                        label="Weighted"
                        sub="recurring amount × probability"
                        explanation=Some(explained.recurring_weighted(pipeline.recurring_weighted))
                    >
                        {money(pipeline.recurring_weighted)}
                    </Figure>
                    <Figure
                        label="One-off, weighted"
                        sub=format!("of {}", money(pipeline.one_off))
                        explanation=Some(explained.one_off_weighted(pipeline.one_off_weighted))
                    >
                        {money(pipeline.one_off_weighted)}
                    </Figure>
                    <Figure
                        label=format!("Forecast, {}", locale.date_long(date))
                        sub=words::renewals_not_judged(ahead.assumed, locale)
                        explanation=Some(explain::forecast(ahead, forecast_about, locale))
                    >
                        {money(ahead.total())}
                    </Figure>
                </dl>
                {(!beside.is_empty()).then(|| view! { <p class="q small">{beside}</p> })}
                {left_out}
            }
            .into_any()
        })
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
            let all = records.opportunities_in_order(id, today);
            let rows = all.iter().take(DRAWN).map(|opportunity| {
                let product = records.find(opportunity.product).map(|product| product.name.clone()).unwrap_or_default();
                let is_open = opportunity.is_open();
                let odds = if is_open { locale.percent(probability(opportunity, &settings), 0) } else { String::new() };
                let sure = if is_open { commitment(opportunity, &settings).label() } else { "" };
                let step = words::next_step(opportunity, today, locale);
                let late = if opportunity.is_overdue(today) { ", overdue" } else { "" };
                let close = opportunity.close_on.map(|date| format!("{}{late}", locale.date_near(date, today)));
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
                Column::Text("Opportunity"),
                Column::Text("Kind"),
                Column::Text("Product"),
                Column::Text("Stage"),
                Column::Number("Recurring a year"),
                Column::Number("Probability"),
                Column::Text("Forecast"),
                Column::Text("Next step"),
                Column::Text("Competitor"),
                Column::Number("Close"),
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
        let today = store.today();
        store.read_account(id, |records| {
            let settings = records.workspace();
            let books = Books::of_account(records, &settings, id, today);
            let card = |deal: &Opportunity| (deal.id, deal.stage, books.enter_some(deal.amount));
            let mut all: Vec<(Id<Opportunity>, Stage, Amount)> = records.of::<Opportunity>(id).map(card).collect();
            all.order_by(|(a, _, of_a), (b, _, of_b)| of_b.compare(*of_a).then(a.cmp(b)));
            all
        })
    });
    let names = Memo::new(move |_| COLUMNS.map(|stage| store.workspace().stage_name(stage)));
    let columns = COLUMNS.into_iter().enumerate().map(|(position, stage)| {
        let here = move || cards.get().into_iter().filter(move |(_, at, _)| *at == stage);
        let ids = Memo::new(move |_| here().map(|(id, ..)| id).take(DRAWN).collect::<Vec<_>>());
        let sum = move || locale.money(here().map(|(.., amount)| amount).sum::<Amount>());
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
    let navigator = use_navigator();
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
    let on_open = Callback::new(move |()| navigator.replace(&untrack(|| panel_link(here, id))));
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
