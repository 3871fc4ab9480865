//! Groups with their parts rolled up, and regions with their target, risks and commitments.

use leptos::prelude::*;

use crate::{
    domain::{
        Amount, Figure, Region,
        group::{self, Member, RegionFigures, groups},
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
        store.read(|records| group::regions(records, today))
    });
    let money = move |amount: &Figure<Amount>| {
        amount.as_ref().map_or_else(|missing| words::missing(missing, locale), |amount| locale.thousands(*amount))
    };
    let part = move |part: Member| {
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
    let facts = move |place: &RegionFigures| {
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
    let region = move |place: RegionFigures| {
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
        let row = |part: &Member| {
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
