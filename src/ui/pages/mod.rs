//! One module per page.

mod account;
mod account_form;
mod brief;
mod data;
mod documents;
mod growth;
mod import_csv;
mod import_json;
mod meetings;
mod overview;
mod people;
mod people_org;
mod plan;
mod portfolio;
mod present;
mod renewal;
mod review;
mod reviews;
mod risks;
mod settings;
mod take_over;
mod today;
mod value;
mod welcome;

use leptos::prelude::*;

use super::route::Route;

/// The page of a place.
pub fn page(route: Route) -> AnyView {
    match route {
        Route::Today => view! { <today::Today /> }.into_any(),
        Route::Accounts => view! { <portfolio::Portfolio /> }.into_any(),
        Route::Account(id, tab) => view! { <account::AccountPage id tab /> }.into_any(),
        Route::Review(account, id) => view! { <review::ReviewBuilder account id /> }.into_any(),
        Route::Present(account, id) => view! { <present::Present account id /> }.into_any(),
        Route::Data => view! { <data::Data /> }.into_any(),
        Route::TakeOver => view! { <take_over::TakeOver /> }.into_any(),
        Route::Settings => view! { <settings::Settings /> }.into_any(),
        Route::Unknown => view! { <Unknown /> }.into_any(),
    }
}

#[component]
fn Unknown() -> impl IntoView {
    view! {
        <main id="main">
            <div class="page-head">
                <div>
                    <h1>"There is nothing at this address"</h1>
                    <p>"It may have been deleted, or the link is not complete. "<a class="more-link" href="./">"Go to Today"</a></p>
                </div>
            </div>
        </main>
    }
}
