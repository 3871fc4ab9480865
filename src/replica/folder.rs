//! What stands in a folder: the backups of a device, and the file of each copy that a folder is shared by. It knows
//! names, not how a folder is read. MERGE.md, Folder.

use chrono::{Datelike, NaiveDateTime, Timelike};

use super::stamp::CopyId;

const BACKUP: &str = "mainstay-backup-";
const SHARED: &str = "mainstay-copy-";
/// How a backup notes its moment.
const MOMENT: &str = "%Y-%m-%d-%H%M%S";
/// How many backups are kept: one for each of the last hours, days and months that have one.
const HOURS: usize = 24;
const DAYS: usize = 30;
const MONTHS: usize = 12;

/// The beginning of the hour, day or month in which a moment is.
type Span<'a> = &'a dyn Fn(&NaiveDateTime) -> Option<NaiveDateTime>;

/// How names end of what is sealed, and of what is not.
fn ending(is_sealed: bool) -> &'static str {
    if is_sealed { ".mainstay" } else { ".json" }
}

/// The name of a backup that is written now.
pub fn backup_name(now: NaiveDateTime, is_sealed: bool) -> String {
    format!("{BACKUP}{}{}", now.format(MOMENT), ending(is_sealed))
}

/// When a backup was written, by its name; `None` of what is no backup.
pub fn backup_time(name: &str) -> Option<NaiveDateTime> {
    let moment = name.strip_prefix(BACKUP)?.get(.."2026-01-01-000000".len())?;
    NaiveDateTime::parse_from_str(moment, MOMENT).ok()
}

/// The backups that need not be kept: of those of one hour, day or month only the newest is, as far back as it is kept.
/// What is no backup is left alone.
pub fn superfluous(names: &[String]) -> Vec<String> {
    let mut backups: Vec<(NaiveDateTime, &String)> =
        names.iter().filter_map(|name| Some((backup_time(name)?, name))).collect();
    backups.sort();
    backups.reverse();
    let mut kept: Vec<&String> = Vec::new();
    let first_of_month = |at: &NaiveDateTime| Datelike::with_day(&at.date(), 1).unwrap_or(at.date());
    let spans: [(Span, usize); 3] = [
        (&|at| at.date().and_hms_opt(at.hour(), 0, 0), HOURS),
        (&|at| at.date().and_hms_opt(0, 0, 0), DAYS),
        (&|at| first_of_month(at).and_hms_opt(0, 0, 0), MONTHS),
    ];
    for (span, most) in spans {
        let mut seen: Vec<Option<NaiveDateTime>> = Vec::new();
        for (at, name) in &backups {
            if seen.len() < most && seen.last() != Some(&span(at)) {
                seen.push(span(at));
                kept.push(name);
            }
        }
    }
    backups.into_iter().map(|(_, name)| name).filter(|name| !kept.contains(name)).cloned().collect()
}

/// The name of what a copy writes into a folder that it shares. Nobody else writes it.
pub fn copy_name(device: CopyId, is_sealed: bool) -> String {
    format!("{SHARED}{device}{}", ending(is_sealed))
}

/// The device whose file this is, by its name.
pub fn device_of(name: &str) -> Option<CopyId> {
    name.strip_prefix(SHARED)?.get(..16)?.parse().ok()
}

/// Whether a name is that of a file of another copy. A service that keeps folders alike may have put something behind
/// it, as in “(conflicted copy)”; what it holds is merged all the same.
pub fn is_of_another(name: &str, device: CopyId) -> bool {
    let own = [false, true].map(|is_sealed| copy_name(device, is_sealed));
    name.starts_with(SHARED)
        && [".json", ".mainstay"].iter().any(|end| name.ends_with(end))
        && !own.iter().any(|own| own == name)
}

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate, TimeDelta};

    use super::*;

    fn noon(day: u64) -> NaiveDateTime {
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default() + Days::new(day);
        first.and_hms_opt(12, 0, 0).unwrap_or_default()
    }

    #[test]
    fn a_backup_says_when_it_was_written() {
        assert_eq!(backup_name(noon(0), true), "mainstay-backup-2026-01-01-120000.mainstay");
        assert_eq!(backup_time("mainstay-backup-2026-01-01-120000.mainstay"), Some(noon(0)));
        assert_eq!(backup_time("mainstay-backup-2026-01-01-120000 (1).json"), Some(noon(0)));
        for other in ["plan.json", "mainstay-backup-", "mainstay-backup-2026-13-01-120000.json"] {
            assert_eq!(backup_time(other), None, "{other}");
        }
    }

    #[test]
    fn of_two_years_of_hourly_backups_the_hours_days_and_months_stay() {
        let mut names: Vec<String> = vec!["plan.json".into()];
        for hour in 0..730 * 24 {
            let at = noon(0) + TimeDelta::hours(hour);
            names.push(backup_name(at, false));
            let gone = superfluous(&names);
            assert!(gone.len() <= 3, "one comes, at most three go: {gone:?}");
            names.retain(|name| !gone.contains(name));
        }
        let newest = noon(0) + TimeDelta::hours(730 * 24 - 1);
        assert!(names.contains(&backup_name(newest, false)) && names.contains(&"plan.json".to_owned()));
        let mut times: Vec<NaiveDateTime> = names.iter().filter_map(|name| backup_time(name)).collect();
        times.sort();
        assert!((HOURS + DAYS + MONTHS - 4..=HOURS + DAYS + MONTHS).contains(&times.len()), "{}", times.len());
        assert!(newest - times[0] > TimeDelta::days(300), "the oldest is of the first of twelve months");
    }

    #[test]
    fn a_copy_reads_the_files_of_others_whatever_a_service_has_named_them() {
        let own = CopyId(7);
        let other = copy_name(CopyId(8), false);
        assert!(is_of_another(&other, own));
        assert!(is_of_another("mainstay-copy-0000000000000008 (Ines' conflicted copy).json", own));
        assert!(is_of_another("mainstay-copy-0000000000000007 (conflicted copy).mainstay", own));
        assert!(!is_of_another(&copy_name(own, true), own) && !is_of_another(&copy_name(own, false), own));
        for not_one in
            ["mainstay-copy-0000000000000008.json.crswap", "mainstay-backup-2026-01-01-120000.json", "notes.txt"]
        {
            assert!(!is_of_another(not_one, own), "{not_one}");
        }
    }
}
