//! The first 30 days as a paper to agree with one's manager.

use chrono::NaiveDate;

use super::{cell, date, grid, points, section, strong, table};
use crate::words;
use crate::{
    document::{Block, Cell, Mark, Page},
    domain::{
        Account, Id, Locale, Plan30, Records,
        choice::{ActionStatus, Theme},
        coverage,
        engagement::holidays_of,
        plan30::{self, Found, evidence, progress},
    },
    words::paper::{common, first_days as text},
};

pub fn sections(records: &Records, account: Id<Account>, today: NaiveDate, locale: Locale) -> Vec<Page> {
    let Some(plan) = records.of::<Plan30>(account).max_by_key(|plan| plan.start) else {
        return vec![section(text::NO_PLAN_YET, vec![Block::Text(text::THE_FIRST_30_DAYS.into())])];
    };
    let holidays = holidays_of(records, plan.account);
    let tasks = plan30::tasks(records, plan);
    let so_far = progress(records, plan, today);
    let end = plan30::date_of(plan.start, 30, &holidays);
    let mut figures = vec![
        (locale.date(plan.start), text::FIRST_DAY.to_owned()),
        (locale.date(end), text::DAY_30_THE_READ.to_owned()),
        (text::some_of(so_far.done, so_far.all), text::TASKS_DONE.to_owned()),
    ];
    if so_far.late > 0 {
        figures.push((so_far.late.to_string(), text::LATE_LOWER.into()));
    }
    let mut blocks = vec![Block::Figures(figures)];
    if !plan.predecessor.is_empty() {
        blocks.push(Block::Text(text::previous_owner(&plan.predecessor)));
    }
    if !plan.read_out_to.is_empty() {
        blocks.push(Block::Text(text::read_out_to(&plan.read_out_to)));
    }
    let mut pages = vec![section(text::WHAT_THIS_PLAN_PROMISES, blocks)];
    for theme in Theme::ALL {
        let rows = tasks.iter().filter(|task| task.theme == Some(*theme) && task.status != ActionStatus::Dropped).map(
            |task| {
                let shown = match evidence(records, task, today) {
                    Found::Yes(proof) => Cell::Mark(Mark::Good, words::proof(&proof, locale)),
                    Found::No(lack) => Cell::Mark(Mark::Open, words::lack(lack, locale)),
                };
                let state = match task.status {
                    ActionStatus::Done => Cell::Mark(Mark::Good, date(task.done_on, today, locale)),
                    _ if task.due.is_some_and(|due| due < today) => Cell::Mark(Mark::Risk, text::LATE_LOWER.into()),
                    _ => Cell::Mark(Mark::Open, common::OPEN_LOWER.into()),
                };
                vec![strong(&task.title), cell(date(task.due, today, locale)), state, shown]
            },
        );
        let rows: Vec<_> = rows.collect();
        if !rows.is_empty() {
            pages.push(table(theme.label(), &[text::TASK, common::BY, common::STATE, common::EVIDENCE], rows, ""));
        }
    }
    let own = tasks.iter().filter(|task| task.theme.is_none() && task.status != ActionStatus::Dropped);
    let rows: Vec<_> = own.map(|task| vec![strong(&task.title), cell(date(task.due, today, locale))]).collect();
    if !rows.is_empty() {
        pages.push(table(text::ALSO, &[text::TASK, common::BY], rows, ""));
    }
    let coverage = coverage::of_account(records, account, today);
    let players = coverage.key_players().into_iter().map(|standing| {
        let person = &standing.person;
        vec![strong(&person.name), cell(&person.title), cell(date(standing.last_contact, today, locale))]
    });
    pages.push(section(
        text::WHOM_I_MEET_FIRST,
        vec![
            grid(&[text::KEY_PLAYER, common::TITLE, common::LAST_CONTACT], players.collect(), common::NOBODY_IS_ON_THE),
            Block::Text(words::coverage(&coverage)),
        ],
    ));
    for (headline, words) in [(text::PROMISES_I_INHERIT, &plan.promises), (text::POLITICS, &plan.politics)] {
        if let Some(block) = points(words) {
            pages.push(section(headline, vec![block]));
        }
    }
    pages
}
