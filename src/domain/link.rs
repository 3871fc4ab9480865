//! Links: what shows that something was done, as a note or an address.

use super::Link;

impl Link {
    /// What was typed, as a link: an address is called by its last part, everything else is a note.
    pub fn of_text(text: &str) -> Self {
        if !text.contains("://") {
            return Self { title: text.to_owned(), ..Self::default() };
        }
        let last = text.rsplit('/').find(|part| !part.is_empty()).unwrap_or(text);
        Self { title: last.to_owned(), address: text.to_owned(), ..Self::default() }
    }

    /// The address, where it is one of the web: nothing else is ever opened.
    pub fn safe_address(&self) -> Option<&str> {
        let is_web = ["https://", "http://"].iter().any(|scheme| self.address.starts_with(scheme));
        is_web.then_some(self.address.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_called_by_its_last_part_and_opened_only_on_the_web() {
        let link = |text| {
            let link = Link::of_text(text);
            (link.title.clone(), link.safe_address().map(str::to_owned))
        };
        let file = "https://files.example.com/plans/kickoff.pdf/";
        assert_eq!(link(file), ("kickoff.pdf".into(), Some(file.into())));
        assert_eq!(link("Mail of 3 May"), ("Mail of 3 May".into(), None));
        assert_eq!(link("javascript://%0aalert(1)"), ("%0aalert(1)".into(), None));
    }
}
