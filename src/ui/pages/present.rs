//! A review, presented: full screen, by keyboard, touch or mouse. While it runs, a key records a decision, another an
//! action.

use leptos::{ev, html, prelude::*};

use super::{documents::SlideView, review::slides};
use crate::{
    document::Face,
    domain::{Account, Action, Change, Decision, Id, Review, choice::DecisionState, date::plus_days},
    state::Store,
    ui::{
        browser::{self, Channel},
        kit::InternalOnly,
        route::{Route, use_here, use_navigator},
        use_store,
    },
    words::screen::{common, present as text},
};

/// The value of `view` in the URL of the presenter’s window.
const PRESENTER: &str = "presenter";
/// From how many pixels on a touch turns the slide.
const SWIPE: i32 = 48;

/// What is being recorded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Recording {
    Decision,
    Action,
}

/// What can be done while presenting.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    /// So many slides on, or back.
    Step(isize),
    Record(Recording),
    FullScreen,
    Presenter,
    Leave,
}

/// More slides than any review has: to the first or the last one.
const ALL_SLIDES: isize = 1000;

impl Act {
    /// What a key asks for. On a button, Enter and the space bar press it.
    fn of_key(event: &ev::KeyboardEvent) -> Option<Self> {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return None;
        }
        let on_button = || event_target::<web_sys::Element>(event).closest("button, a").ok().flatten().is_some();
        match event.key().as_str() {
            " " | "Enter" if on_button() => None,
            "ArrowRight" | "PageDown" | " " | "Enter" => Some(Self::Step(1)),
            "ArrowLeft" | "PageUp" | "Backspace" => Some(Self::Step(-1)),
            "Home" => Some(Self::Step(-ALL_SLIDES)),
            "End" => Some(Self::Step(ALL_SLIDES)),
            "d" | "D" => Some(Self::Record(Recording::Decision)),
            "a" | "A" => Some(Self::Record(Recording::Action)),
            "f" | "F" => Some(Self::FullScreen),
            "p" | "P" => Some(Self::Presenter),
            "Escape" => Some(Self::Leave),
            _ => None,
        }
    }
}

/// The page.
#[component]
pub fn Present(
    /// Of which account.
    account: Id<Account>,
    /// Which review.
    id: Id<Review>,
) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let navigator = use_navigator();
    let document = slides(id, Face::Client);
    let count = Memo::new(move |_| document.read().as_ref().map_or(0, |document| document.pages.len()));
    let at = here.query_memo("at");
    let position = Memo::new(move |_| at.read().parse::<usize>().unwrap_or(1).clamp(1, count.get().max(1)) - 1);
    let recording = RwSignal::new(None::<Recording>);
    let held = Memo::new(move |_| store.get(id).is_some_and(|review| review.held_on.is_some()));
    let presenter = here.query_memo("view");
    let is_presenter = Memo::new(move |_| presenter.read().as_str() == PRESENTER);
    // The slide is the same in every window of the presentation; who changes it tells the others.
    let show_at = move |at: usize| navigator.replace(&untrack(|| here.with("at", &at.to_string())));
    let channel = Channel::open(&format!("mainstay-present-{id}"), move |text| {
        if let Ok(at) = text.parse() {
            show_at(at);
        }
    });
    let channel = StoredValue::new_local(channel);
    let step = move |by: isize| {
        let next = position.get_untracked().saturating_add_signed(by).min(count.get_untracked().saturating_sub(1)) + 1;
        show_at(next);
        channel.with_value(|channel| channel.as_ref().map(|channel| channel.say(&next.to_string())));
    };
    let open_presenter = move || open_presenter(account, id, position.get_untracked() + 1);
    let leave = move || navigator.go(&Route::Review(account, id).href());
    let act = move |act: Act| match act {
        Act::Step(by) => step(by),
        Act::Record(what) => recording.set(Some(what)),
        Act::FullScreen => full_screen(),
        Act::Presenter => open_presenter(),
        Act::Leave => leave(),
    };
    let can = move |act: Act| match act {
        Act::Record(_) => !held.get_untracked(),
        Act::Presenter => !is_presenter.get_untracked(),
        Act::Step(_) | Act::FullScreen | Act::Leave => true,
    };
    let handle = window_event_listener(ev::keydown, move |event| {
        if recording.get_untracked().is_none()
            && let Some(asked) = Act::of_key(&event).filter(|asked| can(*asked))
        {
            act(asked);
            event.prevent_default();
            event.stop_propagation();
        }
    });
    on_cleanup(move || handle.remove());
    let slide = move || {
        document.get().and_then(|document| {
            let page = document.pages.get(position.get())?.clone();
            Some(view! { <SlideView page number=position.get() + 1 foot=document.foot /> })
        })
    };
    let counter = Signal::derive(move || common::some_of(position.get() + 1, count.get()));
    let on_act = Callback::new(act);
    view! {
        <main id="main" class="show">
            <Show when=move || is_presenter.get() fallback=move || view! { <Stage on_act>{slide}</Stage> }>
                <Presenter id position />
            </Show>
            <Bar counter held is_presenter on_act />
            {move || {
                recording
                    .get()
                    .map(|what| {
                        view! { <Record what account review=id on_done=Callback::new(move |()| recording.set(None)) /> }
                    })
            }}
        </main>
    }
}

/// The slide that the room sees; a finger drawn over it turns it.
#[component]
fn Stage(on_act: Callback<Act>, children: Children) -> impl IntoView {
    let from = StoredValue::new(None::<i32>);
    let touched = move |event: ev::TouchEvent| {
        let touches = event.touches();
        from.set_value((touches.length() == 1).then(|| touches.get(0).map(|touch| touch.client_x())).flatten());
    };
    let swiped = move |event: ev::TouchEvent| {
        let end = event.changed_touches().get(0).map(|touch| touch.client_x());
        if let (Some(from), Some(end)) = (from.get_value(), end)
            && (end - from).abs() > SWIPE
        {
            on_act.run(Act::Step(if end < from { 1 } else { -1 }));
        }
    };
    view! {
        <div class="stage" aria-live="polite" on:touchstart=touched on:touchend=swiped>
            {children()}
        </div>
    }
}

/// The bar under a slide.
#[component]
fn Bar(
    /// “3 of 9”.
    counter: Signal<String>,
    held: Memo<bool>,
    is_presenter: Memo<bool>,
    on_act: Callback<Act>,
) -> impl IntoView {
    let button = move |act: Act, label: &'static str, key: &'static str| {
        view! {
            <button type="button" class="btn" on:click=move |_| on_act.run(act)>
                {label}
                " "
                <kbd aria-hidden="true">{key}</kbd>
            </button>
        }
    };
    view! {
        <nav class="show-bar" aria-label=text::PRESENTATION>
            <button type="button" class="btn" on:click=move |_| on_act.run(Act::Leave)>
                {text::LEAVE}
            </button>
            <button
                type="button"
                class="btn"
                aria-label=text::PREVIOUS_SLIDE
                on:click=move |_| on_act.run(Act::Step(-1))
            >
                "‹"
            </button>
            <span>{counter}</span>
            <button type="button" class="btn" aria-label=text::NEXT_SLIDE on:click=move |_| on_act.run(Act::Step(1))>
                "›"
            </button>
            <Show when=move || {
                !held.get()
            }>
                {button(Act::Record(Recording::Decision), text::RECORD_A_DECISION, "D")}
                {button(Act::Record(Recording::Action), text::RECORD_AN_ACTION, "A")}
            </Show>
            <Show when=move || !is_presenter.get()>{button(Act::Presenter, text::PRESENTER_VIEW, "P")}</Show>
            {button(Act::FullScreen, text::FULL_SCREEN, "F")}
        </nav>
    }
}

/// What the presenter sees: this slide and the next, the notes, and the time since the window was opened.
#[component]
fn Presenter(id: Id<Review>, position: Memo<usize>) -> impl IntoView {
    let store = use_store();
    let document = slides(id, Face::Internal);
    let seconds = RwSignal::new(0_i64);
    let began = StoredValue::new(store.now());
    let tick = set_interval_with_handle(
        move || seconds.set((store.now() - began.get_value()) / 1000),
        std::time::Duration::from_secs(1),
    );
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
    let again = move |_| {
        began.set_value(store.now());
        seconds.set(0);
    };
    let slide = move |at: usize| {
        document.with(|document| {
            let document = document.as_ref()?;
            let page = document.pages.get(at)?.clone();
            Some(view! { <SlideView page number=at + 1 foot=document.foot.clone() /> })
        })
    };
    let notes = move || {
        let notes = document.with(|document| Some(document.as_ref()?.pages.get(position.get())?.notes.clone()));
        notes.filter(|notes| !notes.is_empty()).unwrap_or_else(|| text::NO_NOTES_FOR_THIS.into())
    };
    let next = move || {
        slide(position.get() + 1)
            .map_or_else(|| view! { <p class="q">{text::THIS_IS_THE_LAST}</p> }.into_any(), |slide| slide.into_any())
    };
    view! {
        <div class="pres">
            <section aria-label=text::THIS_SLIDE>
                <div class="stage">{move || slide(position.get())}</div>
            </section>
            <section aria-label=text::NEXT_SLIDE>
                <h2 class="h2">{common::NEXT}</h2>
                <div class="stage">{next}</div>
            </section>
            <section class="pres-n" aria-label=common::NOTES>
                <h2 class="h2">{common::NOTES}<InternalOnly /></h2>
                <p>{notes}</p>
            </section>
            <section class="pres-t">
                <p role="timer">{move || format!("{}:{:02}", seconds.get() / 60, seconds.get() % 60)}</p>
                <button type="button" class="btn" on:click=again>
                    {text::START_THE_TIME_AGAIN}
                </button>
            </section>
        </div>
    }
}

/// Opens the presenter's window at a slide.
fn open_presenter(account: Id<Account>, id: Id<Review>, at: usize) {
    let href = format!("{}/{}?at={at}&view={PRESENTER}", browser::base(), Route::Present(account, id).href());
    let features = "popup,width=1100,height=720";
    let _ = window().open_with_url_and_target_and_features(&href, "mainstay-presenter", features);
}

fn full_screen() {
    if let Some(root) = leptos::prelude::document().document_element() {
        if leptos::prelude::document().fullscreen_element().is_some() {
            leptos::prelude::document().exit_fullscreen();
        } else {
            let _ = root.request_fullscreen();
        }
    }
}

/// An action that is agreed in the room is due in this many days.
const DUE_IN: i64 = 14;

impl Recording {
    /// What was said becomes a record of the review, shared with the client who has just heard it.
    fn change(self, store: Store, account: Id<Account>, review: Id<Review>, said: String) -> Change {
        let today = untrack(|| store.today());
        match self {
            Self::Decision => {
                let decision = Decision {
                    id: store.new_id(),
                    account,
                    title: said.clone(),
                    state: DecisionState::Taken,
                    decided_on: Some(today),
                    review: Some(review),
                    shared: said,
                    ..Decision::default()
                };
                Change::put(text::RECORDED_A_DECISION, decision)
            }
            Self::Action => {
                let action = Action {
                    id: store.new_id(),
                    account,
                    title: said.clone(),
                    due: Some(plus_days(today, DUE_IN)),
                    owner: store.peek(|records| records.workspace().me),
                    review: Some(review),
                    shared: said,
                    ..Action::default()
                };
                Change::put(text::RECORDED_AN_ACTION, action)
            }
        }
    }
}

/// One line that becomes a decision or an action of this review, shared with the client who has just heard it.
#[component]
fn Record(what: Recording, account: Id<Account>, review: Id<Review>, on_done: Callback<()>) -> impl IntoView {
    let store = use_store();
    let text = RwSignal::new(String::new());
    let label = match what {
        Recording::Decision => text::THE_DECISION_AS_A,
        Recording::Action => text::WHO_DOES_WHAT_THE,
    };
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
            browser::focus("record-text");
        }
    });
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let said = text.get_untracked().trim().to_owned();
        if !said.is_empty() {
            store.apply_and_tell(what.change(store, account, review, said));
        }
        on_done.run(());
    };
    view! {
        <dialog class="dialog record" node_ref=node aria-label=label on:close=move |_: ev::Event| on_done.run(())>
            <form on:submit=save>
                <label class="field">
                    <span>{label}</span>
                    <input
                        id="record-text"
                        type="text"
                        autocomplete="off"
                        prop:value=move || text.get()
                        on:input=move |event| text.set(event_target_value(&event))
                    />
                </label>
                <footer>
                    <button type="button" class="btn quiet" on:click=move |_| on_done.run(())>
                        {common::CANCEL}
                    </button>
                    <button type="submit" class="btn primary">
                        {text::RECORD}
                    </button>
                </footer>
            </form>
        </dialog>
    }
}
