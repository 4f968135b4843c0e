//! A total that says of how many rows it is: "Cộng 16 xã, phường". A part of `sum-differs`.

use crate::{
    model::{Ordinal, OrdinalStyle, Role, RowKind},
    validate::{AnnexScope, RowHandle},
};

/// Fewer rows may be examples.
const ROWS_MIN: usize = 3;

/// The last row that states a number of rows, that number, and how many rows the annex numbers.
pub(super) fn miscounted(scope: &AnnexScope) -> Option<(RowHandle, usize, usize)> {
    let rows = scope.rows();
    let total = *rows.iter().rev().find(|it| scope.is_total(**it))?;
    let stated = stated(scope.text_of(total, Role::Content))?;
    // Each row is numbered, from one to the last.
    let mut last = 0;
    for row in rows.iter().take(total.at) {
        let ordinal = Ordinal::parse(scope.text_of(*row, Role::Ordinal).trim());
        match (row.kind, ordinal) {
            (RowKind::Section(_), _) => {}
            (RowKind::Item(_), Some(it))
                if it.depth() == 1
                    && it.style() == OrdinalStyle::Arabic
                    && it.last() == last + 1 =>
            {
                last += 1;
            }
            _ => return None,
        }
    }
    let n_rows = usize::try_from(last).ok()?;
    let is_last = total.at + 1 == rows.len();
    (is_last && ROWS_MIN <= n_rows && stated != n_rows).then_some((total, stated, n_rows))
}

/// The number of "Cộng 16 xã, phường".
fn stated(total: &str) -> Option<usize> {
    let lower = total.trim().to_lowercase();
    let behind = ["tổng cộng", "cộng", "tổng số", "tổng"]
        .iter()
        .find_map(|it| lower.strip_prefix(it))?;
    let (number, thing) = behind.trim_start_matches([':', ' ', '(']).split_once(' ')?;
    let is_thing = THINGS.iter().any(|it| thing.starts_with(it));
    number.parse().ok().filter(|_| is_thing)
}

/// What rows are about.
const THINGS: &[&str] = &[
    "xã",
    "phường",
    "thôn",
    "bản",
    "ấp",
    "xóm",
    "đơn vị",
    "trường",
    "công trình",
    "dự án",
    "nhiệm vụ",
    "điểm",
    "tuyến",
    "hạng mục",
    "cơ sở",
    "địa phương",
    "mô hình",
    "hồ",
];
