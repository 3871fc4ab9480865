//! Figures with their inputs: the strip above a page, and the popover that explains a figure.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::words::explain::{Explanation, Input};
use crate::words::screen::{common, kit as text};

/// One figure of a strip: label, figure, explanation line.
#[component]
pub fn Figure(
    /// The label above.
    #[prop(into)]
    label: String,
    /// The line beneath.
    #[prop(into, optional)]
    sub: Signal<String>,
    /// What opens behind the figure.
    #[prop(optional_no_strip)]
    explanation: Option<Explanation>,
    children: Children,
) -> impl IntoView {
    let id = popover_id();
    let value = children();
    let has_sub = move || !sub.read().is_empty();
    view! {
        <div class="fig">
            <dt>{label.clone()}</dt>
            <dd>
                {match explanation {
                    None => value.into_any(),
                    Some(explanation) => {
                        view! {
                            <button type="button" class="explain" popovertarget=id.clone()>
                                {value}
                                <span class="sr">{text::explain(&label)}</span>
                            </button>
                            <Explained id title=label explanation />
                        }
                            .into_any()
                    }
                }}
            </dd>
            <Show when=has_sub>
                <dd class="sub">{move || sub.get()}</dd>
            </Show>
        </div>
    }
}

/// An id that no other popover of the page has.
pub fn popover_id() -> String {
    static LAST: AtomicU32 = AtomicU32::new(0);
    format!("pop-{}", LAST.fetch_add(1, Ordering::Relaxed))
}

/// The popover behind a figure. The browser opens it, moves the focus and closes it with Escape or a click outside.
#[component]
pub fn Explained(
    /// The id that the button names.
    id: String,
    /// The figure's name.
    title: String,
    /// What it says.
    explanation: Explanation,
) -> impl IntoView {
    let Explanation { about, inputs, formula, result } = explanation;
    let label = text::how_is_computed(&title);
    let target = id.clone();
    let rows = inputs
        .into_iter()
        .map(|Input { name, detail, amount }| {
            view! {
                <tr>
                    <td>{name}</td>
                    <td class="q">{detail}</td>
                    <td class="r">{amount}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="pop" id=id popover="auto" role="dialog" aria-label=label>
            <header>
                <h2>{title}</h2>
                <button
                    type="button"
                    class="icon-btn"
                    popovertarget=target
                    popovertargetaction="hide"
                    aria-label=common::CLOSE
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </header>
            <p class="q2">{about}</p>
            <table class="tbl">
                <tbody>{rows}</tbody>
            </table>
            <p class="frm">
                <code>{formula}</code>
                <b>{result}</b>
            </p>
        </div>
    }
}
