//! Bodies that are gone, misnamed or in the wrong place.

use phuluc::model::{Date, Document, Role};

use super::{Defect, Kind, aside, change_one, kind};
use crate::dice::Dice;

/// Names a body as the lead.
macro_rules! lead {
    ($name:literal) => {
        kind(concat!("lead ", $name), |d, r| lead(d, r, $name))
    };
}

/// Adds a body to the coordinating ones.
macro_rules! coordinating {
    ($name:literal) => {
        kind(concat!("coordinating ", $name), |d, r| {
            coordinating(d, r, $name)
        })
    };
    (aside $name:literal) => {
        aside(concat!("coordinating ", $name), |d, r| {
            coordinating(d, r, $name)
        })
    };
}

/// Names a body in a text.
macro_rules! text {
    ($name:literal) => {
        kind(concat!("text … ", $name), |d, r| ends(d, r, $name))
    };
    (aside $name:literal) => {
        aside(concat!("text … ", $name), |d, r| ends(d, r, $name))
    };
}

pub const KINDS: &[Kind] = &[
    lead!("Sở Thông tin và Truyền thông"),
    lead!("Sở KH&ĐT"),
    lead!("Sở Lao động, Thương binh và Xã hội"),
    coordinating!("Sở Giao thông vận tải"),
    coordinating!(aside "Sở TN-MT"),
    coordinating!("Sở NN và PTNT"),
    coordinating!("UBND huyện Nho Quan"),
    coordinating!("UBND các huyện, thị xã"),
    coordinating!(aside "UBND thị xã Hoàng Mai"),
    coordinating!("Công an huyện"),
    coordinating!("Phòng Nông nghiệp và Phát triển nông thôn huyện"),
    coordinating!(aside "Phòng Giáo dục và Đào tạo thị xã"),
    coordinating!("Phòng LĐTBXH"),
    lead!("Phòng Lao động - Thương binh và Xã hội"),
    coordinating!("Huyện ủy Yên Thành"),
    coordinating!(aside "Các huyện, thành, thị ủy"),
    coordinating!("Cục Thuế tỉnh"),
    coordinating!("Đài Phát thanh - Truyền hình tỉnh"),
    coordinating!(aside "Đài PT-TH"),
    coordinating!("Ban Dân vận Tỉnh ủy"),
    coordinating!("Ban Tuyên giáo Tỉnh ủy"),
    coordinating!("Bộ Thông tin và Truyền thông"),
    coordinating!("Bộ GTVT"),
    coordinating!("Bộ Kế hoạch và Đầu tư"),
    coordinating!(aside "Bộ Lao động - Thương binh và Xã hội"),
    coordinating!(aside "Bộ TN&MT"),
    coordinating!("Ủy ban Dân tộc"),
    coordinating!("Tòa án nhân dân huyện"),
    coordinating!(aside "Viện kiểm sát nhân dân cấp huyện"),
    coordinating!("Trung tâm Y tế huyện Kim Bôi"),
    coordinating!(aside "Bảo hiểm xã hội huyện"),
    text!(" theo hướng dẫn của Sở Thông tin và Truyền thông"),
    text!(" ở cấp huyện"),
    text!(" tại các huyện, thành phố"),
    text!(" gửi UBND huyện trước khi trình"),
    text!(aside " do Bộ Nông nghiệp và Phát triển nông thôn ban hành"),
    text!(aside " cấp tỉnh, cấp huyện và cấp xã"),
    kind("another province in a text", |d, r| {
        let defect = ends(d, r, " trên địa bàn tỉnh Sơn La");
        defect.filter(|_| !is_national(d))
    }),
    kind("another province's body", |d, r| {
        let defect = coordinating(d, r, "UBND tỉnh Sơn La");
        defect.filter(|_| !is_national(d))
    }),
    kind("a province that was merged", |d, r| {
        ends(d, r, " của tỉnh Hà Giang")
    }),
    kind("Sở in small letters", |d, r| {
        renamed(d, r, |it| {
            it.starts_with("Sở ").then(|| it.replacen("Sở", "sở", 1))
        })
    }),
    kind("a name in small letters", |d, r| {
        renamed(d, r, |it| {
            let rest = it.strip_prefix("Sở ")?;
            Some(format!("Sở {}", rest.to_lowercase()))
        })
    }),
    aside("Công An", |d, r| {
        renamed(d, r, |it| {
            it.contains("Công an")
                .then(|| it.replace("Công an", "Công An"))
        })
    }),
    kind("a letter of a body is lost", |d, r| {
        renamed(d, r, |it| {
            let at = it.char_indices().nth(it.chars().count() - 2)?.0;
            let gone = it[at..].chars().next()?.len_utf8();
            (it.starts_with("Sở ") && 12 < it.len())
                .then(|| format!("{}{}", &it[..at], &it[at + gone..]))
        })
    }),
    kind("joint leads by a comma", |d, r| joint(d, r, ", ")),
    kind("joint leads by và", |d, r| joint(d, r, " và ")),
    kind("joint leads by a semicolon", |d, r| joint(d, r, "; ")),
    aside("joint leads by a slash", |d, r| joint(d, r, "/")),
    kind("the lead coordinates", |d, r| {
        change_one(d, r, &[Role::Coordinating], |spot, _| {
            let lead = spot.text_of(Role::Lead);
            let plain = !lead.is_empty()
                && !lead.contains([';', ','])
                && !lead.starts_with("Các")
                && !lead.starts_with("UBND các");
            plain.then(|| format!("{}; {lead}", spot.text))
        })
    }),
    kind("a body coordinates twice", |d, r| {
        change_one(d, r, &[Role::Coordinating], |spot, _| {
            let (first, _) = spot.text.split_once(';')?;
            Some(format!("{}; {first}", spot.text))
        })
    }),
    aside("a body coordinates twice by its short name", |d, r| {
        change_one(d, r, &[Role::Coordinating], |spot, _| {
            spot.text
                .contains("Sở Khoa học và Công nghệ")
                .then(|| format!("{}; Sở KH&CN", spot.text))
        })
    }),
    kind("a short name beside full names", |d, r| {
        renamed(d, r, |it| {
            it.contains("Sở Giáo dục và Đào tạo")
                .then(|| it.replace("Sở Giáo dục và Đào tạo", "Sở GD&ĐT"))
        })
    }),
    aside("another short name", |d, r| {
        renamed(d, r, |it| {
            it.contains("UBND")
                .then(|| it.replace("UBND", "Ủy ban nhân dân"))
        })
    }),
];

/// Whether the plan is younger than the bodies that are gone; an older one names them rightly.
fn is_of_today(document: &Document) -> bool {
    Date::parse(&document.plan.date).is_none_or(|issued| (2025, 7) <= (issued.year, issued.month))
}

/// Whether a ministry or the Government issued the plan: it may name any province.
fn is_national(document: &Document) -> bool {
    let body = &document.plan.body;
    body.starts_with("Bộ ") || body.contains("Chính phủ") || body.contains("tối cao")
}

fn lead(document: &Document, dice: &mut Dice, name: &str) -> Option<Defect> {
    if !is_of_today(document) {
        return None;
    }
    change_one(document, dice, &[Role::Lead], |_, _| Some(name.to_owned()))
}

fn coordinating(document: &Document, dice: &mut Dice, name: &str) -> Option<Defect> {
    if !is_of_today(document) {
        return None;
    }
    change_one(document, dice, &[Role::Coordinating], |spot, _| {
        Some(format!(
            "{}; {name}",
            spot.text.trim_end_matches([';', '.'])
        ))
    })
}

fn ends(document: &Document, dice: &mut Dice, text: &str) -> Option<Defect> {
    if !is_of_today(document) {
        return None;
    }
    change_one(document, dice, &[Role::Content], |spot, _| {
        let content = spot.text.trim_end_matches('.');
        (20 < content.len()).then(|| format!("{content}{text}"))
    })
}

fn renamed(
    document: &Document,
    dice: &mut Dice,
    change: impl Fn(&str) -> Option<String>,
) -> Option<Defect> {
    change_one(document, dice, &[Role::Lead], |spot, _| change(spot.text))
}

fn joint(document: &Document, dice: &mut Dice, by: &str) -> Option<Defect> {
    change_one(document, dice, &[Role::Lead], |spot, _| {
        let plain = spot.text.starts_with("Sở ") && !spot.text.contains([';', ',']);
        let other = if spot.text == "Sở Nội vụ" {
            "Sở Tài chính"
        } else {
            "Sở Nội vụ"
        };
        plain.then(|| format!("{}{by}{other}", spot.text))
    })
}
