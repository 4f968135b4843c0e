//! # `other-province`
//!
//! A row names another province than the plan's own, or one that was merged into another in 2025.
//!
//! **Why.** The row was copied from the plan of that province. Rows about cooperation, borders and roads
//! between provinces name others rightly.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::past_names::{is_about_the_past, is_of_the_past};
use crate::{
    model::{Date, Role, Severity},
    reference::provinces::{self, Named},
    text::search::edit_distance,
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "other-province",
    severity: Severity::Warning,
    title: Key::RuleOtherProvince,
    rationale: Key::RuleOtherProvinceWhy,
    source: "Đối chiếu với cơ quan ban hành; Nghị quyết số 202/2025/QH15",
    check: Check::Row(check),
};

const ROLES: &[Role] = &[
    Role::Content,
    Role::Result,
    Role::Note,
    Role::Lead,
    Role::Coordinating,
    Role::Other,
];

/// Words near the name of another province that name it rightly.
const BETWEEN: &[&str] = &[
    "liên kết",
    "hợp tác",
    "phối hợp",
    "giáp",
    "liên vùng",
    "vùng",
    "kết nghĩa",
    "các tỉnh",
    "nối",
    "tuyến",
    "cao tốc",
    "quốc lộ",
    "sông",
    "hồ",
    "kinh nghiệm",
    "học tập",
    "trao đổi",
    "liên tỉnh",
    "liên hồ",
    "cũ",
    "trước đây",
    "trước sắp xếp",
    "sáp nhập",
    "hợp nhất",
];
/// The same right before the name.
const JUST_BEFORE: &[&str] = &["với", "đến", "đi", "từ", "sang", "về"];
/// Compounds whose second word is not meant.
const OTHERWISE: &[&str] = &["kết nối", "trực tuyến", "hồ sơ"];
/// How many words around a name are near it.
const NEAR_BEFORE: usize = 8;
const NEAR_BEHIND: usize = 4;

/// Bodies that belong to one province, as their names begin.
const BODIES: &[&str] = &[
    "UBND ",
    "HĐND ",
    "Sở ",
    "Công an ",
    "Thanh tra ",
    "Thuế ",
    "Tỉnh ủy ",
    "Báo ",
    "Thống kê ",
    "Bảo hiểm xã hội ",
    "Tỉnh đoàn ",
    "Thi hành án dân sự ",
    "Kho bạc Nhà nước ",
    "Công ty Điện lực ",
    "Công ty Xổ số kiến thiết ",
    "VNPT ",
    "Viettel ",
    "MobiFone ",
];

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let own = provinces::of(&scope.document.plan.body);
    let is_after_mergers = Date::parse(&scope.document.plan.date)
        .is_none_or(|issued| MERGED <= (issued.year, issued.month));
    for (column, text) in scope.cells(|role| ROLES.contains(&role)) {
        let names_bodies = matches!(column.role, Role::Lead | Role::Coordinating);
        let bodies = names_bodies.then(|| bodies(text)).into_iter().flatten();
        let mut found = places(text).chain(bodies);
        let message = found.find_map(|(start, at)| {
            let named = text.get(at..).and_then(provinces::at_start)?;
            let (Named::Present(name) | Named::Former(name, _)) = named;
            let end = at + name.len();
            let shown = text.get(start..end).unwrap_or_default().to_owned();
            let message = match named {
                Named::Former(name, now) if name.ends_with(now) => {
                    Key::FormerProvinceCity.with([shown, now.to_owned()])
                }
                Named::Former(_, now) if is_after_mergers => {
                    Key::FormerProvince.with([shown, now.to_owned()])
                }
                // A list of places may name any.
                Named::Present(name)
                    if column.role != Role::Other && own.is_some_and(|own| own != name) =>
                {
                    Key::OtherProvince.with([shown, scope.document.plan.body.clone()])
                }
                _ => return None,
            };
            let before = text.get(..start).unwrap_or_default();
            let behind = text.get(end..).unwrap_or_default();
            // Whatever the task is, a body of a province that is no more takes no part in it.
            let is_shared = names_bodies
                && matches!(named, Named::Present(_))
                && speaks_of_others(scope.text(Role::Content));
            let is_past = matches!(named, Named::Former(..))
                && (is_about_the_past(text, &(start..end)) || is_of_the_past(scope));
            (!is_between(before, behind) && !is_shared && !is_past).then_some(message)
        });
        acc.extend(message.map(|it| scope.finding(&RULE, column.id, it)));
        if let Some((written, meant)) = misspelt(text) {
            let right = format!("tỉnh {meant}");
            let message = Key::ProvinceMisspelt.with([format!("tỉnh {written}"), right.clone()]);
            let label = Key::FixReplaceBy.with([right]);
            let after = text.replacen(written, meant, 1);
            let step = scope.set_cell(column.id, after);
            let finding = scope.finding(&RULE, column.id, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

/// The name behind "tỉnh" that is a letter or a mark away from one province, and that province.
fn misspelt(text: &str) -> Option<(&str, &'static str)> {
    let mut places = text.match_indices("tỉnh ");
    places.find_map(|(at, word)| {
        let behind = text.get(at + word.len()..)?;
        let is_name = behind.starts_with(char::is_uppercase);
        if !is_name || provinces::at_start(behind).is_some() {
            return None;
        }
        let mut ends = behind.match_indices(|c: char| !c.is_alphanumeric());
        let first = ends.next();
        let end = ends.next().map_or(behind.len(), |(end, _)| end);
        let name = behind
            .get(..end)
            .filter(|_| first.is_some_and(|(_, gap)| gap == " "))?;
        let are_capitals = name.split(' ').all(|it| it.starts_with(char::is_uppercase));
        let goes_on = behind.get(end..)?.strip_prefix(' ');
        let is_longer = goes_on.is_some_and(|it| it.starts_with(char::is_uppercase));
        let letters: Vec<char> = name.chars().collect();
        let mut near = provinces::names().filter(|it| {
            let known: Vec<char> = it.chars().collect();
            it.contains(' ') && edit_distance(&letters, &known, 1) == 1
        });
        let meant = near.next().filter(|_| are_capitals && !is_longer)?;
        near.next().is_none().then_some((name, meant))
    })
}

/// Whether the words around a name speak of what lies between provinces.
fn is_between(before: &str, behind: &str) -> bool {
    let mut words: Vec<&str> = before.split_whitespace().rev().take(NEAR_BEFORE).collect();
    if words.first().is_some_and(|it| JUST_BEFORE.contains(it)) {
        return true;
    }
    words.reverse();
    words.extend(behind.split_whitespace().take(NEAR_BEHIND));
    speaks_of_others(&words.join(" "))
}

/// Whether a text has words of what lies between provinces.
fn speaks_of_others(text: &str) -> bool {
    let lower = text.to_lowercase();
    let text = OTHERWISE
        .iter()
        .fold(lower, |text, word| text.replace(word, ""));
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    let text = format!(" {} ", words.join(" "));
    BETWEEN
        .iter()
        .any(|word| text.contains(&format!(" {word} ")))
}

/// The names of bodies that go on with a capital, "Công an Sơn La", each with where it starts and where
/// the capital stands.
fn bodies(text: &str) -> impl Iterator<Item = (usize, usize)> {
    BODIES.iter().flat_map(move |body| {
        text.match_indices(body).filter_map(move |(at, _)| {
            let name = text.get(at..)?;
            // "Báo và Phát thanh, Truyền hình Phú Yên" is one body.
            let ends = |c: char| matches!(c, ';' | '\n' | '(') || (c == ',' && *body != "Báo ");
            let end = name.find(ends).unwrap_or(name.len());
            let name = name.get(..end)?;
            let mut starts = name
                .match_indices(' ')
                .map(|(gap, _)| gap + 1)
                .filter(|start| {
                    let rest = name.get(*start..).unwrap_or_default();
                    provinces::at_start(rest).is_some_and(|it| {
                        let (Named::Present(it) | Named::Former(it, _)) = it;
                        it.len() == rest.trim_end().len()
                    })
                });
            let start = starts.next_back()?;
            // Communes have kept the names of provinces and towns: "UBND phường Bạc Liêu".
            let is_commune = name.get(..start).is_some_and(|before| {
                let last = before.split_whitespace().next_back();
                last.is_some_and(|it| matches!(it, "phường" | "xã" | "khu"))
            });
            if is_commune {
                return None;
            }
            Some((at, at + start))
        })
    })
}

/// The words "tỉnh" and "thành phố" of a text, each with its byte offset and that of what follows.
fn places(text: &str) -> impl Iterator<Item = (usize, usize)> {
    static WORDS: LazyLock<[(&str, Finder<'static>); 3]> =
        LazyLock::new(|| ["tỉnh ", "Tỉnh ", "thành phố "].map(|word| (word, Finder::new(word))));
    WORDS.iter().flat_map(move |(word, finder)| {
        let found = finder.find_iter(text.as_bytes());
        found.map(move |at| (at, at + word.len()))
    })
}

/// Year and month since which the merged provinces are one.
const MERGED: (u16, u8) = (2025, 7);

#[cfg(test)]
mod tests {
    use crate::{
        model::{Document, RowId, fixture},
        validate::{rules::agencies::other_province::RULE, validate},
        wording::Language,
    };

    #[test]
    fn reports_rows_of_other_provinces() {
        let mut document = fixture::parse(
            "
            stt | content | lead | coordinating
            - 1 | Nâng cấp cổng dịch vụ công của tỉnh Sơn La | Sở Y tế | UBND tỉnh Lai Châu
            - 2 | Hợp tác du lịch với tỉnh Sơn La | Sở Y tế | UBND tỉnh Nghệ An
            - 3 | Cổng thông tin của tỉnh Hà Giang | Sở Y tế |
            - 4 | Khám bệnh tại tỉnh Nghệ An, thành phố thông minh | Sở Y tế |
            - 5 | Kết nối trực tuyến với hồ sơ của tỉnh Sơn La | Sở Y tế | Công an Lai Châu; Sở Y tế Nghệ An
            - 7 | Quảng bá du lịch của tỉnh Thừa Thiên Huế | Sở Y tế |
            - 6 | Tuyến đường nối tỉnh Lai Châu | Sở Xây dựng | UBND tỉnh Lai Châu; Trường Đại học Cần Thơ
        ",
        );
        document.plan.body = "UBND tỉnh Nghệ An".to_owned();
        let found = validate(&document);
        let found = found.iter().filter(|it| it.rule == RULE.id);
        let texts: Vec<String> = found
            .map(|it| it.message.text(Language::Vietnamese))
            .collect();
        assert_eq!(
            texts,
            [
                "Nhắc đến “tỉnh Sơn La” trong khi văn bản của UBND tỉnh Nghệ An; có thể chép từ nơi khác.",
                "Nhắc đến “tỉnh Lai Châu” trong khi văn bản của UBND tỉnh Nghệ An; có thể chép từ nơi khác.",
                "“tỉnh Hà Giang” đã sáp nhập vào Tuyên Quang từ 01/7/2025.",
                "Nhắc đến “tỉnh Sơn La” trong khi văn bản của UBND tỉnh Nghệ An; có thể chép từ nơi khác.",
                "Nhắc đến “Công an Lai Châu” trong khi văn bản của UBND tỉnh Nghệ An; có thể chép từ nơi khác.",
                "“tỉnh Thừa Thiên Huế” là thành phố Huế từ 01/01/2025.",
            ]
        );
    }

    #[test]
    fn a_province_is_misspelt_or_no_more() {
        let mut document = fixture::parse(
            "
            content | lead | coordinating
            - A | Thống kê tỉnh Sơ La | Sở Y tế
            - B | Thống kê tỉnh Sơn La | Sở Y tế tỉnh Hủa Phăn
            - Mở tuyến vận tải | Sở Xây dựng tỉnh Kiên Giang | Sở Y tế
            - Mở tuyến vận tải | Sở Y tế | Sở Xây dựng tỉnh Lai Châu
            - C | Sở Y tế | Công ty Điện lực Bắc Kạn; VNPT Cao Bằng
        ",
        );
        document.plan.body = "UBND tỉnh Sơn La".to_owned();
        let rows: Vec<RowId> = document.annexes[0].rows.iter().map(|it| it.id).collect();
        assert_eq!(found_in(&document), [rows[0], rows[2], rows[4]]);
        let found = validate(&document);
        let fix = found.iter().find_map(|it| it.fix.clone()).unwrap();
        document.apply(&fix.transaction).unwrap();
        assert_eq!(found_in(&document), [rows[2], rows[4]]);
    }

    /// The rows in which the rule finds something.
    fn found_in(document: &Document) -> Vec<RowId> {
        let found = validate(document);
        let of_rule = found.iter().filter(|it| it.rule == RULE.id);
        of_rule.map(|it| it.row).collect()
    }

    #[test]
    fn what_is_kept_of_a_merged_province_has_its_name() {
        let mut document = fixture::parse(
            "
            stt | content | other:Thời gian tài liệu
            - 1 | Phông Sở Xây dựng tỉnh Hà Giang | 2001-2025
            - 2 | Tài liệu của UBND tỉnh Hà Giang (1991-2025) |
            - 3 | Tài liệu của UBND tỉnh Hà Giang | 1991-2025
            - 4 | Hồ sơ do Thuế tỉnh Hà Giang bàn giao |
            - 5 | Trụ sở Sở Y tế tỉnh Hà Giang (trước ngày 01/7/2025) |
            - 6 | Cổng thông tin của tỉnh Hà Giang | 2021-2025
        ",
        );
        document.plan.body = "UBND tỉnh Tuyên Quang".to_owned();
        assert_eq!(found_in(&document), [document.annexes[0].rows[5].id]);
    }

    #[test]
    fn communes_have_kept_names_of_provinces() {
        let mut document = fixture::parse(
            "
            content | lead
            - A | UBND phường An Xuyên; UBND phường Bạc Liêu
            - B | UBND Bạc Liêu
        ",
        );
        document.plan.body = "UBND tỉnh Cà Mau".to_owned();
        assert_eq!(found_in(&document), [document.annexes[0].rows[1].id]);
    }
}
