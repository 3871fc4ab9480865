//! The executive-alignment one-pager: sections of ranked rows, of which the lowest are left out until it fits one page.

use chrono::NaiveDate;

use super::{
    Block, Cell, ClientView, Mark, Page, Roadmap, RoadmapStep, SharedOutcome, SharedRow, Table, client::SharedMilestone,
};
use crate::{
    domain::{
        Account, Id, Locale, Order, Records,
        date::{month_of, plus_days, plus_months},
    },
    words::paper::{brief as text, common},
};

/// The sections, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Outcomes.
    Value,
    /// Open risks.
    Risks,
    /// Upcoming decisions.
    Decisions,
    /// The roadmap.
    Roadmap,
    /// What each of them wants.
    Wants,
    /// Owners and checkpoints.
    Checkpoints,
}

impl Section {
    /// Every section.
    pub const ALL: [Self; 6] =
        [Self::Value, Self::Risks, Self::Decisions, Self::Roadmap, Self::Wants, Self::Checkpoints];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Value => text::DELIVERED_VALUE,
            Self::Risks => text::OPEN_RISKS,
            Self::Decisions => text::UPCOMING_DECISIONS,
            Self::Roadmap => common::ROADMAP,
            Self::Wants => text::WHAT_EACH_OF_YOU,
            Self::Checkpoints => text::OWNERS_AND_CHECKPOINTS,
        }
    }
}

/// One row of a section.
#[derive(Clone, Debug, PartialEq)]
pub struct BriefRow {
    /// The section.
    pub section: Section,
    /// Its cells.
    pub cells: Vec<String>,
    /// A mark before it.
    pub mark: Option<Mark>,
    /// The step of the roadmap that it is.
    pub step: Option<RoadmapStep>,
    /// Whether it is confirmed, for value.
    pub firm: bool,
    /// Its place in the section: 0 is the most important.
    pub rank: usize,
}

impl BriefRow {
    /// A cell; empty where the row has fewer.
    pub fn cell(&self, at: usize) -> String {
        self.cells.get(at).cloned().unwrap_or_default()
    }
}

/// The next executive review, as the client reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sync {
    /// Day and time.
    pub when: String,
    /// What it is about.
    pub what: String,
    /// Where; empty unless shared. So are the next two.
    pub place: String,
    /// Who takes part.
    pub attendees: String,
    /// What is to be discussed.
    pub agenda: Vec<String>,
}

impl Sync {
    /// What is said of it in one line, besides the day: what, where, who.
    pub fn facts(&self) -> impl Iterator<Item = &str> {
        [&self.what, &self.place, &self.attendees].into_iter().map(String::as_str).filter(|fact| !fact.is_empty())
    }
}

/// The one-pager as data.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// Both names.
    pub kicker: String,
    /// The headline: one's own, or one made of the figures.
    pub headline: String,
    /// Large figures with labels.
    pub figures: Vec<(String, String)>,
    /// The rows that are shown.
    pub rows: Vec<BriefRow>,
    /// The rows that are left out to fit, most important first.
    pub left_out: Vec<BriefRow>,
    /// The first day of the roadmap's first month.
    pub first: NaiveDate,
    /// The next executive review, where it was shared.
    pub sync: Option<Sync>,
    /// The line at the foot.
    pub foot: String,
    /// Who made it.
    pub by: String,
    /// The date.
    pub date: String,
}

impl Brief {
    /// The rows of one section that are shown.
    pub fn section(&self, section: Section) -> impl Iterator<Item = &BriefRow> {
        self.rows.iter().filter(move |row| row.section == section)
    }

    /// The roadmap of the rows that are shown.
    pub fn roadmap(&self) -> Option<Roadmap> {
        Roadmap::of(self.section(Section::Roadmap).filter_map(|row| row.step.as_ref()), self.first)
    }

    /// The brief with `count` rows fewer: those lowest in their sections, the fullest section first.
    #[must_use]
    pub fn without(mut self, count: usize) -> Self {
        for _ in 0..count {
            let fullest = Section::ALL.into_iter().max_by_key(|section| (self.section(*section).count(), *section));
            let lowest = fullest.and_then(|section| self.rows.iter().rposition(|row| row.section == section));
            let Some(position) = lowest else { break };
            let row = self.rows.remove(position);
            self.left_out.insert(0, row);
        }
        self
    }
}

impl Brief {
    /// The same as sections under headings, for formats that are not one sheet; no row is left out.
    pub(super) fn sections(&self) -> Vec<Page> {
        let section = |headline: &str, blocks| Page {
            slide: None,
            headline: headline.to_owned(),
            blocks,
            source: String::new(),
            notes: String::new(),
        };
        let mut pages = vec![section(&self.headline, vec![Block::Figures(self.figures.clone())])];
        for each in Section::ALL {
            if each == Section::Roadmap {
                pages.extend(self.roadmap().map(|roadmap| section(each.title(), vec![Block::Roadmap(roadmap)])));
                continue;
            }
            let rows: Vec<Vec<Cell>> = self.section(each).map(BriefRow::table_row).collect();
            if !rows.is_empty() {
                let head = each.head().iter().map(|head| (*head).to_owned()).collect();
                pages.push(section(each.title(), vec![Block::Table(Table { head, rows, empty: String::new() })]));
            }
        }
        if let Some(sync) = &self.sync {
            let facts: Vec<&str> = std::iter::once(sync.when.as_str()).chain(sync.facts()).collect();
            let agenda = (!sync.agenda.is_empty()).then(|| Block::List(sync.agenda.clone()));
            let blocks = std::iter::once(Block::Text(facts.join(". "))).chain(agenda);
            pages.push(section(text::NEXT_EXECUTIVE_SYNC, blocks.collect()));
        }
        pages
    }
}

impl Section {
    /// The heads of its columns, where it is a table.
    fn head(self) -> &'static [&'static str] {
        match self {
            Self::Value => &[common::OUTCOME, common::CHANGE, common::WORTH_A_YEAR, common::STATE],
            Self::Risks => &["", common::RISK, common::WHAT_WE_DO_ABOUT, common::OWNERS],
            Self::Decisions => &[common::WE_ASK_FOR, common::DECIDED_BY, common::BY, common::IF_IT_WAITS],
            Self::Roadmap => &[],
            Self::Wants => &[text::WHO, common::TITLE, text::WANTS],
            Self::Checkpoints => &[common::BY, common::ACTION, common::OWNERS],
        }
    }
}

impl BriefRow {
    /// The row as cells of a table.
    fn table_row(&self) -> Vec<Cell> {
        let texts = self.cells.iter().cloned().map(Cell::Text);
        match self.section {
            Section::Value => {
                let state = if self.firm { Mark::Good } else { Mark::Open };
                let mut cells: Vec<Cell> = texts.collect();
                cells.pop();
                cells.push(Cell::Mark(state, self.cells.last().cloned().unwrap_or_default()));
                cells
            }
            Section::Risks => {
                let mark = self.mark.unwrap_or(Mark::Watch);
                let word = if mark == Mark::Risk { common::HIGH } else { common::OPEN };
                std::iter::once(Cell::Mark(mark, word.into())).chain(texts).collect()
            }
            Section::Roadmap | Section::Decisions | Section::Wants | Section::Checkpoints => texts.collect(),
        }
    }
}

/// The one-pager of an account on `today`.
pub fn brief(records: &Records, account: Id<Account>, today: NaiveDate, locale: Locale) -> Brief {
    let view = ClientView::new(records, account, today);
    let own = records.of::<crate::domain::Brief>(account).next().cloned().unwrap_or_default();
    let first = plus_months(month_of(today), i32::from(chrono::Datelike::day(&today) > 15));
    let last = plus_days(plus_months(first, 12), -1);
    let sections = [
        (Section::Value, of_value(&view, locale)),
        (Section::Risks, of_risks(&view)),
        (Section::Decisions, of_decisions(&view, locale)),
        (Section::Roadmap, of_roadmap(&view, (first, last), today, locale)),
        (Section::Wants, of_wants(&view)),
        (Section::Checkpoints, of_checkpoints(&view, locale)),
    ];
    let ranked = |(section, rows): (Section, Vec<BriefRow>)| {
        rows.into_iter().enumerate().map(move |(rank, row)| BriefRow { section, rank, ..row })
    };
    let rows = sections.into_iter().flat_map(ranked).collect();
    let figures = figures(&view, locale);
    let headline = if own.headline.is_empty() { made_headline(&view, &figures) } else { own.headline };
    let foot =
        if own.footnote.is_empty() { text::prepared_for(&view.client, locale.date_long(today)) } else { own.footnote };
    Brief {
        kicker: text::executive_alignment_and(&view.client, &view.us),
        headline,
        figures,
        rows,
        left_out: Vec::new(),
        first,
        sync: view.next_sync.clone().map(|meeting| {
            let at = if meeting.at.is_empty() { String::new() } else { format!(", {}", meeting.at) };
            Sync {
                when: locale.on_weekday(meeting.date, &locale.date_long(meeting.date)) + &at,
                what: meeting.text,
                place: meeting.place,
                attendees: meeting.attendees,
                agenda: meeting.agenda,
            }
        }),
        foot,
        by: view.by(),
        date: locale.date_long(today),
    }
}

fn of_value(view: &ClientView, locale: Locale) -> Vec<BriefRow> {
    let shown = |outcome: &SharedOutcome| {
        let change = outcome.change.as_ref().map(|(before, now, unit)| {
            locale.with_unit(&format!("{} → {}", locale.plain(*before), locale.plain(*now)), unit)
        });
        let worth = outcome.worth.map(|worth| locale.money(worth)).unwrap_or_default();
        let state = if outcome.confirmed { text::CONFIRMED_LOWER } else { text::ESTIMATE_LOWER };
        let cells = vec![outcome.name.clone(), change.unwrap_or_default(), worth, state.into()];
        BriefRow { firm: outcome.confirmed, ..row(cells) }
    };
    view.outcomes.iter().map(shown).collect()
}

fn of_risks(view: &ClientView) -> Vec<BriefRow> {
    /// From this product of probability and impact on, a risk is red.
    const GRAVE: i64 = 16;
    let shown = |risk: &SharedRow| BriefRow {
        mark: Some(if risk.rank >= GRAVE { Mark::Risk } else { Mark::Watch }),
        ..row(vec![risk.text.clone(), risk.second.clone(), risk.owners.join(", ")])
    };
    view.risks.iter().map(shown).collect()
}

/// A day as a row has it: the roadmap on the same page says which year it is.
fn near(date: Option<NaiveDate>, locale: Locale) -> String {
    date.map(|date| locale.date_near(date, date)).unwrap_or_default()
}

fn of_decisions(view: &ClientView, locale: Locale) -> Vec<BriefRow> {
    let mut asked: Vec<_> = view.decisions.iter().filter(|decision| !decision.done).collect();
    asked.order_by_key(|decision| (decision.date.is_none(), decision.date));
    let shown = |decision: &SharedRow| {
        let owners = decision.owners.join(", ");
        row(vec![decision.text.clone(), owners, near(decision.date, locale), decision.second.clone()])
    };
    asked.into_iter().map(shown).collect()
}

/// What lies on the roadmap from the first to the last day that it shows.
fn of_roadmap(
    view: &ClientView,
    (first, last): (NaiveDate, NaiveDate),
    today: NaiveDate,
    locale: Locale,
) -> Vec<BriefRow> {
    let is_shown =
        |milestone: &&SharedMilestone| milestone.date <= last && milestone.until.unwrap_or(milestone.date) >= first;
    let mut milestones: Vec<_> = view.milestones.iter().filter(is_shown).collect();
    milestones.order_by_key(|milestone| (milestone.date, milestone.track.clone()));
    let shown = |milestone: &SharedMilestone| BriefRow {
        step: Some(RoadmapStep::of(milestone, today, locale)),
        ..row(vec![milestone.track.clone(), milestone.text.clone()])
    };
    milestones.into_iter().map(shown).collect()
}

fn of_wants(view: &ClientView) -> Vec<BriefRow> {
    view.wants.iter().map(|(name, title, wants)| row(vec![name.clone(), title.clone(), wants.clone()])).collect()
}

fn of_checkpoints(view: &ClientView, locale: Locale) -> Vec<BriefRow> {
    let is_ahead = |action: &&SharedRow| !action.done && !action.dropped && action.date.is_some();
    let mut open: Vec<_> = view.actions.iter().filter(is_ahead).collect();
    open.order_by_key(|action| action.date);
    let shown =
        |action: &SharedRow| row(vec![near(action.date, locale), action.text.clone(), action.owners.join(", ")]);
    open.into_iter().map(shown).collect()
}

fn row(cells: Vec<String>) -> BriefRow {
    BriefRow { section: Section::Value, cells, mark: None, step: None, firm: true, rank: 0 }
}

fn figures(view: &ClientView, locale: Locale) -> Vec<(String, String)> {
    let value = view.value();
    let mut figures = Vec::new();
    if value.confirmed.is_positive() {
        let more = if value.estimated.is_positive() {
            text::a_year_confirmed_more(locale.money(value.estimated))
        } else {
            text::A_YEAR_CONFIRMED.into()
        };
        figures.push((locale.money(value.confirmed), more));
        let of_cost = text::a_cost_of_a(locale.money(value.cost()));
        match (value.yearly_return(), value.cost_covered()) {
            (Ok(ratio), _) if ratio >= 0.0 => figures.push((locale.percent(ratio, 0), text::return_on(&of_cost))),
            (_, Ok(covered)) => figures.push((locale.percent(covered, 0), text::covered_of(&of_cost))),
            _ => {}
        }
    } else if value.estimated.is_positive() {
        figures.push((locale.money(value.estimated), text::A_YEAR_ESTIMATED.into()));
    }
    let measured = view
        .metrics
        .iter()
        .filter_map(|metric| metric.values.last().and_then(|(_, value)| metric.rules.standing(*value)));
    let measured: Vec<_> = measured.collect();
    if !measured.is_empty() {
        let on = measured.iter().filter(|standing| **standing == crate::domain::metric::TargetStatus::OnTarget).count();
        figures.push((text::on_target_of(on, measured.len()), common::MEASURES_ON_TARGET.into()));
    }
    figures
}

fn made_headline(view: &ClientView, figures: &[(String, String)]) -> String {
    let asked = view.decisions.iter().filter(|decision| !decision.done).count();
    let value = figures.first().map(|(figure, label)| format!("{figure} {label}."));
    let ask = text::open_decisions(asked);
    value.map_or_else(|| text::where_we_stand(&view.client, &view.us, &ask), |value| format!("{value}{ask}"))
}
