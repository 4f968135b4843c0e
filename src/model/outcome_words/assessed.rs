//! Assessments: done, not done, late, not due.

pub(in crate::model) const NOT_DUE: &[&str] = &["chưa đến hạn", "chưa tới hạn", "còn hạn"];

pub(in crate::model) const NOT_DONE: &[&str] = &[
    "chưa đạt",
    "không đạt",
    "chưa hoàn thành",
    "không hoàn thành",
    "chưa xong",
];

pub(in crate::model) const DONE: &[&str] = &[
    "đạt",
    "đã đạt",
    "hoàn thành",
    "đã hoàn thành",
    "xong",
    "đã xong",
    "đã thực hiện xong",
];

pub(in crate::model) const OVERDUE: &[&str] = &["quá hạn", "trễ hạn", "quá thời hạn"];
