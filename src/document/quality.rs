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
use crate::words::{noun, paper::quality as text};

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
    let mut list = List { checks: Vec::new(), locale };
    list.of_cover(review, &records.workspace().company);
    list.of_commitments(records, review, today);
    list.of_content(review, &view);
    list.of_log(&view);
    list.of_actions(records, review);
    list.of_leaks(internal_facts(records, review, today, locale), left_out.len());
    list.checks
}

/// The list while it is written.
struct List {
    checks: Vec<Check>,
    locale: Locale,
}

/// What a check is called when it passes, and when it does not.
struct Titles(&'static str, &'static str);

impl List {
    fn check(&mut self, passed: bool, titles: Titles, detail: String, slide: Slide) -> &mut Check {
        let title = if passed { titles.0 } else { titles.1 };
        self.checks.push(Check { passed, title: title.into(), detail, slide, record: None });
        let last = self.checks.len() - 1;
        &mut self.checks[last]
    }

    /// Something that is wrong with one text, and is mended at its record.
    fn wrong(&mut self, title: &'static str, text: &str, slide: Slide, record: Option<Key>) {
        self.check(false, Titles("", title), quote(text), slide).record = record;
    }

    fn of_cover(&mut self, review: &Review, company: &str) {
        self.check(
            !company.trim().is_empty(),
            Titles(text::IT_SAYS_WHO_WE, text::IT_SAYS_US_WHERE),
            text::ENTER_YOUR_COMPANY_IN.into(),
            Slide::Cover,
        );
        let dated = Titles(text::IT_HAS_A_DATE, text::IT_HAS_NO_DATE);
        let detail = text::CHOOSE_THE_DAY_OF.into();
        self.check(review.date.is_some(), dated, detail, Slide::Cover).record = Some(review.id.into());
        let is_said = |slide: &&Slide| !matches!(slide, Slide::Cover | Slide::Agreed | Slide::Summary);
        for slide in review.order().iter().filter(is_said) {
            let own = review.slide(*slide).headline;
            let has_figure = own.chars().any(|letter| letter.is_ascii_digit()) || format::spells_a_number(&own);
            if !own.is_empty() && !has_figure {
                self.wrong(text::A_HEADLINE_MAKES_A, &own, *slide, None);
            }
        }
    }

    /// What was agreed last time, and is late.
    fn of_commitments(&mut self, records: &Records, review: &Review, today: NaiveDate) {
        let last = before(records, review);
        let late = records
            .of::<Action>(review.account)
            .filter(|action| last.is_some() && action.review == last && action.status == ActionStatus::Open)
            .filter(|action| action.due.is_some_and(|due| due < today))
            .count();
        let detail = text::late(self.locale.count(late as i64, noun::COMMITMENT));
        let titles = Titles(text::EVERY_COMMITMENT_OF_LAST, text::COMMITMENTS_OF_LAST_TIME);
        self.check(late == 0, titles, detail, Slide::Agreed);
    }

    /// Summary, scorecard and value.
    fn of_content(&mut self, review: &Review, view: &ClientView) {
        let titles = Titles(text::THERE_IS_AN_EXECUTIVE, text::THERE_IS_NO_EXECUTIVE);
        let detail = text::THREE_SENTENCES_RESULT_CONCERN.into();
        let has_summary = !review.summary.trim().is_empty();
        self.check(has_summary, titles, detail, Slide::Summary).record = Some(review.id.into());
        let titles = Titles(text::A_SCORECARD_IS_SHARED, text::NO_METRIC_IS_SHARED);
        let detail = text::GIVE_A_METRIC_A.into();
        self.check(!view.metrics.is_empty(), titles, detail, Slide::Scorecard);
        let estimates = || view.outcomes.iter().filter(|outcome| !outcome.confirmed && outcome.worth.is_some());
        let worth: Amount = estimates().filter_map(|outcome| outcome.worth).sum();
        let count = estimates().count();
        let outcomes = self.locale.count(count as i64, noun::OUTCOME);
        self.check(
            count == 0,
            Titles(text::EVERY_OUTCOME_THAT_IS, text::OUTCOMES_ARE_ESTIMATES),
            text::worth_not_confirmed(&outcomes, self.locale.money(worth)),
            Slide::Value,
        );
        if !view.missing.is_empty() {
            let rates = words::missing_rates(&view.missing, self.locale);
            let titles = Titles("", text::AN_AMOUNT_HAS_NO);
            self.check(false, titles, rates, Slide::Value);
        }
        let figureless = view.outcomes.iter().find(|outcome| outcome.worth.is_none());
        self.check(
            figureless.is_none(),
            Titles(text::EVERY_OUTCOME_HAS_A, text::AN_OUTCOME_MAKES_A),
            figureless.map(|outcome| quote(&outcome.name)).unwrap_or_default(),
            Slide::Value,
        );
    }

    /// Risks and decisions.
    fn of_log(&mut self, view: &ClientView) {
        for risk in view.risks.iter().filter(|risk| risk.second.is_empty()) {
            self.wrong(text::A_RISK_HAS_NO, &risk.text, Slide::Risks, Some(risk.key));
        }
        for risk in view.risks.iter().filter(|risk| risk.owners.is_empty()) {
            self.wrong(text::A_RISK_HAS_NO_OWNER, &risk.text, Slide::Risks, Some(risk.key));
        }
        let asked = || view.decisions.iter().filter(|decision| !decision.done);
        for decision in asked().filter(|decision| decision.date.is_none()) {
            self.wrong(text::A_DECISION_HAS_NO, &decision.text, Slide::Decisions, Some(decision.key));
        }
        for decision in asked().filter(|decision| decision.owners.is_empty()) {
            self.wrong(text::NOBODY_IS_NAMED_WHO, &decision.text, Slide::Decisions, Some(decision.key));
        }
    }

    /// The actions with which it ends.
    fn of_actions(&mut self, records: &Records, review: &Review) {
        let open = records
            .of::<Action>(review.account)
            .filter(|action| action.review == Some(review.id) && action.status == ActionStatus::Open);
        let actions: Vec<&Action> = open.collect();
        /// What an action may lack, and whether one does.
        type Lack = (&'static str, fn(&Action) -> bool);
        let lacks: [Lack; 3] = [
            (text::AN_ACTION_HAS_NO, |action| action.owner.is_none() && action.owner_there.is_none()),
            (text::AN_ACTION_HAS_NO_DATE, |action| action.due.is_none()),
            (text::AN_ACTION_IS_NOT, |action| action.shared.is_empty()),
        ];
        for (title, is_lacking) in lacks {
            for action in actions.iter().filter(|action| is_lacking(action)) {
                self.wrong(title, &action.title, Slide::Actions, Some(action.id.into()));
            }
        }
        let count = actions.len();
        let titles = Titles(text::AT_MOST_THREE_ACTIONS, text::MORE_THAN_THREE_ACTIONS);
        let detail = text::too_many_to_remember(format::word(count));
        self.check(count <= MOST_ACTIONS, titles, detail, Slide::Actions);
        let titles = Titles(text::TWO_OR_THREE_ACTIONS, text::FEWER_THAN_TWO_ACTIONS);
        let detail = text::A_REVIEW_THAT_CHANGES.into();
        self.check(count >= 2, titles, detail, Slide::Actions);
    }

    /// Internal texts that stand on a slide; `left_out` counts those that could and do not.
    fn of_leaks(&mut self, leaks: Vec<Leak>, left_out: usize) {
        let first = leaks.into_iter().next();
        let left_out = self.locale.count(left_out as i64, noun::TEXT);
        let detail = first.as_ref().map(|leak| quote(&leak.text)).unwrap_or_default();
        let titles = Titles(text::NO_INTERNAL_FACT, text::AN_INTERNAL_FACT_STANDS);
        let slide = first.as_ref().map_or(Slide::Cover, |leak| leak.slide);
        let record = first.map(|leak| leak.record);
        let check = self.check(record.is_none(), titles, detail, slide);
        if check.passed {
            check.title = text::texts_left_out(&check.title, &left_out);
        }
        check.record = record;
    }
}

fn quote(text: &str) -> String {
    format!("“{text}”")
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
        list.iter().any(|check| check.passed && check.title.starts_with("No internal fact"))
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
