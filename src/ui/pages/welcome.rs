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
    words::screen::{common, welcome as text},
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
                <h1>{text::START_WITH_ONE_ACCOUNT}</h1>
                <p class="wel-p">{text::MAINSTAY_KEEPS_YOUR_KEY}</p>
                <FirstAccount problem />
                <p class="wel-n q" role="alert">
                    {move || {
                        let problem = problem.get();
                        if problem.is_empty() { text::THE_NEXT_STEP_OFFERS.to_owned() } else { problem }
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
            return problem.set(text::A_CURRENCY_HAS_THREE.into());
        };
        if typed.is_empty() {
            problem.set(text::TYPE_THE_CLIENTS_NAME.into());
            return browser::focus("account-name");
        }
        let account = Account { id: store.new_id(), name: typed, currency: code, ..Account::default() };
        let id = account.id;
        store.apply(Change::put(text::added_the_account(&account.name), account));
        navigator.go(&Route::Account(id, Tab::Plan).href());
    };
    view! {
        <form class="wel-f" on:submit=create novalidate>
            <label class="field">
                <span>{text::ACCOUNT_NAME}</span>
                <input
                    id="account-name"
                    type="text"
                    autocomplete="off"
                    placeholder=text::A_CLIENT_YOU_WERE
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </label>
            <label class="field">
                <span>{text::CURRENCY}</span>
                <input
                    type="text"
                    list="currencies"
                    maxlength="3"
                    prop:value=move || currency.get()
                    on:input=move |event| currency.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="btn primary">
                {text::CREATE_ACCOUNT}
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
                problem.set(text::THE_SAMPLE_COULD_NOT.into());
            }
        });
    });
    let to_data =
        move |task: &'static str| Callback::new(move |()| navigator.go(&format!("{}?do={task}", Route::Data.href())));
    view! {
        <ul class="wel-o">
            <Beginning
                glyph=Glyph::Book
                title=text::LOOK_AROUND_FIRST
                about=text::A_SAMPLE_WORKSPACE_WITH
                button=text::OPEN_THE_SAMPLE
                on_choose=open_sample
            />
            <Beginning
                glyph=Glyph::Upload
                title=text::BRING_YOUR_ACCOUNTS
                about=text::CSV_FROM_A_CRM
                button=text::IMPORT_A_FILE
                on_choose=to_data("import")
            />
            <Beginning
                glyph=Glyph::Cycle
                title=common::RESTORE_A_BACKUP
                about=text::EVERYTHING_AS_IT_WAS
                button=text::CHOOSE_A_BACKUP
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
            {promise(Glyph::Lock, text::PRIVATE, text::NO_SIGN_UP_NO)}
            {promise(Glyph::Saved, text::NOTHING_LOST, text::EVERY_CHANGE_IS_SAVED)}
            {promise(Glyph::Eye, text::TWO_FACES, text::WHAT_IS_CANDID_STAYS)}
        </dl>
    }
}
