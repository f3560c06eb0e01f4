//! Why the library could not do it: an enum by cause, with the path and a way on.
//!
//! Errors of the database are sorted here, once; outside of this folder nobody sees their type.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use rusqlite::ErrorCode;

use crate::{
    model::{ArticleId, CorrectionId, MarkId},
    store::health,
};

/// Bytes on a disk that are as good as none.
const LITTLE: u64 = 64 << 10;

/// What lies under an error, for the log.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why the library could not do it.
#[derive(Debug)]
pub enum Error {
    /// The file or its folder cannot be opened or made.
    Open(PathBuf, Cause),
    /// The file is no library of attache.
    Foreign(PathBuf),
    /// The file was made by a newer attache.
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The copy that is made before an upgrade failed; the file is as it was.
    Backup(PathBuf, Cause),
    /// The upgrade failed; the file is as it was.
    Migrate(PathBuf, Cause),
    /// Another program holds the file and does not let go.
    Busy(PathBuf),
    /// The disk is full.
    Full(PathBuf),
    /// The file cannot be written.
    ReadOnly(PathBuf),
    /// The file is damaged.
    Damaged(PathBuf, Cause),
    /// The disk does not take or give it.
    Disk(PathBuf, Cause),
    /// Anything else that the database says.
    Storage(PathBuf, Cause),
    /// A file is there that was not to be written over.
    Exists(PathBuf),
    /// A copy of the library could not be made or put back.
    Copy(PathBuf, Cause),
    /// There is no such brief.
    NoBrief(ArticleId),
    /// There is no such mark.
    NoMark(MarkId),
    /// There is no such correction.
    NoCorrection(CorrectionId),
    /// Another window changed the same since this one read it: what it did, and when.
    Meanwhile(String, String),
    /// There is no way to that step of the history: others were done since it was undone.
    Unreachable,
    /// A brief of an export is not the one that its hash names.
    Altered(String),
    /// A mark quotes what does not stand in the text.
    Misquoted(ArticleId),
}

impl Error {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Open(..) => {
                Some("check that the folder exists and is yours, or name another file with --db")
            }
            Self::Foreign(_) => Some("name another file with --db; this one was left alone"),
            Self::Newer { .. } => {
                Some("update attache, or name another file with --db; this one was left alone")
            }
            Self::Backup(..) => {
                Some("the library was not touched; make room beside it and try again")
            }
            Self::Migrate(..) => Some("the library is as it was, and a backup stands beside it"),
            Self::Busy(_) => Some("close the other program, or wait until its import is done"),
            Self::Full(_) => Some("make room on the disk; nothing that was stored is lost"),
            Self::Disk(..) => Some(
                "see whether the disk is well and the file may grow; nothing that was stored is lost",
            ),
            Self::ReadOnly(_) => Some("check the permissions of the file and of its folder"),
            Self::Damaged(..) => Some(
                "`attache doctor` says more; `attache restore FILE` puts a backup in its place",
            ),
            Self::Exists(_) => Some("give another name, or --force to write over it"),
            Self::Copy(..) => Some("make room there, or name another folder"),
            Self::Storage(..) | Self::NoBrief(_) => None,
            Self::NoMark(_) | Self::NoCorrection(_) => {
                Some("it may have been removed in another window")
            }
            Self::Meanwhile(..) => {
                Some("nothing was changed; look again, and do it anew if you still mean it")
            }
            Self::Unreachable => Some("what was done since would have to be undone, and it cannot"),
            Self::Altered(_) => Some("the export was changed after it was written; export again"),
            Self::Misquoted(_) => Some("the text changed since; open the brief again"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open(path, cause) => {
                write!(f, "cannot open the library {}: {cause}", path.display())
            }
            Self::Foreign(path) => write!(f, "{} is no library of attache", path.display()),
            Self::Newer { path, found, known } => write!(
                f,
                "the library {} was made by a newer attache (version {found}, this one knows {known})",
                path.display()
            ),
            Self::Backup(path, cause) => {
                write!(
                    f,
                    "cannot back up the library {} before its upgrade: {cause}",
                    path.display()
                )
            }
            Self::Migrate(path, cause) => {
                write!(f, "cannot upgrade the library {}: {cause}", path.display())
            }
            Self::Busy(path) => write!(f, "the library {} is in use", path.display()),
            Self::Full(path) => write!(f, "no room left on the disk for {}", path.display()),
            Self::ReadOnly(path) => write!(f, "the library {} cannot be written", path.display()),
            Self::Damaged(path, cause) => {
                write!(f, "the library {} is damaged: {cause}", path.display())
            }
            Self::Disk(path, cause) => {
                write!(f, "the disk does not do its part for {}: {cause}", path.display())
            }
            Self::Storage(path, cause) => {
                write!(f, "the library {} failed: {cause}", path.display())
            }
            Self::Exists(path) => write!(f, "{} is there already", path.display()),
            Self::Copy(path, cause) => write!(f, "cannot write {}: {cause}", path.display()),
            Self::NoBrief(id) => write!(f, "there is no brief {}", id.0),
            Self::NoMark(id) => write!(f, "there is no mark {}", id.0),
            Self::NoCorrection(id) => write!(f, "there is no correction {}", id.0),
            Self::Meanwhile(label, at) => {
                let time = at.get(11..16).unwrap_or(at);
                write!(f, "another window changed the same at {time} UTC: {label}")
            }
            Self::Unreachable => f.write_str("that step was undone before others were done"),
            Self::Altered(path) => write!(f, "the text of {path} is not the one its hash names"),
            Self::Misquoted(id) => write!(f, "the quote does not stand in brief {}", id.0),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Open(_, cause)
            | Self::Backup(_, cause)
            | Self::Migrate(_, cause)
            | Self::Copy(_, cause)
            | Self::Damaged(_, cause)
            | Self::Disk(_, cause)
            | Self::Storage(_, cause) => Some(cause.as_ref()),
            _ => None,
        }
    }
}

/// What goes wrong inside of this folder, before the path is known.
#[derive(Debug)]
pub(super) enum Failure {
    /// The database says no.
    Sql(rusqlite::Error),
    /// We do.
    Refused(Error),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

impl Failure {
    /// Whether the database was told to stop.
    pub(super) fn is_interrupted(&self) -> bool {
        let code = if let Self::Sql(error) = self { error.sqlite_error_code() } else { None };
        code == Some(ErrorCode::OperationInterrupted)
    }

    /// The public error for the library in this file.
    pub(super) fn at(self, path: &Path) -> Error {
        let error = match self {
            Self::Refused(error) => return error,
            Self::Sql(error) => error,
        };
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy(path),
            Some(ErrorCode::DiskFull) => Error::Full(path),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Error::ReadOnly(path),
            Some(ErrorCode::NotADatabase) => Error::Foreign(path),
            Some(ErrorCode::CannotOpen) => Error::Open(path, error.into()),
            // Not every file that wants room says so by this name.
            Some(ErrorCode::SystemIoFailure)
                if health::free(&path).is_some_and(|it| it < LITTLE) =>
            {
                Error::Full(path)
            }
            Some(ErrorCode::SystemIoFailure) => Error::Disk(path, error.into()),
            Some(ErrorCode::DatabaseCorrupt) => Error::Damaged(path, error.into()),
            _ => Error::Storage(path, error.into()),
        }
    }
}
