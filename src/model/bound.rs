//! How amounts bound what is to be reached.

/// How an amount bounds the value to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    Exactly,
    /// tối thiểu, ít nhất, từ … trở lên
    AtLeast,
    /// trên, hơn
    MoreThan,
    /// tối đa, không quá
    AtMost,
    /// dưới
    LessThan,
    /// khoảng, gần
    About,
}

/// Words and signs before an amount that bound it. Those that turn others around come before them.
pub(super) const BOUNDS: &[(Bound, &[&str])] = &[
    (
        Bound::AtLeast,
        &[
            "tối thiểu",
            "ít nhất",
            "không dưới",
            "không thấp hơn",
            "không ít hơn",
            "không nhỏ hơn",
            "lớn hơn hoặc bằng",
            "cao hơn hoặc bằng",
            "bằng hoặc lớn hơn",
            "bằng hoặc cao hơn",
            "đạt và vượt",
            "từ",
            "≥",
            ">=",
        ],
    ),
    (
        Bound::AtMost,
        &[
            "tối đa",
            "nhiều nhất",
            "không quá",
            "trong vòng",
            "không vượt quá",
            "không vượt",
            "không cao hơn",
            "không lớn hơn",
            "không nhiều hơn",
            "dưới hoặc bằng",
            "nhỏ hơn hoặc bằng",
            "thấp hơn hoặc bằng",
            "bằng hoặc dưới",
            "bằng hoặc thấp hơn",
            "≤",
            "<=",
        ],
    ),
    (
        Bound::LessThan,
        &["dưới", "nhỏ hơn", "thấp hơn", "ít hơn", "<"],
    ),
    (
        Bound::MoreThan,
        &["trên", "hơn", "lớn hơn", "cao hơn", "nhiều hơn", ">"],
    ),
    (Bound::About, &["khoảng", "xấp xỉ", "gần", "~"]),
];
