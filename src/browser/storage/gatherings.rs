//! Consolidations of many units' files: a head with form and units, and a text for each file, in deep
//! storage only.

use super::{
    deep::{self, Transaction},
    list::usage,
    local,
};
use crate::{
    browser::clock::now,
    persist::{
        Gathering, InTrash, StorageError, Texts, TrashDuty,
        keys::{GATHER_HEADS, GATHER_UNITS, GATHERINGS, gather_files_of},
        trash_duty,
    },
    sorting,
};

/// A stored consolidation.
pub struct StoredGathering {
    pub listed: Gathering,
    pub head: String,
    /// The files by number.
    pub files: Vec<(u32, String)>,
}

/// Why a change was not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GatherError {
    /// Another window has changed the consolidation.
    Elsewhere,
    Storage(StorageError),
}

impl From<StorageError> for GatherError {
    fn from(error: StorageError) -> GatherError {
        GatherError::Storage(error)
    }
}

/// Lists the consolidations with their ids, latest change first. They are purged as documents are.
pub async fn gatherings() -> Result<Vec<(String, Gathering)>, StorageError> {
    let all = deep::all(GATHERINGS).await?;
    let mut listed: Vec<(String, Gathering)> = Vec::new();
    for (id, text) in all {
        let gathering = Gathering::read(&text).unwrap_or_default();
        let (deleted_ms, in_trash) = (gathering.deleted_ms, gathering.in_trash);
        let duty = deleted_ms.and_then(|_| trash_duty(deleted_ms, in_trash, &usage()));
        match duty {
            // If this fails, it is purged the next time the list is read.
            Some(TrashDuty::Purge) => {
                purge(&id).await.unwrap_or_default();
                continue;
            }
            // If this fails, the days are counted from the next time the list is read.
            Some(TrashDuty::Begin(count)) => begin_trash(&id, count).await.unwrap_or_default(),
            None => {}
        }
        listed.push((id, gathering));
    }
    sorting::by(&mut listed, |(_, a), (_, b)| {
        b.changed_ms.total_cmp(&a.changed_ms)
    });
    Ok(listed)
}

/// Reads a consolidation in one state; `None` when there is none.
pub async fn gathering(id: &str) -> Result<Option<StoredGathering>, StorageError> {
    let transaction = Transaction::reading().await?;
    let listed = transaction.get(&format!("{GATHERINGS}{id}")).await?;
    let head = transaction.get(&format!("{GATHER_HEADS}{id}")).await?;
    let files = transaction.all(&gather_files_of(id)).await?;
    let (Some(listed), Some(head)) = (listed, head) else {
        return Ok(None);
    };
    let files = files.into_iter();
    let mut files: Vec<(u32, String)> = files
        .filter_map(|(number, text)| Some((number.parse().ok()?, text)))
        .collect();
    sorting::by_key(&mut files, |(number, _)| *number);
    Ok(Some(StoredGathering {
        listed: Gathering::read(&listed).unwrap_or_default(),
        head,
        files,
    }))
}

/// Stores what has changed of a consolidation, all or nothing: `listed` has the number of this save,
/// the store must have the one before.
pub async fn put_gathering(
    id: &str,
    listed: &Gathering,
    head: Option<&str>,
    files: &[(u32, String)],
) -> Result<(), GatherError> {
    let key = format!("{GATHERINGS}{id}");
    let transaction = Transaction::writing().await?;
    let stored = transaction.get(&key).await?;
    let stored = stored.and_then(|it| Gathering::read(&it));
    let saves = stored.as_ref().map_or(0, |it| it.saves);
    if saves + 1 != listed.saves || stored.is_some_and(|it| it.deleted_ms.is_some()) {
        return Err(GatherError::Elsewhere);
    }
    transaction.put(&key, &listed.write())?;
    if let Some(head) = head {
        transaction.put(&format!("{GATHER_HEADS}{id}"), head)?;
    }
    let prefix = gather_files_of(id);
    for (number, text) in files {
        transaction.put(&format!("{prefix}{number}"), text)?;
    }
    Ok(transaction.commit().await?)
}

/// Deletes a consolidation, or puts it back.
pub async fn set_gathering_deleted(id: &str, is_deleted: bool) -> Result<(), StorageError> {
    let key = format!("{GATHERINGS}{id}");
    let transaction = Transaction::writing().await?;
    let stored = transaction.get(&key).await?;
    let mut listed = stored
        .and_then(|it| Gathering::read(&it))
        .unwrap_or_default();
    listed.saves += 1;
    listed.deleted_ms = is_deleted.then(now);
    transaction.put(&key, &listed.write())?;
    transaction.commit().await
}

/// Stores from which day of use a deleted consolidation is in the trash.
async fn begin_trash(id: &str, count: InTrash) -> Result<(), StorageError> {
    let key = format!("{GATHERINGS}{id}");
    let transaction = Transaction::writing().await?;
    let stored = transaction.get(&key).await?;
    if let Some(mut listed) = stored.and_then(|it| Gathering::read(&it)) {
        listed.in_trash = Some(count);
        transaction.put(&key, &listed.write())?;
    }
    transaction.commit().await
}

async fn purge(id: &str) -> Result<(), StorageError> {
    let transaction = Transaction::writing().await?;
    let prefix = gather_files_of(id);
    for number in transaction.names(&prefix).await? {
        transaction.delete(&format!("{prefix}{number}"))?;
    }
    transaction.delete(&format!("{GATHER_HEADS}{id}"))?;
    transaction.delete(&format!("{GATHERINGS}{id}"))?;
    transaction.commit().await
}

/// Stores the consolidations of a backup that are missing here. Returns how many.
pub async fn put_new_gatherings(backup: &Texts) -> Result<usize, StorageError> {
    let transaction = Transaction::writing().await?;
    let known = transaction.names(GATHERINGS).await?;
    let ids = backup.keys().filter_map(|key| key.strip_prefix(GATHERINGS));
    let new: Vec<&str> = ids.filter(|id| !known.contains(*id)).collect();
    for id in &new {
        let prefix = gather_files_of(id);
        let (listed, head) = (format!("{GATHERINGS}{id}"), format!("{GATHER_HEADS}{id}"));
        let own = backup
            .iter()
            .filter(|(key, _)| **key == listed || **key == head || key.starts_with(&prefix));
        for (key, text) in own {
            transaction.put(key, text)?;
        }
    }
    transaction.commit().await?;
    Ok(new.len())
}

/// Whether a backup has consolidations.
pub fn has_gatherings(backup: &Texts) -> bool {
    backup.keys().any(|key| key.starts_with(GATHERINGS))
}

/// The list of units that was used last, a line each.
pub fn last_units() -> String {
    local::get(GATHER_UNITS).unwrap_or_default()
}

/// Keeps a list of units for the next consolidation. Without storage it is typed again.
pub fn set_last_units(lines: &str) {
    local::put(GATHER_UNITS, lines).ok();
}
