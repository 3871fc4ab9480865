//! What a person sees. It turns the URL into a page, and a person's acts into changes. It never touches the database.

pub mod browser;
mod chunks;
pub mod folders;
mod kit;
pub mod lock;
mod pages;
mod palette;
mod route;
pub mod server;
mod shell;

use leptos::prelude::*;
use leptos_router::components::Router;

use crate::state::{Host, Opened, Store};

/// The store of the page.
pub fn use_store() -> Store {
    expect_context()
}

/// Starts the app in the document's body, on a storage that opens in the background.
pub fn mount(host: Host, storage: impl Future<Output = Opened> + 'static) {
    leptos::mount::mount_to_body(move || {
        let store = Store::new(host);
        provide_context(store);
        browser::watch(store);
        browser::place_popovers();
        leptos::task::spawn_local(async move { store.start(storage.await).await });
        view! {
            <Router base=browser::base()>
                <shell::Shell />
            </Router>
        }
    });
}
