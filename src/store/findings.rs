//! What was found in a brief: derived rows, replaced by every analysis.
//!
//! Claims, sources and entries are rows, so that questions across briefs can be asked of them; what
//! belongs to one row only (parts, clauses, mentions) stands in a column of it.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::{
    model::{
        Analysis, ArticleId, Basis, Claim, Factuality, Ground, Pair, Period, Quotation, Relation,
        Section, Source, SourceClass, Span, Stance, TimelineEntry, Timex, TimexKind,
    },
    store::{
        codec, corrections,
        error::{Error, Failure},
        rows::run,
    },
    text::fold::fold,
};

/// Puts these findings in the place of those before.
pub(super) fn replace(
    sql: &Transaction<'_>,
    id: ArticleId,
    text: &str,
    analysis: &Analysis,
) -> Result<(), Failure> {
    for table in ["section", "topic", "claim", "found", "source", "entry", "pair"] {
        run(sql, &format!("DELETE FROM {table} WHERE article = ?1"), [id.0])?;
    }
    for (seq, section) in analysis.sections.iter().enumerate() {
        put_section(sql, id, seq, section)?;
    }
    for (seq, source) in analysis.sources.iter().enumerate() {
        put_source(sql, id, seq, source)?;
    }
    for (seq, claim) in analysis.claims.iter().enumerate() {
        put_claim(sql, id, seq, text, claim, &analysis.sources)?;
    }
    for (seq, entry) in analysis.timeline.iter().enumerate() {
        put_entry(sql, id, seq, entry)?;
    }
    for (seq, pair) in analysis.pairs.iter().enumerate() {
        put_pair(sql, id, seq, pair)?;
    }
    if corrections::any(sql, id)? { corrections::lay(sql, id) } else { count(sql, id) }
}

/// Writes into the row of the list what the claims of a brief are, now that they are others.
pub(super) fn count(sql: &Connection, id: ArticleId) -> Result<(), Failure> {
    let changed = sql
        .prepare_cached(
            "UPDATE article SET
                 claims = (SELECT count(*) FROM claim WHERE article = ?1),
                 denials = (SELECT count(*) FROM claim WHERE article = ?1 AND stance = 'denies'),
                 stances = coalesce(
                     (SELECT ' ' || group_concat(stance, ' ') || ' '
                      FROM (SELECT DISTINCT stance FROM claim WHERE article = ?1)), '')
             WHERE id = ?1",
        )?
        .execute([id.0])?;
    if changed == 0 { Err(Error::NoBrief(id).into()) } else { Ok(()) }
}

/// Reads the findings of a brief.
pub(super) fn read(sql: &Connection, id: ArticleId) -> Result<Analysis, Failure> {
    Ok(Analysis {
        sections: rows(sql, "section", id, section)?,
        claims: rows(sql, "claim", id, claim)?,
        sources: rows(sql, "source", id, source)?,
        timeline: rows(sql, "entry", id, entry)?,
        pairs: rows(sql, "pair", id, pair)?,
    })
}

/// A claim as it was found, where a correction stands in its place.
pub(super) fn found(sql: &Connection, id: ArticleId, seq: usize) -> Result<Option<Claim>, Failure> {
    let mut query = sql.prepare_cached("SELECT * FROM found WHERE article = ?1 AND seq = ?2")?;
    Ok(query.query_row(params![id.0, codec::int(seq)], claim).optional()?)
}

/// The findings of one kind, in their order.
fn rows<T>(
    sql: &Connection,
    table: &str,
    id: ArticleId,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, Failure> {
    let query = format!("SELECT * FROM {table} WHERE article = ?1 ORDER BY seq");
    let mut query = sql.prepare_cached(&query)?;
    Ok(query.query_map([id.0], read)?.collect::<Result<_, _>>()?)
}

fn put_section(sql: &Connection, id: ArticleId, seq: usize, it: &Section) -> Result<(), Failure> {
    run(
        sql,
        "INSERT INTO section (article, seq, span, heading, topics, ground, rule)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            id.0,
            codec::int(seq),
            codec::span(it.span),
            it.heading.map(codec::span),
            codec::topics(&it.topics),
            codec::span(it.ground.cue),
            it.ground.rule,
        ],
    )?;
    let background = it.topics.is_empty().then_some("background");
    for topic in it.topics.iter().map(|it| it.id.as_str()).chain(background) {
        run(
            sql,
            "INSERT OR IGNORE INTO topic (topic, article) VALUES (?1, ?2)",
            params![topic, id.0],
        )?;
    }
    Ok(())
}

fn section(row: &Row<'_>) -> rusqlite::Result<Section> {
    Ok(Section {
        heading: optional_span(row, "heading")?,
        topics: codec::read_topics(&text(row, "topics")?)?,
        span: span(row, "span")?,
        ground: ground(row)?,
    })
}

/// Stores a claim under its number, after its source.
pub(super) fn put_claim(
    sql: &Connection,
    id: ArticleId,
    seq: usize,
    text: &str,
    it: &Claim,
    sources: &[Source],
) -> Result<(), Failure> {
    let verb = it.cue.map(|it| it.slice(text).to_lowercase());
    if let Some(verb) = &verb {
        run(sql, "INSERT OR IGNORE INTO verb (cue) VALUES (?1)", [verb])?;
    }
    run(
        sql,
        "INSERT INTO claim (article, seq, section, source, source_span, cue, content, quotation,
                            stance, factuality, author_factuality, inside, answers, statements,
                            ground, rule, verb, speaker)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                 (SELECT id FROM speaker WHERE name = ?18))",
        params![
            id.0,
            codec::int(seq),
            codec::int(it.section),
            it.source.map(codec::int),
            it.source_span.map(codec::span),
            it.cue.map(codec::span),
            codec::spans(&it.content),
            it.quotation.code(),
            it.stance.code(),
            it.factuality.code(),
            it.author_factuality.code(),
            it.inside.map(codec::int),
            it.answers.map(codec::int),
            codec::statements(&it.statements),
            codec::span(it.ground.cue),
            it.ground.rule,
            verb,
            it.source.and_then(|at| sources.get(at)).map(|it| &it.name),
        ],
    )
}

fn claim(row: &Row<'_>) -> rusqlite::Result<Claim> {
    Ok(Claim {
        section: codec::size(row.get("section")?),
        source: index(row, "source")?,
        source_span: optional_span(row, "source_span")?,
        cue: optional_span(row, "cue")?,
        content: codec::read_spans(&text(row, "content")?)?,
        quotation: code(row, "quotation", Quotation::from_code)?,
        stance: code(row, "stance", Stance::from_code)?,
        factuality: code(row, "factuality", Factuality::from_code)?,
        author_factuality: code(row, "author_factuality", Factuality::from_code)?,
        inside: index(row, "inside")?,
        answers: index(row, "answers")?,
        statements: codec::read_statements(&text(row, "statements")?)?,
        ground: ground(row)?,
    })
}

/// Stores a source under its number.
pub(super) fn put_source(
    sql: &Connection,
    id: ArticleId,
    seq: usize,
    it: &Source,
) -> Result<(), Failure> {
    let new = sql
        .prepare_cached("INSERT OR IGNORE INTO speaker (name) VALUES (?1)")?
        .execute([&it.name])?;
    if new > 0 {
        run(
            sql,
            "INSERT INTO speaker_letters (rowid, name) VALUES (?1, ?2)",
            params![sql.last_insert_rowid(), fold(&it.name)],
        )?;
    }
    run(
        sql,
        "INSERT INTO source (article, seq, name, class, flags, country, affiliation, via, mentions,
                             ground, rule)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            id.0,
            codec::int(seq),
            it.name,
            it.class.code(),
            codec::flags(&it.flags),
            it.country,
            it.affiliation.map(codec::int),
            it.via.map(codec::int),
            codec::spans(&it.mentions),
            codec::span(it.ground.cue),
            it.ground.rule,
        ],
    )
}

fn source(row: &Row<'_>) -> rusqlite::Result<Source> {
    Ok(Source {
        name: row.get("name")?,
        class: code(row, "class", SourceClass::from_code)?,
        flags: codec::read_flags(&text(row, "flags")?)?,
        country: optional_word(row, "country")?,
        affiliation: index(row, "affiliation")?,
        via: index(row, "via")?,
        mentions: codec::read_spans(&text(row, "mentions")?)?,
        ground: ground(row)?,
    })
}

fn put_entry(
    sql: &Connection,
    id: ArticleId,
    seq: usize,
    it: &TimelineEntry,
) -> Result<(), Failure> {
    run(
        sql,
        "INSERT INTO entry (article, seq, span, kind, value, modifier, event, first_day, last_day,
                            basis, claims, ground, rule)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            id.0,
            codec::int(seq),
            codec::span(it.when.span),
            it.when.kind.code(),
            it.when.value,
            it.when.modifier,
            it.event.map(codec::span),
            it.period.map(|period| period.from.to_string()),
            it.period.map(|period| period.to.to_string()),
            it.basis.code(),
            codec::numbers(&it.claims),
            codec::span(it.ground.cue),
            it.ground.rule,
        ],
    )
}

fn entry(row: &Row<'_>) -> rusqlite::Result<TimelineEntry> {
    let first: Option<String> = row.get("first_day")?;
    let last: Option<String> = row.get("last_day")?;
    let period = match (first, last) {
        (Some(from), Some(to)) => Some(Period { from: codec::date(&from)?, to: codec::date(&to)? }),
        _ => None,
    };
    Ok(TimelineEntry {
        when: Timex {
            span: span(row, "span")?,
            kind: code(row, "kind", TimexKind::from_code)?,
            value: row.get("value")?,
            modifier: optional_word(row, "modifier")?,
        },
        event: optional_span(row, "event")?,
        period,
        basis: code(row, "basis", Basis::from_code)?,
        claims: codec::read_numbers(&text(row, "claims")?)?,
        ground: ground(row)?,
    })
}

fn put_pair(sql: &Connection, id: ArticleId, seq: usize, it: &Pair) -> Result<(), Failure> {
    run(
        sql,
        "INSERT INTO pair (article, seq, relation, a, b, strict, ground, rule)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            id.0,
            codec::int(seq),
            it.relation.code(),
            codec::int(it.a),
            codec::int(it.b),
            it.strict,
            codec::span(it.ground.cue),
            it.ground.rule,
        ],
    )
}

fn pair(row: &Row<'_>) -> rusqlite::Result<Pair> {
    Ok(Pair {
        relation: code(row, "relation", Relation::from_code)?,
        a: codec::size(row.get("a")?),
        b: codec::size(row.get("b")?),
        strict: row.get("strict")?,
        ground: ground(row)?,
    })
}

fn ground(row: &Row<'_>) -> rusqlite::Result<Ground> {
    Ok(Ground { cue: span(row, "ground")?, rule: codec::word(&text(row, "rule")?) })
}

fn text(row: &Row<'_>, column: &str) -> rusqlite::Result<String> {
    row.get(column)
}

fn span(row: &Row<'_>, column: &str) -> rusqlite::Result<Span> {
    codec::read_span(&text(row, column)?)
}

fn optional_span(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Span>> {
    let text: Option<String> = row.get(column)?;
    text.as_deref().map(codec::read_span).transpose()
}

fn optional_word(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<&'static str>> {
    let text: Option<String> = row.get(column)?;
    Ok(text.as_deref().map(codec::word))
}

fn index(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<usize>> {
    let number: Option<i64> = row.get(column)?;
    Ok(number.map(codec::size))
}

fn code<T>(row: &Row<'_>, column: &str, read: fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text = text(row, column)?;
    codec::known(read(&text), column, &text)
}
