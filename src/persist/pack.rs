//! Compresses text for local storage, whose quota counts UTF-16 code units: deflate, then 15 bits
//! per code unit. About ten times as many rows fit.

use miniz_oxide::{deflate::compress_to_vec, inflate::decompress_to_vec_with_limit};

/// The first character of packed text. No JSON begins with it.
const MARK: char = 'z';

/// The first of the 32 768 characters that encode 15 bits each. None of them is a surrogate.
const FIRST: u32 = 0x100;
const BITS: u32 = 15;

/// Compression level: fast rather than small, because every save packs a page.
const LEVEL: u8 = 2;

/// The limit for an unpacked page, in bytes.
const UNPACKED_MAX: usize = 1 << 28;

/// Returns the compressed text; [`unpack`] restores it.
pub fn pack(text: &str) -> String {
    let bytes = compress_to_vec(text.as_bytes(), LEVEL);
    let mut packed = format!("{MARK}{}:", bytes.len());
    let (mut bits, mut n_bits) = (0u32, 0);
    for byte in bytes {
        bits = bits << 8 | u32::from(byte);
        n_bits += 8;
        if BITS <= n_bits {
            n_bits -= BITS;
            packed.extend(char::from_u32(FIRST + (bits >> n_bits)));
            bits &= (1 << n_bits) - 1;
        }
    }
    if 0 < n_bits {
        packed.extend(char::from_u32(FIRST + (bits << (BITS - n_bits))));
    }
    packed
}

/// Restores a packed text. A text that was never packed is returned as it is; `None` means damage.
pub fn unpack(text: &str) -> Option<String> {
    let Some(packed) = text.strip_prefix(MARK) else {
        return Some(text.to_owned());
    };
    let (length, packed) = packed.split_once(':')?;
    let length: usize = length.parse().ok()?;
    let mut bytes = Vec::new();
    let (mut bits, mut n_bits) = (0u32, 0);
    for unit in packed.chars() {
        let value = u32::from(unit)
            .checked_sub(FIRST)
            .filter(|it| *it < 1 << BITS)?;
        bits = bits << BITS | value;
        n_bits += BITS;
        while 8 <= n_bits {
            n_bits -= 8;
            bytes.push(u8::try_from(bits >> n_bits).ok()?);
            bits &= (1 << n_bits) - 1;
        }
    }
    bytes.truncate(length);
    let text = decompress_to_vec_with_limit(&bytes, UNPACKED_MAX).ok()?;
    String::from_utf8(text).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn packed_text_reads_back(text in "\\PC{0,200}") {
            let packed = pack(&text);
            prop_assert!(packed.starts_with(MARK));
            prop_assert_eq!(unpack(&packed), Some(text));
        }

        #[test]
        fn damage_is_noticed_or_harmless(text in "\\PC{1,60}", at in 0usize..100) {
            let packed: Vec<char> = pack(&text).chars().collect();
            let cut: String = packed.iter().take(at.min(packed.len())).collect();
            // A truncated text must not panic and must not read as the whole text.
            if cut.len() < pack(&text).len() && cut.starts_with(MARK) {
                prop_assert_ne!(unpack(&cut), Some(text));
            }
        }
    }

    #[test]
    fn json_of_before_is_itself() {
        assert_eq!(
            unpack("[[1,\"i1\",[]]]").as_deref(),
            Some("[[1,\"i1\",[]]]")
        );
        assert_eq!(unpack("zx"), None);
    }

    #[test]
    fn vietnamese_rows_take_a_tenth() {
        let rows = (0..200).map(|n| {
            format!("[{n},\"i1\",[[2,\"{n}\"],[3,\"Tỷ lệ hồ sơ thủ tục hành chính được số hóa {n}\"],[4,\"%\"],[5,\"100\"],[6,\"Sở Khoa học và Công nghệ\"]]]")
        });
        let text = rows.collect::<Vec<_>>().join(",");
        let units = |text: &str| text.encode_utf16().count();
        assert!(units(&pack(&text)) * 8 < units(&text));
    }
}
