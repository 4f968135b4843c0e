use super::{What, Word, lease::Lease, saving::Saving};

/// This window edits the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Editing {
    pub lease: Lease,
    pub purpose: Purpose,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Edit,
    /// Saving, to let that window edit.
    GiveWay {
        to: u64,
    },
    /// The lock was stolen; what was being written is awaited.
    Lost,
}

/// What follows from a word of another window.
pub(super) enum Reaction {
    Nothing,
    /// Save, then let that window edit.
    GiveWay,
    /// Say that this window edits.
    Claim,
    /// Read what the other window saved.
    CatchUp,
}

/// What follows once the writes have ended.
pub(super) enum Outcome {
    /// They have not, or nothing waits for them.
    Waits,
    GivesWay {
        to: u64,
    },
    Refuses {
        to: u64,
    },
    Follows,
    /// What is not stored becomes a copy.
    Keeps,
}

impl Editing {
    pub fn new(lease: Lease) -> Editing {
        let purpose = Purpose::Edit;
        Editing { lease, purpose }
    }

    /// Whether this window may write the document to its stores.
    pub fn may_write(self) -> bool {
        self.purpose != Purpose::Lost
    }

    /// Listens to another window; `is_clean`: whether there is nothing here that is not stored.
    pub fn hear(self, word: &Word, window: u64, saves: u64, is_clean: bool) -> Reaction {
        let edits = self.purpose == Purpose::Edit;
        let is_claim = self.lease == Lease::Claim;
        match word.what {
            What::Wants if edits => Reaction::GiveWay,
            What::Who if is_claim => Reaction::Claim,
            // Two windows edit; the one with the smaller number goes on.
            What::Mine if is_claim && edits && word.from < window => Reaction::GiveWay,
            What::Mine if is_claim && edits => Reaction::Claim,
            // A window that was overtaken, or that nobody agreed with, has saved. Unsaved changes
            // here meet that at the next write.
            What::Saved { saves: later } if saves < later && edits && is_clean => Reaction::CatchUp,
            _ => Reaction::Nothing,
        }
    }

    /// What the end of the writes means.
    pub fn outcome(self, saving: &Saving) -> Outcome {
        if !saving.is_idle() {
            return Outcome::Waits;
        }
        match (self.purpose, saving.is_stored()) {
            (Purpose::Edit, _) => Outcome::Waits,
            (Purpose::GiveWay { to }, true) => Outcome::GivesWay { to },
            (Purpose::GiveWay { to }, false) => Outcome::Refuses { to },
            (Purpose::Lost, true) => Outcome::Follows,
            (Purpose::Lost, false) => Outcome::Keeps,
        }
    }
}
