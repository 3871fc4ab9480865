//! The first 30 days as a paper to agree with one's manager.

use chrono::NaiveDate;

use super::{date, grid, points, section, strong, table, text};
use crate::words;
use crate::{
    document::{Block, Cell, Mark, Page},
    domain::{
        Account, Id, Locale, Plan30, Records,
        choice::{ActionStatus, Theme},
        coverage,
        plan30::{self, Found, evidence, progress},
    },
};

pub fn sections(records: &Records, account: Id<Account>, today: NaiveDate, locale: Locale) -> Vec<Page> {
    let Some(plan) = records.of::<Plan30>(account).max_by_key(|plan| plan.start) else {
        return vec![section(
            "No plan yet",
            vec![Block::Text("The first 30 days of this account are not planned.".into())],
        )];
    };
    let holidays = records.workspace().holidays;
    let tasks = plan30::tasks(records, plan);
    let so_far = progress(records, plan, today);
    let end = plan30::date_of(plan.start, 30, &holidays);
    let mut figures = vec![
        (locale.date(plan.start), "first day".to_owned()),
        (locale.date(end), "day 30, the read-out".to_owned()),
        (format!("{} of {}", so_far.done, so_far.all), "tasks done".to_owned()),
    ];
    if so_far.late > 0 {
        figures.push((so_far.late.to_string(), "late".into()));
    }
    let mut blocks = vec![Block::Figures(figures)];
    if !plan.predecessor.is_empty() {
        blocks.push(Block::Text(format!("Previous owner: {}.", plan.predecessor)));
    }
    if !plan.read_out_to.is_empty() {
        blocks.push(Block::Text(format!("Read out to {}.", plan.read_out_to)));
    }
    let mut pages = vec![section("What this plan promises", blocks)];
    for theme in Theme::ALL {
        let rows = tasks.iter().filter(|task| task.theme == Some(*theme) && task.status != ActionStatus::Dropped).map(
            |task| {
                let shown = match evidence(records, task, today) {
                    Found::Yes(proof) => Cell::Mark(Mark::Good, words::proof(&proof, locale)),
                    Found::No(lack) => Cell::Mark(Mark::Open, words::lack(lack, locale)),
                };
                let state = match task.status {
                    ActionStatus::Done => Cell::Mark(Mark::Good, date(task.done_on, today, locale)),
                    _ if task.due.is_some_and(|due| due < today) => Cell::Mark(Mark::Risk, "late".into()),
                    _ => Cell::Mark(Mark::Open, "open".into()),
                };
                vec![strong(&task.title), text(date(task.due, today, locale)), state, shown]
            },
        );
        let rows: Vec<_> = rows.collect();
        if !rows.is_empty() {
            pages.push(table(theme.label(), &["Task", "By", "State", "Evidence"], rows, ""));
        }
    }
    let own = tasks.iter().filter(|task| task.theme.is_none() && task.status != ActionStatus::Dropped);
    let rows: Vec<_> = own.map(|task| vec![strong(&task.title), text(date(task.due, today, locale))]).collect();
    if !rows.is_empty() {
        pages.push(table("Also", &["Task", "By"], rows, ""));
    }
    let coverage = coverage::of_account(records, account, today);
    let players = coverage.key_players().into_iter().map(|standing| {
        let person = &standing.person;
        vec![strong(&person.name), text(&person.title), text(date(standing.last_contact, today, locale))]
    });
    pages.push(section(
        "Whom I meet first",
        vec![
            grid(&["Key player", "Title", "Last contact"], players.collect(), "Nobody is on the map yet."),
            Block::Text(words::coverage(&coverage)),
        ],
    ));
    for (headline, words) in [("Promises I inherit", &plan.promises), ("Politics", &plan.politics)] {
        if let Some(block) = points(words) {
            pages.push(section(headline, vec![block]));
        }
    }
    pages
}
