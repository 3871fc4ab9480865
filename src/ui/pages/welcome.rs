//! The empty workspace: create an account, open the sample, bring accounts, restore a backup.

use leptos::prelude::*;

use crate::{
    document,
    domain::{Account, Change, Currency, Edit, Records, Review, apply, sample},
    state::Store,
    ui::{
        browser, chunks,
        kit::{Glyph, Icon},
        route::{Route, Tab, use_navigator},
        use_store,
    },
};

/// Puts the sample into the workspace. Its reviews that were held are frozen as they were on their day.
pub fn add_sample(store: Store) {
    let locale = store.locale();
    let today = untrack(|| store.today());
    let change = sample::open(today, &mut || store.new_id::<Account>().0);
    let mut records = Records::default();
    let label = change.label.clone();
    apply(&mut records, change, 0);
    let held: Vec<Review> = records.all::<Review>().filter(|review| review.held_on.is_some()).cloned().collect();
    let frozen = held.iter().filter_map(|review| {
        let frozen = document::freeze(&records, review, review.held_on?, locale);
        Some(Edit::PutSample(crate::domain::Entity::into_record(frozen)))
    });
    let frozen: Vec<Edit> = frozen.collect();
    let rows = records.live().map(|(_, row)| Edit::PutSample(row.record.clone()));
    let edits = rows.chain(frozen).collect();
    store.apply(Change::new(label, edits));
}

/// The page.
#[component]
pub fn Welcome() -> impl IntoView {
    let problem = RwSignal::new(String::new());
    view! {
        <main id="main" class="welm">
            <div class="wel">
                <h1>"Start with one account"</h1>
                <p class="wel-p">
                    "Mainstay keeps your key accounts: who decides, what you promised, what it was worth, and what \
                    needs you on Monday. It runs in this browser. Nothing you enter leaves it."
                </p>
                <FirstAccount problem />
                <p class="wel-n q" role="alert">
                    {move || {
                        let problem = problem.get();
                        if problem.is_empty() {
                            "The next step offers a plan for your first 30 days with it.".to_owned()
                        } else {
                            problem
                        }
                    }}
                </p>
                <OtherBeginnings problem />
                <Promises />
            </div>
        </main>
    }
}

/// The currencies that are suggested; every other can be typed.
const SUGGESTED: [&str; 13] =
    ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "JPY", "BRL", "INR", "AUD", "CAD"];

#[component]
fn FirstAccount(problem: RwSignal<String>) -> impl IntoView {
    let store = use_store();
    let navigator = use_navigator();
    let name = RwSignal::new(String::new());
    let currency = RwSignal::new(store.peek(|records| records.workspace().currency.code().to_owned()));
    let create = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = name.get_untracked().trim().to_owned();
        let Some(code) = Currency::parse(&currency.get_untracked()) else {
            return problem.set("A currency has three letters, such as EUR.".into());
        };
        if typed.is_empty() {
            problem.set("Type the client’s name first.".into());
            return browser::focus("account-name");
        }
        let account = Account { id: store.new_id(), name: typed, currency: code, ..Account::default() };
        let id = account.id;
        store.apply(Change::put(format!("added the account “{}”", account.name), account));
        navigator.go(&Route::Account(id, Tab::Plan).href());
    };
    view! {
        <form class="wel-f" on:submit=create novalidate>
            <label class="field">
                <span>"Account name"</span>
                <input
                    id="account-name"
                    type="text"
                    autocomplete="off"
                    placeholder="A client you were just handed"
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </label>
            <label class="field">
                <span>"Currency"</span>
                <input
                    type="text"
                    list="currencies"
                    maxlength="3"
                    prop:value=move || currency.get()
                    on:input=move |event| currency.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="btn primary">
                "Create account"
            </button>
        </form>
        <datalist id="currencies">
            {SUGGESTED.map(|code| view! { <option value=code></option> }).collect_view()}
        </datalist>
    }
}

/// The sample, a file from elsewhere, a backup.
#[component]
fn OtherBeginnings(problem: RwSignal<String>) -> impl IntoView {
    let store = use_store();
    let navigator = use_navigator();
    let open_sample = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            if chunks::open_sample(store).await.is_err() {
                problem.set("The sample could not be loaded. Check the connection, then try again.".into());
            }
        });
    });
    let to_data =
        move |task: &'static str| Callback::new(move |()| navigator.go(&format!("{}?do={task}", Route::Data.href())));
    view! {
        <ul class="wel-o">
            <Beginning
                glyph=Glyph::Book
                title="Look around first"
                about="A sample workspace with 12 accounts, a business review and a renewal under way. Remove it with \
                one undo."
                button="Open the sample"
                on_choose=open_sample
            />
            <Beginning
                glyph=Glyph::Upload
                title="Bring your accounts"
                about="CSV from a CRM, or a Mainstay file from a colleague. You see every change before it is made."
                button="Import a file"
                on_choose=to_data("import")
            />
            <Beginning
                glyph=Glyph::Cycle
                title="Restore a backup"
                about="Everything as it was when you exported it."
                button="Choose a backup"
                on_choose=to_data("restore")
            />
        </ul>
    }
}

#[component]
fn Beginning(
    glyph: Glyph,
    title: &'static str,
    about: &'static str,
    button: &'static str,
    on_choose: Callback<()>,
) -> impl IntoView {
    view! {
        <li>
            <Icon glyph />
            <div>
                <h2>{title}</h2>
                <p>{about}</p>
            </div>
            <button type="button" class="btn" on:click=move |_| on_choose.run(())>
                {button}
            </button>
        </li>
    }
}

#[component]
fn Promises() -> impl IntoView {
    let promise = |glyph, name: &'static str, about: &'static str| {
        view! {
            <div>
                <dt>
                    <Icon glyph />
                    {name}
                </dt>
                <dd>{about}</dd>
            </div>
        }
    };
    view! {
        <dl class="wel-d">
            {promise(Glyph::Lock, "Private", "No sign-up, no server, nothing is sent anywhere")}
            {promise(Glyph::Saved, "Nothing lost", "Every change is saved on this device and can be undone")}
            {promise(Glyph::Eye, "Two faces", "What is candid stays inside; what the client gets is made to be shown")}
        </dl>
    }
}
