//! The files of an archive on their way from the reader to the page.

use serde::{Deserialize, Serialize};

use super::parcel;
use crate::{
    import,
    wording::{Key, Message},
};

/// The files of an archive: each path with its length in bytes, or why it cannot be unpacked.
#[derive(Serialize, Deserialize)]
struct Contents {
    files: Vec<(String, Result<usize, Message>)>,
}

/// A file of an archive: its path, and its bytes or why there are none.
pub type Unpacked = (String, Result<Vec<u8>, Message>);

/// Unpacks an archive; the buffer is empty when the file is none.
pub(super) fn unpack_job(bytes: &[u8]) -> Result<Vec<u8>, Message> {
    let Some(files) = import::archived_files(bytes) else {
        return Ok(Vec::new());
    };
    let files = files.map_err(|error| error.user_message())?;
    let mut all = Vec::new();
    let mut listed = Vec::new();
    for (name, file) in files {
        let length = file.map_err(|error| error.user_message()).map(|file| {
            all.extend_from_slice(&file);
            file.len()
        });
        listed.push((name, length));
    }
    let head = Contents { files: listed };
    let mut buffer = parcel::pack(head, &[]).map_err(|it| Key::ImportUnreadable.with([it]))?;
    buffer.extend(all);
    Ok(buffer)
}

/// Reads the buffer of an unpacking job; `None` when the file is no archive.
pub fn unpacked(buffer: &[u8]) -> Result<Option<Vec<Unpacked>>, Message> {
    if buffer.is_empty() {
        return Ok(None);
    }
    let broken = || Message::from(Key::EngineCrashed);
    let parcel = parcel::unpack::<Contents>(buffer).ok_or_else(broken)?;
    let mut rest = parcel.rest;
    let mut files = Vec::new();
    for (name, length) in parcel.head.files {
        let file = match length {
            Ok(length) => {
                let (file, after) = rest.split_at_checked(length).ok_or_else(broken)?;
                rest = after;
                Ok(file.to_vec())
            }
            Err(message) => Err(message),
        };
        files.push((name, file));
    }
    Ok(Some(files))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn files_of_an_archive_cross_one_by_one() {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in [("a/mot.csv", "STT;Nội dung\n1;Một"), ("hai.txt", "Hai")] {
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        let buffer = unpack_job(&bytes).unwrap();
        let files = unpacked(&buffer).unwrap().unwrap();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a/mot.csv", "hai.txt"]);
        assert_eq!(files[1].1, Ok(b"Hai".to_vec()));
        assert!(unpacked(&buffer[..buffer.len() - 1]).is_err());
        assert_eq!(unpacked(&unpack_job(b"STT;A").unwrap()), Ok(None));
    }
}
