//! The builder of a review: outline, live slide, its texts, the quality list; print, present, freeze.

use leptos::prelude::*;

use super::{account::AccountHead, documents::SlideView};
use crate::{
    document::{Check, Document, Face, Page, freeze, quality, review as build, sources, thaw},
    domain::{
        Account, Change, Id, Key, Kind, Review,
        date::Quarter,
        review::{Slide, SlideText},
        status::Status,
    },
    ui::{
        browser,
        kit::{Drag, Draggable, Glyph, Icon, InternalOnly, Preset, RecordFields, Shape},
        route::{Route, Tab, use_here, use_replace},
        shell::use_adding,
        use_store,
    },
    words,
};

/// The document of a review: as it was when it was held, else as it stands.
pub fn document(id: Id<Review>, face: Face) -> Memo<Option<Document>> {
    let store = use_store();
    let locale = store.locale();
    Memo::new(move |_| {
        let today = store.today();
        let review = store.get(id)?;
        if let Some(frozen) = thaw(&review) {
            return Some(match face {
                Face::Client => frozen.client,
                Face::Internal => frozen.internal,
            });
        }
        Some(store.read_account(review.account, |records| build(records, &review, face, today, locale)))
    })
}

/// The same as slides.
pub fn slides(id: Id<Review>, face: Face) -> Memo<Option<Document>> {
    let document = document(id, face);
    Memo::new(move |_| document.get().map(Document::on_slides))
}

/// The page.
#[component]
pub fn ReviewBuilder(
    /// Of which account.
    account: Id<Account>,
    /// Which review.
    id: Id<Review>,
) -> impl IntoView {
    let store = use_store();
    let exists = Memo::new(move |_| store.get(id).is_some());
    view! {
        <main id="main" class="acc">
            <AccountHead id=account tab=Tab::Reviews />
            <Show
                when=move || exists.get()
                fallback=move || view! { <p class="empty">"This review was deleted. Undo brings it back."</p> }
            >
                <Builder account id />
            </Show>
        </main>
    }
}

#[component]
fn Builder(account: Id<Account>, id: Id<Review>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let review = Memo::new(move |_| store.get(id).unwrap_or_default());
    let held = Memo::new(move |_| review.read().held_on.is_some());
    let document = slides(id, Face::Client);
    let slide = here.query_memo("slide");
    let chosen = Memo::new(move |_| {
        Slide::ALL.iter().copied().find(|each| each.key() == slide.read().as_str()).unwrap_or(Slide::Cover)
    });
    let checks = Memo::new(move |_| {
        let today = store.today();
        store.read_account(account, |records| quality(records, &review.read(), today, locale))
    });
    // The slides that the chosen one takes, with their numbers.
    let pages = Memo::new(move |_| {
        let Some(document) = document.get() else { return Vec::new() };
        let numbered = document.pages.into_iter().zip(1..).filter(|(page, _)| page.slide == Some(chosen.get()));
        numbered.map(|(page, number)| (page, number, document.foot.clone())).collect::<Vec<(Page, usize, String)>>()
    });
    let order = Memo::new(move |_| review.read().order());
    let drag = Drag::<Slide>::new();
    let move_to = move |slide: Slide, place: usize| {
        let Some(review) = store.peek(|records| records.get(id).cloned()) else { return };
        if review.order().iter().position(|other| *other == slide) != Some(place) {
            store
                .apply(Change::put(format!("moved the slide “{}”", slide.title()), review.with_slide_at(slide, place)));
        }
    };
    let shown = Memo::new(move |_| {
        let pages = document.get().map(|document| document.pages).unwrap_or_default();
        pages.iter().filter_map(|page| page.slide).collect::<Vec<_>>()
    });
    let replace = StoredValue::new_local(use_replace());
    let choose = move |slide: Slide| replace.with_value(|replace| replace(untrack(|| here.with("slide", slide.key()))));
    let entry = move |slide: Slide| {
        let number = move || {
            shown
                .read()
                .iter()
                .position(|shown| *shown == slide)
                .map(|position| (position + 1).to_string())
                .unwrap_or_default()
        };
        let has_open = move || !held.get() && checks.read().iter().any(|check| !check.passed && check.slide == slide);
        let place = move || order.read().iter().position(|other| *other == slide).unwrap_or_default();
        let id = format!("slide-{}", Slide::ALL.iter().position(|each| *each == slide).unwrap_or_default());
        let focused = id.clone();
        let on_key = Callback::new(move |event: leptos::ev::KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowUp" if event.alt_key() => -1,
                "ArrowDown" if event.alt_key() => 1,
                _ => return,
            };
            event.prevent_default();
            if !held.get_untracked() {
                move_to(slide, untrack(place).saturating_add_signed(by));
                let focused = focused.clone();
                request_animation_frame(move || browser::focus(&focused));
            }
        });
        let on_drop = Callback::new(move |place: String| {
            if let Ok(place) = place.parse()
                && !held.get_untracked()
            {
                move_to(slide, place);
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
                    on_open=Callback::new(move |()| choose(slide))
                    on_key
                >
                    <span class="qn">{number}</span>
                    <span class="qt">{slide.title()}</span>
                    <Show when=has_open>
                        <Shape status=Status::Watch />
                        <span class="sr">"has open points"</span>
                    </Show>
                    <Show when=move || !held.get()>
                        <span class="grip">
                            <Icon glyph=Glyph::Grip />
                        </span>
                    </Show>
                </Draggable>
            </li>
        }
    };
    let missing = move || {
        let order = order.read();
        Slide::ALL.iter().copied().filter(|slide| slide.is_optional() && !order.contains(slide)).collect::<Vec<_>>()
    };
    let add = move |slide: Slide| {
        // After the one that is looked at.
        let place = order.with_untracked(|order| order.iter().position(|other| *other == chosen.get_untracked()));
        move_to(slide, place.map_or(usize::MAX, |place| place + 1));
        choose(slide);
    };
    let adders = move || {
        missing()
            .into_iter()
            .map(|slide| {
                view! {
                    <button type="button" class="more-link" on:click=move |_| add(slide)>
                        {format!("Add: {}", slide.title().to_lowercase())}
                    </button>
                }
            })
            .collect_view()
    };
    let name = move || words::review_quarter(&review.read(), store.workspace().fiscal());
    let hold = move |_| {
        let today = untrack(|| store.today());
        let frozen = store.peek(|records| freeze(records, &review.get_untracked(), today, locale));
        store.apply_and_tell(Change::put(format!("froze the review {}", untrack(name)), frozen));
    };
    view! {
        <div class="qb">
            <nav class="qb-o" aria-label="Slides">
                <h2 class="h2">{name}<small>{move || review.read().date.map(|it| locale.date(it))}</small></h2>
                <ol>
                    <For each=move || order.get() key=|slide| *slide let:slide>
                        {entry(slide)}
                    </For>
                </ol>
                <Show when=move || !held.get()>
                    <p class="q small">"Drag a slide, or move the focused one with Alt and the arrow keys."</p>
                </Show>
                <Show when=move || !held.get()>
                    <div class="qb-add">{adders}</div>
                </Show>
                <div class="qb-acts">
                    <a class="btn primary" href=Route::Present(account, id).href()>
                        <Icon glyph=Glyph::Play />
                        <span>"Present"</span>
                    </a>
                    <a class="btn" href=Route::ReviewFiles(account, id).href()>
                        <Icon glyph=Glyph::Download />
                        <span>"Files and preview"</span>
                    </a>
                    <Show when=move || !held.get()>
                        <button type="button" class="btn" on:click=hold>
                            <Icon glyph=Glyph::Lock />
                            <span>"Held: freeze it"</span>
                        </button>
                    </Show>
                </div>
                {move || {
                    held.get()
                        .then(|| {
                            view! {
                                <p class="q small">
                                    {format!(
                                        "Held on {}. It never changes from here on; undo takes the freeze back.",
                                        review.read().held_on.map(|it| locale.date_long(it)).unwrap_or_default(),
                                    )}
                                </p>
                            }
                        })
                }}
            </nav>
            <div class="qb-c">
                <div class="qb-s">
                    {move || {
                        pages
                            .get()
                            .into_iter()
                            .map(|(page, number, foot)| view! { <SlideView page number foot /> })
                            .collect_view()
                    }} <Show when=move || pages.read().is_empty()>
                        <p class="empty">"This slide is left out."</p>
                    </Show>
                </div>
                {move || (!held.get()).then(|| view! { <SlideForm id slide=chosen.get() pages /> })}
                <Show when=move || !held.get() && chosen.get() == Slide::Cover>
                    <section class="qb-f">
                        <RecordFields key=Key::from(id) only=&["quarter", "date", "place"] />
                    </section>
                </Show>
                <Show when=move || !held.get() && chosen.get() == Slide::Compare>
                    <section class="qb-f">
                        <Against account id />
                    </section>
                </Show>
                <Show when=move || !held.get() && chosen.get() == Slide::Summary>
                    <section class="qb-f">
                        <RecordFields key=Key::from(id) only=&["summary"] />
                    </section>
                </Show>
                <Show when=move || {
                    !held.get()
                        && matches!(chosen.get(), Slide::Actions | Slide::Decisions | Slide::Agreed | Slide::Risks)
                }>
                    <Sources account id slide=chosen />
                </Show>
                {move || (!held.get()).then(|| view! { <Wordings account id slide=chosen.get() /> })}
            </div>
            <aside class="qb-q" aria-label="Quality">
                <Show
                    when=move || !held.get()
                    fallback=|| view! { <p class="q">"The quality list closes when the review is held."</p> }
                >
                    <Quality checks account />
                </Show>
            </aside>
        </div>
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
    pages: Memo<Vec<(Page, usize, String)>>,
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
            Change::put(format!("wrote on the slide “{}”", slide.title()), review.with_slide(text)),
            stroke.get_value(),
        );
    };
    let filled = move || match own.read().headline.is_empty() {
        true => pages.read().first().map(|(page, ..)| page.headline.clone()).unwrap_or_default(),
        false => String::new(),
    };
    let write = move |part: fn(&mut SlideText) -> &mut String| {
        move |event: leptos::ev::Event| {
            let value = event_target_value(&event);
            edit(&|text| part(text).clone_from(&value));
        }
    };
    let text = move |part: fn(&SlideText) -> &String| move || part(&own.read()).clone();
    let remove = move |_| {
        let Some(review) = store.peek(|records| records.get(id).cloned()) else { return };
        store.apply_and_tell(Change::put(
            format!("took the slide “{}” out", slide.title()),
            review.without_slide(slide),
        ));
    };
    let hide = move |event| {
        let hidden = event_target_checked(&event);
        edit(&|text| text.hidden = hidden);
    };
    view! {
        <div class="qb-f" on:focusin=enter>
            <label class="field">
                <span>"Headline, a sentence that states the result; empty: it fills itself"</span>
                <input
                    type="text"
                    placeholder=filled
                    prop:value=text(|own| &own.headline)
                    on:input=write(|own| &mut own.headline)
                />
            </label>
            {(slide != Slide::Cover)
                .then(|| {
                    view! {
                        <label class="field">
                            <span>
                                {if slide == Slide::Own {
                                    "Points, one a line"
                                } else {
                                    "Points of your own, one a line"
                                }}
                            </span>
                            <textarea
                                rows=if slide == Slide::Own { "5" } else { "2" }
                                prop:value=text(|own| &own.points)
                                on:input=write(|own| &mut own.points)
                            ></textarea>
                        </label>
                        <label class="field">
                            <span>"To agree on this slide"</span>
                            <input type="text" prop:value=text(|own| &own.text) on:input=write(|own| &mut own.text) />
                        </label>
                    }
                })}
            <label class="field">
                <span>"Speaker notes, never for the client "<InternalOnly /></span>
                <textarea rows="3" prop:value=text(|own| &own.notes) on:input=write(|own| &mut own.notes)></textarea>
            </label>
            {if slide.is_optional() {
                view! {
                    <button type="button" class="btn" on:click=remove>
                        "Take this slide out"
                    </button>
                }
                    .into_any()
            } else {
                view! {
                    <label class="check">
                        <input type="checkbox" prop:checked=move || own.read().hidden on:change=hide />
                        "Leave this slide out"
                    </label>
                }
                    .into_any()
            }}
        </div>
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
                <summary>
                    "Words of the records on this slide"<span class="q">{move || keys.read().len()}</span>
                </summary>
                <p class="q small">
                    "The slide fills itself from these. Their figures are changed where they stand: follow the name."
                </p>
                <ul>
                    <For each=move || keys.get() key=|key| *key let:key>
                        {record(key)}
                    </For>
                </ul>
            </details>
        </Show>
    }
}

/// Where a record stands, with its panel open.
fn panel_of(account: Id<Account>, key: Key) -> String {
    let view = if key.kind == Kind::Action { "view=actions&" } else { "" };
    format!("{}?{view}open={}", Route::Account(account, Tab::of(key.kind)).href(), key.id)
}

/// Which quarter the review is compared with.
#[component]
fn Against(account: Id<Account>, id: Id<Review>) -> impl IntoView {
    let store = use_store();
    let review = Memo::new(move |_| store.get(id).unwrap_or_default());
    let quarter = move || review.read().period().unwrap_or_else(|| store.workspace().quarter(store.today()));
    let against = move || Quarter::parse(&review.read().compare).unwrap_or_else(|| quarter().year_before());
    let choices = move || {
        let mut earlier = vec![quarter().before()];
        for _ in 0..7 {
            earlier.extend(earlier.last().map(|last| last.before()));
        }
        earlier
            .into_iter()
            .map(|each| {
                view! {
                    <option value=each.key() selected=move || against() == each>
                        {words::quarter(each, store.workspace().fiscal())}
                    </option>
                }
            })
            .collect_view()
    };
    let change = move |event| {
        let Some(review) = store.peek(|records| records.get(id).cloned()) else { return };
        let compare = event_target_value(&event);
        store.apply(Change::put("chose the quarter to compare with", Review { account, compare, ..review }));
    };
    view! {
        <label class="field">
            <span>"Compared with"</span>
            <select on:change=change>{choices}</select>
        </label>
    }
}

/// The way to the records that a slide fills itself from.
#[component]
fn Sources(account: Id<Account>, id: Id<Review>, slide: Memo<Slide>) -> impl IntoView {
    let adding = use_adding();
    let content = move || match slide.get() {
        Slide::Actions => {
            let add =
                move |_| adding.open(Kind::Action, Some(account), Preset::default().with("review", id.to_string()));
            view! {
                <button type="button" class="btn" on:click=add>
                    <Icon glyph=Glyph::Plus />
                    <span>"Add an action to this review"</span>
                </button>
            }
            .into_any()
        }
        Slide::Decisions => {
            let add =
                move |_| adding.open(Kind::Decision, Some(account), Preset::default().with("review", id.to_string()));
            view! {
                <button type="button" class="btn" on:click=add>
                    <Icon glyph=Glyph::Plus />
                    <span>"Ask for a decision"</span>
                </button>
            }
            .into_any()
        }
        Slide::Risks => view! {
            <a class="more-link" href=Route::Account(account, Tab::Risks).href()>
                "Open the log"
            </a>
        }
        .into_any(),
        _ => view! {
            <a class="more-link" href=format!("{}?view=actions&done=yes", Route::Account(account, Tab::Plan).href())>
                "Open the actions"
            </a>
        }
        .into_any(),
    };
    view! { <div class="qb-f">{content}</div> }
}

#[component]
fn Quality(checks: Memo<Vec<Check>>, account: Id<Account>) -> impl IntoView {
    let here = use_here();
    let open = move || checks.read().iter().filter(|check| !check.passed).count();
    let item = move |check: Check| {
        let slide = check.slide;
        let mend = match check.record {
            Some(key) if key.kind != Kind::Review => view! {
                <a class="more-link" href=panel_of(account, key)>
                    "Mend it"
                </a>
            }
            .into_any(),
            _ => view! {
                <a class="more-link" href=move || here.with("slide", slide.key())>
                    {format!("Go to “{}”", slide.title())}
                </a>
            }
            .into_any(),
        };
        view! {
            <li>
                <Shape status=Status::Watch />
                <span>
                    <span class="mid">{check.title}</span>
                    <span class="q">{check.detail}</span>
                    {mend}
                </span>
            </li>
        }
    };
    view! {
        <h2 class="h2">"Quality"<small>{move || format!("{} open of {}", open(), checks.read().len())}</small></h2>
        <ul class="ql">{move || checks.get().into_iter().filter(|check| !check.passed).map(item).collect_view()}</ul>
        <h2 class="h2 ok">"Passed"<small>{move || checks.read().len() - open()}</small></h2>
        <ul class="ql ok">
            {move || {
                checks
                    .get()
                    .into_iter()
                    .filter(|check| check.passed)
                    .map(|check| {
                        let text = if check.title == "No internal fact" {
                            format!("{}: {}", check.title, check.detail)
                        } else {
                            check.title
                        };
                        view! {
                            <li>
                                <Icon glyph=Glyph::Check />
                                <span>{text}</span>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ul>
    }
}
