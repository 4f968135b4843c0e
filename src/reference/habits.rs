//! Words that people know in a wrong form: no slip of the finger, so that even printed texts have them beside
//! each other, and counts do not tell.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{
    bonds::bond,
    joints::Meant,
    syllable_pairs::Pairs,
    words::{Kind, Word},
};
use crate::text::search::like_written;

/// Two words as they are written, and as they are meant.
const HABITS: &str = "cập nhập>cập nhật,tập chung>tập trung,suất sắc>xuất sắc,theo giỏi>theo dõi,theo dỏi>theo dõi,\
    tồn động>tồn đọng,kinh nghiệp>kinh nghiệm,hình chung>hình trung,sáng lạng>xán lạn,sáng lạn>xán lạn,chia xẻ>chia sẻ,\
    xúc tích>súc tích,cọ sát>cọ xát,năng xuất>năng suất,công xuất>công suất,lãi xuất>lãi suất,hiệu xuất>hiệu suất,\
    tần xuất>tần suất,xác xuất>xác suất,áp xuất>áp suất,truy suất>truy xuất,xuất ăn>suất ăn,chuẩn đoán>chẩn đoán,\
    thăm quan>tham quan,trao dồi>trau dồi,trao chuốt>trau chuốt,khắc khe>khắt khe,sát nhập>sáp nhập,\
    xác nhập>sáp nhập,sơ xuất>sơ suất,tựu chung>tựu trung,lãng mạng>lãng mạn,mạnh dạng>mạnh dạn,\
    thẳng thắng>thẳng thắn,thiếu xót>thiếu sót,sai xót>sai sót,bỏ xót>bỏ sót,trưng bầy>trưng bày,\
    câu truyện>câu chuyện,trò truyện>trò chuyện,giao động>dao động,san lắp>san lấp,khoán sản>khoáng sản,\
    an xinh>an sinh,chấp hàng>chấp hành,tiến hàng>tiến hành,thể thoa>thể thao,y tê>y tế,cũng cố>củng cố,\
    đạc chuẩn>đạt chuẩn,vận đồng>vận động,chỉnh chu>chỉn chu,tiết kiện>tiết kiệm,kế hoặch>kế hoạch,\
    sạt lỡ>sạt lở,rỡ bỏ>dỡ bỏ,gìn dữ>gìn giữ,dữ gìn>giữ gìn,giữ liệu>dữ liệu";

/// How much a word must belong to the one before or behind both for the two to be of other words: "bài tập
/// chung", "tập chung cư".
const BOND_BEFORE: f32 = 0.08;
const BOND_NEXT: f32 = 0.05;

static MEANT: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    let habits = HABITS.split(',');
    habits.filter_map(|it| it.split_once('>')).collect()
});

/// The word meant where two stand in a form that people believe right, unless each belongs to another word:
/// "thế chấp hàng hóa", "gia công xuất khẩu".
pub(super) fn habit(pairs: &Pairs, words: &[Word], at: usize) -> Option<Meant> {
    let (one, two) = (words.get(at)?, words.get(at + 1).filter(|it| it.follows)?);
    if one.kind == Kind::Foreign || two.kind == Kind::Foreign {
        return None;
    }
    let (first, second) = MEANT
        .get(format!("{} {}", one.lower, two.lower).as_str())?
        .split_once(' ')?;
    let before = at.checked_sub(1).and_then(|it| words.get(it));
    let before = before.filter(|_| one.follows).and_then(|it| it.id);
    let next = words.get(at + 2).filter(|it| it.follows);
    let bond_of =
        |one: Option<_>, two: Option<_>| one.zip(two).and_then(|(a, b)| bond(pairs, a, b));
    let is_other = bond_of(before, one.id).is_some_and(|it| BOND_BEFORE <= it)
        || bond_of(two.id, next.and_then(|it| it.id)).is_some_and(|it| BOND_NEXT <= it);
    if is_other {
        return None;
    }
    let end = |word: &Word| word.start + word.text.len();
    let (first, second) = (
        like_written(one.text, first),
        like_written(two.text, second),
    );
    Some(match (first == one.text, second == two.text) {
        (true, true) => return None,
        (true, false) => (two.start..end(two), second),
        (false, true) => (one.start..end(one), first),
        (false, false) => (one.start..end(two), format!("{first} {second}")),
    })
}

#[cfg(test)]
mod tests {
    use crate::reference::spelling::tests::found;

    #[test]
    fn what_people_believe_right_is_found() {
        for (text, slips) in [
            ("cập nhập dữ liệu dân cư", "nhập>nhật"),
            ("Tập chung nguồn lực cho đầu tư", "chung>trung"),
            (
                "Theo giỏi tiến độ; xử lý hồ sơ tồn động",
                "giỏi>dõi, động>đọng",
            ),
            ("Sát nhập các đơn vị sự nghiệp", "Sát>Sáp"),
            ("tỷ lệ vốn vay được hỗ trợ lãi xuất", "xuất>suất"),
            ("tỷ lệ chấp hàng pháp luật thuế", "hàng>hành"),
            (
                "Số bài tập chung; gia công xuất khẩu; thế chấp hàng hóa; cải tiến hàng hóa",
                "",
            ),
            ("Thành công xuất sắc; số hộ điều hành chung", ""),
        ] {
            assert_eq!(found(text), slips, "{text}");
        }
    }
}
