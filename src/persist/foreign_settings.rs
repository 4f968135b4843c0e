//! The settings of a backup. The file may come from anybody, so only known settings are taken, each
//! read and written anew, and the user is told what they change.

use std::collections::BTreeMap;

use super::{
    Texts,
    form::{read_form, write_form},
    keys::{FORMS, LANGUAGE, PROFILE, ROLES, ZOOM},
    review::checked_profile,
};
use crate::{
    model::Role,
    wording::{Key, Language, Message},
};

/// The zoom factors that the grid offers.
pub const ZOOM_MIN: f64 = 0.5;
pub const ZOOM_MAX: f64 = 2.0;

/// The largest number of forms and of headings with a role; no user has a tenth of them.
const FORMS_MAX: usize = 100;
const ROLES_MAX: usize = 2_000;
/// The longest heading that a role is remembered for, in bytes.
const HEADING_MAX: usize = 1_000;
/// The longest profile, in bytes; the built-in lists together have a tenth of it.
const PROFILE_MAX: usize = 1 << 20;
/// Relative widths of the columns of a form, and its font sizes in points.
const WIDTHS: (f32, f32) = (0.01, 1_000.0);
const SIZES: (u8, u8) = (6, 20);

/// A setting that can be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignSetting {
    pub key: &'static str,
    pub text: String,
    /// What it is, for the user who may decline it.
    pub told: Message,
}

/// Returns the settings of a backup that this build knows, within their limits. `is_rule` says
/// whether a rule has an id.
pub fn foreign_settings(texts: &Texts, is_rule: fn(&str) -> bool) -> Vec<ForeignSetting> {
    type Read<'env> = &'env dyn Fn(&str) -> Option<(String, Message)>;
    let known: [(&str, Read); 5] = [
        (LANGUAGE, &language),
        (ZOOM, &zoom),
        (PROFILE, &|text| profile(text, is_rule)),
        (FORMS, &forms),
        (ROLES, &roles),
    ];
    let settings = known.into_iter().filter_map(|(key, read)| {
        let (text, told) = read(texts.get(key)?)?;
        Some(ForeignSetting { key, text, told })
    });
    settings.collect()
}

fn json(value: &impl serde::Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

fn language(text: &str) -> Option<(String, Message)> {
    let language: Language = serde_json::from_str(text).ok()?;
    let told = match language {
        Language::Vietnamese => Key::SettingVietnamese,
        Language::English => Key::SettingEnglish,
    };
    Some((json(&language)?, told.into()))
}

fn zoom(text: &str) -> Option<(String, Message)> {
    let zoom: f64 = serde_json::from_str(text).ok()?;
    let zoom = zoom.clamp(ZOOM_MIN, ZOOM_MAX);
    let percent = format!("{:.0}", zoom * 100.0);
    Some((json(&zoom)?, Key::SettingZoom.with([percent])))
}

fn profile(text: &str, is_rule: fn(&str) -> bool) -> Option<(String, Message)> {
    let text: String = serde_json::from_str(text).ok()?;
    if PROFILE_MAX < text.len() {
        return None;
    }
    let profile = checked_profile(&text, is_rule)?;
    let told = match profile.has_indicators {
        true => Key::SettingProfileWithIndicators,
        false => Key::SettingProfile,
    };
    let counts = [profile.n_off, profile.n_weighed, profile.n_agencies];
    let told = told.with(counts.map(|n| n.to_string()));
    Some((json(&profile.text)?, told))
}

fn forms(text: &str) -> Option<(String, Message)> {
    let texts: Vec<String> = serde_json::from_str(text).ok()?;
    let mut forms: Vec<_> = texts.iter().filter_map(|text| read_form(text)).collect();
    forms.truncate(FORMS_MAX);
    for sheet in forms.iter_mut().flat_map(|form| &mut form.sheets) {
        sheet.paper.cell_size = sheet.paper.cell_size.map(|it| it.clamp(SIZES.0, SIZES.1));
        for column in &mut sheet.columns {
            let width = column.width.filter(|it| it.is_finite());
            column.width = width.map(|it| it.clamp(WIDTHS.0, WIDTHS.1));
        }
    }
    let names: Vec<&str> = forms.iter().map(|form| form.name.as_str()).collect();
    let told = Key::SettingForms.with([names.len().to_string(), names.join(", ")]);
    let texts: Vec<String> = forms.iter().map(write_form).collect();
    (!texts.is_empty()).then_some((json(&texts)?, told))
}

fn roles(text: &str) -> Option<(String, Message)> {
    let roles: BTreeMap<String, String> = serde_json::from_str(text).ok()?;
    let is_known = |(heading, role): &(String, String)| {
        heading.len() <= HEADING_MAX && Role::from_key(role).is_some()
    };
    let roles: BTreeMap<String, String> =
        roles.into_iter().filter(is_known).take(ROLES_MAX).collect();
    let told = Key::SettingRoles.with([roles.len().to_string()]);
    (!roles.is_empty()).then_some((json(&roles)?, told))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Form;

    fn taken(key: &str, text: &str) -> Vec<ForeignSetting> {
        let texts = [(key.to_owned(), text.to_owned())].into();
        foreign_settings(&texts, |rule| rule != "no-rule")
    }

    #[test]
    fn a_zoom_is_within_what_the_page_offers() {
        for (text, expected) in [("1e9", "2.0"), ("-4", "0.5"), ("1.25", "1.25")] {
            assert_eq!(taken(ZOOM, text)[0].text, expected);
        }
        for text in ["null", "\"1\"", "x", "1e999"] {
            assert_eq!(taken(ZOOM, text), [], "{text}");
        }
    }

    #[test]
    fn unknown_settings_and_values_are_left() {
        for key in [
            "phuluc/of-a-later-version",
            "phuluc/clock",
            "phuluc/reopen",
            "other",
        ] {
            assert_eq!(taken(key, "1"), [], "{key}");
        }
        assert_eq!(taken(LANGUAGE, "\"French\""), []);
        assert_eq!(
            taken(LANGUAGE, "\"English\"")[0].told,
            Key::SettingEnglish.into()
        );
        assert_eq!(taken(PROFILE, "\"{}\""), []);
        assert_eq!(taken(FORMS, "[\"{}\"]"), []);
        let long = "x".repeat(HEADING_MAX + 1);
        let roles = format!("{{\"A\":\"unit\",\"B\":\"no-role\",\"{long}\":\"unit\"}}");
        let roles = taken(ROLES, &roles);
        assert_eq!(roles[0].text, "{\"A\":\"unit\"}");
    }

    #[test]
    fn switched_off_rules_are_told() {
        let file = "{\"format\":\"phuluc-profile\",\"version\":1,\"rules\":{\"leading-dash\":\"off\",\"stray-spacing\":\"error\",\"no-rule\":\"off\"},\"x\":1}";
        let found = taken(PROFILE, &serde_json::to_string(file).unwrap());
        let counts = ["1", "1", "0"].map(str::to_owned);
        assert_eq!(found[0].told, Key::SettingProfile.with(counts));
        assert!(!found[0].text.contains("no-rule") && !found[0].text.contains("\\\"x\\\""));
    }

    #[test]
    fn forms_are_written_anew_within_limits() {
        let mut form = Form::built_in().remove(0);
        form.sheets[0].paper.cell_size = Some(255);
        form.sheets[0].columns[0].width = Some(1e30);
        let text = serde_json::to_string(&[write_form(&form)]).unwrap();
        let found = taken(FORMS, &text);
        let texts: Vec<String> = serde_json::from_str(&found[0].text).unwrap();
        let form = read_form(&texts[0]).unwrap();
        assert_eq!(form.sheets[0].paper.cell_size, Some(20));
        assert_eq!(form.sheets[0].columns[0].width, Some(1_000.0));
    }
}
