//! Papers over all accounts: the monthly report, and one's own evidence of wins without the clients' names.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::{cell, date, grid, mark, section, strong, table};
use crate::words::{self, format};
use crate::{
    document::{Block, Page},
    domain::{
        Account, Amount, KeptForecast, Locale, Opportunity, Order, Outcome, Person, RaidItem, Records, Region,
        agenda::worst_fall,
        choice::{OutcomeState, RaidKind, Stage},
        date::{month_of, plus_days},
        kpi::{Filter, LeftOut, kpis},
        portfolio::{row, totals},
        raid,
        renewal::{RENEWAL_HORIZON, all_ending},
        revenue::{Books, Period},
        status::{Status, turning_red},
        value::{share_of, state_on},
    },
    words::paper::{common, portfolio as text},
};

/// The month over all accounts.
pub fn month(records: &Records, today: NaiveDate, locale: Locale) -> Vec<Page> {
    let first = month_of(today);
    let mut pages = vec![
        standing(records, first, today, locale),
        forecast(records, today, locale),
        accounts(records, today, locale),
    ];
    // Not what Today shows: what one person has taken up is news to the reader all the same.
    let turned = records.active_accounts().filter_map(|account| {
        let (then, now) = turning_red(records, account.id, today)?;
        let status = mark(now.status(), now.shown().to_string());
        Some(vec![
            strong(&account.name),
            status,
            cell(then.shown().to_string()),
            cell(words::fall(worst_fall(&then, &now).as_ref(), locale)),
        ])
    });
    pages.push(table(
        text::HEALTH_THAT_TURNED,
        &[text::ACCOUNT, common::NOW, text::N_90_DAYS_AGO, text::WHAT_FELL_MOST],
        turned.collect(),
        text::NO_ACCOUNTS_HEALTH_TURNED,
    ));
    let soon = all_ending(records, today, plus_days(today, RENEWAL_HORIZON));
    let renewals = soon.into_iter().map(|renewal| {
        let account = records.get(renewal.contract.account).map(|account| account.name.clone()).unwrap_or_default();
        let odds = renewal.probability(today).map(|odds| locale.percent(odds, 0));
        vec![
            strong(account),
            cell(&renewal.contract.name),
            cell(renewal.contract.amount.map(|it| locale.money(it)).unwrap_or_default()),
            cell(locale.date(renewal.term.end)),
            cell(odds.unwrap_or_default()),
        ]
    });
    pages.push(table(
        text::RENEWALS_IN_THE_NEXT,
        &[text::ACCOUNT, common::CONTRACT, common::A_YEAR, common::ENDS, common::RENEWAL],
        renewals.collect(),
        text::NO_CONTRACT_ENDS_WITHIN,
    ));
    let won = records.active_accounts().flat_map(|account| {
        let closed = records.of::<Opportunity>(account.id).filter(move |each| {
            matches!(each.stage, Stage::Won | Stage::Lost)
                && each.close_on.is_some_and(|day| (first..=today).contains(&day))
        });
        closed.map(move |each| {
            let status = if each.stage == Stage::Won { Status::Good } else { Status::Risk };
            vec![
                strong(&account.name),
                cell(&each.name),
                mark(status, each.stage.label()),
                cell(each.amount.map(|it| locale.money(it)).unwrap_or_default()),
            ]
        })
    });
    pages.push(table(
        text::WON_AND_LOST_THIS,
        &[text::ACCOUNT, common::OPPORTUNITY, "", common::RECURRING_A_YEAR],
        won.collect(),
        text::NOTHING_WAS_WON_OR,
    ));
    let risks = records.active_accounts().flat_map(|account| {
        let high = records.of::<RaidItem>(account.id).filter(|item| item.kind == RaidKind::Risk && item.is_open());
        high.filter_map(move |item| {
            let (probability, impact) = (item.probability?, item.impact?);
            let band = raid::band(probability, impact);
            (band == Status::Risk)
                .then(|| vec![strong(&account.name), mark(band, &item.statement), cell(&item.response)])
        })
    });
    pages.push(table(
        text::HIGH_RISKS,
        &[text::ACCOUNT, common::RISK, common::WHAT_WE_DO_ABOUT],
        risks.collect(),
        text::NO_OPEN_RISK_IS,
    ));
    pages
}

fn standing(records: &Records, first: NaiveDate, today: NaiveDate, locale: Locale) -> Page {
    let figures = kpis(records, &Filter::default(), Period { from: first, to: today }, today);
    let year = kpis(records, &Filter::default(), Period::trailing_year(today), today);
    let steps = figures.all_steps();
    let mut shown = vec![
        (locale.money(steps.end()), common::RECURRING_REVENUE_A_YEAR.to_owned()),
        (locale.signed_money(steps.change()), text::THIS_MONTH.into()),
    ];
    for (figure, label) in
        [(year.nrr(), text::NET_REVENUE_RETENTION_12), (year.grr(), text::GROSS_REVENUE_RETENTION_12)]
    {
        if let Ok(ratio) = figure {
            shown.push((locale.percent(ratio, 1), label.into()));
        }
    }
    let mut blocks = vec![Block::Figures(shown)];
    blocks.extend(left_out(&figures.left_out, locale));
    section(text::at_a_glance(format::month(today)), blocks)
}

/// The forecast as it was kept, for each kept date, beside what it is now.
fn forecast(records: &Records, today: NaiveDate, locale: Locale) -> Page {
    let now = totals(records, today);
    let total = now.forecast.total();
    let mut kept: Vec<&KeptForecast> = records
        .all::<KeptForecast>()
        .filter(|kept| kept.made_on <= today && kept.amount.currency() == now.currency)
        .collect();
    kept.order_by_key(|kept| std::cmp::Reverse((kept.made_on, kept.id)));
    let rows = kept.into_iter().take(12).map(|kept| {
        let same = kept.until == now.forecast_date;
        let now_shown = if same { locale.money(total) } else { String::new() };
        let difference = if same { locale.signed_thousands(total - kept.amount.into()) } else { String::new() };
        vec![
            strong(locale.date(kept.made_on)),
            cell(locale.date(kept.until)),
            cell(locale.money(kept.amount)),
            cell(now_shown),
            cell(difference),
        ]
    });
    let part = |name: &str, amount| vec![strong(name), cell(locale.signed_money(amount))];
    let parts = vec![
        vec![strong(text::RECURRING_REVENUE_TODAY), cell(locale.money(now.arr))],
        part(text::MOVEMENTS_ALREADY_DATED, now.forecast.dated),
        part(text::WEIGHTED_PIPELINE, now.forecast.pipeline),
        part(text::RENEWALS_AT_RISK, now.forecast.renewals),
        vec![strong(text::forecast_for(locale.date(now.forecast_date))), cell(locale.money(total))],
    ];
    let blocks = vec![
        grid(&[common::NOW, ""], parts, ""),
        grid(
            &[text::KEPT_ON, text::FOR_IT, text::THEN, common::NOW, text::CHANGE_THOUSANDS],
            rows.collect(),
            text::NO_FORECAST_WAS_KEPT,
        ),
    ];
    section(text::FORECAST_THEN_AND_NOW, blocks.into_iter().chain(left_out(&now.left_out, locale)).collect())
}

/// Which accounts figures leave out, and which rates they lack; nothing where none is left out.
fn left_out(left_out: &[LeftOut], locale: Locale) -> Option<Block> {
    let said = |one: &LeftOut| text::is_left_out(&one.account, words::missing_rates(&one.rates, locale));
    (!left_out.is_empty()).then(|| Block::List(left_out.iter().map(said).collect()))
}

fn accounts(records: &Records, today: NaiveDate, locale: Locale) -> Page {
    let rows = records.active_accounts().map(|account| {
        let row = row(records, account, today);
        let listed = row.listed();
        let health = match &row.health {
            Ok(health) => {
                mark(row.status.status, format!("{} {}", health.shown(), words::status_label(row.status.status)))
            }
            Err(_) => mark(row.status.status, words::status_label(row.status.status)),
        };
        let next = row.next_action.map(|action| format!("{}, {}", action.title, date(action.due, today, locale)));
        vec![
            strong(&account.name),
            cell(row.tier.map(|tier| tier.label().to_owned()).unwrap_or_default()),
            cell(locale.money(listed.arr)),
            cell(locale.signed_thousands(listed.year.change())),
            health,
            cell(words::coverage_label(&row.coverage)),
            cell(row.renewal.map(|renewal| locale.date(renewal.term.end)).unwrap_or_default()),
            cell(next.unwrap_or_default()),
        ]
    });
    table(
        text::ACCOUNTS,
        &[
            text::ACCOUNT,
            text::TIER,
            common::A_YEAR,
            text::THIS_YEAR_K,
            common::STATUS,
            text::COVERAGE,
            common::RENEWAL,
            text::NEXT_ACTION,
        ],
        rows.collect(),
        text::NO_ACCOUNT_IS_WORKED,
    )
}

/// Confirmed outcomes and growth won, by trade instead of by name.
pub fn wins(records: &Records, today: NaiveDate, locale: Locale) -> Vec<Page> {
    let settings = records.workspace();
    let books = Books::of_workspace(&settings, today);
    let trade = |account: &Account| {
        if account.industry.is_empty() {
            text::A_KEY_ACCOUNT.to_owned()
        } else {
            text::client_in(account.industry.to_lowercase())
        }
    };
    let mut rows: Vec<(Amount, Vec<crate::document::Cell>)> = Vec::new();
    for account in records.all::<Account>() {
        for outcome in records
            .of::<Outcome>(account.id)
            .filter(|outcome| state_on(outcome, today) == OutcomeState::Confirmed && !outcome.shared.is_empty())
        {
            let change = outcome.baseline.zip(outcome.actual);
            let change =
                change.map(|(before, now)| anonymous(&locale.change(before, now, &outcome.unit), records, account));
            let role =
                records.find(outcome.confirmed_by).map(|person| person.title.clone()).filter(|title| !title.is_empty());
            let by = role.zip(outcome.confirmed_on).map(|(role, on)| {
                format!("{}, {} {}", anonymous(&role, records, account), format::month(on), on.year())
            });
            let share = f64::from(outcome.share.unwrap_or(100)) / 100.0;
            let worth = outcome.worth.map(|worth| locale.money(Amount::from(worth).times(share))).unwrap_or_default();
            rows.push((
                share_of(outcome, &books),
                vec![
                    cell(trade(account)),
                    strong(anonymous(&outcome.shared, records, account)),
                    cell(change.unwrap_or_default()),
                    cell(worth),
                    cell(by.unwrap_or_default()),
                ],
            ));
        }
    }
    rows.order_by(|a, b| b.0.compare(a.0));
    let sum: Amount = rows.iter().map(|(worth, _)| *worth).sum();
    let year = kpis(records, &Filter::default(), Period::trailing_year(today), today);
    let won = year.upsell + year.cross_sell;
    let confirmed = if rows.len() == 1 { text::OUTCOME_CONFIRMED_BY_A } else { text::OUTCOMES_CONFIRMED_BY_CLIENTS };
    let mut figures = vec![(rows.len().to_string(), confirmed.to_owned())];
    if sum.is_positive() {
        figures.push((locale.money(sum), common::OF_VALUE_A_YEAR.into()));
    }
    if won.is_positive() {
        figures.push((locale.money(won), text::UPSELL_AND_CROSS_SELL.into()));
    }
    if let Ok(ratio) = year.nrr() {
        figures.push((locale.percent(ratio, 1), text::NET_REVENUE_RETENTION_12.into()));
    }
    let missing = words::missing_rates(&books.missing(), locale);
    let note = (!missing.is_empty()).then(|| Block::Text(text::lacks_rate(&missing)));
    let blocks = std::iter::once(Block::Figures(figures)).chain(note).collect();
    vec![
        section(text::IN_FIGURES, blocks),
        table(
            text::WHAT_CLIENTS_CONFIRMED,
            &[common::CLIENT, common::OUTCOME, common::CHANGE, common::WORTH_A_YEAR, common::CONFIRMED_BY],
            rows.into_iter().map(|(_, row)| row).collect(),
            text::NO_OUTCOME_IS_CONFIRMED,
        ),
    ]
}

/// The words without the client's name, the names of its people, its places and its site. A name is also known by any
/// part of it that has a capital and two letters or more, in whatever case it is written.
fn anonymous(words: &str, records: &Records, account: &Account) -> String {
    let people = records.of::<Person>(account.id).map(|person| person.name.as_str());
    let regions = records.of::<Region>(account.id).map(|region| region.name.as_str());
    let own = [account.name.as_str(), account.place.as_str(), account.website.as_str()];
    let parts = own
        .into_iter()
        .chain(people)
        .chain(regions)
        .flat_map(|name| name.split(|letter: char| !letter.is_alphanumeric()));
    let parts = parts.filter(|part| {
        part.chars().count() >= 2 && part.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit())
    });
    let parts: BTreeSet<String> = parts.map(str::to_lowercase).collect();
    let mut told = String::new();
    for word in words.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        let letters = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        if !letters.is_empty() && parts.contains(&letters.to_lowercase()) {
            // A name of several words is told once.
            if told.trim_end().ends_with(TOLD) {
                told.truncate(told.trim_end().len());
            } else {
                told.push_str(TOLD);
            }
            told.push_str(&word[letters.len()..]);
        } else {
            told.push_str(word);
        }
    }
    told
}

/// What stands for a name.
const TOLD: &str = text::THE_CLIENT;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entity, Id, Stored};
    use uuid::Uuid;

    #[test]
    fn a_win_names_neither_client_nor_person_nor_place() {
        let account = Account {
            id: Id::new(Uuid::from_u128(1)),
            name: "Aurelia Hospitals".into(),
            place: "Lyon".into(),
            ..Account::default()
        };
        let person = Person {
            id: Id::new(Uuid::from_u128(2)),
            account: account.id,
            name: "Émile Brossard".into(),
            ..Person::default()
        };
        let records: Records =
            [account.clone().into_record(), person.into_record()].map(Stored::own).into_iter().collect();
        let told = |words| anonymous(words, &records, &account);
        assert_eq!(told("Aurelia Hospitals: beds in Lyon are ready"), "the client: beds in the client are ready");
        assert_eq!(told("AURELIA’s beds, says Brossard"), "the client’s beds, says the client");
        assert_eq!(told("Aurelian architecture is another word"), "Aurelian architecture is another word");
        assert_eq!(told("Beds are ready sooner"), "Beds are ready sooner");
    }
}
