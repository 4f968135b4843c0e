//! Which way a result is better than its target: by the target, by the other figures of the row, by
//! the indicator's words.

use super::{
    bound::Bound,
    deed_head::{counted_deed, is_unwanted},
    direction::Direction,
    figure::Figure,
    target::{Amount, Measure},
};
use crate::{
    reference::units,
    text::{likeness::lower_words, phrase::has_phrase},
};

/// Which way is better, and the words or figures that tell it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Better {
    pub is_higher: bool,
    pub evidence: String,
}

/// Indicators of which more is not simply better.
const NEITHER: &[&str] = &[
    "tỷ trọng",
    "cơ cấu",
    "chỉ số giá",
    "lạm phát",
    "dân số",
    "giới tính",
    "tỷ số",
    "bội chi",
    "nợ",
    "biên chế",
    "chi thường xuyên",
    "dư nợ",
    "nông nghiệp trong",
    "lao động nông nghiệp",
    "chuyển tuyến",
    "vi phạm",
    "khiếu nại",
    "tố cáo",
    "đơn thư",
    "vụ việc",
    "thiệt hại",
    "mức sinh",
    "kinh phí",
    "chi phí",
    "trích",
];

/// Parts of words for what is not wanted. Without any of them, what a plan sets is to be reached.
const OMINOUS: &[&str] = &[
    "nghèo",
    "đói",
    "thiếu",
    "mất",
    "chết",
    "tử",
    "bệnh",
    "mắc",
    "nhiễm",
    "hại",
    "hỏng",
    "yếu",
    "kém",
    "sai",
    "lỗi",
    "chậm",
    "trễ",
    "rủi ro",
    "phát thải",
    "khí thải",
    "nghiện",
    "ly hôn",
    "tiêu hao",
    "tiêu thụ",
    "thời gian",
    "chờ",
    "bỏ",
    "cháy",
    "nổ",
    "tồn",
    "đọng",
    "phạm",
    "tội",
    "giảm",
    "chưa",
    "không",
    "thất",
    "hao",
    "chi",
    "giá",
    "tỷ suất sinh",
    "chênh lệch",
];

/// Verbs of what is done about a thing that is not wanted: the verb decides.
const UNDOING: &[&str] = &[
    "thu hồi",
    "thu nợ",
    "trồng lại",
    "phục hồi",
    "khôi phục",
    "cải tạo",
    "tiết kiệm",
    "khám phá",
    "phát hiện",
    "điều tra",
    "tiêm phòng",
    "quay lại",
    "trở lại",
    "thoát",
    "khỏi",
    "giải quyết",
    "xử lý",
    "xóa",
    "xoá",
    "khắc phục",
    "triệt phá",
    "cai nghiện",
    "hỗ trợ",
    "bị bắt",
    "bắt giữ",
    "truy bắt",
    "bị triệt phá",
    "bị thu giữ",
];

/// Words of what such a deed costs, of which more is not better.
const COSTS: &[&str] = &["chi phí", "kinh phí", "thời gian", "số ngày", "số giờ"];

/// Words of what befalls somebody. "Bị" is the passive of what is not wanted.
const ADVERSE: &[&str] = &[
    "bị",
    "nhiễm",
    "lây nhiễm",
    "vi phạm",
    "khó khăn",
    "thiệt hại",
    "bỏ hoang",
    "bỏ trống",
    "hoang hóa",
    "hoang hoá",
    "mất việc",
    "mất đất",
    "mất rừng",
    "lấn chiếm",
    "giải thể",
    "phá sản",
    "ngừng hoạt động",
    "nợ lương",
    "chậm đóng",
    "thải ra",
    "xả thải",
    "phải bổ sung",
    "phải làm lại",
    "phải sửa",
    "phải trả lại",
];

/// First words of what is used up, of which less is better.
const USED_UP: &[&str] = &[
    "chi phí sản xuất",
    "chi phí vận hành",
    "chi phí quản lý",
    "giá thành",
    "mức tiêu hao",
    "suất tiêu hao",
    "định mức tiêu hao",
    "mức tiêu thụ",
    "suất tiêu thụ",
];

/// Compounds with the syllables of [`OMINOUS`] that say nothing of the kind.
const NOT_OMINOUS: &[&str] = &[
    "điện tử",
    "chi trả",
    "chi hội",
    "chi bộ",
    "chi đoàn",
    "chi nhánh",
    "chi tiết",
    "giá trị",
    "đánh giá",
    "đấu giá",
    "phần tử",
    "khí tượng",
    "bảo tồn",
    "đường sắt",
    "bệnh viện",
    "phòng bệnh",
    "khám bệnh",
    "giường bệnh",
    "không dùng tiền mặt",
    "không gian",
    "thiếu nhi",
    "thiếu niên",
    "thể chất",
];

/// Words of what keeps off a thing that is not wanted: "Số cơ sở an toàn dịch bệnh".
const KEPT_OFF: &[&str] = &[
    "an toàn dịch bệnh",
    "phòng chống",
    "phòng ngừa",
    "phòng bệnh",
    "phòng dịch",
    "phòng cháy",
    "chống",
    "sạch bệnh",
];

/// Words of matters that were brought to a good end.
const ACHIEVED: &[&str] = &[
    "tham gia",
    "thành công",
    "được thẩm định",
    "được đánh giá",
    "hòa giải thành",
];

/// Compounds with these syllables that say nothing of the kind.
const NOT_ADVERSE: &[&str] = &["thiết bị", "chuẩn bị", "trang bị", "dự bị"];

/// Verbs and nouns of shares that a plan sets out to reach.
const REACHED: &[&str] = &[
    "được",
    "có",
    "sử dụng",
    "cung cấp",
    "kết nối",
    "tham gia",
    "áp dụng",
    "triển khai",
    "chia sẻ",
    "khai thác",
    "hoàn thành",
    "thực hiện",
    "đáp ứng",
    "bảo đảm",
    "đảm bảo",
    "dịch vụ công",
    "dvctt",
    "trực tuyến",
    "thanh toán",
    "điện tử",
    "phủ sóng",
    "hài lòng",
    "kinh tế số",
    "đạt",
    "giải quyết",
    "tiếp nhận",
    "cáp quang",
    "băng rộng",
    "internet",
    "ứng dụng",
];

/// Amounts that a plan sets out to raise.
const RAISED: &[&str] = &[
    "thu ngân sách",
    "tổng thu",
    "doanh thu",
    "giá trị sản xuất",
    "kim ngạch",
    "xuất khẩu",
    "sản lượng",
    "năng suất",
    "thu nhập",
    "grdp",
    "gdp",
    "tổng sản phẩm",
    "vốn đầu tư",
    "giải ngân",
    "diện tích",
    "công suất",
    "khách du lịch",
    "lượt khách",
    "huy động",
    "bố trí",
    "tuổi thọ",
    "chiều dài",
    "thu thuế",
    "thu phí",
    "chi đầu tư",
    "xã hội hóa",
    "xã hội hoá",
    "lưu trú",
    "bán lẻ",
    "tiết kiệm",
];

/// Those of them that measure anything, also what is not wanted.
const MEASURES: &[&str] = &["diện tích", "chiều dài", "sản lượng", "công suất"];

/// Money that is rather not owed or spent: of other money, what a plan sets is to be reached.
const SPARED: &[&str] = &[
    "nợ",
    "bội chi",
    "chi thường xuyên",
    "chi phí",
    "thiệt hại",
    "nhập siêu",
    "thâm hụt",
    "giá thành",
    "đơn giá",
    "giá bán",
];

const OMINOUS_MONEY: &[&str] = &[
    "thất",
    "mất",
    "lãng phí",
    "tồn",
    "đọng",
    "hao",
    "giảm",
    "phạt",
    "sai",
];

fn is_money(unit: &str, of: &str) -> bool {
    let texts = [unit.to_lowercase(), of.to_lowercase()];
    let is_currency = |word: &&str| texts.iter().any(|it| it.contains(*word));
    ["đồng", "usd", "vnđ"].iter().any(is_currency)
}

/// Units of which more is better.
const SCORES: &[&str] = &["điểm", "điểm số"];

/// Units of events, of which the words of the indicator alone can say whether they are wanted.
const EVENTS: &[&str] = &["vụ", "ca", "vụ việc"];

/// Reads which way is better. `trend` is another figure of the row before or after the target, with
/// what it shows: a baseline that the target is to leave behind, or a later target.
pub(super) fn better(
    content: &str,
    unit: &str,
    goal: &Figure,
    target: &str,
    trend: Option<&(bool, String)>,
) -> Option<Better> {
    let higher = |evidence: &str| {
        Some(Better {
            is_higher: true,
            evidence: evidence.to_owned(),
        })
    };
    let lower = |evidence: &str| {
        Some(Better {
            is_higher: false,
            evidence: evidence.to_owned(),
        })
    };
    match goal.bound {
        Bound::AtLeast | Bound::MoreThan => return higher(target),
        Bound::AtMost | Bound::LessThan => return lower(target),
        Bound::Exactly | Bound::About => {}
    }
    if goal.value() == 0.0 && goal.change.is_none() {
        return lower(target);
    }
    // "giảm còn 8", "tăng lên 80": the target itself says which way.
    let said = target.to_lowercase();
    let target_says = |words: &[&str]| words.iter().any(|it| said.contains(it));
    if goal.change.is_none() && target_says(&["giảm còn", "giảm xuống", "xuống còn", "kéo giảm"])
    {
        return lower(target);
    }
    if goal.change.is_none() && target_says(&["tăng lên", "nâng lên"]) {
        return higher(target);
    }
    // More of a change is better where the change is what is asked for.
    if goal.change.is_some() {
        return higher(target);
    }
    // "Xóa 5/5 điểm đen": what is done about a thing is counted, not the thing.
    let is_deed = ["xóa", "xoá", "xử lý", "khắc phục", "giải quyết"]
        .iter()
        .any(|it| said.trim_start().starts_with(it));
    if is_deed || matches!(goal.amount, Amount::Of(..)) {
        return higher(target);
    }
    let text = content.to_lowercase();
    if goal.measure == Measure::Level {
        return higher(if unit.trim().is_empty() { target } else { unit });
    }
    if let Some(deed) = counted_deed(content) {
        return higher(deed);
    }
    match Direction::of(content, unit) {
        (Direction::Rises, reason) => return higher(reason),
        // A plan above last year's figure of what should fall: two readings.
        (Direction::Falls, _) if trend.is_some_and(|(rises, _)| *rises) => return None,
        (Direction::Falls, reason) => return lower(reason),
        (Direction::Open, _) => {}
    }
    if let Some((is_higher, evidence)) = trend {
        return Some(Better {
            is_higher: *is_higher,
            evidence: evidence.clone(),
        });
    }
    let is_share = goal.measure == Measure::Percent || matches!(goal.amount, Amount::Of(..));
    if is_share && goal.value() == 100.0 {
        return higher("100%");
    }
    if matches!(goal.amount, Amount::Of(..)) {
        return higher(target);
    }
    let plain = lower_words(content);
    let is_ominous = || {
        let harmless = NOT_OMINOUS
            .iter()
            .fold(plain.clone(), |text, it| text.replace(it, ""));
        let is_kept_off = KEPT_OFF.iter().any(|it| has_phrase(&harmless, it));
        !is_kept_off && OMINOUS.iter().any(|it| has_phrase(&harmless, it))
    };
    let says = |phrases: &'static [&'static str]| {
        let mut phrases = phrases.iter();
        phrases.find(|it| has_phrase(&plain, it))
    };
    // "Tỷ lệ giảm nghèo" and "Giảm tỷ suất sinh" are how much it falls.
    if ["tỷ lệ giảm", "tỉ lệ giảm", "mức giảm", "tốc độ giảm"]
        .iter()
        .any(|it| plain.starts_with(it))
        || plain.starts_with("giảm ")
    {
        return higher("giảm");
    }
    if says(COSTS).is_none() {
        if let Some(word) = says(UNDOING) {
            return higher(word);
        }
        if let (Some(word), None) = (says(ADVERSE), says(NOT_ADVERSE)) {
            return lower(word);
        }
    }
    let first = |words: &'static [&'static str]| words.iter().find(|it| text.contains(**it));
    if is_unwanted(content) {
        return None;
    }
    if let Some(word) = USED_UP.iter().find(|it| plain.starts_with(**it)) {
        return lower(word);
    }
    let is_spared = first(SPARED).is_some() || says(OMINOUS_MONEY).is_some();
    if is_money(unit, &goal.of) && !is_spared {
        return higher(first(RAISED).map_or("chỉ tiêu giao", |it| it));
    }
    let neither = NEITHER.iter().filter(|it| text.contains(**it));
    if neither.clone().count() == 1
        && neither.clone().all(|it| *it == "vụ việc")
        && let Some(word) = says(ACHIEVED).filter(|_| !is_ominous())
    {
        return higher(word);
    }
    if neither.count() > 0 {
        return first(&["kinh tế số"]).and_then(|it| higher(it));
    }
    // What is bad in the name outvotes its noun of measure: "Diện tích đất bị bỏ hoang".
    let is_bad = is_ominous();
    if let Some(word) = first(RAISED).filter(|it| !is_bad || !MEASURES.contains(it)) {
        return higher(word);
    }
    if text.starts_with("tốc độ tăng") || text.contains(" tăng ") || text.starts_with("tăng ")
    {
        return higher("tăng");
    }
    let to_reach = || match is_bad {
        true => None,
        false => higher("chỉ tiêu giao"),
    };
    let is_share = is_share || plain.starts_with("tỷ lệ ") || plain.starts_with("tỉ lệ ");
    if is_share {
        return first(REACHED).map_or_else(to_reach, |it| higher(it));
    }
    let of_row = unit.trim().to_lowercase();
    if SCORES.contains(&of_row.as_str()) {
        return higher(unit);
    }
    if EVENTS.contains(&of_row.as_str()) {
        return None;
    }
    if is_bad && says(REACHED).is_none() {
        return None;
    }
    let counts = units::counts_things(unit) || units::counts_things(&goal.of);
    let is_number = text.trim_start_matches(['-', ' ']).starts_with("số ");
    if counts {
        return higher(if goal.of.is_empty() { unit } else { &goal.of });
    }
    match is_number && !text.contains("số vụ") && !text.contains("số ca") {
        true => higher("số"),
        false => to_reach(),
    }
}
