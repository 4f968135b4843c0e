//! The stored form of a document's review, and of a profile as a file.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::reporting::{self, SavedReporting};
use crate::{
    model::{AnnexId, CellRef, ColumnId, Profile, Review, RowId, Severity, Waiver},
    reference::{
        agencies::{self, Directory},
        indicators::Indicators,
    },
};

/// Every field has a default, because files of older versions have fewer fields.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct SavedReview {
    #[serde(default)]
    profile: SavedProfile,
    #[serde(default)]
    waivers: Vec<SavedWaiver>,
    #[serde(default)]
    lists_waivers: bool,
    #[serde(default)]
    lists_findings: bool,
    #[serde(default)]
    exports_notes: bool,
    #[serde(default)]
    reporting: SavedReporting,
}

#[derive(Default, Serialize, Deserialize)]
struct SavedProfile {
    /// Rule id → `error`, `warning`, `hint` or `off`.
    #[serde(default)]
    rules: BTreeMap<String, String>,
    /// The user's own agencies, as lines of an agency file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    agencies: String,
    /// The user's own national indicators, as lines of an indicator file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    indicators: String,
}

#[derive(Serialize, Deserialize)]
struct SavedWaiver {
    annex: u32,
    row: u32,
    column: u32,
    rule: String,
    text: String,
    reason: String,
}

/// The value of `format` by which a profile file is recognised.
const PROFILE_MARK: &str = "phuluc-profile";

#[derive(Serialize, Deserialize)]
struct ProfileFile {
    format: String,
    version: u32,
    #[serde(flatten)]
    profile: SavedProfile,
}

/// The value of a rule that is switched off.
const OFF: &str = "off";

/// Reads the value of a rule; the inner `None` is one that is switched off.
fn known_severity(text: &str) -> Option<Option<Severity>> {
    match text {
        OFF => Some(None),
        key => Severity::from_key(key).map(Some),
    }
}

/// Returns a profile as the text of a file to share.
pub fn write_profile(profile: &Profile) -> String {
    let file = ProfileFile {
        format: PROFILE_MARK.to_owned(),
        version: 1,
        profile: save_profile(profile),
    };
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

/// Reads a profile file; `None` when the text is not one or its version is newer.
pub fn read_profile(text: &str) -> Option<Profile> {
    Some(load_profile(read_file(text)?.profile))
}

fn read_file(text: &str) -> Option<ProfileFile> {
    let file: ProfileFile = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let is_known = file.format == PROFILE_MARK && file.version == 1;
    is_known.then_some(file)
}

pub(super) fn save(review: &Review) -> SavedReview {
    let waivers = review.waivers.iter().map(|it| SavedWaiver {
        annex: it.place.annex.0,
        row: it.place.row.0,
        column: it.place.column.0,
        rule: it.rule.clone(),
        text: it.text.clone(),
        reason: it.reason.clone(),
    });
    SavedReview {
        profile: save_profile(&review.profile),
        waivers: waivers.collect(),
        lists_waivers: review.lists_waivers,
        lists_findings: review.lists_findings,
        exports_notes: review.exports_notes,
        reporting: reporting::save(&review.reporting),
    }
}

pub(super) fn load(saved: SavedReview) -> Review {
    let waivers = saved.waivers.into_iter().map(|it| Waiver {
        place: CellRef {
            annex: AnnexId(it.annex),
            row: RowId(it.row),
            column: ColumnId(it.column),
        },
        rule: it.rule,
        text: it.text,
        reason: it.reason,
    });
    Review {
        waivers: waivers.collect(),
        lists_waivers: saved.lists_waivers,
        lists_findings: saved.lists_findings,
        exports_notes: saved.exports_notes,
        reporting: reporting::load(saved.reporting),
        profile: load_profile(saved.profile),
    }
}

/// A profile file that was read and written anew, and what it changes.
pub(super) struct CheckedProfile {
    pub text: String,
    /// Numbers of rules that it switches off and gives another severity.
    pub n_off: usize,
    pub n_weighed: usize,
    /// Number of agencies of its own.
    pub n_agencies: usize,
    /// Whether it has a national list of its own.
    pub has_indicators: bool,
}

/// Reads a profile file without what this build does not know; `None` when the text is not one. It
/// leaves the built-in lists alone, because the start page must not contain them.
pub(super) fn checked_profile(text: &str, is_rule: fn(&str) -> bool) -> Option<CheckedProfile> {
    let mut file = read_file(text)?;
    let SavedProfile {
        rules,
        agencies,
        indicators,
    } = &mut file.profile;
    rules.retain(|rule, severity| is_rule(rule) && known_severity(severity).is_some());
    let own = agencies::read(agencies);
    *agencies = agencies::write(&own);
    let own_indicators = Indicators::read(indicators);
    *indicators = own_indicators
        .as_ref()
        .map_or(String::new(), Indicators::write);
    let n_off = rules.values().filter(|it| *it == OFF).count();
    Some(CheckedProfile {
        n_off,
        n_weighed: rules.len() - n_off,
        n_agencies: own.len(),
        has_indicators: own_indicators.is_some(),
        text: serde_json::to_string_pretty(&file).ok()?,
    })
}

fn save_profile(profile: &Profile) -> SavedProfile {
    let rules = profile.rules.iter().map(|(rule, severity)| {
        let severity = severity.map_or(OFF, Severity::key);
        (rule.clone(), severity.to_owned())
    });
    let indicators = &profile.indicators;
    SavedProfile {
        rules: rules.collect(),
        agencies: agencies::write(profile.directory.own()),
        indicators: match indicators.is_own() {
            true => indicators.write(),
            false => String::new(),
        },
    }
}

fn load_profile(saved: SavedProfile) -> Profile {
    let rules = saved.rules.into_iter();
    let own = agencies::read(&saved.agencies);
    Profile {
        rules: rules
            // Severities that only a later version knows are ignored.
            .filter_map(|(rule, severity)| Some((rule, known_severity(&severity)?)))
            .collect(),
        directory: match own.is_empty() {
            true => Directory::standard(),
            false => Arc::new(Directory::with_own(own)),
        },
        indicators: match Indicators::read(&saved.indicators) {
            Some(own) => Arc::new(own),
            None => Indicators::standard(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Date, Document, Opening, Pace, ReportPeriod, Reporting, sample},
        persist,
    };

    fn profile() -> Profile {
        let own = agencies::read("Ban Quản lý Khu kinh tế\tBQL KKT\tactive\n");
        Profile {
            rules: BTreeMap::from([
                ("leading-dash".to_owned(), None),
                ("known-slip".to_owned(), Some(Severity::Error)),
                ("of-a-later-version".to_owned(), Some(Severity::Hint)),
            ]),
            directory: Arc::new(Directory::with_own(own)),
            indicators: Arc::new(
                Indicators::read("name\t2035\nTỷ lệ xã có trạm sạc\t80\n").unwrap(),
            ),
        }
    }

    fn reporting() -> Reporting {
        let mut reporting = Reporting {
            pace: Pace {
                late_percent: 90,
                last_quarters: 2,
            },
            ..Reporting::default()
        };
        reporting.change(ReportPeriod::parse("Quý III/2026"), |it| {
            it.date = Date::parse("05/9/2026");
        });
        let half = ReportPeriod::parse("6 tháng cuối năm 2026");
        for period in [half, None] {
            reporting.change(period, |it| {
                it.opening = Some(Opening {
                    proposed: "Đến hết quý".to_owned(),
                    text: "Thực hiện Kế hoạch,\nđến hết quý".to_owned(),
                });
            });
        }
        reporting
    }

    #[test]
    fn a_review_is_stored_with_its_document() {
        let sample = sample::document();
        let annex = &sample.annexes[0];
        let document = Document {
            review: Review {
                profile: profile(),
                waivers: vec![Waiver {
                    place: CellRef {
                        annex: annex.id,
                        row: annex.rows[1].id,
                        column: annex.columns[1].id,
                    },
                    rule: "leading-dash".to_owned(),
                    text: "- Tỷ lệ".to_owned(),
                    reason: "Theo mẫu của bộ".to_owned(),
                }],
                lists_waivers: true,
                exports_notes: true,
                lists_findings: true,
                reporting: reporting(),
            },
            ..sample
        };
        assert_eq!(persist::load_whole(&persist::save(&document)), Ok(document));
    }

    #[test]
    fn a_profile_is_a_file_of_its_own() {
        let profile = profile();
        assert_eq!(read_profile(&write_profile(&profile)), Some(profile));
        assert_eq!(read_profile("{\"format\":\"another\",\"version\":1}"), None);
        assert_eq!(read_profile("Kính gửi"), None);
        let later = write_profile(&Profile::default()).replace("\"version\": 1", "\"version\": 2");
        assert_eq!(read_profile(&later), None);
    }
}
