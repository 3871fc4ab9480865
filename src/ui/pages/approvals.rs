//! Who of us must agree to a contract or a negotiation, and whether they do.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::words::format;
use crate::{
    domain::{Account, Approval, Change, Edit, Entity, Id, Kind, Order, Teammate, choice::ApprovalState},
    ui::{
        kit::{Glyph, Icon, Preset},
        route::use_here,
        shell::{panel_link, use_adding},
        use_store,
    },
    words::screen::{approvals as text, common},
};

/// The approvals of one record.
#[component]
pub fn Approvals(
    /// Of which account.
    account: Id<Account>,
    /// The contract or the negotiation.
    of: uuid::Uuid,
    /// The heading.
    title: &'static str,
    /// What is usually asked for; offered where none of it has been.
    usual: &'static [&'static str],
) -> impl IntoView {
    let store = use_store();
    let adding = use_adding();
    let approvals = Memo::new(move |_| {
        store.read_account(account, |records| {
            let mut all: Vec<(Approval, String)> = records
                .of::<Approval>(account)
                .filter(|approval| approval.of == Some(of))
                .map(|approval| {
                    let who = records.find(approval.teammate).map(|teammate: &Teammate| teammate.name.clone());
                    (approval.clone(), who.unwrap_or_default())
                })
                .collect();
            all.order_by_key(|(approval, _)| (approval.decided_on.is_none(), approval.decided_on, approval.id));
            all
        })
    });
    let missing = move || {
        let asked = approvals.read();
        usual
            .iter()
            .copied()
            .filter(|title| asked.iter().all(|(approval, _)| approval.title != *title))
            .collect::<Vec<_>>()
    };
    let ask = move |_| {
        let edits = untrack(missing)
            .into_iter()
            .map(|title| Approval {
                id: store.new_id(),
                account,
                title: title.into(),
                of: Some(of),
                ..Approval::default()
            })
            .map(|approval| Edit::Put(approval.into_record()));
        let edits: Vec<Edit> = edits.collect();
        store.apply(Change::new(text::ASKED_FOR_SIGN_OFFS, edits));
    };
    let rows = move || {
        let today = store.today();
        let row = |(approval, who)| view! { <Row approval who today /> };
        approvals.get().into_iter().map(row).collect_view()
    };
    let add = move |_| adding.open(Kind::Approval, Some(account), Preset::default().with("of", of.to_string()));
    let ask_label = move || {
        let missing: Vec<String> = missing().into_iter().map(str::to_lowercase).collect();
        text::ask_for(format::list(&missing))
    };
    view! {
        <h2 class="h2 appr">
            {title} <button type="button" class="more-link push" on:click=add>
                {text::ADD_APPROVAL}
            </button>
        </h2>
        <ul class="ap">{rows}</ul>
        <Show when=move || !missing().is_empty()>
            <p>
                <button type="button" class="more-link" on:click=ask>
                    {ask_label}
                </button>
            </p>
        </Show>
    }
}

/// An approval: who, where it stands, since when or by when, and what can be done with it.
#[component]
fn Row(approval: Approval, who: String, today: NaiveDate) -> impl IntoView {
    let locale = use_store().locale();
    let here = use_here();
    let (glyph, class) = match approval.state {
        ApprovalState::Given => (Glyph::Check, "okc"),
        ApprovalState::Asked => (Glyph::Clock, ""),
        ApprovalState::Refused => (Glyph::Close, "bad"),
    };
    let near = |date| locale.date_near(date, today);
    let when = match (approval.decided_on, approval.due) {
        (Some(date), _) => near(date),
        (None, Some(due)) if due < today => common::due(near(due)),
        (None, Some(due)) => common::by_date(near(due)),
        (None, None) => String::new(),
    };
    let late = approval.decided_on.is_none() && approval.due.is_some_and(|due| due < today);
    let facts = [who, approval.state.label().to_lowercase()];
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    let (id, title) = (approval.id, approval.title.clone());
    view! {
        <li>
            <span class=class>
                <Icon glyph />
            </span>
            <a class="mid" href=move || panel_link(here, id)>
                {title}
            </a>
            <span class="q">{facts.join(", ")}</span>
            <span class="push row-acts">
                <span class="q2 nowrap" class:late=late>
                    {when}
                </span>
                <Decide approval />
            </span>
        </li>
    }
}

/// What the person asked may have said.
#[component]
fn Decide(approval: Approval) -> impl IntoView {
    let store = use_store();
    let state = approval.state;
    let decide = move |to: ApprovalState, verb: &'static str| {
        let approval = approval.clone();
        let label = format!("{verb}: {}", approval.title);
        let decide = move |_| {
            let decided_on = (to != ApprovalState::Asked).then(|| untrack(|| store.today()));
            let label = format!("{}: {}", approval.title, to.label().to_lowercase());
            store.apply_and_tell(Change::put(label, Approval { state: to, decided_on, ..approval.clone() }));
        };
        view! {
            <button type="button" class="more-link" aria-label=label on:click=decide>
                {verb}
            </button>
        }
    };
    match state {
        ApprovalState::Asked => view! {
            {decide(ApprovalState::Given, text::GIVEN)}
            {decide(ApprovalState::Refused, text::REFUSED)}
        }
        .into_any(),
        ApprovalState::Given | ApprovalState::Refused => decide(ApprovalState::Asked, text::ASK_AGAIN).into_any(),
    }
}
