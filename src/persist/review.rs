//! The stored form of a document's review, and of a profile as a file.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

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
    let file: ProfileFile = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let is_known = file.format == PROFILE_MARK && file.version == 1;
    is_known.then(|| load_profile(file.profile))
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
        profile: load_profile(saved.profile),
    }
}

fn save_profile(profile: &Profile) -> SavedProfile {
    let rules = profile.rules.iter().map(|(rule, severity)| {
        let severity = severity.map_or("off", Severity::key);
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
            .filter_map(|(rule, severity)| match severity.as_str() {
                "off" => Some((rule, None)),
                // Severities that only a later version knows are ignored.
                known => Some((rule, Some(Severity::from_key(known)?))),
            })
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
        model::{Document, sample},
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
                lists_findings: true,
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
