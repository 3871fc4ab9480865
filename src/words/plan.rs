//! What plans, templates and timelines say: the tasks of the first 30 days and their evidence, agendas, contradicting
//! dates.

use chrono::NaiveDate;

use super::{account::away, format};
use crate::domain::{
    Locale, Plan30,
    choice::{CommonAction, CommonMetric, LadderLevel, Lever, MeetingKind, PlanTask, Theme},
    date::{Holiday, days_between, plus_days},
    plan30::{DAYS, Lack, Proof, TaskWords, day_of},
    timeline::DateProblem,
};

/// How a task of the first 30 days is called in a plan, and why it matters.
pub fn plan_task(task: PlanTask, plan: &Plan30) -> TaskWords {
    let title = match task {
        PlanTask::ReadOut if !plan.read_out_to.is_empty() => format!("{}, to {}", task.label(), plan.read_out_to),
        _ => task.label().to_owned(),
    };
    TaskWords { title, why: why(task).to_owned() }
}

/// Where a plan stands on `today`, and the days that it skips.
pub fn plan_line(plan: &Plan30, holidays: &[Holiday], today: NaiveDate, locale: Locale) -> String {
    let day = match day_of(plan, today) {
        Some(day) => format!("Day {day} of {DAYS}"),
        None if plan.start > today => format!("Begins {}", away(days_between(today, plan.start), locale)),
        None => "The 30 days are over".into(),
    };
    let begun = if plan.start > today { "starting" } else { "started" };
    let start = locale.on_weekday(plan.start, &locale.date_near(plan.start, today));
    let skipped = holidays.iter().filter(|holiday| (plan.start..=plus_days(plan.start, DAYS)).contains(&holiday.date));
    let skipped: Vec<String> =
        skipped.map(|holiday| format!("{}, {}", locale.date_near(holiday.date, today), holiday.name)).collect();
    let skipped = if skipped.is_empty() { String::new() } else { format!(" and {}", format::list(&skipped)) };
    format!("{day}, {begun} on {start}. Dates skip weekends{skipped}.")
}

/// What a theme of the plan is about.
pub fn theme_about(theme: Theme) -> &'static str {
    match theme {
        Theme::Read => "what was promised",
        Theme::Map => "who decides",
        Theme::Meet => "everybody once",
        Theme::Agree => "what success is",
        Theme::Assume => "and check",
    }
}

fn why(task: PlanTask) -> &'static str {
    match task {
        PlanTask::Handover => "What was promised by word of mouth is the first thing they will hold you to.",
        PlanTask::Contract => "The dates and duties you are bound by, before anybody asks you about them.",
        PlanTask::PastReviews => "Commitments that were dropped are the quickest way to earn trust, or to lose it.",
        PlanTask::Invoices => "Unpaid invoices and old tickets come up in the first meeting. Know them before it.",
        PlanTask::WhoDecides => "Without the economic buyer on the map the renewal hangs on somebody you have not met.",
        PlanTask::Introductions => {
            "People tell a newcomer what they would not tell a friend of the house. It lasts about a month."
        }
        PlanTask::Ties => "Who listens to whom decides more than who reports to whom.",
        PlanTask::OurLeads => "They know what the client has stopped saying to you.",
        PlanTask::Sponsor => "A sponsor who hears of the account in a crisis is no sponsor.",
        PlanTask::Success => "A metric with a target is what the first review will be measured by.",
        PlanTask::Assumptions => "What you take for granted in week two surprises you in month six.",
        PlanTask::Risks => "A risk that is written down has an owner; a risk that is known has none.",
        PlanTask::WorkingAgreement => "Agree how to reach each other before it is urgent.",
        PlanTask::Cadence => "A meeting that is already in the calendar is held.",
        PlanTask::SecondContact => "If you are ill, does anybody there take our call?",
        PlanTask::SiteVisit => "What users do differs from what their managers say.",
        PlanTask::AssumptionsChecked => "An assumption that was confirmed can be built on; the others are risks.",
        PlanTask::Objectives => "Objectives that were drafted together are defended together.",
        PlanTask::ReadOut => "The moment when the account is yours.",
    }
}

/// The evidence of a task.
pub fn proof(proof: &Proof, locale: Locale) -> String {
    let count = |number: usize, one: &str| locale.count(number as i64, one);
    match proof {
        Proof::Named(name) => name.clone(),
        Proof::Handover => "Politics and promises".into(),
        Proof::Mapped(people) => format!("{} mapped", count(*people, "person")),
        Proof::Records(kind, number) => count(*number, kind.one()),
        Proof::Assumptions(number) => count(*number, "assumption"),
        Proof::Risks(number) => count(*number, "risk"),
        Proof::AllMet(all) => format!("{all} of {all} met"),
        Proof::TwoContacts(all) => format!("two contacts for all {all}"),
    }
}

/// What a task lacks.
pub fn lack(lack: Lack, locale: Locale) -> String {
    match lack {
        Lack::Link => "no evidence".into(),
        Lack::Handover => "politics or promises missing".into(),
        Lack::Contract => "no contract with an end".into(),
        Lack::EconomicBuyer => "no economic buyer on the map".into(),
        Lack::Tie => "no tie recorded".into(),
        Lack::KeyPlayer => "no key players yet".into(),
        Lack::Meetings { met, all } => format!("{met} of {all} key players met"),
        Lack::SecondContact(alone) => format!("{} with one contact at most", locale.count(alone as i64, "key player")),
        Lack::Metric => "no metric with a target".into(),
        Lack::Channels => "no channels agreed".into(),
        Lack::Cadence => "no weekly check-in".into(),
        Lack::Assumption => "no assumption logged".into(),
        Lack::Risk => "no risk logged".into(),
        Lack::ReadOut => "no meeting held yet".into(),
    }
}

/// How an action of a template is called.
pub fn common_action(action: CommonAction) -> String {
    action.label().to_owned()
}

/// What a term that moves a price is called, and its unit.
pub fn lever(lever: Lever) -> (String, String) {
    let (name, unit) = match lever {
        Lever::Discount => ("Discount", "%"),
        Lever::Rise => ("Price rise a year", "%"),
        Lever::Months => ("Length", "months"),
    };
    (name.into(), unit.into())
}

/// The unit of a common metric.
pub fn common_metric_unit(metric: CommonMetric) -> &'static str {
    match metric {
        CommonMetric::Tickets => "tickets",
        CommonMetric::Nps => "points",
        CommonMetric::ActiveUsers
        | CommonMetric::Adoption
        | CommonMetric::Sla
        | CommonMetric::Satisfaction
        | CommonMetric::PlayersMet => "%",
    }
}

/// When one climbs to a level of the usual ladder.
pub fn ladder_trigger(level: LadderLevel) -> String {
    level.label().to_owned()
}

/// How the dates of an initiative contradict each other.
pub fn date_problem(problem: &DateProblem, locale: Locale) -> String {
    match problem {
        DateProblem::EndsBeforeItBegins => "It ends before it begins".into(),
        DateProblem::Overdue => "It should be done".into(),
        DateProblem::BeginsBefore { start, other, due } => {
            format!("It begins on {}, before “{other}” is due on {}", locale.date(*start), locale.date(*due))
        }
    }
}

/// The agenda that a kind of meeting begins with, a point a line. None for what has no usual agenda.
pub fn agenda_template(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Touch => {
            "What changed since we spoke\nOpen commitments, theirs and ours\nWhat they need next\nNext call"
        }
        MeetingKind::ExecutiveReview => {
            "What their leadership wants this year\nValue delivered, confirmed by them\nDecisions we ask for\nRisks \
            they should know\nWhat we commit to"
        }
        MeetingKind::BusinessReview => {
            "What we agreed last time\nOutcomes and their worth\nScorecard\nRisks and what we do about them\nNext \
            quarter\nDecisions, owners and dates"
        }
        MeetingKind::Introduction => {
            "Who we each are\nWhat they want to reach\nWhat has worked, what has not\nHow they like to work with \
            us\nWhom else to meet"
        }
        MeetingKind::Operations => {
            "Sales: pipeline in the account\nProduct: launch dates\nMarketing: references and campaigns\nFinance: \
            invoices, credits, forecast\nSupport: risk tickets\nExecutive asks\nActions and owners"
        }
        MeetingKind::Working => "What this session must produce\nWhat we know\nWhat is open\nWho does what by when",
        MeetingKind::Negotiation => {
            "Value delivered, confirmed by them\nTheir asks\nWhat we give, and what for\nNext round"
        }
        MeetingKind::Internal => "What is decided today\nWhat we know\nOpen points\nWho does what by when",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_meeting_has_an_agenda_and_operations_has_its_five_functions() {
        for kind in MeetingKind::ALL {
            assert!(agenda_template(*kind).lines().count() >= 4, "{kind:?}");
        }
        for function in ["Sales", "Product", "Marketing", "Finance", "Support", "Executive asks"] {
            assert!(agenda_template(MeetingKind::Operations).contains(function), "{function}");
        }
    }
}
