//! The strategy of an account: their business and priorities, our position, the ambition, three moves, what must be
//! true.

use leptos::prelude::*;

use crate::{
    domain::{Account, Change, Id, Key, Strategy},
    ui::{
        kit::{Glyph, Icon, InternalOnly, RecordFields},
        use_store,
    },
};

/// The parts of the page: heading, why it is there, its fields.
const PARTS: [(&str, &str, &[&str]); 5] = [
    (
        "Their business and priorities",
        "what they earn with, and what their leadership wants",
        &["business", "priorities"],
    ),
    ("Our position", "against whom, and where we are weak", &["position"]),
    ("Ambition", "as a sentence that can turn out wrong", &["ambition12", "ambition36"]),
    ("Three moves", "if everything else fails, these", &["firstMove", "secondMove", "thirdMove"]),
    ("What must be true", "a line each; what is not sure belongs among the assumptions", &["mustBeTrue"]),
];

/// The view.
#[component]
pub fn StrategyView(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let strategy = Memo::new(move |_| {
        store.read_account(id, |records| records.of::<Strategy>(id).map(|strategy| strategy.id).next())
    });
    let begin = move |_| {
        let strategy = Strategy { id: store.new_id(), account: id, ..Strategy::default() };
        store.apply(Change::put("began the strategy", strategy));
    };
    move || match strategy.get() {
        Some(strategy) => {
            let key = Key::from(strategy);
            let parts = PARTS.map(|(title, why, only)| {
                view! {
                    <section>
                        <h2 class="h2">{title}<small>{why}</small></h2>
                        <RecordFields key only />
                    </section>
                }
            });
            view! {
                <div class="strat">
                    <p class="q2">
                        <InternalOnly />
                    </p>
                    {parts.collect_view()}
                </div>
            }
            .into_any()
        }
        None => view! {
            <div class="empty">
                <p>
                    "What the account is worth fighting for, on one page: their business, our position, the \
                    ambition, three moves, and what must be true."
                </p>
                <button type="button" class="btn" on:click=begin>
                    <Icon glyph=Glyph::Plus />
                    <span>"Write the strategy"</span>
                </button>
            </div>
        }
        .into_any(),
    }
}
