//! Copies of a library: out while it is in use, and back in.

use std::{
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, backup::Backup};

use crate::store::{
    Store,
    error::{Cause, Error, Failure},
    migrate,
};

/// Pages that are copied between two looks at who else is waiting.
const PAGES: std::ffi::c_int = 4_096;

/// Whether a file that is there may be written over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// Never.
    No,
    /// It was asked for.
    Yes,
}

impl Store {
    /// Copies the library into a file of its own, whole and looked over, or not at all; other
    /// programs may go on meanwhile.
    pub fn back_up(&self, to: &Path, overwrite: Overwrite) -> Result<(), Error> {
        let failed = |cause: Cause| Error::Copy(to.to_owned(), cause);
        if overwrite == Overwrite::No && to.exists() {
            return Err(Error::Exists(to.to_owned()));
        }
        let copy = new_beside(to).map_err(|error| failed(error.into()))?;
        let done = (|| {
            let mut other = Connection::open(&copy)?;
            copy_pages(&self.connection, &mut other)?;
            // One file, without a log beside it.
            other.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
            sound(&other)
        })();
        match done {
            Ok(None) => {}
            Ok(Some(why)) => return Err(failed(why.into())),
            Err(failure) => return Err(failure.at(to)),
        }
        let placed = match overwrite {
            Overwrite::Yes => copy.persist(to),
            Overwrite::No => copy.persist_noclobber(to),
        };
        placed.map_err(|error| failed(error.error.into()))
    }
}

/// Puts a copy in the place of the library at `path`, after it was looked over. The old one stands
/// aside under the name that comes back; none where there was none. Programs that have the library
/// open go on with what was put back.
pub fn restore(path: &Path, from: &Path) -> Result<Option<PathBuf>, Error> {
    let read = |file: &Path| {
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .map_err(|error| Failure::Sql(error).at(file))
    };
    let copy = read(from)?;
    migrate::check(&copy, from)?;
    if migrate::pragma(&copy, "application_id").map_err(|it| it.at(from))? == 0 {
        return Err(Error::Foreign(from.to_owned()));
    }
    if let Some(why) = sound(&copy).map_err(|failure| failure.at(from))? {
        return Err(Error::Damaged(from.to_owned(), why.into()));
    }
    let aside = if path.exists() { Some(set_aside(path)?) } else { None };
    let put = || {
        let mut library = Connection::open(path)?;
        library.busy_timeout(migrate::PATIENCE)?;
        copy_pages(&copy, &mut library)
    };
    put().map_err(|failure: Failure| failure.at(path))?;
    Ok(aside)
}

/// Copies the library that is there; where it is too damaged for that, its files are moved.
fn set_aside(path: &Path) -> Result<PathBuf, Error> {
    let aside = migrate::free_name(path, "before-restore");
    let whole = Store::open(path).and_then(|it| it.back_up(&aside, Overwrite::No));
    match whole {
        Ok(()) => Ok(aside),
        Err(Error::Damaged(..) | Error::Foreign(_) | Error::Storage(..)) => {
            for tail in ["-wal", "-shm", ""] {
                let (from, to) = (named(path, tail), named(&aside, tail));
                if from.exists() {
                    std::fs::rename(&from, &to)
                        .map_err(|error| Error::Copy(to.clone(), error.into()))?;
                }
            }
            Ok(aside)
        }
        Err(other) => Err(other),
    }
}

/// A path with something after it.
pub(super) fn named(path: &Path, tail: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    PathBuf::from(name)
}

/// A file without a name yet, where `path` will be.
fn new_beside(path: &Path) -> io::Result<tempfile::TempPath> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(tempfile::NamedTempFile::new_in(folder)?.into_temp_path())
}

fn copy_pages(from: &Connection, to: &mut Connection) -> Result<(), Failure> {
    let backup = Backup::new(from, to)?;
    Ok(backup.run_to_completion(PAGES, Duration::from_millis(1), None)?)
}

/// Why a library is not whole; none where it is.
fn sound(sql: &Connection) -> Result<Option<String>, Failure> {
    let said: String = sql.query_row("PRAGMA integrity_check(1)", (), |row| row.get(0))?;
    Ok((said != "ok").then_some(said))
}
