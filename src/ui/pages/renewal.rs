//! Renewal: contracts with their notice days, and the playbook that counts back from the decision date.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Change, Contract, Id, Kind, Opportunity, PlaybookStep, RevenueMovement,
        choice::{MovementKind, OpportunityKind, Signing, Stage},
        date::{days_between, plus_days, plus_months},
        format,
        portfolio::next_renewal,
    },
    ui::{
        kit::{Figure, Glyph, Icon, ListRow, Listing},
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
    let here = use_here();
    let next = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| next_renewal(records, id, today).cloned())
    });
    let strip = move || {
        next.get().map(|contract| {
        let today = store.today();
        let end = contract.end.map(format::date_long).unwrap_or_default();
        let notice = contract.notice_day().map_or(("None".to_owned(), "the client cannot leave by notice".to_owned()), |day| {
            let days = days_between(today, day);
            (format::date_long(day), if days >= 0 { format!("in {}", format::count(days, "day")) } else { format!("passed {} ago", format::count(-days, "day")) })
        });
        let value = contract.amount.map_or("not entered".into(), format::money);
        let odds = contract.renewal_probability(today);
        let at_stake = contract.amount.zip(odds).map(|(amount, odds)| format!("costs the forecast {}", format::money(amount.times(1.0 - odds))));
        let id = contract.id;
        view! {
            <dl class="figs ov rw">
                <Figure label="Contract ends" sub=contract.ending_text()>{end}</Figure>
                <Figure label="Last day for notice" sub=notice.1>{notice.0}</Figure>
                <Figure label="Contract value" sub=contract.scope.clone()>{value}" "<span class="q u">"a year"</span></Figure>
                <Figure label="Renewal probability" sub=at_stake.unwrap_or_default()>{odds.map_or("not entered".into(), |odds| format::percent(odds, 0))}</Figure>
            </dl>
            <p class="q2 plan-line"><a class="more-link" href=move || panel_link(here, id)>"Edit this contract"</a>" "<SignRenewal contract=contract.clone() /></p>
            <Playbook contract />
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
                            contract.amount.map(format::money).unwrap_or_default().into(),
                            contract.start.map(format::date).unwrap_or_default().into(),
                            contract.end.map(format::date).unwrap_or_else(|| "no end".into()).into(),
                            contract.ending_text().into(),
                            contract.notice_day().map(format::date).unwrap_or_default().into(),
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
        <Listing title="Contracts" kind=Kind::Contract account=id head=&["Contract", "Worth a year ", "Start", "End", "At the end", "Last day for notice", "Signature", "State"] rows=contracts empty="A contract with an end makes renewals, notice days and the playbook appear, here and on Today." />
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
    view! { <button type="button" class="more-link" on:click=sign>"The renewal is signed"</button> }
}

#[component]
fn Playbook(contract: Contract) -> impl IntoView {
    let store = use_store();
    let account = contract.account;
    let contract_id = contract.id;
    let steps = store.peek(|records| contract.playbook(&records.workspace().holidays));
    let decision = contract.decision_date().map(format::date_long).unwrap_or_default();
    let done = Memo::new(move |_| {
        store.read_account(account, |records| {
            records
                .of::<PlaybookStep>(account)
                .filter(|step| step.contract == contract_id && step.done_on.is_some())
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let rows = steps.into_iter().map(|(days, name, date)| {
        let is_done = Memo::new(move |_| done.read().iter().any(|step| step.days_before == days));
        let toggle = move |_| {
            let known = done.get_untracked().into_iter().find(|step| step.days_before == days);
            let change = match known {
                Some(step) => Change::delete(format!("reopened: {name}"), step.id),
                None => {
                    let step = PlaybookStep { id: store.new_id(), account, contract: contract_id, days_before: days, done_on: Some(untrack(|| store.today())), ..PlaybookStep::default() };
                    Change::put(format!("done: {name}"), step)
                }
            };
            store.apply(change);
        };
        let late = move || !is_done.get() && date < store.today();
        let when = move || if late() { format!("{}, {} late", format::date(date), format::count(days_between(date, store.today()), "day")) } else { format::date(date) };
        view! {
            <tr>
                <td class="tk"><button type="button" class="tick" class:on=move || is_done.get() role="checkbox" aria-checked=move || is_done.get().to_string() aria-label=format!("Done: {name}") on:click=toggle>{move || is_done.get().then(|| view! { <Icon glyph=Glyph::Check /> })}</button></td>
                <td class="q">{format!("{days} days before")}</td>
                <td class="mid">{name}</td>
                <td class="r" class:late=late>{when}</td>
            </tr>
        }
    });
    view! {
        <section class="listing">
            <h2 class="h2">"Playbook"<small>{format!("counted back from {decision}, when the client decides")}</small></h2>
            <table class="tbl pbt"><thead class="sr"><tr><th>"Done"</th><th>"When"</th><th>"Step"</th><th>"Date"</th></tr></thead><tbody>{rows.collect_view()}</tbody></table>
        </section>
    }
}
