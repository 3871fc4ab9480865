//! A list of records of one kind: a heading, a way to add one, a table whose first cell opens the panel.

use leptos::prelude::*;

use super::{Explained, Preset, Sparkline, StatusWord, popover_id};
use crate::{
    domain::{Account, Id, Kind, status::Status},
    ui::{route::use_here, shell::use_adding},
    words::{
        explain::Explanation,
        screen::{common, kit as text},
    },
};

/// A cell of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum ListCell {
    /// Text.
    Text(String),
    /// A status with its word.
    Status(Status, String),
    /// A figure that opens to its inputs: what it is called, what it says.
    Figure(&'static str, String, Explanation),
    /// A line of values, oldest first, with its target; and the words that say the same.
    Spark(Vec<f64>, Option<f64>, String),
}

impl<T: Into<String>> From<T> for ListCell {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListRow {
    /// The record's id.
    pub id: uuid::Uuid,
    /// Its cells; the first is the link.
    pub cells: Vec<ListCell>,
}

impl ListRow {
    /// A row of a record.
    pub fn new<T>(id: Id<T>, cells: Vec<ListCell>) -> Self {
        Self { id: id.0, cells }
    }
}

/// The head of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Over words.
    Text(&'static str),
    /// Over numbers, which stand to the right.
    Number(&'static str),
}

/// The list.
#[component]
pub fn Listing(
    /// The heading.
    #[prop(into)]
    title: String,
    /// What it lists, and what its link adds.
    kind: Kind,
    /// Of which account.
    account: Id<Account>,
    /// What a new record begins with.
    #[prop(optional)]
    preset: Preset,
    /// The heads of its columns.
    head: &'static [Column],
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<ListRow>>,
    /// What the list is for, where it is empty.
    empty: &'static str,
) -> impl IntoView {
    let adding = use_adding();
    let is_number = |column: usize| matches!(head.get(column), Some(Column::Number(_)));
    let row = move |row: ListRow| view! { <Row row head /> };
    let heads = head.iter().enumerate().map(|(column, head)| {
        let (Column::Text(text) | Column::Number(text)) = *head;
        view! {
            <th scope="col" class:r=is_number(column)>
                {text}
            </th>
        }
    });
    let heads = heads.collect_view();
    let label = title.clone();
    view! {
        <section class="listing">
            <h2 class="h2">
                {title} <small>{move || rows.read().len()}</small>
                <button
                    type="button"
                    class="more-link push"
                    on:click=move |_| adding.open(kind, Some(account), preset.clone())
                >
                    {common::add_one(kind.one())}
                </button>
            </h2>
            <div class="scroll" class:none=move || rows.read().is_empty() tabindex="0" role="region" aria-label=label>
                <table class="tbl">
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>
                        <For each=move || rows.get() key=|row| format!("{row:?}") children=row />
                    </tbody>
                </table>
            </div>
            <Show when=move || rows.read().is_empty()>
                <p class="empty">{empty}</p>
            </Show>
        </section>
    }
}

#[component]
fn Row(row: ListRow, head: &'static [Column]) -> impl IntoView {
    let here = use_here();
    let open = here.query_memo("open");
    let id = row.id;
    let cells = row.cells.into_iter().enumerate().map(|(column, cell)| {
        let is_number = matches!(head.get(column), Some(Column::Number(_)));
        let content = match cell {
            ListCell::Text(text) if column == 0 => view! {
                <a class="mid" href=move || here.with("open", &id.to_string())>
                    {text}
                </a>
            }
            .into_any(),
            cell => cell.view(),
        };
        view! {
            <td class:r=is_number class:q2=column != 0>
                {content}
            </td>
        }
    });
    view! { <tr class:sel=move || open.get() == id.to_string()>{cells.collect_view()}</tr> }
}

impl ListCell {
    fn view(self) -> AnyView {
        match self {
            Self::Text(text) => text.into_any(),
            Self::Status(status, word) => view! { <StatusWord status word /> }.into_any(),
            Self::Figure(title, text, explanation) => {
                let id = popover_id();
                view! {
                    <button type="button" class="explain" popovertarget=id.clone()>
                        {text}
                        <span class="sr">{text::explain(title)}</span>
                    </button>
                    <Explained id title=title.to_owned() explanation />
                }
                .into_any()
            }
            Self::Spark(values, target, words) => view! {
                <span class="nowrap">
                    <Sparkline values target width=72.0 />
                    " "
                    {words}
                </span>
            }
            .into_any(),
        }
    }
}
