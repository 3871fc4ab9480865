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
    words::{
        self, explain, noun,
        screen::{common, renewal as text},
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
        {move || {
            let today = store.today();
            next.get().map(|renewal| view! { <Strip renewal today /> })
        }}
        {steps}
        <NegotiationDesk id contract />
        <Listing
            title=text::CONTRACTS
            kind=Kind::Contract
            account=id
            head=&[
                Column::Text(common::CONTRACT),
                Column::Number(common::WORTH_A_YEAR),
                Column::Text(common::START),
                Column::Text(text::END),
                Column::Text(text::AT_THE_END),
                Column::Text(common::LAST_DAY_FOR_NOTICE),
                Column::Text(text::SIGNATURE),
                Column::Text(common::STATE),
            ]
            rows=contracts
            empty=text::A_CONTRACT_WITH_AN
        />
    }
}

fn contract_row(contract: &Contract, today: NaiveDate, locale: Locale) -> ListRow {
    let date = |date: Option<NaiveDate>| date.map(|date| locale.date(date)).unwrap_or_default();
    let cells = vec![
        contract.name.clone().into(),
        contract.amount.map(|amount| locale.money(amount)).unwrap_or_default().into(),
        date(contract.start).into(),
        contract.term_end(today).map_or(text::NO_END.into(), |end| locale.date(end)).into(),
        words::ending(contract).into(),
        date(contract.notice_day(today)).into(),
        contract.signing.label().into(),
        words::contract_state(contract.state(today)).into(),
    ];
    ListRow::new(contract.id, cells)
}

/// The contract that is decided next, in figures.
#[component]
fn Strip(renewal: OpenRenewal, today: NaiveDate) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let odds = renewal.probability(today);
    let OpenRenewal { contract, term } = renewal.clone();
    let (id, account) = (contract.id, contract.account);
    let (notice, notice_sub) = match term.notice_day {
        None => (text::NONE.to_owned(), text::THE_CLIENT_CANNOT_LEAVE.to_owned()),
        Some(day) => (locale.date_long(day), words::away(days_between(today, day), locale)),
    };
    let price = contract.amount.map_or(common::NOT_ENTERED.into(), |amount| locale.money(amount));
    let at_stake = contract
        .amount
        .zip(odds)
        .map(|(amount, odds)| text::costs_the_forecast(locale.money(Amount::from(amount).times(1.0 - odds))));
    let anchor = Memo::new(move |_| {
        store.read_account(account, |records| {
            let settings = records.workspace();
            let books = Books::of_account(records, &settings, account, today);
            (value::of_account(records, account, today, &books), books.missing())
        })
    });
    view! {
        <dl class="figs ov rw">
            <Figure
                label=text::CONTRACT_ENDS
                sub=format!("{}, {}", contract.name, words::ending(&contract))
                explanation=Some(explain::term(&contract, term, today, locale))
            >
                {locale.date_long(term.end)}
            </Figure>
            <Figure
                label=common::LAST_DAY_FOR_NOTICE
                sub=notice_sub
                explanation=Some(explain::notice(&contract, term, locale))
            >
                {notice}
            </Figure>
            <Figure label=text::CONTRACT_VALUE sub=contract.scope.clone()>
                {price}
                " "
                <span class="q u">{common::A_YEAR}</span>
            </Figure>
            <Figure
                label=text::RENEWAL_PROBABILITY
                sub=at_stake.unwrap_or_default()
                explanation=Some(explain::renewal_odds(&contract, odds, locale))
            >
                {odds.map_or(common::NOT_ENTERED.into(), |odds| locale.percent(odds, 0))}
            </Figure>
            {move || {
                let (worth, missing) = anchor.get();
                view! {
                    <Figure
                        label=text::VALUE_ANCHOR
                        sub=explain::value_line(worth, &missing, locale)
                        explanation=Some(explain::value(worth, locale))
                    >
                        {locale.money(worth.confirmed)}
                        " "
                        <span class="q u">{common::A_YEAR}</span>
                    </Figure>
                }
            }}
        </dl>
        <p class="q2 plan-line">
            <a class="more-link" href=move || panel_link(here, id)>
                {text::EDIT_THIS_CONTRACT}
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
                store.apply_and_tell(Change::new(text::renewed(&renewal.contract.name), edits));
            }
            Err(missing) => store.complain(text::renewal_lacks_rate(words::missing_rates(&missing, locale))),
        }
    };
    view! {
        <button type="button" class="more-link" on:click=sign>
            {text::THE_RENEWAL_IS_SIGNED}
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
            Some(step) => Change::delete(text::reopened(name), step.id),
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
                Change::put(text::done(name), step)
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
        let left = left().map(|days| text::comma_in(locale.count(days, noun::DAY))).unwrap_or_default();
        text::counted_back_from_when(&decided, &left)
    };
    view! {
        <section class="listing">
            <h2 class="h2">{text::PLAYBOOK}<small>{about}</small></h2>
            <ol class="pline" aria-label=text::PLAYBOOK>
                {rows.collect_view()}
                <li class="end">
                    <span class="pl-m" aria-hidden="true"></span>
                    <span class="pl-n">{common::DECISION}</span>
                    <span class="q small">{move || locale.date_near(decision, store.today())}</span>
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
        if late() { text::due_late(&near, locale.count(days_between(due, store.today()), noun::DAY)) } else { near }
    };
    view! {
        <li class:done=is_done class:next=is_next>
            <button
                type="button"
                class="pl-m"
                role="checkbox"
                aria-checked=move || is_done.get().to_string()
                aria-label=text::mark_done(name)
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
                <Approvals
                    account=contract.account
                    of=id.0
                    title=text::SIGN_OFFS
                    usual=&[text::LEGAL, text::FINANCE, text::SUPPORT_TEAM]
                />
            </div>
            <section>
                <h2 class="h2">
                    {text::EARLY_FORECAST}<span class="push">
                        <InternalOnly />
                    </span>
                </h2>
                <RecordFields key=id.into() only=&["forecast", "probability", "probabilityReason"] />
            </section>
        </div>
    }
}
