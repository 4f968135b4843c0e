//! Reads the files of the units: two at a time, while the board is in use. A bad file is noted with
//! its unit and stops nothing.

use js_sys::Uint8Array;
use leptos::{prelude::*, task::spawn_local};

use super::{
    incoming::{Incoming, base_name},
    state::{Gather, Reading},
};
use crate::{
    browser::{
        file, local_minute,
        worker_client::{self, Job},
    },
    engine::{ImportReply, Unpacked, unpacked},
    gather::{Arrival, FileState, Receipt, SentFile},
    persist::sha256,
    wording::{Key, Message},
};

/// How many files are read at the same time.
const READERS: usize = 2;

/// What became of the files.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    n: usize,
    n_of_nobody: usize,
    n_waiting: usize,
    n_copies: usize,
    n_unreadable: usize,
}

/// Takes files; those that are being read already come first.
pub(super) fn take(gather: Gather, files: Vec<Incoming>) {
    if gather.is_read_only.get_untracked() {
        return gather.tell_error(Key::GatherReadOnly.into());
    }
    let mut files = files;
    files.retain(|it| !it.is_litter());
    if files.is_empty() {
        return;
    }
    let n_new = files.len();
    gather.incoming.update_value(|queue| queue.extend(files));
    let is_running = gather.reading.read_untracked().is_some();
    gather.reading.update(|it| {
        it.get_or_insert_default().n_all += n_new;
    });
    if is_running {
        return;
    }
    spawn_local(async move {
        let counts = StoredValue::new(Counts::default());
        let readers = [(); READERS].map(|()| read_all(gather, counts));
        all_of(readers).await;
        gather.reading.set(None);
        let Counts {
            n,
            n_of_nobody,
            n_waiting,
            n_copies,
            n_unreadable,
        } = counts.get_value();
        let n_known = n.saturating_sub(n_of_nobody + n_waiting + n_copies);
        let told = [n, n_known, n_of_nobody, n_waiting, n_copies, n_unreadable];
        if 0 < n {
            gather.tell(Key::GatherRead.with(told.map(|it| it.to_string())));
        }
    });
}

/// Waits for both readers.
async fn all_of<F: Future<Output = ()> + 'static>(readers: [F; READERS]) {
    let promises = js_sys::Array::new();
    for reader in readers {
        promises.push(&wasm_bindgen_futures::future_to_promise(async move {
            reader.await;
            Ok(wasm_bindgen::JsValue::UNDEFINED)
        }));
    }
    let all = js_sys::Promise::all(&promises);
    wasm_bindgen_futures::JsFuture::from(all).await.ok();
}

/// Reads files until none is left.
async fn read_all(gather: Gather, counts: StoredValue<Counts>) {
    loop {
        let next = gather.incoming.try_update_value(|queue| queue.pop_front());
        let Some(next) = next.flatten() else {
            return;
        };
        let path = next.path().to_owned();
        gather.reading.update(|it| {
            if let Some(reading) = it {
                reading.name = base_name(&path).to_owned();
            }
        });
        let content = match next {
            Incoming::Chosen(_, file) => file::read(&file).await,
            Incoming::Unpacked((_, bytes)) => bytes.map(|it| Uint8Array::from(it.as_slice())),
        };
        let is_archive = path.to_lowercase().ends_with(".zip");
        match content {
            Ok(bytes) if is_archive => match unpack(&path, &bytes).await {
                Ok(Some(files)) => {
                    add(gather, &path, files);
                    continue;
                }
                Ok(None) => receive(gather, counts, &path, Ok(bytes)).await,
                Err(message) => receive(gather, counts, &path, Err(message)).await,
            },
            content => receive(gather, counts, &path, content).await,
        }
        gather.reading.update(|it| {
            if let Some(reading) = it {
                reading.n_done += 1;
            }
        });
    }
}

/// Puts the files of an archive in its place.
fn add(gather: Gather, path: &str, files: Vec<Unpacked>) {
    let within = |(inner, bytes)| Incoming::Unpacked((format!("{path}/{inner}"), bytes));
    let files = files.into_iter().map(within);
    let files: Vec<Incoming> = files.filter(|it| !it.is_litter()).collect();
    let n = files.len();
    gather.incoming.update_value(|queue| {
        for file in files.into_iter().rev() {
            queue.push_front(file);
        }
    });
    gather.reading.update(|it| {
        if let Some(reading) = it {
            let Reading { n_all, name, .. } = reading;
            *n_all = (*n_all + n).saturating_sub(1);
            *name = base_name(path).to_owned();
        }
    });
}

async fn unpack(name: &str, bytes: &Uint8Array) -> Result<Option<Vec<Unpacked>>, Message> {
    match worker_client::run(Job::Unpack, name, "", bytes).await? {
        Some(buffer) => unpacked(&buffer),
        None => Ok(None),
    }
}

/// Imports a file and matches it.
async fn receive(
    gather: Gather,
    counts: StoredValue<Counts>,
    path: &str,
    bytes: Result<Uint8Array, Message>,
) {
    let base = base_name(path);
    let (digest, read) = match bytes {
        Ok(bytes) => {
            let digest = sha256(&bytes.to_vec());
            let read = worker_client::run(Job::Import, base, "", &bytes).await;
            let read = match read {
                // Cancelled.
                Ok(None) => return,
                Ok(Some(reply)) => ImportReply::read(&reply),
                Err(message) => Err(message),
            };
            (digest, read)
        }
        Err(message) => (String::new(), Err(message)),
    };
    let is_read = read.is_ok();
    let arrival = Arrival {
        // The folder or the archive may tell the unit.
        name: path.to_owned(),
        sha256: digest,
        received: local_minute(),
        content: read.map(|reply| (reply.document, reply.lines)),
    };
    let receipts = gather.change(|it| {
        let before: Vec<u32> = counted(it.files());
        let receipts = it.receive_all(arrival);
        // Besides the new file, those that it superseded.
        let after = counted(it.files());
        let mut files: Vec<u32> = before
            .into_iter()
            .filter(|it| after.binary_search(it).is_err())
            .collect();
        files.extend(receipts.iter().filter_map(|receipt| match receipt {
            Receipt::Counted(new) | Receipt::Waiting(new) | Receipt::OfNobody(new) => Some(*new),
            Receipt::Copy => None,
        }));
        (receipts, files)
    });
    let receipts = receipts.unwrap_or_default();
    counts.update_value(|it| {
        it.n += receipts.len();
        it.n_unreadable += usize::from(!is_read);
        for receipt in receipts {
            match receipt {
                Receipt::OfNobody(_) => it.n_of_nobody += 1,
                Receipt::Waiting(_) => it.n_waiting += 1,
                Receipt::Copy => it.n_copies += 1,
                Receipt::Counted(_) => {}
            }
        }
    });
}

/// The numbers of the counted files, in order.
fn counted(files: &[SentFile]) -> Vec<u32> {
    let files = files.iter();
    let counted = files.filter(|it| it.decisions.state == FileState::Counted);
    counted.map(|it| it.number).collect()
}
