use crate::text::remembered::Remembered;

/// A phase (giai đoạn): the years that a target, a section or a whole plan covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phase {
    /// `None` for an open start: "đến năm 2027" (by 2027).
    pub from: Option<u16>,
    pub to: u16,
}

/// Words that a target for one year may begin with: `Chỉ tiêu giao năm 2026`, `Quý I/2026`.
const ABOUT_A_YEAR: &[&str] = &[
    "giai", "đoạn", "mục", "tiêu", "kế", "hoạch", "kh", "chỉ", "ct", "giao", "mức", "phấn", "đấu",
    "giá", "trị", "quý", "i", "ii", "iii", "iv", "1", "2", "3", "4", "6", "9", "tháng", "đầu",
    "cuối", "hết", "cả", "năm", "mốc", "chặng", "định", "hướng",
];

impl Phase {
    /// Reads the phase that a header or section text names: `2026 - 2027`,
    /// `Mục tiêu giai đoạn 2028-2030`, `Giai đoạn đến năm 2027`, `Năm 2026`, `MỤC TIÊU ĐẾN 2030`,
    /// `Đến hết năm 2026`, `Tầm nhìn 2045`, `Quý I/2026`, `Năm 2030²` with a footnote mark.
    ///
    /// Returns `None` when the text names no year, or names years for another reason (the number of
    /// a decree, a date).
    pub fn parse(text: &str) -> Option<Phase> {
        thread_local! {
            static REMEMBERED: Remembered<Option<Phase>> = Remembered::new();
        }
        REMEMBERED.with(|it| it.get(text, Phase::read))
    }

    fn read(text: &str) -> Option<Phase> {
        // A footnote mark, as raised digits are read.
        let text = text.trim_end_matches(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰']);
        let lower = text.to_lowercase();
        let years = years(&lower);
        match *years.as_slice() {
            [(start, first), (next, last)] => {
                let between = lower.get(start + 4..next)?.trim();
                let joined = matches!(between, "-" | "–" | "đến" | "- năm" | "đến năm" | "tới");
                (joined && first <= last).then_some(Phase {
                    from: Some(first),
                    to: last,
                })
            }
            [(start, year)] => {
                let before = lower.get(..start)?.trim_end();
                let after = lower.get(start + 4..)?.trim_start();
                let before = before.strip_suffix("năm").map_or(before, str::trim_end);
                let by = before
                    .strip_suffix("hết")
                    .or_else(|| before.strip_suffix("cuối"))
                    .map_or(before, str::trim_end);
                if by.ends_with("đến") || by.ends_with("tới") || before.ends_with("tầm nhìn")
                {
                    return Some(Phase {
                        from: None,
                        to: year,
                    });
                }
                let words = before.split(|c: char| !c.is_alphanumeric());
                let about_a_year = words
                    .filter(|word| !word.is_empty())
                    .all(|word| ABOUT_A_YEAR.contains(&word));
                // `6/2026` is a month.
                let about_a_year =
                    about_a_year && !before.starts_with(|c: char| c.is_ascii_digit());
                let names_plan = matches!(after, "kế hoạch" | "kh" | "mục tiêu" | "chỉ tiêu");
                let ends = after.is_empty() || after.starts_with('(') || names_plan;
                (ends && about_a_year).then_some(Phase {
                    from: Some(year),
                    to: year,
                })
            }
            _ => None,
        }
    }

    /// Returns `2026-2027`, `2026` for a single year, or `-2027` for an open start.
    pub fn key(&self) -> String {
        match self.from {
            Some(from) if from == self.to => from.to_string(),
            Some(from) => format!("{from}-{}", self.to),
            None => format!("-{}", self.to),
        }
    }
}

/// Returns the years from 2000 to 2099 that are not part of a longer number, with their byte
/// offsets.
pub fn years(text: &str) -> Vec<(usize, u16)> {
    let bytes = text.as_bytes();
    let digit = |idx: usize| bytes.get(idx).is_some_and(u8::is_ascii_digit);
    (0..bytes.len())
        .filter(|&at| at == 0 || !digit(at - 1))
        .filter(|&at| (at..at + 4).all(digit) && !digit(at + 4))
        .filter_map(|at| Some((at, text.get(at..at + 4)?.parse().ok()?)))
        .filter(|(_, year)| (2000..2100).contains(year))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_phases_of_real_plans() {
        let key = |text| Phase::parse(text).map(|phase| phase.key());
        for (text, expected) in [
            ("2026 - 2027", "2026-2027"),
            ("Mục tiêu giai đoạn 2028-2030", "2028-2030"),
            ("Giai đoạn 2025–2027", "2025-2027"),
            ("Mốc 2030", "2030"),
            ("Năm 2026 kế hoạch", "2026"),
            ("Giai đoạn đến năm 2027", "-2027"),
            ("MỤC TIÊU ĐẾN 2025", "-2025"),
            ("Năm 2026", "2026"),
            ("từ năm 2026 đến năm 2030", "2026-2030"),
            ("Đến hết năm 2026", "-2026"),
            ("Đến cuối năm 2027", "-2027"),
            ("Tầm nhìn 2045", "-2045"),
            ("Năm 2030³", "2030"),
            ("Tầm nhìn đến năm 2045", "-2045"),
            ("Quý I/2026", "2026"),
            ("Chỉ tiêu giao năm 2026", "2026"),
            ("Năm 2026 (%)", "2026"),
        ] {
            assert_eq!(key(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "Theo Quyết định số 3256/QĐ-UBND năm 2025",
            "Phát triển chính quyền số",
            "12026-2027",
            "So với năm 2025",
            "Thực hiện năm 2025",
            "Kinh phí năm 2026",
            "6/2026",
            "Số 15 năm 2026",
            "2030 - 2028",
        ] {
            assert_eq!(key(text), None, "{text}");
        }
    }
}
