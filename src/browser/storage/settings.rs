//! What the user chose, beside the documents: small, and in local storage only.

use std::collections::HashMap;

use gloo_storage::{LocalStorage, Storage as _};

use super::{StorageError, local};
use crate::{
    model::{Form, Profile},
    persist,
    wording::Language,
};

const ROLES: &str = "phuluc/roles";
const LANGUAGE: &str = "phuluc/language";
const ZOOM: &str = "phuluc/zoom";
const PROFILE: &str = "phuluc/profile";
const FORMS: &str = "phuluc/forms";

pub fn language() -> Language {
    match local::raw() {
        Ok(_) => LocalStorage::get(LANGUAGE).unwrap_or_default(),
        Err(_) => Language::default(),
    }
}

/// Remembers the language; forgetting it is no loss worth a message.
pub fn set_language(language: Language) {
    if local::raw().is_ok() {
        LocalStorage::set(LANGUAGE, language).ok();
    }
}

/// What new documents are checked by, where the user has said so.
pub fn profile() -> Option<Profile> {
    local::raw().ok()?;
    let text: String = LocalStorage::get(PROFILE).ok()?;
    persist::read_profile(&text)
}

/// Remembers what new documents are checked by.
pub fn set_profile(profile: &Profile) -> Result<(), StorageError> {
    local::raw()?;
    let text = persist::write_profile(profile);
    LocalStorage::set(PROFILE, text).map_err(|_| StorageError::Full)
}

/// The forms of annexes that the user saved.
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

pub fn set_forms(forms: &[Form]) -> Result<(), StorageError> {
    local::raw()?;
    let texts: Vec<String> = forms.iter().map(persist::write_form).collect();
    LocalStorage::set(FORMS, texts).map_err(|_| StorageError::Full)
}

/// How large the grid is drawn; 1 is the browser's own size.
pub fn zoom() -> f64 {
    match local::raw() {
        Ok(_) => LocalStorage::get(ZOOM).unwrap_or(1.0),
        Err(_) => 1.0,
    }
}

/// Remembers the size; forgetting it is no loss worth a message.
pub fn set_zoom(zoom: f64) {
    if local::raw().is_ok() {
        LocalStorage::set(ZOOM, zoom).ok();
    }
}

/// The roles the user gave to headings, by heading.
pub fn roles() -> HashMap<String, String> {
    match local::raw() {
        Ok(_) => LocalStorage::get(ROLES).unwrap_or_default(),
        Err(_) => HashMap::new(),
    }
}

/// Remembers a heading's role for the next import; forgetting it is no loss worth a message.
pub fn remember_role(heading: &str, role: &str) {
    let mut known = roles();
    known.insert(heading.to_owned(), role.to_owned());
    if local::raw().is_ok() {
        LocalStorage::set(ROLES, known).ok();
    }
}
