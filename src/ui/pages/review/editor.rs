//! What a person writes on the slide that is looked at, and the way to the records that it fills itself from.

use leptos::prelude::*;

use super::{Building, Shown, panel_of};
use crate::{
    document::sources,
    domain::{
        Account, Change, Id, Key, Kind, Review,
        date::Quarter,
        review::{Slide, SlideText},
    },
    ui::{
        kit::{Glyph, Icon, InternalOnly, Menu, MenuOption, Preset, RecordFields},
        route::{Route, Tab},
        shell::use_adding,
        use_store,
    },
    words::{self, screen::review as text},
};

/// The form under a slide.
#[component]
pub fn Editor(
    /// The review.
    building: Building,
    /// What the slide shows now.
    pages: Memo<Vec<Shown>>,
) -> impl IntoView {
    let Building { account, id, chosen, .. } = building;
    let fields = move |slide: Slide| -> Option<&'static [&'static str]> {
        match slide {
            Slide::Cover => Some(&["quarter", "date", "place"]),
            Slide::Summary => Some(&["summary"]),
            _ => None,
        }
    };
    move || {
        let slide = chosen.get();
        let fields = fields(slide).map(|only| {
            view! {
                <section class="qb-f">
                    <RecordFields key=Key::from(id) only />
                </section>
            }
        });
        let against = (slide == Slide::Compare).then(|| {
            view! {
                <section class="qb-f">
                    <Against account id />
                </section>
            }
        });
        view! {
            <SlideForm id slide pages />
            {fields}
            {against}
            <Sources account id slide />
            <Wordings account id slide />
        }
    }
}

/// What a person writes on one slide. It depends on the slide alone, so that its fields stay while one types in them.
#[component]
fn SlideForm(
    /// Of which review.
    id: Id<Review>,
    /// Which slide.
    slide: Slide,
    /// What the slide shows now.
    pages: Memo<Vec<Shown>>,
) -> impl IntoView {
    let store = use_store();
    let own = Memo::new(move |_| store.get(id).map(|review| review.slide(slide)).unwrap_or_default());
    let stroke = StoredValue::new(None);
    let enter = move |_| stroke.set_value(Some(store.new_stroke()));
    let edit = move |edit: &dyn Fn(&mut SlideText)| {
        let Some(review) = store.peek(|records| records.get(id).cloned()) else { return };
        let mut text = review.slide(slide);
        edit(&mut text);
        store.apply_stroke(
            Change::put(text::wrote_on_the_slide(slide.title()), review.with_slide(text)),
            stroke.get_value(),
        );
    };
    let filled = move || match own.read().headline.is_empty() {
        true => pages.read().first().map(|shown| shown.page.headline.clone()).unwrap_or_default(),
        false => String::new(),
    };
    let write = move |part: fn(&mut SlideText) -> &mut String| {
        move |event: leptos::ev::Event| {
            let value = event_target_value(&event);
            edit(&|text| part(text).clone_from(&value));
        }
    };
    let text = move |part: fn(&SlideText) -> &String| move || part(&own.read()).clone();
    let own_points = (slide != Slide::Cover).then(|| {
        let is_own = slide == Slide::Own;
        view! {
            <label class="field">
                <span>{if is_own { text::POINTS_ONE_A_LINE } else { text::POINTS_OF_YOUR_OWN }}</span>
                <textarea
                    rows=if is_own { "5" } else { "2" }
                    prop:value=text(|own| &own.points)
                    on:input=write(|own| &mut own.points)
                ></textarea>
            </label>
            <label class="field">
                <span>{text::TO_AGREE_ON_THIS}</span>
                <input type="text" prop:value=text(|own| &own.text) on:input=write(|own| &mut own.text) />
            </label>
        }
    });
    view! {
        <div class="qb-f" on:focusin=enter>
            <label class="field">
                <span>{text::HEADLINE_A_SENTENCE_THAT}</span>
                <input
                    type="text"
                    placeholder=filled
                    prop:value=text(|own| &own.headline)
                    on:input=write(|own| &mut own.headline)
                />
            </label>
            {own_points}
            <label class="field">
                <span>{text::SPEAKER_NOTES_NEVER_FOR}<InternalOnly /></span>
                <textarea rows="3" prop:value=text(|own| &own.notes) on:input=write(|own| &mut own.notes)></textarea>
            </label>
            <LeaveOut id slide own on_hide=Callback::new(move |hidden| edit(&|text| text.hidden = hidden)) />
        </div>
    }
}

/// A slide that was added is taken out; one that belongs to every review is left out.
#[component]
fn LeaveOut(id: Id<Review>, slide: Slide, own: Memo<SlideText>, on_hide: Callback<bool>) -> impl IntoView {
    let store = use_store();
    let remove = move |_| {
        let Some(review) = store.peek(|records| records.get(id).cloned()) else { return };
        let label = text::took_the_slide_out(slide.title());
        store.apply_and_tell(Change::put(label, review.without_slide(slide)));
    };
    if slide.is_optional() {
        view! {
            <button type="button" class="btn" on:click=remove>
                {text::TAKE_THIS_SLIDE_OUT}
            </button>
        }
        .into_any()
    } else {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || own.read().hidden
                    on:change=move |event| on_hide.run(event_target_checked(&event))
                />
                {text::LEAVE_THIS_SLIDE_OUT}
            </label>
        }
        .into_any()
    }
}

/// The words for the client of the records that a slide shows, to be rewritten in place: one wording for every
/// document.
#[component]
fn Wordings(
    /// Of which account.
    account: Id<Account>,
    /// Of which review.
    id: Id<Review>,
    /// Which slide.
    slide: Slide,
) -> impl IntoView {
    let store = use_store();
    // A wording that is emptied takes its record off the slide; its field stays, to be filled again.
    let keys = Memo::new(move |before: Option<&Vec<Key>>| {
        let today = store.today();
        let review = store.get(id).unwrap_or_default();
        let now = store.read_account(account, |records| sources(records, &review, slide, today));
        let mut keys: Vec<Key> = before.into_iter().flatten().copied().collect();
        keys.extend(now.iter().filter(|key| before.is_none_or(|before| !before.contains(key))));
        keys.retain(|key| store.record(*key).is_some());
        keys
    });
    let record = move |key: Key| {
        let title = move || store.record(key).map(|record| record.title()).unwrap_or_default();
        view! {
            <li>
                <a class="more-link" href=panel_of(account, key)>
                    {title}
                </a>
                <span class="q">{key.kind.one()}</span>
                <RecordFields key only=&["shared", "responseShared", "ifWaitsShared"] />
            </li>
        }
    };
    view! {
        <Show when=move || !keys.read().is_empty()>
            <details class="qb-f qb-w">
                <summary>{text::WORDS_OF_THE_RECORDS}<span class="q">{move || keys.read().len()}</span></summary>
                <p class="q small">{text::THE_SLIDE_FILLS_ITSELF}</p>
                <ul>
                    <For each=move || keys.get() key=|key| *key let:key>
                        {record(key)}
                    </For>
                </ul>
            </details>
        </Show>
    }
}

/// How many quarters before its own a review can be compared with.
const EARLIER_QUARTERS: usize = 8;

/// Which quarter the review is compared with.
#[component]
fn Against(account: Id<Account>, id: Id<Review>) -> impl IntoView {
    let store = use_store();
    let review = Memo::new(move |_| store.get(id).unwrap_or_default());
    let quarter = move || review.read().period().unwrap_or_else(|| store.workspace().quarter(store.today()));
    let against = move || Quarter::parse(&review.read().compare).unwrap_or_else(|| quarter().year_before());
    let options = move || {
        let earlier = std::iter::successors(Some(quarter().before()), |last| Some(last.before()));
        let fiscal = store.workspace().fiscal();
        let option = |quarter: Quarter| MenuOption::new(quarter.key(), words::quarter(quarter, fiscal));
        earlier.take(EARLIER_QUARTERS).map(option).collect::<Vec<_>>()
    };
    let choose = move |compare: String| {
        let Some(review) = store.peek(|records| records.get(id).cloned()) else { return };
        store.apply(Change::put(text::CHOSE_THE_QUARTER_TO, Review { account, compare, ..review }));
    };
    view! {
        <Menu
            label=text::COMPARED_WITH
            options=Signal::derive(options)
            chosen=Signal::derive(move || against().key())
            on_choose=Callback::new(choose)
        />
    }
}

/// The way to the records that a slide fills itself from, where it is not the client view alone.
#[component]
fn Sources(account: Id<Account>, id: Id<Review>, slide: Slide) -> impl IntoView {
    let adding = use_adding();
    let add = move |kind: Kind, label: &'static str| {
        let open = move |_| adding.open(kind, Some(account), Preset::default().with("review", id.to_string()));
        view! {
            <button type="button" class="btn" on:click=open>
                <Icon glyph=Glyph::Plus />
                <span>{label}</span>
            </button>
        }
        .into_any()
    };
    let link = |href: String, label: &'static str| {
        view! {
            <a class="more-link" href=href>
                {label}
            </a>
        }
        .into_any()
    };
    let plan = Route::Account(account, Tab::Plan).href();
    let content = match slide {
        Slide::Actions => add(Kind::Action, text::ADD_AN_ACTION_TO),
        Slide::Decisions => add(Kind::Decision, text::ASK_FOR_A_DECISION),
        Slide::Risks => link(Route::Account(account, Tab::Risks).href(), text::OPEN_THE_LOG),
        Slide::Agreed => link(format!("{plan}?view=actions&done=yes"), text::OPEN_THE_ACTIONS),
        _ => return None,
    };
    Some(view! { <div class="qb-f">{content}</div> })
}
