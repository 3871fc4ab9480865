//! The quality list of a review: what is open, with the place where it is mended, and what holds.

use leptos::prelude::*;

use super::{Building, panel_of};
use crate::{
    document::Check,
    domain::{Kind, status::Status},
    ui::{
        kit::{Glyph, Icon, Shape},
        route::use_here,
    },
    words::screen::review as text,
};

/// The list.
#[component]
pub fn Quality(
    /// The review.
    building: Building,
) -> impl IntoView {
    let Building { account, checks, .. } = building;
    let here = use_here();
    let open = move || checks.read().iter().filter(|check| !check.passed).count();
    let item = move |check: Check| {
        let slide = check.slide;
        let mend = match check.record {
            Some(key) if key.kind != Kind::Review => view! {
                <a class="more-link" href=panel_of(account, key)>
                    {text::MEND_IT}
                </a>
            }
            .into_any(),
            _ => view! {
                <a class="more-link" href=move || here.with("slide", slide.key())>
                    {text::go_to(slide.title())}
                </a>
            }
            .into_any(),
        };
        view! {
            <li>
                <Shape status=Status::Watch />
                <span>
                    <span class="mid">{check.title}</span>
                    <span class="q">{check.detail}</span>
                    {mend}
                </span>
            </li>
        }
    };
    view! {
        <h2 class="h2">{text::QUALITY}<small>{move || text::open_of(open(), checks.read().len())}</small></h2>
        <ul class="ql">{move || checks.get().into_iter().filter(|check| !check.passed).map(item).collect_view()}</ul>
        <h2 class="h2 ok">{text::PASSED}<small>{move || checks.read().len() - open()}</small></h2>
        <ul class="ql ok">
            {move || {
                checks
                    .get()
                    .into_iter()
                    .filter(|check| check.passed)
                    .map(|check| {
                        view! {
                            <li>
                                <Icon glyph=Glyph::Check />
                                <span>{check.title}</span>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ul>
    }
}
