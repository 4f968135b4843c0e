//! Random steps, as a seed determines them, and what holds when all is quiet again.

use phuluc::{
    persist::Stamp,
    session::{Access, Event, LeaveAnswer, SaveState, Source, WriteError},
};

use super::{
    dice::Dice,
    faults::Fault,
    stores::Kept,
    window::From,
    world::{Checked, Setting, World},
};

impl Dice {
    /// True once in `n` times.
    fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

pub const DOCUMENTS: [&str; 2] = ["a", "b"];
const MAX_STEP_MS: usize = 700;

/// Runs `n_steps` steps; the error names what broke and the steps that led to it.
pub fn run(seed: u64, n_steps: usize, fault: Option<Fault>) -> Checked {
    let mut dice = Dice::new(seed);
    let setting = Setting {
        has_locks: !dice.once_in(3),
        has_channel: !dice.once_in(4),
        fault,
    };
    let mut world = World::new(setting, 2 + dice.below(2));
    for (at, document) in DOCUMENTS.iter().enumerate() {
        let edit = at as u32;
        world.edits.insert(edit, (*document).to_owned());
        let kept = Kept {
            stamp: Stamp::numbered(1),
            content: [edit].into(),
        };
        world.stores.deep.insert((*document).to_owned(), kept);
    }
    world.next_edit = DOCUMENTS.len() as u32;
    let mut result = Ok(());
    for _ in 0..n_steps {
        result = step(&mut world, &mut dice).and_then(|()| world.check());
        if result.is_err() {
            break;
        }
    }
    let result = result.and_then(|()| quiet(&mut world));
    result.map_err(|reason| {
        let script = world.script.join("\n");
        format!("{script}\nseed {seed}, {setting:?}: {reason}")
    })
}

fn step(world: &mut World, dice: &mut Dice) -> Checked {
    let at = dice.below(world.windows.len());
    if world.windows[at].is_none() {
        if dice.once_in(4) {
            world.note(format!("window {at} starts"));
            world.start(at);
        }
        return Ok(());
    }
    let is_closed = world.window(at).session.status().access == Access::Closed;
    let act = |world: &mut World, event: Event| {
        world.note(format!("window {at}: {event:?}"));
        if world.window(at).is_hung {
            world.post(at, From::Browser, event);
            return Ok(());
        }
        world.act(at, event)
    };
    match dice.below(100) {
        0..25 if !world.window(at).is_hung => {
            world.note(format!("window {at} edits {}", world.next_edit));
            world.edit(at)?;
        }
        25..30 if !world.window(at).is_hung => {
            world.note(format!("window {at} types {}", world.next_edit));
            world.type_text(at)?;
        }
        30..33 if !world.window(at).is_hung => {
            world.note(format!("window {at} ends typing"));
            world.end_typing(at)?;
        }
        33..48 => {
            world.note("deep storage works".to_owned());
            world.run_request();
        }
        48..68 => deliver(world, dice, at)?,
        68..80 => pass(world, 1 + dice.below(MAX_STEP_MS) as u64)?,
        80..84 if !world.window(at).is_hung => act(world, Event::TakeOver)?,
        84..86 => act(world, Event::SaveNow)?,
        86..91 if is_closed || dice.once_in(4) => {
            let document = DOCUMENTS[dice.below(2)].to_owned();
            let source = Source::Stored;
            act(world, Event::Open { document, source })?;
            if dice.once_in(3) {
                let document = DOCUMENTS[dice.below(2)].to_owned();
                act(world, Event::Open { document, source })?;
            }
        }
        91 if dice.once_in(3) => act(world, Event::Close)?,
        92 if dice.once_in(3) => {
            world.note(format!("window {at} crashes"));
            let keeps_requests = dice.once_in(2);
            world.crash(at, keeps_requests);
        }
        93 => {
            let window = world.window_mut(at);
            window.is_hung = !window.is_hung;
            world.note(format!("window {at} hangs or wakes"));
            pass(world, 0)?;
        }
        94 => {
            let error = if dice.once_in(3) {
                WriteError::Blocked
            } else {
                WriteError::Full
            };
            let fails = &mut world.stores.local_fails;
            *fails = if fails.is_some() || !dice.once_in(2) {
                None
            } else {
                Some(error)
            };
            if fails.is_some() {
                world.local_failed_at = Some(world.now);
            }
            world.note(format!("local storage: {:?}", world.stores.local_fails));
        }
        95 => {
            let error = if dice.once_in(3) {
                WriteError::Blocked
            } else {
                WriteError::Full
            };
            let fails = &mut world.stores.deep_fails;
            *fails = if fails.is_some() || !dice.once_in(2) {
                None
            } else {
                Some(error)
            };
            world.note(format!("deep storage: {:?}", world.stores.deep_fails));
        }
        96 if dice.once_in(20) => clear(world)?,
        97..100 if world.window(at).is_asked && !world.window(at).is_hung => {
            let stays = dice.once_in(2);
            act(
                world,
                Event::LeaveAnswered(if stays {
                    LeaveAnswer::Stay
                } else {
                    LeaveAnswer::LeaveAnyway
                }),
            )?;
            if let Some(window) = &mut world.windows[at] {
                window.is_asked = false;
            }
        }
        _ => {}
    }
    Ok(())
}

fn deliver(world: &mut World, dice: &mut Dice, at: usize) -> Checked {
    let sources: Vec<From> = world.window(at).inbox.keys().copied().collect();
    if sources.is_empty() || world.window(at).is_hung {
        return Ok(());
    }
    let from = sources[dice.below(sources.len())];
    let event = world.window(at).inbox[&from].front().cloned();
    world.note(format!("window {at} gets {event:?}"));
    world.deliver(at, from)
}

/// Time passes; windows that do not hang are woken when they wished.
fn pass(world: &mut World, ms: u64) -> Checked {
    let end = world.now + ms;
    if world.stores.local_fails.is_some() {
        world.local_failed_at = Some(end);
    }
    world.note(format!("{ms} ms pass"));
    loop {
        let deadlines = world.alive().filter(|(_, it)| !it.is_hung);
        let deadlines = deadlines.filter_map(|(at, it)| Some((it.session.deadline()?, at)));
        match deadlines.min().filter(|(time, _)| *time <= end) {
            Some((time, at)) => {
                world.now = world.now.max(time);
                world.act(at, Event::Woke)?;
                if world
                    .window(at)
                    .session
                    .deadline()
                    .is_some_and(|it| it <= world.now)
                {
                    return Err(format!("window {at} wants to be woken again and again"));
                }
            }
            None => {
                world.now = end;
                return Ok(());
            }
        }
    }
}

fn clear(world: &mut World) -> Checked {
    world.note("storage is cleared".to_owned());
    world.stores.local.clear();
    world.stores.deep.clear();
    world.stores.copies.clear();
    world.saved.clear();
    let windows: Vec<(usize, bool)> = world.alive().map(|(at, it)| (at, it.is_hung)).collect();
    for (at, is_hung) in windows {
        match is_hung {
            true => world.post(at, From::Browser, Event::StorageCleared),
            false => world.act(at, Event::StorageCleared)?,
        }
    }
    Ok(())
}

/// Everything under way ends, in a browser that works.
fn settle(world: &mut World) -> Checked {
    for _ in 0..60 {
        let mut is_busy = true;
        while is_busy {
            is_busy = !world.stores.requests.is_empty();
            world.run_request();
            let inboxes = world
                .alive()
                .flat_map(|(at, it)| it.inbox.keys().map(move |from| (at, *from)));
            let inboxes: Vec<(usize, From)> = inboxes.collect();
            for (at, from) in inboxes {
                is_busy = true;
                world.deliver(at, from)?;
                world.check()?;
            }
        }
        pass(world, 500)?;
        world.check()?;
    }
    Ok(())
}

fn quiet(world: &mut World) -> Checked {
    world.note("all is quiet".to_owned());
    world.stores.local_fails = None;
    world.stores.deep_fails = None;
    for window in world.windows.iter_mut().flatten() {
        window.is_hung = false;
    }
    pass(world, 0)?;
    settle(world)?;
    for (at, window) in world.alive() {
        let status = window.session.status();
        if status.save != SaveState::Saved
            || matches!(
                status.access,
                Access::Opening | Access::Settling | Access::TakingOver
            )
        {
            return Err(format!("window {at} never settles: {status:?}"));
        }
        shows_what_is_stored(world, at)?;
    }
    for document in DOCUMENTS.iter().filter(|_| world.setting.has_channel) {
        let editing = world.alive().filter(|(_, it)| it.edits(document)).count();
        if 1 < editing {
            return Err(format!("{editing} windows go on editing {document}"));
        }
    }
    a_reader_gets_its_turn(world)
}

fn shows_what_is_stored(world: &World, at: usize) -> Checked {
    let window = world.window(at);
    let Some(screen) = &window.screen else {
        return Ok(());
    };
    let Some(kept) = world.stores.latest(&screen.document) else {
        return Ok(());
    };
    let is_shown = kept.content == screen.content;
    // A window learns of a save by the channel, unless the window that saved has crashed.
    let is_editing = window.session.may_edit().is_ok() && world.setting.has_locks;
    let is_told = world.n_crashes == 0 || is_editing;
    // What is being typed meets the other window's save when it is written.
    let is_told = is_told && window.typing.is_none();
    if !is_shown && is_told && world.setting.has_channel {
        return Err(format!(
            "window {at} shows {:?}, stored is {:?}",
            screen.content, kept.content
        ));
    }
    Ok(())
}

/// Whoever asks to edit does, and nobody else then.
fn a_reader_gets_its_turn(world: &mut World) -> Checked {
    let mut readers = world.alive().filter(|(_, it)| {
        let is_reading = matches!(it.session.status().access, Access::Following { .. });
        let document = it.screen.as_ref().map(|it| it.document.as_str());
        is_reading && document.is_some_and(|it| world.stores.latest(it).is_some())
    });
    let Some((at, _)) = readers.next() else {
        return Ok(());
    };
    drop(readers);
    world.note(format!("window {at} takes over"));
    world.act(at, Event::TakeOver)?;
    settle(world)?;
    let document = world.window(at).screen.as_ref().unwrap().document.clone();
    if !world.window(at).edits(&document) {
        let status = world.window(at).session.status();
        return Err(format!(
            "window {at} asked to edit {document} and does not: {status:?}"
        ));
    }
    let editing = world.alive().filter(|(_, it)| it.edits(&document)).count();
    if 1 < editing && (world.setting.has_channel || world.setting.has_locks) {
        return Err(format!("{editing} windows edit {document}"));
    }
    shows_what_is_stored(world, at)
}
