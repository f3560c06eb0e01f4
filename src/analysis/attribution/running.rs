//! Running text: from the engine's claims to attributions.
//!
//! The engine finds source, cue and content inside one paragraph. What it cannot know is added
//! here: a paragraph that ends with a colon is read with the quotation after it, an elliptical cue
//! takes the source of the claim before it, and contents are read once more for what is reported
//! inside them.

use std::{borrow::Cow, ops::Range, sync::LazyLock};

use crate::{
    analysis::attribution::{
        Attribution, Manner, absence, carried, charged, content,
        engine::Engine,
        lexicon,
        network::Encoded,
        paragraph::Paragraph,
        passive,
        quoting::Mark,
        reading::{Reading, choice::Chosen},
    },
    model::{Ground, Quotation, Span},
    text::tokens::is_quote,
};

/// Words of the shortest content that is read for claims inside it.
const SHORTEST: usize = 5;

/// Paragraphs that the network reads side by side.
const BATCH: usize = 16;

/// How deep reports of reports are followed.
const DEPTH: usize = 2;

/// The attributions of running text.
pub fn attributions(text: &str, paragraphs: &[Paragraph]) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut state = carried::State::default();
    let units = units(text, paragraphs);
    for (batch, units) in units.chunks(BATCH).enumerate() {
        let opening = |at: usize| batch == 0 && at == 0;
        let some: Vec<(&Paragraph, bool)> =
            units.iter().enumerate().map(|(at, it)| (it.as_ref(), opening(at))).collect();
        let ahead = Engine::shared().map(|it| it.ahead(text, &some)).unwrap_or_default();
        let mut ahead = ahead.into_iter();
        for (unit, opens_article) in some {
            let ahead = ahead.next().flatten();
            let from = found.len();
            read(text, unit, opens_article, DEPTH, ahead, &mut found);
            carried::add(text, unit, from, &mut state, &mut found);
            charged::add(text, unit, from, &mut found);
            let narrated = absence::attributions(text, unit, &found[from..]);
            found.extend(narrated);
        }
    }
    found
}

/// The paragraphs as they are read: one that ends with a colon together with the quotation that
/// follows it.
fn units<'a>(text: &str, paragraphs: &'a [Paragraph]) -> Vec<Cow<'a, Paragraph>> {
    let mut units: Vec<Cow<'a, Paragraph>> = Vec::with_capacity(paragraphs.len());
    let mut leads = false;
    for paragraph in paragraphs {
        let quoted = paragraph.quoting.first().is_some_and(|it| it.mark == Mark::Opens);
        let last = units.last_mut().filter(|_| leads && quoted);
        if let Some(last) = last {
            *last = Cow::Owned(Paragraph::new(text, last.span.join(paragraph.span)));
            leads = false;
        } else {
            units.push(Cow::Borrowed(paragraph));
            leads = paragraph.span.slice(text).ends_with(':');
        }
    }
    units
}

/// The claims of one paragraph, and those inside their contents.
pub fn claims(
    text: &str,
    paragraph: &Paragraph,
    opens_article: bool,
    found: &mut Vec<Attribution>,
) {
    read(text, paragraph, opens_article, DEPTH, None, found);
}

/// The probability over which a report inside somebody's words holds.
///
/// The engine was not taught to find them, so it has to be surer; set by hand, not swept.
const INSIDE: f32 = 0.4;

/// The probabilities over which a cue is read whatever its words: in the narrator's, where of the
/// claims of `PolNeAR`'s development set one in two thousand has a weaker cue, and inside somebody's,
/// where only cues of the lexicon are kept and sure ones speak against them. Set by hand, not swept.
const WEAK: f32 = 0.15;
const SURE: f32 = 0.4;

fn read(
    text: &str,
    paragraph: &Paragraph,
    opens_article: bool,
    depth: usize,
    ahead: Option<Encoded>,
    found: &mut Vec<Attribution>,
) {
    let Some(engine) = Engine::shared() else { return };
    if ahead.is_none() && !engine.can_read(text, paragraph) {
        return;
    }
    let from = found.len();
    let proposed = lexicon::proposals(text, paragraph);
    let (enough, least) = if depth < DEPTH { (SURE, INSIDE) } else { (WEAK, 0.0) };
    let asked = |run: &Range<usize>, share: f32| {
        let mut near = run.start.saturating_sub(1)..(run.end + 1).min(paragraph.tokens.len());
        share >= enough || near.any(|at| attributes(&paragraph.lower(text, at)))
    };
    for chosen in engine.claims(text, paragraph, opens_article, ahead, &proposed, asked) {
        if chosen.share < least {
            continue;
        }
        let Some(mut one) = attribution(text, paragraph, &chosen) else { continue };
        passive::resolve(text, paragraph, &mut one);
        if one.source.is_none() {
            one.inherits = shared_source(text, paragraph, &chosen.reading.cue, from, found);
        }
        found.push(one);
    }
    if depth == 0 {
        return;
    }
    for index in from..found.len() {
        for part in found[index].content.clone() {
            inside(text, part, depth - 1, from, found);
        }
    }
}

/// Reads a content as a text of its own, for what is reported inside it.
///
/// Training knows the outermost claim only, so that inside a content no cue looks like one; alone,
/// it does.
fn inside(text: &str, content: Span, depth: usize, from: usize, found: &mut Vec<Attribution>) {
    // Its own marks are not those of a quotation inside it.
    let words = content.slice(text);
    let bare = words.strip_prefix(is_quote).unwrap_or(words);
    let bare = bare.strip_prefix("that ").unwrap_or(bare);
    let start = content.end - bare.len();
    let bare =
        if bare.len() < words.len() { bare.strip_suffix(is_quote).unwrap_or(bare) } else { bare };
    let paragraph = Paragraph::new(text, Span::new(start, start + bare.len()));
    if paragraph.tokens.len() >= SHORTEST && proposes(text, &paragraph, &found[from..]) {
        of_others(text, &paragraph, depth, from, found);
    }
}

/// What somebody's own words, which cover `words`, report of others.
pub fn claims_of_others(text: &str, words: Span, found: &mut Vec<Attribution>) {
    let paragraph = Paragraph::new(text, words);
    if proposes(text, &paragraph, &[]) {
        of_others(text, &paragraph, DEPTH - 1, found.len(), found);
    }
}

/// Of a paragraph that is somebody's words, keeps the claims for which a word of the lexicon and
/// somebody else stands; what stands in `found` from `from` on is not found twice.
fn of_others(
    text: &str,
    paragraph: &Paragraph,
    depth: usize,
    from: usize,
    found: &mut Vec<Attribution>,
) {
    let mut reported = Vec::new();
    read(text, paragraph, false, depth, None, &mut reported);
    // Links point within the list that they stand in: those to what is left out are cut.
    let mut place = vec![None; reported.len()];
    for (at, mut one) in reported.into_iter().enumerate() {
        let other = one.source.is_some_and(|it| !is_first_person(it.slice(text)));
        let cued = one.cue.is_some_and(|cue| {
            paragraph.within(cue).any(|it| attributes(&paragraph.lower(text, it)))
        });
        let known = |known: &Attribution| {
            known.cue.zip(one.cue).is_some_and(|(known, cue)| known.overlaps(cue))
        };
        if other && cued && !found[from..].iter().any(known) {
            place[at] = Some(found.len());
            one.inherits = one.inherits.and_then(|it| place[it]);
            found.push(one);
        }
    }
}

/// "we", "I": words by which a speaker names himself.
pub fn is_first_person(words: &str) -> bool {
    matches!(words.to_lowercase().as_str(), "i" | "we" | "me" | "us" | "my" | "our")
}

/// Whether a word can tell that somebody says or holds something.
fn attributes(word: &str) -> bool {
    word == "according" || lexicon::attributes(word)
}

/// Whether a word of the lexicon proposes a cue that is not among those `known`.
fn proposes(text: &str, paragraph: &Paragraph, known: &[Attribution]) -> bool {
    (0..paragraph.tokens.len()).any(|at| {
        let span = paragraph.tokens[at].span;
        attributes(&paragraph.lower(text, at))
            && !known.iter().any(|it| it.cue.is_some_and(|cue| cue.contains(span)))
    })
}

/// Tokens that may stand between the parts of one mention.
const GAP: usize = 4;

/// What a reading says, as spans; nothing where its content has no words or its source is nobody.
fn attribution(text: &str, paragraph: &Paragraph, chosen: &Chosen) -> Option<Attribution> {
    let reading = &chosen.reading;
    let span = |tokens: &Range<usize>| -> Span {
        let tokens = paragraph.tokens.get(tokens.clone()).unwrap_or_default();
        let ends = tokens.first().zip(tokens.last());
        ends.map_or_else(Span::default, |(first, last)| first.span.join(last.span))
    };
    let cue = span(&reading.cue);
    // A source in parts is one mention where no cue parts it.
    let source = match reading.source.as_slice() {
        [] => None,
        [first, .., last]
            if (last.end <= reading.cue.start || first.start >= reading.cue.end)
                && reading.source.windows(2).all(|it| it[1].start <= it[0].end + GAP) =>
        {
            Some(span(&(first.start..last.end)))
        }
        [.., last] if last.end <= reading.cue.start => Some(span(last)),
        [first, ..] => Some(span(first)),
    };
    // A comma at the end closes an apposition or belongs to no name.
    let source = source.map(|it| {
        let words = it.slice(text);
        let bare = words.strip_suffix(',').filter(|bare| !bare.contains(','));
        Span::new(it.start, it.start + bare.unwrap_or(words).len())
    });
    let named = source.map(|it| it.slice(text).to_lowercase());
    let nobody = |it: &String| {
        matches!(it.as_str(), "nobody" | "no one" | "none") || !it.contains(char::is_alphabetic)
    };
    // "Who said so?" has a "who" that stands for nobody.
    let asking = source.is_some_and(|it| {
        it.slice(text).eq_ignore_ascii_case("who")
            && paragraph.sentences.iter().any(|sentence| sentence.start == it.start)
    });
    let content = content::tidied(text, reading.content.iter().map(span));
    let content = content::without_hearer(text, cue, content);
    let content = content::without_adverbial(text, cue, content);
    let content = content::without_heading(text, source, cue, content);
    let mute = source.is_some_and(|it| !lexicon::can_speak(it.slice(text)));
    let address = source.is_none()
        && content.iter().any(|it| it.slice(text).split(' ').take(2).any(|it| it.contains('@')));
    let copula = matches!(cue.slice(text), "is" | "are" | "was" | "were" | "be" | "been");
    if copula
        || asking
        || mute
        || address
        || content.is_empty()
        || named.as_ref().is_some_and(nobody)
    {
        return None;
    }
    let article = |it: &String| matches!(it.as_str(), "the" | "a" | "an");
    Some(Attribution {
        manner: Manner::Cue,
        source: source.filter(|_| !named.as_ref().is_some_and(article)),
        inherits: None,
        cue: Some(cue),
        content,
        statements: Vec::new(),
        quotation: Quotation::Indirect,
        inside: None,
        answers: None,
        ground: Ground { cue, rule: rule(reading, chosen.share) },
    })
}

/// Steps in which a probability is told.
const STEPS: usize = 20;

/// The words by which a claim of the engine explains itself: how likely its cue, and the whole.
fn rule(reading: &Reading, whole: f32) -> &'static str {
    static RULES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let told = |step: usize| format!("{}.{:02}", step / STEPS, step % STEPS * (100 / STEPS));
        let pair = |at: usize| (told(at / (STEPS + 1)), told(at % (STEPS + 1)));
        (0..(STEPS + 1) * (STEPS + 1))
            .map(pair)
            .map(|(cue, whole)| format!("learnt: cue {cue}, reading {whole}"))
            .collect()
    });
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a probability in twenty steps"
    )]
    let step = |share: f32| (share.clamp(0.0, 1.0) * STEPS as f32).round() as usize;
    if let Some(proposal) = reading.proposal {
        return if proposal.unnamed {
            "adverb that lays it to others"
        } else {
            "word that may attribute, what belongs to it learnt"
        };
    }
    let place = step(reading.cue_share) * (STEPS + 1) + step(whole);
    RULES.get(place).map_or("learnt", String::as_str)
}

/// "..., adding that" and "... and warned that": the claim of this sentence whose source it shares.
fn shared_source(
    text: &str,
    paragraph: &Paragraph,
    cue: &Range<usize>,
    from: usize,
    found: &[Attribution],
) -> Option<usize> {
    let last = paragraph.lower(text, cue.end - 1);
    let before = cue.start.checked_sub(1).map(|it| paragraph.lower(text, it));
    let joined = before.is_some_and(|it| matches!(it.as_str(), "," | "and" | "but" | "then"));
    let passive = cue.clone().any(|at| {
        matches!(paragraph.lower(text, at).as_str(), "is" | "are" | "was" | "were" | "been" | "be")
    });
    if !(joined || last.ends_with("ing")) || passive {
        return None;
    }
    let sentence = paragraph.sentences.get(*paragraph.sentence_of.get(cue.start)?)?;
    (from..found.len())
        .rev()
        .find(|it| found[*it].cue.is_some_and(|it| sentence.contains(it)))
        .map(|it| found[it].inherits.filter(|_| found[it].source.is_none()).unwrap_or(it))
}
