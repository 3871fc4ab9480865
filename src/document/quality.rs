//! What is missing for a good review: the questions that a demanding executive would ask.

use chrono::NaiveDate;

use super::{ClientView, review::before};
use crate::domain::{
    Action, Amount, Key, Locale, Records, Review,
    choice::ActionStatus,
    field::{Client, Field, Input},
    review::Slide,
};
use crate::words::{self, format};

/// One point of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Whether it holds.
    pub passed: bool,
    /// The point, as a sentence.
    pub title: String,
    /// What it is about.
    pub detail: String,
    /// The slide where it shows.
    pub slide: Slide,
    /// The record to mend, where there is one.
    pub record: Option<Key>,
}

/// The most actions that a review should end with.
pub const MOST_ACTIONS: usize = 3;

/// The quality list of a review.
pub fn quality(records: &Records, review: &Review, today: NaiveDate, locale: Locale) -> Vec<Check> {
    let (view, left_out) = ClientView::with_rest(records, review.account, today);
    let mut checks = Vec::new();
    let mut check = |passed: bool, (good, bad): (&str, &str), detail: String, slide, record| {
        checks.push(Check { passed, title: if passed { good } else { bad }.into(), detail, slide, record });
    };
    let actions: Vec<&Action> = records
        .of::<Action>(review.account)
        .filter(|action| action.review == Some(review.id) && action.status == ActionStatus::Open)
        .collect();
    let quote = |text: &str| format!("“{text}”");

    let company = records.workspace().company;
    check(
        !company.trim().is_empty(),
        ("It says who we are", "It says “us” where your company’s name belongs"),
        "Enter your company in Settings".into(),
        Slide::Cover,
        None,
    );
    check(
        review.date.is_some(),
        ("It has a date", "It has no date"),
        "Choose the day of the meeting".into(),
        Slide::Cover,
        Some(review.id.into()),
    );
    for slide in review.order().iter().filter(|slide| !matches!(slide, Slide::Cover | Slide::Agreed | Slide::Summary)) {
        let own = review.slide(*slide).headline;
        let claims = !own.is_empty() && !own.chars().any(|letter| letter.is_ascii_digit()) && !spells_a_number(&own);
        if claims {
            check(false, ("", "A headline makes a claim without a figure"), quote(&own), *slide, None);
        }
    }
    let last = before(records, review);
    let open = records
        .of::<Action>(review.account)
        .filter(|action| last.is_some() && action.review == last && action.status == ActionStatus::Open)
        .filter(|action| action.due.is_some_and(|due| due < today))
        .count();
    check(
        open == 0,
        ("Every commitment of last time is settled", "Commitments of last time are late"),
        format!("{} late", locale.count(open as i64, "commitment")),
        Slide::Agreed,
        None,
    );
    check(
        !review.summary.trim().is_empty(),
        ("There is an executive summary", "There is no executive summary"),
        "Three sentences: result, concern, request".into(),
        Slide::Summary,
        Some(review.id.into()),
    );
    check(
        !view.metrics.is_empty(),
        ("A scorecard is shared", "No metric is shared"),
        "Give a metric a wording for the client".into(),
        Slide::Scorecard,
        None,
    );
    let estimates =
        view.outcomes.iter().filter(|outcome| !outcome.confirmed && outcome.worth.is_some()).collect::<Vec<_>>();
    let worth: Amount = estimates.iter().filter_map(|outcome| outcome.worth).sum();
    check(
        estimates.is_empty(),
        ("Every outcome that is shared is confirmed", "Outcomes are estimates"),
        format!("{} worth {} not confirmed", locale.count(estimates.len() as i64, "outcome"), locale.money(worth)),
        Slide::Value,
        None,
    );
    if !view.missing.is_empty() {
        let rates = words::missing_rates(&view.missing, locale);
        check(false, ("", "An amount has no exchange rate and is left out"), rates, Slide::Value, None);
    }
    let figureless = view.outcomes.iter().find(|outcome| outcome.worth.is_none());
    check(
        figureless.is_none(),
        ("Every outcome has a figure", "An outcome makes a claim without a figure"),
        figureless.map(|outcome| quote(&outcome.name)).unwrap_or_default(),
        Slide::Value,
        None,
    );
    for risk in view.risks.iter().filter(|risk| risk.second.is_empty()) {
        check(false, ("", "A risk has no mitigation"), quote(&risk.text), Slide::Risks, Some(risk.key));
    }
    for risk in view.risks.iter().filter(|risk| risk.owners.is_empty()) {
        check(false, ("", "A risk has no owner"), quote(&risk.text), Slide::Risks, Some(risk.key));
    }
    for decision in view.decisions.iter().filter(|decision| !decision.done && decision.date.is_none()) {
        check(false, ("", "A decision has no date"), quote(&decision.text), Slide::Decisions, Some(decision.key));
    }
    for decision in view.decisions.iter().filter(|decision| !decision.done && decision.owners.is_empty()) {
        check(false, ("", "Nobody is named who decides"), quote(&decision.text), Slide::Decisions, Some(decision.key));
    }
    for action in actions.iter().filter(|action| action.owner.is_none() && action.owner_there.is_none()) {
        check(false, ("", "An action has no owner"), quote(&action.title), Slide::Actions, Some(action.id.into()));
    }
    for action in actions.iter().filter(|action| action.due.is_none()) {
        check(false, ("", "An action has no date"), quote(&action.title), Slide::Actions, Some(action.id.into()));
    }
    for action in actions.iter().filter(|action| action.shared.is_empty()) {
        check(
            false,
            ("", "An action is not shared with the client"),
            quote(&action.title),
            Slide::Actions,
            Some(action.id.into()),
        );
    }
    let count = actions.len();
    check(
        count <= MOST_ACTIONS,
        ("At most three actions", "More than three actions"),
        format!("{} are more than anybody remembers", format::word(count)),
        Slide::Actions,
        None,
    );
    check(
        count >= 2,
        ("Two or three actions", "Fewer than two actions"),
        "A review that changes nothing was a presentation".into(),
        Slide::Actions,
        None,
    );
    let leaks = internal_facts(records, review, today, locale);
    check(
        leaks.is_empty(),
        ("No internal fact", "An internal fact stands on a slide"),
        leaks.first().map_or_else(
            || format!("{} left out", locale.count(left_out.len() as i64, "text")),
            |leak| quote(&leak.text),
        ),
        leaks.first().map_or(Slide::Cover, |leak| leak.slide),
        leaks.first().map(|leak| leak.record),
    );
    checks
}

/// An internal text that the client's document repeats.
struct Leak {
    slide: Slide,
    record: Key,
    text: String,
}

/// Internal texts of the account that stand word for word on a slide for the client: copied into a headline, a point or
/// a wording. A text that its own record shares in the same words is no leak, and one of a single word says too little
/// to be one.
fn internal_facts(records: &Records, review: &Review, today: NaiveDate, locale: Locale) -> Vec<Leak> {
    let document = super::review(records, review, super::Face::Client, today, locale);
    let slides: Vec<(Slide, String)> = document
        .pages
        .iter()
        .filter_map(|page| Some((page.slide?, serde_json::to_string(page).unwrap_or_default().to_lowercase())))
        .collect();
    let of_account = records.live().filter(|(_, row)| row.record.account_id() == Some(review.account));
    let mut leaks = Vec::new();
    for (key, row) in of_account {
        let fields = row.record.to_value();
        let text = |field: &Field| fields.get(field.key).and_then(serde_json::Value::as_str).unwrap_or_default().trim();
        let open: Vec<String> = key
            .kind
            .fields()
            .iter()
            .filter(|field| field.client != Client::Nothing)
            .map(|field| text(field).to_lowercase())
            .collect();
        let internal =
            key.kind.fields().iter().filter(|field| {
                field.client == Client::Nothing && matches!(field.input, Input::Text | Input::LongText)
            });
        for said in internal.map(text).filter(|said| said.split_whitespace().nth(1).is_some()) {
            let low = said.to_lowercase();
            if open.iter().any(|open| open.contains(&low)) {
                continue;
            }
            let written = serde_json::to_string(&low).unwrap_or_default();
            let slide = slides.iter().find(|(_, words)| words.contains(written.trim_matches('"')));
            leaks.extend(slide.map(|(slide, _)| Leak { slide: *slide, record: *key, text: said.to_owned() }));
        }
    }
    leaks
}

fn spells_a_number(text: &str) -> bool {
    let words = (1..=12).map(format::word);
    let text = text.to_lowercase();
    words
        .into_iter()
        .chain(["all".into(), "no".into(), "half".into(), "every".into()])
        .any(|word| text.split(|letter: char| !letter.is_alphabetic()).any(|part| part == word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Account, Entity, Id, Person, RaidItem, Stored, Workspace, review::SlideText};
    use uuid::Uuid;

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    /// Whether the list says that no internal fact stands on a slide, where an author wrote `headline` on the cover.
    fn is_clean(headline: &str, response_shared: &str) -> bool {
        let own = SlideText { slide: Slide::Cover, headline: headline.into(), ..SlideText::default() };
        let review =
            Review { id: id(3), account: id(1), quarter: "2026-Q3".into(), slides: vec![own], ..Review::default() };
        let records: Records = [
            Account { id: id(1), name: "Tallyworks".into(), ..Account::default() }.into_record(),
            Person { id: id(2), account: id(1), notes: "Blocks every vendor".into(), ..Person::default() }
                .into_record(),
            RaidItem {
                id: id(4),
                account: id(1),
                statement: "Go-live slips".into(),
                shared: "Go-live in May".into(),
                response: "Offer two free months".into(),
                response_shared: response_shared.into(),
                ..RaidItem::default()
            }
            .into_record(),
            review.clone().into_record(),
        ]
        .map(Stored::own)
        .into_iter()
        .collect();
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let list = quality(&records, &review, today, Locale::default());
        list.iter().any(|check| check.passed && check.title == "No internal fact")
    }

    #[test]
    fn a_review_without_the_name_of_ones_company_says_so() {
        let review = Review { id: id(3), account: id(1), ..Review::default() };
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        for (company, passes) in [("", false), ("Tallyworks", true)] {
            let settings = Workspace { id: id(9), company: company.into(), ..Workspace::default() };
            let records = Records::from_iter([Stored::own(settings.into_record())]);
            let list = quality(&records, &review, today, Locale::default());
            let check = list.iter().find(|check| check.title.starts_with("It says")).map(|check| check.passed);
            assert_eq!(check, Some(passes), "{company}");
        }
    }

    #[test]
    fn an_internal_text_that_was_copied_onto_a_slide_fails_the_list() {
        assert!(is_clean("One system in 14 sites", ""));
        assert!(!is_clean("Samuel blocks every vendor of theirs", ""), "a private note");
        assert!(!is_clean("We offer two free months", ""), "a response whose risk alone is shared");
        assert!(is_clean("We offer two free months", "Offer two free months"), "shared in the same words");
    }
}
