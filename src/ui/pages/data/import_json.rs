//! The preview of a colleague's file: what is added, changed and left; per record, whose values hold.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::words::format;
use crate::{
    domain::{Key, Kind},
    import::{Changed, FieldChange, Proposal},
    state::{Meeting, Met},
    ui::{
        kit::{Figure, display},
        use_store,
    },
    words::{
        noun,
        screen::{common, data as text},
    },
};

/// The preview.
#[component]
pub fn ImportJson(
    /// The file's name.
    name: String,
    /// What comes in by itself: the file says how it came about.
    meeting: Meeting,
    /// What a person looks at record by record.
    proposal: Proposal,
    /// Called when it was applied or given up.
    on_done: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let all: BTreeSet<Key> = proposal.changed.iter().map(|changed| changed.key).collect();
    let taken = RwSignal::new(all);
    let count_of = |kind: &Kind| proposal.added.iter().filter(|row| row.record.kind() == *kind).count();
    let proposal_added = proposal.added.len();
    let new = Kind::ALL.iter().map(|kind| (kind, count_of(kind))).filter(|(_, count)| *count > 0);
    let new: Vec<String> = new.map(|(kind, count)| locale.count(count as i64, kind.one())).collect();
    let merged: Vec<Met> =
        meeting.met.iter().filter(|met| met.before != met.after || met.is_contested).cloned().collect();
    let added = proposal.added.len() + merged.iter().filter(|met| met.before.is_none()).count();
    let gone = merged.iter().filter(|met| met.after.is_none()).count();
    let contested = merged.iter().filter(|met| met.is_contested).count();
    let (changed, left, level) = (proposal.changed.clone(), proposal.left + meeting.same, proposal.level);
    let by_itself = merged.len();
    let differ = changed.len() + by_itself - merged.iter().filter(|met| met.before.is_none()).count() - gone;
    let count = move || proposal_added + by_itself + taken.read().len();
    let (file, title) = (name.clone(), text::import(&name));
    let (proposal, meeting) = (StoredValue::new(proposal), StoredValue::new(meeting));
    let apply = move |_| {
        let change = proposal.with_value(|proposal| proposal.change(&file, &taken.get_untracked()));
        store.take_over_and_tell(meeting.get_value(), change);
        on_done.run(());
    };
    let has_changed = !changed.is_empty();
    view! {
        <div class="page-head">
            <div>
                <h1>{title}</h1>
                <p>{text::A_DRY_RUN_NOTHING_IS}</p>
            </div>
            <div class="acts">
                <button type="button" class="btn quiet" on:click=move |_| on_done.run(())>
                    {common::CANCEL}
                </button>
                <button type="button" class="btn primary" disabled=move || count() == 0 on:click=apply>
                    {move || text::apply(locale.count(count() as i64, noun::CHANGE))}
                </button>
            </div>
        </div>
        <dl class="figs imp-figs">
            <Figure label=common::LEVEL>{format::sentence(level.key())}</Figure>
            <Figure label=text::ADDED>{added}</Figure>
            <Figure label=text::CHANGED>{differ}</Figure>
            <Figure label=text::DELETED>{gone}</Figure>
            <Figure label=text::TO_BE_SETTLED>{contested}</Figure>
            <Figure label=text::LEFT_AS_THEY_ARE>{left}</Figure>
        </dl>
        <section class="listing">
            <h2 class="h2">{text::ADDED}<small>{added}</small></h2>
            <p class="q2">{if new.is_empty() { text::NOTHING_NEW.to_owned() } else { new.join(", ") }}</p>
        </section>
        {(!merged.is_empty()).then(|| view! { <Merged merged /> })}
        {has_changed.then(|| view! { <Differences changed taken /> })}
    }
}

/// The records that merge by themselves: what becomes of each.
#[component]
fn Merged(merged: Vec<Met>) -> impl IntoView {
    const LISTED: usize = 100;
    let count = merged.len();
    let row = |met: Met| {
        let Met { key, title, before, after, is_contested, .. } = met;
        let nothing = serde_json::Map::new();
        let fields = match (&before, &after) {
            (Some(before), Some(after)) => FieldChange::between(key.kind, before, after),
            _ => Vec::new(),
        };
        let what = match (before.unwrap_or_else(|| nothing.clone()).is_empty(), after.is_none(), is_contested) {
            (_, _, true) => text::STANDS_BESIDE_YOURS,
            (true, ..) => text::IS_NEW,
            (_, true, _) => text::WAS_DELETED_THERE,
            _ => "",
        };
        view! {
            <tr>
                <td class="mid">{title}</td>
                <td class="q">{key.kind.one()}</td>
                <td>{what} {fields.into_iter().map(|field| view! { <FieldDiffers field /> }).collect_view()}</td>
            </tr>
        }
    };
    view! {
        <section class="listing">
            <h2 class="h2">{text::COMES_IN_BY_ITSELF}<small>{count}</small></h2>
            <table class="tbl chg">
                <tbody>{merged.into_iter().take(LISTED).map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}

#[component]
fn FieldDiffers(field: FieldChange) -> impl IntoView {
    let FieldChange { label, before, after } = field;
    view! {
        <p>
            <span class="q">{label}</span>
            " "
            <del>{display(&before, use_store())}</del>
            " → "
            <ins>{display(&after, use_store())}</ins>
        </p>
    }
}

/// The records that are here with other values: for each one chooses whose values hold.
#[component]
fn Differences(changed: Vec<Changed>, taken: RwSignal<BTreeSet<Key>>) -> impl IntoView {
    let all: BTreeSet<Key> = changed.iter().map(|changed| changed.key).collect();
    let none = move |_| taken.set(BTreeSet::new());
    let every = move |_| taken.set(all.clone());
    let row = |changed: Changed| view! { <Difference changed taken /> };
    view! {
        <section class="listing">
            <h2 class="h2">
                {text::DIFFER}<small>{text::CHOOSE_WHOSE_VALUES_HOLD}</small>
                <button type="button" class="more-link push" on:click=every>
                    {text::TAKE_ALL_FROM_THE}
                </button> <button type="button" class="more-link" on:click=none>
                    {text::KEEP_ALL_OF_MINE}
                </button>
            </h2>
            <table class="tbl chg">
                <thead>
                    <tr>
                        <th>{text::TAKE_FROM_THE_FILE}</th>
                        <th>{common::KIND}</th>
                        <th>{text::MINE_THE_FILES}</th>
                    </tr>
                </thead>
                <tbody>{changed.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Difference(changed: Changed, taken: RwSignal<BTreeSet<Key>>) -> impl IntoView {
    let Changed { key, title, fields, .. } = changed;
    let toggle = move |event| {
        taken.update(|taken| {
            if event_target_checked(&event) {
                taken.insert(key);
            } else {
                taken.remove(&key);
            }
        });
    };
    let fields = fields.into_iter().map(|field| view! { <FieldDiffers field /> });
    view! {
        <tr>
            <td>
                <label class="check">
                    <input type="checkbox" prop:checked=move || taken.read().contains(&key) on:change=toggle />
                    {title}
                </label>
            </td>
            <td class="q2">{format::sentence(key.kind.one())}</td>
            <td>{fields.collect_view()}</td>
        </tr>
    }
}
