//! The negotiation of a renewal: what we give and get, who agrees, and what an offer is worth against the walk-away.
//! All of it is internal: nothing here has a wording for the client, and no file for others holds it.

use leptos::prelude::*;

use super::approvals::Approvals;
use crate::{
    domain::{
        Account, Amount, Change, Contract, Currency, Edit, Entity, Id, Kind, Locale, MissingRates, Money, Negotiation,
        Order, Term, Trade,
        choice::{Lever, TradeState},
        negotiation::{Crossed, Offer, Round, beyond, latest, levers, point, record, sums},
        parse,
        revenue::Books,
        status::Status,
    },
    ui::{
        kit::{
            Column, Glyph, Icon, InternalOnly, ListRow, Listing, Preset, RecordFields, Shape, StatusWord, rates_note,
        },
        route::use_here,
        shell::{panel_link, use_adding},
        use_store,
    },
    words::{self, format},
};

/// What the page knows of a negotiation.
#[derive(Clone, PartialEq)]
struct Table {
    negotiation: Negotiation,
    terms: Vec<Term>,
    trades: Vec<Trade>,
    /// The list price a year, in the account's currency as the three below.
    list_price: Amount,
    /// What the contract costs a year today.
    now: Option<Amount>,
    /// What is given a year.
    gives: Amount,
    /// What is got a year.
    gets: Amount,
    currency: Currency,
    /// The rates that some of these amounts lack.
    missing: MissingRates,
}

impl Table {
    /// The list price in thousands; everything on this page is.
    fn list(&self) -> f64 {
        thousands(self.list_price)
    }

    /// What is given and got a year, in thousands.
    fn sums(&self) -> (f64, f64) {
        (thousands(self.gives), thousands(self.gets))
    }

    fn walk_away(&self) -> Option<f64> {
        self.terms.iter().find(|term| term.lever == Some(Lever::Discount)).and_then(|term| term.walk_away)
    }

    /// The offer to begin with: ours, else what is expected, else a year at the list price.
    fn start(&self) -> Offer {
        let base = Offer { discount: 0.0, rise: 0.0, months: 12 };
        let expected = point(&self.terms, |term| term.expected.or(term.target), base);
        latest(&self.negotiation, false).unwrap_or(expected)
    }
}

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
    let table = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let open = records.of::<Negotiation>(id).filter(|negotiation| negotiation.closed_on.is_none());
            let negotiation = open.max_by_key(|negotiation| negotiation.id)?.clone();
            let terms = records.in_order::<Term>(id).into_iter();
            let terms: Vec<Term> = terms.filter(|term| term.negotiation == negotiation.id).cloned().collect();
            let trades = records.in_order::<Trade>(id).into_iter();
            let trades: Vec<Trade> = trades.filter(|trade| trade.negotiation == negotiation.id).cloned().collect();
            let contract = records.find(negotiation.contract);
            let settings = records.workspace();
            let books = Books::of_account(records, &settings, id, today);
            let now = contract.and_then(|contract| contract.amount).map(|amount| books.enter(amount));
            let list_price = books.enter_some(negotiation.list_price);
            let (gives, gets) = sums(trades.iter(), &books);
            let (currency, missing) = (books.currency(), books.missing());
            Some(Table { negotiation, terms, trades, list_price, now, gives, gets, currency, missing })
        })
    });
    let open = Memo::new(move |_| table.read().as_ref().map(|table| table.negotiation.id));
    let past = Memo::new(move |_| {
        let shown = open.get();
        store.read_account(id, |records| {
            let all = records.in_order::<Negotiation>(id).into_iter();
            let others = all.filter(|negotiation| Some(negotiation.id) != shown);
            let rows = others.map(|negotiation| {
                let ended = negotiation.closed_on.map_or_else(|| "open".to_owned(), |day| locale.date(day));
                let last = latest(negotiation, false)
                    .map(|offer| format!("{}, {} months", locale.plain_percent(offer.discount), offer.months));
                let cells = vec![
                    negotiation.name.clone().into(),
                    ended.into(),
                    negotiation.rounds.len().to_string().into(),
                    last.unwrap_or_default().into(),
                    negotiation.rationale.clone().into(),
                ];
                ListRow::new(negotiation.id, cells)
            });
            rows.collect::<Vec<_>>()
        })
    });
    let begin = move |_| {
        let contract = contract.get_untracked();
        let negotiation = Negotiation {
            id: store.new_id(),
            account: id,
            name: contract.as_ref().map_or("Renewal".into(), |contract| format!("Renewal of {}", contract.name)),
            list_price: contract.as_ref().and_then(|contract| contract.amount),
            contract: contract.map(|contract| contract.id),
            ..Negotiation::default()
        };
        let terms = levers(id, negotiation.id, words::lever, || store.new_id());
        let edits = terms.into_iter().map(|term| Edit::Put(term.into_record()));
        let edits = std::iter::once(Edit::Put(negotiation.into_record())).chain(edits).collect();
        store.apply(Change::new("began the negotiation", edits));
    };
    let desk = move || match open.get() {
        None => view! {
            <section class="listing">
                <h2 class="h2">
                    "Negotiation"<span class="push">
                        <InternalOnly />
                    </span>
                </h2>
                <p class="empty">
                    "Agree with your leadership what you want, what you expect and where you walk away; then trade, \
                    never give." <button type="button" class="btn" on:click=begin>
                        <Icon glyph=Glyph::Plus />
                        <span>"Begin the negotiation"</span>
                    </button>
                </p>
            </section>
        }
        .into_any(),
        Some(negotiation) => {
            let table = Memo::new(move |_| table.get());
            view! { <Desk id negotiation table /> }.into_any()
        }
    };
    view! {
        {desk}
        <Show when=move || !past.read().is_empty()>
            <Listing
                title="Earlier negotiations"
                kind=Kind::Negotiation
                account=id
                head=&[
                    Column::Text("Negotiation"),
                    Column::Text("Closed"),
                    Column::Number("Rounds"),
                    Column::Text("Our last offer"),
                    Column::Text("Decisions and reasons"),
                ]
                rows=past
                empty=""
            />
        </Show>
    }
}

#[component]
fn Desk(id: Id<Account>, negotiation: Id<Negotiation>, table: Memo<Option<Table>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let terms = Memo::new(move |_| {
        let number = |value: Option<f64>| value.map(|value| locale.plain(value)).unwrap_or_else(|| "not agreed".into());
        let of = |table: &Table| {
            table
                .terms
                .iter()
                .map(|term| {
                    let cells = vec![
                        term.name.clone().into(),
                        term.unit.clone().into(),
                        number(term.target).into(),
                        number(term.expected).into(),
                        number(term.walk_away).into(),
                    ];
                    ListRow::new(term.id, cells)
                })
                .collect::<Vec<_>>()
        };
        table.read().as_ref().map(of).unwrap_or_default()
    });
    let close = move |_| {
        if let Some(open) = store.peek(|records| records.get(negotiation).cloned()) {
            let closed_on = Some(untrack(|| store.today()));
            store.apply_and_tell(Change::put("closed the negotiation", Negotiation { closed_on, ..open }));
        }
    };
    view! {
        <div class="rw2">
            <div>
                <Trades id negotiation table />
                <Approvals account=id of=negotiation.0 title="Approvals" usual=&[] />
            </div>
            <Simulator table />
        </div>
        <div class="rw2 rw-t">
            <div>
                <Listing
                    title="Terms"
                    kind=Kind::Term
                    account=id
                    preset=Preset::default().with("negotiation", negotiation.to_string())
                    head=&[
                        Column::Text("Term"),
                        Column::Text("Unit"),
                        Column::Number("Target"),
                        Column::Number("Expected"),
                        Column::Number("Walk away"),
                    ]
                    rows=terms
                    empty="What is negotiated, where you want to end, and the point agreed with leadership beyond \
                    which you leave."
                />
                <section class="reasons">
                    <h2 class="h2">
                        "For the next time"<span class="push">
                            <InternalOnly />
                        </span>
                    </h2>
                    <RecordFields key=negotiation.into() only=&["rationale"] />
                    <p class="plan-line">
                        <a class="more-link" href=move || panel_link(here, negotiation)>
                            "Name, list price and contract"
                        </a>
                        " "
                        <button type="button" class="more-link" on:click=close>
                            "Close the negotiation"
                        </button>
                    </p>
                </section>
            </div>
            <Rounds negotiation table />
        </div>
    }
}

#[component]
fn Trades(id: Id<Account>, negotiation: Id<Negotiation>, table: Memo<Option<Table>>) -> impl IntoView {
    let locale = use_store().locale();
    let here = use_here();
    let adding = use_adding();
    let add =
        move |_| adding.open(Kind::Trade, Some(id), Preset::default().with("negotiation", negotiation.to_string()));
    let trades = move || table.get().map(|table| table.trades).unwrap_or_default();
    let row = move |trade: Trade| {
        let (id, dropped) = (trade.id, trade.state == TradeState::Dropped);
        let gap = trade.get.trim().is_empty() && !dropped;
        let status = match trade.state {
            TradeState::Agreed => Status::Good,
            TradeState::Asked | TradeState::Offered | TradeState::Dropped => Status::Unknown,
        };
        let currency = table.read().as_ref().map(|table| table.currency);
        let amount = |amount: Option<Money>| {
            amount.map(|amount| {
                let number = locale.number(thousands(amount.into()), 0);
                if Some(amount.currency()) == currency {
                    number
                } else {
                    locale.with_unit(&number, amount.currency().code())
                }
            })
        };
        let get = if gap {
            view! {
                <span class="bad">
                    <Shape status=Status::Risk />
                    " nothing yet"
                </span>
                <a class="more-link" href=move || panel_link(here, id)>
                    "Ask for something"
                </a>
            }
            .into_any()
        } else {
            trade.get.clone().into_any()
        };
        let give = if trade.give.is_empty() { "nothing".to_owned() } else { trade.give.clone() };
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
    };
    let foot = move || {
        let table = table.get()?;
        let (gives, gets) = table.sums();
        let count = table.trades.iter().filter(|trade| trade.state != TradeState::Dropped).count();
        Some(view! {
            <tr>
                <td>
                    {format::sentence(
                        &format!("{} {}", format::word(count), if count == 1 { "trade" } else { "trades" }),
                    )}
                </td>
                <td class="r">{locale.number(gives, 0)}</td>
                <td></td>
                <td></td>
                <td class="r">{locale.number(gets, 0)}</td>
                <td>{format!("balance {}", locale.signed(gets - gives, 0))}</td>
            </tr>
        })
    };
    let unit = move || table.read().as_ref().map(|table| format!("thousands of {} a year", table.currency.code()));
    let is_empty = move || table.read().as_ref().is_none_or(|table| table.trades.is_empty());
    let left_out = move || table.read().as_ref().and_then(|table| rates_note(&table.missing, locale));
    view! {
        <h2 class="h2">
            "Give and get"<small>{unit}</small><span class="push row-acts">
                <button type="button" class="more-link" on:click=add>
                    "Add trade"
                </button>
                <InternalOnly />
            </span>
        </h2>
        <Show
            when=move || !is_empty()
            fallback=|| {
                view! {
                    <p class="empty">
                        "What they ask for, what it costs you, and what you want for it. A give without a get stands \
                        out."
                    </p>
                }
            }
        >
            <div class="scroll" tabindex="0" role="region" aria-label="Give and get">
                <table class="tbl gg">
                    <thead>
                        <tr>
                            <th scope="col">"We give"</th>
                            <th scope="col" class="r">
                                "Costs us"
                            </th>
                            <td></td>
                            <th scope="col">"We get"</th>
                            <th scope="col" class="r">
                                "Worth"
                            </th>
                            <th scope="col">"State"</th>
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

/// Lengths that are offered, in months.
const LENGTHS: [u16; 5] = [12, 24, 36, 48, 60];

#[component]
fn Simulator(table: Memo<Option<Table>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let start = table.get_untracked().map(|table| table.start()).unwrap_or_default();
    let offer = RwSignal::new(start);
    let list = move || table.read().as_ref().map(Table::list).unwrap_or_default();
    let take = move |_| {
        let Some(table) = table.get_untracked() else { return };
        let date = untrack(|| store.today());
        let round = Round { id: store.new_id(), date, offer: offer.get_untracked(), ..Round::default() };
        match record(&table.negotiation, round, &table.terms) {
            Ok(with_round) => store.apply_and_tell(Change::put("recorded our offer", with_round)),
            Err(crossed) => store.complain(refused(&crossed, locale)),
        }
    };
    view! {
        <section class="simu" aria-label="Simulator">
            <h2 class="h2">
                "Simulator"
                <small>
                    {move || {
                        table
                            .read()
                            .as_ref()
                            .map(|table| {
                                format!(
                                    "list price {} a year",
                                    table
                                        .negotiation
                                        .list_price
                                        .map_or("not entered".into(), |amount| locale.money(amount)),
                                )
                            })
                    }}
                </small><span class="push">
                    <InternalOnly />
                </span>
            </h2>
            {move || {
                (list() <= 0.0)
                    .then(|| {
                        view! {
                            <p class="note plain">"Enter the list price under “Name, list price and contract”."</p>
                        }
                    })
            }}
            <Slider table offer />
            <Choices table offer />
            {move || table.get().map(|table| comparison(&table, offer.get(), locale))}
            {move || table.get().and_then(|table| stop(&table, locale))}
            <p class="sim-a">
                <button type="button" class="btn" on:click=take>
                    "Record as our offer"
                </button>
            </p>
        </section>
    }
}

/// The discount, held at the walk-away.
#[component]
fn Slider(table: Memo<Option<Table>>, offer: RwSignal<Offer>) -> impl IntoView {
    let locale = use_store().locale();
    let walk_away = move || table.read().as_ref().and_then(Table::walk_away);
    let side = move |theirs: bool| {
        table.read().as_ref().and_then(|table| latest(&table.negotiation, theirs)).map(|offer| offer.discount)
    };
    let most = move || {
        let ends = [walk_away(), side(false), side(true)].into_iter().flatten().fold(15.0_f64, f64::max);
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
                "Discount"
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
                                {format!("walk away at {}", locale.plain_percent(limit))}
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
                aria-valuetext=move || format!("{} percent", locale.plain(offer.read().discount))
                on:input=moved
            />
            {move || {
                walk_away().map(|limit| view! { <span class="sim-x" style:left=at(limit) aria-hidden="true"></span> })
            }} <div class="sim-ms" aria-hidden="true">
                {move || mark("our offer", side(false))}
                {move || mark("their ask", side(true))}
            </div>
        </div>
    }
}

#[component]
fn Choices(table: Memo<Option<Table>>, offer: RwSignal<Offer>) -> impl IntoView {
    let locale = use_store().locale();
    let known = move || {
        let table = table.get();
        let rounds = table.map(|table| table.negotiation.rounds).unwrap_or_default();
        rounds.into_iter().map(|round| round.offer).chain([offer.get()]).collect::<Vec<_>>()
    };
    let lengths = move || {
        let mut all: Vec<u16> = LENGTHS.into_iter().chain(known().iter().map(|offer| offer.months)).collect();
        all.order_by(Ord::cmp);
        all.dedup();
        let option = |months: u16| {
            view! {
                <option value=months.to_string() selected=move || offer.read().months == months>
                    {format!("{months} months")}
                </option>
            }
        };
        all.into_iter().map(option).collect_view()
    };
    let rises = move || {
        let mut all: Vec<f64> =
            (0..=12).map(|half| f64::from(half) / 2.0).chain(known().iter().map(|offer| offer.rise)).collect();
        all.order_by(f64::total_cmp);
        all.dedup();
        let option = |rise: f64| {
            view! {
                <option value=rise.to_string() selected=move || offer.read().rise == rise>
                    {locale.plain_percent(rise)}
                </option>
            }
        };
        all.into_iter().map(option).collect_view()
    };
    let chosen = |event: &leptos::ev::Event| event_target_value(event).parse::<f64>().unwrap_or_default();
    view! {
        <div class="sim-o">
            <label class="field">
                <span>"Term"</span>
                <select on:change=move |event| {
                    offer.update(|offer| offer.months = chosen(&event) as u16)
                }>{lengths}</select>
            </label>
            <label class="field">
                <span>"Price rise a year"</span>
                <select on:change=move |event| offer.update(|offer| offer.rise = chosen(&event))>{rises}</select>
            </label>
        </div>
    }
}

/// Our offer, what is simulated, and their ask beside each other.
fn comparison(table: &Table, simulated: Offer, locale: Locale) -> AnyView {
    let list = table.list();
    let (gives, gets) = table.sums();
    let now = table.now.map(thousands);
    let walk_away = table.walk_away().map(|discount| Offer { discount, ..simulated }.first_year(list));
    let columns = [latest(&table.negotiation, false), Some(simulated), latest(&table.negotiation, true)];
    let row = |name: String, cell: &dyn Fn(Offer) -> (String, bool)| {
        let cells = columns.iter().enumerate().map(|(column, offer)| {
            let (text, bad) = offer.map(cell).unwrap_or_default();
            view! {
                <td class="r" class:on=column == 1 class:bad=bad>
                    {bad
                        .then(|| {
                            view! {
                                <Shape status=Status::Risk />
                                " "
                            }
                        })}
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
    };
    let fine = |text: String| (text, false);
    let crossed = |offer: Offer| !beyond(offer, &table.terms).is_empty();
    let change = now.filter(|now| *now > 0.0).map(|now| {
        row(format!("Against today, {}", locale.number(now, 0)), &|offer| {
            fine(locale.signed_percent(offer.first_year(list) / now - 1.0, 1))
        })
    });
    let over = walk_away.map(|price| {
        row(format!("Over the walk-away, {}", locale.number(price, 0)), &|offer| {
            let over = offer.first_year(list) - price;
            (locale.signed(over, 0), over < 0.0)
        })
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Offers compared">
            <table class="tbl simr">
                <thead>
                    <tr>
                        <th scope="col">{format!("Thousands of {}", table.currency.code())}</th>
                        <th scope="col" class="r">
                            "Our offer"
                        </th>
                        <th scope="col" class="r on">
                            "Simulated"
                        </th>
                        <th scope="col" class="r">
                            "Their ask"
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {row("Discount".into(), &|offer| (locale.plain_percent(offer.discount), crossed(offer)))}
                    {row("Term, months".into(), &|offer| fine(offer.months.to_string()))}
                    {row("First year".into(), &|offer| fine(locale.number(offer.first_year(list), 0)))} {change}
                    {row("Over the term".into(), &|offer| fine(locale.number(offer.over_term(list), 0)))}
                    {row(
                        "With gives and gets".into(),
                        &|offer| fine(locale.number(offer.effective_value(list, gets, gives), 0)),
                    )}
                    {row(
                        "The same, a year".into(),
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

/// What to say where their ask lies beyond the walk-away.
fn stop(table: &Table, locale: Locale) -> Option<AnyView> {
    let asked = latest(&table.negotiation, true)?;
    let crossed = beyond(asked, &table.terms);
    (!crossed.is_empty()).then(|| {
        let text = format!(
            "Their {}. It cannot be our offer: go back with the value anchor, or end the round.",
            words::crossed(&crossed, locale)
        );
        view! {
            <p class="note risk">
                <Shape status=Status::Risk />
                <span>
                    <b>"Stop. "</b>
                    {text}
                </span>
            </p>
        }
        .into_any()
    })
}

/// Why an offer of ours is refused.
fn refused(crossed: &[Crossed], locale: Locale) -> String {
    format!("This cannot be our offer: {}.", words::crossed(crossed, locale))
}

/// What was offered and asked for, the latest first, and the form for the next round.
#[component]
fn Rounds(negotiation: Id<Negotiation>, table: Memo<Option<Table>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let fields = [RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new())];
    let note = RwSignal::new(String::new());
    let theirs = RwSignal::new(true);
    let problem = RwSignal::new(String::new());
    let log = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(table) = table.get_untracked() else { return };
        let [discount, rise, months] = fields.map(|field| parse::number(&field.get_untracked(), locale));
        let months = months.filter(|months| months.fract() == 0.0 && (1.0..=600.0).contains(months));
        let share = |percent: &f64| (-100.0..=100.0).contains(percent);
        let (Some(discount), Some(rise), Some(months)) = (discount.filter(share), rise.filter(share), months) else {
            return problem.set("A discount and a rise in percent, and the months of the term: 10, 3 and 36.".into());
        };
        let round = Round {
            id: store.new_id(),
            date: untrack(|| store.today()),
            theirs: theirs.get_untracked(),
            offer: Offer { discount, rise, months: months as u16 },
            note: note.get_untracked().trim().to_owned(),
        };
        match record(&table.negotiation, round, &table.terms) {
            Ok(with_round) => {
                problem.set(String::new());
                fields.iter().for_each(|field| field.set(String::new()));
                note.set(String::new());
                store.apply_and_tell(Change::put("logged a round", with_round));
            }
            Err(crossed) => problem.set(refused(&crossed, locale)),
        }
    };
    let rows = move || {
        let rounds = table.get().map(|table| table.negotiation.rounds).unwrap_or_default();
        rounds
            .into_iter()
            .rev()
            .map(|round| {
                let offer = format!(
                    "{}, {} rise, {} months",
                    locale.plain_percent(round.offer.discount),
                    locale.plain_percent(round.offer.rise),
                    round.offer.months
                );
                let remove = move |_| {
                    let known = store.peek(|records| records.get(negotiation).cloned());
                    if let Some(mut known) = known {
                        known.rounds.retain(|other| other.id != round.id);
                        store.apply_and_tell(Change::put("removed a round", known));
                    }
                };
                view! {
                    <li>
                        <span class="q nowrap">{locale.date_near(round.date, store.today())}</span>
                        <span class="rnd">
                            <span>
                                <b class="mid">{if round.theirs { "They ask " } else { "We offer " }}</b>
                                {offer}
                            </span>
                            <span class="q small">{round.note}</span>
                        </span>
                        <button type="button" class="icon-btn push" aria-label="Remove the round" on:click=remove>
                            <Icon glyph=Glyph::Close />
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let input = |label: &'static str, field: RwSignal<String>| {
        view! {
            <label class="field">
                <span>{label}</span>
                <input
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=move || field.get()
                    on:input=move |event| field.set(event_target_value(&event))
                />
            </label>
        }
    };
    view! {
        <section class="rounds">
            <h2 class="h2">
                "Rounds"<span class="push">
                    <InternalOnly />
                </span>
            </h2>
            <ul class="nxt">{rows}</ul>
            <form class="round-f" on:submit=log novalidate>
                <label class="field">
                    <span>"Who"</span>
                    <select on:change=move |event| theirs.set(event_target_value(&event) == "theirs")>
                        <option value="theirs" selected=move || theirs.get()>
                            "They ask"
                        </option>
                        <option value="ours" selected=move || !theirs.get()>
                            "We offer"
                        </option>
                    </select>
                </label>
                {input("Discount, %", fields[0])}
                {input("Rise, %", fields[1])}
                {input("Months", fields[2])}
                <label class="field wide">
                    <span>"What was said"</span>
                    <input
                        type="text"
                        autocomplete="off"
                        prop:value=move || note.get()
                        on:input=move |event| note.set(event_target_value(&event))
                    />
                </label>
                <button type="submit" class="btn">
                    "Log the round"
                </button>
            </form>
            <p class="problem" role="alert">
                {move || problem.get()}
            </p>
        </section>
    }
}
