//! Keys that put a list in order, so that one item can move without the others: between any two keys there is another.
//! A key is small letters and does not end in `a`.

const FIRST: u8 = b'a';
/// One more than the last letter.
const END: u8 = b'z' + 1;

/// A key after `before` (the empty text stands before every key) and before `after`, if there is one.
pub fn between(before: &str, after: Option<&str>) -> String {
    let Some(after) = after.filter(|after| *after > before) else { return following(before) };
    let (before, mut after) = (before.as_bytes(), Some(after.as_bytes()));
    let mut key = String::new();
    for at in 0.. {
        let low = before.get(at).copied().unwrap_or(FIRST);
        let high = after.map_or(END, |after| after.get(at).copied().unwrap_or(END));
        if high.saturating_sub(low) > 1 {
            key.push(char::from(low + (high - low) / 2));
            break;
        }
        key.push(char::from(low));
        if high > low {
            after = None;
        }
    }
    key
}

/// The next key of a list that grows at its end.
fn following(before: &str) -> String {
    match before.as_bytes().last() {
        Some(last) if *last + 1 < END => {
            let mut key = before[..before.len() - 1].to_owned();
            key.push(char::from(last + 1));
            key
        }
        _ => format!("{before}b"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_key_stands_between_its_neighbours(places in prop::collection::vec(any::<prop::sample::Index>(), 1..80)) {
            let mut keys: Vec<String> = Vec::new();
            for place in places {
                let at = place.index(keys.len() + 1);
                let before = if at == 0 { "" } else { keys[at - 1].as_str() };
                let key = between(before, keys.get(at).map(String::as_str));
                prop_assert!(!key.ends_with('a'));
                keys.insert(at, key);
                prop_assert!(keys.is_sorted() && keys.windows(2).all(|pair| pair[0] != pair[1]), "{keys:?}");
            }
        }
    }
}
