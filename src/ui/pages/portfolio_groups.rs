//! Groups with their parts rolled up, and regions with their target, risks and commitments.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Action, Amount, Figure, Id, Order, RaidItem, Records, Region, RevenueMovement, Teammate,
        choice::ActionStatus,
        kpi::group,
        portfolio::comparable,
        revenue::{Books, arr},
        status::{AccountStatus, account_status},
    },
    export::rows_csv,
    ui::{
        browser,
        kit::{Glyph, Icon, StatusWord},
        route::{Route, Tab},
        use_store,
    },
    words,
};

/// An account in its group.
#[derive(Clone, PartialEq)]
struct Part {
    id: Id<Account>,
    name: String,
    depth: usize,
    /// Its own recurring revenue, and that of all its parts with it, in the workspace's currency.
    own: Figure<Amount>,
    all: Figure<Amount>,
    status: AccountStatus,
    /// How many parts are below it.
    parts: usize,
}

/// The groups, each head followed by its parts.
fn groups(records: &Records, today: chrono::NaiveDate) -> Vec<Part> {
    let settings = records.workspace();
    let own = |account: &Account| comparable(records, account.id, &settings, today).map(|comparable| comparable.arr);
    let parents: BTreeSet<Id<Account>> = records.all::<Account>().filter_map(|account| account.parent).collect();
    let mut open: Vec<(&Account, usize)> = records
        .all::<Account>()
        .filter(|account| parents.contains(&account.id) && records.find(account.parent).is_none())
        .map(|account| (account, 0))
        .collect();
    open.order_by(|a, b| b.0.name.cmp(&a.0.name));
    // Groups that run in a circle, as a file may hold them, have no head: each account of one stands as a head.
    let headed: BTreeSet<Id<Account>> = open.iter().flat_map(|(head, _)| group(records, head.id)).collect();
    let circular =
        records.all::<Account>().filter(|account| parents.contains(&account.id) && !headed.contains(&account.id));
    open.splice(0..0, circular.map(|account| (account, 0)).collect::<Vec<_>>());
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    while let Some((account, depth)) = open.pop() {
        if !seen.insert(account.id) {
            continue;
        }
        let members = group(records, account.id);
        let all = members.iter().filter_map(|id| records.get(*id)).map(own).sum();
        rows.push(Part {
            id: account.id,
            name: account.name.clone(),
            depth,
            own: own(account),
            all,
            status: account_status(records, account.id, today),
            parts: members.len() - 1,
        });
        let mut parts: Vec<&Account> =
            records.all::<Account>().filter(|part| part.parent == Some(account.id)).collect();
        parts.order_by(|a, b| b.name.cmp(&a.name));
        open.extend(parts.into_iter().map(|part| (part, depth + 1)));
    }
    rows
}

/// A region of an account.
#[derive(Clone, PartialEq)]
struct Place {
    region: Region,
    account: String,
    ours: String,
    theirs: String,
    /// Recurring revenue booked to the region.
    now: Amount,
    risks: usize,
    commitments: usize,
}

fn places(records: &Records, today: chrono::NaiveDate) -> Vec<Place> {
    let settings = records.workspace();
    let mut all: Vec<Place> = records
        .all::<Region>()
        .map(|region| {
            let id = region.account;
            let here = |of: Option<Id<Region>>| of == Some(region.id);
            Place {
                account: records.get(id).map(|account| account.name.clone()).unwrap_or_default(),
                ours: records.find(region.owner).map(|teammate: &Teammate| teammate.name.clone()).unwrap_or_default(),
                theirs: records.find(region.owner_there).map(|person| person.name.clone()).unwrap_or_default(),
                now: arr(
                    records.of::<RevenueMovement>(id).filter(|movement| here(movement.region)),
                    today,
                    &Books::of_account(records, &settings, id, today),
                ),
                risks: records.of::<RaidItem>(id).filter(|item| here(item.region) && item.is_open()).count(),
                commitments: records
                    .of::<Action>(id)
                    .filter(|action| here(action.region) && action.status == ActionStatus::Open)
                    .count(),
                region: region.clone(),
            }
        })
        .collect();
    all.order_by(|a, b| (&a.region.name, &a.account).cmp(&(&b.region.name, &b.account)));
    all
}

/// The view.
#[component]
pub fn GroupsView() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let currency = Memo::new(move |_| store.workspace().currency);
    let tree = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| groups(records, today))
    });
    let regions = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| places(records, today))
    });
    let money = move |amount: &Figure<Amount>| {
        amount.as_ref().map_or_else(|missing| words::missing(missing, locale), |amount| locale.thousands(*amount))
    };
    let part = move |part: Part| {
        let indent = format!("{}px", part.depth * 24);
        let all = if part.parts > 0 { money(&part.all) } else { String::new() };
        view! {
            <tr>
                <td>
                    <a class="mid ind-l" style:margin-left=indent href=Route::Account(part.id, Tab::Overview).href()>
                        {part.name}
                    </a>
                </td>
                <td class="r q2">{(part.parts > 0).then(|| locale.count(part.parts as i64, "part"))}</td>
                <td class="r q2">{money(&part.own)}</td>
                <td class="r mid">{all}</td>
                <td>
                    <StatusWord status=part.status.status word=words::status_label(part.status.status) />
                </td>
            </tr>
        }
    };
    let facts = move |place: &Place| {
        let Region { name, time_zone, languages, privacy, target, .. } = &place.region;
        let target = target.map(|it| locale.money(it)).unwrap_or_default();
        let now = if place.now.is_positive() { locale.money(place.now) } else { String::new() };
        let local = [languages.clone(), time_zone.clone(), place.region.currency.code().to_owned(), privacy.clone()];
        let local = local.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(", ");
        [
            name.clone(),
            place.account.clone(),
            place.ours.clone(),
            place.theirs.clone(),
            local,
            now,
            target,
            place.risks.to_string(),
            place.commitments.to_string(),
        ]
    };
    let region = move |place: Place| {
        let href = format!("{}?open={}", Route::Account(place.region.account, Tab::Overview).href(), place.region.id);
        let [name, account, ours, theirs, local, now, target, risks, commitments] = facts(&place);
        view! {
            <tr>
                <td>
                    <a class="mid" href=href>
                        {name}
                    </a>
                </td>
                <td class="q2">{account}</td>
                <td class="q2">{ours}</td>
                <td class="q2">{theirs}</td>
                <td class="q2">{local}</td>
                <td class="r q2">{now}</td>
                <td class="r q2">{target}</td>
                <td class="r q2">{risks}</td>
                <td class="r q2">{commitments}</td>
            </tr>
        }
    };
    const REGION_HEAD: [&str; 9] =
        ["Region", "Account", "Our contact", "Their contact", "There", "ARR", "Target", "Risks", "Commitments"];
    let export = move |_| {
        let rows: Vec<Vec<String>> = regions.read_untracked().iter().map(|place| facts(place).to_vec()).collect();
        browser::download(&rows_csv("mainstay-regions.csv", &REGION_HEAD.map(str::to_lowercase), &rows));
    };
    let export_groups = move |_| {
        let row = |part: &Part| {
            let depth = part.depth.to_string();
            vec![
                part.name.clone(),
                depth,
                part.parts.to_string(),
                money(&part.own),
                money(&part.all),
                words::status_label(part.status.status).into(),
            ]
        };
        let rows: Vec<Vec<String>> = tree.read_untracked().iter().map(row).collect();
        let head = ["account", "depth", "parts", "own", "with its parts", "status"].map(str::to_owned);
        browser::download(&rows_csv("mainstay-groups.csv", &head, &rows));
    };
    view! {
        <section class="listing">
            <h2 class="h2">
                "Groups"<small>{move || format!("recurring revenue, thousands of {}", currency.read().code())}</small>
                <Show when=move || !tree.read().is_empty()>
                    <button type="button" class="btn push" on:click=export_groups>
                        <Icon glyph=Glyph::Download />
                        <span>"Export groups"</span>
                    </button>
                </Show>
            </h2>
            <Show
                when=move || !tree.read().is_empty()
                fallback=|| {
                    view! {
                        <p class="empty">
                            "No account is a part of another yet. Choose the group under “Parent account” in an \
                            account’s panel; its revenue then rolls up here."
                        </p>
                    }
                }
            >
                <div class="scroll" tabindex="0" role="region" aria-label="Groups">
                    <table class="tbl">
                        <thead>
                            <tr>
                                <th scope="col">"Account"</th>
                                <th scope="col" class="r">
                                    "Parts"
                                </th>
                                <th scope="col" class="r">
                                    "Own"
                                </th>
                                <th scope="col" class="r">
                                    "With its parts"
                                </th>
                                <th scope="col">"Status"</th>
                            </tr>
                        </thead>
                        <tbody>{move || tree.get().into_iter().map(part).collect_view()}</tbody>
                    </table>
                </div>
            </Show>
        </section>
        <section class="listing">
            <h2 class="h2">
                "Regions"<small>"with their target, open risks and commitments"</small>
                <button type="button" class="btn push" on:click=export>
                    <Icon glyph=Glyph::Download />
                    <span>"Export regions"</span>
                </button>
            </h2>
            <Show
                when=move || !regions.read().is_empty()
                fallback=|| {
                    view! {
                        <p class="empty">
                            "Regions are added on an account’s overview: who is there, on both sides, the language, \
                            the time zone, the target."
                        </p>
                    }
                }
            >
                <div class="scroll" tabindex="0" role="region" aria-label="Regions">
                    <table class="tbl">
                        <thead>
                            <tr>
                                {REGION_HEAD
                                    .iter()
                                    .enumerate()
                                    .map(|(at, head)| {
                                        view! {
                                            <th scope="col" class:r={at >= 5}>
                                                {*head}
                                            </th>
                                        }
                                    })
                                    .collect_view()}
                            </tr>
                        </thead>
                        <tbody>{move || regions.get().into_iter().map(region).collect_view()}</tbody>
                    </table>
                </div>
            </Show>
        </section>
    }
}
