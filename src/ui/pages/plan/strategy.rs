//! The strategy of an account: their business and priorities, our position, the ambition, three moves, what must be
//! true.

use leptos::prelude::*;

use crate::{
    domain::{Account, Change, Id, Key, Strategy},
    ui::{
        kit::{Glyph, Icon, InternalOnly, RecordFields},
        use_store,
    },
    words::screen::plan as text,
};

/// The parts of the page: heading, why it is there, its fields.
const PARTS: [(&str, &str, &[&str]); 5] = [
    (text::THEIR_BUSINESS_AND_PRIORITIES, text::WHAT_THEY_EARN_WITH, &["business", "priorities"]),
    (text::OUR_POSITION, text::AGAINST_WHOM_AND_WHERE, &["position"]),
    (text::AMBITION, text::AS_A_SENTENCE_THAT, &["ambition12", "ambition36"]),
    (text::THREE_MOVES, text::IF_EVERYTHING_ELSE_FAILS, &["firstMove", "secondMove", "thirdMove"]),
    (text::WHAT_MUST_BE_TRUE, text::A_LINE_EACH_WHAT, &["mustBeTrue"]),
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
        let mut strategy = Strategy { account: id, ..Strategy::default() };
        strategy.id = store.own_id(&strategy);
        store.apply(Change::put(text::BEGAN_THE_STRATEGY, strategy));
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
                <p>{text::WHAT_THE_ACCOUNT_IS}</p>
                <button type="button" class="btn" on:click=begin>
                    <Icon glyph=Glyph::Plus />
                    <span>{text::WRITE_THE_STRATEGY}</span>
                </button>
            </div>
        }
        .into_any(),
    }
}
