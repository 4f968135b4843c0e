//! Days on which the page was used. What is kept for a number of days counts these, because the
//! clock of a computer may be set wrong by years.

use serde::{Deserialize, Serialize};

use super::{Entry, InTrash};

/// For how many days of use a deleted document can be restored.
const KEPT_AFTER_DELETION_DAYS: u64 = 30;

/// How many days the page was used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    pub n_days: u64,
    /// The last day counted, as the calendar showed it.
    day: String,
}

impl Usage {
    /// Reads the stored text; the count begins anew when there is none or it cannot be read.
    pub fn read(text: Option<&str>) -> Usage {
        let usage = text.and_then(|it| serde_json::from_str(it).ok());
        usage.unwrap_or_default()
    }

    /// Returns the stored text; [`Usage::read`] reads it.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Counts a load of the page on a day; another load on the same day counts nothing. A clock that
    /// jumps, however far, adds one day.
    pub fn load(&mut self, today: &str) {
        if self.day != today {
            self.day = today.to_owned();
            self.n_days += 1;
        }
    }
}

/// What is due for a document in the trash.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TrashDuty {
    /// Store this count with the document: it was deleted since the list was last read.
    Begin(InTrash),
    /// Purge it: it was in the trash for long enough.
    Purge,
}

/// Returns what is due for what was deleted at a time and counted since; `None` when it is not in the
/// trash or stays there.
pub fn trash_duty(
    deleted_ms: Option<f64>,
    in_trash: Option<InTrash>,
    usage: &Usage,
) -> Option<TrashDuty> {
    let deleted_ms = deleted_ms?;
    match in_trash {
        // A count that is ahead is of a usage that was lost: the days are counted anew.
        Some(it) if it.deleted_ms == deleted_ms && it.n_days <= usage.n_days => {
            let is_due = it.n_days + KEPT_AFTER_DELETION_DAYS < usage.n_days;
            is_due.then_some(TrashDuty::Purge)
        }
        _ => Some(TrashDuty::Begin(InTrash {
            deleted_ms,
            n_days: usage.n_days,
        })),
    }
}

impl Entry {
    /// Returns what is due for the document.
    pub fn trash_duty(&self, usage: &Usage) -> Option<TrashDuty> {
        trash_duty(self.meta.deleted_ms, self.meta.in_trash, usage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::persist::Meta;

    fn deleted_at(deleted_ms: f64, in_trash: Option<InTrash>) -> Entry {
        Entry {
            id: String::new(),
            summary: Err(String::new()),
            meta: Meta {
                deleted_ms: Some(deleted_ms),
                in_trash,
                ..Meta::default()
            },
        }
    }

    /// Lists the trash once and returns the duty, after storing a count that begins.
    fn list(entry: &mut Entry, usage: &Usage) -> Option<TrashDuty> {
        let duty = entry.trash_duty(usage);
        if let Some(TrashDuty::Begin(count)) = duty {
            entry.meta.in_trash = Some(count);
        }
        duty
    }

    #[test]
    fn a_clock_that_jumps_purges_nothing() {
        let mut usage = Usage::default();
        usage.load("2026-11-26");
        let mut entry = deleted_at(5.0, None);
        assert!(matches!(
            list(&mut entry, &usage),
            Some(TrashDuty::Begin(_))
        ));
        for day in [
            "2027-12-31",
            "2027-12-31",
            "2025-10-22",
            "2026-11-26",
            "2027-12-31",
        ] {
            usage.load(day);
            for _ in 0..50 {
                assert_eq!(list(&mut entry, &usage), None, "{day}");
            }
        }
        assert_eq!(usage.n_days, 5);
    }

    #[test]
    fn thirty_days_of_use_purge() {
        let mut usage = Usage::default();
        let mut entry = deleted_at(5.0, None);
        usage.load("day 0");
        list(&mut entry, &usage);
        for day in 1..=30 {
            let day = format!("day {day}");
            (0..3).for_each(|_| usage.load(&day));
            usage = Usage::read(Some(&usage.write()));
            assert_eq!(list(&mut entry, &usage), None, "{day}");
        }
        usage.load("day 31");
        assert_eq!(list(&mut entry, &usage), Some(TrashDuty::Purge));
    }

    #[test]
    fn a_count_of_an_earlier_deletion_or_a_lost_usage_begins_anew() {
        let usage = Usage {
            n_days: 100,
            day: String::new(),
        };
        let old = InTrash {
            deleted_ms: 5.0,
            n_days: 1,
        };
        assert_eq!(
            deleted_at(5.0, Some(old)).trash_duty(&usage),
            Some(TrashDuty::Purge)
        );
        let again = deleted_at(9.0, Some(old)).trash_duty(&usage);
        assert!(matches!(again, Some(TrashDuty::Begin(_))));
        let lost = deleted_at(5.0, Some(InTrash { n_days: 200, ..old })).trash_duty(&usage);
        assert!(matches!(lost, Some(TrashDuty::Begin(_))));
        let kept = Entry {
            meta: Meta::default(),
            ..deleted_at(0.0, None)
        };
        assert_eq!(kept.trash_duty(&usage), None);
        // The text of earlier builds was a time.
        assert_eq!(Usage::read(Some("1764170000000")), Usage::default());
        assert_eq!(Usage::read(None), Usage::default());
    }
}
