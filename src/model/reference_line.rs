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

/// Reads the plan from the reference lines of its annexes. Where they differ, each field is what most of
/// them say; of as many, the first.
pub fn plan_of_references<'it>(references: impl Iterator<Item = &'it str>) -> Plan {
    let named: Vec<Plan> = references.map(read_reference_line).collect();
    let usual = |field: fn(&Plan) -> &str| -> String {
        let said: Vec<&str> = named
            .iter()
            .map(field)
            .filter(|it| !it.is_empty())
            .collect();
        let count = |text: &str| said.iter().filter(|it| **it == text).count();
        // The last of equals is taken, so from the end.
        let most = said.iter().rev().max_by_key(|text| count(text));
        most.map_or(String::new(), |it| (*it).to_owned())
    };
    Plan {
        name: String::new(),
        number: usual(|it| &it.number),
        date: usual(|it| &it.date),
        body: usual(|it| &it.body),
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

    #[test]
    fn most_of_the_reference_lines_are_right() {
        let line = |number: &str, body: &str| {
            format!("(Kèm theo Kế hoạch số {number}/KH-UBND ngày 05/01/2026 của {body})")
        };
        let lines = [
            line("71", "UBND tỉnh Mẫu"),
            line("17", "UBND tỉnh Mẫu"),
            line("17", "UBND tỉnh Khác"),
        ];
        let plan = plan_of_references(lines.iter().map(String::as_str));
        assert_eq!(plan.number, "17/KH-UBND");
        assert_eq!(plan.body, "UBND tỉnh Mẫu");
        let of_two = plan_of_references(lines.iter().take(2).map(String::as_str));
        assert_eq!(of_two.number, "71/KH-UBND");
        assert_eq!(plan_of_references(std::iter::empty()), Plan::default());
    }
}
