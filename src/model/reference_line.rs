//! The reference line under an annex's title, which names the plan: `(Kèm theo Kế hoạch số …)`.

use super::document::Plan;

/// Number, date and issuing body of the plan, as far as the reference line gives them; fields that
/// it does not give are empty. The plan's name is always empty.
///
/// `(Kèm theo Kế hoạch số  334 /KH-UBND ngày  31/12/2025 của UBND tỉnh)`.
pub fn read_reference_line(reference: &str) -> Plan {
    let flat = reference.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = flat.trim_matches(['(', ')', '.']);
    let between = |start: &str, ends: &[&str]| -> String {
        let Some((_, rest)) = text.split_once(start) else {
            return String::new();
        };
        let end = ends.iter().filter_map(|end| rest.find(end)).min();
        let found = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        found.trim_start_matches(':').trim().to_owned()
    };
    Plan {
        name: String::new(),
        number: between(" số", &[" ngày", " của"]).replace(' ', ""),
        date: between(" ngày", &[" của"]),
        body: between(" của", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_plan_from_the_reference_line() {
        let plan = |text| {
            let Plan {
                number, date, body, ..
            } = read_reference_line(text);
            [number, date, body].join(" | ")
        };
        assert_eq!(
            plan("(Kèm theo Kế hoạch số  334 /KH-UBND ngày  31/12/2025 của UBND tỉnh)"),
            "334/KH-UBND | 31/12/2025 | UBND tỉnh"
        );
        assert_eq!(
            plan(
                "(Kèm theo Kế hoạch số: 226 /KH-UBND ngày 18 tháng 11 năm 2021 của UBND tỉnh Lạng Sơn)"
            ),
            "226/KH-UBND | 18 tháng 11 năm 2021 | UBND tỉnh Lạng Sơn"
        );
    }
}
