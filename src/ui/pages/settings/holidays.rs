//! The days on which nobody works: everywhere, or in a region.

use leptos::prelude::*;

use super::change;
use crate::{
    domain::{Locale, Order, date::Holiday},
    ui::{
        kit::{Glyph, Icon, InlineInput},
        use_store,
    },
    words::screen::settings as text,
};

/// The form.
#[component]
pub fn Holidays() -> impl IntoView {
    let store = use_store();
    let holidays = Memo::new(move |_| store.workspace().holidays);
    let rows = move || {
        let locale = store.locale_signal().get();
        holidays.get().into_iter().map(|holiday| view! { <HolidayRow holiday locale /> }).collect_view()
    };
    view! {
        <section>
            <h2 class="h2">{text::HOLIDAYS}<small>{text::PLANS_AND_PLAYBOOKS_SKIP}</small></h2>
            <ul class="nxt">{rows}</ul>
            <NewHoliday />
        </section>
    }
}

#[component]
fn HolidayRow(holiday: Holiday, locale: Locale) -> impl IntoView {
    let store = use_store();
    let id = holiday.id;
    let remove = move |_| {
        change(store, text::THE_HOLIDAYS, |settings| settings.holidays.retain(|other| other.id != id));
    };
    let region = (!holiday.region.is_empty()).then(|| format!(", {}", holiday.region));
    view! {
        <li>
            <span>{locale.date_long(holiday.date)}</span>
            <span class="q">{holiday.name.clone()} {region}</span>
            <button type="button" class="icon-btn push" aria-label=text::remove(&holiday.name) on:click=remove>
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
        let Ok(date) = day.get_untracked().parse() else { return problem.set(text::CHOOSE_A_DAY) };
        problem.set("");
        let [name_typed, region_typed] = [name, region].map(|field| field.get_untracked().trim().to_owned());
        change(store, text::THE_HOLIDAYS, |settings| {
            let holidays = &mut settings.holidays;
            holidays.retain(|holiday| holiday.date != date || holiday.region != region_typed);
            holidays.push(Holiday { id: store.new_id(), date, name: name_typed, region: region_typed });
            holidays.order_by_key(|holiday| holiday.date);
        });
        name.set(String::new());
    };
    view! {
        <form class="inline-f" on:submit=add novalidate>
            <InlineInput label=text::DAY value=day kind="date" />
            <InlineInput label=text::NAME_OF_THE_HOLIDAY value=name />
            <InlineInput label=text::REGION_IF_NOT_EVERYWHERE value=region />
            <button type="submit" class="btn">
                {text::ADD_HOLIDAY}
            </button>
        </form>
        <p class="problem" role="alert">
            {problem}
        </p>
    }
}
