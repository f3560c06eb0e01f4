//! What went wrong, in words and as an exit code.
//!
//! A problem is one line with path and cause, and one with a way on where there is one. The codes
//! are those of `sysexits.h`, so that scripts can tell a bad file from a full disk.

use std::io::{self, Write};

use crate::{
    config,
    library::{BringError, Fault, FetchError, IngestError, RestoreError, StoreError},
    text::sanitize,
    tui,
};

/// What the program says to whoever started it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Code {
    /// Done.
    Done = 0,
    /// Looked for and not found.
    Nothing = 1,
    /// The command line is not understood.
    Usage = 2,
    /// An input is not what it should be.
    BadInput = 65,
    /// An input is not there.
    NoInput = 66,
    /// The program is wrong.
    Bug = 70,
    /// An output cannot be made.
    CannotCreate = 73,
    /// Reading or writing broke off.
    Io = 74,
    /// Somebody else is at it; later it may work.
    Busy = 75,
    /// The configuration cannot be used.
    BadConfig = 78,
}

/// One thing that went wrong.
#[derive(Debug)]
pub struct Problem {
    /// What it means to a script.
    pub code: Code,
    message: String,
    hint: Option<String>,
    quiet: bool,
}

impl Problem {
    /// A problem in words.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None, quiet: false }
    }

    /// With a way on.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// Says which file it is about, where the words do not.
    pub fn about(&mut self, path: &str) {
        self.message = format!("{path}: {}", self.message);
    }

    /// Whether nobody listens any more: going on is in vain.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Tells it on standard error, where it is worth telling.
    pub fn tell(&self) {
        if self.quiet {
            return;
        }
        log::error!("{}", sanitize::line(&self.message));
        let mut err = io::stderr().lock();
        for line in self.message.lines() {
            // Nobody is left to tell that nobody listens.
            let _ = writeln!(err, "attache: {}", sanitize::line(line));
        }
        if let Some(hint) = &self.hint {
            let _ = writeln!(err, "  hint: {}", sanitize::line(hint));
        }
    }
}

impl From<IngestError> for Problem {
    fn from(error: IngestError) -> Self {
        let code = match &error {
            IngestError::Read(_, cause) => match cause.kind() {
                io::ErrorKind::NotFound
                | io::ErrorKind::PermissionDenied
                | io::ErrorKind::IsADirectory => Code::NoInput,
                _ => Code::Io,
            },
            IngestError::TooLarge(_)
            | IngestError::Binary(_)
            | IngestError::Unread(..)
            | IngestError::Record(..)
            | IngestError::Parser(_)
            | IngestError::Broken(..)
            | IngestError::NoText(_) => Code::BadInput,
        };
        let hint = error.hint().map(str::to_owned);
        Self { hint, ..Self::new(code, error.to_string()) }
    }
}

impl From<FetchError> for Problem {
    fn from(error: FetchError) -> Self {
        let hint = error.hint().map(str::to_owned);
        Self { hint, ..Self::new(Code::NoInput, error.to_string()) }
    }
}

impl From<&Fault> for Problem {
    fn from(fault: &Fault) -> Self {
        Self::new(Code::Bug, fault.to_string()).hint(fault.hint())
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::Open(..) | StoreError::Exists(_) | StoreError::Copy(..) => {
                Code::CannotCreate
            }
            StoreError::Foreign(_)
            | StoreError::Newer { .. }
            | StoreError::Damaged(..)
            | StoreError::Altered(_)
            | StoreError::Misquoted(_) => Code::BadInput,
            StoreError::NoBrief(_)
            | StoreError::NoMark(_)
            | StoreError::NoCorrection(_)
            | StoreError::Unreachable => Code::NoInput,
            StoreError::Busy(_) | StoreError::Meanwhile(..) => Code::Busy,
            StoreError::Backup(..)
            | StoreError::Migrate(..)
            | StoreError::Full(_)
            | StoreError::ReadOnly(_)
            | StoreError::Disk(..)
            | StoreError::Storage(..) => Code::Io,
        };
        let hint = error.hint().map(str::to_owned);
        Self { hint, ..Self::new(code, error.to_string()) }
    }
}

impl From<RestoreError> for Problem {
    fn from(error: RestoreError) -> Self {
        let hint = error.hint().map(str::to_owned);
        match error {
            RestoreError::Store(error) => error.into(),
            RestoreError::Analyze(fault) => (&fault).into(),
            RestoreError::Read(error) => {
                Self { hint, ..Self::new(Code::BadInput, error.to_string()) }
            }
        }
    }
}

impl From<BringError> for Problem {
    fn from(error: BringError) -> Self {
        let hint = error.hint().map(str::to_owned);
        match error {
            BringError::Store(error) => error.into(),
            BringError::Read(error) => {
                Self { hint, ..Self::new(Code::BadInput, error.to_string()) }
            }
        }
    }
}

impl From<config::Error> for Problem {
    fn from(error: config::Error) -> Self {
        Self::new(Code::BadConfig, error.to_string())
            .hint("`attache config print` shows every setting and what it can be")
    }
}

impl From<tui::Error> for Problem {
    fn from(error: tui::Error) -> Self {
        let hint = error.hint().map(str::to_owned);
        match error {
            tui::Error::Library(error) => error.into(),
            tui::Error::Config(error) => error.into(),
            tui::Error::NotATerminal => Self { hint, ..Self::new(Code::Usage, error.to_string()) },
            tui::Error::Terminal(_) => Self { hint, ..Self::new(Code::Io, error.to_string()) },
        }
    }
}

impl From<io::Error> for Problem {
    /// Writing the answer broke off. A reader that has seen enough, as `head` has, is no problem.
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { quiet: true, ..Self::new(Code::Done, "") };
        }
        Self::new(Code::Io, format!("cannot write: {error}"))
    }
}
