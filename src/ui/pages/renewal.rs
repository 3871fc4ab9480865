//! Renewal: contracts with their notice days, the playbook that counts back from the decision date, the negotiation.

use leptos::prelude::*;

use super::{
    approvals::Approvals,
    negotiation::NegotiationDesk,
    overview::{explain_value, value_line},
};
use crate::{
    domain::{
        Account, Change, Contract, Id, Kind, Opportunity, Outcome, PlaybookStep, RevenueMovement,
        choice::{MovementKind, OpportunityKind, Signing, Stage},
        date::{days_between, plus_days, plus_months},
        portfolio::next_renewal,
        revenue::arr,
        value::value,
    },
    ui::{
        kit::{Figure, Glyph, Icon, InternalOnly, ListRow, Listing, RecordFields},
        route::use_here,
        shell::panel_link,
        use_store,
    },
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
        store.read_account(id, |records| next_renewal(records, id, today).cloned())
    });
    let strip = move || {
        next.get().map(|contract| {
            let today = store.today();
            let end = contract.end.map(|it| locale.date_long(it)).unwrap_or_default();
            let notice = contract.notice_day().map_or(
                ("None".to_owned(), "the client cannot leave by notice".to_owned()),
                |day| {
                    let days = days_between(today, day);
                    (
                        locale.date_long(day),
                        if days >= 0 {
                            format!("in {}", locale.count(days, "day"))
                        } else {
                            format!("passed {} ago", locale.count(-days, "day"))
                        },
                    )
                },
            );
            let price = contract.amount.map_or("not entered".into(), |amount| locale.money(amount));
            let odds = contract.renewal_probability(today);
            let at_stake = contract
                .amount
                .zip(odds)
                .map(|(amount, odds)| format!("costs the forecast {}", locale.money(amount.times(1.0 - odds))));
            let (id, account) = (contract.id, contract.account);
            let (worth, currency) = store.read_account(account, |records| {
                let now = arr(records.of(account), today);
                (
                    value(records.of::<Outcome>(account), now, today),
                    records.get(account).map(|account| account.currency).unwrap_or_default(),
                )
            });
            view! {
                <dl class="figs ov rw">
                    <Figure label="Contract ends" sub=contract.ending_text()>
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
                        sub=value_line(worth, currency, locale)
                        explanation=Some(explain_value(worth, currency, locale))
                    >
                        {locale.minor(worth.confirmed, currency)}
                        " "
                        <span class="q u">"a year"</span>
                    </Figure>
                </dl>
                <p class="q2 plan-line">
                    <a class="more-link" href=move || panel_link(here, id)>
                        "Edit this contract"
                    </a>
                    " "
                    <SignRenewal contract=contract.clone() />
                </p>
            }
        })
    };
    // What is edited here must not be drawn anew by its own keystrokes: only another contract or another date does that.
    let dated = Memo::new(move |_| next.read().as_ref().map(|contract| (contract.id, contract.decision_date())));
    let steps = move || {
        dated.get().and_then(|_| next.get_untracked()).map(|contract| {
            view! {
                <Playbook contract=contract.clone() />
                <Early contract />
            }
        })
    };
    let contracts = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let mut all: Vec<&Contract> = records.of(id).collect();
            all.sort_by_key(|contract| std::cmp::Reverse((contract.end, contract.id)));
            all.into_iter()
                .map(|contract| {
                    ListRow::new(
                        contract.id,
                        vec![
                            contract.name.clone().into(),
                            contract.amount.map(|it| locale.money(it)).unwrap_or_default().into(),
                            contract.start.map(|it| locale.date(it)).unwrap_or_default().into(),
                            contract.end.map(|it| locale.date(it)).unwrap_or_else(|| "no end".into()).into(),
                            contract.ending_text().into(),
                            contract.notice_day().map(|it| locale.date(it)).unwrap_or_default().into(),
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
        <NegotiationDesk id contract=next />
        <Listing
            title="Contracts"
            kind=Kind::Contract
            account=id
            head=&[
                "Contract",
                "Worth a year ",
                "Start",
                "End",
                "At the end",
                "Last day for notice",
                "Signature",
                "State",
            ]
            rows=contracts
            empty="A contract with an end makes renewals, notice days and the playbook appear, here and on Today."
        />
    }
}

/// Winning a renewal: the successor contract, and its movement where the price changes, as one change.
#[component]
fn SignRenewal(contract: Contract) -> impl IntoView {
    let store = use_store();
    let sign = move |_| {
        let Some(end) = contract.end else { return store.complain("Enter the contract’s end first.") };
        let months = contract
            .start
            .map_or(12, |start| (days_between(start, end) as f64 / 30.44).round().clamp(1.0, 60.0) as i32);
        let start = plus_days(end, 1);
        let successor = Contract {
            id: store.new_id(),
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
        let renewal = store.peek(|records| {
            records
                .of::<Opportunity>(contract.account)
                .find(|o| o.is_open() && o.kind == OpportunityKind::Renewal)
                .cloned()
        });
        let before = contract.amount.unwrap_or_default().minor;
        let price =
            renewal.as_ref().and_then(|renewal| renewal.amount).unwrap_or_else(|| contract.amount.unwrap_or_default());
        let mut edits = vec![
            crate::domain::Edit::Put(crate::domain::Entity::into_record(Contract {
                amount: Some(price),
                ..successor.clone()
            })),
            crate::domain::Edit::Put(crate::domain::Entity::into_record(Contract {
                successor: Some(successor.id),
                ..contract.clone()
            })),
        ];
        if price.minor != before {
            let kind = if price.minor > before { MovementKind::Expansion } else { MovementKind::Contraction };
            let amount = crate::domain::Money { minor: (price.minor - before).abs(), currency: price.currency };
            let movement = RevenueMovement {
                id: store.new_id(),
                account: contract.account,
                date: start,
                kind,
                amount,
                note: "with the renewal".into(),
                ..RevenueMovement::default()
            };
            edits.push(crate::domain::Edit::Put(crate::domain::Entity::into_record(movement)));
        }
        if let Some(renewal) = renewal {
            edits.push(crate::domain::Edit::Put(crate::domain::Entity::into_record(Opportunity {
                stage: Stage::Won,
                ..renewal
            })));
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
fn Playbook(contract: Contract) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let account = contract.account;
    let contract_id = contract.id;
    let steps = store.peek(|records| contract.playbook(&records.workspace().holidays));
    let decision = contract.decision_date();
    let done = Memo::new(move |_| {
        store.read_account(account, |records| {
            records
                .of::<PlaybookStep>(account)
                .filter(|step| step.contract == contract_id && step.done_on.is_some())
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let is_done = move |days: u16| done.read().iter().any(|step| step.days_before == days);
    let days: Vec<u16> = steps.iter().map(|(days, ..)| *days).collect();
    let next = Memo::new(move |_| days.iter().copied().find(|days| !is_done(*days)));
    let rows = steps.into_iter().map(|(days, name, date)| {
        let toggle = move |_| {
            let known = done.get_untracked().into_iter().find(|step| step.days_before == days);
            let change = match known {
                Some(step) => Change::delete(format!("reopened: {name}"), step.id),
                None => {
                    let step = PlaybookStep {
                        id: store.new_id(),
                        account,
                        contract: contract_id,
                        days_before: days,
                        done_on: Some(untrack(|| store.today())),
                        ..PlaybookStep::default()
                    };
                    Change::put(format!("done: {name}"), step)
                }
            };
            store.apply(change);
        };
        let late = move || !is_done(days) && date < store.today();
        let when = move || {
            let near = locale.date_near(date, store.today());
            if late() {
                format!("{near}, {} late", locale.count(days_between(date, store.today()), "day"))
            } else {
                near
            }
        };
        view! {
            <li class:done=move || is_done(days) class:next=move || next.get() == Some(days)>
                <button
                    type="button"
                    class="pl-m"
                    role="checkbox"
                    aria-checked=move || is_done(days).to_string()
                    aria-label=format!("Done: {name}")
                    on:click=toggle
                >
                    {move || is_done(days).then(|| view! { <Icon glyph=Glyph::Check /> })}
                </button>
                <span class="pl-n">{name}</span>
                <span class="q small" class:late=late>
                    {when}
                </span>
            </li>
        }
    });
    let left = move || decision.map(|date| days_between(store.today(), date)).filter(|days| *days >= 0);
    let about = move || {
        let decided = decision.map(|it| locale.date_long(it)).unwrap_or_default();
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
                    <span class="q small">
                        {decision.map(|date| locale.date_near(date, untrack(|| store.today())))}
                    </span>
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
