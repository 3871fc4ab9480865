//! The panel of a metric: its values over time, and quick ways to enter the next: a number, or the answers to a survey.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Change, Id, Key, Metric, Observation,
        choice::Survey,
        parse,
        satisfaction::{self, result, scale},
    },
    ui::{
        kit::{Glyph, Icon, Panel, Sparkline},
        use_store,
    },
    words::{
        noun,
        screen::{common, value as text},
    },
};

/// The panel of a metric: its values over time, and a quick way to enter the next one.
#[component]
pub fn MetricPanel(
    /// Which metric.
    id: Id<Metric>,
    /// Called to close the panel.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let metric = Memo::new(move |_| store.get(id).unwrap_or_default());
    let account = metric.get_untracked().account;
    let survey = Memo::new(move |_| metric.read().survey);
    view! {
        <Panel key=Key::from(id) on_close without=&[]>
            {move || survey.get().map(|survey| view! { <Answers id account survey /> })}
            <Values metric account />
        </Panel>
    }
}

/// How many values are listed.
const LISTED: usize = 12;

/// The values over time, and the field for the next.
#[component]
fn Values(metric: Memo<Metric>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let values = Memo::new(move |_| {
        let id = metric.read().id;
        store.read_account(account, |records| {
            let all = records.in_order::<Observation>(account).into_iter();
            all.filter(|observation| observation.metric == id).cloned().collect::<Vec<_>>()
        })
    });
    let line = move || {
        let series: Vec<f64> = values.read().iter().map(|observation| observation.value).collect();
        view! { <Sparkline values=series width=280.0 target=metric.read().target /> }
    };
    let row = move |observation: Observation| {
        let remove = move |_| store.apply_and_tell(Change::delete(text::REMOVED_THE_VALUE, observation.id));
        view! {
            <li>
                <span class="mid">{locale.measure_number(&metric.read(), observation.value)}</span>
                <span class="q">{observation.note.clone()}</span>
                <span class="q push">{locale.date(observation.date)}</span>
                <button type="button" class="icon-btn" aria-label=text::REMOVE_THE_VALUE on:click=remove>
                    <Icon glyph=Glyph::Close />
                </button>
            </li>
        }
    };
    view! {
        <section>
            <h3>{common::VALUES}</h3>
            {line}
            <NextValue metric account />
            <ul class="nxt">{move || values.get().into_iter().rev().take(LISTED).map(row).collect_view()}</ul>
        </section>
    }
}

#[component]
fn NextValue(metric: Memo<Metric>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let typed = RwSignal::new(String::new());
    let date = RwSignal::new(untrack(|| store.today()).to_string());
    let problem = RwSignal::new("");
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(value), Ok(day)) = (parse::number(&typed.get_untracked(), locale), date.get_untracked().parse())
        else {
            return problem.set(text::TYPE_A_NUMBER_AND);
        };
        problem.set("");
        let Metric { id, name, .. } = metric.get_untracked();
        let observation =
            Observation { id: store.new_id(), account, metric: id, date: day, value, ..Observation::default() };
        store.apply(Change::put(text::entered_for(typed.get_untracked(), &name), observation));
        typed.set(String::new());
    };
    view! {
        <form class="inline-f" on:submit=add novalidate>
            <label>
                <span class="sr">{common::VALUE}</span>
                <input
                    type="text"
                    inputmode="decimal"
                    placeholder=common::VALUE
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </label>
            <label>
                <span class="sr">{text::DATE_OF_THE_VALUE}</span>
                <input
                    type="date"
                    prop:value=move || date.get()
                    on:input=move |event| date.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="btn">
                {common::ENTER}
            </button>
        </form>
        <p class="problem" role="alert">
            {problem}
        </p>
    }
}

/// Enters the answers to a survey: how many chose each step. The value follows from them.
#[component]
fn Answers(id: Id<Metric>, account: Id<Account>, survey: Survey) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let steps: Vec<(u8, RwSignal<String>)> = scale(survey).map(|step| (step, RwSignal::new(String::new()))).collect();
    let fields = steps.clone();
    let problem = RwSignal::new(String::new());
    let enter = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let counted = |(score, field): &(u8, RwSignal<String>)| {
            let text = field.get_untracked();
            let count = if text.trim().is_empty() { 0 } else { text.trim().parse().ok()? };
            Some(satisfaction::Answers { score: *score, count })
        };
        let answers: Option<Vec<_>> = fields.iter().map(counted).collect();
        let value = answers.as_ref().map(|answers| result(survey, answers));
        let (Some(answers), Some(Ok(value))) = (answers, value) else {
            return problem.set(text::HOW_MANY_PEOPLE_CHOSE.into());
        };
        problem.set(String::new());
        let all: u32 = answers.iter().map(|answers| answers.count).sum();
        let note = locale.count(i64::from(all), noun::ANSWER);
        let date = untrack(|| store.today());
        let seen = Observation {
            id: store.new_id(),
            account,
            metric: id,
            date,
            value,
            answers,
            note,
            ..Observation::default()
        };
        store.apply_and_tell(Change::put(text::entered_answers(locale.count(i64::from(all), noun::ANSWER)), seen));
        fields.iter().for_each(|(_, field)| field.set(String::new()));
    };
    let inputs = steps.into_iter().map(|(step, field)| {
        view! {
            <label class="field">
                <span>{step}</span>
                <input
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    prop:value=move || field.get()
                    on:input=move |event| field.set(event_target_value(&event))
                />
            </label>
        }
    });
    view! {
        <section>
            <h3>{text::ANSWERS}<span class="q">{format!(", {}", survey.label())}</span></h3>
            <form class="answers" on:submit=enter novalidate>
                {inputs.collect_view()}
                <button type="submit" class="btn">
                    {text::ENTER_THE_ANSWERS}
                </button>
            </form>
            <p class="problem" role="alert">
                {move || problem.get()}
            </p>
        </section>
    }
}
