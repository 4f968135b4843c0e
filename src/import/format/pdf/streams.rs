//! Decodes streams within limits. A stream of a few kilobytes can unpack to gigabytes, so its size
//! is measured before anything is kept of it.

use hayro_syntax::{Filter, object::Stream};
use memchr::memmem;
use miniz_oxide::inflate::{
    TINFLStatus,
    core::{DecompressorOxide, decompress, inflate_flags},
    decompress_to_vec_zlib_with_limit,
};

use crate::import::ImportError;

/// Maximum unpacked size of a stream, in bytes. The content of a full page takes 200 KiB.
const STREAM_MAX: usize = 64 << 20;
/// Maximum unpacked size of the streams that hold the objects of a file together, in bytes.
const OBJECTS_MAX: usize = 256 << 20;
/// Deflate packs at most this many bytes into one.
const RATIO_MAX: usize = 1_032;
/// Maximum size of a stream in another packing, and of one that is packed twice and unpacked once.
const PACKED_MAX: usize = 1 << 20;
/// LZW packs at most about this many bytes into one; a stream may unpack to so many bytes.
const LZW_RATIO_MAX: usize = 1_300;
const LZW_MAX: usize = 256 << 20;
/// Maximum distance between a dictionary's type and the data of its stream, in bytes.
const DICTIONARY_MAX: usize = 4_096;

/// Returns the data of a stream; `None` if it is damaged or beyond the limits.
pub(super) fn decoded(stream: &Stream) -> Option<Vec<u8>> {
    if !is_bounded(stream) {
        return None;
    }
    Some(stream.decoded_data().ok()?.into_owned())
}

/// Whether a stream unpacks to no more than the limits allow.
pub(super) fn is_bounded(stream: &Stream) -> bool {
    let filters = stream.filters();
    let is_packing = |it: &&Filter| {
        matches!(
            it,
            Filter::FlateDecode | Filter::LzwDecode | Filter::RunLengthDecode
        )
    };
    let mut packings = filters.iter().filter(is_packing);
    let raw = stream.raw_data();
    match (packings.next(), packings.next(), packings.next()) {
        (None, ..) => raw.len() <= STREAM_MAX,
        (Some(Filter::FlateDecode), None, _) if is_first_deflated(&filters) => {
            is_deflate_bounded(&raw)
        }
        (Some(Filter::FlateDecode), Some(Filter::FlateDecode), None)
            if is_first_deflated(&filters) =>
        {
            let outer = decompress_to_vec_zlib_with_limit(&raw, PACKED_MAX);
            outer.is_ok_and(|inner| is_deflate_bounded(&inner))
        }
        (Some(Filter::LzwDecode), None, _) => raw.len() * LZW_RATIO_MAX <= LZW_MAX,
        (Some(_), None, _) => raw.len() <= PACKED_MAX,
        _ => false,
    }
}

fn is_first_deflated(filters: &[Filter]) -> bool {
    matches!(filters.first(), Some(Filter::FlateDecode))
}

fn is_deflate_bounded(packed: &[u8]) -> bool {
    packed.len() * RATIO_MAX <= STREAM_MAX || unpacked_size(packed, STREAM_MAX) <= STREAM_MAX
}

/// Maximum depth of dictionaries in dictionaries.
const DEPTH_MAX: usize = 1_000;

/// Whether dictionaries are nested deeper than in any document: each look into one reads what is in it.
fn is_nested_deep(file: &[u8]) -> bool {
    let (mut depth, mut deepest) = (0usize, 0);
    for at in memchr::memchr2_iter(b'<', b'>', file) {
        // Longer runs are pixels of a picture: a dictionary begins with a name.
        let is_in_run = || {
            let before = at.checked_sub(1).and_then(|at| file.get(at));
            before == Some(&b'<') || file.get(at + 2) == Some(&b'<')
        };
        match file.get(at..at + 2) {
            Some(b"<<") if !is_in_run() => depth += 1,
            Some(b">>") => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    DEPTH_MAX < deepest
}

/// Checks the streams that hold objects and the table of objects, which are unpacked as a whole
/// when a file is opened.
pub(super) fn check_objects(file: &[u8]) -> Result<(), ImportError> {
    if is_nested_deep(file) {
        return Err(ImportError::TooLarge);
    }
    let mut total = 0;
    for kind in [&b"/ObjStm"[..], b"/XRef"] {
        for at in memmem::find_iter(file, kind) {
            let rest = file.get(at..).unwrap_or_default();
            let near = rest.get(..DICTIONARY_MAX).unwrap_or(rest);
            let Some(start) = memmem::find(near, b"stream") else {
                continue;
            };
            let data = rest.get(start + b"stream".len()..).unwrap_or_default();
            let data = data.trim_ascii_start();
            total += unpacked_size(data, OBJECTS_MAX);
            if OBJECTS_MAX < total {
                return Err(ImportError::TooLarge);
            }
        }
    }
    Ok(())
}

/// Size of the window that deflate looks back to.
const WINDOW: usize = 32 << 10;

/// Returns how many bytes deflated data unpacks to, counting no further than just above `max`.
fn unpacked_size(data: &[u8], max: usize) -> usize {
    let mut state = Box::<DecompressorOxide>::default();
    let mut window = vec![0; WINDOW];
    let (mut at, mut position, mut size) = (0, 0, 0);
    let flags = inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER;
    loop {
        let input = data.get(at..).unwrap_or_default();
        let (status, n_read, n_written) =
            decompress(&mut state, input, &mut window, position, flags);
        at += n_read;
        position = (position + n_written) % WINDOW;
        size += n_written;
        if status != TINFLStatus::HasMoreOutput || max < size {
            return size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_data_unpacks_to_is_measured_without_keeping_it() {
        let zeros = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; 3 << 20], 9);
        assert_eq!(unpacked_size(&zeros, 8 << 20), 3 << 20);
        let stopped = unpacked_size(&zeros, 1 << 20);
        assert!((1 << 20..2 << 20).contains(&stopped), "{stopped}");
        assert_eq!(unpacked_size(b"no deflate", 100), 0);
    }

    #[test]
    fn dictionaries_in_dictionaries_are_counted() {
        let deep = [b"/X <<".repeat(DEPTH_MAX + 1), b"hi <ABC>".to_vec()].concat();
        assert_eq!(check_objects(&deep), Err(ImportError::TooLarge));
        let flat = b"<</X <<>> /Y <ABC>>>".repeat(DEPTH_MAX + 1);
        assert_eq!(check_objects(&flat), Ok(()));
        let grey = b"<".repeat(2 * DEPTH_MAX);
        assert_eq!(check_objects(&grey), Ok(()));
    }

    #[test]
    fn a_file_whose_objects_unpack_to_too_much_is_refused() {
        let file = |size: usize| {
            let packed = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; size], 9);
            let mut file =
                b"%PDF-1.7\n1 0 obj <</Type/ObjStm/Filter/FlateDecode>>stream\n".to_vec();
            file.extend(packed);
            file.extend(b"\nendstream");
            file
        };
        assert_eq!(check_objects(&file(1 << 20)), Ok(()));
        assert_eq!(
            check_objects(&file(OBJECTS_MAX + 1)),
            Err(ImportError::TooLarge)
        );
    }
}
