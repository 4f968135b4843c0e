//! Documents as the texts they are stored as: copied, handed out, taken in.

use super::{
    CLOCK, DRAFT, HEAD, META, Meta, OWN, PAGE, StorageError, Texts, deep, local, new_id, now,
    set_meta, versions,
};
use crate::persist;

/// Everything kept under keys that begin with `prefix`, wherever it is.
async fn texts(prefix: &str) -> Texts {
    let mut all = Texts::new();
    for (rest, text) in deep::all(prefix).await {
        all.insert(format!("{prefix}{rest}"), text);
    }
    for (rest, text) in local::all(prefix) {
        let key = format!("{prefix}{rest}");
        if is_later(&key, &text, all.get(&key)) {
            all.insert(key, text);
        }
    }
    all
}

/// Whether the text of local storage is to be taken before that of deep storage.
fn is_later(key: &str, text: &str, deep: Option<&String>) -> bool {
    let Some(deep) = deep else { return true };
    let saves = |text: &str| persist::summary(text).map_or(0, |it| it.saves);
    let writes = |text: &str| serde_json::from_str::<Meta>(text).map_or(0, |it| it.writes);
    if key.starts_with(HEAD) {
        saves(deep) <= saves(text)
    } else if key.starts_with(META) {
        writes(deep) <= writes(text)
    } else {
        true
    }
}

/// Everything stored of a document: the way out when it cannot be read.
pub async fn raw(id: &str) -> Texts {
    let mut all = texts(&format!("{PAGE}{id}/")).await;
    all.extend(versions::raw(id).await);
    for key in [format!("{HEAD}{id}"), format!("{META}{id}")] {
        // An id never begins another one, but nothing says so.
        let own = texts(&key).await;
        all.extend(own.into_iter().filter(|(it, _)| *it == key));
    }
    all
}

/// Everything this page keeps in the browser.
pub async fn everything() -> Texts {
    texts(OWN).await
}

/// Puts a document's texts under an id of its own, named as said.
pub async fn put_copy(
    texts: &Texts,
    from: &str,
    to: &str,
    name: Option<&str>,
) -> Result<(), StorageError> {
    let changes = texts.iter().filter_map(|(key, text)| {
        let (prefix, rest) = [HEAD, PAGE, META, versions::PREFIX]
            .into_iter()
            .find_map(|prefix| Some((prefix, key.strip_prefix(prefix)?.strip_prefix(from)?)))?;
        if !(rest.is_empty() || rest.starts_with('/')) {
            return None;
        }
        let text = match name {
            Some(name) if prefix == HEAD => persist::renamed(text, name)?,
            _ => text.clone(),
        };
        Some((format!("{prefix}{to}{rest}"), text))
    });
    let changes: Vec<(String, String)> = changes.collect();
    let deep = deep::write(
        changes
            .iter()
            .map(|(key, text)| (key.clone(), Some(text.clone())))
            .collect(),
    )
    .await;
    // Without deep storage the local one has to do.
    match deep {
        Ok(()) => Ok(()),
        Err(_) => {
            let kept = |key: &str| !key.starts_with(versions::PREFIX);
            let mut own = changes.iter().filter(|(key, _)| kept(key));
            own.try_for_each(|(key, text)| local::put(key, text))
        }
    }
}

/// Copies a document; the copy is the latest of the list.
pub async fn duplicate(id: &str, name: &str) -> Result<(), StorageError> {
    let to = new_id();
    put_copy(&raw(id).await, id, &to, Some(name)).await?;
    set_meta(&to, |meta| {
        meta.changed_ms = now();
        meta.archived = false;
    })
    .await
}

/// Puts back settings that a backup has and this browser has not.
pub fn put_settings(texts: &Texts) {
    let documents = [HEAD, PAGE, META, DRAFT, versions::PREFIX, CLOCK];
    let settings = texts
        .iter()
        .filter(|(key, _)| key.starts_with(OWN) && !documents.iter().any(|it| key.starts_with(it)));
    for (key, text) in settings {
        if local::get(key).is_none() {
            local::put(key, text).ok();
        }
    }
}
