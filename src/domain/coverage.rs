//! Who supports us where it counts: key players, coverage, single threads. Definitions: FORMULAS.md, People.

use chrono::NaiveDate;

use uuid::Uuid;

use super::{
    Account, Contract, DealRole, Id, Kind, Meeting, Opportunity, Order, Person, Records, Relationship, Teammate,
    choice::{Level, MeetingKind, Role},
    date::days_between,
    status::Status,
};

/// Contact older than this does not count as support, in days.
pub const CONTACT_DAYS: i64 = 90;

/// A field of the influence × support grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quadrant {
    /// Influence ≥ 4, support ≤ 0.
    WinOver,
    /// Influence ≥ 4, support ≥ +1.
    Nurture,
    /// Influence ≤ 3, support ≤ 0.
    Monitor,
    /// Influence ≤ 3, support ≥ +1.
    Mobilise,
}

impl Person {
    /// Whether the person counts when the client decides.
    pub fn is_key_player(&self) -> bool {
        self.influence.is_some_and(|influence| influence >= 4) || self.decides()
    }

    /// Whether the person signs or decides.
    pub fn decides(&self) -> bool {
        self.is_buyer() || self.roles.contains(&Role::DecisionMaker)
    }

    /// Whether the person holds the budget.
    pub fn is_buyer(&self) -> bool {
        self.roles.contains(&Role::EconomicBuyer)
    }

    /// Where they stand on the grid: influence and support. What is not rated of the two counts as influence 1 and
    /// neutral; who is not rated at all stands beside the grid.
    pub fn place(&self) -> Option<(u8, i8)> {
        self.is_rated().then(|| (self.influence.unwrap_or(1).clamp(1, 5), self.support.unwrap_or(0).clamp(-2, 2)))
    }

    /// Their field of the grid.
    pub fn quadrant(&self) -> Option<Quadrant> {
        self.place().map(|(influence, support)| match (influence >= 4, support >= 1) {
            (true, true) => Quadrant::Nurture,
            (true, false) => Quadrant::WinOver,
            (false, true) => Quadrant::Mobilise,
            (false, false) => Quadrant::Monitor,
        })
    }

    /// Champion: influence ≥ 4 and support +2. Coach: support +2 with less influence. Computed, never entered.
    pub fn advocacy(&self) -> Option<Advocacy> {
        match (self.support, self.influence.unwrap_or(1)) {
            (Some(2), 4..) => Some(Advocacy::Champion),
            (Some(2), _) => Some(Advocacy::Coach),
            _ => None,
        }
    }

    /// Whether anything was said of their influence or support.
    pub fn is_rated(&self) -> bool {
        self.influence.is_some() || self.support.is_some()
    }
}

/// Somebody who advocates for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advocacy {
    /// With influence.
    Champion,
    /// With less of it.
    Coach,
}

/// What we know of one person besides their record.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The person.
    pub person: Person,
    /// The best relationship anybody of us has.
    pub level: Level,
    /// Who of us has it; the one with the latest contact where several do.
    pub owner: Option<Id<Teammate>>,
    /// The latest contact, from relationships and from meetings held.
    pub last_contact: Option<NaiveDate>,
    /// The teammates through whom the person counts as supportive.
    pub threads: Vec<Id<Teammate>>,
}

impl Standing {
    /// Whether the person is a supportive key player.
    pub fn is_supportive(&self) -> bool {
        self.person.is_key_player() && !self.threads.is_empty()
    }

    /// The status shown at the person: only key players have one.
    pub fn status(&self) -> Option<Status> {
        self.person.is_key_player().then(|| match self.person.support.unwrap_or(0) {
            ..0 => Status::Risk,
            _ if self.is_supportive() => Status::Good,
            _ => Status::Watch,
        })
    }
}

/// How well an account is covered, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// Red, amber or green; unknown while nobody is mapped or rated.
    pub status: Status,
    /// Why.
    pub basis: Basis,
    /// Everybody on the map.
    pub standings: Vec<Standing>,
    /// On whom all support depends, where it depends on one person of theirs or of ours.
    pub single_thread: Option<Thread>,
}

/// Why coverage is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Nobody is on the map.
    NobodyMapped,
    /// People are on the map, and nobody's influence or support is known.
    NotRated,
    /// Nobody has influence 4 or 5, and nobody decides.
    NoKeyPlayer,
    /// No key player supports us.
    NoSupporter(Support),
    /// Key players support us, and none of them decides.
    NoDecider(Support),
    /// Somebody who decides supports us, and this person, who decides too, opposes.
    Opposed(Support, Id<Person>),
    /// Somebody who decides supports us, and nobody who decides opposes.
    Decided(Support),
}

/// How many key players support us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// Supportive key players.
    pub supporters: usize,
    /// All key players.
    pub players: usize,
}

/// On whom all support depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thread {
    /// One person of theirs.
    Theirs(Id<Person>),
    /// One of us.
    Ours(Id<Teammate>),
}

impl Coverage {
    /// The key players, most influential first, deciders before others.
    pub fn key_players(&self) -> Vec<&Standing> {
        let mut players: Vec<&Standing> =
            self.standings.iter().filter(|standing| standing.person.is_key_player()).collect();
        let rank = |standing: &&Standing| {
            let person = &standing.person;
            (person.is_buyer(), person.decides(), person.influence, standing.is_supportive())
        };
        players.order_by_key(|standing| std::cmp::Reverse(rank(standing)));
        players
    }

    /// The supportive key players.
    pub fn supporters(&self) -> impl Iterator<Item = &Standing> {
        self.standings.iter().filter(|standing| standing.is_supportive())
    }

    /// An economic buyer who opposes.
    pub fn opposing_buyer(&self) -> Option<&Person> {
        let opposes =
            |standing: &&Standing| standing.person.is_buyer() && standing.person.support.is_some_and(|s| s < 0);
        self.standings.iter().find(opposes).map(|standing| &standing.person)
    }

    /// What is known of one person.
    pub fn standing(&self, person: Id<Person>) -> Option<&Standing> {
        self.standings.iter().find(|standing| standing.person.id == person)
    }
}

/// The coverage of an account on `today`.
pub fn of_account(records: &Records, account: Id<Account>, today: NaiveDate) -> Coverage {
    let people: Vec<&Person> = records.of(account).collect();
    let relationships: Vec<&Relationship> = records.of(account).collect();
    let meetings: Vec<&Meeting> = records.of(account).collect();
    coverage(&people, &relationships, &meetings, today)
}

/// A contract or an opportunity in which people have roles.
#[derive(Clone, Debug, PartialEq)]
pub struct Deal {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
}

/// The deals of an account that are not over: contracts that nothing follows, and open opportunities.
pub fn open_deals(records: &Records, account: Id<Account>) -> Vec<Deal> {
    let deal = |kind, id, name: &str| Deal { id, kind, name: name.to_owned() };
    let contracts = records.of::<Contract>(account).filter(|contract| contract.successor.is_none());
    let contracts = contracts.map(|contract| deal(Kind::Contract, contract.id.0, &contract.name));
    let open = records.of::<Opportunity>(account).filter(|opportunity| opportunity.is_open());
    contracts.chain(open.map(|open| deal(Kind::Opportunity, open.id.0, &open.name))).collect()
}

/// The coverage of one contract or opportunity: of those who have a role in it, by that role.
pub fn of_deal(records: &Records, account: Id<Account>, deal: Uuid, today: NaiveDate) -> Coverage {
    let in_deal = records.of::<DealRole>(account).filter(|role| role.deal == Some(deal));
    let people: Vec<Person> = in_deal
        .filter_map(|role| Some(Person { roles: role.roles.clone(), ..records.get(role.person)?.clone() }))
        .collect();
    let relationships: Vec<&Relationship> = records.of(account).collect();
    let meetings: Vec<&Meeting> = records.of(account).collect();
    coverage(&people.iter().collect::<Vec<_>>(), &relationships, &meetings, today)
}

/// Coverage from people, relationships and meetings.
pub fn coverage(
    people: &[&Person],
    relationships: &[&Relationship],
    meetings: &[&Meeting],
    today: NaiveDate,
) -> Coverage {
    let standings: Vec<Standing> =
        people.iter().map(|person| standing(person, relationships, meetings, today)).collect();
    let players = standings.iter().filter(|standing| standing.person.is_key_player()).count();
    let supporters: Vec<&Standing> = standings.iter().filter(|standing| standing.is_supportive()).collect();
    let (status, basis) = judge(&standings, players, &supporters);
    let single_thread = if matches!(status, Status::Good | Status::Watch) { single_thread(&supporters) } else { None };
    Coverage { status, basis, single_thread, standings }
}

fn judge(standings: &[Standing], players: usize, supporters: &[&Standing]) -> (Status, Basis) {
    let support = Support { supporters: supporters.len(), players };
    let opponent = standings.iter().find(|s| s.person.decides() && s.person.support.is_some_and(|support| support < 0));
    let decides = supporters.iter().any(|standing| standing.person.decides());
    if standings.is_empty() {
        (Status::Unknown, Basis::NobodyMapped)
    } else if !standings.iter().any(|standing| standing.person.is_rated()) {
        (Status::Unknown, Basis::NotRated)
    } else if players == 0 {
        (Status::Risk, Basis::NoKeyPlayer)
    } else if supporters.is_empty() {
        (Status::Risk, Basis::NoSupporter(support))
    } else if !decides {
        (Status::Watch, Basis::NoDecider(support))
    } else {
        opponent.map_or((Status::Good, Basis::Decided(support)), |opponent| {
            (Status::Watch, Basis::Opposed(support, opponent.person.id))
        })
    }
}

fn standing(person: &Person, relationships: &[&Relationship], meetings: &[&Meeting], today: NaiveDate) -> Standing {
    let theirs: Vec<(&Relationship, Option<NaiveDate>)> = relationships
        .iter()
        .filter(|relationship| relationship.person == person.id)
        .map(|relationship| (*relationship, contact(relationship, meetings, today)))
        .collect();
    let best = theirs.iter().max_by_key(|(relationship, contact)| (relationship.now, *contact));
    let met = meetings.iter().filter(|meeting| was_held(meeting, today) && meeting.people.contains(&person.id));
    let counts = |(relationship, contact): &&(&Relationship, Option<NaiveDate>)| {
        let recent = contact.is_some_and(|date| days_between(date, today) <= CONTACT_DAYS);
        person.support.is_some_and(|support| support >= 1) && relationship.now >= Level::CredibleSource && recent
    };
    Standing {
        level: best.map_or(Level::None, |(relationship, _)| relationship.now),
        owner: best.map(|(relationship, _)| relationship.teammate),
        last_contact: theirs.iter().filter_map(|(_, contact)| *contact).chain(met.map(|meeting| meeting.date)).max(),
        threads: theirs.iter().filter(counts).map(|(relationship, _)| relationship.teammate).collect(),
        person: person.clone(),
    }
}

/// The latest contact of a relationship: what was entered, or a meeting held with both.
fn contact(relationship: &Relationship, meetings: &[&Meeting], today: NaiveDate) -> Option<NaiveDate> {
    let together = meetings.iter().filter(|meeting| {
        was_held(meeting, today)
            && meeting.people.contains(&relationship.person)
            && meeting.team.contains(&relationship.teammate)
    });
    let noted = relationship.last_contact.filter(|date| *date <= today);
    noted.into_iter().chain(together.map(|meeting| meeting.date)).max()
}

/// Whether a meeting with the client has taken place by `today`.
pub fn was_held(meeting: &Meeting, today: NaiveDate) -> bool {
    !matches!(meeting.kind, MeetingKind::Internal | MeetingKind::Operations) && meeting.date <= today
}

fn single_thread(supporters: &[&Standing]) -> Option<Thread> {
    if let [only] = supporters {
        return Some(Thread::Theirs(only.person.id));
    }
    let first = supporters.first()?;
    let all_depend_on = |teammate: &&Id<Teammate>| supporters.iter().all(|standing| standing.threads == [**teammate]);
    first.threads.iter().find(all_depend_on).copied().map(Thread::Ours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::plus_days;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    fn person(number: u128, influence: u8, support: i8, roles: &[Role]) -> Person {
        Person {
            id: Id::new(Uuid::from_u128(number)),
            name: format!("P{number}"),
            influence: Some(influence),
            support: Some(support),
            roles: roles.to_vec(),
            ..Person::default()
        }
    }

    fn knows(person: u128, teammate: u128, now: Level, days_ago: i64) -> Relationship {
        Relationship {
            person: Id::new(Uuid::from_u128(person)),
            teammate: Id::new(Uuid::from_u128(teammate)),
            now,
            last_contact: Some(plus_days(today(), -days_ago)),
            ..Relationship::default()
        }
    }

    fn of(people: &[Person], relationships: &[Relationship]) -> Coverage {
        coverage(&people.iter().collect::<Vec<_>>(), &relationships.iter().collect::<Vec<_>>(), &[], today())
    }

    #[test]
    fn coverage_is_red_amber_or_green_as_defined() {
        use Role::{DecisionMaker, EconomicBuyer};
        let credible = |person| knows(person, 100, Level::CredibleSource, 10);
        for (people, relationships, status) in [
            (vec![person(1, 5, 0, &[EconomicBuyer])], vec![credible(1)], Status::Risk),
            (vec![person(1, 5, 1, &[EconomicBuyer])], vec![credible(1)], Status::Good),
            (vec![person(1, 5, 1, &[EconomicBuyer])], vec![knows(1, 100, Level::Vendor, 10)], Status::Risk),
            (vec![person(1, 5, 1, &[EconomicBuyer])], vec![knows(1, 100, Level::CredibleSource, 91)], Status::Risk),
            (vec![person(1, 4, 2, &[])], vec![credible(1)], Status::Watch),
            (vec![person(1, 1, 1, &[DecisionMaker])], vec![credible(1)], Status::Good),
            (
                vec![person(1, 5, 1, &[DecisionMaker]), person(2, 5, -1, &[EconomicBuyer])],
                vec![credible(1)],
                Status::Watch,
            ),
            (vec![person(1, 3, 2, &[])], vec![credible(1)], Status::Risk),
            (vec![], vec![], Status::Unknown),
            (vec![Person { roles: vec![EconomicBuyer], ..Person::default() }], vec![], Status::Unknown),
        ] {
            let found = of(&people, &relationships);
            assert_eq!(found.status, status, "{people:?}: {:?}", found.basis);
        }
    }

    #[test]
    fn it_names_the_one_person_or_the_one_of_us_on_whom_all_depends() {
        let people = [person(1, 4, 2, &[]), person(2, 4, 1, &[])];
        let ours = |number: u128| Some(Thread::Ours(Id::new(Uuid::from_u128(number))));
        let both = [knows(1, 100, Level::ProblemSolver, 5), knows(2, 100, Level::CredibleSource, 5)];
        assert_eq!(of(&people, &both).single_thread, ours(100));
        assert_eq!(of(&people[..1], &both).single_thread, Some(Thread::Theirs(Id::new(Uuid::from_u128(1)))));
        let second = [both[0].clone(), both[1].clone(), knows(2, 101, Level::CredibleSource, 5)];
        assert_eq!(of(&people, &second).single_thread, None);
    }

    #[test]
    fn the_grid_has_four_fields() {
        for (influence, support, quadrant) in [
            (4, 1, Quadrant::Nurture),
            (4, 0, Quadrant::WinOver),
            (3, 1, Quadrant::Mobilise),
            (3, 0, Quadrant::Monitor),
        ] {
            assert_eq!(person(1, influence, support, &[]).quadrant(), Some(quadrant));
        }
    }

    #[test]
    fn champions_and_coaches_are_computed_and_one_rating_is_enough_to_be_rated() {
        for (influence, support, advocacy) in [
            (Some(4), Some(2), Some(Advocacy::Champion)),
            (Some(3), Some(2), Some(Advocacy::Coach)),
            (None, Some(2), Some(Advocacy::Coach)),
            (Some(5), Some(1), None),
            (Some(5), None, None),
        ] {
            let person = Person { influence, support, ..Person::default() };
            assert_eq!(person.advocacy(), advocacy, "{influence:?} {support:?}");
        }
        let rated = |influence, support| Person { influence, support, ..Person::default() };
        assert_eq!(rated(None, None).place(), None);
        assert_eq!(rated(Some(3), None).place(), Some((3, 0)));
        assert_eq!(rated(None, Some(-1)).place(), Some((1, -1)));
        assert_eq!(rated(Some(9), Some(7)).place(), Some((5, 2)), "a file may hold anything");
    }

    #[test]
    fn a_key_player_is_marked_by_support_and_others_are_not() {
        let people = [
            person(1, 4, 2, &[]),
            person(2, 4, 2, &[]),
            person(3, 4, 0, &[]),
            person(4, 4, -1, &[]),
            person(5, 3, 2, &[]),
        ];
        let coverage = of(&people, &[knows(1, 100, Level::CredibleSource, 90)]);
        let status = |number: u128| coverage.standing(Id::new(Uuid::from_u128(number))).and_then(Standing::status);
        let statuses: Vec<_> = (1..=6).map(status).collect();
        let (good, watch, risk) = (Some(Status::Good), Some(Status::Watch), Some(Status::Risk));
        assert_eq!(statuses, [good, watch, watch, risk, None, None]);
        assert_eq!(coverage.supporters().count(), 1);
    }

    #[test]
    fn key_players_stand_buyers_first_then_deciders_then_by_influence() {
        use Role::{DecisionMaker, EconomicBuyer};
        let people = [
            person(1, 5, 0, &[]),
            person(2, 2, 0, &[DecisionMaker]),
            person(3, 4, 0, &[]),
            person(4, 1, 0, &[EconomicBuyer]),
            person(5, 3, 2, &[]),
        ];
        let coverage = of(&people, &[]);
        let order: Vec<u128> = coverage.key_players().iter().map(|it| it.person.id.0.as_u128()).collect();
        assert_eq!(order, [4, 2, 1, 3]);
    }

    #[test]
    fn only_a_buyer_who_opposes_is_an_opposing_buyer() {
        use Role::{DecisionMaker, EconomicBuyer};
        for (support, role, opposes) in
            [(-1, EconomicBuyer, true), (0, EconomicBuyer, false), (-2, DecisionMaker, false)]
        {
            let coverage = of(&[person(1, 5, support, &[role])], &[]);
            assert_eq!(coverage.opposing_buyer().is_some(), opposes, "{support} {role:?}");
        }
        let decides = [person(1, 5, 1, &[DecisionMaker]), person(2, 5, 0, &[EconomicBuyer])];
        assert_eq!(
            of(&decides, &[knows(1, 100, Level::CredibleSource, 1)]).status,
            Status::Good,
            "neutral is no opposition"
        );
    }

    #[test]
    fn the_last_contact_is_what_was_entered_or_a_meeting_held_with_the_client() {
        let meeting = |kind, days_ago: i64, team: u128| Meeting {
            kind,
            date: plus_days(today(), -days_ago),
            people: vec![Id::new(Uuid::from_u128(1))],
            team: vec![Id::new(Uuid::from_u128(team))],
            ..Meeting::default()
        };
        let known = knows(1, 100, Level::CredibleSource, 200);
        let person = person(1, 4, 2, &[]);
        let last = |meetings: &[Meeting]| {
            let coverage = coverage(&[&person], &[&known], &meetings.iter().collect::<Vec<_>>(), today());
            let days = coverage.standings[0].last_contact.map(|date| days_between(date, today()));
            (days, coverage.standings[0].threads.len())
        };
        assert_eq!(last(&[]), (Some(200), 0));
        assert_eq!(last(&[meeting(MeetingKind::Touch, 0, 100)]), (Some(0), 1), "with both: the contact is fresh");
        assert_eq!(last(&[meeting(MeetingKind::Touch, 10, 101)]), (Some(10), 0), "with another of us");
        assert_eq!(last(&[meeting(MeetingKind::Touch, -1, 100)]), (Some(200), 0), "not held yet");
        assert_eq!(last(&[meeting(MeetingKind::Internal, 5, 100)]), (Some(200), 0), "without the client");
        let ahead = knows(1, 100, Level::CredibleSource, -5);
        assert_eq!(coverage(&[&person], &[&ahead], &[], today()).standings[0].last_contact, None);
    }

    proptest! {
        #[test]
        fn coverage_never_improves_when_a_supporter_is_removed(
            seeds in prop::collection::vec((1..=5u8, -2..=2i8, any::<bool>(), 0..120i64), 1..8),
            gone in any::<prop::sample::Index>(),
        ) {
            let people: Vec<_> = seeds.iter().zip(1..).map(|((influence, support, decides, _), number)| {
                person(number, *influence, *support, if *decides { &[Role::DecisionMaker] } else { &[] })
            }).collect();
            let credible = |number, days| knows(number, 9, Level::CredibleSource, days);
            let known: Vec<_> = seeds.iter().zip(1..).map(|((.., days), number)| credible(number, *days)).collect();
            let before = of(&people, &known);
            let supporters: Vec<_> = before.supporters().map(|standing| standing.person.id).collect();
            if !supporters.is_empty() {
                let gone = supporters[gone.index(supporters.len())];
                let fewer: Vec<_> = people.into_iter().filter(|person| person.id != gone).collect();
                let after = of(&fewer, &known);
                prop_assert!(after.status == Status::Unknown || after.status <= before.status);
            }
        }
    }

    #[test]
    fn a_deal_is_covered_by_those_who_have_a_role_in_it_and_by_that_role() {
        use crate::domain::{Entity, Stored};
        let account = Id::new(Uuid::from_u128(1));
        let buyer = Person { account, ..person(2, 3, 1, &[]) };
        let other = Person { account, ..person(3, 5, 2, &[Role::EconomicBuyer]) };
        let role = |number, person: u128, deal: u128, roles: &[Role]| DealRole {
            id: Id::new(Uuid::from_u128(number)),
            account,
            person: Id::new(Uuid::from_u128(person)),
            deal: Some(Uuid::from_u128(deal)),
            roles: roles.to_vec(),
            ..DealRole::default()
        };
        let teammate =
            Relationship { id: Id::new(Uuid::from_u128(8)), account, ..knows(2, 100, Level::CredibleSource, 5) };
        let records: Records = [
            buyer.into_record(),
            other.into_record(),
            role(4, 2, 20, &[Role::DecisionMaker]).into_record(),
            role(5, 3, 21, &[]).into_record(),
            teammate.into_record(),
        ]
        .map(Stored::own)
        .into_iter()
        .collect();
        let in_deal = of_deal(&records, account, Uuid::from_u128(20), today());
        let names: Vec<&str> = in_deal.standings.iter().map(|standing| standing.person.name.as_str()).collect();
        assert_eq!(names, ["P2"], "who has no role in it does not count");
        assert_eq!(in_deal.status, Status::Good, "the role in the deal makes a decider of them");
        assert_eq!(of_account(&records, account, today()).status, Status::Risk);
    }
}
