//! Whether a text says that something is done: `Đã ban hành Quyết định số 12`, `Đang lấy ý kiến`.

use super::{
    called_off::undone,
    clause::{
        begins_inquiry, ends_work, has_failed, is_about_to_be, is_approved_by, is_asked_of_others,
        is_ended, is_enough, is_nearly, is_sent_on, is_submitted, n_same, names_document, opens,
        starts_with,
    },
    date::Date,
    figure::Figure,
    no_data::unknown,
    outcome_words::{
        done::{COMPLETIONS, DECISIONS, ENDLESS, FINISHED, IN_USE, OF_TIME_AND_PLACE},
        dropped::ENDS,
        going_on::UNDERWAY,
    },
    progress_status::{ProgressStatus, is_blank, is_tick},
    target::{Amount, Measure},
    whole_deed::{Before, Extent, begins_with_stage, extent, made_before, without_thousands},
};
use crate::text::{likeness::lower_words, phrase::has_phrase};

/// Whether a report says that a task is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Yes,
    /// So many things are done, perhaps not all: `Đã trám lấp 120 giếng`.
    Part,
    /// Begun or not, but not done.
    No,
    Unknown,
    Blank,
    Dropped,
    NoData,
}

impl Done {
    /// Reads what a report says about anything.
    pub fn parse(text: &str) -> Done {
        Done::of_task(text, "", "")
    }

    /// Reads what a report says about a task with a content and a product.
    pub fn of_task(text: &str, content: &str, product: &str) -> Done {
        if is_blank(text) {
            return Done::Blank;
        }
        let lower = without_thousands(&text.trim().to_lowercase());
        let clauses: Vec<String> = lower
            .split([',', ';', '.', '(', '\n'])
            .map(lower_words)
            .collect();
        let asked = lower_words(&format!("{content} {product}"));
        let made_before = |clause: &String| made_before(clause, &asked);
        match ProgressStatus::parse(text) {
            Some(ProgressStatus::Exceeded) => return Done::Yes,
            Some(ProgressStatus::Met) if clauses.iter().all(|it| made_before(it).is_none()) => {
                return Done::Yes;
            }
            // "Chấm dứt dự án" may be what was asked for.
            Some(ProgressStatus::Dropped) if !asks_to_end(content) => return Done::Dropped,
            Some(ProgressStatus::NoData) => {
                // "Chưa có báo cáo" of a report to be made, and what others are to tell.
                let missing = unknown(&lower).filter(|it| has_phrase(&asked, it));
                let goes_on = ["chờ", "đợi", "đang"]
                    .iter()
                    .any(|it| has_phrase(&lower, it));
                return match missing.is_some() || goes_on {
                    true => Done::No,
                    false => Done::NoData,
                };
            }
            Some(ProgressStatus::Missed) if is_left_undone(&lower, content) => {
                return Done::Dropped;
            }
            Some(ProgressStatus::Missed | ProgressStatus::NotDue | ProgressStatus::Overdue) => {
                return Done::No;
            }
            Some(ProgressStatus::Met | ProgressStatus::Dropped) | None => {}
        }
        let deed = deed(content);
        let says_end = |clause: &String| {
            is_finished(clause, &deed) && !is_underway(clause) && !opens(clause, &deed, &asked)
        };
        let is_end = |clause: &String| says_end(clause) && made_before(clause).is_none();
        let done = clauses.iter().position(is_end);
        if done.is_none() && clauses.iter().any(|it| is_ended(it, &asked)) {
            return Done::Dropped;
        }
        let is_going_on = clauses.iter().enumerate().any(|(at, clause)| {
            let is_after = done.is_some_and(|done| done < at);
            let is_in_use = IN_USE.iter().any(|it| has_phrase(clause, it));
            is_underway(clause) && !(is_after && is_in_use)
        });
        // What waits for another's decision may be all that was asked, or not.
        let is_decided = clauses.iter().any(|clause| {
            let words = [
                "được ban hành",
                "được phê duyệt",
                "đã ban hành",
                "đã phê duyệt",
            ];
            words.iter().any(|it| has_phrase(clause, it))
        });
        let is_sent_on = !is_decided && clauses.iter().any(|it| is_sent_on(it, &deed));
        let is_only_open = done.is_none() && clauses.iter().any(|it| opens(it, &deed, &asked));
        let is_wish = done.is_none()
            && clauses
                .first()
                .is_some_and(|it| is_asked_of_others(it, &deed));
        if is_going_on || is_sent_on || is_only_open || is_wish {
            return Done::No;
        }
        match share(text) {
            Some(share) if 100.0 <= share => return Done::Yes,
            Some(_) => return Done::No,
            None => {}
        }
        let of_deed = |words: &[&str]| words.iter().any(|it| starts_with(&deed, it));
        let is_to_submit = of_deed(&["trình"]);
        let submitted = clauses
            .iter()
            .rposition(|it| is_submitted(it) && !is_to_submit);
        if submitted.is_some_and(|at| done.is_none_or(|done| done < at) && !is_decided) {
            return match of_deed(DECISIONS) {
                true => Done::No,
                false => Done::Unknown,
            };
        }
        let Some(at) = done else {
            let is_stage = |it: &String| {
                let is_over = says_end(it) || it.starts_with("đã ") || begins_with_stage(it);
                is_over && made_before(it) == Some(Before::Stage)
            };
            let is_word =
                is_tick(&lower) || matches!(lower.as_str(), "x" | "v" | "có" | "rồi" | "ok");
            return match clauses.iter().any(is_stage) {
                true => Done::No,
                false if is_word => Done::Yes,
                false => Done::Unknown,
            };
        };
        match clauses.get(at).map(|it| extent(it, &asked)) {
            Some(Extent::Less) => Done::No,
            Some(Extent::Open) => Done::Part,
            _ => Done::Yes,
        }
    }
}

/// Whether a task asks that something be ended.
fn asks_to_end(content: &str) -> bool {
    let deed = deed(content);
    ENDS.iter().any(|it| starts_with(&deed, it))
}

/// Whether a text says that just what was asked for is not done: "Không mua" of "Mua bảo hiểm".
fn is_left_undone(lower: &str, content: &str) -> bool {
    let deed = deed(content);
    let undone = undone(lower).unwrap_or_default();
    let words: Vec<&str> = undone.split(' ').collect();
    !undone.is_empty() && 0 < n_same(&words, &deed)
}

/// Whether a clause says that something is done.
fn is_finished(clause: &str, deed: &[String]) -> bool {
    says_done(clause, deed)
        || succeeded(clause, deed)
        || COMPLETIONS
            .iter()
            .any(|it| has_phrase(clause, &format!("đã {it}")))
        || FINISHED.iter().any(|it| match it.starts_with(['đ', 'ư']) {
            true => has_phrase(clause, it),
            // Without "đã" it is the beginning that says it: "Sẽ ban hành".
            false => clause.starts_with(it),
        })
        || names_document(clause)
        || ends_work(clause)
        || is_approved_by(clause)
        || is_enough(clause)
        || counts_deed(clause, deed)
}

/// Whether a clause is the deed with a number of what was dealt with: "Kiểm tra 45 cơ sở".
fn counts_deed(clause: &str, deed: &[String]) -> bool {
    let words: Vec<&str> = clause.split(' ').collect();
    let n_same = n_same(&words, deed);
    let next = words.get(n_same).copied().unwrap_or_default();
    0 < n_same && next.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a clause says that the deed was done well: "Tổ chức thành công ngày 12/9/2026".
fn succeeded(clause: &str, deed: &[String]) -> bool {
    let words: Vec<&str> = clause.split(' ').collect();
    let is_deed = 0 < n_same(&words, deed) || clause.starts_with("tổ chức");
    is_deed
        && ["thành công", "xong"]
            .iter()
            .any(|it| has_phrase(clause, it))
}

/// The words with which a task says what is to be done: of "Xây dựng, ban hành Đề án" those from
/// "ban hành" on. None where that has no end.
pub(super) fn deed(content: &str) -> Vec<String> {
    let lower = content.to_lowercase().replace(" và ", ",");
    let mut parts = lower
        .split([',', ';'])
        .map(lower_words)
        .filter(|it| !it.is_empty())
        .peekable();
    let mut last = parts.next().unwrap_or_default();
    // Short parts are verbs of a row of them.
    while last.split(' ').count() <= 2 && parts.peek().is_some() {
        last = parts.next().unwrap_or_default();
    }
    match ENDLESS.iter().any(|it| last.starts_with(it)) {
        true => Vec::new(),
        false => last.split(' ').map(str::to_owned).collect(),
    }
}

/// Whether a clause says that a deed was done: `Đã gửi Báo cáo số 77` of `Gửi báo cáo`. A verb of one
/// word that something else follows is another verb.
fn says_done(clause: &str, deed: &[String]) -> bool {
    let words: Vec<&str> = clause.split(' ').collect();
    let Some(at) = words.iter().position(|it| *it == "đã") else {
        return false;
    };
    let behind = words.get(at + 1..).unwrap_or_default();
    let n_same = n_same(behind, deed);
    let next = behind.get(n_same).copied().unwrap_or_default();
    let is_submitted = starts_with(deed, "trình");
    // "Đón tiếp 02 đoàn" of "Đón đoàn".
    let names_object = || {
        let object = deed.get(1).map(String::as_str).unwrap_or_default();
        let near = behind.get(2..).unwrap_or_default();
        let mut near = near.iter().take(2);
        near.any(|it| *it == object)
    };
    // "Đã mua 120 bộ" of "Mua bàn ghế"
    let is_counted = next.starts_with(|c: char| c.is_ascii_digit());
    1 < n_same
        || (n_same == 1
            && (is_counted || OF_TIME_AND_PLACE.contains(&next) || is_submitted || names_object()))
}

/// The share that a text says is done, in per cent.
fn share(text: &str) -> Option<f64> {
    let figure = Figure::parse(text, "", Some(Measure::Percent)).ok()?;
    let is_part = matches!(figure.amount, Amount::Of(..))
        && !figure.of.is_empty()
        && Date::parse(text).is_none();
    let is_share = figure.change.is_none() && (figure.measure == Measure::Percent || is_part);
    is_share.then(|| figure.value())
}

/// Whether a clause says that something is still going on.
fn is_underway(clause: &str) -> bool {
    UNDERWAY.iter().any(|it| has_phrase(clause, it))
        || is_nearly(clause)
        || is_about_to_be(clause)
        || has_failed(clause)
        || is_only_so_far(clause)
}

/// Whether "mới" says that no more than this has been done so far: "Mới khởi công", "Mới cấp được 3.870
/// thẻ". "Mới ban hành" was done a short while ago.
fn is_only_so_far(clause: &str) -> bool {
    let deed = clause.strip_prefix("mới ");
    deed.is_some_and(|it| !DECISIONS.iter().any(|made| it.starts_with(made)) || begins_inquiry(it))
}

#[cfg(test)]
mod tests {
    use super::Done::{self, Dropped, No, NoData, Part, Unknown, Yes};

    #[test]
    fn reports_say_whether_something_is_done() {
        for (text, expected) in [
            (
                "UBND tỉnh đã ban hành Quyết định số 1200/QĐ-UBND ngày 20/8/2026",
                Yes,
            ),
            ("Mới giải phóng được 2 km mặt bằng", No),
            ("Mới ký hợp đồng tư vấn", No),
            ("Mới ban hành Quyết định số 12/QĐ-UBND", Unknown),
            ("Sở Nội vụ đã tổ chức 02 lớp tập huấn", Part),
            ("Kế hoạch được phê duyệt tại Quyết định số 5/QĐ-UBND", Yes),
            ("Đã ban hành quy trình nội bộ", Yes),
            ("Đã tổ chức tập huấn kỹ năng số cơ bản", Yes),
            ("Đã hoàn thành; tiếp tục duy trì, cập nhật", Yes),
            ("Hoàn thành, đang vận hành ổn định", Yes),
            ("Đã hoàn thành 100%, đang khai thác", Yes),
            ("5/5 hệ thống", Yes),
            ("3/5 hệ thống", No),
            ("Đã nghiệm thu, đưa vào sử dụng từ 20/7/2026", Yes),
            ("Đã xây dựng dự thảo, đang lấy ý kiến", No),
            ("Đã ký hợp đồng, đang lắp đặt", No),
            ("Đã ban hành kế hoạch, đang tổ chức triển khai", No),
            ("QĐ số 77/QĐ-UBND ngày 20/01/2026", Yes),
            ("Đã có Báo cáo số 88/BC-STC ngày 18/6/2026", Yes),
            ("Hoãn, không tổ chức trong năm 2026", Dropped),
            ("Hoãn sang quý IV", No),
            (
                "Nhà đầu tư xin chấm dứt dự án; tỉnh đã thu hồi chủ trương đầu tư",
                Dropped,
            ),
            ("Sở đề nghị dừng dự án", Unknown),
            ("Đã rút khỏi chương trình năm 2026", Dropped),
            ("Chậm tiến độ do chờ hướng dẫn của Bộ", No),
            ("Vướng mặt bằng", No),
            ("Tổ chức thành công ngày 12/9/2026 với 300 đại biểu", Yes),
            ("Đã hoàn thành phần móng", No),
            ("Đã phê duyệt thiết kế", No),
            ("Đã trình UBND tỉnh tại Tờ trình số 45/TTr-SKHCN", Unknown),
            ("Đã xây dựng, trình UBND tỉnh ngày 28/6/2026", Unknown),
            ("Đang trình UBND tỉnh", No),
            ("Đã trình và được ban hành tại Quyết định số 5", Yes),
            ("Xin lùi sang năm 2027", No),
            ("Cơ bản hoàn thành chương trình", No),
            ("Đã cơ bản hình thành", No),
            ("Đang sử dụng thử", No),
            ("Hoàn thành 85%", No),
            ("Phối hợp với các xã", Unknown),
            ("Gia hạn đến tháng 12/2026", No),
            ("Không thực hiện", Dropped),
            ("Chưa có số liệu", NoData),
            ("Chưa có báo cáo", NoData),
            ("Xong (QĐ 214/QĐ-UBND ngày 20/02/2026)", Yes),
            ("Hoàn tất", Yes),
            ("Làm xong ngày 28/5/2026", Yes),
            ("Xây xong phần móng", No),
            ("Chưa làm xong", No),
            ("Sắp làm xong", No),
            ("Đã được UBND tỉnh phê duyệt", Yes),
            ("Đã được UBND tỉnh phê duyệt chủ trương đầu tư", No),
            ("Đã lập dự toán", No),
            ("Đã ký ban hành", Yes),
            ("✓", Yes),
            ("OK", Yes),
            ("Mới ban hành quyết định thành lập đoàn", No),
            ("Còn thiếu 02 hạng mục", No),
            ("Sắp hoàn thành", No),
            ("Đang tổng hợp số liệu", No),
            ("Bỏ khỏi chương trình công tác", Dropped),
            ("Hủy theo Thông báo số 5/TB-UBND", Dropped),
            ("UBND tỉnh cho thôi thực hiện", Dropped),
            (
                "Đã chuyển cơ quan khác, không còn thuộc nhiệm vụ của Sở",
                Dropped,
            ),
            ("Không làm", Dropped),
            ("Không thuê nữa", Dropped),
            ("Không đáng kể", No),
            ("Đã vận hành từ 20/5", Yes),
            ("QĐ 47/2026/QĐ-UBND ngày 11/9/2026", Yes),
            ("Kế hoạch 5 năm", Unknown),
            ("Dời sang tháng 10/2026 theo Công văn số 88/UBND-NC", No),
            ("Đề nghị đưa ra khỏi kế hoạch", No),
            ("Thôi không tổ chức", Dropped),
            ("-", Done::Blank),
        ] {
            assert_eq!(Done::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_task_asks_for_is_done_once_it_is_said() {
        use Done::{Dropped, No, NoData, Part, Unknown, Yes};
        for (content, text, expected) in [
            (
                "Trình UBND tỉnh Đề án dữ liệu",
                "Đã trình tại Tờ trình số 45/TTr-SKHCN",
                Yes,
            ),
            (
                "Ban hành Đề án dữ liệu",
                "Đã trình tại Tờ trình số 45/TTr-SKHCN",
                No,
            ),
            ("Xây dựng, trình ban hành Đề án", "Đã trình UBND tỉnh", Yes),
            (
                "Khai trương trung tâm",
                "Đã khai trương ngày 02/9/2026",
                Yes,
            ),
            ("Gửi báo cáo", "Đã gửi Báo cáo số 77/BC-STC", Yes),
            ("Ra mắt ứng dụng", "Đã ra mắt, có 12.000 lượt cài đặt", Yes),
            ("Ra mắt ứng dụng", "Đã ra văn bản chỉ đạo", Unknown),
            ("Khảo sát hiện trạng", "Đã khảo sát, đang tổng hợp", No),
            ("Triển khai nền tảng", "Đã triển khai đến 5 xã", Unknown),
            ("Di dời 03 cơ sở gây ô nhiễm", "Đã di dời 01 cơ sở", No),
            ("Di dời 03 cơ sở gây ô nhiễm", "Đã di dời 03 cơ sở", Yes),
            (
                "Trám lấp giếng không sử dụng",
                "Đã trám lấp 120 giếng",
                Part,
            ),
            ("Trồng cây phân tán", "Đã trồng 12.500 cây", Part),
            ("Xây dựng phim giới thiệu", "Đã hoàn thành kịch bản", No),
            ("Hoàn thành kịch bản phim", "Đã hoàn thành kịch bản", Yes),
            (
                "Khảo sát hiện trạng",
                "Đã ban hành Kế hoạch số 45/KH-SNN",
                Unknown,
            ),
            (
                "Ban hành kế hoạch khảo sát",
                "Đã ban hành Kế hoạch số 45/KH-SNN",
                Yes,
            ),
            (
                "Điều chỉnh quy hoạch cảng",
                "Đã gửi Sở Tư pháp thẩm định",
                No,
            ),
            (
                "Gửi hồ sơ thẩm định",
                "Đã gửi Sở Tư pháp thẩm định",
                Unknown,
            ),
            (
                "Phê duyệt giá đất",
                "Sở đã trình UBND tỉnh tại TTr số 312",
                No,
            ),
            ("Chấm dứt dự án chậm tiến độ", "Đã chấm dứt dự án số 5", Yes),
            ("Thu hồi dự án treo", "Tỉnh đã thu hồi dự án", Yes),
            ("Mua bảo hiểm thiên tai", "Không mua", Dropped),
            ("Mua bảo hiểm thiên tai", "Không đạt", No),
            ("Xây dựng báo cáo chuyên đề", "Chưa có báo cáo", No),
            ("Phúc tra xã đạt chuẩn", "Chưa có báo cáo", NoData),
            ("Thanh tra đất đai", "Đã công bố quyết định thanh tra", No),
            (
                "Kiểm tra an toàn",
                "Đã ban hành quyết định kiểm tra số 12",
                No,
            ),
            (
                "Ban hành quyết định kiểm tra",
                "Đã ban hành quyết định kiểm tra số 12",
                Yes,
            ),
            ("Xây dựng cầu", "Đã khởi công", No),
            ("Đón đoàn lãnh sự", "Đã đón tiếp 02 đoàn, 34 đại biểu", Part),
            (
                "Đoàn công tác tại Đức",
                "Không tổ chức được do dịch bệnh",
                No,
            ),
        ] {
            assert_eq!(
                Done::of_task(text, content, ""),
                expected,
                "{content}: {text}"
            );
        }
    }
}
