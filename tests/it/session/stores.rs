//! The two stores of a browser, shared by its windows.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use phuluc::{
    persist::Stamp,
    session::{Pages, Ticket, Write, WriteError},
};

use super::faults::Fault;

/// A document as the numbers of the edits that it contains.
pub type Content = BTreeSet<u32>;

#[derive(Clone, Debug, Default)]
pub struct Kept {
    pub stamp: Stamp,
    pub content: Content,
}

/// A request to deep storage. They are carried out one after the other.
#[derive(Debug)]
pub enum Request {
    Write {
        write: Write,
        content: Content,
        is_checked: bool,
    },
    Read {
        ticket: Ticket,
        document: String,
    },
    Copy {
        ticket: Ticket,
        document: String,
        content: Content,
    },
}

#[derive(Default)]
pub struct Stores {
    pub local: BTreeMap<String, Kept>,
    pub deep: BTreeMap<String, Kept>,
    /// Requests with the window that made them.
    pub requests: VecDeque<(usize, Request)>,
    /// States that became documents of their own, by the document they come from.
    pub copies: Vec<(String, Content)>,
    pub local_fails: Option<WriteError>,
    pub deep_fails: Option<WriteError>,
    pub fault: Option<Fault>,
}

impl Stores {
    /// What opening the document reads: the state that covers the other one.
    pub fn latest(&self, document: &str) -> Option<&Kept> {
        match (self.local.get(document), self.deep.get(document)) {
            (Some(local), Some(deep)) if local.stamp.covers(&deep.stamp) => Some(local),
            (local, deep) => deep.or(local),
        }
    }

    /// Whether two windows saved at once, so that neither store's state covers the other.
    pub fn is_split(&self, document: &str) -> bool {
        let (Some(local), Some(deep)) = (self.local.get(document), self.deep.get(document)) else {
            return false;
        };
        !local.stamp.covers(&deep.stamp) && !deep.stamp.covers(&local.stamp)
    }

    /// Reads a document; of two parallel states that of local storage becomes a copy.
    pub fn read(&mut self, document: &str) -> Option<Kept> {
        if self.is_split(document)
            && let Some(local) = self.local.remove(document)
        {
            self.copies.push((document.to_owned(), local.content));
        }
        self.latest(document).cloned()
    }

    /// Whether an edit can be found again.
    pub fn has(&self, document: &str, edit: u32) -> bool {
        let latest = self.latest(document);
        let split = self.local.get(document).filter(|_| self.is_split(document));
        latest.is_some_and(|it| it.content.contains(&edit))
            || split.is_some_and(|it| it.content.contains(&edit))
            || self
                .copies
                .iter()
                .any(|(of, content)| of == document && content.contains(&edit))
    }

    fn check(&self, kept: Option<&Kept>, write: &Write) -> Result<(), WriteError> {
        if self.fault == Some(Fault::NoCheck) {
            return Ok(());
        }
        let since = match &write.pages {
            Pages::All => None,
            Pages::ChangedSince(since) => Some(since),
        };
        let kept = kept.map(|it| &it.stamp);
        write.stamp.check(kept, since).map_err(WriteError::from)
    }

    pub fn write_local(&mut self, write: &Write, content: Content) -> Result<(), WriteError> {
        if self.local_fails == Some(WriteError::Blocked) {
            return Err(WriteError::Blocked);
        }
        self.check(self.local.get(&write.document), write)?;
        if let Some(error) = self.local_fails {
            return Err(error);
        }
        let kept = Kept {
            stamp: write.stamp.clone(),
            content,
        };
        self.local.insert(write.document.clone(), kept);
        Ok(())
    }

    /// With a check that is a transaction of its own, as it once was, the check is made now.
    pub fn check_early(&self, write: &Write) -> Option<Result<(), WriteError>> {
        let is_early = self.fault == Some(Fault::CheckApart);
        is_early.then(|| self.check(self.deep.get(&write.document), write))
    }

    pub fn write_deep(
        &mut self,
        write: &Write,
        content: Content,
        is_checked: bool,
    ) -> Result<(), WriteError> {
        if let Some(error) = self.deep_fails {
            return Err(error);
        }
        if !is_checked {
            self.check(self.deep.get(&write.document), write)?;
        }
        let kept = Kept {
            stamp: write.stamp.clone(),
            content,
        };
        self.deep.insert(write.document.clone(), kept);
        Ok(())
    }

    pub fn copy(&mut self, document: String, content: Content) -> Result<(), WriteError> {
        if let (Some(_), Some(error)) = (self.local_fails, self.deep_fails) {
            return Err(error);
        }
        self.copies.push((document, content));
        Ok(())
    }

    pub fn leave_local(&mut self, document: &str, stamp: &Stamp) {
        if self
            .local
            .get(document)
            .is_some_and(|it| stamp.covers(&it.stamp))
        {
            self.local.remove(document);
        }
    }
}
