//! Whole briefs, out of a library and into one.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::{
    model::{Analysis, ArticleId, Correction, Fix, Judgement, Mark, Record, Revision, Triage},
    store::{
        anchors::Places,
        articles::{self, Company, Identity, fingerprint},
        changes, codec, corrections,
        desk::Imported,
        error::{Error, Failure},
        listing, marks,
        search::Indexing,
    },
};

/// Every brief whole, in the order in which they came.
pub(super) fn all(sql: &Connection) -> Result<Vec<Record>, Failure> {
    let ids: Vec<i64> = sql
        .prepare_cached("SELECT id FROM article ORDER BY id")?
        .query_map((), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    ids.into_iter().map(|id| record(sql, ArticleId(id))).collect()
}

/// One brief whole.
fn record(sql: &Connection, id: ArticleId) -> Result<Record, Failure> {
    let Some(brief) = listing::brief(sql, id)? else { return Err(Error::NoBrief(id).into()) };
    let revisions = articles::revisions(sql, id)?;
    Ok(Record {
        revisions: revisions
            .into_iter()
            .map(|(article, sha256)| {
                let retrieved = retrieved(sql, id, &sha256)?;
                Ok(Revision { sha256, retrieved, article })
            })
            .collect::<Result<_, Failure>>()?,
        triage: brief.triage,
        shortlist: brief.shortlist,
        verify: brief.verify,
        tags: brief.tags,
        judgements: marks::judgements(sql, id)?,
        marks: marks::made(sql, id)?,
        corrections: corrections::made(sql, id)?,
    })
}

/// When a text came into this library.
pub(super) fn retrieved(sql: &Connection, id: ArticleId, sha256: &str) -> Result<String, Failure> {
    Ok(sql
        .prepare_cached("SELECT added FROM revision WHERE article = ?1 AND sha256 = ?2")?
        .query_row(params![id.0, sha256], |row| row.get(0))?)
}

/// Brings a brief in, with what was done to it elsewhere. What was done here stays: a verdict is
/// added where there is none, a mark where there is none like it, a state where the brief is new.
pub(super) fn restore(
    sql: &Transaction<'_>,
    record: &Record,
    analysis: &Analysis,
) -> Result<Imported, Failure> {
    let Some(newest) = record.revisions.last() else {
        return Ok(Imported::Known(ArticleId::default()));
    };
    let altered = |it: &&Revision| fingerprint(&it.article.text) != it.sha256;
    if let Some(it) = record.revisions.iter().find(altered) {
        return Err(Error::Altered(it.article.origin.path.clone()).into());
    }
    let imported = Indexing::after(sql, |words| {
        if let Some(id) = known(sql, record)? {
            return bring_up(sql, id, &record.revisions, newest, analysis, words);
        }
        let first = record.revisions.first().unwrap_or(newest);
        let id = articles::add(sql, &first.article, analysis, words)?;
        bring_up(sql, id, &record.revisions, newest, analysis, words)?;
        Ok(Imported::Added(id))
    })?;
    put_times(sql, imported.id(), record)?;
    put_state(sql, imported.id(), record)?;
    put_judgements(sql, imported.id(), record)?;
    put_marks(sql, imported.id(), record)?;
    put_corrections(sql, imported.id(), record)?;
    Ok(imported)
}

/// The brief that has one of the record's texts.
fn known(sql: &Connection, record: &Record) -> Result<Option<ArticleId>, Failure> {
    for it in record.revisions.iter().rev() {
        if let Identity::Known(id) | Identity::Undated(id) =
            articles::identify(sql, &it.article, Company::Shared)?
        {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Adds the revisions that are missing. The newest of the record is shown if the record knows the
/// one that is shown now, that is, if it is ahead of this library.
fn bring_up<'a>(
    sql: &Transaction<'_>,
    id: ArticleId,
    revisions: &[Revision],
    newest: &'a Revision,
    analysis: &Analysis,
    words: &mut Indexing<'a>,
) -> Result<Imported, Failure> {
    let shown = articles::newest(sql, id)?.1;
    let mut imported = Imported::Known(id);
    for it in revisions {
        if number(sql, id, &it.sha256)?.is_none() {
            articles::insert_revision(sql, id, &it.article)?;
            imported = Imported::Revised(id);
        }
    }
    let ahead = newest.sha256 != shown && revisions.iter().any(|it| it.sha256 == shown);
    if ahead
        && imported != Imported::Known(id)
        && let Some(number) = number(sql, id, &newest.sha256)?
    {
        articles::make_newest(sql, id, number, &newest.article, analysis, words)?;
    }
    Ok(imported)
}

/// The row of a revision.
fn number(sql: &Connection, id: ArticleId, name: &str) -> Result<Option<i64>, Failure> {
    let mut query =
        sql.prepare_cached("SELECT id FROM revision WHERE article = ?1 AND sha256 = ?2")?;
    Ok(query.query_row(params![id.0, name], |row| row.get(0)).optional()?)
}

/// Of two times the first holds: a text was known since then.
fn put_times(sql: &Transaction<'_>, id: ArticleId, record: &Record) -> Result<(), Failure> {
    let mut set = sql.prepare_cached(
        "UPDATE revision SET added = min(added, ?3) WHERE article = ?1 AND sha256 = ?2",
    )?;
    for it in record.revisions.iter().filter(|it| !it.retrieved.is_empty()) {
        set.execute(params![id.0, it.sha256, it.retrieved])?;
    }
    Ok(())
}

fn put_state(sql: &Transaction<'_>, id: ArticleId, record: &Record) -> Result<(), Failure> {
    let until = if let Triage::Later(day) = record.triage { Some(day.to_string()) } else { None };
    let blank = record.triage == Triage::New
        && !record.shortlist
        && !record.verify
        && record.tags.is_empty();
    if blank {
        return Ok(());
    }
    sql.prepare_cached(
        "INSERT INTO desk (article, triage, later, shortlist, verify, tags)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
    )?
    .execute(params![
        id.0,
        marks::triage_code(record.triage),
        until,
        record.shortlist,
        record.verify,
        codec::lines(&codec::tidy_tags(&record.tags)),
    ])?;
    Ok(())
}

/// Adds the verdicts on what nobody judged here, in whatever revision.
fn put_judgements(sql: &Transaction<'_>, id: ArticleId, record: &Record) -> Result<(), Failure> {
    let here = marks::judgements(sql, id)?;
    let (article, revision) = articles::newest(sql, id)?;
    let places = Places::new(sql, id, &article.text, &revision)?;
    let place = |it: &Judgement| places.of(it.anchor.as_ref()?);
    for it in &record.judgements {
        let judged = here.iter().any(|old| {
            let kind = marks::kind(&old.verdict.item) == marks::kind(&it.verdict.item);
            let same = old.verdict.item == it.verdict.item && old.anchor == it.anchor;
            same || kind && place(old).is_some() && place(old) == place(it)
        });
        if !judged {
            changes::insert_verdict(sql, id, &it.verdict, it.anchor.as_ref())?;
        }
    }
    Ok(())
}

fn put_marks(sql: &Transaction<'_>, id: ArticleId, record: &Record) -> Result<(), Failure> {
    let here = marks::made(sql, id)?;
    for mark in &record.marks {
        let same = |old: &&Mark| {
            old.item == mark.item && old.anchor == mark.anchor && old.created == mark.created
        };
        if here.iter().find(same).is_none() {
            changes::insert_mark(sql, &Mark { article: id, ..mark.clone() })?;
        }
    }
    Ok(())
}

/// Adds the corrections of what nobody corrected here, and lays them over what was found.
fn put_corrections(sql: &Transaction<'_>, id: ArticleId, record: &Record) -> Result<(), Failure> {
    if record.corrections.is_empty() {
        return Ok(());
    }
    let here = corrections::made(sql, id)?;
    let (article, revision) = articles::newest(sql, id)?;
    let places = Places::new(sql, id, &article.text, &revision)?;
    let dated = |it: &Correction| matches!(it.fix, Fix::Date(_));
    for it in &record.corrections {
        let corrected = here.iter().any(|old| {
            let place = places.of(&old.anchor);
            let same = place.is_some() && place == places.of(&it.anchor);
            dated(old) == dated(it) && (old.anchor == it.anchor || same)
        });
        if !corrected {
            corrections::insert(sql, &Correction { article: id, ..it.clone() })?;
        }
    }
    corrections::lay(sql, id)
}
