//! What the analyst says in the place of findings, laid over those that were found.
//!
//! The rows of claims and sources are those that hold, so that questions across briefs are answered
//! by them; a claim that a correction stands in the place of is kept beside, as it was found. Every
//! analysis and every step of the history lays the corrections anew. Sources and claims of the
//! analyst's come last, so that the numbers of the others stay.

use rusqlite::{Connection, Row, Transaction, params};

use crate::{
    model::{
        Analysis, Anchor, ArticleId, Claim, Correction, CorrectionId, Factuality, Fix, Ground,
        Period, Quotation, Source, SourceClass, Span, Stance, Statement,
    },
    store::{
        anchors::Places,
        articles, codec,
        desk::{Corrected, Corrects},
        error::{Error, Failure},
        findings,
        history::Touched,
        marks,
        rows::{Place, row, run, swap},
    },
    text::sentences::sentences,
};

/// The corrections of a brief as they were made.
pub(super) fn made(sql: &Connection, id: ArticleId) -> Result<Vec<Correction>, Failure> {
    let mut query = sql.prepare_cached(
        "SELECT id, article, revision, first, past, quote, prefix, suffix, kind, speaker, cue,
                stance, from_day, to_day, created
         FROM correction WHERE article = ?1 ORDER BY id",
    )?;
    Ok(query.query_map([id.0], correction)?.collect::<Result<_, _>>()?)
}

fn correction(row: &Row<'_>) -> rusqlite::Result<Correction> {
    let kind: String = row.get(8)?;
    let fix = if kind == "date" {
        let day = |column| codec::date(&row.get::<_, String>(column)?);
        Fix::Date(Period { from: day(12)?, to: day(13)? })
    } else {
        let stance: String = row.get(11)?;
        let stance = codec::known(Stance::from_code(&stance), "stance", &stance)?;
        Fix::Claim { speaker: row.get(9)?, cue: row.get(10)?, stance }
    };
    Ok(Correction {
        id: CorrectionId(row.get(0)?),
        article: ArticleId(row.get(1)?),
        anchor: marks::anchor(row, 2)?.unwrap_or_default(),
        fix,
        created: row.get(14)?,
    })
}

const fn kind(fix: &Fix) -> &'static str {
    match fix {
        Fix::Claim { .. } => "claim",
        Fix::Date(_) => "date",
    }
}

/// Stores a correction under a new number.
pub(super) fn insert(sql: &Transaction<'_>, it: &Correction) -> Result<CorrectionId, Failure> {
    let (speaker, cue, stance, days) = match &it.fix {
        Fix::Claim { speaker, cue, stance } => {
            (speaker.as_deref(), cue.as_deref(), Some(stance.code()), None)
        }
        Fix::Date(days) => (None, None, None, Some(days)),
    };
    run(
        sql,
        "INSERT INTO correction (article, kind, revision, first, past, quote, prefix, suffix,
                                 speaker, cue, stance, from_day, to_day, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,
                 coalesce(nullif(?14, ''), strftime('%Y-%m-%dT%H:%M:%SZ', 'now')))",
        params![
            it.article.0,
            kind(&it.fix),
            it.anchor.revision,
            codec::int(it.anchor.span.start),
            codec::int(it.anchor.span.end),
            it.anchor.quote,
            it.anchor.prefix,
            it.anchor.suffix,
            speaker,
            cue,
            stance,
            days.map(|it| it.from.to_string()),
            days.map(|it| it.to.to_string()),
            it.created,
        ],
    )?;
    Ok(CorrectionId(sql.last_insert_rowid()))
}

/// Adds a correction; it takes the place of the one that stands on the same words.
pub(super) fn add(
    sql: &Transaction<'_>,
    it: &Correction,
    touched: &mut Vec<Touched>,
) -> Result<(), Failure> {
    let (article, revision) = articles::newest(sql, it.article)?;
    let there = it.anchor.span.slice(&article.text) == it.anchor.quote;
    if it.anchor.revision != revision || it.anchor.quote.is_empty() || !there {
        return Err(Error::Misquoted(it.article).into());
    }
    let places = Places::new(sql, it.article, &article.text, &revision)?;
    for old in made(sql, it.article)? {
        if kind(&old.fix) != kind(&it.fix) || places.of(&old.anchor) != Some(it.anchor.span) {
            continue;
        }
        if old.fix == it.fix {
            return Ok(());
        }
        take(sql, it.article, old.id, touched)?;
    }
    let anchor = Anchor::new(&article.text, it.anchor.span, &revision);
    let id = insert(sql, &Correction { anchor, ..it.clone() })?;
    let after = row(sql, Place::Correction, "id = ?1", [id.0])?;
    touched.push(Touched { article: it.article, place: Place::Correction, before: None, after });
    Ok(())
}

/// Takes a correction away.
pub(super) fn take(
    sql: &Transaction<'_>,
    article: ArticleId,
    id: CorrectionId,
    touched: &mut Vec<Touched>,
) -> Result<(), Failure> {
    let before = row(sql, Place::Correction, "id = ?1 AND article = ?2", params![id.0, article.0])?;
    if before.is_none() {
        return Err(Error::NoCorrection(id).into());
    }
    swap(sql, Place::Correction, before.as_deref(), None)?;
    touched.push(Touched { article, place: Place::Correction, before, after: None });
    Ok(())
}

/// Makes the findings of a brief what the analyst says they are.
pub(super) fn lay(sql: &Transaction<'_>, id: ArticleId) -> Result<(), Failure> {
    lift(sql, id)?;
    let corrections = made(sql, id)?;
    if !corrections.is_empty() {
        let (article, revision) = articles::newest(sql, id)?;
        let text = &article.text;
        let places = Places::new(sql, id, text, &revision)?;
        let mut analysis = findings::read(sql, id)?;
        let known = analysis.sources.len();
        let mut corrected = Vec::new();
        for it in &corrections {
            let (Fix::Claim { .. }, Some(span)) = (&it.fix, places.of(&it.anchor)) else {
                continue;
            };
            corrected.push(correct(&mut analysis, text, span, &it.fix));
        }
        for (seq, source) in analysis.sources.iter().enumerate().skip(known) {
            findings::put_source(sql, id, seq, source)?;
        }
        for seq in corrected {
            let key = params![id.0, codec::int(seq)];
            run(sql, "INSERT INTO found SELECT * FROM claim WHERE article = ?1 AND seq = ?2", key)?;
            run(sql, "DELETE FROM claim WHERE article = ?1 AND seq = ?2", key)?;
            let claim = &analysis.claims[seq];
            findings::put_claim(sql, id, seq, text, claim, &analysis.sources)?;
        }
    }
    findings::count(sql, id)
}

/// Makes the findings of a brief what was found.
fn lift(sql: &Transaction<'_>, id: ArticleId) -> Result<(), Failure> {
    let key = params![id.0, Ground::ANALYST];
    run(sql, "DELETE FROM claim WHERE article = ?1 AND rule = ?2", key)?;
    run(sql, "DELETE FROM source WHERE article = ?1 AND rule = ?2", key)?;
    run(sql, "INSERT INTO claim SELECT * FROM found WHERE article = ?1", [id.0])?;
    run(sql, "DELETE FROM found WHERE article = ?1", [id.0])
}

/// Whether the analyst corrected anything in a brief.
pub(super) fn any(sql: &Connection, id: ArticleId) -> Result<bool, Failure> {
    let mut query =
        sql.prepare_cached("SELECT EXISTS (SELECT 1 FROM correction WHERE article = ?1)")?;
    Ok(query.query_row([id.0], |row| row.get(0))?)
}

/// The corrections that hold in this revision, each with what was found there; then those that lost
/// their place.
pub(super) fn placed(
    sql: &Connection,
    id: ArticleId,
    (text, revision): (&str, &str),
    analysis: &Analysis,
) -> Result<(Vec<Corrected>, Vec<Correction>), Failure> {
    let all = made(sql, id)?;
    let mut held = Vec::new();
    let mut lost = Vec::new();
    if all.is_empty() {
        return Ok((held, lost));
    }
    let places = Places::new(sql, id, text, revision)?;
    for it in all {
        let corrects = places.of(&it.anchor).and_then(|span| match it.fix {
            Fix::Claim { .. } => {
                let mine = |claim: &Claim| claim.ground.is_analysts() && claim.extent() == span;
                Some((span, Corrects::Claim(analysis.claims.iter().position(mine)?)))
            }
            Fix::Date(_) => {
                let at = analysis.timeline.iter().position(|entry| entry.when.span == span)?;
                Some((span, Corrects::Date(at)))
            }
        });
        let Some((span, corrects)) = corrects else {
            lost.push(it);
            continue;
        };
        let found = match corrects {
            Corrects::Claim(seq) => findings::found(sql, id, seq)?,
            Corrects::Date(_) => None,
        };
        let anchor = Anchor::new(text, span, revision);
        held.push(Corrected { corrects, correction: Correction { anchor, ..it }, found });
    }
    Ok((held, lost))
}

/// Puts the analyst's claim into an analysis, in the place of the one on the same words; gives its
/// index.
fn correct(analysis: &mut Analysis, text: &str, span: Span, fix: &Fix) -> usize {
    let Fix::Claim { speaker, cue, stance } = fix else { return analysis.claims.len() };
    let context = sentences(text)
        .into_iter()
        .filter(|it| it.overlaps(span))
        .reduce(Span::join)
        .map_or(span, |it| it.join(span));
    let at = analysis.claims.iter().position(|it| it.extent() == span);
    let found = at.map(|at| analysis.claims[at].clone());
    let same = found
        .as_ref()
        .and_then(|it| it.source)
        .filter(|at| speaker.as_deref() == analysis.sources.get(*at).map(|it| it.name.as_str()));
    let source = same.or_else(|| source(analysis, text, speaker.as_deref()?, context));
    let named = || {
        let source = analysis.sources.get(source?)?;
        nearest(source.mentions.iter().copied().filter(|it| context.contains(*it)), span)
            .or_else(|| beside(text, speaker.as_deref()?, context, span))
    };
    let claim = Claim {
        source,
        source_span: if same.is_some() {
            found.as_ref().and_then(|it| it.source_span)
        } else {
            named()
        },
        cue: cue.as_deref().and_then(|it| beside(text, it, context, span)),
        ground: Ground { cue: span, rule: Ground::ANALYST },
        ..found.unwrap_or_else(|| fresh(analysis, text, span, speaker.is_some()))
    };
    let claim = staunch(claim, *stance);
    if let Some(at) = at {
        analysis.claims[at] = claim;
        return at;
    }
    analysis.claims.push(claim);
    analysis.claims.len() - 1
}

/// The source with this name, or one of whose mentions it is; else a new one.
fn source(analysis: &mut Analysis, text: &str, name: &str, context: Span) -> Option<usize> {
    let named = |it: &Source| it.name == name;
    let mentioned = |it: &Source| it.mentions.iter().any(|it| it.slice(text) == name);
    let sources = &analysis.sources;
    let known = sources.iter().position(named).or_else(|| sources.iter().position(mentioned));
    if known.is_some() {
        return known;
    }
    let mentions: Vec<Span> = places(text, name, context).collect();
    let cue = mentions.first().copied().unwrap_or_default();
    analysis.sources.push(Source {
        name: name.to_owned(),
        class: SourceClass::Unspecified,
        flags: Vec::new(),
        country: None,
        affiliation: None,
        via: None,
        mentions,
        ground: Ground { cue, rule: Ground::ANALYST },
    });
    Some(analysis.sources.len() - 1)
}

/// A claim where none was found; stance, source and cue are still to be put in.
fn fresh(analysis: &Analysis, text: &str, span: Span, attributed: bool) -> Claim {
    let words = span.slice(text);
    let marks = ['"', '“', '”', '„', '«', '»'];
    let quotes = words.matches(marks).count();
    let outer = words.starts_with(marks) && words.ends_with(marks);
    let quotation = match (attributed, quotes) {
        (false, _) => Quotation::None,
        (true, 0 | 1) => Quotation::Indirect,
        (true, 2) if outer => Quotation::Direct,
        (true, _) => Quotation::Mixed,
    };
    let section = analysis.sections.iter().position(|it| it.span.overlaps(span)).unwrap_or(0);
    let author = if attributed { Factuality::Unknown } else { Factuality::CertainPlus };
    Claim {
        section,
        source: None,
        source_span: None,
        cue: None,
        content: vec![span],
        quotation,
        stance: Stance::Asserts,
        factuality: Factuality::CertainPlus,
        author_factuality: author,
        inside: None,
        answers: None,
        statements: vec![Statement {
            span,
            stance: Stance::Asserts,
            factuality: Factuality::CertainPlus,
            author_factuality: author,
        }],
        ground: Ground::default(),
    }
}

/// The claim with the analyst's stance. How firmly it is held follows, where the stance is another
/// than before: a denial is certainly not so, a hedge possibly.
fn staunch(claim: Claim, stance: Stance) -> Claim {
    if claim.stance == stance {
        return claim;
    }
    let factuality = match stance {
        Stance::Denies => Factuality::CertainMinus,
        Stance::Hedges => Factuality::PossiblePlus,
        Stance::Assesses => Factuality::ProbablePlus,
        Stance::Questions | Stance::Declines | Stance::Demands => Factuality::Unknown,
        _ => Factuality::CertainPlus,
    };
    let mut statements = claim.statements.clone();
    if let [only] = statements.as_mut_slice() {
        (only.stance, only.factuality) = (stance, factuality);
    }
    Claim { stance, factuality, statements, ..claim }
}

/// The words at their place nearest to the content, not in it unless they stand nowhere else.
fn beside(text: &str, words: &str, within: Span, content: Span) -> Option<Span> {
    let all = || places(text, words, within);
    let outside = nearest(all().filter(|it| !it.overlaps(content)), content);
    outside.or_else(|| nearest(all(), content))
}

/// Where whole words stand in a stretch of the text.
fn places<'a>(text: &'a str, words: &'a str, within: Span) -> impl Iterator<Item = Span> + 'a {
    let found = within.slice(text).match_indices(words).filter(|it| !it.1.is_empty());
    let whole = |it: &Span| {
        let before = text[..it.start].chars().next_back();
        let after = text[it.end..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    let span =
        move |(at, it): (usize, &str)| Span::new(within.start + at, within.start + at + it.len());
    found.map(span).filter(whole)
}

fn nearest(places: impl Iterator<Item = Span>, content: Span) -> Option<Span> {
    let away = |it: &Span| {
        let before = content.start.saturating_sub(it.end);
        before.max(it.start.saturating_sub(content.end))
    };
    places.min_by_key(|it| (away(it), it.start))
}
