//! One module per page.

mod account;
mod account_form;
mod agenda_row;
mod approvals;
mod brief;
mod data;
mod documents;
mod files;
mod growth;
mod growth_forecast;
mod growth_needs;
mod growth_revenue;
mod growth_whitespace;
mod import_csv;
mod import_json;
mod meeting_panel;
mod meetings;
mod metric_panel;
mod negotiation;
mod overview;
mod overview_regions;
mod people;
mod people_gaps;
mod people_org;
mod person_panel;
mod plan;
mod plan_strategy;
mod plan_timeline;
mod portfolio;
mod portfolio_figures;
mod portfolio_groups;
mod portfolio_renewals;
mod portfolio_tiers;
mod present;
mod related;
mod renewal;
mod review;
mod reviews;
mod risks;
mod settings;
mod take_over;
mod today;
mod value;
mod value_map;
mod welcome;

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
pub use welcome::add_sample;

/// What is shown at an address where nothing is.
#[component]
pub fn Unknown() -> impl IntoView {
    view! {
        <main id="main">
            <div class="page-head">
                <div>
                    <h1>"There is nothing at this address"</h1>
                    <p>
                        "It may have been deleted, or the link is not complete. "<a class="more-link" href="./">
                            "Go to Today"
                        </a>
                    </p>
                </div>
            </div>
        </main>
    }
}
