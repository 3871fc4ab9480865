//! What is to be reached together.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{Account, Id, Locale, Objective, Records},
    ui::{
        kit::{Avatar, Bar},
        route::{Route, Tab},
    },
    words::screen::{common, overview as text},
};

/// The section.
pub fn objectives(records: &Records, id: Id<Account>, today: NaiveDate, locale: Locale) -> AnyView {
    let all: Vec<&Objective> = records.of::<Objective>(id).collect();
    if all.is_empty() {
        return view! {
            <section>
                <h2 class="h2">{common::OBJECTIVES}</h2>
                <p class="empty">
                    {text::WHAT_DO_YOU_WANT}
                    <a class="more-link" href=format!("{}?view=objectives", Route::Account(id, Tab::Plan).href())>
                        {common::ADD_AN_OBJECTIVE}
                    </a>
                </p>
            </section>
        }
        .into_any();
    }
    let rows = all.into_iter().map(|objective| row(records, objective, today, locale));
    view! {
        <section>
            <h2 class="h2">{common::OBJECTIVES}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=common::OBJECTIVES>
                <table class="tbl obj">
                    <thead>
                        <tr>
                            <th>{common::OBJECTIVE}</th>
                            <th class="r">{common::BASELINE}</th>
                            <th class="r">{common::NOW}</th>
                            <th class="r">{common::TARGET}</th>
                            <th>{common::PROGRESS}</th>
                            <th>{text::OWNER_THERE}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(records: &Records, objective: &Objective, today: NaiveDate, locale: Locale) -> impl IntoView + use<> {
    let actual = objective.now(records, today);
    let text = |value: Option<f64>| value.map(|value| locale.plain(value)).unwrap_or_default();
    let part = objective.progress(actual);
    let owner = records.find(objective.owner_there).map(|person| person.name.clone());
    let href = format!("{}?view=objectives&open={}", Route::Account(objective.account, Tab::Plan).href(), objective.id);
    view! {
        <tr>
            <td>
                <a class="mid" href=href>
                    {objective.name.clone()}
                </a>
            </td>
            <td class="r q">{text(objective.baseline)}</td>
            <td class="r mid">{text(actual)}</td>
            <td class="r q2">{text(objective.target)}</td>
            <td class="nowrap">
                {part
                    .map(|part| {
                        view! {
                            <Bar part hue="acc" />
                            " "
                            <span class="q2 pc">{locale.percent(part, 0)}</span>
                        }
                    })}
            </td>
            <td>
                {owner
                    .map(|name| {
                        view! {
                            <span class="who">
                                <Avatar name=name.clone() />
                                {name}
                            </span>
                        }
                    })}
            </td>
        </tr>
    }
}
