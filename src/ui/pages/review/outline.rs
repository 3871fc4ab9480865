//! The outline of a review: its slides in their order, moved by hand or by key, and what can be done with the whole.

use leptos::prelude::*;

use super::Building;
use crate::{
    document::freeze,
    domain::{Change, review::Slide, status::Status},
    ui::{
        browser,
        kit::{Drag, Draggable, Glyph, Icon, Shape},
        route::Route,
        use_store,
    },
    words::{
        self,
        screen::{common, review as text},
    },
};

/// The outline.
#[component]
pub fn Outline(
    /// The review.
    building: Building,
    /// The slides that are shown, a page each, in order.
    on_slides: Memo<Vec<Slide>>,
    /// Called with the slide to look at.
    on_choose: Callback<Slide>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let Building { review, held, .. } = building;
    let name = move || words::review_quarter(&review.read(), store.workspace().fiscal());
    let order = Memo::new(move |_| review.read().order());
    let drag = Drag::<Slide>::new();
    let held_on = move || review.read().held_on.map(|date| locale.date_long(date)).unwrap_or_default();
    view! {
        <nav class="qb-o" aria-label=text::SLIDES>
            <h2 class="h2">{name}<small>{move || review.read().date.map(|it| locale.date(it))}</small></h2>
            <ol>
                <For each=move || order.get() key=|slide| *slide let:slide>
                    <OutlineRow building order on_slides on_choose drag slide />
                </For>
            </ol>
            <Show when=move || !held.get()>
                <p class="q small">{text::DRAG_A_SLIDE_OR}</p>
                <Adders building order on_choose />
            </Show>
            <Acts building />
            <Show when=move || held.get()>
                <p class="q small">{move || { text::held_on(held_on()) }}</p>
            </Show>
        </nav>
    }
}

impl Building {
    /// Moves a slide to a place in the order; one that is not in it yet is added there.
    fn move_to(self, slide: Slide, place: usize) {
        let Some(review) = self.store.peek(|records| records.get(self.id).cloned()) else { return };
        if review.order().iter().position(|other| *other == slide) != Some(place) {
            let label = text::moved_the_slide(slide.title());
            self.store.apply(Change::put(label, review.with_slide_at(slide, place)));
        }
    }
}

#[component]
fn OutlineRow(
    building: Building,
    order: Memo<Vec<Slide>>,
    on_slides: Memo<Vec<Slide>>,
    on_choose: Callback<Slide>,
    drag: Drag<Slide>,
    slide: Slide,
) -> impl IntoView {
    let Building { held, chosen, checks, .. } = building;
    let number = move || {
        let position = on_slides.read().iter().position(|shown| *shown == slide);
        position.map(|position| (position + 1).to_string()).unwrap_or_default()
    };
    let has_open = move || !held.get() && checks.read().iter().any(|check| !check.passed && check.slide == slide);
    let place = move || order.read().iter().position(|other| *other == slide).unwrap_or_default();
    let id = format!("slide-{}", slide.key());
    let focused = id.clone();
    let on_key = Callback::new(move |event: leptos::ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" if event.alt_key() => -1,
            "ArrowDown" if event.alt_key() => 1,
            _ => return,
        };
        event.prevent_default();
        if !held.get_untracked() {
            building.move_to(slide, untrack(place).saturating_add_signed(by));
            let focused = focused.clone();
            request_animation_frame(move || browser::focus(&focused));
        }
    });
    let on_drop = Callback::new(move |place: String| {
        if let Ok(place) = place.parse()
            && !held.get_untracked()
        {
            building.move_to(slide, place);
        }
    });
    view! {
        <li
            data-place=move || place().to_string()
            class:on=move || chosen.get() == slide
            class:off=move || number().is_empty()
            class:over=move || drag.is_over(&place().to_string())
        >
            <Draggable
                drag
                thing=slide
                id
                class="qb-n"
                selected=Signal::derive(move || chosen.get() == slide)
                on_drop
                on_open=Callback::new(move |()| on_choose.run(slide))
                on_key
            >
                <span class="qn">{number}</span>
                <span class="qt">{slide.title()}</span>
                <Show when=has_open>
                    <Shape status=Status::Watch />
                    <span class="sr">{text::HAS_OPEN_POINTS}</span>
                </Show>
                <Show when=move || !held.get()>
                    <span class="grip">
                        <Icon glyph=Glyph::Grip />
                    </span>
                </Show>
            </Draggable>
        </li>
    }
}

/// The slides that can be added.
#[component]
fn Adders(building: Building, order: Memo<Vec<Slide>>, on_choose: Callback<Slide>) -> impl IntoView {
    let missing = move || {
        let order = order.read();
        Slide::ALL.iter().copied().filter(|slide| slide.is_optional() && !order.contains(slide)).collect::<Vec<_>>()
    };
    let add = move |slide: Slide| {
        // After the one that is looked at.
        let chosen = building.chosen.get_untracked();
        let place = order.with_untracked(|order| order.iter().position(|other| *other == chosen));
        building.move_to(slide, place.map_or(usize::MAX, |place| place + 1));
        on_choose.run(slide);
    };
    let adder = move |slide: Slide| {
        view! {
            <button type="button" class="more-link" on:click=move |_| add(slide)>
                {text::add_slide(slide.title().to_lowercase())}
            </button>
        }
    };
    view! { <div class="qb-add">{move || missing().into_iter().map(adder).collect_view()}</div> }
}

#[component]
fn Acts(building: Building) -> impl IntoView {
    let store = use_store();
    let Building { account, id, review, held, .. } = building;
    let hold = move |_| {
        let today = untrack(|| store.today());
        let review = review.get_untracked();
        let frozen = store.peek(|records| freeze(records, &review, today, store.locale()));
        let name = untrack(|| words::review_quarter(&review, store.workspace().fiscal()));
        store.apply_and_tell(Change::put(text::froze_the_review(&name), frozen));
    };
    view! {
        <div class="qb-acts">
            <a class="btn primary" href=Route::Present(account, id).href()>
                <Icon glyph=Glyph::Play />
                <span>{common::PRESENT}</span>
            </a>
            <a class="btn" href=Route::ReviewFiles(account, id).href()>
                <Icon glyph=Glyph::Download />
                <span>{text::FILES_AND_PREVIEW}</span>
            </a>
            <Show when=move || !held.get()>
                <button type="button" class="btn" on:click=hold>
                    <Icon glyph=Glyph::Lock />
                    <span>{text::HELD_FREEZE_IT}</span>
                </button>
            </Show>
        </div>
    }
}
