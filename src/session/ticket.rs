/// Names one request of one generation: the answer brings it back. A generation begins when a
/// document is opened, so an answer for a document that is no longer open is known by its ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket {
    pub generation: u64,
    pub request: u64,
}
