//! The table of accounts: filtered, ordered, with its sum.

use leptos::prelude::*;

use super::row::{AccountRow, row_key};
use crate::{
    domain::{
        Locale,
        choice::Tier,
        portfolio::{self, AccountFilter, AccountSummary, Departure, ListSum, SortBy, departures},
        status::Status,
    },
    ui::{
        kit::{BarMenu, Glyph, Icon, MenuOption},
        route::{Here, use_here, use_navigator},
        use_store,
    },
    words::{
        self, noun,
        screen::{common, portfolio as text},
    },
};

/// The columns that the table can be ordered by, in their order, and whether they stand to the right.
const SORTS: [(SortBy, &str, bool); 7] = [
    (SortBy::Name, common::ACCOUNT, false),
    (SortBy::Tier, common::TIER, false),
    (SortBy::Arr, common::ARR, true),
    (SortBy::Year, text::THIS_YEAR, true),
    (SortBy::Health, common::HEALTH, false),
    (SortBy::Renewal, text::NEXT_RENEWAL, false),
    (SortBy::Due, common::DUE, false),
];

/// The values of `health` in the address.
const HEALTHS: [(&str, &str, Option<Status>); 5] = [
    ("", text::ANY_HEALTH, None),
    ("risk", text::AT_RISK, Some(Status::Risk)),
    ("watch", text::WATCH, Some(Status::Watch)),
    ("good", text::HEALTHY, Some(Status::Good)),
    ("none", common::NOT_MEASURED, Some(Status::Unknown)),
];

/// How the table is ordered: by what, and whether it was turned round.
type SortOrder = Memo<(SortBy, bool)>;

/// The table.
#[component]
pub fn Table(
    /// The accounts of the list.
    all: Memo<Vec<AccountSummary>>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let (sort, tier, health, search) =
        (here.query_memo("sort"), here.query_memo("tier"), here.query_memo("health"), here.query_memo("q"));
    let order: SortOrder = Memo::new(move |_| {
        let key = sort.get();
        let (key, turned) = key.strip_prefix('-').map_or((key.as_str(), false), |key| (key, true));
        (SortBy::ALL.into_iter().find(|by| by.key() == key).unwrap_or(SortBy::Arr), turned)
    });
    // A filter that the address does not spell right leaves nothing out.
    let filter = Memo::new(move |_| AccountFilter {
        tier: Tier::ALL.iter().copied().find(|each| each.key() == tier.read().as_str()),
        health: HEALTHS.iter().find(|(key, ..)| *key == health.read().as_str()).and_then(|(.., status)| *status),
        words: search.get(),
    });
    let shown = Memo::new(move |_| {
        let (by, turned) = order.get();
        let filter = filter.read();
        let mut rows: Vec<AccountSummary> = all.get().into_iter().filter(|row| filter.fits(row)).collect();
        portfolio::sort(&mut rows, by, turned);
        rows
    });
    let base = Memo::new(move |_| store.workspace().currency);
    view! {
        <Filters all />
        <div class="scroll" tabindex="0" role="region" aria-label=common::ACCOUNTS>
            <table class="tbl port">
                <Heads order />
                <tbody>
                    <For each=move || shown.get() key=|row| row_key(row) let:row>
                        <AccountRow row today=Signal::derive(move || store.today()) base />
                    </For>
                </tbody>
                <tfoot>
                    {move || {
                        let today = store.today();
                        let left = store.read(|records| departures(records, today));
                        foot(&shown.read(), &left, &words::this_year(store.workspace().fiscal(), store.today()), locale)
                    }}
                </tfoot>
            </table>
        </div>
        <Show when=move || shown.read().is_empty()>
            <p class="empty">{text::NO_ACCOUNT_FITS_CLEAR}</p>
        </Show>
    }
}

#[component]
fn Heads(order: SortOrder) -> impl IntoView {
    let here = use_here();
    let head = move |by: SortBy| {
        let (label, right) =
            SORTS.iter().find(|(each, ..)| *each == by).map_or(("", false), |(_, label, right)| (label, *right));
        let key = by.key();
        let is_on = move || order.get().0 == by;
        let target = move || match order.get() {
            (on, false) if on == by => here.with("sort", &format!("-{key}")),
            _ => here.with("sort", key),
        };
        let direction = move || {
            let is_descending = by.is_largest_first() != order.get().1;
            is_on().then_some(if is_descending { "descending" } else { "ascending" })
        };
        view! {
            <th scope="col" class:r=right aria-sort=direction>
                <a href=target class:sorted=is_on>
                    {label}
                    {move || is_on().then(|| view! { <Icon glyph=Glyph::Sort /> })}
                </a>
            </th>
        }
    };
    view! {
        <thead>
            <tr>
                {head(SortBy::Name)} {head(SortBy::Tier)} {head(SortBy::Arr)} {head(SortBy::Year)}
                {head(SortBy::Health)} <th scope="col">{common::N_90_DAYS}</th> <th scope="col">{common::COVERAGE}</th>
                {head(SortBy::Renewal)} <th scope="col" class="nx">
                    {text::NEXT_ACTION}
                </th> {head(SortBy::Due)}
            </tr>
        </thead>
    }
}

#[component]
fn Filters(all: Memo<Vec<AccountSummary>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let navigator = use_navigator();
    let (health, search) = (here.query_memo("health"), here.query_memo("q"));
    let set = move |key: &'static str, value: String| navigator.replace(&untrack(|| here.with(key, &value)));
    let healths: Vec<MenuOption> = HEALTHS.iter().map(|(key, label, _)| MenuOption::new(*key, *label)).collect();
    view! {
        <div class="filters">
            <TierTabs all here />
            <BarMenu
                label=common::HEALTH
                options=healths
                chosen=health
                on_choose=Callback::new(move |key| set("health", key))
            />
            <label class="inline">
                <span class="sr">{text::SEARCH_ACCOUNTS}</span>
                <input
                    type="search"
                    placeholder=common::SEARCH
                    prop:value=move || search.get()
                    on:input=move |event| set("q", event_target_value(&event))
                />
            </label>
            <a
                class="more-link"
                href=move || here.with("archived", if here.query("archived").is_empty() { "yes" } else { "" })
            >
                {move || if here.query("archived").is_empty() { text::SHOW_ARCHIVED } else { text::SHOW_CURRENT }}
            </a>
            <span class="push q wide">{move || text::money_in_thousands_on(locale.date_long(store.today()))}</span>
        </div>
    }
}

#[component]
fn TierTabs(all: Memo<Vec<AccountSummary>>, here: Here) -> impl IntoView {
    let tier = here.query_memo("tier");
    let tab = move |key: &'static str, label: String, wanted: Option<Tier>| {
        let count = move || all.read().iter().filter(|row| wanted.is_none() || row.tier == wanted).count();
        view! {
            <a href=move || here.with("tier", key) aria-current=move || (tier.get() == key).then_some("true")>
                {label}
                " "
                <b>{count}</b>
            </a>
        }
    };
    let of_tier = move |each: &Tier| tab(each.key(), common::tier(each.label()), Some(*each));
    view! {
        <nav class="seg" aria-label=common::TIERS>
            {tab("", common::ALL.into(), None)}
            {Tier::ALL.iter().map(of_tier).collect_view()}
        </nav>
    }
}

/// The total row, which explains the year, in the workspace's currency. What lacks a rate is named.
fn foot(rows: &[AccountSummary], left: &[Departure], year: &str, locale: Locale) -> AnyView {
    let sum = ListSum::of(rows, left);
    let said = words::year_of_list(&sum, left, year, locale);
    view! {
        <tr>
            <td>{locale.count(rows.len() as i64, noun::ACCOUNT)}</td>
            <td></td>
            <td class="r">{locale.thousands(sum.arr)}</td>
            <td class="r">{locale.signed_thousands(sum.year.change())}</td>
            <td colspan="6" class="q">
                {said}
            </td>
        </tr>
    }
    .into_any()
}
