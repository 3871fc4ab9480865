//! The regions of an account: who is there on both sides, language, time zone, what may not leave, the target.

use leptos::prelude::*;

use crate::{
    domain::{Account, Id, Kind, Order, Region},
    ui::{
        kit::{Column, ListRow, Listing},
        use_store,
    },
    words::screen::{common, overview as text},
};

/// The list.
#[component]
pub fn Regions(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let rows = Memo::new(move |_| {
        store.read_account(id, |records| {
            let mut all: Vec<&Region> = records.of(id).collect();
            all.order_by(|a, b| a.name.cmp(&b.name));
            let rows = all.into_iter().map(|region| {
                let ours = records.find(region.owner).map(|teammate| teammate.name.clone());
                let theirs = records.find(region.owner_there).map(|person| person.name.clone());
                let cells = vec![
                    region.name.clone().into(),
                    ours.unwrap_or_else(|| common::NOBODY_YET.into()).into(),
                    theirs.unwrap_or_else(|| common::NOBODY_YET.into()).into(),
                    region.languages.clone().into(),
                    region.time_zone.clone().into(),
                    region.privacy.clone().into(),
                    region.target.map(|it| locale.money(it)).unwrap_or_default().into(),
                ];
                ListRow::new(region.id, cells)
            });
            rows.collect::<Vec<_>>()
        })
    });
    view! {
        <Listing
            title=common::REGIONS
            kind=Kind::Region
            account=id
            head=&[
                Column::Text(common::REGION),
                Column::Text(common::OUR_CONTACT),
                Column::Text(common::THEIR_CONTACT),
                Column::Text(text::LANGUAGES),
                Column::Text(text::TIME_ZONE),
                Column::Text(text::PRIVACY),
                Column::Number(common::TARGET),
            ]
            rows
            empty=text::WHERE_THE_CLIENT_WORKS
        />
    }
}
