//! The choice between the views of a page, kept in the URL.

use leptos::prelude::*;

use crate::ui::route::{View, use_here};

/// Links to the views of a page; the current one is marked.
#[component]
pub fn Views(
    /// What is chosen, for screen readers.
    label: &'static str,
    /// The name in the query.
    #[prop(default = "view")]
    query: &'static str,
    /// The views; the first is the usual one, whose key is empty.
    views: &'static [View],
    /// A class beside that of the row of links.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    let here = use_here();
    let chosen = here.query_memo(query);
    let links = views.iter().map(|(key, label)| {
        view! {
            <a href=move || here.with(query, key) aria-current=move || (chosen.get() == *key).then_some("true")>
                {*label}
            </a>
        }
    });
    view! {
        <nav class=format!("seg {class}") aria-label=label>
            {links.collect_view()}
        </nav>
    }
}
