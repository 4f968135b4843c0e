//! Reads a part that another program left for Word to convert (`w:altChunk`): a web page, alone or in the
//! form of a message, another document, or a text.

use encoding_rs::Encoding;

use crate::import::{
    ImportError,
    format::{
        html, plain_text,
        sheet::Sheet,
        sniff::{self, InputFormat},
    },
};

/// Reads a part as one sheet; `None` if it is of another kind. `read_document` reads a Word document.
pub(super) fn read(
    bytes: &[u8],
    read_document: impl Fn(&[u8]) -> Result<Vec<Sheet>, ImportError>,
) -> Option<Sheet> {
    let sheets = match sniff::sniff(bytes) {
        Ok(InputFormat::Docx) => read_document(bytes),
        Err(ImportError::Mhtml) => html::read_text(&page_of_message(bytes)?),
        Ok(InputFormat::Html) => html::read(bytes),
        Ok(InputFormat::Delimited) if begins_with_tag(bytes) => html::read(bytes),
        Ok(InputFormat::Delimited) => plain_text::read(std::str::from_utf8(bytes).ok()?),
        _ => return None,
    };
    sheets.ok()?.pop()
}

/// Whether a text is a fragment of a page.
fn begins_with_tag(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    start.trim_ascii_start().starts_with(b"<")
}

/// Returns the page of a message (MHTML, RFC 2557): its first part of the type `text/html`.
fn page_of_message(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    let lower = text.to_ascii_lowercase();
    let at = lower.find("content-type: text/html")?;
    // The headers of the part, up to an empty line.
    let start = text.get(..at)?.rfind("\n\n").map_or(0, |start| start + 2);
    let end = at + text.get(at..)?.find("\n\n")?;
    let headers = lower.get(start..end)?;
    let body = text.get(end..)?.trim_start();
    // A boundary ends it.
    let body = body.split("\n--").next()?;
    let bytes = if headers.contains("quoted-printable") {
        quoted_printable(body)
    } else if headers.contains("base64") {
        base64(body)?
    } else {
        body.as_bytes().to_vec()
    };
    let charset = headers.split("charset=").nth(1).unwrap_or_default();
    let charset = charset.trim_start_matches(['"', '\'']);
    let charset = charset.split(['"', '\'', ';', '\n']).next()?;
    let encoding = Encoding::for_label(charset.trim().as_bytes());
    let encoding = encoding.unwrap_or(encoding_rs::UTF_8);
    Some(encoding.decode(&bytes).0.into_owned())
}

/// Decodes `=C3=A1` and lines that end with `=`.
fn quoted_printable(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in text.split_inclusive('\n') {
        let whole = line.trim_end_matches('\n');
        let (line, ends) = match whole.trim_end().strip_suffix('=') {
            Some(line) => (line, ""),
            None => (whole, line.get(whole.len()..).unwrap_or_default()),
        };
        let mut parts = line.split('=');
        bytes.extend(parts.next().unwrap_or_default().bytes());
        for part in parts {
            let code = part.get(..2).and_then(|it| u8::from_str_radix(it, 16).ok());
            match code {
                Some(code) => {
                    bytes.push(code);
                    bytes.extend(part.bytes().skip(2));
                }
                None => bytes.extend(b"=".iter().copied().chain(part.bytes())),
            }
        }
        bytes.extend(ends.bytes());
    }
    bytes
}

/// Decodes base64; `None` if a character is none of it.
fn base64(text: &str) -> Option<Vec<u8>> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::new();
    let (mut bits, mut n_bits) = (0u32, 0);
    let letters = text.bytes().filter(|it| !it.is_ascii_whitespace());
    for letter in letters.take_while(|it| *it != b'=') {
        let value = LETTERS.iter().position(|it| *it == letter)?;
        bits = (bits << 6) | u32::try_from(value).ok()?;
        n_bits += 6;
        if 8 <= n_bits {
            n_bits -= 8;
            bytes.push((bits >> n_bits) as u8);
            bits &= (1 << n_bits) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_a_message_is_decoded() {
        let message = |encoding: &str, body: &str| {
            format!(
                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\n\
                 Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n\
                 {body}\r\n--x--\r\n"
            )
        };
        for (encoding, body) in [
            (
                "quoted-printable",
                "<p class=3D\"a\">Nhi=E1=BB=87m =\r\nv=E1=BB=A5</p>",
            ),
            ("base64", "PHAgY2xhc3M9ImEiPk5oaeG7h20g\r\nduG7pTwvcD4="),
            ("8bit", "<p class=\"a\">Nhiệm vụ</p>"),
        ] {
            let page = page_of_message(message(encoding, body).as_bytes());
            assert_eq!(
                page.unwrap().trim(),
                "<p class=\"a\">Nhiệm vụ</p>",
                "{encoding}"
            );
        }
    }
}
