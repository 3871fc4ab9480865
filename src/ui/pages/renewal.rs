//! Renewal: contracts with their notice days, the playbook that counts back from the decision date, the negotiation.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{approvals::Approvals, negotiation::NegotiationDesk};
use crate::{
    domain::{
        Account, Amount, Change, Contract, Id, Kind, Locale, PlaybookStep,
        choice::PlaybookTask,
        contract::DatedTask,
        date::days_between,
        engagement::holidays_of,
        renewal::{Renewal as OpenRenewal, renewals},
        revenue::Books,
        value,
    },
    ui::{
        kit::{Column, Figure, Glyph, Icon, InternalOnly, ListRow, Listing, RecordFields},
        route::use_here,
        shell::panel_link,
        use_store,
    },
    words::{self, explain},
};

/// The page.
#[component]
pub fn Renewal(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let next = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| renewals(records, id, today).into_iter().next())
    });
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
            all.into_iter().map(|contract| contract_row(contract, today, locale)).collect::<Vec<_>>()
        })
    });
    view! {
        {move || next.get().map(|renewal| view! { <Strip renewal /> })}
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

fn contract_row(contract: &Contract, today: NaiveDate, locale: Locale) -> ListRow {
    let date = |date: Option<NaiveDate>| date.map(|date| locale.date(date)).unwrap_or_default();
    let cells = vec![
        contract.name.clone().into(),
        contract.amount.map(|amount| locale.money(amount)).unwrap_or_default().into(),
        date(contract.start).into(),
        contract.term_end(today).map_or("no end".into(), |end| locale.date(end)).into(),
        words::ending(contract).into(),
        date(contract.notice_day(today)).into(),
        contract.signing.label().into(),
        words::contract_state(contract.state(today)).into(),
    ];
    ListRow::new(contract.id, cells)
}

/// The contract that is decided next, in figures.
#[component]
fn Strip(renewal: OpenRenewal) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let today = store.today();
    let odds = renewal.probability(today);
    let OpenRenewal { contract, term } = renewal.clone();
    let (id, account) = (contract.id, contract.account);
    let (notice, notice_sub) = match term.notice_day {
        None => ("None".to_owned(), "the client cannot leave by notice".to_owned()),
        Some(day) => (locale.date_long(day), words::away(days_between(today, day), locale)),
    };
    let price = contract.amount.map_or("not entered".into(), |amount| locale.money(amount));
    let at_stake = contract
        .amount
        .zip(odds)
        .map(|(amount, odds)| format!("costs the forecast {}", locale.money(Amount::from(amount).times(1.0 - odds))));
    let (worth, missing) = store.read_account(account, |records| {
        let settings = records.workspace();
        let books = Books::of_account(records, &settings, account, today);
        (value::of_account(records, account, today, &books), books.missing())
    });
    view! {
        <dl class="figs ov rw">
            <Figure
                label="Contract ends"
                sub=format!("{}, {}", contract.name, words::ending(&contract))
                explanation=Some(explain::term(&contract, term, today, locale))
            >
                {locale.date_long(term.end)}
            </Figure>
            <Figure
                label="Last day for notice"
                sub=notice_sub
                explanation=Some(explain::notice(&contract, term, locale))
            >
                {notice}
            </Figure>
            <Figure label="Contract value" sub=contract.scope.clone()>
                {price}
                " "
                <span class="q u">"a year"</span>
            </Figure>
            <Figure
                label="Renewal probability"
                sub=at_stake.unwrap_or_default()
                explanation=Some(explain::renewal_odds(&contract, odds, locale))
            >
                {odds.map_or("not entered".into(), |odds| locale.percent(odds, 0))}
            </Figure>
            <Figure
                label="Value anchor"
                sub=explain::value_line(worth, &missing, locale)
                explanation=Some(explain::value(worth, locale))
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
}

/// Winning a renewal, as one change.
#[component]
fn SignRenewal(renewal: OpenRenewal) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let sign = move |_| {
        let edits =
            store.peek(|records| renewal.sign(records, words::RENEWAL_NOTE, &mut || store.new_id::<Contract>().0));
        match edits {
            Ok(edits) => {
                store.apply_and_tell(Change::new(format!("renewed “{}”", renewal.contract.name), edits));
            }
            Err(missing) => store.complain(format!(
                "The renewal is in another currency than the contract. {}.",
                words::missing_rates(&missing, locale)
            )),
        }
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
    let toggle = move |task: PlaybookTask| {
        let name = task.label();
        let known = done.get_untracked().into_iter().find(|step| step.task == task);
        store.apply(match known {
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
        });
    };
    let toggle = Callback::new(toggle);
    let rows = tasks.into_iter().map(|dated| {
        let is_done = Memo::new(move |_| is_done(dated.task));
        let is_next = Memo::new(move |_| next.get() == Some(dated.task));
        view! { <PlaybookRow dated is_done is_next toggle /> }
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

#[component]
fn PlaybookRow(
    dated: DatedTask,
    is_done: Memo<bool>,
    is_next: Memo<bool>,
    toggle: Callback<PlaybookTask>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let DatedTask { task, due } = dated;
    let name = task.label();
    let late = move || !is_done.get() && due < store.today();
    let when = move || {
        let near = locale.date_near(due, store.today());
        if late() { format!("{near}, {} late", locale.count(days_between(due, store.today()), "day")) } else { near }
    };
    view! {
        <li class:done=is_done class:next=is_next>
            <button
                type="button"
                class="pl-m"
                role="checkbox"
                aria-checked=move || is_done.get().to_string()
                aria-label=format!("Done: {name}")
                on:click=move |_| toggle.run(task)
            >
                {move || is_done.get().then(|| view! { <Icon glyph=Glyph::Check /> })}
            </button>
            <span class="pl-n">{name}</span>
            <span class="q small" class:late=late>
                {when}
            </span>
        </li>
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
