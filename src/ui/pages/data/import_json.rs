//! The preview of a colleague's file: what is added, changed and left; per record, whose values hold.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::decide::{Chosen, Decide};
use crate::words::format;
use crate::{
    domain::Kind,
    import::{Changed, FieldChange, Proposal, Taken},
    state::{Meeting, Met},
    ui::{
        kit::{Figure, shown},
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
    // What was written here since the file was made is never replaced unless the person says so.
    let exported_at = chrono::DateTime::parse_from_rfc3339(&proposal.exported_at).map(|at| at.timestamp_millis());
    let is_older = |(key, field): &Taken| exported_at.is_ok_and(|at| !store.was_written_since(*key, field, at));
    let taken = RwSignal::new(fields_of(&proposal.changed).filter(is_older).collect::<BTreeSet<Taken>>());
    // What another tab saves while the person looks at this stays, or stands beside what they take.
    let sight = StoredValue::new(store.sight(proposal.changed.iter().map(|changed| changed.key)));
    let chosen = RwSignal::new(Vec::<Chosen>::new());
    let met: Vec<Met> =
        meeting.met.iter().filter(|met| met.before != met.after || !met.contested.is_empty()).cloned().collect();
    let (contested, merged): (Vec<Met>, Vec<Met>) = met.into_iter().partition(|met| !met.contested.is_empty());
    let added = proposal.added.iter().map(|row| row.record.kind());
    let added: Vec<Kind> =
        added.chain(merged.iter().filter(|met| met.before.is_none()).map(|met| met.key.kind)).collect();
    let new = Kind::ALL.iter().map(|kind| (kind, added.iter().filter(|added| *added == kind).count()));
    let new = new.filter(|(_, count)| *count > 0).map(|(kind, count)| locale.count(count as i64, kind.one()));
    let new: Vec<String> = new.collect();
    let gone = merged.iter().filter(|met| met.after.is_none()).count();
    let differ = merged.iter().filter(|met| met.before.is_some() && met.after.is_some()).count();
    let (questions, by_itself) = (contested.len(), merged.len() + contested.len());
    let (changed, left, level) = (proposal.changed.clone(), proposal.left + meeting.same, proposal.level);
    let (proposed, added) = (proposal.added.len(), added.len());
    let differ = differ + changed.len();
    let count = move || proposed + by_itself + taken.read().len();
    let (file, title) = (name.clone(), text::import(&name));
    let (proposal, meeting) = (StoredValue::new(proposal), StoredValue::new(meeting));
    let apply = move |_| {
        let taken = taken.get_untracked();
        let change = store.peek(|records| proposal.with_value(|proposal| proposal.change(records, &file, &taken)));
        sight.with_value(|sight| {
            store.take_over_and_tell(meeting.get_value(), chosen.get_untracked(), change, sight);
        });
        on_done.run(());
    };
    let writer = Callback::new(move |stamp| {
        store.peer_of(stamp).or_else(|| meeting.with_value(|meeting| meeting.writer_of(stamp).cloned()))
    });
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
            <Figure label=text::TO_BE_SETTLED>{questions}</Figure>
            <Figure label=text::LEFT_AS_THEY_ARE>{left}</Figure>
        </dl>
        <Added added new />
        {(!contested.is_empty()).then(|| view! { <Decide contested chosen writer /> })}
        {(!merged.is_empty()).then(|| view! { <Merged merged /> })}
        {has_changed.then(|| view! { <Differences changed taken /> })}
    }
}

/// What is new, by kind.
#[component]
fn Added(added: usize, new: Vec<String>) -> impl IntoView {
    view! {
        <section class="listing">
            <h2 class="h2">{text::ADDED}<small>{added}</small></h2>
            <p class="q2">{if new.is_empty() { text::NOTHING_NEW.to_owned() } else { new.join(", ") }}</p>
        </section>
    }
}

/// All fields that differ.
fn fields_of(changed: &[Changed]) -> impl Iterator<Item = Taken> {
    changed.iter().flat_map(|changed| changed.fields.iter().map(|field| (changed.key, field.key.clone())))
}

/// The records that merge by themselves: what becomes of each.
#[component]
fn Merged(merged: Vec<Met>) -> impl IntoView {
    const LISTED: usize = 100;
    let count = merged.len();
    let row = |met: Met| {
        let Met { key, title, before, after, .. } = met;
        let fields = match (&before, &after) {
            (Some(before), Some(after)) => FieldChange::between(key.kind, before, after),
            _ => Vec::new(),
        };
        let what = match (&before, &after) {
            (_, None) => text::WAS_DELETED_THERE,
            (None, Some(_)) => text::IS_NEW,
            (Some(_), Some(_)) => "",
        };
        view! {
            <tr>
                <td class="mid">{title}</td>
                <td class="q">{key.kind.one()}</td>
                <td>
                    {what}
                    {fields.into_iter().map(|field| view! { <FieldDiffers kind=key.kind field /> }).collect_view()}
                </td>
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
fn FieldDiffers(kind: Kind, field: FieldChange) -> impl IntoView {
    let FieldChange { label, before, after, key } = field;
    view! {
        <span class="differs">
            <span class="q">{label}</span>
            " "
            <del>{shown(kind, &key, &before, use_store())}</del>
            " → "
            <ins>{shown(kind, &key, &after, use_store())}</ins>
        </span>
    }
}

/// The records that are here with other values: for each field one chooses whose value holds.
#[component]
fn Differences(changed: Vec<Changed>, taken: RwSignal<BTreeSet<Taken>>) -> impl IntoView {
    let all: BTreeSet<Taken> = fields_of(&changed).collect();
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
                        <th>{format::sentence(noun::RECORD)}</th>
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
fn Difference(changed: Changed, taken: RwSignal<BTreeSet<Taken>>) -> impl IntoView {
    let Changed { key, title, fields } = changed;
    let fields = fields.into_iter().map(|field| {
        let one: Taken = (key, field.key.clone());
        let known = one.clone();
        let toggle = move |event| {
            taken.update(|taken| match event_target_checked(&event) {
                true => drop(taken.insert(one.clone())),
                false => drop(taken.remove(&one)),
            });
        };
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=move || taken.read().contains(&known) on:change=toggle />
                <FieldDiffers kind=key.kind field />
            </label>
        }
    });
    view! {
        <tr>
            <td class="mid">{title}</td>
            <td class="q2">{format::sentence(key.kind.one())}</td>
            <td>{fields.collect_view()}</td>
        </tr>
    }
}
