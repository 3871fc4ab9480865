//! Products by business units: what the client has, what it could have, and what is on its way.

use std::collections::BTreeSet;

use super::{
    Account, Id, Opportunity, Person, Product, Records, Whitespace,
    choice::{OpportunityKind, WhitespaceState},
};

/// What stands where a product and a business unit meet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What was entered.
    pub known: Option<Whitespace>,
    /// Open opportunities for it.
    pub open: Vec<Opportunity>,
}

impl Cell {
    /// Revenue a year, in minor units, where the client owns it.
    pub fn owned(&self) -> i64 {
        self.worth(WhitespaceState::Owned)
    }

    /// Recurring amount a year of what is on its way.
    pub fn on_its_way(&self) -> i64 {
        self.open.iter().map(|opportunity| opportunity.amount.unwrap_or_default().minor).sum()
    }

    /// What could be sold and is not on its way yet: estimates, those where a competitor sits included.
    pub fn potential(&self) -> i64 {
        if self.open.is_empty() {
            self.worth(WhitespaceState::Potential) + self.worth(WhitespaceState::Competitor)
        } else {
            0
        }
    }

    fn worth(&self, state: WhitespaceState) -> i64 {
        let known = self.known.as_ref().filter(|known| known.state == state);
        known.and_then(|known| known.amount).unwrap_or_default().minor
    }
}

/// What a row, a column or the whole map comes to, in minor units a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Owned.
    pub owned: i64,
    /// On its way.
    pub on_its_way: i64,
    /// Not on its way yet.
    pub potential: i64,
}

impl Sum {
    fn of<'a>(cells: impl Iterator<Item = &'a Cell>) -> Self {
        cells.fold(Self::default(), |sum, cell| Self {
            owned: sum.owned + cell.owned(),
            on_its_way: sum.on_its_way + cell.on_its_way(),
            potential: sum.potential + cell.potential(),
        })
    }
}

/// The map of an account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// The business units, in order of name.
    pub units: Vec<String>,
    /// A row per product, with a cell per unit.
    pub rows: Vec<(Product, Vec<Cell>)>,
}

impl Map {
    /// What a row comes to.
    pub fn row(&self, at: usize) -> Sum {
        Sum::of(self.rows.get(at).into_iter().flat_map(|(_, cells)| cells))
    }

    /// What a column comes to.
    pub fn column(&self, at: usize) -> Sum {
        Sum::of(self.rows.iter().filter_map(|(_, cells)| cells.get(at)))
    }

    /// What the map comes to.
    pub fn total(&self) -> Sum {
        Sum::of(self.rows.iter().flat_map(|(_, cells)| cells))
    }
}

/// The map of an account: every product, and every unit that a person, an opportunity or a cell names.
pub fn map(records: &Records, account: Id<Account>) -> Map {
    let known: Vec<&Whitespace> = records.of(account).collect();
    let open: Vec<&Opportunity> = records.of::<Opportunity>(account).filter(|each| each.is_open()).collect();
    let named = records.of::<Person>(account).map(|person| person.unit.trim());
    let named = named.chain(known.iter().map(|cell| cell.unit.trim())).chain(open.iter().map(|each| each.unit.trim()));
    let units: BTreeSet<String> = named.filter(|unit| !unit.is_empty()).map(str::to_owned).collect();
    let mut products: Vec<&Product> = records.all().collect();
    products.sort_by(|a, b| (&a.series, &a.name).cmp(&(&b.series, &b.name)));
    let cell = |product: Id<Product>, unit: &str| Cell {
        known: known
            .iter()
            .find(|cell| cell.product == product && cell.unit.trim() == unit)
            .map(|cell| (*cell).clone()),
        open: open
            .iter()
            .filter(|each| each.product == Some(product) && each.unit.trim() == unit)
            .map(|each| (*each).clone())
            .collect(),
    };
    let rows = products.into_iter().map(|product| {
        let cells = units.iter().map(|unit| cell(product.id, unit)).collect();
        (product.clone(), cells)
    });
    Map { rows: rows.collect(), units: units.iter().cloned().collect() }
}

/// The opportunity that a cell becomes: an upsell where the client has the product elsewhere, else a cross-sell.
pub fn opportunity(
    map: &Map,
    row: usize,
    column: usize,
    id: Id<Opportunity>,
    account: Id<Account>,
) -> Option<Opportunity> {
    let (product, cells) = map.rows.get(row)?;
    let unit = map.units.get(column)?;
    let known = cells.get(column)?.known.as_ref();
    let owned = cells.iter().filter_map(|cell| cell.known.as_ref()).any(|known| known.state == WhitespaceState::Owned);
    Some(Opportunity {
        id,
        account,
        name: format!("{}, {unit}", product.name),
        kind: if owned { OpportunityKind::Upsell } else { OpportunityKind::CrossSell },
        product: Some(product.id),
        unit: unit.clone(),
        amount: known.filter(|known| known.state != WhitespaceState::Owned).and_then(|known| known.amount),
        competitor: known.map(|known| known.competitor.clone()).unwrap_or_default(),
        ..Opportunity::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Entity, Money, Stored, choice::Stage};
    use uuid::Uuid;

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn cell(number: u128, product: u128, unit: &str, state: WhitespaceState, units: i64) -> Stored {
        let amount = Some(Money::units(units, Currency::EUR));
        let cell = Whitespace {
            id: id(number),
            account: id(1),
            product: id(product),
            unit: unit.into(),
            state,
            amount,
            ..Whitespace::default()
        };
        Stored::own(cell.into_record())
    }

    fn world() -> Records {
        let product = |number, name: &str| Product { id: id(number), name: name.into(), ..Product::default() };
        let won = Opportunity {
            id: id(20),
            account: id(1),
            product: Some(id(3)),
            unit: "Finance".into(),
            stage: Stage::Won,
            ..Opportunity::default()
        };
        let open = Opportunity {
            id: id(21),
            amount: Some(Money::units(50, Currency::EUR)),
            stage: Stage::Proposal,
            ..won.clone()
        };
        [
            Stored::own(product(2, "Flow").into_record()),
            Stored::own(product(3, "Insight").into_record()),
            cell(10, 2, "Nursing", WhitespaceState::Owned, 100),
            cell(11, 2, "Finance", WhitespaceState::Competitor, 40),
            cell(12, 3, "Nursing", WhitespaceState::Potential, 30),
            cell(13, 3, "Finance", WhitespaceState::Potential, 45),
            Stored::own(won.into_record()),
            Stored::own(open.into_record()),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn totals_count_each_cell_once_and_what_is_on_its_way_no_longer_as_potential() {
        let map = map(&world(), id(1));
        assert_eq!(map.units, ["Finance", "Nursing"]);
        assert_eq!(map.row(0), Sum { owned: 10_000, on_its_way: 0, potential: 4000 });
        assert_eq!(map.column(0), Sum { owned: 0, on_its_way: 5000, potential: 4000 });
        assert_eq!(map.total(), Sum { owned: 10_000, on_its_way: 5000, potential: 7000 });
    }

    #[test]
    fn a_cell_becomes_an_opportunity_with_what_is_known_of_it() {
        let map = map(&world(), id(1));
        let made = |row, column| opportunity(&map, row, column, id(99), id(1)).unwrap_or_default();
        let flow = made(0, 0);
        assert_eq!(
            (flow.name.as_str(), flow.kind, flow.amount.map(|a| a.minor)),
            ("Flow, Finance", OpportunityKind::Upsell, Some(4000))
        );
        let insight = made(1, 1);
        assert_eq!((insight.kind, insight.amount.map(|a| a.minor)), (OpportunityKind::CrossSell, Some(3000)));
        assert_eq!(made(0, 1).amount, None, "what is owned is no estimate");
        assert_eq!(opportunity(&map, 5, 0, id(99), id(1)), None);
    }
}
