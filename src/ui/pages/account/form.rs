//! The panel of an account: its fields, its segmentation with the tier that follows, archive and delete.

use leptos::prelude::*;

use crate::{
    domain::{Account, Change, Entity, Id, Key, Locale, tier::tiering},
    ui::{
        kit::{Conflicts, Explained, Glyph, Icon, RecordFields, RecordHistory},
        route::{Route, use_navigator},
        use_store,
    },
    words::{
        self, explain,
        screen::{account as text, common},
    },
};

const SCORES: &[&str] = &["revenueScore", "growthScore", "fitScore", "churnRisk", "tierOverride", "tierReason"];
const HEALTH: &[&str] = &["healthOverride", "healthReason", "healthUntil"];
const AGREEMENT: &[&str] = &["channels", "languages", "privacy"];
const APART: &[&str] = &[
    "revenueScore",
    "growthScore",
    "fitScore",
    "churnRisk",
    "tierOverride",
    "tierReason",
    "healthOverride",
    "healthReason",
    "healthUntil",
    "channels",
    "languages",
    "privacy",
    "archived",
];

/// The panel.
#[component]
pub fn AccountForm(
    /// Which account.
    id: Id<Account>,
    /// Called to close the panel.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let navigator = use_navigator();
    let key = Key::from(id);
    let account = Memo::new(move |_| store.get(id).unwrap_or_default());
    let archive = move |_| {
        let account = account.get_untracked();
        let label = if account.archived { text::brought_back(&account.name) } else { text::archived(&account.name) };
        store.apply_and_tell(Change::put(label, Account { archived: !account.archived, ..account }));
    };
    let delete = move |_| {
        let label = text::deleted_the_account(&account.get_untracked().name);
        store.apply_and_tell(Change::delete(label, id));
        navigator.go(&Route::Accounts.href());
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            on_close.run(());
        }
    };
    view! {
        <aside class="panel" aria-label=text::EDIT_THE_ACCOUNT on:keydown=escape>
            <header>
                <div>
                    <h2>{move || account.read().name.clone()}</h2>
                    <p class="q2">{common::ACCOUNT}</p>
                </div>
                <div class="panel-x">
                    <button type="button" class="icon-btn" aria-label=common::CLOSE on:click=move |_| on_close.run(())>
                        <Icon glyph=Glyph::Close />
                    </button>
                </div>
            </header>
            <Conflicts key />
            <section>
                <h3>{common::SEGMENTATION}</h3>
                {move || tier_line(&account.read(), &store.workspace().segmentation, locale)}
                <RecordFields key only=SCORES />
            </section>
            <section>
                <h3>{common::HEALTH}</h3>
                <p class="q small">{text::AGAINST_THE_METRICS_WITH}</p>
                <RecordFields key only=HEALTH />
            </section>
            <section>
                <h3>{text::WORKING_AGREEMENT}</h3>
                <RecordFields key only=AGREEMENT />
            </section>
            <section>
                <h3>{common::ACCOUNT}</h3>
                <RecordFields key without=APART />
            </section>
            <RecordHistory key />
            <footer class="panel-end">
                <button type="button" class="btn" on:click=archive>
                    {move || if account.read().archived { text::BRING_BACK } else { text::ARCHIVE }}
                </button>
                <button type="button" class="btn" on:click=delete>
                    <Icon glyph=Glyph::Delete />
                    <span>{text::DELETE_ACCOUNT}</span>
                </button>
            </footer>
        </aside>
    }
}

fn tier_line(account: &Account, rules: &crate::domain::setting::Segmentation, locale: Locale) -> AnyView {
    let result = match tiering(account, rules) {
        Ok(result) => result,
        Err(missing) => return view! { <p class="q">{words::missing(&missing, locale)}</p> }.into_any(),
    };
    let text = text::tier_points(result.tier.label(), locale.number(result.points, 0));
    let explanation = explain::tier(&result, rules, locale);
    let by_hand = result.by_hand.then(|| words::tier_by_hand(&account.tier_reason));
    let attention = result.attention.then_some(text::THE_CHURN_RISK_RAISES);
    let id = format!("tier-{}", Entity::id(account));
    view! {
        <p class="tier-line">
            <button type="button" class="explain mid" popovertarget=id.clone()>
                {text}
            </button>
            <span class="q">{by_hand}</span>
        </p>
        {attention.map(|text| view! { <p class="note watch">{text}</p> })}
        <Explained id title=common::TIER.to_owned() explanation />
    }
    .into_any()
}
