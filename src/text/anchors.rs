//! Places found again in another revision of a text; never the wrong words in silence.
//!
//! [`find`] gives one of six outcomes. Only two are taken without asking: the same words at the
//! same place ([`Outcome::Exact`]) or elsewhere ([`Outcome::Moved`]), with the same surroundings
//! and nothing changed in their sentence that changes its meaning. Everything else waits for the
//! analyst. Differences of white space, quotation marks and dashes are none.
//!
//! * `plain`: texts without such differences, with the way back to the places
//! * `meaning`: whether two wordings differ in a number, a name, a date, a negation or a doubt

mod meaning;
mod plain;

use crate::{
    model::{Anchor, Span},
    text::approximate,
};

use self::plain::Plain;

pub use self::meaning::changes_meaning;

/// What became of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same words at the same place.
    Exact(Span),
    /// The same words elsewhere.
    Moved(Span),
    /// Other words, most likely the ones meant: to be accepted.
    Changed(Span),
    /// Other words here or around, which say something else: to be looked at.
    ChangedMeaning(Span),
    /// One of these places, best first: to be chosen.
    Ambiguous(Vec<Span>),
    /// Not there any more.
    Orphan,
}

impl Outcome {
    /// The place, where it needs no decision.
    pub const fn settled(&self) -> Option<Span> {
        match self {
            Self::Exact(span) | Self::Moved(span) => Some(*span),
            _ => None,
        }
    }
}

/// How much better the best of several places must be, of 1.
const MARGIN: f64 = 0.15;
/// How alike the words before or after a place must be, of 1.
const SURROUNDINGS: f64 = 0.70;
/// How alike changed words must be, of 1.
const ALIKE: f64 = 0.80;
/// So many characters of unchanged words need no surroundings to be known again.
const LONG: usize = 60;
/// Shorter quotes are not looked for with errors: too many other words are like them.
const SHORT: usize = 20;
/// How many places with errors are compared.
const CANDIDATES: usize = 8;

/// Where `anchor` stands in `text`, a later revision than its own.
///
/// `old` is the text of its own revision, where there is one: it shows the whole sentence that the
/// quote stood in, of which the anchor itself keeps 32 characters on each side.
pub fn find(anchor: &Anchor, old: Option<&str>, text: &str) -> Outcome {
    if anchor.quote.trim().is_empty() {
        return Outcome::Orphan;
    }
    let seeker = Seeker::new(anchor, old, text);
    let outcome = seeker.unchanged().or_else(|| seeker.changed()).or_else(|| seeker.between());
    outcome.unwrap_or(Outcome::Orphan)
}

/// An anchor and the text that it is looked for in, both plain.
struct Seeker<'a> {
    anchor: &'a Anchor,
    text: Plain<'a>,
    quote: String,
    prefix: String,
    suffix: String,
    /// What stood before and after the quote in its sentence, as far as it is known.
    sentence: (String, String),
    /// All of it is known.
    whole: bool,
}

/// A place that may be meant.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Candidate {
    /// In the plain text.
    span: Span,
    /// How alike the words are, of 1.
    quote: f64,
    /// How alike those before are.
    before: f64,
    /// How alike those after are.
    after: f64,
    /// How near the old place it is, of 1.
    near: f64,
}

impl Candidate {
    /// All of it, of 1. Surroundings tell two places apart better than where they stand.
    fn score(&self) -> f64 {
        0.5 * self.quote + 0.2 * self.before + 0.2 * self.after + 0.1 * self.near
    }

    /// What remains to tell equal words apart, of 1.
    fn surroundings(&self) -> f64 {
        0.4 * self.before + 0.4 * self.after + 0.2 * self.near
    }

    fn supported(&self) -> bool {
        self.before.max(self.after) >= SURROUNDINGS
    }
}

impl<'a> Seeker<'a> {
    fn new(anchor: &'a Anchor, old: Option<&str>, text: &'a str) -> Self {
        let plain = |it: &str| Plain::new(it).text;
        let (prefix, suffix) = (plain(&anchor.prefix), plain(&anchor.suffix));
        let old = old.filter(|it| anchor.span.slice(it) == anchor.quote);
        let (before, after) = match old {
            Some(it) => (plain(&it[..anchor.span.start]), plain(&it[anchor.span.end..])),
            None => (prefix.clone(), suffix.clone()),
        };
        Self {
            anchor,
            text: Plain::new(text),
            quote: plain(anchor.quote.trim()),
            prefix,
            suffix,
            sentence: (
                plain::last_sentence(&before).to_owned(),
                plain::rest_of_sentence(&plain(&anchor.quote), &after).to_owned(),
            ),
            whole: old.is_some(),
        }
    }

    /// The same words: once, or at a place that its surroundings speak for.
    fn unchanged(&self) -> Option<Outcome> {
        let places = self.text.text.match_indices(self.quote.as_str());
        let mut found: Vec<Candidate> = places
            .map(|(start, quote)| self.candidate(Span::new(start, start + quote.len()), 1.0))
            .collect();
        found.sort_by(|a, b| b.surroundings().total_cmp(&a.surroundings()));
        let best = *found.first()?;
        let ahead =
            found.get(1).is_none_or(|next| best.surroundings() >= next.surroundings() + MARGIN);
        // Of paragraphs that are printed twice the old place is meant, if it looks as it did.
        let here = |it: &Candidate| {
            it.before.min(it.after) > 0.999 && self.place(it.span).start == self.anchor.span.start
        };
        let clear = ahead || here(&best);
        // Words that stand once, but in other surroundings, can be another sentence's.
        let known = best.supported() || (found.len() == 1 && self.quote.chars().count() >= LONG);
        if !clear || !known {
            return Some(Outcome::Ambiguous(found.iter().map(|it| self.place(it.span)).collect()));
        }
        let span = self.place(best.span);
        if self.sentence_says_something_else(best.span) {
            return Some(Outcome::ChangedMeaning(span));
        }
        let stays = span.start == self.anchor.span.start;
        Some(if stays { Outcome::Exact(span) } else { Outcome::Moved(span) })
    }

    /// Words like these.
    fn changed(&self) -> Option<Outcome> {
        let length = self.quote.chars().count();
        if length < SHORT {
            return None;
        }
        // Bytes are counted here, characters below.
        let most = self.quote.len() / 5;
        let places = approximate::places(&self.quote, &self.text.text, most, CANDIDATES);
        let mut found: Vec<Candidate> = places
            .into_iter()
            .map(|it| {
                let words = it.span.slice(&self.text.text);
                self.candidate(it.span, strsim::normalized_levenshtein(&self.quote, words))
            })
            .filter(|it| it.quote >= ALIKE)
            .collect();
        found.sort_by(|a, b| b.score().total_cmp(&a.score()));
        let best = *found.first()?;
        if !best.supported() {
            return None;
        }
        let clear = found.get(1).is_none_or(|next| best.score() >= next.score() + MARGIN);
        if !clear {
            return Some(Outcome::Ambiguous(found.iter().map(|it| self.place(it.span)).collect()));
        }
        Some(self.reworded(best.span))
    }

    /// Whatever stands now between the words before and the words after, if both stand once.
    fn between(&self) -> Option<Outcome> {
        let once = |words: &str| {
            let mut places = self.text.text.match_indices(words);
            let place = places.next().map(|it| it.0);
            place.filter(|_| places.next().is_none() && words.trim().chars().count() >= SHORT)
        };
        let (prefix, suffix) = (self.prefix.trim_start(), self.suffix.trim_end());
        let start = once(prefix)? + prefix.len();
        let end = once(suffix)?;
        let longest = 2 * self.quote.len() + 40;
        let span = (start < end && end - start <= longest).then(|| Span::new(start, end))?;
        let span = span.trim(&self.text.text);
        (!span.is_empty()).then(|| self.reworded(span))
    }

    /// A place with other words.
    fn reworded(&self, span: Span) -> Outcome {
        let place = self.place(span);
        let words = span.slice(&self.text.text);
        if changes_meaning(&self.quote, words) || self.sentence_says_something_else(span) {
            Outcome::ChangedMeaning(place)
        } else {
            Outcome::Changed(place)
        }
    }

    /// Whether what stands around the quote in its sentence changed its meaning: a "not" put before
    /// it, another speaker.
    fn sentence_says_something_else(&self, span: Span) -> bool {
        let text = &self.text.text;
        let mut before = plain::last_sentence(&text[..span.start]);
        let mut after = plain::rest_of_sentence(span.slice(text), &text[span.end..]);
        if !self.whole {
            // As much of the new text as the anchor keeps of the old.
            before = plain::tail(before, self.prefix.chars().count());
            after = plain::head(after, self.suffix.chars().count());
        }
        changes_meaning(&self.sentence.0, before) || changes_meaning(&self.sentence.1, after)
    }

    fn candidate(&self, span: Span, quote: f64) -> Candidate {
        let text = &self.text.text;
        let before = plain::tail(&text[..span.start], self.prefix.chars().count());
        let after = plain::head(&text[span.end..], self.suffix.chars().count());
        let alike = |old: &str, new: &str| {
            if old.trim().is_empty() && new.trim().is_empty() {
                return 1.0;
            }
            strsim::normalized_levenshtein(old, new)
        };
        let place = self.place(span);
        let away = place.start.abs_diff(self.anchor.span.start);
        let longest = self.text.original.len().max(self.anchor.span.end).max(1);
        #[expect(clippy::cast_precision_loss, reason = "lengths of texts are far below 2^52")]
        let near = 1.0 - (away as f64 / longest as f64).min(1.0);
        Candidate {
            span,
            quote,
            before: alike(&self.prefix, before),
            after: alike(&self.suffix, after),
            near,
        }
    }

    /// The place in the text itself.
    fn place(&self, span: Span) -> Span {
        self.text.original(span)
    }
}
