//! The command palette: every screen, account, person and command, by a few letters.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    browser,
    kit::{Glyph, Icon, Preset},
    route::{Navigator, PORTFOLIO_VIEWS, Route, Tab, use_here, use_navigator},
    shell::{Adding, PaletteOpen, use_adding},
    use_store,
};
use crate::{
    document::{Paper, Report},
    domain::{Account, Id, Kind, Order, Person, Records, Review},
    state::Store,
    words::{
        self,
        screen::{common, palette as text},
    },
};

/// What an entry does.
#[derive(Clone, PartialEq)]
enum Act {
    Go(String),
    Add(Kind, Option<Id<Account>>),
    Undo,
    Redo,
    Theme(&'static str),
}

/// What an entry belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Accounts,
    Places,
    People,
    Commands,
}

impl Group {
    /// In the order in which they are listed.
    const ALL: [Self; 4] = [Self::Accounts, Self::Places, Self::People, Self::Commands];

    fn label(self) -> &'static str {
        match self {
            Self::Accounts => common::ACCOUNTS,
            Self::Places => text::GO_TO,
            Self::People => common::PEOPLE,
            Self::Commands => text::COMMANDS,
        }
    }
}

/// Something to find.
#[derive(Clone, PartialEq)]
struct Entry {
    group: Group,
    glyph: Glyph,
    text: String,
    detail: String,
    act: Act,
}

impl Entry {
    fn new(group: Group, glyph: Glyph, text: &str, act: Act) -> Self {
        Self { group, glyph, text: text.to_owned(), detail: String::new(), act }
    }

    fn with(self, detail: &str) -> Self {
        Self { detail: detail.to_owned(), ..self }
    }
}

/// How many entries of a group are shown.
const SHOWN: usize = 6;

impl Act {
    /// Does it; `elsewhere` opens an address in a new tab.
    fn run(self, store: Store, navigator: Navigator, adding: Adding, elsewhere: bool) {
        match self {
            Self::Go(href) if elsewhere => {
                drop(window().open_with_url_and_target(&format!("{}/{href}", browser::base()), "_blank"));
            }
            Self::Go(href) => navigator.go(&href),
            Self::Add(kind, account) => adding.open(kind, account, Preset::default()),
            Self::Undo => store.undo(),
            Self::Redo => store.redo(),
            Self::Theme(theme) => browser::set_theme(theme),
        }
    }
}

/// The palette, open.
#[component]
pub fn Palette() -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let adding = use_adding();
    let open = expect_context::<PaletteOpen>().0;
    let navigator = use_navigator();
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let all = entries(here.route.get_untracked().account());
    let found = Memo::new(move |_| {
        chosen.set(0);
        typed.with(|typed| search(&all, typed))
    });
    let run = Callback::new(move |(act, elsewhere): (Act, bool)| {
        open.set(false);
        act.run(store, navigator, adding, elsewhere);
    });
    let keys = move |event: leptos::ev::KeyboardEvent| {
        let count = found.read().len().max(1);
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|chosen| *chosen = (*chosen + 1) % count),
            "ArrowUp" => chosen.update(|chosen| *chosen = (*chosen + count - 1) % count),
            "Enter" => {
                let entry = found.with_untracked(|found| found.get(chosen.get_untracked()).cloned());
                if let Some(entry) = entry {
                    run.run((entry.act, event.ctrl_key() || event.meta_key()));
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
            browser::focus("palette-input");
        }
    });
    view! {
        <dialog
            class="pal"
            node_ref=node
            aria-label=common::SEARCH_OR_RUN_A
            on:close=move |_| open.set(false)
            on:click=move |event| {
                if is_backdrop(&event) {
                    open.set(false);
                }
            }
        >
            <div class="pal-i">
                <Icon glyph=Glyph::Search />
                <input
                    id="palette-input"
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    aria-label=common::SEARCH_OR_RUN_A
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-activedescendant=move || format!("palette-{}", chosen.get())
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                    on:keydown=keys
                />
                <kbd>{text::ESC}</kbd>
            </div>
            <ul class="pal-l" id="palette-list" role="listbox" aria-label=text::FOUND>
                {move || listed(found.get(), chosen, run)}
            </ul>
            <Show when=move || found.read().is_empty()>
                <p class="q pal-none">{text::NOTHING_IS_CALLED_THAT}</p>
            </Show>
            <Keys />
        </dialog>
    }
}

/// Whether a click fell beside the dialog.
fn is_backdrop(event: &leptos::ev::MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| element.tag_name() == "DIALOG")
}

/// What was found, group by group.
fn listed(found: Vec<Entry>, chosen: RwSignal<usize>, run: Callback<(Act, bool)>) -> impl IntoView {
    let mut group = None;
    let entries = found.into_iter().enumerate().map(move |(row, entry)| {
        let heading = (group != Some(entry.group)).then(|| entry.group.label());
        group = Some(entry.group);
        let heading = heading.map(|heading| {
            view! {
                <li class="pal-h" role="presentation">
                    {heading}
                </li>
            }
        });
        let Entry { glyph, text, detail, act, .. } = entry;
        let is_chosen = move || chosen.get() == row;
        view! {
            {heading}
            <li
                id=format!("palette-{row}")
                role="option"
                class:sel=is_chosen
                aria-selected=move || is_chosen().to_string()
                on:click=move |event| run.run((act.clone(), event.ctrl_key() || event.meta_key()))
            >
                <Icon glyph />
                <span>{text}</span>
                <span class="q">{detail}</span>
            </li>
        }
    });
    entries.collect_view()
}

/// The keys that it knows.
#[component]
fn Keys() -> impl IntoView {
    view! {
        <footer aria-hidden="true">
            <span>
                <kbd>"↑"</kbd>
                " "
                <kbd>"↓"</kbd>
                {text::CHOOSE}
            </span>
            <span>
                <kbd>{text::ENTER_KEY}</kbd>
                {text::OPEN}
            </span>
            <span>
                <kbd>{text::CTRL_ENTER}</kbd>
                {text::IN_A_NEW_TAB}
            </span>
        </footer>
    }
}

/// The kinds that can be added to an account from anywhere on its pages.
const ADDED: [Kind; 15] = [
    Kind::Action,
    Kind::Person,
    Kind::Opportunity,
    Kind::RaidItem,
    Kind::Outcome,
    Kind::Metric,
    Kind::Meeting,
    Kind::Decision,
    Kind::Contract,
    Kind::Objective,
    Kind::Initiative,
    Kind::Milestone,
    Kind::Need,
    Kind::Insight,
    Kind::Review,
];

/// Everything that can be found, seen from an account where there is one.
fn entries(here: Option<Id<Account>>) -> Vec<Entry> {
    use_store().peek(|records| {
        let accounts: Vec<&Account> = records.all::<Account>().filter(|account| account.churned_on.is_none()).collect();
        let named = accounts.iter().map(|account| {
            let href = Route::Account(account.id, Tab::Overview).href();
            Entry::new(Group::Accounts, Glyph::Accounts, &account.name, Act::Go(href)).with(&account.industry)
        });
        let pages = accounts.iter().flat_map(|account| pages_of(account));
        let papers = accounts.iter().flat_map(|account| papers_of(account));
        let people = records.all::<Person>().map(|person| {
            let account = records.get(person.account).map(|account| account.name.clone()).unwrap_or_default();
            let href = format!("{}?open={}", Route::Account(person.account, Tab::People).href(), person.id);
            let detail = format!("{account}, {}", person.title);
            Entry::new(Group::People, Glyph::People, &person.name, Act::Go(href)).with(&detail)
        });
        named
            .chain(pages)
            .chain(papers)
            .chain(reviews(records))
            .chain(places())
            .chain(people)
            .chain(commands(here.and_then(|id| records.get(id))))
            .collect()
    })
}

/// The tabs of an account and their views.
fn pages_of(account: &Account) -> Vec<Entry> {
    let of_tab = |tab: Tab| {
        let href = Route::Account(account.id, tab).href();
        let views = tab.views().iter().skip(1).map(move |(key, label)| {
            let href = format!("{}?view={key}", Route::Account(account.id, tab).href());
            let text = text::command_of(label, &account.name);
            Entry::new(Group::Places, Glyph::Next, &text, Act::Go(href)).with(tab.label())
        });
        let text = text::command_of(tab.label(), &account.name);
        std::iter::once(Entry::new(Group::Places, Glyph::Next, &text, Act::Go(href))).chain(views)
    };
    Tab::ALL.into_iter().skip(1).flat_map(of_tab).collect()
}

fn papers_of(account: &Account) -> Vec<Entry> {
    let entry = |paper: &Paper| {
        let text = text::command_of(paper.title(), &account.name);
        Entry::new(Group::Places, Glyph::File, &text, Act::Go(Route::Paper(account.id, *paper).href()))
            .with(common::PAPER)
    };
    Paper::ALL.iter().map(entry).collect()
}

fn reviews(records: &Records) -> Vec<Entry> {
    let fiscal = records.workspace().fiscal();
    let entry = |review: &Review| {
        let account = records.get(review.account)?;
        let text = text::review_of(words::review_quarter(review, fiscal), &account.name);
        let href = Route::Review(account.id, review.id).href();
        Some(Entry::new(Group::Places, Glyph::Slides, &text, Act::Go(href)))
    };
    records.all::<Review>().filter_map(entry).collect()
}

/// The places of the workspace, and its reports.
fn places() -> Vec<Entry> {
    let reports = Report::ALL.iter().map(|report| {
        let href = Route::Report(*report).href();
        Entry::new(Group::Places, Glyph::File, report.title(), Act::Go(href)).with(common::PAPER)
    });
    let places = [
        (common::TODAY, Route::Today),
        (common::ACCOUNTS, Route::Accounts),
        (common::DATA_AND_BACKUPS, Route::Data),
        (common::SETTINGS, Route::Settings),
        (common::TAKE_OVER_SEVERAL_ACCOUNTS, Route::TakeOver),
    ];
    let places =
        places.into_iter().map(|(label, route)| Entry::new(Group::Places, Glyph::Next, label, Act::Go(route.href())));
    let views = PORTFOLIO_VIEWS.iter().skip(1).map(|(key, label)| {
        let href = format!("{}?view={key}", Route::Accounts.href());
        Entry::new(Group::Places, Glyph::Next, label, Act::Go(href)).with(common::ACCOUNTS)
    });
    reports.chain(places).chain(views).collect()
}

fn commands(here: Option<&Account>) -> Vec<Entry> {
    let command = |text: &str, glyph, act| Entry::new(Group::Commands, glyph, text, act);
    let adding = here.into_iter().flat_map(|account| {
        ADDED.map(|kind| {
            let text = text::add_to(kind.one(), &account.name);
            command(&text, Glyph::Plus, Act::Add(kind, Some(account.id)))
        })
    });
    let rest = [
        command(common::UNDO, Glyph::Undo, Act::Undo),
        command(common::REDO, Glyph::Redo, Act::Redo),
        command(text::LIGHT_APPEARANCE, Glyph::Sun, Act::Theme("light")),
        command(text::DARK_APPEARANCE, Glyph::Moon, Act::Theme("dark")),
        command(text::APPEARANCE_OF_THE_SYSTEM, Glyph::Slides, Act::Theme("")),
    ];
    std::iter::once(command(common::NEW_ACCOUNT, Glyph::Plus, Act::Add(Kind::Account, None)))
        .chain(adding)
        .chain(rest)
        .collect()
}

/// The entries that fit, group by group; without letters, the first of each.
fn search(all: &[Entry], typed: &str) -> Vec<Entry> {
    let wanted: Vec<String> = typed.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut found = Vec::new();
    for group in Group::ALL {
        let of_group = all.iter().filter(|entry| entry.group == group);
        let mut ranked: Vec<(bool, &Entry)> = of_group
            .filter_map(|entry| {
                let text = format!("{} {}", entry.text, entry.detail).to_lowercase();
                let fits = wanted.iter().all(|word| text.contains(word.as_str()));
                let begins = wanted.first().is_none_or(|word| text.starts_with(word.as_str()));
                fits.then_some((!begins, entry))
            })
            .collect();
        ranked.order_by_key(|(begins_later, _)| *begins_later);
        found.extend(ranked.into_iter().take(SHOWN).map(|(_, entry)| entry.clone()));
    }
    found
}
