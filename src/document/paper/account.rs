//! The complete account plan, and the handover pack: for those who work on the account.

use chrono::NaiveDate;

use super::{cell, date, grid, mark, owners, points, section, strong, table};
use crate::words;
use crate::{
    document::{Block, Cell, Page},
    domain::{
        Account, Action, Contract, Decision, Id, Insight, Locale, Meeting, Metric, Need, Observation, Opportunity,
        Order, Outcome, Plan30, RaidItem, Records, Relationship, RevenueMovement, Strategy,
        choice::{ActionStatus, DecisionState, RaidKind},
        coverage::{self, was_held},
        gaps::gaps,
        metric, raid,
        revenue::{Books, arr},
        status::{Status, account_status, health_now},
        timeline::lanes,
        value::{share_of, state_on},
    },
    words::paper::{account as text, common},
};

struct Writer<'a> {
    records: &'a Records,
    id: Id<Account>,
    today: NaiveDate,
    locale: Locale,
}

/// The account plan.
pub fn plan(records: &Records, id: Id<Account>, today: NaiveDate, locale: Locale) -> Vec<Page> {
    let writer = Writer { records, id, today, locale };
    let mut pages = vec![writer.standing()];
    pages.extend(writer.strategy());
    pages.extend([writer.people(), writer.objectives(), writer.actions(), writer.growth()]);
    pages.extend(writer.needs());
    pages.extend([writer.value(), writer.metrics(), writer.risks(), writer.contracts(), writer.decisions()]);
    pages
}

/// The handover pack: what a successor needs on the first morning.
pub fn handover(records: &Records, id: Id<Account>, today: NaiveDate, locale: Locale) -> Vec<Page> {
    let writer = Writer { records, id, today, locale };
    let mut pages = vec![writer.standing()];
    pages.extend(writer.promises());
    pages.extend([writer.people(), writer.relationships(), writer.actions(), writer.decisions(), writer.risks()]);
    pages.extend([writer.contracts(), writer.growth(), writer.value(), writer.meetings()]);
    pages.extend(writer.strategy());
    pages.push(section(
        text::YOUR_FIRST_WEEK,
        vec![Block::List(vec![
            text::OPEN_THE_PLAN_FILE.into(),
            text::READ_THE_CONTRACTS_AND.into(),
            text::HAVE_YOURSELF_INTRODUCED_TO.into(),
            text::TAKE_OVER_THE_OPEN.into(),
        ])],
    ));
    pages
}

impl Writer<'_> {
    fn standing(&self) -> Page {
        let Self { records, id, today, .. } = *self;
        let account = records.get(id).cloned().unwrap_or_default();
        let settings = records.workspace();
        let books = Books::of_account(records, &settings, id, today);
        let revenue = arr(records.of::<RevenueMovement>(id), today, &books);
        let coverage = coverage::of_account(records, id, today);
        let status = account_status(records, id, today);
        let health = health_now(records, id, today);
        let mut figures = vec![(self.locale.money(revenue), common::RECURRING_REVENUE_A_YEAR.to_owned())];
        if let Ok(health) = &health {
            figures
                .push((health.shown().to_string(), text::health(words::health_label(health.status()).to_lowercase())));
        }
        figures.push((words::coverage_label(&coverage).to_owned(), text::COVERAGE_LOWER.into()));
        let mut blocks = vec![Block::Figures(figures)];
        let about: Vec<String> =
            [account.about, account.industry, account.place].into_iter().filter(|part| !part.is_empty()).collect();
        if !about.is_empty() {
            blocks.push(Block::Text(about.join(". ")));
        }
        let reasons = status.reasons.into_iter().map(|reason| words::status_reason(records, reason));
        let unmeasured = health.err().map(|missing| words::missing(&missing, self.locale));
        let missing = words::missing_rates(&books.missing(), self.locale);
        let reasons = reasons.chain(unmeasured).chain([words::coverage(&coverage), missing]);
        blocks.push(Block::List(reasons.filter(|reason| !reason.is_empty()).collect()));
        section(text::where_it_stands(words::status_label(status.status).to_lowercase()), blocks)
    }

    fn strategy(&self) -> Option<Page> {
        let strategy = self.records.of::<Strategy>(self.id).next()?;
        let moves = [&strategy.first_move, &strategy.second_move, &strategy.third_move].map(String::as_str).join("\n");
        let rows = [
            (text::THEIR_BUSINESS, &strategy.business),
            (text::THEIR_PRIORITIES, &strategy.priorities),
            (text::OUR_POSITION, &strategy.position),
            (text::AMBITION_IN_12_MONTHS, &strategy.ambition12),
            (text::AMBITION_IN_36_MONTHS, &strategy.ambition36),
            (text::OUR_THREE_MOVES, &moves),
            (text::WHAT_MUST_BE_TRUE, &strategy.must_be_true),
        ];
        let rows = rows.into_iter().filter_map(|(what, words)| {
            let lines: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            (!lines.is_empty()).then(|| vec![strong(what), cell(lines.join("; "))])
        });
        let rows: Vec<_> = rows.collect();
        (!rows.is_empty()).then(|| table(text::STRATEGY, &["", text::IN_WORDS], rows, ""))
    }

    fn people(&self) -> Page {
        let Self { records, id, today, locale } = *self;
        let coverage = coverage::of_account(records, id, today);
        let mut standings: Vec<_> = coverage.standings.iter().collect();
        standings.order_by_key(|standing| (std::cmp::Reverse(standing.person.influence), standing.person.id));
        let rows = standings.into_iter().map(|standing| {
            let person = &standing.person;
            let roles: Vec<&str> = person.roles.iter().map(|role| role.label()).collect();
            let support = person.support.map(|support| locale.signed(f64::from(support), 0)).unwrap_or_default();
            let owner = records.find(standing.owner).map_or(text::NOBODY_YET, |owner| owner.name.as_str());
            vec![
                standing.status().map_or_else(|| strong(&person.name), |status| mark(status, &person.name)),
                cell(&person.title),
                cell(roles.join(", ")),
                cell(person.influence.map(|influence| influence.to_string()).unwrap_or_default()),
                cell(support),
                cell(owner),
                cell(date(standing.last_contact, today, locale)),
            ]
        });
        let head = [
            text::PERSON,
            common::TITLE,
            text::ROLES,
            text::INFLUENCE,
            text::SUPPORT,
            text::OUR_CONTACT,
            common::LAST_CONTACT,
        ];
        let mut blocks = vec![grid(&head, rows.collect(), common::NOBODY_IS_ON_THE)];
        let missing: Vec<String> =
            gaps(&coverage, today).into_iter().map(|gap| words::gap(records, gap, locale).gap).collect();
        if !missing.is_empty() {
            blocks.push(Block::List(missing));
        }
        section(text::PEOPLE, blocks)
    }

    fn relationships(&self) -> Page {
        let rows = self.records.of::<Relationship>(self.id).filter_map(|each| {
            let person = self.records.get(each.person)?;
            let ours = self.records.get(each.teammate)?;
            Some(vec![
                strong(&person.name),
                cell(&ours.name),
                cell(each.now.label()),
                cell(each.wanted.label()),
                cell(date(each.last_contact, self.today, self.locale)),
            ])
        });
        table(
            text::WHO_OF_US_KNOWS,
            &[text::PERSON, text::WHO_OF_US, common::NOW, text::WANTED, common::LAST_CONTACT],
            rows.collect(),
            text::NO_RELATIONSHIP_IS_WRITTEN,
        )
    }

    fn promises(&self) -> Vec<Page> {
        let plan = self.records.of::<Plan30>(self.id).max_by_key(|plan| plan.start);
        let inherited = plan.and_then(|plan| points(&plan.promises));
        let open = self
            .records
            .of::<Action>(self.id)
            .filter(|action| action.status == ActionStatus::Open && !action.shared.is_empty());
        let rows: Vec<Vec<Cell>> = open
            .map(|action| {
                vec![
                    strong(&action.shared),
                    cell(owners(self.records, action.owner_there, action.owner)),
                    cell(date(action.due, self.today, self.locale)),
                ]
            })
            .collect();
        let shared =
            (!rows.is_empty()).then(|| grid(&[text::PROMISED_TO_THE_CLIENT, common::OWNERS, common::BY], rows, ""));
        let blocks: Vec<Block> = inherited.into_iter().chain(shared).collect();
        if blocks.is_empty() { Vec::new() } else { vec![section(text::WHAT_WAS_PROMISED, blocks)] }
    }

    fn objectives(&self) -> Page {
        let rows = lanes(self.records, self.id, self.today).into_iter().flat_map(|lane| {
            let objective = lane
                .objective
                .as_ref()
                .map_or_else(|| text::WITHOUT_AN_OBJECTIVE.to_owned(), |objective| objective.name.clone());
            let progress = |part: crate::domain::timeline::Progress| {
                if part.all > 0 { text::of_done(part.done, part.all) } else { text::NO_ACTIONS.into() }
            };
            let first = vec![
                strong(objective),
                cell(""),
                cell(date(lane.objective.as_ref().and_then(|each| each.due), self.today, self.locale)),
                cell(progress(lane.progress)),
            ];
            let works: Vec<Vec<Cell>> = lane
                .works
                .iter()
                .map(|work| {
                    vec![
                        cell(""),
                        cell(&work.initiative.name),
                        cell(date(work.initiative.due, self.today, self.locale)),
                        cell(progress(work.progress)),
                    ]
                })
                .collect();
            std::iter::once(first).chain(works)
        });
        table(
            text::OBJECTIVES_AND_INITIATIVES,
            &[common::OBJECTIVE, text::INITIATIVE, common::BY, text::PROGRESS],
            rows.collect(),
            text::NO_OBJECTIVE_IS_AGREED,
        )
    }

    fn actions(&self) -> Page {
        let mut open: Vec<&Action> =
            self.records.of::<Action>(self.id).filter(|action| action.status == ActionStatus::Open).collect();
        open.order_by_key(|action| (action.due.is_none(), action.due, action.id));
        let rows = open.into_iter().map(|action| {
            let due = match action.due {
                Some(day) if day < self.today => mark(Status::Risk, date(Some(day), self.today, self.locale)),
                day => cell(date(day, self.today, self.locale)),
            };
            vec![strong(&action.title), cell(owners(self.records, action.owner_there, action.owner)), due]
        });
        table(
            text::OPEN_ACTIONS,
            &[common::ACTION, common::OWNERS, common::DUE],
            rows.collect(),
            text::NO_ACTION_IS_OPEN,
        )
    }

    fn growth(&self) -> Page {
        let settings = self.records.workspace();
        let mut open: Vec<&Opportunity> =
            self.records.of::<Opportunity>(self.id).filter(|each| each.is_open()).collect();
        open.order_by_key(|each| (each.close_on.is_none(), each.close_on, each.id));
        let rows = open.into_iter().map(|each| {
            let odds = crate::domain::forecast::probability(each, &settings);
            vec![
                strong(&each.name),
                cell(each.kind.label()),
                cell(settings.stage_name(each.stage)),
                cell(each.amount.map(|it| self.locale.money(it)).unwrap_or_default()),
                cell(self.locale.percent(odds, 0)),
                cell(date(each.close_on, self.today, self.locale)),
                cell(&each.next_step),
            ]
        });
        let head = [
            common::OPPORTUNITY,
            text::KIND,
            text::STAGE,
            common::RECURRING_A_YEAR,
            text::ODDS,
            text::CLOSES,
            text::NEXT_STEP,
        ];
        table(text::GROWTH, &head, rows.collect(), text::NO_OPPORTUNITY_IS_OPEN)
    }

    fn needs(&self) -> Vec<Page> {
        let needs: Vec<Vec<Cell>> = self
            .records
            .of::<Need>(self.id)
            .map(|need| vec![strong(&need.name), cell(&need.answer), cell(need.status.label())])
            .collect();
        let insights: Vec<Vec<Cell>> = self
            .records
            .of::<Insight>(self.id)
            .map(|each| {
                vec![
                    strong(&each.name),
                    cell(&each.source),
                    cell(each.play.map(|play| play.label()).unwrap_or(text::NO_PLAY_YET)),
                    cell(date(each.seen_on, self.today, self.locale)),
                ]
            })
            .collect();
        let mut pages = Vec::new();
        if !needs.is_empty() {
            pages.push(table(text::NEEDS, &[common::NEED, text::OUR_ANSWER, common::STATE], needs, ""));
        }
        if !insights.is_empty() {
            pages.push(table(text::INSIGHTS, &[text::INSIGHT, text::SOURCE, text::PLAY, text::SEEN], insights, ""));
        }
        pages
    }

    fn value(&self) -> Page {
        let settings = self.records.workspace();
        let books = Books::of_account(self.records, &settings, self.id, self.today);
        let rows = self.records.of::<Outcome>(self.id).map(|outcome| {
            let by = self.records.find(outcome.confirmed_by).map(|person| person.name.clone()).unwrap_or_default();
            let worth = outcome.worth.map(|_| self.locale.money(share_of(outcome, &books))).unwrap_or_default();
            vec![
                strong(&outcome.name),
                cell(worth),
                cell(state_on(outcome, self.today).label()),
                cell(by),
                cell(&outcome.evidence),
            ]
        });
        table(
            text::VALUE_DELIVERED,
            &[common::OUTCOME, text::OUR_SHARE_A_YEAR, common::STATE, common::CONFIRMED_BY, common::EVIDENCE],
            rows.collect(),
            text::NO_OUTCOME_IS_WRITTEN,
        )
    }

    fn metrics(&self) -> Page {
        let rows = self.records.of::<Metric>(self.id).map(|each| {
            let latest = metric::latest(self.records.of::<Observation>(self.id), each, self.today);
            let value = latest.map(|seen| self.locale.measure(each, seen.value));
            let standing = latest
                .and_then(|seen| each.standing(seen.value))
                .map(|standing| Cell::Mark(standing.into(), standing.label().into()));
            vec![
                cell(&each.name),
                strong(value.unwrap_or_else(|| common::NOT_MEASURED.into())),
                cell(each.target.map(|target| self.locale.measure_number(each, target)).unwrap_or_default()),
                standing.unwrap_or_else(|| cell("")),
                cell(date(latest.map(|seen| seen.date), self.today, self.locale)),
            ]
        });
        table(
            text::METRICS,
            &[text::METRIC, common::NOW, common::TARGET, common::STATUS, common::MEASURED],
            rows.collect(),
            text::NO_METRIC_IS_MEASURED,
        )
    }

    fn risks(&self) -> Page {
        let mut open: Vec<&RaidItem> = self.records.of::<RaidItem>(self.id).filter(|item| item.is_open()).collect();
        open.order_by_key(|item| (item.kind != RaidKind::Risk, std::cmp::Reverse(item.score()), item.id));
        let rows = open.into_iter().map(|item| {
            let rating = match (item.probability, item.impact) {
                (Some(probability), Some(impact)) => {
                    mark(raid::band(probability, impact), format!("{}", u16::from(probability) * u16::from(impact)))
                }
                _ => cell(""),
            };
            vec![
                rating,
                cell(item.kind.label()),
                strong(&item.statement),
                cell(&item.response),
                cell(owners(self.records, item.owner_there, item.owner)),
                cell(date(item.review_on, self.today, self.locale)),
            ]
        });
        table(
            text::RISKS_ASSUMPTIONS_ISSUES_DEPENDENCIES,
            &[text::RATING, text::KIND, text::STATEMENT, text::RESPONSE, common::OWNERS, text::REVIEW],
            rows.collect(),
            text::THE_LOG_IS_EMPTY,
        )
    }

    fn contracts(&self) -> Page {
        let running = self.records.of::<Contract>(self.id).filter(|each| each.is_running(self.today));
        let rows = running.map(|each| {
            let term = each.next_term(self.today);
            let odds = each.renewal_probability(term, self.today).map(|odds| self.locale.percent(odds, 0));
            let day = |day: Option<NaiveDate>| cell(day.map(|day| self.locale.date(day)).unwrap_or_default());
            vec![
                strong(&each.name),
                cell(each.amount.map(|it| self.locale.money(it)).unwrap_or_default()),
                day(term.map(|term| term.end)),
                cell(words::ending(each)),
                day(term.and_then(|term| term.notice_day)),
                cell(odds.unwrap_or_default()),
            ]
        });
        table(
            text::CONTRACTS,
            &[common::CONTRACT, common::A_YEAR, common::ENDS, text::HOW, common::LAST_DAY_FOR_NOTICE, common::RENEWAL],
            rows.collect(),
            text::NO_CONTRACT_IS_RUNNING,
        )
    }

    fn decisions(&self) -> Page {
        let rows = self.records.of::<Decision>(self.id).map(|each| {
            let who = self.records.find(each.decided_by).map(|person| person.name.clone()).unwrap_or_default();
            let (status, day) = match each.state {
                DecisionState::Taken => (Status::Good, each.decided_on),
                _ => (Status::Unknown, each.due),
            };
            vec![
                strong(&each.title),
                mark(status, each.state.label()),
                cell(who),
                cell(date(day, self.today, self.locale)),
                cell(&each.rationale),
            ]
        });
        table(
            text::DECISIONS,
            &[common::DECISION, common::STATE, text::BY_WHOM, common::WHEN, text::WHY],
            rows.collect(),
            text::NO_DECISION_IS_WRITTEN,
        )
    }

    fn meetings(&self) -> Page {
        let mut held: Vec<&Meeting> =
            self.records.of::<Meeting>(self.id).filter(|meeting| was_held(meeting, self.today)).collect();
        held.order_by_key(|meeting| std::cmp::Reverse((meeting.date, meeting.id)));
        let rows = held.into_iter().take(12).map(|meeting| {
            let with: Vec<&str> = meeting
                .people
                .iter()
                .filter_map(|id| self.records.get(*id))
                .map(|person| person.name.as_str())
                .collect();
            vec![
                cell(self.locale.date(meeting.date)),
                strong(&meeting.title),
                cell(with.join(", ")),
                cell(&meeting.notes),
            ]
        });
        table(
            text::THE_LAST_MEETINGS,
            &[text::DATE, text::MEETING, text::WITH, common::NOTES],
            rows.collect(),
            text::NO_MEETING_WAS_HELD,
        )
    }
}
