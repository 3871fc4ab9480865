//! What makes a tier, and what each is owed.

use leptos::prelude::*;

use super::{
    change,
    number::{Number, TableNumber},
};
use crate::{
    domain::{
        Account, Change, Id,
        choice::{Enablement, Tier},
        setting::{Segmentation, Standard, default_standards},
    },
    state::Store,
    ui::use_store,
    words::screen::{common, settings as text},
};

/// Sets an account's tier by hand, or gives it back to its scores; the reason is asked for in its panel.
pub fn change_tier(store: Store, id: Id<Account>, tier: Option<Tier>) {
    let Some(account) = store.peek(|records| records.get(id).cloned()) else { return };
    let label = match tier {
        Some(tier) => text::set_to_tier(&account.name, tier.label()),
        None => text::gave_the_tier_of(&account.name),
    };
    store.apply_and_tell(Change::put(label, account.with_tier(tier)));
}

/// The weights of the four criteria, and the points from which a tier begins.
#[component]
pub fn Criteria() -> impl IntoView {
    let store = use_store();
    let rules = Memo::new(move |_| store.workspace().segmentation);
    type Part = fn(&mut Segmentation) -> &mut u8;
    const PARTS: [(&str, Part); 6] = [
        (text::WEIGHT_OF_REVENUE, |rules| &mut rules.revenue),
        (text::WEIGHT_OF_GROWTH_POTENTIAL, |rules| &mut rules.growth),
        (text::WEIGHT_OF_STRATEGIC_FIT, |rules| &mut rules.fit),
        (text::WEIGHT_OF_STABILITY, |rules| &mut rules.stability),
        (text::TIER_A_FROM_POINTS, |rules| &mut rules.a_from),
        (text::TIER_B_FROM_POINTS, |rules| &mut rules.b_from),
    ];
    let weights = move || {
        PARTS
            .map(|(label, part)| {
                let mut now = rules.get();
                let value = i64::from(*part(&mut now));
                let on_change = Callback::new(move |new: i64| {
                    change(store, text::THE_SEGMENTATION, |settings| {
                        *part(&mut settings.segmentation) = u8::try_from(new).unwrap_or(0)
                    })
                });
                view! { <Number label value most=100 on_change /> }
            })
            .collect_view()
    };
    view! { <div class="grid6">{weights}</div> }
}

/// The forms.
#[component]
pub fn Tiers() -> impl IntoView {
    let store = use_store();
    let standards = Memo::new(move |_| {
        let known = store.workspace().standards;
        if known.is_empty() { default_standards() } else { known }
    });
    let rows = move || {
        let standards = standards.read();
        let of_tier = |tier: Tier| standards.iter().find(|standard| standard.tier == tier).cloned().unwrap_or_default();
        let row = |tier: &Tier| view! { <StandardRow tier=*tier standard=of_tier(*tier) /> };
        Tier::ALL.iter().map(row).collect_view()
    };
    view! {
        <section>
            <h2 class="h2">{common::TIERS}<small>{text::WEIGHTS_AND_THRESHOLDS}</small></h2>
            <Criteria />
        </section>
        <section>
            <h2 class="h2">{common::ENGAGEMENT_STANDARDS}<small>{text::THE_LONGEST_TIME_BETWEEN}</small></h2>
            <div class="scroll" tabindex="0" role="region" aria-label=common::ENGAGEMENT_STANDARDS>
                <table class="tbl form">
                    <thead>
                        <tr>
                            <td></td>
                            <th scope="col">{text::EXECUTIVE_REVIEW}</th>
                            <th scope="col">{text::BUSINESS_REVIEW}</th>
                            <th scope="col">{text::CHECK_IN}</th>
                            <th scope="col">{text::MEETINGS_HOURS_A_MONTH}</th>
                            <th scope="col">{common::ENABLEMENT}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// A number of a standard.
type Part = fn(&mut Standard) -> &mut u16;

/// The numbers of a standard, with the largest that each may be.
const PARTS: [(&str, i64, Part); 4] = [
    (text::EXECUTIVE_REVIEW_DAYS, 1000, |standard| &mut standard.executive_review),
    (text::BUSINESS_REVIEW_DAYS, 1000, |standard| &mut standard.business_review),
    (text::CHECK_IN_DAYS, 1000, |standard| &mut standard.touch),
    (text::MEETINGS_HOURS_A_MONTH_LOWER, 200, |standard| &mut standard.hours),
];

/// Changes the standard of a tier. What was never changed begins with what is usual.
fn edit(store: Store, tier: Tier, edit: impl Fn(&mut Standard)) {
    change(store, text::THE_ENGAGEMENT_STANDARD, |settings| {
        if settings.standards.is_empty() {
            settings.standards = default_standards();
        }
        settings.standards.iter_mut().filter(|standard| standard.tier == tier).for_each(edit);
    });
}

#[component]
fn StandardRow(tier: Tier, standard: Standard) -> impl IntoView {
    let store = use_store();
    let depth = standard.enablement;
    let cells = PARTS.map(|(label, most, part)| {
        let value = i64::from(*part(&mut standard.clone()));
        let on_change = Callback::new(move |new: i64| {
            edit(store, tier, |standard| *part(standard) = u16::try_from(new).unwrap_or(0));
        });
        view! {
            <td>
                <TableNumber label=text::tier_field(tier.label(), label) value most on_change />
            </td>
        }
    });
    let choose = move |event| {
        let key = event_target_value(&event);
        if let Some(depth) = Enablement::ALL.iter().copied().find(|depth| depth.key() == key) {
            edit(store, tier, |standard| standard.enablement = depth);
        }
    };
    let depths = Enablement::ALL.iter().map(|each| {
        view! {
            <option value=each.key() prop:selected=*each == depth>
                {each.label()}
            </option>
        }
    });
    view! {
        <tr>
            <th scope="row">{common::tier(tier.label())}</th>
            {cells.collect_view()}
            <td>
                <label class="field in-table">
                    <span class="sr">{text::tier_enablement(tier.label())}</span>
                    <select on:change=choose>{depths.collect_view()}</select>
                </label>
            </td>
        </tr>
    }
}
