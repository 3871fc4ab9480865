//! The complete account plan, and the handover pack: for those who work on the account.

use chrono::NaiveDate;

use super::{date, grid, mark, owners, points, section, strong, table, text};
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
        "Your first week",
        vec![Block::List(vec![
            "Open the plan file that came with this pack, then plan your own first 30 days on the page Plan.".into(),
            "Read the contracts and the promises above, and mark in the log what you only assume.".into(),
            "Have yourself introduced to the key players, those without an owner first.".into(),
            "Take over the open actions one by one: who owns each from now on?".into(),
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
        let mut figures = vec![(self.locale.money(revenue), "recurring revenue a year".to_owned())];
        if let Ok(health) = &health {
            figures.push((
                health.shown().to_string(),
                format!("health, {}", words::health_label(health.status()).to_lowercase()),
            ));
        }
        figures.push((words::coverage_label(&coverage).to_owned(), "coverage".into()));
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
        section(format!("Where it stands: {}", words::status_label(status.status).to_lowercase()), blocks)
    }

    fn strategy(&self) -> Option<Page> {
        let strategy = self.records.of::<Strategy>(self.id).next()?;
        let moves = [&strategy.first_move, &strategy.second_move, &strategy.third_move].map(String::as_str).join("\n");
        let rows = [
            ("Their business", &strategy.business),
            ("Their priorities", &strategy.priorities),
            ("Our position", &strategy.position),
            ("Ambition in 12 months", &strategy.ambition12),
            ("Ambition in 36 months", &strategy.ambition36),
            ("Our three moves", &moves),
            ("What must be true", &strategy.must_be_true),
        ];
        let rows = rows.into_iter().filter_map(|(what, words)| {
            let lines: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            (!lines.is_empty()).then(|| vec![strong(what), text(lines.join("; "))])
        });
        let rows: Vec<_> = rows.collect();
        (!rows.is_empty()).then(|| table("Strategy", &["", "In words"], rows, ""))
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
            let owner = records.find(standing.owner).map_or("nobody yet", |owner| owner.name.as_str());
            vec![
                standing.status().map_or_else(|| strong(&person.name), |status| mark(status, &person.name)),
                text(&person.title),
                text(roles.join(", ")),
                text(person.influence.map(|influence| influence.to_string()).unwrap_or_default()),
                text(support),
                text(owner),
                text(date(standing.last_contact, today, locale)),
            ]
        });
        let head = ["Person", "Title", "Roles", "Influence", "Support", "Our contact", "Last contact"];
        let mut blocks = vec![grid(&head, rows.collect(), "Nobody is on the map yet.")];
        let missing: Vec<String> =
            gaps(&coverage, today).into_iter().map(|gap| words::gap(records, gap, locale).gap).collect();
        if !missing.is_empty() {
            blocks.push(Block::List(missing));
        }
        section("People", blocks)
    }

    fn relationships(&self) -> Page {
        let rows = self.records.of::<Relationship>(self.id).filter_map(|each| {
            let person = self.records.get(each.person)?;
            let ours = self.records.get(each.teammate)?;
            Some(vec![
                strong(&person.name),
                text(&ours.name),
                text(each.now.label()),
                text(each.wanted.label()),
                text(date(each.last_contact, self.today, self.locale)),
            ])
        });
        table(
            "Who of us knows whom",
            &["Person", "Who of us", "Now", "Wanted", "Last contact"],
            rows.collect(),
            "No relationship is written down.",
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
                    text(owners(self.records, action.owner_there, action.owner)),
                    text(date(action.due, self.today, self.locale)),
                ]
            })
            .collect();
        let shared = (!rows.is_empty()).then(|| grid(&["Promised to the client", "Owners", "By"], rows, ""));
        let blocks: Vec<Block> = inherited.into_iter().chain(shared).collect();
        if blocks.is_empty() { Vec::new() } else { vec![section("What was promised", blocks)] }
    }

    fn objectives(&self) -> Page {
        let rows = lanes(self.records, self.id, self.today).into_iter().flat_map(|lane| {
            let objective = lane
                .objective
                .as_ref()
                .map_or_else(|| "Without an objective".to_owned(), |objective| objective.name.clone());
            let progress = |part: crate::domain::timeline::Progress| {
                if part.all > 0 { format!("{} of {} done", part.done, part.all) } else { "no actions".into() }
            };
            let first = vec![
                strong(objective),
                text(""),
                text(date(lane.objective.as_ref().and_then(|each| each.due), self.today, self.locale)),
                text(progress(lane.progress)),
            ];
            let works: Vec<Vec<Cell>> = lane
                .works
                .iter()
                .map(|work| {
                    vec![
                        text(""),
                        text(&work.initiative.name),
                        text(date(work.initiative.due, self.today, self.locale)),
                        text(progress(work.progress)),
                    ]
                })
                .collect();
            std::iter::once(first).chain(works)
        });
        table(
            "Objectives and initiatives",
            &["Objective", "Initiative", "By", "Progress"],
            rows.collect(),
            "No objective is agreed yet.",
        )
    }

    fn actions(&self) -> Page {
        let mut open: Vec<&Action> =
            self.records.of::<Action>(self.id).filter(|action| action.status == ActionStatus::Open).collect();
        open.order_by_key(|action| (action.due.is_none(), action.due, action.id));
        let rows = open.into_iter().map(|action| {
            let due = match action.due {
                Some(day) if day < self.today => mark(Status::Risk, date(Some(day), self.today, self.locale)),
                day => text(date(day, self.today, self.locale)),
            };
            vec![strong(&action.title), text(owners(self.records, action.owner_there, action.owner)), due]
        });
        table("Open actions", &["Action", "Owners", "Due"], rows.collect(), "No action is open.")
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
                text(each.kind.label()),
                text(settings.stage_name(each.stage)),
                text(each.amount.map(|it| self.locale.money(it)).unwrap_or_default()),
                text(self.locale.percent(odds, 0)),
                text(date(each.close_on, self.today, self.locale)),
                text(&each.next_step),
            ]
        });
        let head = ["Opportunity", "Kind", "Stage", "Recurring a year", "Odds", "Closes", "Next step"];
        table("Growth", &head, rows.collect(), "No opportunity is open.")
    }

    fn needs(&self) -> Vec<Page> {
        let needs: Vec<Vec<Cell>> = self
            .records
            .of::<Need>(self.id)
            .map(|need| vec![strong(&need.name), text(&need.answer), text(need.status.label())])
            .collect();
        let insights: Vec<Vec<Cell>> = self
            .records
            .of::<Insight>(self.id)
            .map(|each| {
                vec![
                    strong(&each.name),
                    text(&each.source),
                    text(each.play.map(|play| play.label()).unwrap_or("no play yet")),
                    text(date(each.seen_on, self.today, self.locale)),
                ]
            })
            .collect();
        let mut pages = Vec::new();
        if !needs.is_empty() {
            pages.push(table("Needs", &["Need", "Our answer", "State"], needs, ""));
        }
        if !insights.is_empty() {
            pages.push(table("Insights", &["Insight", "Source", "Play", "Seen"], insights, ""));
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
                text(worth),
                text(state_on(outcome, self.today).label()),
                text(by),
                text(&outcome.evidence),
            ]
        });
        table(
            "Value delivered",
            &["Outcome", "Our share a year", "State", "Confirmed by", "Evidence"],
            rows.collect(),
            "No outcome is written down.",
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
                text(&each.name),
                strong(value.unwrap_or_else(|| "not measured".into())),
                text(each.target.map(|target| self.locale.measure_number(each, target)).unwrap_or_default()),
                standing.unwrap_or_else(|| text("")),
                text(date(latest.map(|seen| seen.date), self.today, self.locale)),
            ]
        });
        table("Metrics", &["Metric", "Now", "Target", "Status", "Measured"], rows.collect(), "No metric is measured.")
    }

    fn risks(&self) -> Page {
        let mut open: Vec<&RaidItem> = self.records.of::<RaidItem>(self.id).filter(|item| item.is_open()).collect();
        open.order_by_key(|item| (item.kind != RaidKind::Risk, std::cmp::Reverse(item.score()), item.id));
        let rows = open.into_iter().map(|item| {
            let rating = match (item.probability, item.impact) {
                (Some(probability), Some(impact)) => {
                    mark(raid::band(probability, impact), format!("{}", u16::from(probability) * u16::from(impact)))
                }
                _ => text(""),
            };
            vec![
                rating,
                text(item.kind.label()),
                strong(&item.statement),
                text(&item.response),
                text(owners(self.records, item.owner_there, item.owner)),
                text(date(item.review_on, self.today, self.locale)),
            ]
        });
        table(
            "Risks, assumptions, issues, dependencies",
            &["Rating", "Kind", "Statement", "Response", "Owners", "Review"],
            rows.collect(),
            "The log is empty.",
        )
    }

    fn contracts(&self) -> Page {
        let running = self.records.of::<Contract>(self.id).filter(|each| each.is_running(self.today));
        let rows = running.map(|each| {
            let term = each.next_term(self.today);
            let odds = each.renewal_probability(term, self.today).map(|odds| self.locale.percent(odds, 0));
            let day = |day: Option<NaiveDate>| text(day.map(|day| self.locale.date(day)).unwrap_or_default());
            vec![
                strong(&each.name),
                text(each.amount.map(|it| self.locale.money(it)).unwrap_or_default()),
                day(term.map(|term| term.end)),
                text(words::ending(each)),
                day(term.and_then(|term| term.notice_day)),
                text(odds.unwrap_or_default()),
            ]
        });
        table(
            "Contracts",
            &["Contract", "A year", "Ends", "How", "Last day for notice", "Renewal"],
            rows.collect(),
            "No contract is running.",
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
                text(who),
                text(date(day, self.today, self.locale)),
                text(&each.rationale),
            ]
        });
        table("Decisions", &["Decision", "State", "By", "When", "Why"], rows.collect(), "No decision is written down.")
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
                text(self.locale.date(meeting.date)),
                strong(&meeting.title),
                text(with.join(", ")),
                text(&meeting.notes),
            ]
        });
        table("The last meetings", &["Date", "Meeting", "With", "Notes"], rows.collect(), "No meeting was held yet.")
    }
}
