//! The sample workspace: one invented week at the vendor Corvane, with twelve clients and one that left.
//!
//! Its dates are those of the week of Monday 23 November 2026, moved by whole weeks so that the week is the current
//! one.

mod ahead;
mod aurelia;
mod lakeshore;
mod others;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    Account, Change, Contract, Currency, Edit, Entity, Id, Meeting, Money, Person, PlaybookStep, Relationship,
    RevenueMovement, Teammate, Workspace,
    choice::{Ending, Level, MeetingKind, MovementKind, Role, Tier},
    date::{Holiday, days_between, monday_of, plus_days},
    setting::Rate,
};

/// The change that opens the sample. `new_id` supplies ids.
pub fn open(today: NaiveDate, new_id: &mut dyn FnMut() -> Uuid) -> Change {
    let mut world = World::new(today, new_id);
    aurelia::add(&mut world);
    lakeshore::add(&mut world);
    others::add(&mut world);
    Change::new("opened the sample", world.edits)
}

/// What the sample is built with.
struct World<'a> {
    shift: i64,
    new_id: &'a mut dyn FnMut() -> Uuid,
    edits: Vec<Edit>,
    maya: Id<Teammate>,
    daniel: Id<Teammate>,
    jonas: Id<Teammate>,
}

/// What a unit of a client's own currency is worth in euros, as units of it for so many euros.
const RATES: [(Currency, i64, i64); 2] = [(Currency::GBP, 100, 110), (Currency::SEK, 100, 8)];

/// An account in the words of the sample's tables; money in thousands of euros, whatever currency it is kept in.
struct Client {
    name: &'static str,
    industry: &'static str,
    about: &'static str,
    tier: Tier,
    currency: Currency,
    since: (i32, u32, u32),
    /// ARR before this year, what this year did to it, and when.
    arr: i64,
    change: i64,
    changed: (i32, u32, u32),
    note: &'static str,
    ends: (i32, u32, u32),
    ending: Ending,
    notice_days: Option<u16>,
    probability: Option<u8>,
}

impl<'a> World<'a> {
    fn new(today: NaiveDate, new_id: &'a mut dyn FnMut() -> Uuid) -> Self {
        let anchor = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let mut next = || Id::new(new_id());
        let (maya, daniel, jonas) = (next(), next(), next());
        let mut world =
            Self { shift: days_between(anchor, monday_of(today)), new_id, edits: Vec::new(), maya, daniel, jonas };
        for (id, name, function) in [
            (maya, "Maya Lindqvist", "Key account manager"),
            (daniel, "Daniel Osei", "Vice president, customers"),
            (jonas, "Jonas Weber", "Solution architect"),
        ] {
            let region = "Europe".into();
            world.add(Teammate {
                id,
                name: name.into(),
                function: function.into(),
                region,
                time_zone: "Europe/Paris".into(),
                ..Teammate::default()
            });
        }
        let id = world.id();
        let armistice = world.day((2026, 11, 11));
        let holiday = Holiday { id: world.id(), date: armistice, name: "Armistice Day".into(), ..Holiday::default() };
        let rates = RATES.map(|rate| world.rate(rate)).to_vec();
        world.add(Workspace {
            id,
            company: "Corvane".into(),
            me: Some(maya),
            holidays: vec![holiday],
            rates,
            ..Workspace::default()
        });
        world
    }

    fn id<T>(&mut self) -> Id<T> {
        Id::new((self.new_id)())
    }

    fn add(&mut self, record: impl Entity) {
        self.edits.push(Edit::PutSample(record.into_record()));
    }

    /// A date of the invented calendar, moved to today's week.
    fn day(&self, (year, month, day): (i32, u32, u32)) -> NaiveDate {
        plus_days(NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default(), self.shift)
    }

    fn thousand(&self, amount: i64) -> Money {
        thousand_in(Currency::EUR, amount)
    }

    fn rate(&mut self, (from, units, euros): (Currency, i64, i64)) -> Rate {
        let (date, rate) = (self.day((2015, 1, 1)), euros as f64 / units as f64);
        Rate { id: self.id(), date, from, to: Currency::EUR, rate }
    }

    fn client(&mut self, client: &Client) -> Id<Account> {
        let account = self.id();
        let (revenue, growth, fit, churn) = match client.tier {
            Tier::A => (5, 4, 4, 2),
            Tier::B => (3, 4, 3, 2),
            Tier::C => (2, 2, 3, 3),
        };
        let since = self.day(client.since);
        self.add(Account {
            id: account,
            name: client.name.into(),
            industry: client.industry.into(),
            about: client.about.into(),
            customer_since: Some(since),
            owner: Some(self.maya),
            revenue_score: Some(revenue),
            growth_score: Some(growth),
            fit_score: Some(fit),
            churn_risk: Some(churn),
            currency: client.currency,
            ..Account::default()
        });
        let thousand = |amount| thousand_in(client.currency, amount);
        self.movement(account, client.since, MovementKind::New, thousand(client.arr), "at signature");
        let (kind, change) = match client.change {
            change @ ..0 => (MovementKind::Contraction, -change),
            change => (MovementKind::Expansion, change),
        };
        if change > 0 {
            self.movement(account, client.changed, kind, thousand(change), client.note);
        }
        let (id, end, start) = (self.id(), self.day(client.ends), Some(since));
        let contract = Contract {
            id,
            account,
            name: "Subscription".into(),
            amount: Some(thousand(client.arr + client.change)),
            start,
            end: Some(end),
            ending: client.ending,
            renews_months: (client.ending == Ending::Renews).then_some(12),
            notice_days: client.notice_days,
            probability: client.probability,
            ..Contract::default()
        };
        // What was due before the story begins has been done.
        let begins = self.day((2026, 11, 23));
        for dated in contract.playbook(&[], begins).into_iter().filter(|dated| dated.due < begins) {
            let (step, task, done_on) = (self.id(), dated.task, Some(dated.due));
            self.add(PlaybookStep { id: step, account, contract: id, task, done_on, ..PlaybookStep::default() });
        }
        self.add(contract);
        account
    }

    fn movement(&mut self, account: Id<Account>, date: (i32, u32, u32), kind: MovementKind, amount: Money, note: &str) {
        let (id, date) = (self.id(), self.day(date));
        self.add(RevenueMovement { id, account, date, kind, amount, note: note.into(), ..RevenueMovement::default() });
    }

    fn person(
        &mut self,
        account: Id<Account>,
        name: &str,
        title: &str,
        roles: &[Role],
        influence: u8,
        support: i8,
    ) -> Id<Person> {
        let (id, roles_confirmed_on) = (self.id(), Some(self.day((2026, 10, 5))));
        self.add(Person {
            id,
            account,
            name: name.into(),
            title: title.into(),
            roles: roles.to_vec(),
            roles_confirmed_on,
            influence: Some(influence),
            support: Some(support),
            ..Person::default()
        });
        id
    }

    fn knows(
        &mut self,
        account: Id<Account>,
        person: Id<Person>,
        teammate: Id<Teammate>,
        levels: (Level, Level),
        last: (i32, u32, u32),
    ) {
        let (id, last_contact) = (self.id(), Some(self.day(last)));
        self.add(Relationship {
            id,
            account,
            person,
            teammate,
            now: levels.0,
            wanted: levels.1,
            last_contact,
            external: Default::default(),
        });
    }

    fn meeting(
        &mut self,
        account: Id<Account>,
        kind: MeetingKind,
        title: &str,
        date: (i32, u32, u32),
        at: &str,
    ) -> Meeting {
        let (id, date, team) = (self.id(), self.day(date), vec![self.maya]);
        Meeting {
            id,
            account,
            kind,
            title: title.into(),
            date,
            at: at.into(),
            team,
            time_zone: "Europe/Paris".into(),
            ..Meeting::default()
        }
    }
}

/// Thousands of euros in another currency, at the sample's rate.
fn thousand_in(currency: Currency, euros: i64) -> Money {
    let rate = RATES.iter().find(|(from, ..)| *from == currency);
    let units = rate.map_or(euros * 1000, |(_, units, of_euros)| euros * 1000 * units / of_euros);
    Money::units(units, currency)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Amount, Records,
        agenda::{Entry, RowPart, agenda},
        apply,
        coverage::{Basis, Support},
        plan30, portfolio,
        revenue::{self, Books},
        status::{Status, turning_red},
    };

    fn sample(today: NaiveDate) -> Records {
        let mut next = 0;
        let mut new_id = || {
            next += 1;
            Uuid::from_u128(next)
        };
        let mut records = Records::default();
        apply(&mut records, open(today, &mut new_id), 0);
        records
    }

    fn monday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    #[test]
    fn its_totals_are_those_of_the_pictures() {
        let records = sample(monday());
        let totals = portfolio::totals(&records, monday());
        let trailing = totals.trailing_steps();
        let euros = |amount: Amount| (amount.currency(), (amount.as_units() / 1e4).round() / 1e2);
        let millions = |millions: f64| (Some(Currency::EUR), millions);
        let tenths = |figure: crate::domain::Figure<f64>| figure.map(|ratio| (ratio * 1e3).round() / 10.0);
        assert_eq!(euros(totals.arr), millions(9.94));
        assert_eq!(tenths(revenue::nrr(&trailing)), Ok(102.1));
        assert_eq!(tenths(revenue::grr(&trailing)), Ok(95.6));
        assert_eq!(revenue::logos(&trailing), (11, 12));
        assert_eq!((euros(totals.renewing), totals.renewing_accounts.len()), (millions(4.2), 4));
        assert_eq!(euros(totals.forecast.total()), millions(9.57));
        assert_eq!(euros(totals.forecast.pipeline), millions(0.74));
        assert_eq!(euros(totals.forecast.renewals), millions(-1.12));
        assert_eq!(totals.left_out, []);
    }

    #[test]
    fn its_accounts_are_those_of_the_pictures() {
        let records = sample(monday());
        let mut rows: Vec<_> =
            records.active_accounts().map(|account| portfolio::row(&records, account, monday())).collect();
        let settings = records.workspace();
        let books = Books::of_workspace(&settings, monday());
        let euros = |amount: Amount| books.convert(amount).unwrap_or_else(|missing| panic!("{missing:?}"));
        rows.sort_by(|a, b| euros(b.arr).compare(euros(a.arr)));
        let text = |row: &portfolio::AccountSummary| {
            let health = row.health.as_ref().map(|health| health.shown()).unwrap_or(-1);
            let change = row.health_before.map_or(0, |before| health - before);
            let coverage = row.coverage.status;
            let tier = row.tier.map(|tier| tier.key().to_uppercase()).unwrap_or_default();
            format!(
                "{} {tier} {} {:+} {health} {change:+} {coverage:?}",
                row.account.name,
                euros(row.arr).as_units() / 1e3,
                euros(row.year.change()).as_units() / 1e3
            )
        };
        assert_eq!(
            rows.iter().map(text).collect::<Vec<_>>(),
            [
                "Aurelia Hospitals A 1840 +200 78 +5 Watch",
                "Castellan Retail A 1320 +140 81 +3 Good",
                "Norvik Logistics A 1300 -120 44 -14 Watch",
                "Brightwater Utilities B 1020 +60 88 +0 Good",
                "Kestrel Insurance B 880 +0 63 -6 Watch",
                "Polaris Telecom A 830 +110 84 +8 Good",
                "Tessaro Automotive B 700 -90 52 -9 Risk",
                "Meridian Foods B 600 +40 71 +2 Good",
                "Odalys Pharma B 550 +70 79 +1 Good",
                "Halvorsen Shipping C 360 -30 38 -4 Risk",
                "Greyfield Materials C 300 +0 67 +0 Watch",
                "Lakeshore Transit C 240 +240 -1 +0 Watch",
            ]
        );
    }

    #[test]
    fn its_monday_is_that_of_the_pictures() {
        let records = sample(monday());
        let agenda = agenda(&records, monday());
        let parts = |entries: &[Entry]| entries.iter().map(|entry| entry.key.part).collect::<Vec<_>>();
        assert_eq!((agenda.late.len(), agenda.today.len(), agenda.week.len()), (5, 6, 6), "{agenda:#?}");
        assert!(parts(&agenda.late).contains(&RowPart::Meeting(MeetingKind::ExecutiveReview)));
        assert!(parts(&agenda.week).contains(&RowPart::Meeting(MeetingKind::BusinessReview)));
        assert_eq!(agenda.notices.len(), 1, "Norvik's notice day");
        let red: Vec<_> =
            records.active_accounts().filter(|account| turning_red(&records, account.id, monday()).is_some()).collect();
        assert_eq!(
            red.iter().map(|account| account.name.as_str()).collect::<Vec<_>>(),
            ["Norvik Logistics", "Tessaro Automotive"]
        );
    }

    #[test]
    fn the_plan_of_lakeshore_is_that_of_the_picture() {
        let records = sample(monday());
        let plan = records.all::<crate::domain::Plan30>().next().cloned().unwrap_or_default();
        assert_eq!(plan30::day_of(&plan, monday()), Some(15));
        let progress = plan30::progress(&records, &plan, monday());
        assert_eq!(progress, plan30::Progress { all: 16, done: 8, with_evidence: 7, late: 1 });
    }

    #[test]
    fn aurelia_hangs_on_maya_and_its_buyer_opposes() {
        let records = sample(monday());
        let aurelia =
            records.active_accounts().find(|account| account.name.starts_with("Aurelia")).map(|account| account.id);
        let row = aurelia.and_then(|id| records.get(id)).map(|account| portfolio::row(&records, account, monday()));
        let row = row.unwrap_or_else(|| panic!("no Aurelia"));
        assert_eq!(row.coverage.basis, Basis::NoDecider(Support { supporters: 2, players: 6 }));
        assert!(matches!(row.coverage.single_thread, Some(crate::domain::coverage::Thread::Ours(_))));
        assert_eq!(row.status.status, Status::Watch, "the contract is decided within 180 days");
    }

    #[test]
    fn it_stays_in_the_current_week_and_every_record_passes_its_check() {
        let thursday = NaiveDate::from_ymd_opt(2031, 5, 15).unwrap_or_default();
        let records = sample(thursday);
        let week = monday_of(thursday);
        let meets = records.all::<Meeting>().filter(|meeting| monday_of(meeting.date) == week).count();
        assert_eq!(meets, 7);
        for (key, row) in records.rows() {
            assert_eq!(row.record.check(), None, "{key:?}");
            assert!(row.sample);
        }
    }
}
