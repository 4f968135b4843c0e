//! Decodes text files, which do not say in which encoding they are.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use crate::{
    reference::legacy_fonts::{self, Encoding},
    wording::{Key, Message},
};

/// A decoded text, and what there is to say about its encoding.
pub(in crate::import) struct Decoded {
    pub text: String,
    pub remark: Option<Message>,
}

/// Decodes text as [`decoded`] does, without a remark.
pub(in crate::import) fn decode(bytes: &[u8]) -> String {
    decoded(bytes).text
}

/// Decodes text by its byte order mark. Text without one is UTF-8 if it is valid UTF-8, UTF-16 if
/// it contains NUL bytes, and otherwise in the encoding of a byte per letter that its words tell.
pub(in crate::import) fn decoded(bytes: &[u8]) -> Decoded {
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => match bytes.iter().position(|&byte| byte == 0) {
            Some(at) if at % 2 == 0 => UTF_16BE,
            Some(_) => UTF_16LE,
            None => return by_words(bytes),
        },
    };
    Decoded {
        text: encoding.decode(bytes).0.into_owned(),
        remark: None,
    }
}

/// Decodes text of a byte per letter: in Windows-1258, which old Vietnamese versions of Windows use, or in
/// one of the encodings of the fonts before Unicode, whichever makes more of the words syllables.
///
/// Windows-1258 stores a tone mark after its letter; cells are composed later.
fn by_words(bytes: &[u8]) -> Decoded {
    let modern = WINDOWS_1258.decode(bytes).0.into_owned();
    let of_modern = legacy_fonts::share_of_syllables(&modern);
    let codes = WINDOWS_1252.decode(bytes).0;
    let legacy = [Encoding::Tcvn3, Encoding::Vni].map(|encoding| {
        let text = converted(&codes, encoding);
        let share = legacy_fonts::share_of_syllables(&text);
        (encoding, text, share)
    });
    let best = legacy.into_iter().max_by_key(|(.., share)| *share);
    if let Some((encoding, text, share)) = best
        && LEGACY_SHARE <= share
        && of_modern < share
    {
        let remark = Key::NoteLegacyText.with([encoding.name().to_owned()]);
        return Decoded {
            text,
            remark: Some(remark),
        };
    }
    let is_unknown = of_modern < KNOWN_SHARE;
    Decoded {
        text: modern,
        remark: is_unknown.then(|| Key::NoteUnknownText.into()),
    }
}

/// Percentage of words that are syllables in text of a legacy encoding, and in text of any known one:
/// the others are names and slips.
const LEGACY_SHARE: usize = 80;
const KNOWN_SHARE: usize = 50;

/// Converts text field by field, because capitals are told by the words beside them.
fn converted(codes: &str, encoding: Encoding) -> String {
    let ends = |c: char| matches!(c, '\n' | '\r' | '\t' | ';' | ',' | '|' | '"' | '<' | '>');
    let fields = codes.split_inclusive(ends);
    fields.map(|field| encoding.decode(field)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the text, and the name of the encoding that a remark gives.
    fn read(bytes: &[u8]) -> (String, String) {
        let Decoded { text, remark } = decoded(bytes);
        let said = remark.map(|it| it.args.join(" ")).unwrap_or_default();
        (text, said)
    }

    /// Bytes of a text in which each letter is the character of its code.
    fn bytes(codes: &str) -> Vec<u8> {
        WINDOWS_1252.encode(codes).0.into_owned()
    }

    #[test]
    fn words_tell_the_encoding_of_bytes() {
        for (codes, text, name) in [
            (
                "TT;NhiÖm vô;§¬n vÞ chñ tr×\n1;ChØnh lý tµi liÖu;Së Néi vô\n",
                "TT;Nhiệm vụ;Đơn vị chủ trì\n1;Chỉnh lý tài liệu;Sở Nội vụ\n",
                "TCVN3",
            ),
            (
                "PH¢N C¤NG NHIÖM Vô;TiÕn ®é\nHéi N«ng d©n;Quý I\n",
                "PHÂN CÔNG NHIỆM VỤ;Tiến độ\nHội Nông dân;Quý I\n",
                "TCVN3",
            ),
            (
                "Nhieäm vuï,Ñôn vò chuû trì\nSoá hoùa hoà sô,Sôû Noäi vuï\n",
                "Nhiệm vụ,Đơn vị chủ trì\nSố hóa hồ sơ,Sở Nội vụ\n",
                "VNI",
            ),
        ] {
            assert_eq!(read(&bytes(codes)), (text.to_owned(), name.to_owned()));
        }
        // Windows-1258: the letter ô, then the combining dot below.
        let (text, said) = read(b"N\xF4\xF2i dung;V\xF4 b\xE0i\n");
        assert_eq!(text, "Nô\u{323}i dung;Vô bài\n");
        assert_eq!(said, "");
    }

    #[test]
    fn bytes_in_an_unknown_encoding_are_said() {
        // VISCII.
        let viscii = b"Nhi\xAEm v\xF8;\xD0\xBDn v\xB8 ch\xFC tr\xEC;Ti\xAA\xBEn \xF0\xB5\n";
        let remark = decoded(viscii).remark.unwrap();
        assert_eq!(remark.key, Key::NoteUnknownText);
        assert!(decoded("Nhiệm vụ".as_bytes()).remark.is_none());
        assert!(decoded(b"Nhiem vu").remark.is_none());
    }
}
