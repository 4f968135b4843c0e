//! Opens packages that are encrypted with the password that Excel tries by itself: a workbook that is
//! only locked for writing asks nobody for a password (MS-OFFCRYPTO 2.3.4).

use aes::{
    Aes128, Aes192, Aes256,
    cipher::{Array, BlockCipherDecrypt, KeyInit},
};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::{
    compound_file::{long, short, stream},
    xml::{self, Node},
};

/// The password that Excel tries before it asks.
const PASSWORD: &str = "VelvetSweatshop";
/// Size of a block of AES, in bytes.
const BLOCK: usize = 16;
/// Parts of a package that are encrypted each for itself.
const SEGMENT: usize = 4096;
/// Maximum number of rounds that make a key of a password; Excel takes 100 000.
const ROUNDS_MAX: u32 = 1_000_000;
const ROUNDS_STANDARD: u32 = 50_000;

/// Returns the package inside an encrypted file; `None` if it is not encrypted, or with a password
/// that somebody has chosen.
pub(in crate::import) fn unlocked(bytes: &[u8]) -> Option<Vec<u8>> {
    let info = stream(bytes, "/EncryptionInfo")?;
    let package = stream(bytes, "/EncryptedPackage")?;
    let (len, package) = package.split_first_chunk::<8>()?;
    let (version, rest) = info.split_at_checked(8)?;
    let mut opened = match (short(version, 0), short(version, 2)) {
        (4, 4) => agile(rest, package)?,
        (2..=4, 2) => standard(rest, package)?,
        _ => return None,
    };
    opened.truncate(usize::try_from(u64::from_le_bytes(*len)).ok()?);
    Some(opened)
}

/// How keys are made of a password, and data is encrypted.
#[derive(Default)]
struct Method {
    hash: Hash,
    /// Length of the key in bytes.
    key: usize,
    salt: Vec<u8>,
    rounds: u32,
}

#[derive(Clone, Copy, Default)]
enum Hash {
    #[default]
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn of(self, parts: [&[u8]; 2]) -> Vec<u8> {
        fn digest<D: Digest>(parts: [&[u8]; 2]) -> Vec<u8> {
            let mut digest = D::new();
            parts.iter().for_each(|part| digest.update(part));
            digest.finalize().to_vec()
        }
        match self {
            Hash::Sha1 => digest::<Sha1>(parts),
            Hash::Sha256 => digest::<Sha256>(parts),
            Hash::Sha384 => digest::<Sha384>(parts),
            Hash::Sha512 => digest::<Sha512>(parts),
        }
    }
}

impl Method {
    /// Reads the attributes of `keyData` and `encryptedKey`. `None` if a method is unknown.
    fn read(attribute: impl Fn(&str) -> Option<String>) -> Option<Method> {
        if attribute("cipherAlgorithm")? != "AES"
            || attribute("cipherChaining")? != "ChainingModeCBC"
        {
            return None;
        }
        let hash = match attribute("hashAlgorithm")?.as_str() {
            "SHA1" | "SHA-1" => Hash::Sha1,
            "SHA256" => Hash::Sha256,
            "SHA384" => Hash::Sha384,
            "SHA512" => Hash::Sha512,
            _ => return None,
        };
        let rounds = attribute("spinCount").map_or(Some(0), |it| it.parse().ok())?;
        Some(Method {
            hash,
            key: attribute("keyBits")?.parse::<usize>().ok()? / 8,
            salt: base64(&attribute("saltValue")?),
            rounds,
        })
    }

    /// Hashes the password as often as the method says.
    fn hashed_password(&self) -> Option<Vec<u8>> {
        if ROUNDS_MAX < self.rounds {
            return None;
        }
        let password: Vec<u8> = PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let first = self.hash.of([&self.salt, &password]);
        Some((0..self.rounds).fold(first, |hash, round| {
            self.hash.of([&round.to_le_bytes(), &hash])
        }))
    }
}

/// Keys for the parts of the description of a key (MS-OFFCRYPTO 2.3.4.13).
const INPUT_KEY: [u8; 8] = [0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79];
const VALUE_KEY: [u8; 8] = [0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e];
const PACKAGE_KEY: [u8; 8] = [0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6];

/// Opens what Excel 2010 and later encrypt. The description is XML.
fn agile(description: &[u8], package: &[u8]) -> Option<Vec<u8>> {
    let mut data: Option<Method> = None;
    let mut key: Option<Method> = None;
    let mut values: [Vec<u8>; 3] = Default::default();
    xml::walk(description, |node| {
        if let Node::Open(tag) = node {
            match tag.name() {
                "keyData" => data = Method::read(|name| tag.attribute(name)),
                "encryptedKey" => {
                    key = Method::read(|name| tag.attribute(name));
                    values = [
                        "encryptedVerifierHashInput",
                        "encryptedVerifierHashValue",
                        "encryptedKeyValue",
                    ]
                    .map(|name| tag.attribute(name).map_or_else(Vec::new, |it| base64(&it)));
                }
                _ => {}
            }
        }
        Ok(())
    })
    .ok()?;
    let (data, method) = (data?, key?);
    let password = method.hashed_password()?;
    let opened = |value: &[u8], part: &[u8]| {
        let mut key = method.hash.of([&password, part]);
        key.resize(method.key, 0x36);
        decrypted(&key, Some(&method.salt), value)
    };
    let [input, value, package_key] = &values;
    let verifier = method.hash.of([&opened(input, &INPUT_KEY)?, &[]]);
    if !opened(value, &VALUE_KEY)?.starts_with(&verifier) {
        return None;
    }
    let mut key = opened(package_key, &PACKAGE_KEY)?;
    key.truncate(data.key);
    let mut opened = Vec::with_capacity(package.len());
    for (number, segment) in (0u32..).zip(package.chunks(SEGMENT)) {
        let start = data.hash.of([&data.salt, &number.to_le_bytes()]);
        opened.extend(decrypted(&key, Some(&start), segment)?);
    }
    Some(opened)
}

/// Opens what Excel 2007 encrypts. The description is a structure.
fn standard(description: &[u8], package: &[u8]) -> Option<Vec<u8>> {
    let len = usize::try_from(long(description, 0)).ok()?;
    let (header, verifier) = description.get(4..)?.split_at_checked(len)?;
    let method = Method {
        hash: Hash::Sha1,
        key: usize::try_from(long(header, 16)).ok()? / 8,
        salt: verifier.get(4..20)?.to_vec(),
        rounds: ROUNDS_STANDARD,
    };
    let hash = method.hash;
    let password = hash.of([&method.hashed_password()?, &[0; 4]]);
    let half = |fill: u8| {
        let mut block = [fill; 64];
        block
            .iter_mut()
            .zip(&password)
            .for_each(|(it, byte)| *it ^= byte);
        hash.of([&block, &[]])
    };
    let mut key = [half(0x36), half(0x5C)].concat();
    key.truncate(method.key);
    let input = decrypted(&key, None, verifier.get(20..36)?)?;
    let value = decrypted(&key, None, verifier.get(40..72)?)?;
    if !value.starts_with(&hash.of([&input, &[]])) {
        return None;
    }
    decrypted(&key, None, package)
}

/// Decrypts whole blocks by AES: chained, from `start` on, or each by itself. `None` if the key has
/// no length of AES.
fn decrypted(key: &[u8], start: Option<&[u8]>, data: &[u8]) -> Option<Vec<u8>> {
    fn blocks<C: KeyInit + BlockCipherDecrypt<BlockSize = aes::cipher::consts::U16>>(
        key: &[u8],
        start: Option<&[u8]>,
        data: &[u8],
    ) -> Option<Vec<u8>> {
        let cipher = C::new_from_slice(key).ok()?;
        let mut before = [0x36; BLOCK];
        before
            .iter_mut()
            .zip(start.unwrap_or_default())
            .for_each(|(it, byte)| *it = *byte);
        let mut out = Vec::with_capacity(data.len());
        for chunk in data.chunks_exact(BLOCK) {
            let mut block = Array::try_from(chunk).ok()?;
            cipher.decrypt_block(&mut block);
            if start.is_some() {
                block
                    .iter_mut()
                    .zip(before)
                    .for_each(|(it, byte)| *it ^= byte);
                before = chunk.try_into().ok()?;
            }
            out.extend_from_slice(&block);
        }
        Some(out)
    }
    match key.len() {
        16 => blocks::<Aes128>(key, start, data),
        24 => blocks::<Aes192>(key, start, data),
        32 => blocks::<Aes256>(key, start, data),
        _ => None,
    }
}

/// Decodes Base64; other characters are skipped.
fn base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (mut bits, mut n_bits) = (0u32, 0);
    for c in text.bytes() {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xFFFF;
        n_bits += 6;
        if 8 <= n_bits {
            n_bits -= 8;
            bytes.push((bits >> n_bits & 0xFF) as u8);
        }
    }
    bytes
}
