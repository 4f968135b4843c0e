use super::{Effect, SaveProblem, saving::Saving, turn::Turn};

/// How long leaving waits for the last write before the user is asked.
pub const LEAVE_MS: u64 = 2_000;

/// The user wants to leave the document.
#[derive(Debug)]
pub(super) struct Leaving {
    until: u64,
    /// What the user is being asked about.
    asked: Option<SaveProblem>,
    /// Whether the user leaves with changes that are not stored.
    pub is_agreed: bool,
}

impl Leaving {
    pub fn new(turn: &Turn) -> Leaving {
        Leaving {
            until: turn.now + LEAVE_MS,
            asked: None,
            is_agreed: false,
        }
    }

    pub fn deadline(&self) -> Option<u64> {
        self.asked.is_none().then_some(self.until)
    }

    /// Whether a document that this window edits may be closed: local storage has it and deep
    /// storage is taking it, or has refused it. Asks the user when that does not come about.
    pub fn may_leave(&mut self, saving: &Saving, turn: &mut Turn) -> bool {
        if self.is_agreed {
            return true;
        }
        let is_late = self.until <= turn.now;
        if saving.is_stored() {
            let deep = saving.deep.running.as_ref().map(|it| it.revision);
            return is_late || deep.is_none_or(|it| it == saving.revision);
        }
        match saving.problem() {
            Some(problem) => self.ask(problem, turn),
            None if is_late => self.ask(SaveProblem::Slow, turn),
            None => {}
        }
        false
    }

    /// Whether a document of which a copy is being kept may be closed before that is done.
    pub fn may_leave_copying(&mut self, has_failed: bool, turn: &mut Turn) -> bool {
        if has_failed {
            self.ask(SaveProblem::Conflict, turn);
        } else if self.until <= turn.now {
            self.ask(SaveProblem::Slow, turn);
        }
        self.is_agreed
    }

    fn ask(&mut self, problem: SaveProblem, turn: &mut Turn) {
        if self.asked.is_none() {
            self.asked = Some(problem);
            turn.push(Effect::AskBeforeLeaving(Some(problem)));
        }
    }

    /// Takes the question back, if the user is still being asked.
    pub fn end(&self, turn: &mut Turn) {
        if self.asked.is_some() && !self.is_agreed {
            turn.push(Effect::AskBeforeLeaving(None));
        }
    }
}
