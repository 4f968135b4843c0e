//! The stored form of how a document's reports are judged and told.

use serde::{Deserialize, Serialize};

use crate::model::{Date, Opening, Pace, PeriodReport, ReportPeriod, Reporting, RowId};

/// Every field has a default, because files of older versions have fewer fields.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct SavedReporting {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    late_percent: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_quarters: Option<u16>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    periods: Vec<SavedPeriod>,
}

#[derive(Serialize, Deserialize)]
struct SavedPeriod {
    /// The period's label; empty where the report does not say its period.
    #[serde(default)]
    period: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opening: Option<SavedOpening>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    filled: Vec<(u32, String)>,
}

#[derive(Serialize, Deserialize)]
struct SavedOpening {
    proposed: String,
    text: String,
}

pub(super) fn save(reporting: &Reporting) -> SavedReporting {
    let Pace {
        late_percent,
        last_quarters,
    } = reporting.pace;
    let usual = Pace::default();
    let periods = reporting.periods.iter().map(|it| SavedPeriod {
        period: it.period.map_or(String::new(), ReportPeriod::label),
        date: it.date.map(|date| date.written()),
        opening: it.opening.as_ref().map(|it| SavedOpening {
            proposed: it.proposed.clone(),
            text: it.text.clone(),
        }),
        filled: it
            .filled
            .iter()
            .map(|(row, text)| (row.0, text.clone()))
            .collect(),
    });
    SavedReporting {
        late_percent: Some(late_percent).filter(|it| *it != usual.late_percent),
        last_quarters: Some(last_quarters).filter(|it| *it != usual.last_quarters),
        periods: periods.collect(),
    }
}

pub(super) fn load(saved: SavedReporting) -> Reporting {
    let usual = Pace::default();
    let periods = saved.periods.into_iter().map(|it| PeriodReport {
        period: ReportPeriod::parse(&it.period),
        date: it.date.as_deref().and_then(Date::parse),
        opening: it.opening.map(|it| Opening {
            proposed: it.proposed,
            text: it.text,
        }),
        filled: it
            .filled
            .into_iter()
            .map(|(row, text)| (RowId(row), text))
            .collect(),
    });
    Reporting {
        pace: Pace {
            late_percent: saved.late_percent.unwrap_or(usual.late_percent),
            last_quarters: saved.last_quarters.unwrap_or(usual.last_quarters),
        },
        periods: periods.collect(),
    }
}
