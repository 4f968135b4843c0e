/// The cell whose value is put right: row and column of the form, and the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub row: usize,
    pub column: usize,
    pub unit: usize,
}
