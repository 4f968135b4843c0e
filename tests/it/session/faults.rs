/// A mistake that the simulation can be told to make, to prove that it would be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Answers count whatever they were for: a late one is taken for the present document.
    IgnoreGenerations,
    /// Stores take every write.
    NoCheck,
    /// Deep storage checks in one transaction and writes in another.
    CheckApart,
    /// A lock is given to whoever asks.
    LocksForAll,
    /// A write to deep storage is reported as done when it begins.
    AnswerEarly,
}
