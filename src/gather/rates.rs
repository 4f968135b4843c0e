//! Headings of columns whose values are rates, averages or prices, which do not add up.

use crate::text::{likeness::is_unmarked, search::fold};

/// First words of what is measured for each one of many, or against something else.
const RATES: &[&str] = &[
    "định mức",
    "đơn giá",
    "giá",
    "năng suất",
    "mật độ",
    "tỷ lệ",
    "tỉ lệ",
    "tỷ suất",
    "tỉ suất",
    "tỷ trọng",
    "tỉ trọng",
    "suất",
    "cơ cấu",
    "hệ số",
    "chỉ số",
    "tốc độ",
    "xếp hạng",
    "thứ hạng",
    "bình quân",
    "trung bình",
    "mức",
];

/// Beginnings that look like rates and name sums: "Giá trị sản xuất", "Mức vốn".
const SUMS: &[&str] = &[
    "giá trị",
    "giá vốn",
    "mức vốn",
    "mức kinh phí",
    "mức đầu tư",
    "mức tiêu",
];

/// Whether values under a heading are rates: "Mức chi bình quân", "Năng suất (tạ/ha)", "Thu nhập BQ".
pub(super) fn is_rate_heading(title: &str) -> bool {
    title.split(['\n', '/']).any(is_rate) || names_ratio(title)
}

fn is_rate(heading: &str) -> bool {
    let lower = heading.trim().to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let said = format!("{} ", words.join(" "));
    let is_bare = is_unmarked(heading);
    let starts = |phrases: &[&str]| {
        phrases.iter().any(|phrase| {
            // Without marks "mục" is as "mức".
            let is_clear = !is_bare || phrase.contains(' ');
            let phrase = if is_bare {
                fold(phrase)
            } else {
                (*phrase).to_owned()
            };
            is_clear && said.starts_with(&format!("{phrase} "))
        })
    };
    let has = |phrase: &str| {
        let phrase = if is_bare {
            fold(phrase)
        } else {
            phrase.to_owned()
        };
        format!(" {said}").contains(&format!(" {phrase} "))
    };
    // A grade of people or bodies is counted.
    let is_grade = ["loại", "học lực", "hạnh kiểm", "mức độ", "hạng"]
        .iter()
        .any(|it| has(&format!("{it} trung bình")));
    let is_average = has("bình quân") || has("bq") || (has("trung bình") && !is_grade);
    is_average || (starts(RATES) && !starts(SUMS) && !is_grade)
}

/// Whether brackets name one unit for each of another: "(nghìn đồng/tháng)". Days and numbers are none.
fn names_ratio(title: &str) -> bool {
    let groups = title.split('(').skip(1);
    let mut groups = groups.filter_map(|it| Some(it.split_once(')')?.0));
    groups.any(|group| {
        let sides = group.split_once('/');
        sides.is_some_and(|(of, each)| {
            let is_word = |text: &str| {
                text.chars()
                    .all(|c| c.is_alphabetic() || c == ' ' || c == '²')
            };
            let is_unit = |text: &str| is_word(text) || matches!(text.trim(), "m2" | "m3" | "km2");
            let is_some = !of.trim().is_empty() && !each.trim().is_empty();
            is_some && is_unit(of) && is_unit(each)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::is_rate_heading;

    #[test]
    fn headings_of_rates_are_told_from_those_of_sums() {
        for (title, expected) in [
            ("Mức chi bình quân (nghìn đồng/tháng)", true),
            ("Mức chi bình quân", true),
            ("Mức BQ", true),
            ("Mức lương", true),
            ("Định mức hỗ trợ (triệu đồng)", true),
            ("Đơn giá (đồng)", true),
            ("Năng suất (tạ/ha)", true),
            ("Thu nhập bình quân đầu người", true),
            ("Mật độ dân số (người/km2)", true),
            ("Tỷ suất sinh", true),
            ("Giá bán", true),
            ("Kết quả / Thu nhập bình quân", true),
            ("Muc chi binh quan", true),
            ("Kinh phí (triệu đồng/năm)", true),
            ("Tổng kinh phí đã chi (nghìn đồng)", false),
            ("Tổng mức đầu tư", false),
            ("Giá trị sản xuất (tỷ đồng)", false),
            ("Mức vốn đề nghị", false),
            ("Mục tiêu năm 2026", false),
            ("Muc tieu", false),
            ("Số đối tượng (người)", false),
            ("Kết quả (đến 30/6/2026)", false),
            ("Xếp loại trung bình", false),
            ("Số học sinh hạnh kiểm trung bình", false),
            ("Số giáo viên", false),
        ] {
            assert_eq!(is_rate_heading(title), expected, "{title}");
        }
    }
}
