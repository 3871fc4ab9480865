//! The clock of the page: the time, the local date, and how the chosen country writes both.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::host::Host;
use crate::domain::{Diff, Kind, Locale, Millis, Record, Stored, choice::Country};

/// The time and the locale, which readers follow.
#[derive(Clone, Copy)]
pub struct Clock {
    host: Host,
    today: RwSignal<NaiveDate>,
    locale: RwSignal<Locale>,
}

impl Clock {
    /// The host's clock, in the locale of a workspace without settings.
    pub fn new(host: Host) -> Self {
        let (today, locale) = ((host.today)(), (host.locale)(Country::default()));
        Self { host, today: RwSignal::new(today), locale: RwSignal::new(locale) }
    }

    /// The time.
    pub fn now(self) -> Millis {
        (self.host.now)()
    }

    /// The local date. It moves when [`Clock::look`] finds a new one.
    pub fn today(self) -> NaiveDate {
        self.today.get()
    }

    /// The same, for what happens once.
    pub fn today_untracked(self) -> NaiveDate {
        self.today.get_untracked()
    }

    /// Takes over a new date after midnight.
    pub fn look(self) {
        let today = (self.host.today)();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
    }

    /// How the chosen country writes numbers and dates.
    pub fn locale(self) -> Signal<Locale> {
        self.locale.into()
    }

    /// Has the host read the habits of a country.
    pub fn use_country(self, country: Country) {
        self.locale.set((self.host.locale)(country));
    }

    /// The same for the country that the settings name now. Reading its habits costs, so only where it changed.
    pub fn follow_country(self, diff: &Diff) {
        let country = |row: &Option<Stored>| match row.as_ref().and_then(Stored::live) {
            Some(Record::Workspace(settings)) => settings.country,
            _ => Country::default(),
        };
        let settings = diff.deltas.iter().find(|delta| delta.key.kind == Kind::Workspace);
        if let Some(delta) = settings.filter(|delta| country(&delta.before) != country(&delta.after)) {
            self.use_country(country(&delta.after));
        }
    }
}
