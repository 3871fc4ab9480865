//! The days on which nobody works: everywhere, or in a region.

use leptos::prelude::*;

use super::change;
use crate::{
    domain::{Order, date::Holiday},
    ui::{
        kit::{Glyph, Icon, InlineInput},
        use_store,
    },
};

/// The form.
#[component]
pub fn Holidays() -> impl IntoView {
    let store = use_store();
    let holidays = Memo::new(move |_| store.workspace().holidays);
    let row = |holiday: Holiday| view! { <HolidayRow holiday /> };
    view! {
        <section>
            <h2 class="h2">"Holidays"<small>"plans and playbooks skip them"</small></h2>
            <ul class="nxt">{move || holidays.get().into_iter().map(row).collect_view()}</ul>
            <NewHoliday />
        </section>
    }
}

#[component]
fn HolidayRow(holiday: Holiday) -> impl IntoView {
    let store = use_store();
    let id = holiday.id;
    let remove = move |_| {
        change(store, "the holidays", |settings| settings.holidays.retain(|other| other.id != id));
    };
    let region = (!holiday.region.is_empty()).then(|| format!(", {}", holiday.region));
    view! {
        <li>
            <span>{store.locale_signal().get().date_long(holiday.date)}</span>
            <span class="q">{holiday.name.clone()} {region}</span>
            <button type="button" class="icon-btn push" aria-label=format!("Remove {}", holiday.name) on:click=remove>
                <Icon glyph=Glyph::Close />
            </button>
        </li>
    }
}

#[component]
fn NewHoliday() -> impl IntoView {
    let store = use_store();
    let [day, name, region] = [(); 3].map(|()| RwSignal::new(String::new()));
    let problem = RwSignal::new("");
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(date) = day.get_untracked().parse() else { return problem.set("Choose a day.") };
        problem.set("");
        let [name_typed, region_typed] = [name, region].map(|field| field.get_untracked().trim().to_owned());
        change(store, "the holidays", |settings| {
            let holidays = &mut settings.holidays;
            holidays.retain(|holiday| holiday.date != date || holiday.region != region_typed);
            holidays.push(Holiday { id: store.new_id(), date, name: name_typed, region: region_typed });
            holidays.order_by_key(|holiday| holiday.date);
        });
        name.set(String::new());
    };
    view! {
        <form class="inline-f" on:submit=add novalidate>
            <InlineInput label="Day" value=day kind="date" />
            <InlineInput label="Name of the holiday" value=name />
            <InlineInput label="Region, if not everywhere" value=region />
            <button type="submit" class="btn">
                "Add holiday"
            </button>
        </form>
        <p class="problem" role="alert">
            {problem}
        </p>
    }
}
