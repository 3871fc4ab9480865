//! A module per page, a folder where a page has several parts; and what several pages show: approvals, documents,
//! related records.

mod account;
mod approvals;
mod brief;
mod data;
mod disputed;
mod documents;
mod files;
mod growth;
mod meetings;
mod negotiation;
mod overview;
mod people;
mod plan;
mod portfolio;
mod present;
mod related;
mod renewal;
mod review;
mod reviews;
mod risks;
mod settings;
mod take_over;
mod today;
mod unread;
mod unsaved;
mod value;
mod welcome;

use crate::words::screen::pages as text;
pub use account::AccountPage;
pub use data::Data;
pub use files::{PaperPage, ReportPage, ReviewFiles};
use leptos::prelude::*;
pub use portfolio::Portfolio;
pub use present::Present;
pub use review::ReviewBuilder;
pub use settings::Settings;
pub use take_over::TakeOver;
pub use today::Today;
pub use unread::Unread;
pub use unsaved::Unsaved;
pub use welcome::add_sample;

/// What is shown at an address where nothing is.
#[component]
pub fn Unknown() -> impl IntoView {
    view! {
        <main id="main">
            <div class="page-head">
                <div>
                    <h1>{text::THERE_IS_NOTHING_AT}</h1>
                    <p>
                        {text::IT_MAY_HAVE_BEEN}<a class="more-link" href="./">
                            {text::GO_TO_TODAY}
                        </a>
                    </p>
                </div>
            </div>
        </main>
    }
}
