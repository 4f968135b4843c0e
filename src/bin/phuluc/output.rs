//! Writes to standard output and standard error.

use std::io::{self, Write as _};

use phuluc::text::hidden;

/// Writes a line to standard output, in which control characters are escaped, since its parts come
/// from files. Ignores errors, since a reader such as `head` may close the pipe.
macro_rules! say {
    ($($arg:tt)*) => {
        { use std::io::Write as _; writeln!(std::io::stdout(), "{}", phuluc::text::hidden::escaped(&format!($($arg)*))).ok() }
    };
}

pub(crate) use say;

/// Writes JSON to standard output, with the same characters escaped as JSON does.
pub fn say_json(value: &serde_json::Value) -> Result<(), String> {
    let json = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    writeln!(io::stdout(), "{}", hidden::escaped_json(&json)).ok();
    Ok(())
}

/// Writes a message to standard error, line by line, with control characters escaped.
pub fn complain(message: &str) {
    for line in message.lines() {
        eprintln!("{}", hidden::escaped(line));
    }
}
