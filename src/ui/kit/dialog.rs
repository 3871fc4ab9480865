//! What floats above the page: dialogs, and the popover behind a figure.

use crate::words::screen::common;
use leptos::{html, prelude::*};

use super::{Glyph, Icon};

/// A modal dialog. The browser keeps the focus inside and closes it with Escape.
#[component]
pub fn Dialog(
    /// Its title.
    #[prop(into)]
    title: String,
    /// Called to close the dialog.
    on_close: Callback<()>,
    /// A class for its width.
    #[prop(default = "")]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
            // The browser would choose the first button, which closes: what is typed at once would be lost.
            crate::ui::browser::focus_first_field(&dialog);
        }
    });
    let label = title.clone();
    view! {
        <dialog
            class=format!("dialog {class}")
            node_ref=node
            aria-label=label
            on:close=move |_: leptos::ev::Event| on_close.run(())
        >
            <header>
                <h2>{title}</h2>
                <button type="button" class="icon-btn" aria-label=common::CLOSE on:click=move |_| on_close.run(())>
                    <Icon glyph=Glyph::Close />
                </button>
            </header>
            {children()}
        </dialog>
    }
}
