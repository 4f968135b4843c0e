//! Stands in for the crate encoding_rs, which calamine and quick-xml read texts by.
//!
//! The tables of Chinese, Japanese and Korean weigh 100 KiB as the browser fetches them, a fifth of what
//! reading files takes, and no feature leaves them out. Annexes come in Unicode; from before Excel 97
//! in Windows-1252 or Windows-1258. These are read as the WHATWG Encoding Standard says. The other
//! encodings exist by name, since the code page numbers of Windows lead to them: ASCII is read, all
//! else becomes U+FFFD.
//!
//! Names and meanings are those of encoding_rs 0.8; only what the two crates and phuluc use is here.

use std::borrow::Cow;

/// One encoding. There is one value of each, so they are compared by name.
#[derive(Debug, PartialEq, Eq)]
pub struct Encoding {
    name: &'static str,
    kind: Kind,
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Utf8,
    Utf16 {
        is_big_endian: bool,
    },
    /// Latin-1 but for the given characters from 0x80 on.
    Latin(&'static [(u8, char)]),
    /// Known by name only.
    Other,
}

macro_rules! encodings {
    ($($init:ident $reference:ident $name:literal $kind:expr;)*) => {$(
        #[doc = concat!("The encoding ", $name, ".")]
        pub static $init: Encoding = Encoding { name: $name, kind: $kind };
        #[doc = concat!("The encoding ", $name, ".")]
        pub static $reference: &Encoding = &$init;
    )*};
}

encodings! {
    UTF_8_INIT UTF_8 "UTF-8" Kind::Utf8;
    UTF_16LE_INIT UTF_16LE "UTF-16LE" Kind::Utf16 { is_big_endian: false };
    UTF_16BE_INIT UTF_16BE "UTF-16BE" Kind::Utf16 { is_big_endian: true };
    WINDOWS_1252_INIT WINDOWS_1252 "windows-1252" Kind::Latin(WESTERN);
    WINDOWS_1258_INIT WINDOWS_1258 "windows-1258" Kind::Latin(VIETNAMESE);
    BIG5_INIT BIG5 "Big5" Kind::Other;
    EUC_JP_INIT EUC_JP "EUC-JP" Kind::Other;
    EUC_KR_INIT EUC_KR "EUC-KR" Kind::Other;
    GB18030_INIT GB18030 "gb18030" Kind::Other;
    GBK_INIT GBK "GBK" Kind::Other;
    IBM866_INIT IBM866 "IBM866" Kind::Other;
    ISO_2022_JP_INIT ISO_2022_JP "ISO-2022-JP" Kind::Other;
    ISO_8859_2_INIT ISO_8859_2 "ISO-8859-2" Kind::Other;
    ISO_8859_3_INIT ISO_8859_3 "ISO-8859-3" Kind::Other;
    ISO_8859_4_INIT ISO_8859_4 "ISO-8859-4" Kind::Other;
    ISO_8859_5_INIT ISO_8859_5 "ISO-8859-5" Kind::Other;
    ISO_8859_6_INIT ISO_8859_6 "ISO-8859-6" Kind::Other;
    ISO_8859_7_INIT ISO_8859_7 "ISO-8859-7" Kind::Other;
    ISO_8859_8_INIT ISO_8859_8 "ISO-8859-8" Kind::Other;
    ISO_8859_8_I_INIT ISO_8859_8_I "ISO-8859-8-I" Kind::Other;
    ISO_8859_10_INIT ISO_8859_10 "ISO-8859-10" Kind::Other;
    ISO_8859_13_INIT ISO_8859_13 "ISO-8859-13" Kind::Other;
    ISO_8859_14_INIT ISO_8859_14 "ISO-8859-14" Kind::Other;
    ISO_8859_15_INIT ISO_8859_15 "ISO-8859-15" Kind::Other;
    ISO_8859_16_INIT ISO_8859_16 "ISO-8859-16" Kind::Other;
    KOI8_R_INIT KOI8_R "KOI8-R" Kind::Other;
    KOI8_U_INIT KOI8_U "KOI8-U" Kind::Other;
    MACINTOSH_INIT MACINTOSH "macintosh" Kind::Other;
    REPLACEMENT_INIT REPLACEMENT "replacement" Kind::Other;
    SHIFT_JIS_INIT SHIFT_JIS "Shift_JIS" Kind::Other;
    WINDOWS_874_INIT WINDOWS_874 "windows-874" Kind::Other;
    WINDOWS_1250_INIT WINDOWS_1250 "windows-1250" Kind::Other;
    WINDOWS_1251_INIT WINDOWS_1251 "windows-1251" Kind::Other;
    WINDOWS_1253_INIT WINDOWS_1253 "windows-1253" Kind::Other;
    WINDOWS_1254_INIT WINDOWS_1254 "windows-1254" Kind::Other;
    WINDOWS_1255_INIT WINDOWS_1255 "windows-1255" Kind::Other;
    WINDOWS_1256_INIT WINDOWS_1256 "windows-1256" Kind::Other;
    WINDOWS_1257_INIT WINDOWS_1257 "windows-1257" Kind::Other;
    X_MAC_CYRILLIC_INIT X_MAC_CYRILLIC "x-mac-cyrillic" Kind::Other;
}

/// <https://encoding.spec.whatwg.org/index-windows-1252.txt>
const WESTERN: &[(u8, char)] = &[
    (0x80, '€'),
    (0x82, '‚'),
    (0x83, 'ƒ'),
    (0x84, '„'),
    (0x85, '…'),
    (0x86, '†'),
    (0x87, '‡'),
    (0x88, 'ˆ'),
    (0x89, '‰'),
    (0x8A, 'Š'),
    (0x8B, '‹'),
    (0x8C, 'Œ'),
    (0x8E, 'Ž'),
    (0x91, '‘'),
    (0x92, '’'),
    (0x93, '“'),
    (0x94, '”'),
    (0x95, '•'),
    (0x96, '–'),
    (0x97, '—'),
    (0x98, '˜'),
    (0x99, '™'),
    (0x9A, 'š'),
    (0x9B, '›'),
    (0x9C, 'œ'),
    (0x9E, 'ž'),
    (0x9F, 'Ÿ'),
];

/// <https://encoding.spec.whatwg.org/index-windows-1258.txt>: tone marks follow their letter.
const VIETNAMESE: &[(u8, char)] = &[
    (0x80, '€'),
    (0x82, '‚'),
    (0x83, 'ƒ'),
    (0x84, '„'),
    (0x85, '…'),
    (0x86, '†'),
    (0x87, '‡'),
    (0x88, 'ˆ'),
    (0x89, '‰'),
    (0x8B, '‹'),
    (0x8C, 'Œ'),
    (0x91, '‘'),
    (0x92, '’'),
    (0x93, '“'),
    (0x94, '”'),
    (0x95, '•'),
    (0x96, '–'),
    (0x97, '—'),
    (0x98, '˜'),
    (0x99, '™'),
    (0x9B, '›'),
    (0x9C, 'œ'),
    (0x9F, 'Ÿ'),
    (0xC3, 'Ă'),
    (0xCC, '\u{300}'),
    (0xD0, 'Đ'),
    (0xD2, '\u{309}'),
    (0xD5, 'Ơ'),
    (0xDD, 'Ư'),
    (0xDE, '\u{303}'),
    (0xE3, 'ă'),
    (0xEC, '\u{301}'),
    (0xF0, 'đ'),
    (0xF2, '\u{323}'),
    (0xF5, 'ơ'),
    (0xFD, 'ư'),
    (0xFE, '₫'),
];

/// What bytes begin with.
enum First {
    Char(char, usize),
    /// So many bytes that mean nothing.
    Malformed(usize),
    /// More bytes decide.
    Incomplete,
}

impl Encoding {
    pub fn name(&'static self) -> &'static str {
        self.name
    }

    /// The encoding that a byte order mark tells, and the mark's length.
    pub fn for_bom(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => Some((UTF_8, 3)),
            [0xFF, 0xFE, ..] => Some((UTF_16LE, 2)),
            [0xFE, 0xFF, ..] => Some((UTF_16BE, 2)),
            _ => None,
        }
    }

    /// The encoding that a document names, of those that are read.
    pub fn for_label(label: &[u8]) -> Option<&'static Encoding> {
        let label = std::str::from_utf8(label).ok()?.trim().to_ascii_lowercase();
        match label.as_str() {
            "utf-8" | "utf8" => Some(UTF_8),
            "utf-16" | "utf-16le" => Some(UTF_16LE),
            "utf-16be" => Some(UTF_16BE),
            "windows-1252" | "iso-8859-1" | "us-ascii" | "ascii" | "latin1" => Some(WINDOWS_1252),
            "windows-1258" => Some(WINDOWS_1258),
            _ => None,
        }
    }

    /// The text, in the encoding that a byte order mark tells or else in this one; the encoding used,
    /// and whether something was replaced.
    pub fn decode<'a>(&'static self, bytes: &'a [u8]) -> (Cow<'a, str>, &'static Encoding, bool) {
        let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((self, 0));
        let (text, had_errors) = encoding.decode_without_bom_handling(&bytes[mark..]);
        (text, encoding, had_errors)
    }

    /// The text, and whether something was replaced by U+FFFD.
    pub fn decode_without_bom_handling<'a>(&'static self, bytes: &'a [u8]) -> (Cow<'a, str>, bool) {
        let is_as_it_is = match self.kind {
            Kind::Utf8 => true,
            Kind::Utf16 { .. } => false,
            Kind::Latin(_) | Kind::Other => bytes.is_ascii(),
        };
        if is_as_it_is && let Ok(text) = std::str::from_utf8(bytes) {
            return (text.into(), false);
        }
        let mut text = String::with_capacity(bytes.len());
        let (mut rest, mut had_errors) = (bytes, false);
        while !rest.is_empty() {
            let (char, len) = match self.first(rest) {
                First::Char(char, len) => (char, len),
                First::Malformed(len) => {
                    had_errors = true;
                    (char::REPLACEMENT_CHARACTER, len)
                }
                First::Incomplete => {
                    had_errors = true;
                    (char::REPLACEMENT_CHARACTER, rest.len())
                }
            };
            text.push(char);
            rest = rest.get(len..).unwrap_or_default();
        }
        (text.into(), had_errors)
    }

    /// The text; `None` where bytes mean nothing.
    pub fn decode_without_bom_handling_and_without_replacement<'a>(
        &'static self,
        bytes: &'a [u8],
    ) -> Option<Cow<'a, str>> {
        match self.decode_without_bom_handling(bytes) {
            (text, false) => Some(text),
            (_, true) => None,
        }
    }

    pub fn new_decoder_without_bom_handling(&'static self) -> Decoder {
        Decoder {
            encoding: self,
            pending: Vec::new(),
        }
    }

    /// What the bytes, of which there is one at least, begin with.
    fn first(&self, bytes: &[u8]) -> First {
        let Some(&byte) = bytes.first() else {
            return First::Incomplete;
        };
        match self.kind {
            Kind::Utf8 => first_of_utf8(bytes),
            Kind::Utf16 { is_big_endian } => first_of_utf16(bytes, is_big_endian),
            _ if byte.is_ascii() => First::Char(byte.into(), 1),
            Kind::Latin(others) => {
                let other = others.iter().find(|(it, _)| *it == byte);
                First::Char(other.map_or(byte.into(), |(_, char)| *char), 1)
            }
            Kind::Other => First::Malformed(1),
        }
    }
}

fn first_of_utf8(bytes: &[u8]) -> First {
    // No character has more than four bytes.
    let bytes = bytes.get(..4).unwrap_or(bytes);
    let char = |text: &str| match text.chars().next() {
        Some(char) => First::Char(char, char.len_utf8()),
        None => First::Incomplete,
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => char(text),
        Err(error) if 0 < error.valid_up_to() => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            char(std::str::from_utf8(valid).unwrap_or_default())
        }
        Err(error) => error
            .error_len()
            .map_or(First::Incomplete, First::Malformed),
    }
}

fn first_of_utf16(bytes: &[u8], is_big_endian: bool) -> First {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().take(2).map(|pair| match is_big_endian {
        true => u16::from_be_bytes(*pair),
        false => u16::from_le_bytes(*pair),
    });
    match char::decode_utf16(units).next() {
        Some(Ok(char)) => First::Char(char, char.len_utf16() * 2),
        // The first half of a character, of which the second may follow.
        Some(Err(half)) if half.unpaired_surrogate() < 0xDC00 && bytes.len() < 4 => {
            First::Incomplete
        }
        Some(Err(_)) => First::Malformed(2),
        None => First::Incomplete,
    }
}

/// Reads a text that comes piece by piece.
#[derive(Debug)]
pub struct Decoder {
    encoding: &'static Encoding,
    /// The beginning of a character, fewer bytes than four.
    pending: Vec<u8>,
}

/// Why a decoder stopped.
#[derive(Debug, PartialEq, Eq)]
pub enum DecoderResult {
    InputEmpty,
    OutputFull,
    /// So many bytes, the last of those read, mean nothing; the second number is always 0.
    Malformed(u8, u8),
}

impl Decoder {
    pub fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// No text of so many bytes takes more as UTF-8.
    pub fn max_utf8_buffer_length_without_replacement(&self, n_bytes: usize) -> Option<usize> {
        n_bytes.checked_add(self.pending.len())?.checked_mul(3)
    }

    /// Reads until the input ends, the output is full or bytes mean nothing. The numbers are of bytes
    /// read and of bytes written. `last` says that nothing follows `src`.
    pub fn decode_to_utf8_without_replacement(
        &mut self,
        src: &[u8],
        dst: &mut [u8],
        last: bool,
    ) -> (DecoderResult, usize, usize) {
        let (mut read, mut written) = (0, 0);
        loop {
            let rest = src.get(read..).unwrap_or_default();
            let n_pending = self.pending.len();
            let ahead = rest.iter().take(4 - n_pending.min(4));
            let window: Vec<u8> = self.pending.iter().chain(ahead).copied().collect();
            let (first, len) = match self.encoding.first(&window) {
                First::Char(char, len) => (Some(char), len),
                First::Malformed(len) => (None, len),
                First::Incomplete if last && !window.is_empty() => (None, window.len()),
                First::Incomplete => {
                    self.pending = window;
                    return (DecoderResult::InputEmpty, src.len(), written);
                }
            };
            let out = dst.get_mut(written..).unwrap_or_default();
            if let Some(char) = first {
                let Some(out) = out.get_mut(..char.len_utf8()) else {
                    return (DecoderResult::OutputFull, read, written);
                };
                written += char.encode_utf8(out).len();
            }
            read += len.saturating_sub(n_pending);
            self.pending.drain(..len.min(n_pending));
            if first.is_none() {
                let len = u8::try_from(len).unwrap_or(u8::MAX);
                return (DecoderResult::Malformed(len, 0), read, written);
            }
        }
    }

    /// The same into the free room of a string.
    pub fn decode_to_string_without_replacement(
        &mut self,
        src: &[u8],
        dst: &mut String,
        last: bool,
    ) -> (DecoderResult, usize) {
        let mut out = vec![0; dst.capacity() - dst.len()];
        let (result, read, written) = self.decode_to_utf8_without_replacement(src, &mut out, last);
        let text = std::str::from_utf8(out.get(..written).unwrap_or_default());
        dst.push_str(text.unwrap_or_default());
        (result, read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Quyết định của Sở, 100€" as Vietnamese Windows saved it.
    const OLD: &[u8] = b"Quy\xEA\xECt \xF0i\xF2nh cu\xD2a S\xF5\xD2, 100\x80";

    #[test]
    fn the_code_pages_of_annexes_are_read() {
        let text = "Quyê\u{301}t đi\u{323}nh cu\u{309}a Sơ\u{309}, 100€";
        assert_eq!(WINDOWS_1258.decode(OLD), (text.into(), WINDOWS_1258, false));
        assert_eq!(WINDOWS_1252.decode(b"caf\xE9 \x96 \x81").0, "café – \u{81}");
        assert!(matches!(
            UTF_8.decode("Tỉnh".as_bytes()).0,
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn unicode_is_read_in_both_orders_and_by_its_mark() {
        let text = "Sở 😀";
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|it| it.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|it| it.to_be_bytes()).collect();
        assert_eq!(UTF_16LE.decode(&little).0, text);
        assert_eq!(UTF_16BE.decode(&big).0, text);
        let marked = [&[0xFE, 0xFF], big.as_slice()].concat();
        assert_eq!(WINDOWS_1252.decode(&marked), (text.into(), UTF_16BE, false));
        // Half a character, and half a unit.
        assert_eq!(
            UTF_16LE.decode(&[0x3D, 0xD8, 0x41, 0, 0x42]).0,
            "\u{FFFD}A\u{FFFD}"
        );
    }

    #[test]
    fn bad_bytes_are_replaced_as_the_standard_library_does() {
        for bytes in [
            &b"a\xFFb"[..],
            b"\xE1\xBBx",
            b"\xE1\xBB",
            b"\xF0\x9F\x98\xC3\xA9",
            "x\u{FFFD}".as_bytes(),
        ] {
            assert_eq!(UTF_8.decode(bytes).0, String::from_utf8_lossy(bytes));
        }
        let strict = |bytes| UTF_8.decode_without_bom_handling_and_without_replacement(bytes);
        assert_eq!(strict("x\u{FFFD}".as_bytes()).unwrap(), "x\u{FFFD}");
        assert_eq!(strict(b"a\xFFb"), None);
    }

    #[test]
    fn other_encodings_give_ascii_alone() {
        assert_eq!(GBK.decode(b"A\xC4\xE3").0, "A\u{FFFD}\u{FFFD}");
        assert_eq!(Encoding::for_label(b"gb2312"), None);
        assert_eq!(Encoding::for_label(b" UTF-8 "), Some(UTF_8));
    }

    /// In pieces of any size, into room of any size, a text is the same.
    #[test]
    fn pieces_give_the_whole() {
        let text = "Sở Nội vụ 😀 ở tỉnh";
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (encoding, bytes, text) in [
            (UTF_8, text.as_bytes(), text.to_owned()),
            (UTF_16BE, &units, text.to_owned()),
            (WINDOWS_1258, OLD, WINDOWS_1258.decode(OLD).0.into_owned()),
        ] {
            for (piece, room) in [(1, 4), (2, 4), (3, 5), (5, 7), (100, 4), (100, 100)] {
                let mut decoder = encoding.new_decoder_without_bom_handling();
                let (mut got, mut at) = (Vec::new(), 0);
                loop {
                    let end = bytes.len().min(at + piece);
                    let mut out = vec![0; room];
                    let (result, read, written) = decoder.decode_to_utf8_without_replacement(
                        &bytes[at..end],
                        &mut out,
                        end == bytes.len(),
                    );
                    got.extend(&out[..written]);
                    at += read;
                    assert!(!matches!(result, DecoderResult::Malformed(..)));
                    if at == bytes.len() && result == DecoderResult::InputEmpty {
                        break;
                    }
                }
                assert_eq!(String::from_utf8(got).unwrap(), text, "{piece} {room}");
            }
        }
    }

    #[test]
    fn what_is_malformed_is_told_and_left_behind() {
        let mut decoder = UTF_8.new_decoder_without_bom_handling();
        let mut text = String::with_capacity(20);
        let first = decoder.decode_to_string_without_replacement(b"a\xFFb", &mut text, true);
        assert_eq!(first, (DecoderResult::Malformed(1, 0), 2));
        let rest = decoder.decode_to_string_without_replacement(b"b\xE1", &mut text, true);
        assert_eq!(rest, (DecoderResult::Malformed(1, 0), 2));
        assert_eq!(text, "ab");
    }
}
