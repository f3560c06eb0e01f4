//! Opening a library file, and bringing an old one up to date.
//!
//! The version is `SQLite`'s `user_version`; a migration is a file in `assets/migrations`, never
//! edited, only added to. An existing file is copied before its first pending migration; each
//! migration and its version number are one transaction. A file of a newer program and a database
//! of another one are left alone.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, TransactionBehavior, config::DbConfig};

use crate::store::{
    condition,
    copies::named,
    error::{Error, Failure},
    many,
};

/// In order; the version of a file is how many of them it has seen.
const MIGRATIONS: &[&str] = &[
    include_str!("../../assets/migrations/0001_articles.sql"),
    include_str!("../../assets/migrations/0002_marks.sql"),
    include_str!("../../assets/migrations/0003_search.sql"),
    include_str!("../../assets/migrations/0004_seen.sql"),
    include_str!("../../assets/migrations/0005_raw.sql"),
    include_str!("../../assets/migrations/0006_query.sql"),
    include_str!("../../assets/migrations/0007_listing.sql"),
    include_str!("../../assets/migrations/0008_corrections.sql"),
    include_str!("../../assets/migrations/0009_views.sql"),
    include_str!("../../assets/migrations/0010_waiting.sql"),
    include_str!("../../assets/migrations/0011_feeds.sql"),
    include_str!("../../assets/migrations/0012_growth.sql"),
];

/// Tells our files from other databases: `ATCH`.
const APPLICATION: i64 = 0x4154_4348;

/// How long one program waits for another.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// How long it waits between two tries where the database does not.
const STEP: Duration = Duration::from_millis(10);

/// Opens the library in this file.
pub(super) fn open(path: &Path) -> Result<Connection, Error> {
    if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| Error::Open(path.to_owned(), error.into()))?;
    }
    let mut connection = Connection::open(path).map_err(|error| Failure::Sql(error).at(path))?;
    prepare(&mut connection, path)?;
    Ok(connection)
}

/// A library in memory.
pub(super) fn in_memory() -> Result<Connection, Error> {
    let path = Path::new(":memory:");
    let mut connection =
        Connection::open_in_memory().map_err(|error| Failure::Sql(error).at(path))?;
    prepare(&mut connection, path)?;
    Ok(connection)
}

/// Checks, sets up and migrates.
fn prepare(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    let version = check(connection, path)?;
    configure(connection).map_err(|failure| failure.at(path))?;
    if version == known() {
        return Ok(());
    }
    if version > 0 {
        back_up(connection, path, version)
            .map_err(|cause| Error::Backup(path.to_owned(), cause))?;
    }
    migrate(connection).map_err(|failure| match failure.at(path) {
        Error::Storage(path, cause) => Error::Migrate(path, cause),
        other => other,
    })
}

/// The newest version that this program knows.
pub(super) fn known() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The version of a file that we may touch. Reads only: a file that is refused stays as it is.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<i64, Error> {
    let read = || {
        connection.busy_timeout(PATIENCE)?;
        // All of one state: another program may be making the library right now.
        let one = connection.unchecked_transaction()?;
        let tables: i64 =
            one.query_row("SELECT count(*) FROM sqlite_schema", (), |row| row.get(0))?;
        let version = pragma(&one, "user_version")?;
        let application = pragma(&one, "application_id")?;
        Ok((version, application, tables))
    };
    let (version, application, tables) = read().map_err(|failure: Failure| failure.at(path))?;
    let empty = tables == 0 && version == 0 && application == 0;
    if !empty && application != APPLICATION {
        return Err(Error::Foreign(path.to_owned()));
    }
    if version > known() {
        return Err(Error::Newer { path: path.to_owned(), found: version, known: known() });
    }
    Ok(version)
}

/// The number that a pragma holds.
pub(super) fn pragma(connection: &Connection, name: &str) -> Result<i64, Failure> {
    Ok(connection.pragma_query_value(None, name, |row| row.get(0))?)
}

/// What every connection needs, and does not keep in the file.
fn configure(connection: &Connection) -> Result<(), Failure> {
    // Readers and one writer at a time, without waiting for each other. A file that has it already
    // is not asked to change: that takes a lock for which nobody waits.
    let mut tries = PATIENCE.as_millis() / STEP.as_millis();
    while connection.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0))?
        != "wal"
    {
        let asked = connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()));
        match asked {
            // Several programs make one library: the database does not wait for this lock, we do.
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && tries > 0 =>
            {
                tries -= 1;
                std::thread::sleep(STEP);
            }
            // In memory there is no log, and none is needed.
            asked => {
                asked?;
                break;
            }
        }
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // A query is planned once, whatever it is asked with: else most are planned anew each time.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // The index of words is merged as it grows, and read for that: KiB that are held of it.
    connection.pragma_update(None, "cache_size", -8_192)?;
    connection.set_prepared_statement_cache_capacity(64);
    condition::teach(connection)?;
    many::teach(connection)
}

/// Copies the file to `library.db.v2.backup`, whole or not at all.
fn back_up(
    connection: &Connection,
    path: &Path,
    version: i64,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let copy = tempfile::NamedTempFile::new_in(folder)?.into_temp_path();
    let name =
        copy.to_str().ok_or_else(|| io::Error::other("the name of the folder is not UTF-8"))?;
    connection.execute("VACUUM INTO ?1", [name])?;
    copy.persist(free_name(path, &format!("v{version}")))?;
    Ok(())
}

/// The first name beside `path`, ending in `tail`, that is not taken.
pub(super) fn free_name(path: &Path, tail: &str) -> PathBuf {
    let numbered = (2..).map(|number| named(path, &format!(".{tail}-{number}.backup")));
    std::iter::once(named(path, &format!(".{tail}.backup")))
        .chain(numbered)
        .find(|it| !it.exists())
        .unwrap_or_else(|| path.with_extension("backup"))
}

/// Runs what is pending. The version is read again under the lock: another program may have been
/// faster.
fn migrate(connection: &mut Connection) -> Result<(), Failure> {
    for (index, sql) in MIGRATIONS.iter().enumerate() {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let target = i64::try_from(index + 1).unwrap_or(i64::MAX);
        if pragma(&transaction, "user_version")? >= target {
            continue;
        }
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", target)?;
        transaction.commit()?;
    }
    Ok(())
}
