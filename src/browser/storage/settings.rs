//! Settings, in local storage only.
//!
//! Those without a `Result` are conveniences: when they cannot be stored, the user is not told.

use std::collections::HashMap;

use gloo_storage::{LocalStorage, Storage as _};

use super::local;
use crate::{
    model::{Form, Profile},
    persist::{
        self, StorageError, ZOOM_MAX, ZOOM_MIN,
        keys::{FINDINGS_OPEN, FORMS, LANGUAGE, PROFILE, ROLES, ZOOM},
    },
    wording::Language,
};

/// Returns the language of the page.
pub fn language() -> Language {
    match local::raw() {
        Ok(_) => LocalStorage::get(LANGUAGE).unwrap_or_default(),
        Err(_) => Language::default(),
    }
}

pub fn set_language(language: Language) {
    if local::raw().is_ok() {
        LocalStorage::set(LANGUAGE, language).ok();
    }
}

/// Returns the user's default profile for new documents, if there is one.
pub fn profile() -> Option<Profile> {
    local::raw().ok()?;
    let text: String = LocalStorage::get(PROFILE).ok()?;
    persist::read_profile(&text)
}

/// Stores the default profile for new documents.
pub fn set_profile(profile: &Profile) -> Result<(), StorageError> {
    local::raw()?;
    let text = persist::write_profile(profile);
    LocalStorage::set(PROFILE, text).map_err(|_| StorageError::Full)
}

/// Returns the user's own forms of annexes.
pub fn forms() -> Vec<Form> {
    let texts = local::raw()
        .ok()
        .and_then(|_| LocalStorage::get::<Vec<String>>(FORMS).ok());
    let texts = texts.unwrap_or_default();
    texts
        .iter()
        .filter_map(|text| persist::read_form(text))
        .collect()
}

/// Stores the user's own forms, replacing those stored before.
pub fn set_forms(forms: &[Form]) -> Result<(), StorageError> {
    local::raw()?;
    let texts: Vec<String> = forms.iter().map(persist::write_form).collect();
    LocalStorage::set(FORMS, texts).map_err(|_| StorageError::Full)
}

/// Returns the zoom of documents that have none of their own: a backup may have brought one.
pub(super) fn usual_zoom() -> f64 {
    match local::raw() {
        Ok(_) => LocalStorage::get(ZOOM).map_or(1.0, |it: f64| it.clamp(ZOOM_MIN, ZOOM_MAX)),
        Err(_) => 1.0,
    }
}

/// Whether the findings stood beside the sheet last.
pub fn findings_open() -> bool {
    local::raw().is_ok() && LocalStorage::get(FINDINGS_OPEN).unwrap_or_default()
}

pub fn set_findings_open(open: bool) {
    if local::raw().is_ok() {
        LocalStorage::set(FINDINGS_OPEN, open).ok();
    }
}

/// Returns the roles that the user assigned to column headings: heading → key of the role.
pub fn roles() -> HashMap<String, String> {
    match local::raw() {
        Ok(_) => LocalStorage::get(ROLES).unwrap_or_default(),
        Err(_) => HashMap::new(),
    }
}

/// Stores the role of a column heading for later imports.
pub fn remember_role(heading: &str, role: &str) {
    let mut known = roles();
    known.insert(heading.to_owned(), role.to_owned());
    if local::raw().is_ok() {
        LocalStorage::set(ROLES, known).ok();
    }
}
