//! Attribution by a verb: "Kim said that ...", "...", said Kim; "slammed the US over ...".

use crate::{
    analysis::attribution::{
        Attribution,
        lexicon::{self, BETWEEN, Form, Frame, Verb},
        paragraph::Paragraph,
        subject,
    },
    model::Span,
};

/// A verb of attribution in a sentence.
struct Cue {
    /// The tokens of the verb group.
    from: usize,
    /// The token after the group.
    to: usize,
    verb: Verb,
}

/// Finds the attributions of one sentence.
pub fn find(text: &str, paragraph: &Paragraph, sentence: usize, found: &mut Vec<Attribution>) {
    let span = paragraph.sentences[sentence];
    let range = paragraph.within(span);
    let cues = cues(text, paragraph, range.clone());
    let first = found.len();
    for (number, cue) in cues.iter().enumerate() {
        let next = cues.get(number + 1);
        let floor = number.checked_sub(1).map_or(range.start, |it| cues[it].to);
        let one = if cue.verb.form == Form::Participle {
            participle(text, paragraph, cue, next, range.clone(), found, first)
        } else {
            finite(text, paragraph, cue, next, floor, range.clone(), found, first)
        };
        found.extend(one);
    }
}

/// The verb groups of a sentence that can attribute.
fn cues(text: &str, paragraph: &Paragraph, range: std::ops::Range<usize>) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    for at in range.clone() {
        let token = paragraph.tokens[at].span;
        if paragraph.quote_at(token.start).is_some() {
            continue;
        }
        // A capital within a sentence makes a name of it: "the United States".
        if at > range.start && paragraph.word(text, at).starts_with(char::is_uppercase) {
            continue;
        }
        let Some(verb) = lexicon::verb(&paragraph.lower(text, at)) else { continue };
        let before = if at > range.start { paragraph.lower(text, at - 1) } else { String::new() };
        let after = paragraph.lower(text, at + 1);
        if is_noun(&before, verb, &after) || after == "-" {
            continue;
        }
        let floor = cues.last().map_or(range.start, |it| it.to);
        let from = subject::group_start(text, paragraph, at, floor);
        let group: Vec<String> = (from..at).map(|it| paragraph.lower(text, it)).collect();
        let passive = ["is", "are", "was", "were", "been", "being", "be"];
        if before == "by"
            || before == "been"
            || passive.contains(&before.as_str()) && verb.form == Form::Finite
        {
            continue;
        }
        // A bare base form is a verb only behind an auxiliary, "to", or a plural subject.
        let base = verb.form == Form::Base;
        let helped = group.iter().any(|it| BETWEEN.contains(&it.as_str()) && !it.ends_with("ly"));
        let plural = before.len() > 3 && before.ends_with('s')
            || matches!(
                before.as_str(),
                "they" | "we" | "i" | "you" | "who" | "some" | "many" | "people"
            );
        if base && !helped && !plural {
            continue;
        }
        // "to say" is a cue only where the subject goes on to do it.
        let infinitive = before == "to";
        if infinitive && !group.iter().any(|it| matches!(it.as_str(), "went" | "goes" | "on")) {
            continue;
        }
        cues.push(Cue { from, to: at + 1, verb });
    }
    cues
}

/// Whether a word that can be a verb stands as a noun or an adjective here.
fn is_noun(before: &str, verb: Verb, after: &str) -> bool {
    let determined = matches!(
        before,
        "a" | "an"
            | "the"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "this"
            | "these"
            | "those"
            | "any"
            | "no"
            | "of"
            | "over"
            | "about"
            | "’s"
            | "'s"
            | "such"
            | "new"
            | "with"
            | "in"
            | "for"
    );
    determined
        && (verb.form != Form::Participle || after == "of" || before == "the" || before == "a")
        || before == "so-called"
}

/// A finite verb with its subject.
#[expect(clippy::too_many_arguments, reason = "the state of one sentence, read and not kept")]
fn finite(
    text: &str,
    paragraph: &Paragraph,
    cue: &Cue,
    next: Option<&Cue>,
    floor: usize,
    range: std::ops::Range<usize>,
    found: &[Attribution],
    first: usize,
) -> Option<Attribution> {
    let span =
        Span::new(paragraph.tokens[cue.from].span.start, paragraph.tokens[cue.to - 1].span.end);
    let mut source = subject::before(text, paragraph, floor, cue.from);
    let mut after = cue.to;
    let mut rule = "verb of attribution after its subject";
    let closing = |at: usize| matches!(paragraph.word(text, at), "”" | "\"" | "," | "’" | "—");
    let quote_before = cue.from > range.start && closing(cue.from - 1);
    let quoted_left = paragraph.quotes.iter().any(|it| {
        it.end <= span.start && text[it.end..span.start].trim_matches([',', ' ']).is_empty()
    });
    if source.is_none() && quote_before || quoted_left && cue.to < range.end {
        // "...", said Kim.
        let inverted = subject::after(text, paragraph, cue.to, range.end);
        if let Some(name) = inverted {
            after = paragraph.within(Span::new(name.start, name.end)).end;
            source = Some(name);
            rule = "verb of attribution before its subject";
        }
    }
    // A verb whose subject is a stretch of quotation has none.
    if source.is_some_and(|it| {
        paragraph.quote_at(it.start).is_some_and(|quote| quote.covers(it.end - 1))
    }) {
        source = None;
    }
    let mut cue_span = span;
    if paragraph.word(text, after) == ":" && after == cue.to {
        cue_span = cue_span.join(paragraph.tokens[after].span);
        after += 1;
    }
    let limit = limit(text, paragraph, next, &range);
    let content = match cue.verb.frame {
        Frame::Said => said(text, paragraph, source, cue_span, after, limit, &range),
        Frame::Told | Frame::Judged => {
            let right = right(text, paragraph, after, limit);
            if right.is_empty() { left(text, paragraph, source, cue_span, &range) } else { right }
        }
    };
    if content.is_empty() {
        return None;
    }
    let mut one = Attribution::cued(source, cue_span, content, rule);
    if source.is_none() {
        // "denies X, tells Y": the second verb has the subject of the first.
        one.inherits = (first..found.len()).next_back();
        one.ground.rule = "verb of attribution that shares a subject";
        one.inherits?;
    }
    Some(one)
}

/// A participle, which has the source of what goes before.
fn participle(
    text: &str,
    paragraph: &Paragraph,
    cue: &Cue,
    next: Option<&Cue>,
    range: std::ops::Range<usize>,
    found: &[Attribution],
    first: usize,
) -> Option<Attribution> {
    let span =
        Span::new(paragraph.tokens[cue.from].span.start, paragraph.tokens[cue.to - 1].span.end);
    let content = right(text, paragraph, cue.to, limit(text, paragraph, next, &range));
    if content.is_empty() || cue.from == range.start {
        return None;
    }
    let comma = paragraph.word(text, cue.from - 1) == ",";
    let mut one = Attribution::cued(None, span, content, "participle that shares a source");
    if let Some(main) = (first..found.len()).next_back() {
        one.inherits = Some(main);
        return comma.then_some(one);
    }
    let word = paragraph.lower(text, cue.to - 1);
    if comma
        || matches!(
            word.as_str(),
            "assuring" | "saying" | "warning" | "claiming" | "denying" | "accusing"
        )
    {
        one.source = sentence_subject(text, paragraph, range.start, cue.from);
        one.ground.rule = "participle of the sentence's subject";
        return one.source.is_some().then_some(one);
    }
    None
}

/// The noun phrase at the head of a sentence: up to the first adverb or finite verb.
fn sentence_subject(text: &str, paragraph: &Paragraph, start: usize, end: usize) -> Option<Span> {
    let stop = (start..end).find(|at| {
        let word = paragraph.lower(text, *at);
        lexicon::FINITE.contains(&word.as_str())
            || *at > start && word.ends_with("ly")
            || word.len() > 4 && word.ends_with("ed")
    })?;
    subject::before(text, paragraph, start, stop)
}

/// Where the content of a cue ends at the latest: before the next cue that stands after a comma or
/// a conjunction of its own clause, or at the end of the sentence.
fn limit(
    text: &str,
    paragraph: &Paragraph,
    next: Option<&Cue>,
    range: &std::ops::Range<usize>,
) -> usize {
    let Some(next) = next else { return range.end };
    if next.verb.form == Form::Participle {
        let comma = next.from > range.start && paragraph.word(text, next.from - 1) == ",";
        return if comma { next.from - 1 } else { range.end };
    }
    // ", and she said" begins anew; a verb further inside is part of the content.
    let source = subject::before(text, paragraph, range.start, next.from);
    let start = source.map_or(next.from, |it| paragraph.within(it).start);
    let opens = start > range.start + 1
        && (matches!(paragraph.word(text, start - 1), "and" | "but" | ";")
            && matches!(paragraph.word(text, start - 2), "," | "”")
            || source.is_none() && paragraph.word(text, start - 1) == ",");
    if opens { start - 1 } else { range.end }
}

/// The content of a verb of saying: after it, before it, or around it.
fn said(
    text: &str,
    paragraph: &Paragraph,
    source: Option<Span>,
    cue: Span,
    after: usize,
    limit: usize,
    range: &std::ops::Range<usize>,
) -> Vec<Span> {
    let mut right = right(text, paragraph, after, limit);
    let adverbial = right.first().is_some_and(|it| is_adverbial(it.slice(text)));
    let before = left(text, paragraph, source, cue, range);
    if before.is_empty() {
        return if adverbial { Vec::new() } else { right };
    }
    let quoted = right.first().is_some_and(|it| it.slice(text).starts_with(['“', '"', '«']));
    let mut content = before;
    if quoted {
        content.append(&mut right);
    } else if !adverbial && !right.is_empty() && source.is_some_and(|it| it.end <= cue.start) {
        let inverted_quote = content.iter().any(|it| it.slice(text).ends_with(['”', '"', '»']));
        if !inverted_quote {
            return right;
        }
    }
    content
}

/// "on Thursday", "in a statement": words after a cue that are no content.
fn is_adverbial(words: &str) -> bool {
    let mut each = words.split_whitespace();
    let first = each.next().unwrap_or_default().to_lowercase();
    let preposition = matches!(
        first.as_str(),
        "on" | "in"
            | "at"
            | "during"
            | "after"
            | "via"
            | "late"
            | "earlier"
            | "to"
            | "last"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    );
    preposition && words.split_whitespace().count() <= 9
}

/// The content after a cue: to the limit, or over all sentences of the quotation that begins there.
fn right(text: &str, paragraph: &Paragraph, after: usize, limit: usize) -> Vec<Span> {
    let mut from = after;
    while from < limit && matches!(paragraph.word(text, from), "," | ":" | "—" | "-") {
        from += 1;
    }
    if from >= limit {
        return Vec::new();
    }
    let start = paragraph.tokens[from].span.start;
    // A "that" or a quotation behind an adverbial ("on Thursday that ...") begins the content.
    let head =
        (from..limit.min(from + 14)).find(|at| paragraph.word(text, *at) == "that" && *at > from);
    let start = match head {
        Some(that)
            if is_adverbial(Span::new(start, paragraph.tokens[that].span.start).slice(text)) =>
        {
            paragraph.tokens[that].span.start
        }
        _ => start,
    };
    let mut end = paragraph.tokens[limit - 1].span.end;
    if let Some(quote) = paragraph.quote_at(start)
        && quote.start == start
    {
        end = end.max(quote.end);
    }
    trimmed(text, Span::new(start, end)).into_iter().collect()
}

/// The content before a cue: the quotation that ends there, or the clause from the sentence's head.
fn left(
    text: &str,
    paragraph: &Paragraph,
    source: Option<Span>,
    cue: Span,
    range: &std::ops::Range<usize>,
) -> Vec<Span> {
    let edge = source.filter(|it| it.start < cue.start).map_or(cue.start, |it| it.start);
    let gap = |end: usize| text[end..edge].trim_matches([',', ' ', '\u{a0}', '-', '—']).is_empty();
    if let Some(quote) = paragraph.quotes.iter().rev().find(|it| it.end <= edge && gap(it.end)) {
        let sentence = paragraph.sentences.iter().find(|it| it.covers(quote.start));
        let starts = sentence.map_or(quote.start, |it| it.start);
        let lead = Span::new(starts, quote.start);
        let lead_words = lead.slice(text).split_whitespace().count();
        let start = if lead_words > 0
            && range.start < paragraph.tokens.len()
            && paragraph.tokens[range.start].span.start == starts
        {
            starts
        } else {
            quote.start
        };
        return vec![Span::new(start, quote.end)];
    }
    let Some(first) = paragraph.tokens.get(range.start) else { return Vec::new() };
    let clause = Span::new(first.span.start, edge);
    let comma = text[..edge].trim_end().ends_with(',');
    if comma && clause.slice(text).split_whitespace().count() >= 4 {
        return trimmed(text, clause).into_iter().collect();
    }
    Vec::new()
}

/// A content without the punctuation and white space around it; quotation marks stay.
pub fn trimmed(text: &str, span: Span) -> Option<Span> {
    let span = span.trim(text);
    let words = span.slice(text);
    let head = words.trim_start_matches([',', ';', ':', ' ', '—', '–']);
    let tail = head.trim_end_matches([',', ';', ':', '.', ' ', '—', '–', '!', '?', '…']);
    let start = span.end - head.len();
    let span = Span::new(start, start + tail.len());
    span.slice(text).chars().any(char::is_alphanumeric).then_some(span)
}
