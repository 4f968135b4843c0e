//! Decrypts the records of an `.xls` that is only locked for writing: it is encrypted by RC4, or
//! obfuscated by XOR, with the password that Excel tries by itself (MS-XLS 2.2.10, MS-OFFCRYPTO
//! 2.3.5 to 2.3.7).

use md5::Md5;
use sha1::{Digest as _, Sha1};

use super::{
    compound_file::{long, short},
    xls::{ENCRYPTED, Records},
};

// Records whose data is never encrypted (MS-XLS 2.2.10).
const BEGIN: u16 = 0x0809;
const FILE_LOCK: u16 = 0x0195;
const INTERFACE: u16 = 0x00E1;
const USERS_EXCLUSIVE: u16 = 0x0194;
const REVISION_HEADER: u16 = 0x0138;
const REVISION_INFO: u16 = 0x0196;
const PLAIN: [u16; 7] = [
    BEGIN,
    ENCRYPTED,
    FILE_LOCK,
    INTERFACE,
    USERS_EXCLUSIVE,
    REVISION_HEADER,
    REVISION_INFO,
];
/// Begins with an offset that is not encrypted.
const BOUND_SHEET: u16 = 0x0085;
/// A record that the workbook reader ignores.
const WRITE_ACCESS: u16 = 0x005C;

/// The password that Excel tries before it asks.
const PASSWORD: &str = "VelvetSweatshop";
/// Each block of the stream has a key of its own.
const BLOCK: usize = 1024;

/// Decrypts `records` in place, and turns the record that says that they are encrypted into another.
/// Leaves records as they are if somebody has chosen their password.
pub(in crate::import) fn unlock(records: &mut [u8]) {
    let mut found = Records(records, 0).filter(|record| record.kind == ENCRYPTED);
    let Some((at, data)) = found.next().map(|it| (it.at, it.data)) else {
        return;
    };
    match (xor_array(data), Keys::read(data)) {
        (Some(array), _) => unmask(records, &array),
        (None, Some(keys)) => decrypt(records, &keys),
        (None, None) => return,
    }
    if let Some(kind) = records.get_mut(at - 4..at - 2) {
        kind.copy_from_slice(&WRITE_ACCESS.to_le_bytes());
    }
}

/// Returns where the data of each record begins, how much of it is plain, and where it ends.
fn extents(records: &[u8]) -> Vec<(usize, usize, usize)> {
    let extents = Records(records, 0).map(|record| {
        let len = record.data.len();
        let n_plain = match record.kind {
            kind if PLAIN.contains(&kind) => len,
            BOUND_SHEET => len.min(4),
            _ => 0,
        };
        (record.at, record.at + n_plain, record.at + len)
    });
    extents.collect()
}

fn decrypt(records: &mut [u8], keys: &Keys) {
    let plain = extents(records).into_iter();
    // The head of a record is never encrypted.
    let mut plain = plain.map(|(start, end, _)| (start - 4, end)).peekable();
    for (number, block) in (0u32..).zip(records.chunks_mut(BLOCK)) {
        let start = number as usize * BLOCK;
        let mut stream = Rc4::new(&keys.of_block(number));
        for (at, byte) in (start..).zip(block) {
            let mask = stream.next_byte();
            while plain.next_if(|(_, end)| *end <= at).is_some() {}
            if plain.peek().is_none_or(|(first, _)| at < *first) {
                *byte ^= mask;
            }
        }
    }
}

/// Returns the bytes that obfuscate the records if the record says that they are obfuscated with the
/// password that Excel tries; before BIFF8, it has no type.
fn xor_array(data: &[u8]) -> Option<[u8; 16]> {
    let said = match data.len() {
        4 => data,
        _ => data.strip_prefix(&[0, 0]).filter(|rest| rest.len() == 4)?,
    };
    let key = xor_key(PASSWORD.as_bytes());
    let is_ours = short(said, 0) == key && short(said, 2) == xor_verifier(PASSWORD.as_bytes());
    is_ours.then(|| xor_array_of(PASSWORD.as_bytes(), key))
}

/// Takes the obfuscation off. The place in the array depends on where a record begins and on its
/// length.
fn unmask(records: &mut [u8], array: &[u8; 16]) {
    for (start, plain, end) in extents(records) {
        let data = records.get_mut(plain..end).unwrap_or_default();
        // Both are counted from the first byte of the record, plain or not.
        for (idx, byte) in (end - start + plain..).zip(data) {
            let mask = array.get(idx % array.len()).copied().unwrap_or(0);
            *byte = byte.rotate_left(3) ^ mask;
        }
    }
}

/// Makes the key of a password (MS-OFFCRYPTO 2.3.7.2).
fn xor_key(password: &[u8]) -> u16 {
    let step = |base: u16| {
        let base = base.rotate_left(1);
        if base & 1 == 0 { base } else { base ^ 0x1020 }
    };
    let (mut base, mut end, mut key) = (0x8000, 0xFFFF, 0);
    for letter in password.iter().rev() {
        for bit in 0..8 {
            (base, end) = (step(base), step(end));
            if letter & 0x7F & (1 << bit) != 0 {
                key ^= base;
            }
        }
    }
    key ^ end
}

/// Makes the value by which a password is recognised (MS-OFFCRYPTO 2.3.7.1).
fn xor_verifier(password: &[u8]) -> u16 {
    let start = password.len() as u16 ^ 0xCE4B;
    let letters = password.iter().zip(1u32..);
    letters.fold(start, |hash, (letter, n)| {
        // Rotated within 15 bits.
        let (letter, n) = (u32::from(*letter), n % 15);
        let rotated = (letter << n | letter >> (15 - n)) & 0x7FFF;
        hash ^ rotated as u16
    })
}

/// Fills a password up to the length of the array.
const FILL: [u8; 15] = [
    0xBB, 0xFF, 0xFF, 0xBA, 0xFF, 0xFF, 0xB9, 0x80, 0x00, 0xBE, 0x0F, 0x00, 0xBF, 0x0F, 0x00,
];

/// Makes the array of a password (MS-OFFCRYPTO 2.3.7.2).
fn xor_array_of(password: &[u8], key: u16) -> [u8; 16] {
    let mut array = [0; 16];
    let letters = password.iter().chain(&FILL);
    let masks = key.to_le_bytes();
    for ((byte, letter), mask) in array.iter_mut().zip(letters).zip(masks.iter().cycle()) {
        *byte = (letter ^ mask).rotate_left(2);
    }
    array
}

/// How the key of a block is made.
enum Keys {
    /// Of the first five bytes of a hash.
    Md5([u8; 5]),
    /// Of a hash, and the length of the key in bytes.
    Sha1(Vec<u8>, usize),
}

impl Keys {
    /// Reads how a file is encrypted; `None` if otherwise, or with another password.
    fn read(data: &[u8]) -> Option<Keys> {
        let password: Vec<u8> = PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
        if short(data, 0) != 1 {
            return None;
        }
        let (keys, verifier, len) = match (short(data, 2), short(data, 4)) {
            (1, 1) => {
                let salt = data.get(6..22)?;
                let hash = Md5::digest(&password);
                let salted = [hash.get(..5)?, salt].concat().repeat(16);
                let hash = Md5::digest(&salted);
                let keys = Keys::Md5(hash.get(..5)?.try_into().ok()?);
                (keys, data.get(22..)?, 16)
            }
            (2..=4, 2) => {
                let len = usize::try_from(long(data, 10)).ok()?;
                let header = data.get(14..)?;
                let (header, verifier) = header.split_at_checked(len)?;
                let key = match long(header, 16) {
                    0 => 5,
                    bits => usize::try_from(bits).ok()? / 8,
                };
                let hash = Sha1::digest([verifier.get(4..20)?, &password].concat());
                (Keys::Sha1(hash.to_vec(), key), verifier.get(20..)?, 20)
            }
            _ => return None,
        };
        let mut stream = Rc4::new(&keys.of_block(0));
        let mut next = |data: &[u8]| -> Vec<u8> {
            data.iter().map(|byte| byte ^ stream.next_byte()).collect()
        };
        let input = next(verifier.get(..16)?);
        let skipped = usize::from(matches!(keys, Keys::Sha1(..))) * 4;
        let value = next(verifier.get(16 + skipped..16 + skipped + len)?);
        let hash = match keys {
            Keys::Md5(_) => Md5::digest(&input).to_vec(),
            Keys::Sha1(..) => Sha1::digest(&input).to_vec(),
        };
        (hash == value).then_some(keys)
    }

    fn of_block(&self, number: u32) -> Vec<u8> {
        let number = number.to_le_bytes();
        match self {
            Keys::Md5(hash) => Md5::digest([&hash[..], &number].concat()).to_vec(),
            Keys::Sha1(hash, len) => {
                let mut key = Sha1::digest([hash, &number[..]].concat()).to_vec();
                key.truncate(*len);
                // A key of 40 bits is filled up with zeros.
                if *len == 5 {
                    key.resize(16, 0);
                }
                key
            }
        }
    }
}

/// The stream cipher RC4.
struct Rc4 {
    state: [u8; 256],
    i: u8,
    j: u8,
}

impl Rc4 {
    fn new(key: &[u8]) -> Rc4 {
        let mut state = [0; 256];
        state
            .iter_mut()
            .zip(0..=255)
            .for_each(|(it, value)| *it = value);
        let mut cipher = Rc4 { state, i: 0, j: 0 };
        for (i, byte) in (0..=255).zip(key.iter().cycle()) {
            cipher.j = cipher.j.wrapping_add(cipher.at(i)).wrapping_add(*byte);
            cipher.state.swap(usize::from(i), usize::from(cipher.j));
        }
        cipher.j = 0;
        cipher
    }

    fn at(&self, idx: u8) -> u8 {
        self.state.get(usize::from(idx)).copied().unwrap_or(0)
    }

    fn next_byte(&mut self) -> u8 {
        self.i = self.i.wrapping_add(1);
        self.j = self.j.wrapping_add(self.at(self.i));
        self.state.swap(usize::from(self.i), usize::from(self.j));
        self.at(self.at(self.i).wrapping_add(self.at(self.j)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known values: those of MS-OFFCRYPTO's algorithms for the password "abc".
    #[test]
    fn xor_keys_are_those_of_the_specification() {
        let key = xor_key(b"abc");
        assert_eq!((key, xor_verifier(b"abc")), (20_810, 52_250));
        let array = [
            0xAC, 0xCC, 0xA4, 0xAB, 0xD6, 0xBA, 0xC3, 0xBA, 0xD6, 0xA3, 0x2B, 0x45, 0xD3, 0x79,
            0x29, 0xBB,
        ];
        assert_eq!(xor_array_of(b"abc", key), array);
    }

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let len = data.len() as u16;
        [&kind.to_le_bytes()[..], &len.to_le_bytes(), data].concat()
    }

    #[test]
    fn obfuscated_records_are_read() {
        let key = xor_key(PASSWORD.as_bytes());
        let verifier = xor_verifier(PASSWORD.as_bytes());
        let said = [&[0, 0][..], &key.to_le_bytes(), &verifier.to_le_bytes()].concat();
        let plain = |said: &[u8], kind: u16| {
            [
                record(BEGIN, &[0, 6, 5, 0]),
                record(kind, said),
                record(BOUND_SHEET, b"1234sheet"),
                record(0x0204, b"a cell of the sheet"),
            ]
            .concat()
        };
        for said in [&said[..], &said[2..]] {
            let mut records = plain(said, ENCRYPTED);
            let array = xor_array(said).unwrap();
            for (start, from, end) in extents(&records) {
                for at in from..end {
                    let mask = array[(at + end - start) % 16];
                    records[at] = (records[at] ^ mask).rotate_right(3);
                }
            }
            assert_ne!(records, plain(said, ENCRYPTED));
            unlock(&mut records);
            assert_eq!(records, plain(said, WRITE_ACCESS));
        }
        // Somebody's own password.
        let mut own = plain(&[0, 0, 1, 2, 3, 4], ENCRYPTED);
        let before = own.clone();
        unlock(&mut own);
        assert_eq!(own, before);
    }
}
