//! A document as its reader will see it, what it leaves out, and its files: paper, slides, web page, Markdown.

use leptos::prelude::*;

use super::{
    account::AccountHead,
    documents::{PaperView, SlideView},
    review::document as review_document,
};
use crate::{
    document::{Brand, ClientView, Document, Face, LeftOut, Paper, Report, paper, report},
    domain::{Account, Change, Id, KeptForecast, Kind, Money, Review, portfolio::totals},
    export::{Artifact, Level, Scope, html, json_artifact, json_file, markdown, pptx},
    state::FieldEntry,
    ui::{
        browser,
        kit::{Glyph, Icon, InternalOnly, Views},
        route::{Route, Tab, use_here},
        use_store,
    },
    words::{
        self,
        screen::{common, files as text},
    },
};

/// Whether a document shows records of a kind, so that giving one a wording changes it.
type Shows = fn(Kind) -> bool;

fn review_shows(kind: Kind) -> bool {
    use Kind::{Action, Decision, Metric, Milestone, Objective, Outcome, RaidItem};
    matches!(kind, Action | Decision | Metric | Milestone | Objective | Outcome | RaidItem)
}

fn brief_shows(kind: Kind) -> bool {
    use Kind::{Action, Decision, Meeting, Metric, Milestone, Outcome, Person, RaidItem};
    matches!(kind, Action | Decision | Meeting | Metric | Milestone | Outcome | Person | RaidItem)
}

fn recap_shows(kind: Kind) -> bool {
    use Kind::{Metric, Milestone, Need, Opportunity, Outcome};
    matches!(kind, Metric | Milestone | Need | Opportunity | Outcome)
}

/// A review as files, for the client or for us.
#[component]
pub fn ReviewFiles(
    /// Of which account.
    account: Id<Account>,
    /// Which review.
    id: Id<Review>,
) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let chosen = here.query_memo("face");
    let client = review_document(id, Face::Client);
    let internal = review_document(id, Face::Internal);
    let document = Memo::new(move |_| if chosen.read().is_empty() { client.get() } else { internal.get() });
    let is_open = Memo::new(move |_| store.get(id).is_some_and(|review| review.held_on.is_none()));
    view! {
        <main id="main" class="acc">
            <AccountHead id=account tab=Tab::Reviews />
            <div class="files-h">
                <a class="more-link" href=Route::Review(account, id).href()>
                    {text::BACK_TO_THE_BUILDER}
                </a>
                <Views
                    label=common::FOR_WHOM
                    query="face"
                    views=&[("", text::FOR_THE_CLIENT), ("internal", text::INTERNAL_WITH_NOTES)]
                />
            </div>
            <Files
                document
                account=Some((account, review_shows))
                shares=Signal::derive(move || is_open.get() && chosen.read().is_empty())
            />
        </main>
    }
}

/// A paper about an account.
#[component]
pub fn PaperPage(
    /// Which account.
    account: Id<Account>,
    /// Which paper.
    paper: Paper,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let document = Memo::new(move |_| {
        let today = store.today();
        store.get(account)?;
        Some(store.read_account(account, |records| self::paper(records, account, paper, today, locale)))
    });
    // The pack is the paper and the plan itself, which the successor opens in a Mainstay of their own.
    let pass_on = move |_| {
        let at = browser::iso_time(store.now());
        let scope = Scope::Account(account);
        let file = store.with_stamps(store.peek(|records| json_file(records, scope, Level::Team, &at)));
        browser::download(&store.peek(|records| json_artifact(records, scope, &file)));
    };
    view! {
        <main id="main" class="acc">
            <AccountHead id=account tab=Tab::Reviews />
            <div class="files-h">
                <a class="more-link" href=Route::Account(account, Tab::Reviews).href()>
                    {text::ALL_PAPERS}
                </a>
                <span class="q2">{paper.about()}</span>
                {(paper == Paper::Handover)
                    .then(|| {
                        view! {
                            <button type="button" class="btn push" on:click=pass_on>
                                <Icon glyph=Glyph::Download />
                                <span>{text::PLAN_FILE_FOR_YOUR}</span>
                            </button>
                        }
                    })}
            </div>
            <Files
                document
                account=Some((account, if paper == Paper::Brief { brief_shows } else { recap_shows }))
                shares=Signal::derive(move || paper.face() == Face::Client)
            />
        </main>
    }
}

/// A paper over all accounts.
#[component]
pub fn ReportPage(
    /// Which report.
    report: Report,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let document = Memo::new(move |_| {
        let today = store.today();
        Some(store.read(|records| self::report(records, report, today, locale)))
    });
    let keep = move |_| {
        let today = untrack(|| store.today());
        let totals = store.peek(|records| totals(records, today));
        if let Some(left_out) = totals.left_out.first() {
            let rates = words::missing_rates(&left_out.rates, locale);
            return store.complain(text::forecast_lacks_rate(&left_out.account, &rates));
        }
        let total = totals.forecast.total().to_money();
        let kept = KeptForecast {
            id: store.new_id(),
            made_on: today,
            until: totals.forecast_date,
            amount: total.unwrap_or_else(|| Money::units(0, totals.currency)),
            ..KeptForecast::default()
        };
        let label = text::kept_the_forecast_of(locale.money(kept.amount), locale.date(kept.until));
        store.apply_and_tell(Change::put(label, kept));
    };
    view! {
        <main id="main">
            <div class="page-head">
                <div>
                    <h1>{report.title()}</h1>
                    <p>{report.about()}</p>
                </div>
                <div class="acts">
                    {(report == Report::Month)
                        .then(|| {
                            view! {
                                <button type="button" class="btn" on:click=keep>
                                    {text::KEEP_TODAYS_FORECAST}
                                </button>
                            }
                        })}
                </div>
            </div>
            <Files document account=None shares=Signal::derive(|| false) />
        </main>
    }
}

/// The preview beside the files that can be made of it.
#[component]
fn Files(
    document: Memo<Option<Document>>,
    account: Option<(Id<Account>, Shows)>,
    shares: Signal<bool>,
) -> impl IntoView {
    let store = use_store();
    let brand = Memo::new(move |_| Brand::of(&store.workspace()));
    Effect::new(move |_| {
        if let Some(document) = document.read().as_ref() {
            browser::set_paper_foot(&document.foot);
        }
    });
    let is_internal = move || document.read().as_ref().is_some_and(|document| document.face == Face::Internal);
    view! {
        <div class="files">
            <div class="files-p" tabindex="0" role="region" aria-label=text::AS_ITS_READER_WILL>
                {move || document.get().map(|document| preview(document, brand.get()))}
            </div>
            <aside class="files-s" aria-label=common::FILES>
                <Show when=is_internal>
                    <p class="note risk">{text::INTERNAL_EVERY_PAGE_AND}<InternalOnly /></p>
                </Show>
                <Formats document brand />
                {account
                    .map(|(account, shows)| {
                        view! {
                            <Show when=move || shares.get()>
                                <NotShared account shows />
                            </Show>
                        }
                    })}
            </aside>
        </div>
    }
}

/// A document as its reader will see it.
fn preview(document: Document, brand: Brand) -> AnyView {
    if !document.is_deck() {
        return view! { <PaperView document brand /> }.into_any();
    }
    let (foot, face) = (document.foot.clone(), document.face);
    let slides = document.on_slides().pages.into_iter().zip(1..).map(|(page, number)| {
        let notes = (!page.notes.is_empty()).then(|| {
            view! {
                <aside class="deck-notes">
                    <b>{common::NOTES}</b>
                    <p>{page.notes.clone()}</p>
                </aside>
            }
        });
        view! {
            <div class="deck-page">
                <SlideView page number foot=foot.clone() face />
            </div>
            {notes}
        }
    });
    view! { <div class="deck shown">{slides.collect_view()}</div> }.into_any()
}

/// The files that a document becomes.
#[component]
fn Formats(document: Memo<Option<Document>>, brand: Memo<Brand>) -> impl IntoView {
    let store = use_store();
    let save = move |make: fn(&Document, &Brand) -> Option<Artifact>| {
        move |_| {
            let made = document.with_untracked(|document| {
                document.as_ref().and_then(|document| brand.with_untracked(|brand| make(document, brand)))
            });
            match made {
                Some(artifact) => browser::download(&artifact),
                None => store.complain(text::THE_FILE_COULD_NOT),
            }
        }
    };
    let copy = move |_| {
        let text = document.with_untracked(|document| document.as_ref().map(markdown));
        let Some(text) = text.and_then(|file| String::from_utf8(file.bytes).ok()) else { return };
        leptos::task::spawn_local(async move {
            if browser::copy(text).await {
                store.tell(text::COPIED_AS_MARKDOWN);
            } else {
                store.complain(text::THE_BROWSER_DID_NOT);
            }
        });
    };
    view! {
        <div class="files-b">
            <button type="button" class="btn primary" on:click=move |_| browser::print()>
                <Icon glyph=Glyph::Print />
                <span>{text::PRINT_OR_PDF}</span>
            </button>
            <button type="button" class="btn" on:click=save(|document, brand| pptx(document, brand).ok())>
                <Icon glyph=Glyph::Slides />
                <span>{text::POWERPOINT}</span>
            </button>
            <button type="button" class="btn" on:click=save(|document, brand| Some(html(document, brand)))>
                <Icon glyph=Glyph::Download />
                <span>{text::WEB_PAGE}</span>
            </button>
            <button type="button" class="btn" on:click=save(|document, _| Some(markdown(document)))>
                <Icon glyph=Glyph::Download />
                <span>{text::MARKDOWN}</span>
            </button>
            <button type="button" class="btn" on:click=copy>
                <span>{text::COPY_AS_MARKDOWN}</span>
            </button>
        </div>
    }
}

/// What the client does not see although it could, and a way to share it there and then.
#[component]
fn NotShared(account: Id<Account>, shows: Shows) -> impl IntoView {
    let store = use_store();
    let rest = Memo::new(move |_| {
        let today = store.today();
        store.read_account(account, |records| {
            let rest = ClientView::with_rest(records, account, today).1;
            rest.into_iter().filter(|row| shows(row.key.kind)).collect::<Vec<_>>()
        })
    });
    view! {
        <section class="rest">
            <h2 class="h2">{text::LEFT_OUT}<small>{move || rest.read().len()}</small></h2>
            <Show
                when=move || !rest.read().is_empty()
                fallback=|| view! { <p class="q">{text::EVERYTHING_THAT_CAN_BE}</p> }
            >
                <p class="q small">{text::THESE_HAVE_NO_WORDING}</p>
                <ul>
                    <For each=move || rest.get() key=|row| (row.key, row.field) let:row>
                        <Wording row />
                    </For>
                </ul>
            </Show>
        </section>
    }
}

#[component]
fn Wording(row: LeftOut) -> impl IntoView {
    let store = use_store();
    let LeftOut { key, field, title } = row;
    // A plain name may begin the wording; what is said candidly, of a risk, a need or a person, or beside a record's
    // name, must be written anew.
    let begins =
        field == "shared" && !matches!(key.kind, Kind::Person | Kind::RaidItem | Kind::Need | Kind::Opportunity);
    let what =
        if field == "shared" { key.kind.one().to_owned() } else { words::field_label(key.kind, field).to_owned() };
    let text = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let named = title.clone();
    let share = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wording = text.get_untracked().trim().to_owned();
        if wording.is_empty() {
            return problem.set(text::WRITE_WHAT_THE_CLIENT.into());
        }
        let entry = FieldEntry {
            key,
            field,
            seen: &store.see(key, field),
            value: wording.into(),
            label: common::changed_field(words::field_label(key.kind, field).to_lowercase(), &named),
            stroke: None,
        };
        match store.set_field(entry) {
            Ok(_) => problem.set(String::new()),
            Err(wrong) => problem.set(words::problem(key.kind, &wrong)),
        }
    };
    let begin = {
        let title = title.clone();
        move |_| {
            if begins && text.get_untracked().is_empty() {
                text.set(title.clone());
            }
        }
    };
    view! {
        <li>
            <details>
                <summary on:click=begin>
                    <span class="mid">{title.clone()}</span>
                    <span class="q small">{text::no_client_facing_text(&what)}</span>
                </summary>
                <form on:submit=share>
                    <label class="field">
                        <span>{text::AS_THE_CLIENT_MAY}</span>
                        <input
                            type="text"
                            autocomplete="off"
                            prop:value=move || text.get()
                            on:input=move |event| text.set(event_target_value(&event))
                        />
                    </label>
                    <span class="problem" role="alert">
                        {move || problem.get()}
                    </span>
                    <button type="submit" class="btn">
                        {text::SHARE_IT}
                    </button>
                </form>
            </details>
        </li>
    }
}
