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
        noun,
        screen::{common, growth as text},
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
            <Views label=common::VIEW views=Tab::Growth.views() />
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
        <Views
            label=text::OPPORTUNITIES_AS
            query="as"
            views=&[("", common::TABLE), ("board", text::BOARD)]
            class="as"
        />
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
            let forecast_about = text::arr_on_thousands_of(locale.date_long(date), books.currency().code());
            let explained = PipelineFigures { records, account: id, today, books: &books, locale };
            let beside = words::beside_pipeline(&pipeline, locale);
            view! {
                <dl class="figs ov">
                    <Figure label=common::ARR sub=text::RECURRING_REVENUE_A_YEAR explanation=Some(explained.arr(now))>
                        {money(now)}
                    </Figure>
                    <Figure
                        label=text::OPEN_PIPELINE
                        sub=locale.count(pipeline.open as i64, noun::OPPORTUNITY)
                        explanation=Some(explained.recurring(pipeline.recurring))
                    >
                        {money(pipeline.recurring)}
                    </Figure>
                    <Figure
                        label=text::WEIGHTED
                        sub=text::RECURRING_AMOUNT_PROBABILITY
                        explanation=Some(explained.recurring_weighted(pipeline.recurring_weighted))
                    >
                        {money(pipeline.recurring_weighted)}
                    </Figure>
                    <Figure
                        label=text::ONE_OFF_WEIGHTED
                        sub=common::out_of(money(pipeline.one_off))
                        explanation=Some(explained.one_off_weighted(pipeline.one_off_weighted))
                    >
                        {money(pipeline.one_off_weighted)}
                    </Figure>
                    <Figure
                        label=text::forecast(locale.date_long(date))
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
                let late = if opportunity.is_overdue(today) { text::AND_OVERDUE } else { "" };
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
                        close.unwrap_or_else(|| common::NO_DATE.into()).into(),
                    ],
                )
            });
            (rows.collect::<Vec<_>>(), all.len())
        })
    });
    view! {
        <Listing
            title=text::OPPORTUNITIES
            kind=Kind::Opportunity
            account=id
            head=&[
                Column::Text(text::OPPORTUNITY),
                Column::Text(common::KIND),
                Column::Text(text::PRODUCT),
                Column::Text(text::STAGE),
                Column::Number(text::RECURRING_A_YEAR),
                Column::Number(common::PROBABILITY),
                Column::Text(common::FORECAST),
                Column::Text(text::NEXT_STEP),
                Column::Text(text::COMPETITOR),
                Column::Number(text::CLOSE_DATE),
            ]
            rows=Signal::derive(move || opportunities.get().0)
            empty=text::RENEWALS_UPSELLS_CROSS_SELLS
        />
        {move || {
            (opportunities.read().1 > DRAWN)
                .then(|| {
                    view! {
                        <p class="q small">
                            {text::only_the_first(DRAWN, locale.number(opportunities.read().1 as f64, 0))}
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
        return store.complain(text::A_RENEWAL_IS_WON);
    }
    let today = untrack(|| store.today());
    let closes =
        if stage == Stage::Won { known.close_on.filter(|date| *date <= today).or(Some(today)) } else { known.close_on };
    let name = store.peek(|records| records.workspace().stage_name(stage)).to_lowercase();
    store.apply(Change::put(text::moved_to(&known.name, &name), Opportunity { stage, close_on: closes, ..known }));
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
    let columns = COLUMNS.into_iter().map(|stage| {
        let here = move || cards.get().into_iter().filter(move |(_, at, _)| *at == stage);
        let ids = Memo::new(move |_| here().map(|(id, ..)| id).take(DRAWN).collect::<Vec<_>>());
        let sum = move || locale.money(here().map(|(.., amount)| amount).sum::<Amount>());
        let name = Memo::new(move |_| store.workspace().stage_name(stage));
        let label = move || name.get();
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
                {text::ADD_OPPORTUNITY}
            </button>
        </p>
        <div class="scroll" tabindex="0" role="region" aria-label=text::BOARD>
            <div class="board">{columns.collect_view()}</div>
        </div>
        <p class="q small">{text::DRAG_A_CARD_OR}</p>
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
        opportunity.is_open().then(|| words::next_step(&opportunity, store.today(), locale))
    };
    let facts = move || {
        let opportunity = opportunity.read();
        let amount = opportunity.amount.map(|it| locale.money(it));
        let close = opportunity.close_on.map(|date| text::closes(locale.date_near(date, store.today())));
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
