//! Putting lists in order. The standard library compiles a sort of its own for each type of element, several kilobytes
//! of program each; here one sort of positions serves them all.

use std::cmp::Ordering;

/// A list that can be put in order. Equal elements stay in the order in which they stood.
pub trait Order<T> {
    /// Orders by comparing elements.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Orders by a key of each element.
    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }
}

impl<T> Order<T> for Vec<T> {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let order = positions(self.len(), &mut |a, b| compare(&self[a], &self[b]));
        let mut elements: Vec<Option<T>> = self.drain(..).map(Some).collect();
        self.extend(order.into_iter().filter_map(|at| elements[at].take()));
    }
}

/// The positions of a list in order.
fn positions(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    order.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_orders_as_the_standard_library_does(list in prop::collection::vec((0..9_u8, any::<u16>()), 0..40)) {
            let (mut ours, mut theirs) = (list.clone(), list);
            ours.order_by_key(|(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(ours, theirs);
        }
    }
}
