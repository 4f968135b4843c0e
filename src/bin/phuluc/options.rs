//! The arguments of the command line.

use phuluc::{validate, wording::Language};

/// What the arguments ask for.
pub struct Options {
    /// Only to say how the program is used.
    pub help: bool,
    pub command: String,
    pub paths: Vec<String>,
    pub outline: bool,
    pub json: bool,
    /// Whether CSV tables get an apostrophe before texts that read as formulas.
    pub apostrophe: bool,
    pub rules: Vec<String>,
    /// Path of the profile to check against.
    pub profile: Option<String>,
    /// Path of the list of units that must answer.
    pub units: Option<String>,
    /// The period that is reported on, as typed.
    pub period: Option<String>,
    pub language: Language,
}

impl Options {
    pub fn parse() -> Result<Options, lexopt::Error> {
        use lexopt::{
            Arg::{Long, Short, Value},
            ValueExt as _,
        };
        let mut options = Options {
            help: false,
            command: String::new(),
            paths: Vec::new(),
            outline: false,
            json: false,
            apostrophe: false,
            rules: Vec::new(),
            profile: None,
            units: None,
            period: None,
            language: Language::Vietnamese,
        };
        let mut args = lexopt::Parser::from_env();
        while let Some(arg) = args.next()? {
            match arg {
                Long("help") | Short('h') => options.help = true,
                Long("outline") => options.outline = true,
                Long("json") => options.json = true,
                Long("apostrophe") => options.apostrophe = true,
                Long("rule") => {
                    let rule = args.value()?.string()?;
                    validate::rule(&rule).ok_or_else(|| format!("no rule is called {rule}"))?;
                    options.rules.push(rule);
                }
                Long("profile") => options.profile = Some(args.value()?.string()?),
                Long("units") => options.units = Some(args.value()?.string()?),
                Long("period") => options.period = Some(args.value()?.string()?),
                Long("lang") => {
                    options.language = match args.value()?.string()?.as_str() {
                        "vi" => Language::Vietnamese,
                        "en" => Language::English,
                        other => return Err(format!("no language is called {other}").into()),
                    }
                }
                Value(value) if options.command.is_empty() => options.command = value.string()?,
                Value(value) => options.paths.push(value.string()?),
                other => return Err(other.unexpected()),
            }
        }
        Ok(options)
    }
}

impl Options {
    /// Returns the options as arguments for the child process.
    pub fn flags(&self) -> Vec<&str> {
        let mut flags = Vec::new();
        if self.outline {
            flags.push("--outline");
        }
        if self.json {
            flags.push("--json");
        }
        if self.apostrophe {
            flags.push("--apostrophe");
        }
        for rule in &self.rules {
            flags.extend(["--rule", rule]);
        }
        if let Some(path) = &self.profile {
            flags.extend(["--profile", path]);
        }
        if let Some(path) = &self.units {
            flags.extend(["--units", path]);
        }
        if let Some(period) = &self.period {
            flags.extend(["--period", period]);
        }
        if self.language == Language::English {
            flags.extend(["--lang", "en"]);
        }
        flags
    }
}
