//! Claims that the analyst has looked through, as training data: a text file and a file of standoff
//! annotations (brat) a brief, laid out as `PolNeAR` is: `text/NAME.txt`, `attributions/NAME_A1.ann`.
//!
//! What is not annotated teaches that nothing is there, so only briefs leave of which every claim has
//! a verdict. Claims that are wrong do not, nor those without a cue, nor those inside others, which
//! `PolNeAR` does not annotate either.

use std::fmt::Write as _;

use crate::{
    export::{Brief, points::Points},
    model::{Claim, Item, Review, Span},
};

/// One brief as training data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// The name of its files, without their endings.
    pub name: String,
    /// The text.
    pub text: String,
    /// The annotations; offsets are code points.
    pub annotations: String,
}

/// The brief as training data; none where a claim has no verdict, or there is no claim.
pub fn lesson(brief: &Brief<'_>) -> Option<Lesson> {
    let review = |claim: &Claim| {
        let item = Item::Claim(claim.extent());
        let known = brief.verdicts.iter().find(|it| it.item == item);
        known.map_or(Review::Unreviewed, |it| it.review)
    };
    let claims = &brief.analysis.claims;
    if claims.is_empty() || claims.iter().any(|it| review(it) == Review::Unreviewed) {
        return None;
    }
    let text = &brief.article.text;
    let points = Points::new(text);
    let mut writer = Writer { text, points, number: 0, out: String::new() };
    let right = claims.iter().filter(|it| review(it) != Review::Wrong && it.inside.is_none());
    for (number, claim) in right.enumerate() {
        let Some(cue) = claim.cue else { continue };
        let content = writer.span("Content", &claim.content);
        let cue = writer.span("Cue", &[cue]);
        let source = claim.source_span.map(|it| writer.span("Source", &[it]));
        let source = source.map_or_else(String::new, |it| format!(" Source:T{it}"));
        let number = number + 1;
        // Writing to a string cannot fail.
        let _ = writeln!(writer.out, "E{number}\tContent:T{content} Cue:T{cue}{source}");
    }
    let name = format!("brief-{:06}", brief.number);
    Some(Lesson { name, text: text.clone(), annotations: writer.out })
}

struct Writer<'a> {
    text: &'a str,
    points: Points,
    number: usize,
    out: String,
}

impl Writer<'_> {
    /// Writes a span of one or more parts; gives its number.
    fn span(&mut self, label: &str, parts: &[Span]) -> usize {
        self.number += 1;
        let place = |it: &Span| {
            let (start, end) = self.points.of(*it);
            format!("{start} {end}")
        };
        let places: Vec<String> = parts.iter().map(place).collect();
        let words =
            |it: &Span| it.slice(self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let words: Vec<String> = parts.iter().map(words).collect();
        let (number, places, words) = (self.number, places.join(";"), words.join(" "));
        let _ = writeln!(self.out, "T{number}\t{label} {places}\t{words}");
        number
    }
}
