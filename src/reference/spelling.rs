//! Finds misspelt words by what officials write beside each other.
//!
//! A word is weighed against each word that it may be confused with, in the company of both
//! neighbours: how much likelier each is there (a bigram model, in bits), minus what the confusion costs.
//! Thresholds and costs were measured on slips put into clean annexes, with pairs of other texts.

use super::{
    bonds::{has_other_tone, is_certain, is_told_firmly, one_sided},
    everyday::introduces_name,
    joints::{Meant, of_two, stump, swallowed, typed_in_vni},
    levels::level,
    plain_words::{STAND_ANYWHERE, begins_phrase, is_short_unit, is_without_marks, multiplies},
    syllable_pairs::{Id, Pairs, pairs},
    words::{Kind, Word, words},
};
use crate::text::{
    confusion::{Confusion, Form},
    orthography::Syllable,
    remembered::Remembered,
    search::like_written,
    telex,
};

/// A word that is probably a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Byte range of what is written.
    pub start: usize,
    pub end: usize,
    /// The intended words, where they are clear.
    pub meant: Option<String>,
}

impl Slip {
    fn of((range, meant): Meant) -> Slip {
        Slip {
            start: range.start,
            end: range.end,
            meant: Some(meant),
        }
    }
}

/// Minimum gain, in bits, of another word over the one written.
const GAIN_MIN: f32 = 9.0;
/// The same over a word that stands beside very many others, and how often such a word is counted.
const GAIN_COMMON: f32 = 10.0;
const COMMON: f32 = 2_000.0;
/// The same for a word that only the dictionary has.
const GAIN_RARE: f32 = 7.0;
const IN_DICTIONARY: f32 = 6.0;
/// How much more the best word must gain than the next one.
const LEAD_MIN: f32 = 2.5;
/// Added to the minimum for a capital, which may begin a name: inside a sentence, beside another
/// capital, and at the start of a sentence.
const CAPITAL_INSIDE: f32 = 5.0;
const CAPITAL_BESIDE: f32 = 3.0;
const CAPITAL_FIRST: f32 = 2.0;
/// Weight of the unigram model, in occurrences.
const BACKOFF: f32 = 8.0;
/// Share of the places of a word in which it must follow another to be the end of a compound.
const ENDS_MIN: f32 = 0.1;
/// Share of the places of a word in which another must follow it to be one compound with it.
const BEGINS_MIN: f32 = 0.5;
/// What a word that stands beside any other needs besides.
const ANYWHERE: f32 = 5.0;
/// With more slips than one in this many words, the text is in another language or encoding.
const SLIPS_SHARE: usize = 3;

thread_local! {
    /// Slips by text: cells of a column repeat each other, and an edit checks the document again.
    static KNOWN: Remembered<Vec<Slip>> = Remembered::at_most(KNOWN_MAX);
    /// The best word by the word written and its company: a document repeats its phrases.
    static BEST: Remembered<Option<Best>, (String, Company)> = Remembered::at_most(KNOWN_MAX);
}

/// The word before the neighbour, and both neighbours.
type Company = [Option<Id>; 3];

const KNOWN_MAX: usize = 20_000;

/// Returns the probable slips of a text, from left to right.
pub fn slips(text: &str) -> Vec<Slip> {
    if text.len() < 2 {
        return Vec::new();
    }
    KNOWN.with(|it| it.get(text, |text| find(pairs(), text)))
}

fn find(pairs: &Pairs, text: &str) -> Vec<Slip> {
    let words = words(pairs, text);
    if is_without_marks(pairs, text, &words) {
        return vec![Slip {
            start: 0,
            end: text.len(),
            meant: None,
        }];
    }
    let mut slips: Vec<Slip> = Vec::new();
    let mut at = 0;
    // Behind two torn or unmarked words, nothing is known of the neighbour.
    let mut is_behind_two = false;
    while let Some(word) = words.get(at) {
        let before = at
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .filter(|_| word.follows);
        let behind = words.get(at + 1).filter(|it| it.follows);
        let place = Place {
            pairs,
            word,
            before_that: before
                .filter(|it| it.follows)
                .and_then(|_| words.get(at.checked_sub(2)?)),
            before,
            behind,
        };
        let of_two = of_two(pairs, &words, at).map(Slip::of);
        let of_level = || level(pairs, &words, at).map(Slip::of);
        let of_one = || place.slip().filter(|_| !(is_behind_two && word.follows));
        slips.extend(of_two.clone().or_else(of_level).or_else(of_one));
        is_behind_two = of_two.is_some();
        at += 1 + usize::from(is_behind_two);
    }
    let n_words = words.iter().filter(|it| it.kind != Kind::Foreign).count();
    if n_words < slips.len() * SLIPS_SHARE && 1 < slips.len() {
        return Vec::new();
    }
    slips.extend(typed_in_vni(pairs, text).into_iter().map(Slip::of));
    slips.sort_by_key(|it| it.start);
    slips
}

/// A word and its neighbours.
pub(super) struct Place<'place> {
    pub(super) pairs: &'place Pairs,
    pub(super) word: &'place Word<'place>,
    /// What stands before the neighbour.
    before_that: Option<&'place Word<'place>>,
    pub(super) before: Option<&'place Word<'place>>,
    pub(super) behind: Option<&'place Word<'place>>,
}

impl Place<'_> {
    fn slip(&self) -> Option<Slip> {
        let word = self.word;
        // Both are in use beside the same words; `wording-mixed` knows which "hàng" is the form of laws.
        if matches!(word.lower.as_str(), "hàng" | "hằng" | "mỗi" | "mọi") {
            return None;
        }
        if word.lower.chars().nth(1).is_none() {
            return stump(self.pairs, word, self.before?).map(Slip::of);
        }
        if word.kind == Kind::Foreign || is_short_unit(&word.lower) {
            return None;
        }
        let found = |meant: Option<&str>| {
            Some(Slip {
                start: word.start,
                end: word.start + word.text.len(),
                meant: meant.map(|meant| like_written(word.text, meant)),
            })
        };
        if let Some(right) = &word.right {
            let (before, behind) = (
                self.before.and_then(|it| it.id),
                self.behind.and_then(|it| it.id),
            );
            let is_other = has_other_tone(self.pairs, right, before, behind);
            return found(Some(right.as_str()).filter(|_| !is_other));
        }
        // "cứu hộ giai đoạn": what the word before belongs to has ended.
        let has_ended = self.before_that.zip(self.before).is_some_and(|(that, it)| {
            that.id
                .zip(it.id)
                .is_some_and(|(that, it)| self.pairs.is_frequent(that, it))
        });
        let swallowed = self
            .before
            .filter(|_| !has_ended)
            .and_then(|before| swallowed(self.pairs, before, word, self.behind));
        if swallowed.is_some() {
            return swallowed.map(Slip::of);
        }
        // "tỷ con" under a heading of units.
        if self.before.is_none() && multiplies(&word.lower) {
            return None;
        }
        let (first, second) = (
            self.before
                .filter(|_| !begins_phrase(&word.lower))
                .and_then(|it| it.id),
            self.behind.and_then(|it| it.id),
        );
        let are_fine = |one: Option<Id>, two: Option<Id>| match (one, two) {
            (Some(one), Some(two)) => self.pairs.is_frequent(one, two),
            _ => true,
        };
        // Fast path: nearly all words.
        if word.id.is_some() && are_fine(first, word.id) && are_fine(word.id, second) {
            return None;
        }
        let that = self.before_that.and_then(|it| it.id);
        let key = (word.lower.clone(), [that, first, second]);
        let best = BEST.with(|it| it.get(&key, |_| self.best(first, second)));
        let best = best.filter(|it| {
            let is_rare = word
                .id
                .is_some_and(|id| self.pairs.count(id) < IN_DICTIONARY);
            let is_common = word.id.is_some_and(|id| COMMON < self.pairs.count(id));
            let least = match (is_rare, is_common) {
                (true, _) => GAIN_RARE,
                (_, true) => GAIN_COMMON,
                _ => GAIN_MIN,
            };
            let is_sure = least + self.penalty() < it.gain;
            let is_known = word.is_everyday && !is_told_firmly(self.pairs, (first, it.id, second));
            is_sure && !is_known && !self.begins_other_name(it.id)
        });
        if let Some(best) = best {
            let meant = self.pairs.form(best.id).map(|it| it.text.as_str());
            let is_certain = || is_certain(self.pairs, &word.lower, (first, best.id, second));
            return found(meant.filter(|_| LEAD_MIN <= best.lead && is_certain()));
        }
        if word.kind == Kind::Capital && word.id.is_none() && Syllable::parse(&word.lower).is_none()
        {
            return found(Some(&self.name_meant()?));
        }
        let meant = self.is_unknown().then(|| self.impossible()).flatten()?;
        found(meant.as_deref())
    }

    /// Whether the word begins a name, or stands before one ("xứ Cồn Mả", "Hủa Phăn"), of which `meant` is
    /// not known to be a part.
    fn begins_other_name(&self, meant: Id) -> bool {
        self.behind.is_some_and(|behind| {
            let is_name = matches!(behind.kind, Kind::Capital | Kind::Foreign);
            let is_known = behind
                .id
                .is_some_and(|it| self.pairs.class(meant, it).is_some());
            let may_begin = self.word.kind == Kind::Capital || introduces_name(&self.word.lower);
            is_name && !is_known && may_begin
        }) || self.begins_compound_of_name(meant)
    }

    /// Whether a capital behind another begins the next part of a name, "Hội Đông y": as the end of a
    /// compound it would be small.
    fn begins_compound_of_name(&self, meant: Id) -> bool {
        let is_capital = |it: &Word| it.kind == Kind::Capital;
        let behind = self.behind.and_then(|it| it.id);
        is_capital(self.word)
            && self.before.is_some_and(is_capital)
            && behind.is_some_and(|it| !self.pairs.is_frequent(meant, it))
    }

    fn penalty(&self) -> f32 {
        if self.word.kind != Kind::Capital {
            return 0.0;
        }
        let is_capital = |it: Option<&Word>| it.is_some_and(|it| it.kind == Kind::Capital);
        let inside = if self.before.is_some() {
            CAPITAL_INSIDE
        } else {
            CAPITAL_FIRST
        };
        let beside = is_capital(self.before) || is_capital(self.behind);
        inside + if beside { CAPITAL_BESIDE } else { 0.0 }
    }

    /// Returns the word that fits best between the neighbours.
    fn best(&self, before: Option<Id>, behind: Option<Id>) -> Option<Best> {
        let own = Form::of(&self.word.lower);
        let is_in_use = self.word.id.is_some();
        let is_short = self.word.lower.chars().nth(2).is_none();
        let telex = telex::decoded(&self.word.lower).map(Syllable::text);
        let mut best: Option<Best> = None;
        let candidates = before.into_iter().flat_map(|it| self.pairs.after(it));
        let candidates = candidates.chain(behind.into_iter().flat_map(|it| self.pairs.before(it)));
        for id in candidates {
            if best.as_ref().is_some_and(|it| it.id == id) {
                continue;
            }
            let Some(form) = self.pairs.form(id) else {
                continue;
            };
            let cost = match own.confusion(form) {
                _ if telex.as_ref() == Some(&form.text) => Some(-2.0),
                // Too many words are one letter longer than a short one.
                Some(Confusion::Lost) if is_in_use && is_short => None,
                Some(confusion) => confusion.cost(is_in_use),
                None => None,
            };
            let Some(cost) = cost else {
                continue;
            };
            let mut gain =
                self.gain(before, id, behind) - cost - self.company(before, form, behind);
            // What gains less is no slip, and too far behind one to be the word meant.
            // Hỏi for ngã is so common that one neighbour is enough.
            if GAIN_RARE - LEAD_MIN < gain && 0.0 < cost {
                gain -= one_sided(self.pairs, self.word.id, (before, id, behind));
            }
            best = Some(match best {
                Some(first) if gain <= first.gain => Best {
                    lead: first.lead.min(first.gain - gain),
                    ..first
                },
                Some(first) => Best {
                    id,
                    gain,
                    lead: gain - first.gain,
                },
                None => Best {
                    id,
                    gain,
                    lead: f32::INFINITY,
                },
            });
        }
        best
    }

    /// What it costs to take a word in use for one that stands beside any other ("đê" for "để"), where
    /// only one of the neighbours says so.
    fn company(&self, before: Option<Id>, meant: &Form, behind: Option<Id>) -> f32 {
        let is_anywhere = |it: &str| STAND_ANYWHERE.contains(&it);
        if self.word.id.is_none() || !(is_anywhere(&meant.text) || is_anywhere(&self.word.lower)) {
            return 0.0;
        }
        let Some(id) = self.pairs.id(&meant.text) else {
            return 0.0;
        };
        let is_known = |one: Option<Id>, two: Option<Id>| {
            one.zip(two)
                .is_some_and(|(one, two)| self.pairs.is_frequent(one, two))
        };
        match is_known(before, Some(id)) && is_known(Some(id), behind) {
            true => 0.0,
            false => ANYWHERE,
        }
    }

    /// Logarithm of how much likelier `meant` is between the neighbours than the word written. A
    /// neighbour that people write beside neither says nothing.
    fn gain(&self, before: Option<Id>, meant: Id, behind: Option<Id>) -> f32 {
        let pairs = self.pairs;
        let (written, meant) = (self.word.id, Some(meant));
        let count = |id: Option<Id>| id.map_or(0.0, |id| pairs.count(id));
        let share = |id: Option<Id>| (count(id) + 0.5) / pairs.total;
        let class = |first: Option<Id>, second: Option<Id>| {
            let pair = first.zip(second);
            pair.and_then(|(first, second)| pairs.class(first, second))
        };
        let follows = |first: Option<Id>, second: Option<Id>| {
            let n = first.zip(second).map_or(0.0, |(a, b)| pairs.times(a, b));
            ((n + BACKOFF * share(second)) / (count(first) + BACKOFF)).log2()
        };
        let is_known = |one: Option<u8>, two: Option<u8>| one.is_some() || two.is_some();
        let first = if before.is_some() && is_known(class(before, meant), class(before, written)) {
            // A compound may end before the word, "bảo đảm bao phủ": then its end says less.
            let that = self.before_that.and_then(|it| it.id);
            let ends = that
                .zip(before)
                .map_or(0.0, |(that, it)| pairs.times(that, it) / pairs.count(it));
            // "khiếu" begins "khiếu nại" and hardly anything else.
            let begins = before
                .zip(meant)
                .map_or(0.0, |(it, meant)| pairs.times(it, meant) / pairs.count(it));
            let may_end = written.is_some() && ENDS_MIN < ends && begins < BEGINS_MIN;
            let weight = if may_end { 0.5 } else { 1.0 };
            weight * (follows(before, meant) - follows(before, written))
        } else {
            (share(meant) / share(written)).log2()
        };
        let second = if behind.is_some() && is_known(class(meant, behind), class(written, behind)) {
            follows(meant, behind) - follows(written, behind)
        } else {
            0.0
        };
        // "đội hình | thanh niên": where the word behind speaks for the one written, the word before may
        // belong to another compound.
        let behind_of = written.zip(behind);
        let speaks =
            second < 0.0 && behind_of.is_some_and(|(one, two)| pairs.is_frequent(one, two));
        let weight = if speaks { 0.5 } else { 1.0 };
        weight * first + second
    }
}

#[derive(Clone, Copy)]
struct Best {
    id: Id,
    gain: f32,
    /// How much more it gains than the next one.
    lead: f32,
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Lists slips as "written>meant".
    pub(in crate::reference) fn found(text: &str) -> String {
        let slips = slips(text);
        let lines = slips.iter().map(|it| {
            let written = &text[it.start..it.end];
            format!("{written}>{}", it.meant.as_deref().unwrap_or("?"))
        });
        lines.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn finds_what_nobody_writes_beside_what_everybody_writes() {
        let mut wrong = Vec::new();
        for (text, slips) in [
            ("nâng cao hiệu quả xử dụng dữ liệu", "xử>sử"),
            ("Hoàn thiện cơ sỡ dữ liệu dùng chung", "sỡ>sở"),
            ("đào tạo kỷ năng số cho cán bộ", "kỷ>kỹ"),
            ("tổ chức trển khai thực hiện", "trển>triển"),
            ("Số lượng hoof sow được giải quyết", "hoof>hồ, sow>sơ"),
            ("nghành giáo dục và đào tạo", "nghành>ngành"),
            ("công tác quan lý nhà nước", "quan>quản"),
            ("bão đảm an toàn thông tin", "bão>bảo"),
            ("Ủy ban nhân dân tĩnh", "tĩnh>tỉnh"),
            ("tổ chức thựchiện nhiệm vụ", "thựchiện>thực hiện"),
            ("tổ chức th ực hiện nhiệm vụ", "th ực>thực"),
            ("PHÁT TRIỂN CƠ SỠ HẠ TẦNG", "SỠ>SỞ"),
            ("DANH MỤC NHIỆM V NĂM 2026", "V>VỤ"),
            ("Điễm tiếp nhận máu", "Điễm>?"),
            ("Hộ thoat nghèo; vỏ chấu ủ phân", "thoat>thoát, chấu>trấu"),
            ("thu nhập bình quân đấu người", "đấu>đầu"),
            ("Rà soát quy hoa5ch chi tiết", "hoa5ch>hoạch"),
            ("Giải quyết việc làm cho la o động", "la o>lao"),
            ("Tham quan, hoc tap mô hình", "hoc tap>học tập"),
            ("Số điểm đen về tai nạn được sử lý", "sử>xử"),
            ("Thanh tra theo định hướn g của Chính phủ", "hướn g>hướng"),
            ("Gặp mặt, biểu dương th anh niên hoàn lương", "th anh>thanh"),
            ("các luật được Quốc hội thô ng qua", "thô ng>thông"),
            ("việc làm sau 12 th áng tốt nghiệp", "th áng>tháng"),
            ("Số lượt người bệnhđiều trị nội trú", "bệnhđiều>bệnh điều"),
            ("theo yêu cầu quản lý của Thànhphố", "Thànhphố>Thành phố"),
            ("Phuờng Hồng Ngự", "Phuờng>Phường"),
            ("Vườn quốc gía Kon Ka Kinh", "gía>?"),
            ("Số trẻ em mồ côi được nhận đở đầu", "đở>?"),
            ("quy trình giám xác hải quan tại kho, bãi", "xác>sát"),
            ("giải quyết khiếu lại, tố cáo của công dân", "lại>nại"),
            ("NGHỊ QUYẾT VỀ ĐỘT PHÁT TRIỂN KHOA HỌC", "PHÁT>PHÁ PHÁT"),
            (
                "Xay dung ke hoach chuyen doi so",
                "Xay dung ke hoach chuyen doi so>?",
            ),
        ] {
            let is_right = found(text) == slips;
            wrong.extend((!is_right).then(|| format!("{text}: {}, not {slips}", found(text))));
        }
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn leaves_names_units_and_other_languages_alone() {
        let mut wrong = Vec::new();
        for text in [
            "Bảo đảm an ninh mạng hằng năm; đảm bảo kinh phí hàng năm; sơ kết kỳ hàng năm",
            "Lễ hội Lồng Tồng, hát Sli, hát Lượn xã Đắk R'lấp, sông Krông Ana, Pắc Bó",
            "Tốc độ 30 kWh, 5 km, 12 kg, 3 m² mỗi hộ; chỉ số PCI, PAPI, VNeID",
            "Open data, cloud computing, big data, blockchain, logistics, container",
            "Gửi về hộp thư tthc@langson.gov.vn hoặc https://dichvucong.gov.vn/tra-cuu",
            "Chụp X-quang, tiêm vắc-xin, xe ôtô, bê tông, xi măng, vi-rút",
            "Ông Nguyễn Sỹ Hùng, bà Lò Thị Páo, Vàng A Chư",
            "Bệnh viện hạng I, nhóm A, mục V, quý I, phần B, điểm c khoản 1",
            "Mã 1.015027, H264, IPv6, mục a1, khoản b Điều 3",
            "Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi",
            "Thời gian phản hồi của cổng dịch vụ công; cao trình đỉnh đê bảo vệ vùng lúa",
            "Bộ kit xét nghiệm, set quà, top 5, chat với cử tri, chip bán dẫn, fintech",
            "Open data and cloud platform for all",
            "Tu sửa, trùng tu đình, chùa; thả cá giống tái tạo nguồn lợi; hát then của người Nùng Dín",
            "148 đội hình thanh niên; quy chế phối hợp về trợ giúp pháp lý; vùng giáp ranh với tỉnh Khánh Hòa",
            "Số tủ sách, phòng đọc; sản lượng cua biển; doanh thu vé tham quan",
            "Đường nội đồng xứ Cồn Mả; tỉnh Hủa Phăn; Trường Tiểu học Đưng K'nớ",
            "Thi nấu thắng cố, mèn mén; nuôi trùn quế; không nài kéo khách; giấy dó",
            "tỷ con",
            "Heo con cai sữa/nái/năm; xã/phường; KH-UBND/tỉnh",
            "Đoạn qua chợ xã; trồng mới rừng đước; kéo điện ra các đảo nhỏ; lắp mới trụ nước",
            "CHƯƠNG TRÌNH CỨU HỘ GIAI ĐOẠN 2026-2030 TRÊN ĐỊA BÀN TỈNH ĐẮK LẮK",
            "Hội Đông y tỉnh; Xã Thạnh Xuân; UBND XÃ CON CUÔNG",
            "Học viện Tòa án; tổ hợp tác dùng nước; số thu theo hợp đồng; để mỗi người dân có danh tính số",
            "Khi có tin bão gần Biển Đông; bằng cát nghiền; bao tải dứa đựng đất, cát",
            "Số cống ngăn mặn; hang xóm Trại; bẫy kẹp gỡ được; Tài chính - Kế hoạch huyện Văn Bàn",
            "Số cây gãy cành trong mùa bão; lắp cọc thủy chí, còi hụ; bộ nhạc khí Nhã nhạc",
            "Tỷ lệ trường dán thực đơn trước cổng; lấy mẫu huyết thanh; giảo cổ lam; rắn chàm quạp",
        ] {
            let slips = found(text);
            wrong.extend((!slips.is_empty()).then(|| format!("{text}: {slips}")));
        }
        assert_eq!(wrong, Vec::<String>::new());
    }
}
