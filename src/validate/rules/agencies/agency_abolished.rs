//! # `agency-abolished`
//!
//! A cell names a body that no longer exists, such as "Sở Thông tin và Truyền thông" or anything of
//! the district level, as an agency or within a sentence. A body whose renaming or merger is not
//! confirmed is left to `agency-renamed`. A plan issued shortly before a body went named it rightly.
//!
//! **Fix.** Replaces the body with its successor if a single one took over all functions and the row
//! does not name it yet. Unsafe: applied by hand only. If the body was split, the message lists the
//! successors and the user decides.

use super::former_bodies::{DISTRICTS_UNTIL, Former, former_in, was_right, whole_name};
use crate::{
    model::{Role, Severity, agencies_in},
    reference::agencies::{Status, key},
    validate::{Applicability, Check, Diagnostic, RowScope, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "agency-abolished",
    severity: Severity::Error,
    title: Key::RuleAgencyAbolished,
    rationale: Key::RuleAgencyAbolishedWhy,
    source: "Điều 8, Điều 9 Nghị định số 150/2025/NĐ-CP (tên các sở); Nghị quyết số 203/2025/QH15 (không còn cấp huyện)",
    check: Check::Row(check),
};

fn check(scope: &RowScope, acc: &mut Vec<Diagnostic>) {
    let row = scope.row;
    for column in scope.annex.columns {
        let text = row.cell(column.id);
        for former in former_in(scope, column.role, text, Status::Abolished) {
            let (range, agency) = match former {
                Former::District(range) => {
                    if !was_right(scope, DISTRICTS_UNTIL) {
                        let name = text.get(range).unwrap_or_default().to_owned();
                        let message = Key::DistrictAbolished.with([name]);
                        let finding = scope.finding(&RULE, column.id, message);
                        acc.push(match column.role {
                            Role::Lead | Role::Coordinating => finding,
                            // A sentence may tell of the past.
                            _ => finding.into_warning(),
                        });
                    }
                    continue;
                }
                Former::Known(range, agency) => (range, agency),
            };
            if was_right(scope, &agency.since) {
                continue;
            }
            // A group of bodies is named as it stands: "UBND huyện Lý Sơn".
            let named = match agency.name.starts_with("UBND") {
                true => text.get(whole_name(text, &range)).unwrap_or_default(),
                false => &agency.name,
            };
            let args = [
                named.to_owned(),
                agency.since.clone(),
                agency.successors.join("; "),
            ];
            let message = Key::AgencyAbolished.with(args);
            let finding = scope.finding(&RULE, column.id, message);
            // A group of bodies does not map to one successor, and nobody is named twice.
            let only = match agency.successors.as_slice() {
                [only] if !agency.name.starts_with("UBND") && !is_named(scope, only) => {
                    only.as_str()
                }
                _ => {
                    acc.push(finding);
                    continue;
                }
            };
            // Whether the annex would have the successor's short or full name is not known here.
            let written = text.get(range.clone()).unwrap_or_default();
            let is_short = key(written) != key(&agency.name);
            let successor = scope.document.directory.by_key(&key(only));
            if is_short && successor.is_some_and(|it| it.aliases.iter().any(|it| it.contains(' ')))
            {
                acc.push(finding);
                continue;
            }
            let mut after = text.to_owned();
            after.replace_range(range, only);
            let label = Key::FixReplaceBy.with([only.to_owned()]);
            let step = scope.set_cell(column.id, after);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

/// Whether the row names a body already, by any of its spellings.
fn is_named(scope: &RowScope, name: &str) -> bool {
    [Role::Lead, Role::Coordinating].into_iter().any(|role| {
        let named = agencies_in(scope.document.directory, scope.text(role));
        named
            .iter()
            .any(|it| it.agency.as_ref().is_some_and(|it| it.name == name))
    })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::agencies::agency_abolished::RULE, testing::*};

    #[test]
    fn reports_bodies_that_are_gone_and_what_came_after() {
        let text = "
            stt | content | lead | coordinating
            - 1 | x | Sở Kế hoạch và Đầu tư | Sở TT&TT; Sở Y tế
            - 2 | x | Sở Nội vụ | UBND các huyện, thành phố
            - 3 | x | Cục Thống kê tỉnh | Sở Khoa học và Công nghệ
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 1 lead: “Sở Kế hoạch và Đầu tư” không còn từ 01/3/2025. Cơ quan kế thừa: Sở Tài chính.
        row 1 coordinating: “Sở Thông tin và Truyền thông” không còn từ 01/3/2025. Cơ quan kế thừa: Sở Khoa học và Công nghệ; Sở Văn hóa, Thể thao và Du lịch (báo chí, xuất bản).
        row 2 coordinating: “UBND các huyện, thành phố” không còn từ 01/7/2025. Cơ quan kế thừa: UBND các xã, phường.
        ");
    }

    #[test]
    fn offers_a_single_successor() {
        assert_snapshot!(fixed(&RULE, "
            stt | content | lead
            - 1 | x | Sở Giao thông vận tải; Sở KH&ĐT
        "), @"- 1 | x | Sở Xây dựng; Sở Tài chính");
        // Names of which one half is written short.
        assert_snapshot!(report(&RULE, "
            stt | content | lead
            - 1 | x | Sở Nông nghiệp và PTNT; Sở Thông tin & TT
        "), @"
        row 1 lead: “Sở Nông nghiệp và Phát triển nông thôn” không còn từ 01/3/2025. Cơ quan kế thừa: Sở Nông nghiệp và Môi trường.
        row 1 lead: “Sở Thông tin và Truyền thông” không còn từ 01/3/2025. Cơ quan kế thừa: Sở Khoa học và Công nghệ; Sở Văn hóa, Thể thao và Du lịch (báo chí, xuất bản).
        ");
    }

    #[test]
    fn knows_the_district_level_and_former_names_in_sentences() {
        assert_snapshot!(report(&RULE, "
            stt | content | lead | coordinating
            - 1 | Rà soát theo hướng dẫn của Sở Thông tin và Truyền thông | Sở Y tế | Công an huyện
            - 2 | Tập huấn ở cấp huyện | Sở Y tế | Huyện ủy Yên Thành; UBND huyện Nho Quan
            - 3 | Sửa đường huyện, huyện lộ | Sở Y tế | Phòng Giáo dục và Đào tạo thị xã
            - 4 | Tiếp nhận hồ sơ của các huyện cũ | Sở Y tế | Bộ GTVT
            - 6 | Chỉnh lý phông UBND huyện Thạch Hà | Sở Nội vụ |
            - 7 | Tài liệu của Sở Công Thương và Sở Giao thông vận tải (1997-2025) | Sở Nội vụ |
            - 5 | Theo Luật Tổ chức chính quyền | Sở Y tế | Ban Dân tộc HĐND tỉnh
        "), @"
        row 1 content: “Sở Thông tin và Truyền thông” không còn từ 01/3/2025. Cơ quan kế thừa: Sở Khoa học và Công nghệ; Sở Văn hóa, Thể thao và Du lịch (báo chí, xuất bản).
        row 1 coordinating: Cấp huyện (“Công an huyện”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        row 2 content: Cấp huyện (“cấp huyện”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        row 2 coordinating: Cấp huyện (“Huyện ủy Yên Thành”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        row 2 coordinating: “UBND huyện Nho Quan” không còn từ 01/7/2025. Cơ quan kế thừa: UBND các xã, phường.
        row 3 coordinating: Cấp huyện (“Phòng Giáo dục và Đào tạo thị xã”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        row 4 coordinating: “Bộ Giao thông vận tải” không còn từ 01/3/2025. Cơ quan kế thừa: Bộ Xây dựng.
        ");
    }

    #[test]
    fn offices_of_districts_are_gone_too() {
        assert_snapshot!(report(&RULE, "
            stt | content | lead | coordinating
            - 1 | Rà soát hộ nghèo | Phòng Lao động - Thương binh và Xã hội | Phòng TN&MT; Phòng Kinh tế
            - 2 | Giao Phòng LĐTBXH tổng hợp | Phòng Văn hóa - Xã hội | Công an xã, Phòng GD&ĐT
            - 3 | Phòng, chống lao động trẻ em | Phòng Kinh tế, Hạ tầng và Đô thị | Phòng Nội vụ
        "), @"
        row 1 lead: Cấp huyện (“Phòng Lao động - Thương binh và Xã hội”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        row 1 coordinating: Cấp huyện (“Phòng TN&MT”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        row 2 content: Cấp huyện (“Phòng LĐTBXH”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        row 2 coordinating: Cấp huyện (“Phòng GD&ĐT”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        ");
    }

    #[test]
    fn a_plan_issued_just_before_named_them_rightly() {
        let mut document = crate::model::fixture::parse("stt | content | lead\n- 1 | x | Sở TT&TT");
        let mut n = |date: &str| {
            document.plan.date = date.to_owned();
            let found = crate::validate::validate(&document);
            found.iter().filter(|it| it.rule == RULE.id).count()
        };
        assert_eq!(
            (n("01/01/2025"), n("18/11/2021"), n("01/01/2026"), n("")),
            (0, 1, 1, 1)
        );
    }

    #[test]
    fn what_a_former_body_left_is_named_rightly() {
        assert_snapshot!(report(&RULE, "
            content | lead
            - Thu hồi dấu cũ của huyện, cấp dấu mới | Sở Y tế
            - Dựng lại bảng quy ước cũ của các huyện | Sở Y tế
            - Gỡ vướng hồ sơ nguyên Phòng Tài nguyên và Môi trường lập | Sở Y tế
            - Sửa nhà khách nguyên của Huyện ủy | Sở Y tế
            - Bố trí lại trụ sở dôi dư của cấp huyện | Sở Y tế
            - Thu hồi con dấu của UBND huyện | Sở Y tế
            - Kế thừa hồ sơ của UBND các huyện | Sở Y tế
            - Thu hồi đất giao UBND huyện | Sở Y tế
            - Bàn giao mặt bằng cho UBND huyện | Sở Y tế
            - Tiết kiệm tài nguyên huyện | Sở Y tế
        "), @r#"
        row 8 content: Cấp huyện (“huyện”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        row 9 content: Cấp huyện (“huyện”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        row 10 content: Cấp huyện (“huyện”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        "#);
    }

    #[test]
    fn old_things_are_no_old_bodies_and_towns_were_districts() {
        assert_snapshot!(report(&RULE, "
            stt | content | lead | coordinating
            - 1 | Thay đèn đường cũ theo hướng dẫn của Sở Giao thông vận tải | Sở Xây dựng | UBND thành phố Vinh
            - 2 | Bố trí cán bộ cũng như trụ sở ở cấp huyện | Sở Nội vụ | Công an thành phố Hồ Chí Minh; Công an thành phố Vinh
            - 3 | Tiếp nhận trụ sở của huyện Hương Khê cũ | Sở Nội vụ | UBND thành phố Huế
            - 4 | Số ổ cắm container lạnh tại cảng Lạch Huyện, Đình Vũ | Sở Xây dựng | Công an tỉnh
        "), @"
        row 1 content: “Sở Giao thông vận tải” không còn từ 01/3/2025. Cơ quan kế thừa: Sở Xây dựng.
        row 1 coordinating: Cấp huyện (“UBND thành phố Vinh”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        row 2 content: Cấp huyện (“cấp huyện”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        row 2 coordinating: Cấp huyện (“Công an thành phố Vinh”) không còn từ 01/7/2025; nên giao lại cho cơ quan cấp tỉnh hoặc cấp xã.
        ");
    }
}
