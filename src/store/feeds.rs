//! Feeds that are followed, and what came of their entries.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::{
    model::ArticleId,
    store::{
        Store, codec,
        error::{Error, Failure},
    },
};

/// A feed that is followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscription {
    /// Its number.
    pub id: i64,
    /// Its address.
    pub url: String,
    /// What it calls itself; empty until it has come once.
    pub title: String,
    /// What the user calls it.
    pub name: Option<String>,
    /// Whether pages are fetched for what it only begins.
    pub pages: Pages,
    /// Given to its briefs when they come.
    pub tags: Vec<String>,
    /// What the server calls the version that is here (`ETag`, `Last-Modified`).
    pub etag: Option<String>,
    /// When that version is from.
    pub modified: Option<String>,
    /// Where its server once said that it has moved to.
    pub moved: Option<String>,
    /// How often it failed in a row.
    pub failures: u32,
    /// Why it failed last.
    pub problem: Option<String>,
    /// In how many seconds it may be asked again; 0 for now.
    pub wait: u64,
    /// Gone for good, its server says.
    pub gone: bool,
    /// When it last came, UTC, `2026-11-24T06:30:00Z`.
    pub synced: Option<String>,
    /// How many briefs are here of it.
    pub briefs: usize,
    /// How many of them are new.
    pub unread: usize,
}

/// When the page of an entry is fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pages {
    /// Where the feed only begins the article.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never: what the feed has is the text.
    Never,
}

impl Pages {
    /// Its code in the library.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

impl Subscription {
    /// What to call it.
    pub fn label(&self) -> &str {
        let named = self.name.as_deref().into_iter().chain([self.title.as_str(), &self.url]);
        named.into_iter().find(|it| !it.is_empty()).unwrap_or_default()
    }
}

impl Store {
    /// The feeds that are followed, by their labels.
    pub fn feeds(&self) -> Result<Vec<Subscription>, Error> {
        self.read(all)
    }

    /// Follows a feed; false where it is followed already.
    pub fn follow(&mut self, feed: &Subscription) -> Result<bool, Error> {
        self.write(|it| follow(it, feed))
    }

    /// Writes what is known of a feed by its number; with `wait`, it is not asked for so long.
    pub fn put_feed(&mut self, feed: &Subscription) -> Result<(), Error> {
        self.write(|it| put(it, feed))
    }

    /// Follows a feed no longer. Its briefs stay.
    pub fn unfollow(&mut self, id: i64) -> Result<(), Error> {
        self.write(|it| {
            it.prepare_cached("DELETE FROM feed WHERE id = ?1")?.execute([id])?;
            Ok(())
        })
    }

    /// The entries of a feed that were seen, with their versions and briefs.
    pub fn entries(&self, id: i64) -> Result<BTreeMap<String, Entry>, Error> {
        self.read(|it| entries(it, id))
    }

    /// Notes that an entry was seen. A brief that came of it for the first time gets the tags.
    pub fn see_entry(
        &mut self,
        feed: &Subscription,
        entry: &str,
        seen: &Entry,
        fresh: bool,
    ) -> Result<(), Error> {
        self.write(|it| see(it, feed, entry, seen, fresh))
    }

    /// The time, UTC, as it stands beside what is stored.
    pub fn now(&self) -> Result<String, Error> {
        self.read(|it| {
            Ok(it.query_row("SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now')", (), |row| row.get(0))?)
        })
    }

    /// The address of a brief's newest text.
    pub fn address(&self, id: ArticleId) -> Result<Option<String>, Error> {
        self.read(|it| {
            let mut query = it.prepare_cached(
                "SELECT r.url FROM article a JOIN revision r ON r.id = a.revision WHERE a.id = ?1",
            )?;
            Ok(query.query_row([id.0], |row| row.get(0)).optional()?.flatten())
        })
    }
}

/// What is known of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// SHA-256 of what the feed said of it; empty where it is to be looked at again.
    pub version: String,
    /// The brief that came of it.
    pub article: Option<ArticleId>,
}

fn all(sql: &Connection) -> Result<Vec<Subscription>, Failure> {
    let mut query = sql.prepare_cached(
        "SELECT f.id, f.url, f.title, f.name, f.pages, f.tags, f.etag, f.modified, f.moved, f.failures,
                f.problem, max(0, coalesce(unixepoch(f.later) - unixepoch('now'), 0)), f.gone, f.synced,
                count(e.article),
                count(CASE WHEN coalesce(d.triage, 'new') = 'new' AND s.day IS NULL THEN e.article END)
         FROM feed f LEFT JOIN feed_entry e ON e.feed = f.id AND e.article IS NOT NULL
         LEFT JOIN desk d ON d.article = e.article LEFT JOIN seen s ON s.article = e.article
         GROUP BY f.id ORDER BY lower(coalesce(nullif(f.name, ''), nullif(f.title, ''), f.url)), f.id",
    )?;
    Ok(query.query_map((), row)?.collect::<Result<_, _>>()?)
}

fn row(row: &Row<'_>) -> rusqlite::Result<Subscription> {
    let pages: String = row.get(4)?;
    let tags: String = row.get(5)?;
    let wait: i64 = row.get(11)?;
    Ok(Subscription {
        id: row.get(0)?,
        url: row.get(1)?,
        title: row.get(2)?,
        name: row.get(3)?,
        pages: match pages.as_str() {
            "always" => Pages::Always,
            "never" => Pages::Never,
            _ => Pages::Auto,
        },
        tags: codec::read_lines(&tags),
        etag: row.get(6)?,
        modified: row.get(7)?,
        moved: row.get(8)?,
        failures: row.get(9)?,
        problem: row.get(10)?,
        wait: wait.unsigned_abs(),
        gone: row.get(12)?,
        synced: row.get(13)?,
        briefs: codec::size(row.get(14)?),
        unread: codec::size(row.get(15)?),
    })
}

fn follow(sql: &Transaction<'_>, feed: &Subscription) -> Result<bool, Failure> {
    let tags = codec::lines(&codec::tidy_tags(&feed.tags));
    let added = sql
        .prepare_cached(
            "INSERT INTO feed (url, name, pages, tags) SELECT ?1, ?2, ?3, ?4
             WHERE NOT EXISTS (SELECT 1 FROM feed WHERE url = ?1)",
        )?
        .execute(params![feed.url, feed.name, feed.pages.code(), tags])?;
    Ok(added > 0)
}

fn put(sql: &Transaction<'_>, feed: &Subscription) -> Result<(), Failure> {
    let tags = codec::lines(&codec::tidy_tags(&feed.tags));
    let wait = (feed.wait > 0).then(|| format!("+{} seconds", feed.wait));
    // Where two have moved to the same place, the later one keeps its address.
    sql.prepare_cached(
        "UPDATE feed SET
             url = iif(EXISTS (SELECT 1 FROM feed o WHERE o.url = ?2 AND o.id <> ?1), url, ?2),
             title = ?3, name = ?4, pages = ?5, tags = ?6, etag = ?7, modified = ?8, moved = ?9,
             failures = ?10, problem = ?11, gone = ?12, synced = ?13,
             later = iif(?14 IS NULL, NULL, strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?14))
         WHERE id = ?1",
    )?
    .execute(params![
        feed.id,
        feed.url,
        feed.title,
        feed.name,
        feed.pages.code(),
        tags,
        feed.etag,
        feed.modified,
        feed.moved,
        feed.failures,
        feed.problem,
        feed.gone,
        feed.synced,
        wait,
    ])?;
    Ok(())
}

fn entries(sql: &Connection, id: i64) -> Result<BTreeMap<String, Entry>, Failure> {
    let mut query =
        sql.prepare_cached("SELECT entry, version, article FROM feed_entry WHERE feed = ?1")?;
    let found = query.query_map([id], |row| {
        let article: Option<i64> = row.get(2)?;
        Ok((row.get(0)?, Entry { version: row.get(1)?, article: article.map(ArticleId) }))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

fn see(
    sql: &Transaction<'_>,
    feed: &Subscription,
    entry: &str,
    seen: &Entry,
    fresh: bool,
) -> Result<(), Failure> {
    let article = seen.article.map(|it| it.0);
    sql.prepare_cached(
        "INSERT INTO feed_entry (feed, entry, version, article) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (feed, entry) DO UPDATE
         SET version = excluded.version, article = coalesce(excluded.article, article)",
    )?
    .execute(params![feed.id, entry, seen.version, article])?;
    if let Some(article) = article.filter(|_| fresh && !feed.tags.is_empty()) {
        sql.prepare_cached(
            "INSERT INTO desk (article, triage, later, shortlist, verify, tags)
             VALUES (?1, 'new', NULL, 0, 0, ?2) ON CONFLICT DO NOTHING",
        )?
        .execute(params![article, codec::lines(&codec::tidy_tags(&feed.tags))])?;
    }
    Ok(())
}
