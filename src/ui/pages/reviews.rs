//! The reviews of an account: one per quarter, held or to come.

use leptos::prelude::*;

use crate::{
    document::{Face, Paper, quality},
    domain::{Account, Change, Id, Kind, Order, Review, status::Status},
    ui::{
        kit::{Glyph, Icon, Preset, StatusWord},
        route::Route,
        shell::use_adding,
        use_store,
    },
    words::{
        self,
        screen::{common, reviews as text},
    },
};

/// The page.
#[component]
pub fn Reviews(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let adding = use_adding();
    let reviews = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let mut all: Vec<(Review, usize)> = records
                .of::<Review>(id)
                .map(|review| {
                    let open = if review.held_on.is_some() {
                        0
                    } else {
                        quality(records, review, today, locale).iter().filter(|check| !check.passed).count()
                    };
                    (review.clone(), open)
                })
                .collect();
            all.order_by(|a, b| b.0.quarter.cmp(&a.0.quarter));
            all
        })
    });
    let start = move |_| {
        let quarter = untrack(|| store.workspace().quarter(store.today())).before();
        adding.open(Kind::Review, Some(id), Preset::default().with("quarter", quarter.key()));
    };
    let rows = move || {
        let fiscal = store.workspace().fiscal();
        let row = |(review, open): (Review, usize)| {
            let name = words::review_quarter(&review, fiscal);
            view! { <Row review name open /> }
        };
        reviews.get().into_iter().map(row).collect_view()
    };
    view! {
        <Show
            when=move || !reviews.read().is_empty()
            fallback=move || {
                view! {
                    <div class="empty">
                        <p>{text::A_BUSINESS_REVIEW_LEADS}</p>
                        <button type="button" class="btn" on:click=start>
                            <Icon glyph=Glyph::Plus />
                            <span>{text::START_A_REVIEW}</span>
                        </button>
                    </div>
                }
            }
        >
            <div class="scroll" tabindex="0" role="region" aria-label=common::REVIEWS>
                <table class="tbl">
                    <thead>
                        <tr>
                            <th>{text::QUARTER}</th>
                            <th>{common::DATE}</th>
                            <th>{common::PLACE}</th>
                            <th>{common::STATE}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Show>
        <Papers id />
    }
}

/// A review, and how many of its quality points are open.
#[component]
fn Row(review: Review, name: String, open: usize) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let (status, word) = match (review.held_on, open) {
        (Some(date), _) => (Status::Good, text::held_and_frozen_on(locale.date(date))),
        (None, 0) => (Status::Good, text::READY.into()),
        (None, open) => (Status::Watch, text::open(locale.count(open as i64, text::QUALITY_POINT))),
    };
    let id = review.id;
    let remove = move |_| store.apply_and_tell(Change::delete(text::DELETED_THE_REVIEW, id));
    view! {
        <tr>
            <td>
                <a class="mid" href=Route::Review(review.account, id).href()>
                    {name.clone()}
                </a>
            </td>
            <td class="q2">{review.date.map(|it| locale.date_long(it))}</td>
            <td class="q2">{review.place.clone()}</td>
            <td>
                <StatusWord status word />
            </td>
            <td class="r">
                <span class="row-acts">
                    <a class="more-link" href=Route::Present(review.account, id).href()>
                        {common::PRESENT}
                    </a>
                    <button type="button" class="icon-btn" aria-label=text::delete_the_review(&name) on:click=remove>
                        <Icon glyph=Glyph::Delete />
                    </button>
                </span>
            </td>
        </tr>
    }
}

#[component]
fn Papers(id: Id<Account>) -> impl IntoView {
    view! {
        <section class="papers">
            <h2 class="h2">{common::PAPERS}</h2>
            <ul class="nxt">
                {Paper::ALL
                    .iter()
                    .map(|paper| {
                        let face = if paper.face() == Face::Client { text::FOR_THE_CLIENT } else { "internal" };
                        view! {
                            <li>
                                <a class="mid" href=Route::Paper(id, *paper).href()>
                                    {paper.title()}
                                </a>
                                <span class="q2">{paper.about()}</span>
                                <span class="q push">{face}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}
