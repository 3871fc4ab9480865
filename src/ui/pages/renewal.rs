//! Renewal: contracts with their notice days, the playbook that counts back from the decision date, the negotiation.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{
    approvals::Approvals,
    negotiation::NegotiationDesk,
    overview::{explain_value, value_line},
};
use crate::{
    domain::{
        Account, Amount, Change, Contract, Edit, Entity, Id, Kind, Opportunity, Outcome, PlaybookStep, RevenueMovement,
        choice::{MovementKind, OpportunityKind, PlaybookTask, Signing, Stage},
        contract::DatedTask,
        date::{days_between, plus_days, plus_months},
        engagement::holidays_of,
        portfolio::{Renewal as OpenRenewal, renewals},
        revenue::{Books, arr},
        value::value,
    },
    ui::{
        kit::{Column, Figure, Glyph, Icon, InternalOnly, ListRow, Listing, RecordFields},
        route::use_here,
        shell::panel_link,
        use_store,
    },
    words,
};

/// The page.
#[component]
pub fn Renewal(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let next = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| renewals(records, id, today).into_iter().next())
    });
    let strip = move || {
        next.get().map(|renewal| {
            let today = store.today();
            let odds = renewal.probability(today);
            let OpenRenewal { contract, term } = renewal.clone();
            let end = locale.date_long(term.end);
            let notice =
                term.notice_day.map_or(("None".to_owned(), "the client cannot leave by notice".to_owned()), |day| {
                    let days = days_between(today, day);
                    (
                        locale.date_long(day),
                        if days >= 0 {
                            format!("in {}", locale.count(days, "day"))
                        } else {
                            format!("passed {} ago", locale.count(-days, "day"))
                        },
                    )
                });
            let price = contract.amount.map_or("not entered".into(), |amount| locale.money(amount));
            let at_stake = contract.amount.zip(odds).map(|(amount, odds)| {
                format!("costs the forecast {}", locale.money(Amount::from(amount).times(1.0 - odds)))
            });
            let (id, account) = (contract.id, contract.account);
            let (worth, missing) = store.read_account(account, |records| {
                let settings = records.workspace();
                let books = Books::of_account(records, &settings, account, today);
                let now = arr(records.of(account), today, &books);
                (value(records.of::<Outcome>(account), now, today, &books), books.missing())
            });
            view! {
                <dl class="figs ov rw">
                    <Figure label="Contract ends" sub=format!("{}, {}", contract.name, words::ending(&contract))>
                        {end}
                    </Figure>
                    <Figure label="Last day for notice" sub=notice.1>
                        {notice.0}
                    </Figure>
                    <Figure label="Contract value" sub=contract.scope.clone()>
                        {price}
                        " "
                        <span class="q u">"a year"</span>
                    </Figure>
                    <Figure label="Renewal probability" sub=at_stake.unwrap_or_default()>
                        {odds.map_or("not entered".into(), |odds| locale.percent(odds, 0))}
                    </Figure>
                    <Figure
                        label="Value anchor"
                        sub=value_line(worth, &missing, locale)
                        explanation=Some(explain_value(worth, locale))
                    >
                        {locale.money(worth.confirmed)}
                        " "
                        <span class="q u">"a year"</span>
                    </Figure>
                </dl>
                <p class="q2 plan-line">
                    <a class="more-link" href=move || panel_link(here, id)>
                        "Edit this contract"
                    </a>
                    " "
                    <SignRenewal renewal />
                </p>
            }
        })
    };
    // What is edited here must not be drawn anew by its own keystrokes: only another contract or another date does
    // that.
    let dated = Memo::new(move |_| next.read().as_ref().map(|renewal| (renewal.contract.id, renewal.term)));
    let steps = move || {
        dated.get().and_then(|_| next.get_untracked()).map(|renewal| {
            view! {
                <Playbook renewal=renewal.clone() />
                <Early contract=renewal.contract />
            }
        })
    };
    let contract = Memo::new(move |_| next.get().map(|renewal| renewal.contract));
    let contracts = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let all = records.in_order::<Contract>(id);
            all.into_iter()
                .map(|contract| {
                    ListRow::new(
                        contract.id,
                        vec![
                            contract.name.clone().into(),
                            contract.amount.map(|it| locale.money(it)).unwrap_or_default().into(),
                            contract.start.map(|it| locale.date(it)).unwrap_or_default().into(),
                            term_end(contract, today).map_or("no end".into(), |end| locale.date(end)).into(),
                            words::ending(contract).into(),
                            contract.notice_day(today).map(|it| locale.date(it)).unwrap_or_default().into(),
                            contract.signing.label().into(),
                            if contract.successor.is_some() {
                                "renewed"
                            } else if contract.is_running(today) {
                                "running"
                            } else {
                                "over"
                            }
                            .into(),
                        ],
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    view! {
        {strip}
        {steps}
        <NegotiationDesk id contract />
        <Listing
            title="Contracts"
            kind=Kind::Contract
            account=id
            head=&[
                Column::Text("Contract"),
                Column::Number("Worth a year"),
                Column::Text("Start"),
                Column::Text("End"),
                Column::Text("At the end"),
                Column::Text("Last day for notice"),
                Column::Text("Signature"),
                Column::Text("State"),
            ]
            rows=contracts
            empty="A contract with an end makes renewals, notice days and the playbook appear, here and on Today."
        />
    }
}

/// The end of the term that holds, or of the last one.
fn term_end(contract: &Contract, today: NaiveDate) -> Option<NaiveDate> {
    contract.current_term(today).map(|term| term.end).or(contract.end)
}

/// Winning a renewal: the successor contract, and its movement where the price changes, as one change.
#[component]
fn SignRenewal(renewal: OpenRenewal) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let sign = move |_| {
        let OpenRenewal { contract, term } = renewal.clone();
        let months = contract
            .start
            .map_or(12, |start| (days_between(start, term.end) as f64 / 30.44).round().clamp(1.0, 60.0) as i32);
        let months = contract.renews_months.map_or(months, i32::from);
        let start = plus_days(term.end, 1);
        let opportunity = store.peek(|records| {
            records
                .of::<Opportunity>(contract.account)
                .find(|o| o.is_open() && o.kind == OpportunityKind::Renewal)
                .cloned()
        });
        let price = opportunity.as_ref().and_then(|opportunity| opportunity.amount).or(contract.amount);
        let successor = Contract {
            id: store.new_id(),
            amount: price,
            start: Some(start),
            end: Some(plus_days(plus_months(start, months), -1)),
            successor: None,
            notice_received_on: None,
            probability: None,
            probability_reason: String::new(),
            signing: Signing::Signed,
            external: Default::default(),
            ..contract.clone()
        };
        // The prices may be in two currencies; revenue moves in that of the new one, at the rate of its first day.
        let settings = store.peek(|records| records.workspace());
        let change = price.map(|price| {
            let books = Books::in_currency(&settings, price.currency(), start);
            let change = Amount::from(price) - books.enter_some(contract.amount);
            (change, words::missing_rates(&books.missing(), locale))
        });
        if let Some((_, missing)) = change.as_ref().filter(|(_, missing)| !missing.is_empty()) {
            return store.complain(format!("The renewal is in another currency than the contract. {missing}."));
        }
        let put = |record: crate::domain::Record| Edit::Put(record);
        let mut edits = vec![
            put(successor.clone().into_record()),
            put(Contract { successor: Some(successor.id), ..contract.clone() }.into_record()),
        ];
        let moved = change.filter(|(change, _)| !change.is_zero());
        if let Some(((change, _), amount)) = moved.and_then(|(change, missing)| {
            let size = if change.is_negative() { -change } else { change };
            Some(((change, missing), size.to_money()?))
        }) {
            let kind = if change.is_positive() { MovementKind::Expansion } else { MovementKind::Contraction };
            let movement = RevenueMovement {
                id: store.new_id(),
                account: contract.account,
                date: start,
                kind,
                amount,
                note: "with the renewal".into(),
                ..RevenueMovement::default()
            };
            edits.push(put(movement.into_record()));
        }
        if let Some(opportunity) = opportunity {
            edits.push(put(Opportunity { stage: Stage::Won, ..opportunity }.into_record()));
        }
        store.apply_and_tell(Change::new(format!("renewed “{}”", contract.name), edits));
    };
    view! {
        <button type="button" class="more-link" on:click=sign>
            "The renewal is signed"
        </button>
    }
}

/// The steps towards the decision date on a line, each ticked where it stands.
#[component]
fn Playbook(renewal: OpenRenewal) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let OpenRenewal { contract, term } = renewal;
    let account = contract.account;
    let contract_id = contract.id;
    let tasks = store.peek(|records| contract.playbook(&holidays_of(records, account), untrack(|| store.today())));
    let decision = term.decision_date();
    let done = Memo::new(move |_| {
        store.read_account(account, |records| {
            let of_term = records.of::<PlaybookStep>(account).filter(|step| step.is_done_for(&contract, term));
            of_term.cloned().collect::<Vec<_>>()
        })
    });
    let is_done = move |task: PlaybookTask| done.read().iter().any(|step| step.task == task);
    let order: Vec<PlaybookTask> = tasks.iter().map(|dated| dated.task).collect();
    let next = Memo::new(move |_| order.iter().copied().find(|task| !is_done(*task)));
    let rows = tasks.into_iter().map(|DatedTask { task, due: date }| {
        let name = task.label();
        let toggle = move |_| {
            let known = done.get_untracked().into_iter().find(|step| step.task == task);
            let change = match known {
                Some(step) => Change::delete(format!("reopened: {name}"), step.id),
                None => {
                    let step = PlaybookStep {
                        id: store.new_id(),
                        account,
                        contract: contract_id,
                        task,
                        term_end: Some(term.end),
                        done_on: Some(untrack(|| store.today())),
                        ..PlaybookStep::default()
                    };
                    Change::put(format!("done: {name}"), step)
                }
            };
            store.apply(change);
        };
        let late = move || !is_done(task) && date < store.today();
        let when = move || {
            let near = locale.date_near(date, store.today());
            if late() {
                format!("{near}, {} late", locale.count(days_between(date, store.today()), "day"))
            } else {
                near
            }
        };
        view! {
            <li class:done=move || is_done(task) class:next=move || next.get() == Some(task)>
                <button
                    type="button"
                    class="pl-m"
                    role="checkbox"
                    aria-checked=move || is_done(task).to_string()
                    aria-label=format!("Done: {name}")
                    on:click=toggle
                >
                    {move || is_done(task).then(|| view! { <Icon glyph=Glyph::Check /> })}
                </button>
                <span class="pl-n">{name}</span>
                <span class="q small" class:late=late>
                    {when}
                </span>
            </li>
        }
    });
    let left = move || Some(days_between(store.today(), decision)).filter(|days| *days >= 0);
    let about = move || {
        let decided = locale.date_long(decision);
        let left = left().map(|days| format!(", in {}", locale.count(days, "day"))).unwrap_or_default();
        format!("counted back from {decided}{left}, when the client decides")
    };
    view! {
        <section class="listing">
            <h2 class="h2">"Playbook"<small>{about}</small></h2>
            <ol class="pline" aria-label="Playbook">
                {rows.collect_view()}
                <li class="end">
                    <span class="pl-m" aria-hidden="true"></span>
                    <span class="pl-n">"Decision"</span>
                    <span class="q small">{locale.date_near(decision, untrack(|| store.today()))}</span>
                </li>
            </ol>
        </section>
    }
}

/// What we tell our own house about the renewal, and who must agree to it.
#[component]
fn Early(contract: Contract) -> impl IntoView {
    let id = contract.id;
    view! {
        <div class="rw2 rw-t">
            <div>
                <Approvals account=contract.account of=id.0 title="Sign-offs" usual=&["Legal", "Finance", "Support"] />
            </div>
            <section>
                <h2 class="h2">
                    "Early forecast"<span class="push">
                        <InternalOnly />
                    </span>
                </h2>
                <RecordFields key=id.into() only=&["forecast", "probability", "probabilityReason"] />
            </section>
        </div>
    }
}
