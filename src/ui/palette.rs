//! The command palette: every screen, account, person and command, by a few letters.

use leptos::{html, prelude::*};

use super::{
    browser,
    kit::{Glyph, Icon, Preset},
    route::{PORTFOLIO_VIEWS, Route, Tab, use_here, use_navigator},
    shell::{PaletteOpen, use_adding},
    use_store,
};
use crate::{
    document::{Paper, Report},
    domain::{Account, Id, Kind, Order, Person, Review},
    words,
};

/// What an entry does.
#[derive(Clone)]
enum Act {
    Go(String),
    Add(Kind, Option<Id<Account>>),
    Undo,
    Redo,
    Theme(&'static str),
}

#[derive(Clone)]
struct Entry {
    group: &'static str,
    glyph: Glyph,
    text: String,
    detail: String,
    act: Act,
}

/// How many entries of a group are shown.
const SHOWN: usize = 6;

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
    let all = StoredValue::new(entries(here.route.get_untracked().account()));
    let found = Memo::new(move |_| {
        chosen.set(0);
        typed.with(|typed| all.with_value(|all| search(all, typed)))
    });
    let run = Callback::new(move |(act, elsewhere): (Act, bool)| {
        open.set(false);
        match act {
            Act::Go(href) if elsewhere => {
                drop(window().open_with_url_and_target(&format!("{}/{href}", browser::base()), "_blank"))
            }
            Act::Go(href) => navigator.go(&href),
            Act::Add(kind, account) => adding.open(kind, account, Preset::default()),
            Act::Undo => store.undo(),
            Act::Redo => store.redo(),
            Act::Theme(theme) => browser::set_theme(theme),
        }
    });
    let keys = move |event: leptos::ev::KeyboardEvent| {
        let count = found.read().len().max(1);
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|chosen| *chosen = (*chosen + 1) % count),
            "ArrowUp" => chosen.update(|chosen| *chosen = (*chosen + count - 1) % count),
            "Enter" => {
                if let Some(position) = found.read().get(chosen.get()).copied() {
                    let act = all.with_value(|all| all[position].act.clone());
                    run.run((act, event.ctrl_key() || event.meta_key()));
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
    let list = move || {
        let mut group = "";
        found
            .get()
            .into_iter()
            .enumerate()
            .map(|(row, position)| {
                let entry = all.with_value(|all| all[position].clone());
                let heading = (entry.group != group).then_some(entry.group);
                group = entry.group;
                let act = entry.act.clone();
                let is_chosen = move || chosen.get() == row;
                view! {
                    {heading
                        .map(|heading| {
                            view! {
                                <li class="pal-h" role="presentation">
                                    {heading}
                                </li>
                            }
                        })}
                    <li
                        id=format!("palette-{row}")
                        role="option"
                        class:sel=is_chosen
                        aria-selected=move || is_chosen().to_string()
                        on:click=move |event| run.run((act.clone(), event.ctrl_key() || event.meta_key()))
                    >
                        <Icon glyph=entry.glyph />
                        <span>{entry.text}</span>
                        <span class="q">{entry.detail}</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <dialog
            class="pal"
            node_ref=node
            aria-label="Search or run a command"
            on:close=move |_| open.set(false)
            on:click=move |event| {
                use wasm_bindgen::JsCast;
                let on_backdrop = event
                    .target()
                    .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                    .is_some_and(|element| element.tag_name() == "DIALOG");
                if on_backdrop {
                    open.set(false)
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
                    aria-label="Search or run a command"
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-activedescendant=move || format!("palette-{}", chosen.get())
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                    on:keydown=keys
                />
                <kbd>"Esc"</kbd>
            </div>
            <ul class="pal-l" id="palette-list" role="listbox" aria-label="Found">
                {list}
            </ul>
            <Show when=move || found.read().is_empty()>
                <p class="q pal-none">"Nothing is called that. Try a name, a page or a command."</p>
            </Show>
            <footer aria-hidden="true">
                <span>
                    <kbd>"↑"</kbd>
                    " "
                    <kbd>"↓"</kbd>
                    " choose"
                </span>
                <span>
                    <kbd>"Enter"</kbd>
                    " open"
                </span>
                <span>
                    <kbd>"Ctrl Enter"</kbd>
                    " in a new tab"
                </span>
            </footer>
        </dialog>
    }
}

fn entries(here: Option<Id<Account>>) -> Vec<Entry> {
    let store = use_store();
    let entry = |group, glyph, text: String, detail: String, act| Entry { group, glyph, text, detail, act };
    let go = |href: String| Act::Go(href);
    store.peek(|records| {
        let mut all = Vec::new();
        let accounts: Vec<&Account> = records.all::<Account>().filter(|account| account.churned_on.is_none()).collect();
        for account in &accounts {
            let href = Route::Account(account.id, Tab::Overview).href();
            all.push(entry("Accounts", Glyph::Accounts, account.name.clone(), account.industry.clone(), go(href)));
        }
        for account in &accounts {
            for tab in Tab::ALL.into_iter().skip(1) {
                let text = format!("{} of {}", tab.label(), account.name);
                all.push(entry("Go to", Glyph::Next, text, String::new(), go(Route::Account(account.id, tab).href())));
                for (key, label) in tab.views().iter().skip(1) {
                    let href = format!("{}?view={key}", Route::Account(account.id, tab).href());
                    all.push(entry(
                        "Go to",
                        Glyph::Next,
                        format!("{label} of {}", account.name),
                        tab.label().into(),
                        go(href),
                    ));
                }
            }
        }
        for account in &accounts {
            for paper in Paper::ALL {
                let text = format!("{} of {}", paper.title(), account.name);
                all.push(entry(
                    "Go to",
                    Glyph::File,
                    text,
                    "Paper".into(),
                    go(Route::Paper(account.id, *paper).href()),
                ));
            }
        }
        for report in Report::ALL {
            all.push(entry(
                "Go to",
                Glyph::File,
                report.title().into(),
                "Paper".into(),
                go(Route::Report(*report).href()),
            ));
        }
        for review in records.all::<Review>() {
            let Some(account) = records.get(review.account) else { continue };
            let quarter = words::review_quarter(review, records.workspace().fiscal());
            let text = format!("{quarter} review of {}", account.name);
            all.push(entry(
                "Go to",
                Glyph::Slides,
                text,
                String::new(),
                go(Route::Review(account.id, review.id).href()),
            ));
        }
        for (label, route) in [
            ("Today", Route::Today),
            ("Accounts", Route::Accounts),
            ("Data and backups", Route::Data),
            ("Settings", Route::Settings),
            ("Take over several accounts", Route::TakeOver),
        ] {
            all.push(entry("Go to", Glyph::Next, label.into(), String::new(), go(route.href())));
        }
        for (key, label) in PORTFOLIO_VIEWS.iter().skip(1) {
            let href = format!("{}?view={key}", Route::Accounts.href());
            all.push(entry("Go to", Glyph::Next, (*label).into(), "Accounts".into(), go(href)));
        }
        for person in records.all::<Person>() {
            let account = records.get(person.account).map(|account| account.name.clone()).unwrap_or_default();
            let href = format!("{}?open={}", Route::Account(person.account, Tab::People).href(), person.id);
            all.push(entry(
                "People",
                Glyph::People,
                person.name.clone(),
                format!("{account}, {}", person.title),
                go(href),
            ));
        }
        let mut command = |text: String, glyph, act| all.push(entry("Commands", glyph, text, String::new(), act));
        command("New account".into(), Glyph::Plus, Act::Add(Kind::Account, None));
        if let Some(account) = here.and_then(|id| records.get(id)) {
            for kind in [
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
            ] {
                command(
                    format!("Add {} to {}", kind.one(), account.name),
                    Glyph::Plus,
                    Act::Add(kind, Some(account.id)),
                );
            }
        }
        command("Undo".into(), Glyph::Undo, Act::Undo);
        command("Redo".into(), Glyph::Redo, Act::Redo);
        command("Light appearance".into(), Glyph::Sun, Act::Theme("light"));
        command("Dark appearance".into(), Glyph::Moon, Act::Theme("dark"));
        command("Appearance of the system".into(), Glyph::Slides, Act::Theme(""));
        all
    })
}

/// The positions of the entries that fit, group by group; without letters, the places and commands.
fn search(all: &[Entry], typed: &str) -> Vec<usize> {
    let wanted: Vec<String> = typed.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut found = Vec::new();
    for group in ["Accounts", "Go to", "People", "Commands"] {
        let of_group = all.iter().enumerate().filter(|(_, entry)| entry.group == group);
        let mut ranked: Vec<(usize, usize)> = of_group
            .filter_map(|(position, entry)| {
                let text = format!("{} {}", entry.text, entry.detail).to_lowercase();
                let fits = wanted.iter().all(|word| text.contains(word.as_str()));
                let starts = wanted.first().is_none_or(|word| text.starts_with(word.as_str()));
                fits.then_some((usize::from(!starts), position))
            })
            .collect();
        ranked.order_by(Ord::cmp);
        found.extend(ranked.into_iter().take(SHOWN).map(|(_, position)| position));
    }
    found
}
