//! Whether a library is well: what is wrong, and what of it can be built anew.
//!
//! What is derived (indices, counts, findings) can always be made again from the texts; what the
//! analyst made cannot, and is never touched here.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::{
    model::{Analysis, ArticleId, Span},
    store::{
        Store, articles, codec,
        error::{Error, Failure},
        findings, migrate,
    },
};

/// Briefs whose words are looked up in the index.
const SAMPLE: usize = 200;

/// Bytes that should be free beside a library at least.
const ROOM: u64 = 64 << 20;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The pages of the file.
    File,
    /// Rows that refer to others.
    References,
    /// Texts and the hashes that name them.
    Texts,
    /// The index of words.
    Words,
    /// What was found in the texts.
    Findings,
    /// The places of verdicts, highlights and notes.
    Anchors,
    /// The disk, and whether it may be written.
    Disk,
}

impl Check {
    /// All, in the order in which they are made.
    pub const ALL: [Self; 7] = [
        Self::File,
        Self::References,
        Self::Texts,
        Self::Words,
        Self::Findings,
        Self::Anchors,
        Self::Disk,
    ];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::References => "references",
            Self::Texts => "texts",
            Self::Words => "words",
            Self::Findings => "findings",
            Self::Anchors => "anchors",
            Self::Disk => "disk",
        }
    }

    /// Whether what it finds can be made anew from the texts.
    pub const fn can_mend(self) -> bool {
        matches!(self, Self::Words | Self::Findings)
    }
}

impl Store {
    /// Looks at one side of the library: what is wrong with it, a line each; nothing where it is well.
    pub fn examine(&self, check: Check) -> Result<Vec<String>, Error> {
        self.read(|sql| match check {
            Check::File => lines(sql, "PRAGMA integrity_check(20)", |it| it != "ok"),
            Check::References => references(sql),
            Check::Texts => texts(sql),
            Check::Words => words(sql),
            Check::Findings => Ok(bad_findings(sql)?.into_iter().map(|it| it.1).collect()),
            Check::Anchors => anchors(sql),
            Check::Disk => Ok(disk(&self.path)),
        })
    }

    /// Builds anew what the texts alone decide: indices, counts, and findings that are not right;
    /// these wait for their analysis. How many those are comes back.
    pub fn mend(&mut self) -> Result<usize, Error> {
        self.write(|sql| {
            sql.execute_batch(
                "REINDEX;
                 INSERT INTO words (words) VALUES ('delete-all');
                 INSERT INTO words (rowid, title, text)
                 SELECT a.key, r.title, b.text FROM article a JOIN revision r ON r.id = a.revision
                 JOIN body b ON b.revision = r.id ORDER BY a.key;
                 INSERT INTO note_words (note_words) VALUES ('rebuild');
                 INSERT INTO letters (letters) VALUES ('delete-all');
                 INSERT INTO letters (rowid, title, site, byline)
                 SELECT a.key, fold(r.title), fold(r.site), fold(r.byline)
                 FROM article a JOIN revision r ON r.id = a.revision ORDER BY a.key;
                 INSERT INTO speaker_letters (speaker_letters) VALUES ('delete-all');
                 INSERT INTO speaker_letters (rowid, name) SELECT id, fold(name) FROM speaker;",
            )?;
            let bad = bad_findings(sql)?;
            bad.iter().try_for_each(|(id, _)| again(sql, *id))?;
            Ok(bad.len())
        })
    }

    /// The version of the file, and that of the program.
    pub fn version(&self) -> Result<(i64, i64), Error> {
        self.read(|sql| Ok((migrate::pragma(sql, "user_version")?, migrate::known())))
    }
}

/// Has a brief analyzed anew.
fn again(sql: &Transaction<'_>, id: ArticleId) -> Result<(), Failure> {
    articles::put_findings(sql, id, "", &Analysis::default())?;
    sql.execute(
        "INSERT OR REPLACE INTO waiting (article, key) SELECT id, key FROM article WHERE id = ?1",
        [id.0],
    )?;
    Ok(())
}

fn lines(
    sql: &Connection,
    query: &str,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<String>, Failure> {
    let mut query = sql.prepare(query)?;
    let rows: Vec<String> = query.query_map((), |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(rows.into_iter().filter(|it| wanted(it)).collect())
}

fn references(sql: &Connection) -> Result<Vec<String>, Failure> {
    let mut query = sql.prepare("PRAGMA foreign_key_check")?;
    let rows = query.query_map((), |row| {
        let (table, row_id): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        let other: String = row.get(2)?;
        Ok(format!("row {} of {table} refers to no {other}", row_id.unwrap_or_default()))
    })?;
    Ok(rows.take(20).collect::<Result<_, _>>()?)
}

/// Texts that their hashes do not name.
fn texts(sql: &Connection) -> Result<Vec<String>, Failure> {
    let mut query = sql.prepare(
        "SELECT r.article, r.sha256, b.text FROM revision r LEFT JOIN body b ON b.revision = r.id",
    )?;
    let rows = query.query_map((), |row| {
        let (id, sha256): (i64, String) = (row.get(0)?, row.get(1)?);
        let text: Option<String> = row.get(2)?;
        Ok(match text {
            None => Some(format!("brief {id} has a revision without a text")),
            Some(text) if articles::fingerprint(&text) != sha256 => {
                Some(format!("a text of brief {id} is not the one that came in"))
            }
            Some(_) => None,
        })
    })?;
    Ok(rows.filter_map(Result::transpose).take(20).collect::<Result<_, _>>()?)
}

/// What the index of words does not have, or has too much.
fn words(sql: &Connection) -> Result<Vec<String>, Failure> {
    let count = |query: &str| sql.query_row(query, (), |row| row.get::<_, i64>(0));
    let mut wrong = Vec::new();
    let missing =
        count("SELECT count(*) FROM article WHERE key NOT IN (SELECT id FROM words_docsize)")?;
    let left =
        count("SELECT count(*) FROM words_docsize WHERE id NOT IN (SELECT key FROM article)")?;
    let nameless = count(
        "SELECT (SELECT count(*) FROM article WHERE key NOT IN (SELECT id FROM letters_docsize))
              + (SELECT count(*) FROM speaker WHERE id NOT IN (SELECT id FROM speaker_letters_docsize))",
    )?;
    if nameless > 0 {
        wrong.push(format!("{nameless} headlines or names cannot be found by their letters"));
    }
    if missing > 0 {
        wrong.push(format!("{missing} briefs cannot be found by their words"));
    }
    if left > 0 {
        wrong.push(format!("the index has words of {left} briefs that are not there"));
    }
    let mut query = sql.prepare(
        "SELECT a.key, a.id, b.text FROM article a JOIN body b ON b.revision = a.revision
         WHERE a.key IN (SELECT id FROM words_docsize) ORDER BY random() LIMIT ?1",
    )?;
    let rows = query.query_map([codec::int(SAMPLE)], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
    })?;
    let mut look = sql.prepare("SELECT 1 FROM words WHERE words MATCH ?1 AND rowid = ?2")?;
    for row in rows {
        let (key, id, text) = row?;
        let plain = |it: &&str| it.bytes().all(|it| it.is_ascii_alphabetic());
        let Some(word) = text.split_whitespace().filter(plain).max_by_key(|it| it.len()) else {
            continue;
        };
        let found =
            look.query_row(rusqlite::params![format!("\"{word}\""), key], |_| Ok(())).optional()?;
        if found.is_none() {
            wrong.push(format!("brief {id} cannot be found by \"{word}\", which stands in it"));
        }
    }
    let notes =
        sql.execute("INSERT INTO note_words (note_words, rank) VALUES ('integrity-check', 1)", ());
    if notes.is_err() {
        wrong.push("the index of notes is not that of the notes".to_owned());
    }
    Ok(wrong)
}

/// Briefs whose findings are missing or do not fit their text, and why.
fn bad_findings(sql: &Connection) -> Result<Vec<(ArticleId, String)>, Failure> {
    let mut query = sql.prepare(
        "SELECT a.id, a.claims, length(CAST(b.text AS BLOB)) FROM article a
         JOIN body b ON b.revision = a.revision
         WHERE a.id NOT IN (SELECT article FROM waiting) ORDER BY a.id",
    )?;
    let rows = query.query_map((), |row| {
        Ok((ArticleId(row.get(0)?), codec::size(row.get(1)?), codec::size(row.get(2)?)))
    })?;
    let mut bad = Vec::new();
    for row in rows {
        let (id, claims, length) = row?;
        let why = match findings::read(sql, id) {
            Err(_) => "findings that cannot be read",
            Ok(it) if it.sections.is_empty() => "no findings",
            Ok(it) if it.claims.len() != claims => "a wrong count of claims",
            Ok(it) if !spans(&it).all(|span| span.start <= span.end && span.end <= length) => {
                "findings outside of its text"
            }
            Ok(_) => continue,
        };
        bad.push((id, format!("brief {} has {why}", id.0)));
    }
    Ok(bad)
}

/// Every place that findings name.
fn spans(it: &Analysis) -> impl Iterator<Item = Span> + '_ {
    let claims = it.claims.iter().flat_map(|it| {
        it.content.iter().copied().chain(it.cue).chain(it.source_span).chain([it.ground.cue])
    });
    let sources = it.sources.iter().flat_map(|it| it.mentions.iter().copied());
    let entries = it.timeline.iter().flat_map(|it| [it.when.span].into_iter().chain(it.event));
    it.sections.iter().map(|it| it.span).chain(claims).chain(sources).chain(entries)
}

/// Quotes of the analyst's that do not stand where they should.
fn anchors(sql: &Connection) -> Result<Vec<String>, Failure> {
    let one = |table: &str, what: &str| {
        let query = format!(
            "SELECT 'a {what} on brief ' || m.article || ' quotes what does not stand there'
             FROM {table} m LEFT JOIN revision r ON r.article = m.article AND r.sha256 = m.revision
             LEFT JOIN body b ON b.revision = r.id
             WHERE coalesce(m.revision, '') <> ''
               AND CAST(substr(CAST(b.text AS BLOB), m.first + 1, m.past - m.first) AS TEXT)
                   IS NOT m.quote LIMIT 20"
        );
        lines(sql, &query, |_| true)
    };
    Ok(one("mark", "note")?.into_iter().chain(one("verdict", "verdict")?).collect())
}

/// What the system says of the place of the file.
fn disk(path: &Path) -> Vec<String> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut wrong = Vec::new();
    for it in [path, folder] {
        if rustix::fs::access(it, rustix::fs::Access::WRITE_OK).is_err() {
            wrong.push(format!("{} may not be written", it.display()));
        }
    }
    if let Some(free) = free(path).filter(|it| *it < ROOM) {
        wrong.push(format!("{} MB are free in {}", free >> 20, folder.display()));
    }
    wrong
}

/// Bytes that are free on the disk of a file, as far as the system says.
pub(super) fn free(path: &Path) -> Option<u64> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}
