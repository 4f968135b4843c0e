//! Which way the values of an indicator should go, read from its name and its unit.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::{letters::lowercase, remembered::Remembered};

/// Which way the values of an indicator should go from phase to phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The higher, the better, and what was reached is not given up.
    Rises,
    /// The lower, the better.
    Falls,
    /// Neither is certain: money, indexes, yearly amounts, structure.
    Open,
}

/// A direction and the words of the indicator that tell it; empty for [`Direction::Open`].
pub type Directed = (Direction, &'static str);

/// Things that should become fewer.
const BAD: &[&str] = &[
    "hộ nghèo",
    "hộ cận nghèo",
    "nghèo đa chiều",
    "tái nghèo",
    "tử vong",
    "người chết",
    "chết người",
    "bị thương",
    "suy dinh dưỡng",
    "thấp còi",
    "nhẹ cân",
    "tảo hôn",
    "hôn nhân cận huyết",
    "sinh con thứ ba",
    "thất nghiệp",
    "thiếu việc làm",
    "tai nạn",
    "bỏ học",
    "lưu ban",
    "mù chữ",
    "tái mù",
    "chôn lấp",
    "tỷ lệ mắc",
    "số ca mắc",
    "số người mắc",
    "ổ dịch",
    "xuống cấp",
    "quá hạn",
    "trễ hạn",
    "chậm hạn",
    "tồn đọng",
    "cháy rừng",
    "vụ cháy",
    "phá rừng",
    "bạo lực",
    "xâm hại",
    "tội phạm",
    "khiếu kiện",
    "thất thoát",
    "hao hụt",
    "tổn thất",
    "tiêu hao",
    "suất tiêu thụ",
    "mất điện",
    "mất nước",
    "thất thu",
    "gián đoạn",
    "rò rỉ",
    "hư hỏng",
    "chậm tiến độ",
    "tái nghiện",
    "tái phạm",
    "nợ thuế",
    "chậm đóng",
    "trốn đóng",
    "nợ xấu",
    "nợ đọng",
    "sự cố",
    "lỗi",
    "điểm đen",
    "điểm nóng",
    "điểm ngập",
    "điểm sạt lở",
    "ngộ độc",
    "đuối nước",
    "nồng độ bụi",
    "bụi pm",
    "rác thải nhựa phát sinh",
    "ngập úng",
    "ùn tắc",
    "thời gian chờ",
    "thời gian xử lý",
    "thời gian giải quyết",
    "thời gian phản hồi",
    "chi phí tuân thủ",
    "xếp hạng",
    "thứ hạng",
    "vị trí trong bảng",
];

/// Money of which less is better.
const LOST_MONEY: &[&str] = &[
    "nợ thuế",
    "nợ xấu",
    "nợ đọng",
    "quá hạn",
    "thất thoát",
    "thất thu",
    "chậm đóng",
    "trốn đóng",
    "tồn đọng",
];

/// What is still missing should become less.
const MISSING: &[&str] = &[
    "chưa ",
    "không đạt",
    "không có ",
    "không được ",
    "còn thiếu",
];

/// Words that turn a bad thing into something done about it, or make the figure a difference.
const DONE_ABOUT: &[&str] = &[
    "giảm",
    "thoát",
    "được",
    "xử lý",
    "xóa",
    "xoá",
    "khắc phục",
    "phòng",
    "chống",
    "hỗ trợ",
    "giúp",
    "phát hiện",
    "điều tra",
    "khám phá",
    "kiểm soát",
    "tăng",
    "so với",
    "vay vốn",
    "có việc",
    "tham gia",
    "ngăn",
    "ứng phó",
    "thu hồi",
    "chữa khỏi",
    "can thiệp",
    "triệt phá",
    "triệt xóa",
    "quay lại",
    "hưởng trợ cấp",
    "hòa giải",
    "cải thiện",
    "nâng",
    "quay lại",
    "trở lại",
    "khỏi",
];

/// Shares of which more is better.
const GOOD: &[&str] = &[
    "được số hóa",
    "được số hoá",
    "số hóa",
    "hài lòng",
    "đúng hạn",
    "trực tuyến",
    "tái sử dụng",
    "được tiêm",
    "tiêm chủng",
    "tham gia bảo hiểm",
    "bao phủ",
    "qua đào tạo",
    "được đào tạo",
    "được bồi dưỡng",
    "biết chữ",
    "kiên cố",
    "đạt chuẩn",
    "tốt nghiệp",
    "nước sạch",
    "hợp vệ sinh",
    "được thu gom",
    "được xử lý",
    "được cấp",
    "được kết nối",
    "được tiếp cận",
    "tiếp cận",
    "được quản lý",
    "được khám",
    "được chăm sóc",
    "được phủ sóng",
    "ký số",
    "che phủ rừng",
    "giải ngân",
    "huy động trẻ",
    "có bác sĩ",
    "có mô hình",
    "có nhà văn hóa",
    "có thư viện",
    "có internet",
    "có camera",
    "có chứng chỉ",
    "có trình độ",
    "có phương án",
    "có quy chế",
    "có trang thông tin",
    "có thiết bị",
    "có đường",
    "có trạm",
    "được dùng điện",
    "sử dụng điện",
    "được dùng nước",
    "sử dụng nước sạch",
    "có hệ thống xử lý",
    "có kết nối",
    "có tài khoản",
    "được trang bị",
    "được rà soát",
    "được ban hành",
    "được giải quyết",
    "được phê duyệt",
    "đô thị hóa",
    "đô thị hoá",
    "môi trường điện tử",
    "không dùng tiền mặt",
    "mức độ trưởng thành",
];

/// Words that make a share one of structure or of change, of which neither way is better.
const OTHERWISE: &[&str] = &[
    "cơ cấu",
    "tỷ trọng",
    "tăng",
    "giảm",
    "tốc độ",
    "so với",
    "bình quân năm",
    "học sinh trên",
    "trích",
    "chi ",
    "thu ",
];

/// Ratios of which more is better: so many for a number of people.
const PER_PEOPLE: &[&str] = &["bác sĩ", "giường bệnh", "điều dưỡng", "dược sĩ", "cây xanh"];

impl Direction {
    /// Reads which way an indicator should go. `Open` unless its words say it.
    pub fn of(content: &str, unit: &str) -> Directed {
        thread_local! {
            static REMEMBERED: Remembered<Directed> = Remembered::new();
        }
        if content.is_empty() {
            return (Direction::Open, "");
        }
        let is_money = is_money(unit);
        let share = {
            let unit = unit.trim();
            unit.is_empty() || unit.starts_with('%') || is_level(unit)
        };
        let (way, reason) = REMEMBERED.with(|it| it.get(content, read));
        match way {
            // More or less money is neither, but for what is owed or lost.
            Direction::Falls if is_money && !LOST_MONEY.contains(&reason) => (Direction::Open, ""),
            Direction::Rises if is_money => (Direction::Open, ""),
            // More of a count may simply be planned for one year than for the next.
            Direction::Rises if !share && !PER_PEOPLE.contains(&reason) => (Direction::Open, ""),
            way => (way, reason),
        }
    }
}

fn is_level(unit: &str) -> bool {
    matches!(
        unit.to_lowercase().as_str(),
        "mức độ" | "cấp độ" | "mức" | "cấp"
    )
}

fn is_money(unit: &str) -> bool {
    let unit = unit.to_lowercase();
    ["đồng", "usd", "vnđ", "vnd"]
        .iter()
        .any(|it| unit.contains(it))
}

/// What a phrase says of an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Bad,
    Missing,
    DoneAbout,
    Good,
    Otherwise,
    PerPeople,
}

/// All phrases by their first word: contents are long and many, so each is gone through once.
static PHRASES: LazyLock<FxHashMap<&'static str, Vec<(&'static str, Says)>>> =
    LazyLock::new(|| {
        let mut phrases: FxHashMap<&str, Vec<(&str, Says)>> = FxHashMap::default();
        for (says, words) in [
            (Says::Bad, BAD),
            (Says::Missing, MISSING),
            (Says::DoneAbout, DONE_ABOUT),
            (Says::Good, GOOD),
            (Says::Otherwise, OTHERWISE),
            (Says::PerPeople, PER_PEOPLE),
        ] {
            for phrase in words {
                let phrase = phrase.trim_end();
                let first = phrase.split(' ').next().unwrap_or(phrase);
                phrases.entry(first).or_default().push((phrase, says));
            }
        }
        phrases
    });

/// Whether what an indicator speaks of not having is bad: "xã không có ma túy".
fn lacks_a_bad_thing(rest: &str) -> bool {
    let bad = BAD.iter().chain(BEST_NONE);
    let mut bad = bad.filter_map(|it| rest.strip_prefix(it));
    bad.any(|behind| !behind.starts_with(char::is_alphanumeric))
}

/// Things of which places are proud to have none.
const BEST_NONE: &[&str] = &[
    "ma túy",
    "ma tuý",
    "tệ nạn",
    "vi phạm",
    "người nghiện",
    "khiếu nại",
    "điểm nóng",
    "nợ",
    "dịch bệnh",
    "người sinh con",
    "học sinh bỏ học",
    "trẻ em bỏ học",
];

fn read(content: &str) -> Directed {
    let lower = lowercase(content);
    let mut found: Vec<(usize, &'static str, Says)> = Vec::new();
    let mut at = 0;
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        if let Some(phrases) = PHRASES.get(word) {
            let rest = lower.get(at..).unwrap_or_default();
            for (phrase, says) in phrases {
                let behind = rest.strip_prefix(phrase);
                if behind.is_some_and(|it| !it.starts_with(char::is_alphanumeric)) {
                    found.push((at, phrase, *says));
                }
            }
        }
        let gap = lower
            .get(at + word.len()..)
            .and_then(|it| it.chars().next());
        at += word.len() + gap.map_or(0, char::len_utf8);
    }
    let first = |wanted: Says| found.iter().find(|(.., says)| *says == wanted);
    let is_change = found
        .iter()
        .any(|(_, phrase, _)| matches!(*phrase, "giảm" | "tăng" | "chênh lệch"));
    if let Some((start, phrase, _)) = first(Says::Missing) {
        let rest = lower.get(start + phrase.len()..).unwrap_or_default();
        return match is_change || lacks_a_bad_thing(rest.trim_start()) {
            true => (Direction::Open, ""),
            false => (Direction::Falls, phrase),
        };
    }
    if let Some((start, phrase, _)) = first(Says::Bad) {
        // What is done about a bad thing may go either way. A word of the bad thing's name does not
        // say that something is done.
        let within = *start..start + phrase.len();
        let done = found
            .iter()
            .any(|(at, _, says)| *says == Says::DoneAbout && !within.contains(at));
        return match done {
            true => (Direction::Open, ""),
            false => (Direction::Falls, phrase),
        };
    }
    if (lower.contains("vạn dân") || lower.contains("bình quân"))
        && let Some((_, phrase, _)) = first(Says::PerPeople)
    {
        return (Direction::Rises, phrase);
    }
    match first(Says::Good) {
        Some((_, phrase, _)) if first(Says::Otherwise).is_none() => (Direction::Rises, phrase),
        _ => (Direction::Open, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_which_way_only_where_the_words_do() {
        use Direction::{Falls, Open, Rises};
        for (content, unit, expected) in [
            ("Tỷ lệ hộ nghèo đa chiều", "%", Falls),
            ("Tỷ lệ hộ nghèo được hỗ trợ nhà ở", "%", Open),
            ("Số hộ thoát nghèo", "hộ", Open),
            ("Mức giảm tỷ lệ hộ nghèo bình quân", "điểm %/năm", Open),
            ("Tỷ suất tử vong trẻ em dưới 5 tuổi", "‰", Falls),
            ("Số vụ tai nạn giao thông", "vụ", Falls),
            (
                "Thời gian mất điện bình quân của một khách hàng",
                "phút/năm",
                Falls,
            ),
            ("Tỷ lệ doanh nghiệp nợ thuế được xử lý", "%", Open),
            ("Tỷ lệ phường, xã có mô hình trụ sở xanh", "%", Rises),
            ("Tỷ lệ hộ có nhà tạm", "%", Open),
            ("Tỷ lệ xã không có ma túy", "%", Open),
            ("Tỷ lệ thôn không có hộ nghèo", "%", Open),
            ("Tỷ lệ thu hồi nợ đọng thuế", "%", Open),
            ("Số điểm đen về tai nạn giao thông được xử lý", "điểm", Open),
            (
                "Số cơ sở gây ô nhiễm nghiêm trọng chưa xử lý",
                "cơ sở",
                Falls,
            ),
            ("Xếp hạng năng lực cạnh tranh", "hạng", Falls),
            ("Tỷ lệ hồ sơ được số hóa", "%", Rises),
            ("Tỷ lệ người dân hài lòng", "", Rises),
            ("Số trường đạt chuẩn quốc gia tăng thêm", "trường", Open),
            ("Số bác sĩ trên một vạn dân", "bác sĩ/vạn dân", Rises),
            ("Hỗ trợ nhà ở", "tỷ đồng", Open),
            ("Nợ đọng thuế của hợp tác xã", "tỷ đồng", Falls),
            ("Thu hồi nợ đọng thuế", "tỷ đồng", Open),
            ("Hỗ trợ hộ nghèo", "tỷ đồng", Open),
            ("Suất tiêu thụ điện chiếu sáng", "kWh/km/đêm", Falls),
            ("Chỉ số giá tiêu dùng", "%", Open),
            ("Tỷ lệ người bệnh chuyển tuyến", "%", Open),
            ("Tỷ số giới tính khi sinh", "bé trai/100 bé gái", Open),
            ("Mức độ trưởng thành về quản trị dữ liệu", "Mức độ", Rises),
            ("", "%", Open),
        ] {
            assert_eq!(Direction::of(content, unit).0, expected, "{content}");
        }
    }
}
