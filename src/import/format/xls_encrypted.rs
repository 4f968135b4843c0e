//! Decrypts the records of an `.xls` that is only locked for writing: it is encrypted by RC4 with the
//! password that Excel tries by itself (MS-XLS 2.2.10, MS-OFFCRYPTO 2.3.5 and 2.3.6).

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
    let Some((at, keys)) = found
        .next()
        .and_then(|it| Some((it.at, Keys::read(it.data)?)))
    else {
        return;
    };
    let plain: Vec<(usize, usize)> = Records(records, 0)
        .map(|record| {
            let len = record.data.len();
            let n_plain = match record.kind {
                kind if PLAIN.contains(&kind) => len,
                BOUND_SHEET => len.min(4),
                _ => 0,
            };
            // The head of a record is never encrypted.
            (record.at - 4, record.at + n_plain)
        })
        .collect();
    let mut plain = plain.into_iter().peekable();
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
    if let Some(kind) = records.get_mut(at - 4..at - 2) {
        kind.copy_from_slice(&WRITE_ACCESS.to_le_bytes());
    }
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
