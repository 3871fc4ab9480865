//! Products by business units: what the client has, what it could have, and what is on its way.

use std::collections::BTreeSet;

use super::{
    Account, Amount, Id, Opportunity, Order, Person, Product, Records, Whitespace,
    choice::{OpportunityKind, WhitespaceState},
    revenue::Books,
};

/// What stands where a product and a business unit meet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What was entered: what the client owns, a competitor, what could be sold besides.
    pub known: Vec<Whitespace>,
    /// Open opportunities for it.
    pub open: Vec<Opportunity>,
}

impl Cell {
    /// Revenue a year where the client owns it.
    fn owned(&self, books: &Books<'_>) -> Amount {
        self.worth(WhitespaceState::Owned, books)
    }

    /// Recurring amount a year of what is on its way.
    fn on_its_way(&self, books: &Books<'_>) -> Amount {
        self.open.iter().map(|opportunity| books.enter_some(opportunity.amount)).sum()
    }

    /// What could be sold and is not on its way yet: estimates, those where a competitor sits included.
    fn potential(&self, books: &Books<'_>) -> Amount {
        if self.open.is_empty() {
            self.worth(WhitespaceState::Potential, books) + self.worth(WhitespaceState::Competitor, books)
        } else {
            Amount::ZERO
        }
    }

    fn worth(&self, state: WhitespaceState, books: &Books<'_>) -> Amount {
        self.known.iter().filter(|known| known.state == state).map(|known| books.enter_some(known.amount)).sum()
    }

    /// What the cell comes to.
    pub fn sum(&self, books: &Books<'_>) -> Sum {
        let zero = Amount::zero(books.currency());
        Sum {
            owned: zero + self.owned(books),
            on_its_way: zero + self.on_its_way(books),
            potential: zero + self.potential(books),
        }
    }
}

/// What a cell, a row, a column or the whole map comes to a year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sum {
    /// Owned.
    pub owned: Amount,
    /// On its way.
    pub on_its_way: Amount,
    /// Not on its way yet.
    pub potential: Amount,
}

impl Sum {
    fn of<'a>(cells: impl Iterator<Item = &'a Cell>, books: &Books<'_>) -> Self {
        cells.map(|cell| cell.sum(books)).fold(Self::default(), |sum, cell| Self {
            owned: sum.owned + cell.owned,
            on_its_way: sum.on_its_way + cell.on_its_way,
            potential: sum.potential + cell.potential,
        })
    }
}

/// What stands at a product.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The product.
    pub product: Product,
    /// A cell per business unit.
    pub cells: Vec<Cell>,
}

/// Where a cell stands in a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Of which product.
    pub row: usize,
    /// Of which business unit.
    pub column: usize,
}

/// The map of an account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// The business units, in order of name.
    pub units: Vec<String>,
    /// A row per product, with a cell per unit.
    pub rows: Vec<Line>,
}

impl Map {
    /// What a row comes to.
    pub fn row(&self, at: usize, books: &Books<'_>) -> Sum {
        Sum::of(self.rows.get(at).into_iter().flat_map(|line| &line.cells), books)
    }

    /// What a column comes to.
    pub fn column(&self, at: usize, books: &Books<'_>) -> Sum {
        Sum::of(self.rows.iter().filter_map(|line| line.cells.get(at)), books)
    }

    /// What the map comes to.
    pub fn total(&self, books: &Books<'_>) -> Sum {
        Sum::of(self.rows.iter().flat_map(|line| &line.cells), books)
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
    products.order_by(|a, b| (&a.series, &a.name).cmp(&(&b.series, &b.name)));
    let cell = |product: Id<Product>, unit: &str| Cell {
        known: known
            .iter()
            .filter(|cell| cell.product == product && cell.unit.trim() == unit)
            .map(|cell| (*cell).clone())
            .collect(),
        open: open
            .iter()
            .filter(|each| each.product == Some(product) && each.unit.trim() == unit)
            .map(|each| (*each).clone())
            .collect(),
    };
    let rows = products.into_iter().map(|product| {
        let cells = units.iter().map(|unit| cell(product.id, unit)).collect();
        Line { product: product.clone(), cells }
    });
    Map { rows: rows.collect(), units: units.iter().cloned().collect() }
}

/// The opportunity that a cell becomes: an upsell where the client has the product elsewhere, else a cross-sell. How it
/// is called is said by whoever makes it.
pub fn opportunity(map: &Map, at: Place, id: Id<Opportunity>, account: Id<Account>) -> Option<Opportunity> {
    let Line { product, cells } = map.rows.get(at.row)?;
    let unit = map.units.get(at.column)?;
    let known = &cells.get(at.column)?.known;
    let can_be_sold =
        |known: &&Whitespace| matches!(known.state, WhitespaceState::Potential | WhitespaceState::Competitor);
    let amounts = known.iter().filter(can_be_sold).filter_map(|known| known.amount).map(Amount::from);
    let first = || known.iter().filter(can_be_sold).find_map(|known| known.amount);
    let owned = cells.iter().flat_map(|cell| &cell.known).any(|known| known.state == WhitespaceState::Owned);
    Some(Opportunity {
        id,
        account,
        kind: if owned { OpportunityKind::Upsell } else { OpportunityKind::CrossSell },
        product: Some(product.id),
        unit: unit.clone(),
        // Estimates in two currencies have no sum: the first is taken, and the person sees it in the dialog.
        amount: amounts.sum::<Amount>().to_money().or_else(first),
        competitor: known
            .iter()
            .map(|known| known.competitor.clone())
            .find(|name| !name.is_empty())
            .unwrap_or_default(),
        ..Opportunity::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Entity, Money, Stored, choice::Stage};
    use chrono::NaiveDate;
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
        let settings = crate::domain::Workspace::default();
        let books = Books::of_workspace(&settings, NaiveDate::default());
        let sum = |owned, on_its_way, potential| {
            let [owned, on_its_way, potential] =
                [owned, on_its_way, potential].map(|units| Amount::units(units, Currency::EUR));
            Sum { owned, on_its_way, potential }
        };
        assert_eq!(map.row(0, &books), sum(100, 0, 40));
        assert_eq!(map.column(0, &books), sum(0, 50, 40));
        assert_eq!(map.total(&books), sum(100, 50, 70));
    }

    #[test]
    fn what_is_entered_twice_for_a_product_and_a_unit_stands_twice_in_its_cell() {
        let mut all: Vec<Stored> = world().rows().map(|(_, row)| row.clone()).collect();
        all.push(cell(90, 2, "Metering", WhitespaceState::Competitor, 5));
        all.push(cell(91, 2, "Metering", WhitespaceState::Potential, 70));
        let records: Records = all.into_iter().collect();
        let map = map(&records, id(1));
        let column = map.units.iter().position(|unit| unit == "Metering").unwrap_or(usize::MAX);
        let at = |line: &Line| line.cells.get(column).is_some_and(|cell| cell.known.len() == 2);
        let both = map.rows.iter().find(|line| at(line)).and_then(|line| line.cells.get(column));
        let settings = records.workspace();
        let books = Books::in_currency(&settings, Currency::EUR, NaiveDate::default());
        assert_eq!(both.map(|cell| cell.sum(&books).potential), Some(Amount::units(75, Currency::EUR)));
    }

    #[test]
    fn a_cell_becomes_an_opportunity_with_what_is_known_of_it() {
        let map = map(&world(), id(1));
        let made = |row, column| opportunity(&map, Place { row, column }, id(99), id(1)).unwrap_or_default();
        let flow = made(0, 0);
        assert_eq!(
            (flow.unit.as_str(), flow.kind, flow.amount),
            ("Finance", OpportunityKind::Upsell, Some(Money::units(40, Currency::EUR)))
        );
        let insight = made(1, 1);
        assert_eq!((insight.kind, insight.amount), (OpportunityKind::CrossSell, Some(Money::units(30, Currency::EUR))));
        assert_eq!(made(0, 1).amount, None, "what is owned is no estimate");
        assert_eq!(opportunity(&map, Place { row: 5, column: 0 }, id(99), id(1)), None);
    }
}
