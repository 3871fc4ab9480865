//! Everybody by influence and support; a person is moved by hand or by key.

use leptos::prelude::*;

use crate::{
    domain::{
        Change, Id, Person, Teammate,
        coverage::{Coverage, Quadrant, Standing},
        status::Status,
    },
    state::Store,
    ui::{
        browser,
        kit::{Avatar, Drag, Draggable, Glyph, Icon, InternalOnly, Shape},
        route::{use_here, use_navigator},
        shell::panel_link,
        use_store,
    },
    words::{self, screen::people as text},
};

/// The support that a column stands for, and its word.
const SUPPORT: [(i8, &str, &str); 5] = [
    (-2, "−2", text::OPPOSES),
    (-1, "−1", text::DOUBTS),
    (0, "0", text::NEUTRAL),
    (1, "+1", text::SUPPORTS),
    (2, "+2", text::ADVOCATES),
];

/// The grid.
#[component]
pub fn Grid(
    /// Who is known, and how they stand.
    coverage: Memo<Coverage>,
) -> impl IntoView {
    let drag = Drag::new();
    let rows = (1..=5_u8).rev().map(|influence| {
        let cells = SUPPORT.map(|(support, ..)| view! { <Cell influence support coverage drag /> });
        view! {
            <div class="gy" aria-hidden="true">
                {influence}
            </div>
            {cells.collect_view()}
        }
    });
    let axis = SUPPORT.map(|(_, number, word)| {
        view! {
            <div class="gx" aria-hidden="true">
                {number}
                " "
                <span>{word}</span>
            </div>
        }
    });
    let quadrant = move |quadrant: Quadrant, class: &'static str| {
        let here = move |standing: &&Standing| standing.person.quadrant() == Some(quadrant);
        let count = move || coverage.read().standings.iter().filter(here).count();
        view! { <div class=class>{quadrant.label()}" "<b>{count}</b></div> }
    };
    view! {
        <div class="pgrid" role="group" aria-label=text::INFLUENCE_BY_SUPPORT_ARROW>
            {rows.collect_view()}
            <div></div>
            {axis.collect_view()}
            {quadrant(Quadrant::WinOver, "qd q1")}
            {quadrant(Quadrant::Nurture, "qd q2x")}
            {quadrant(Quadrant::Monitor, "qd q3")}
            {quadrant(Quadrant::Mobilise, "qd q4")}
        </div>
        <NotRated coverage drag />
        <Legend coverage />
    }
}

#[component]
fn Cell(influence: u8, support: i8, coverage: Memo<Coverage>, drag: Drag<Id<Person>>) -> impl IntoView {
    let locale = use_store().locale();
    let here = Memo::new(move |_| {
        let coverage = coverage.read();
        let here = coverage.standings.iter().filter(|each| each.person.place() == Some((influence, support)));
        here.map(|standing| standing.person.id).collect::<Vec<_>>()
    });
    let classes = format!("gc{}{}", if support == 1 { " gl" } else { "" }, if influence == 3 { " gt" } else { "" });
    let label = text::influence_support(influence, locale.signed(f64::from(support), 0));
    let place = format!("{influence} {support}");
    let own = place.clone();
    view! {
        <div
            class=classes
            class:dense=move || here.read().get(2).is_some()
            class:over=move || drag.is_over(&own)
            role="group"
            aria-label=label
            data-place=place
        >
            <For each=move || here.get() key=|id| *id let:id>
                <GridPerson id coverage drag />
            </For>
        </div>
    }
}

/// Who is not rated stands beside the grid.
#[component]
fn NotRated(coverage: Memo<Coverage>, drag: Drag<Id<Person>>) -> impl IntoView {
    let not_rated = Memo::new(move |_| {
        let coverage = coverage.read();
        let beside = coverage.standings.iter().filter(|standing| standing.person.place().is_none());
        beside.map(|standing| standing.person.id).collect::<Vec<_>>()
    });
    view! {
        <Show when=move || !not_rated.read().is_empty()>
            <div class="beside" role="group" aria-label=text::NOT_RATED_YET>
                <p>
                    <b>{text::NOT_RATED_YET}</b>
                    <span class="q">{text::DRAG_THEM_ONTO_THE}</span>
                </p>
                <div class="people">
                    <For each=move || not_rated.get() key=|id| *id let:id>
                        <GridPerson id coverage drag />
                    </For>
                </div>
            </div>
        </Show>
    }
}

/// What the shapes mean, and on whom all support depends.
#[component]
fn Legend(coverage: Memo<Coverage>) -> impl IntoView {
    let store = use_store();
    let single = move || {
        let thread = coverage.read().single_thread?;
        // It names a person of the account or one of our team.
        store.read_kind::<Teammate, _>(|_| ());
        let text = store.read_kind::<Person, _>(|records| words::thread(records, thread));
        Some(view! {
            <Icon glyph=Glyph::Info />
            {text}
        })
    };
    let stands = |status: Status| {
        view! {
            <span>
                <Shape status />
                {words::player(status)}
            </span>
        }
    };
    view! {
        <p class="plg">
            <b>{text::KEY_PLAYER}</b>
            {[Status::Good, Status::Watch, Status::Risk].map(stands).collect_view()}
            <span class="push q">{single}</span>
            <InternalOnly />
        </p>
    }
}

fn move_to(store: Store, person: &Person, influence: u8, support: i8) {
    if (person.influence, person.support) == (Some(influence), Some(support)) {
        return;
    }
    let moved = Person { influence: Some(influence), support: Some(support), ..person.clone() };
    store.apply(Change::put(text::moved_on_the_grid(&person.name), moved));
}

/// Where a key moves a person on the grid. Who is not rated enters it in the middle of its lowest row.
fn moved(person: &Person, key: &str) -> Option<(u8, i8)> {
    let (influence, support) = person.place().unwrap_or((1, 0));
    let (influence, support) = match key {
        "ArrowUp" => (influence + 1, support),
        "ArrowDown" => (influence - 1, support),
        "ArrowRight" => (influence, support + 1),
        "ArrowLeft" => (influence, support - 1),
        _ => return None,
    };
    Some((influence.clamp(1, 5), support.clamp(-2, 2)))
}

#[component]
fn GridPerson(id: Id<Person>, coverage: Memo<Coverage>, drag: Drag<Id<Person>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let navigator = use_navigator();
    let open = here.query_memo("open");
    let person = Memo::new(move |_| store.get(id).unwrap_or_default());
    let status = move || coverage.read().standing(id).and_then(Standing::status);
    let fact = move || words::person_line(&person.read());
    let on_key = Callback::new(move |event: leptos::ev::KeyboardEvent| {
        let current = person.get_untracked();
        let Some((influence, support)) = moved(&current, &event.key()) else { return };
        event.prevent_default();
        move_to(store, &current, influence, support);
        // The person's button is drawn anew in its new cell; the focus follows it there.
        set_timeout(move || browser::focus(&format!("grid-{id}")), std::time::Duration::ZERO);
    });
    let on_drop = Callback::new(move |place: String| {
        if let Some((influence, support)) = cell_of(&place) {
            move_to(store, &person.get_untracked(), influence, support);
        }
    });
    let on_open = Callback::new(move |()| navigator.replace(&untrack(|| panel_link(here, id))));
    let selected = Signal::derive(move || open.get() == id.to_string());
    let label = move || {
        let person = person.read();
        let place = person.place().map_or_else(
            || text::NOT_RATED.to_owned(),
            |(influence, support)| text::influence_and_support(influence, locale.signed(f64::from(support), 0)),
        );
        [person.name.clone(), fact(), place].into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let mark = move || {
        status().map(|status| {
            view! {
                <span class="gs">
                    <Shape status />
                </span>
            }
        })
    };
    view! {
        <Draggable
            drag
            thing=id
            id=format!("grid-{id}")
            class="gp"
            selected
            title=Signal::derive(label)
            on_drop
            on_open
            on_key
        >
            <span class="sr">{label}</span>
            <span class="ga" aria-hidden="true">
                {move || view! { <Avatar name=person.read().name.clone() /> }}
                {mark}
            </span>
            <span class="gn" aria-hidden="true">
                <span>{move || person.read().name.clone()}</span>
                <span class="q">{fact}</span>
            </span>
        </Draggable>
    }
}

/// The influence and support of a cell's place.
fn cell_of(place: &str) -> Option<(u8, i8)> {
    let (influence, support) = place.split_once(' ')?;
    Some((influence.parse().ok()?, support.parse().ok()?))
}
