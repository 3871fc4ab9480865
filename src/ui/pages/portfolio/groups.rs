//! Groups with their parts rolled up, and regions with their target, risks and commitments.

use leptos::prelude::*;

use crate::{
    domain::{
        Amount, Figure, Locale, Region,
        group::{self, Member, RegionFigures, groups},
    },
    export,
    ui::{
        browser,
        kit::{Glyph, Icon, StatusWord},
        route::{Route, Tab},
        use_store,
    },
    words::{
        self, noun,
        screen::{common, portfolio as text},
    },
};

/// The view.
#[component]
pub fn GroupsView() -> impl IntoView {
    view! {
        <Groups />
        <Regions />
    }
}

#[component]
fn Groups() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let currency = Memo::new(move |_| store.workspace().currency);
    let groups = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| groups(records, today))
    });
    let export = move |_| browser::download(&export::groups_csv(&groups.read_untracked()));
    view! {
        <section class="listing">
            <h2 class="h2">
                {text::GROUPS}<small>{move || common::recurring_revenue_thousands_of(currency.read().code())}</small>
                <Show when=move || !groups.read().is_empty()>
                    <button type="button" class="btn push" on:click=export>
                        <Icon glyph=Glyph::Download />
                        <span>{text::EXPORT_GROUPS}</span>
                    </button>
                </Show>
            </h2>
            <Show
                when=move || !groups.read().is_empty()
                fallback=|| {
                    view! { <p class="empty">{text::NO_ACCOUNT_IS_A}</p> }
                }
            >
                <div class="scroll" tabindex="0" role="region" aria-label=text::GROUPS>
                    <table class="tbl">
                        <thead>
                            <tr>
                                <th scope="col">{common::ACCOUNT}</th>
                                <th scope="col" class="r">
                                    {text::PARTS}
                                </th>
                                <th scope="col" class="r">
                                    {text::OWN}
                                </th>
                                <th scope="col" class="r">
                                    {text::WITH_ITS_PARTS}
                                </th>
                                <th scope="col">{common::STATUS}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {move || groups.read().iter().map(|member| member_row(member, locale)).collect_view()}
                        </tbody>
                    </table>
                </div>
            </Show>
        </section>
    }
}

/// How far a part is set in below its group, in pixels.
const INDENT: usize = 24;

fn member_row(member: &Member, locale: Locale) -> impl IntoView + use<> {
    let money = |amount: &Figure<Amount>| match amount {
        Ok(amount) => locale.thousands(*amount),
        Err(missing) => words::missing(missing, locale),
    };
    let indent = format!("{}px", member.depth * INDENT);
    let has_parts = member.parts > 0;
    let status = member.status.status;
    view! {
        <tr>
            <td>
                <a class="mid ind-l" style:margin-left=indent href=Route::Account(member.id, Tab::Overview).href()>
                    {member.name.clone()}
                </a>
            </td>
            <td class="r q2">{has_parts.then(|| locale.count(member.parts as i64, noun::PART))}</td>
            <td class="r q2">{money(&member.own)}</td>
            <td class="r mid">{has_parts.then(|| money(&member.all))}</td>
            <td>
                <StatusWord status word=words::status_label(status) />
            </td>
        </tr>
    }
}

/// The heads of the regions, and whether numbers stand below.
const REGION_HEADS: [(&str, bool); 9] = [
    (common::REGION, false),
    (common::ACCOUNT, false),
    (common::OUR_CONTACT, false),
    (common::THEIR_CONTACT, false),
    (text::THERE, false),
    (common::ARR, true),
    (common::TARGET, true),
    (common::RISKS, true),
    (text::COMMITMENTS, true),
];

#[component]
fn Regions() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let regions = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| group::regions(records, today))
    });
    let export = move |_| browser::download(&export::regions_csv(&regions.read_untracked()));
    let head = |(label, right): (&'static str, bool)| {
        view! {
            <th scope="col" class:r=right>
                {label}
            </th>
        }
    };
    view! {
        <section class="listing">
            <h2 class="h2">
                {common::REGIONS}<small>{text::WITH_THEIR_TARGET_OPEN}</small>
                <button type="button" class="btn push" on:click=export>
                    <Icon glyph=Glyph::Download />
                    <span>{text::EXPORT_REGIONS}</span>
                </button>
            </h2>
            <Show
                when=move || !regions.read().is_empty()
                fallback=|| {
                    view! { <p class="empty">{text::REGIONS_ARE_ADDED_ON}</p> }
                }
            >
                <div class="scroll" tabindex="0" role="region" aria-label=common::REGIONS>
                    <table class="tbl">
                        <thead>
                            <tr>{REGION_HEADS.map(head).collect_view()}</tr>
                        </thead>
                        <tbody>
                            {move || regions.read().iter().map(|region| region_row(region, locale)).collect_view()}
                        </tbody>
                    </table>
                </div>
            </Show>
        </section>
    }
}

fn region_row(figures: &RegionFigures, locale: Locale) -> impl IntoView + use<> {
    let Region { id, account, name, time_zone, languages, privacy, target, currency, .. } = figures.region.clone();
    let href = format!("{}?open={id}", Route::Account(account, Tab::Overview).href());
    let facts = [languages, time_zone, currency.code().to_owned(), privacy];
    let there = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(", ");
    let missing = words::missing_rates(&figures.missing, locale);
    let now = match figures.now.is_positive() {
        _ if !missing.is_empty() => missing,
        true => locale.money(figures.now),
        false => String::new(),
    };
    view! {
        <tr>
            <td>
                <a class="mid" href=href>
                    {name}
                </a>
            </td>
            <td class="q2">{figures.account.clone()}</td>
            <td class="q2">{figures.ours.clone()}</td>
            <td class="q2">{figures.theirs.clone()}</td>
            <td class="q2">{there}</td>
            <td class="r q2">{now}</td>
            <td class="r q2">{target.map(|target| locale.money(target))}</td>
            <td class="r q2">{figures.risks}</td>
            <td class="r q2">{figures.commitments}</td>
        </tr>
    }
}
