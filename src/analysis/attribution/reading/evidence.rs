//! The numbers that speak for or against a reading, each with its name.
//!
//! How sure the two heads are of its parts, its shape, and the words around it. Training learns
//! from what `examples/attribution_readings.rs` writes of them, never from a second implementation.

use std::ops::Range;

use crate::analysis::attribution::network::{curves::ln, window::LABELS};

use super::{
    labelling::{ends_at, parts},
    scene::{self, Scene, mean},
};

/// A number with its name.
pub type Item = (&'static str, f32);

/// A labelling of the window of a cue, with where it comes from.
pub struct Labelled<'a> {
    /// The cue.
    pub cue: Range<usize>,
    /// The run of tokens of which the cue is an extent.
    pub run: Range<usize>,
    /// The first token of the window.
    pub first: usize,
    /// The labels of the window.
    pub labels: &'a [u8],
    /// The probabilities of the window's labels.
    pub marginals: &'a [[f32; LABELS]],
    /// The logarithm of its share among all labellings.
    pub log_share: f32,
    /// How far that lies behind the best labelling of its cue.
    pub behind: f32,
    /// Whether it is the first of its cue.
    pub foremost: bool,
}

impl Labelled<'_> {
    /// Its source and its content, in tokens of the stretch.
    pub fn parts(&self) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
        let shifted = |from, to| {
            let found = parts(self.labels, from, to).into_iter();
            found.map(|it| it.start + self.first..it.end + self.first).collect()
        };
        (shifted(1, 2), shifted(3, 4))
    }

    /// The probability of the label that a token has.
    fn own(&self, at: usize) -> f32 {
        let at = at - self.first;
        self.marginals[at][usize::from(self.labels[at])]
    }

    /// The probability that a span with the first label `label` ends at a token.
    fn ends(&self, at: usize, label: usize) -> f32 {
        ends_at(self.marginals, at - self.first, label)
    }

    /// The sum of a label's probabilities over the window, and the largest.
    fn over_window(&self, label: usize) -> (f32, f32) {
        self.marginals
            .iter()
            .fold((0.0, 0.0), |(sum, most), it| (sum + it[label], f32::max(most, it[label])))
    }
}

/// A part of a reading: its tokens, in order.
struct Part<'a>(&'a [Range<usize>]);

impl Part<'_> {
    fn tokens(&self) -> impl Iterator<Item = usize> {
        self.0.iter().cloned().flatten()
    }

    fn first(&self) -> Option<usize> {
        self.0.first().map(|it| it.start)
    }

    fn last(&self) -> Option<usize> {
        self.0.last().map(|it| it.end - 1)
    }

    fn len(&self) -> usize {
        self.0.iter().map(Range::len).sum()
    }

    fn has(&self, at: usize) -> bool {
        self.0.iter().any(|it| it.contains(&at))
    }

    /// The logarithm of the distance from a cue.
    fn gap(&self, cue: &Range<usize>) -> f32 {
        let (Some(first), Some(last)) = (self.first(), self.last()) else { return 0.0 };
        let gap = if first >= cue.end {
            first - cue.end
        } else if last < cue.start {
            cue.start - 1 - last
        } else {
            0
        };
        ln(1.0 + count(gap))
    }
}

/// The evidence for a reading; `nested` adds two more numbers once all readings are there.
pub fn evidence(
    scene: &Scene,
    labelled: &Labelled<'_>,
    source: &[Range<usize>],
    content: &[Range<usize>],
) -> Vec<Item> {
    let mut out = Vec::with_capacity(120);
    let (source, content) = (Part(source), Part(content));
    of_cue(scene, labelled, &mut out);
    of_labels(labelled, &source, &content, &mut out);
    of_content(scene, &labelled.cue, &content, &mut out);
    of_source(scene, &labelled.cue, &source, &mut out);
    of_content_words(scene, &content, &mut out);
    of_cue_words(scene, &labelled.cue, &mut out);
    of_prior(scene, &labelled.cue, &mut out);
    let length = count(labelled.labels.len());
    out.push(("share behind best", labelled.behind.max(-12.0)));
    out.push(("share", labelled.log_share.max(-30.0)));
    out.push(("share a token", (labelled.log_share / length).max(-2.0)));
    out.push(("first labelling", flag(labelled.foremost)));
    out
}

/// How sure the first head is of the cue.
fn of_cue(scene: &Scene, labelled: &Labelled<'_>, out: &mut Vec<Item>) {
    let cue = &labelled.cue;
    let shares = || cue.clone().map(|at| scene.cue_at(at));
    let share = scene.cue_share(cue);
    out.push(("cue", share));
    out.push(("cue log odds", log_odds(share)));
    out.push(("cue most", shares().fold(0.0, f32::max)));
    out.push(("cue least", shares().fold(1.0, f32::min)));
    out.push(("cue begins", scene.labels[cue.start][3]));
    out.push(("before cue", cue.start.checked_sub(1).map_or(0.0, |at| scene.cue_at(at))));
    out.push(("after cue", scene.cue_at(cue.end)));
    out.push(("run longer", count(labelled.run.len()) - count(cue.len())));
    out.push(("cue further words", count(cue.len() - 1)));
}

/// How sure the second head is of source and content.
fn of_labels(labelled: &Labelled<'_>, source: &Part<'_>, content: &Part<'_>, out: &mut Vec<Item>) {
    let own = |at: usize| labelled.own(at);
    let at_label = |at: Option<usize>, label: usize| {
        at.map_or(0.0, |at| labelled.marginals[at - labelled.first][label])
    };
    let ends = |at: Option<usize>, label| at.map_or(0.0, |at| labelled.ends(at, label));
    let (sources, most_source) = labelled.over_window(1);
    let (contents, _) = labelled.over_window(3);
    out.push(("content", mean(content.tokens(), own)));
    out.push(("content first", content.first().map_or(0.0, own)));
    out.push(("content last", content.last().map_or(0.0, own)));
    out.push(("content least", content.tokens().map(own).fold(1.0, f32::min)));
    out.push(("source", mean(source.tokens(), own)));
    out.push(("source first", source.first().map_or(0.0, own)));
    out.push(("source anywhere", most_source));
    out.push(("no source", flag(source.first().is_none())));
    out.push(("sources expected", sources.min(3.0)));
    out.push(("contents expected", contents.min(4.0)));
    out.push(("content begins here", at_label(content.first(), 3)));
    out.push(("content ends here", ends(content.last(), 3)));
    out.push(("source ends here", ends(source.last(), 1)));
}

/// The content's shape and place.
fn of_content(scene: &Scene, cue: &Range<usize>, content: &Part<'_>, out: &mut Vec<Item>) {
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return };
    let sentence = scene.bounds[cue.start].start..scene.bounds[cue.end - 1].end;
    out.push(("content length", ln(count(content.len()))));
    out.push(("content short", flag(content.len() <= 2)));
    out.push(("content further parts", count(content.0.len() - 1)));
    let by_tokens = |at: usize| scene.labels[at][5] + scene.labels[at][6];
    out.push(("content by tokens", mean(content.tokens(), by_tokens)));
    let (mut inside, mut beside) = (0.0_f32, 0.0_f32);
    for (other, share) in &scene.cues {
        if other.start < cue.end && cue.start < other.end {
            continue;
        }
        if content.has(other.start) {
            inside = inside.max(*share);
        } else if sentence.contains(&other.start) {
            beside = beside.max(*share);
        }
    }
    out.push(("other cue in content", inside));
    out.push(("other cue in sentence", beside));
    out.push(("cue quoted", flag(scene.quoted[cue.start])));
    out.push(("content quoted", mean(content.tokens(), |at| flag(scene.quoted[at]))));
    out.push(("content gap", content.gap(cue)));
    out.push(("content after cue", flag(first >= cue.end)));
    let leaves = first < sentence.start || last >= sentence.end;
    out.push(("content leaves sentence", flag(leaves)));
    let end = scene.bounds[last].end;
    out.push(("content ends sentence", flag(last + 2 >= end)));
    let sentences = scene.sentence[last].abs_diff(scene.sentence[first]);
    out.push(("content further sentences", count(sentences.min(3))));
    out.push(("first paragraph", flag(scene.opens_article)));
}

/// The source's shape and place.
fn of_source(scene: &Scene, cue: &Range<usize>, source: &Part<'_>, out: &mut Vec<Item>) {
    let sentence = scene.bounds[cue.start].start..scene.bounds[cue.end - 1].end;
    let (first, last) = (source.first(), source.last());
    let first_is = |classes| first.is_some_and(|at| scene.is(at, classes));
    let by_tokens = |at: usize| scene.labels[at][1] + scene.labels[at][2];
    out.push(("source by tokens", mean(source.tokens(), by_tokens)));
    out.push(("source gap", source.gap(cue)));
    out.push(("source after cue", flag(first.is_some_and(|at| at >= cue.end))));
    out.push(("source capital", flag(first.is_some_and(|at| scene.shapes[at] >= 5))));
    out.push(("source pronoun", flag(source.len() == 1 && first_is(scene::PRONOUN))));
    out.push(("source first person", flag(first_is(scene::PARTY))));
    let relative = last.is_some_and(|at| scene.is(at, scene::RELATIVE));
    out.push(("source relative", flag(relative)));
    out.push(("source length", ln(count(source.len()) + 1.0)));
    let leaves =
        first.is_some_and(|at| at < sentence.start) || last.is_some_and(|at| at >= sentence.end);
    out.push(("source leaves sentence", flag(leaves)));
}

/// Words at the edges of the content.
fn of_content_words(scene: &Scene, content: &Part<'_>, out: &mut Vec<Item>) {
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return };
    let next = last + 1;
    let ends = next >= scene.words.len();
    out.push(("then comma", flag(scene.word(next) == ",")));
    out.push(("then conjunction", flag(scene.is(next, scene::CONJUNCTION))));
    out.push(("then subordinate", flag(scene.is(next, scene::SUBORDINATE))));
    out.push(("then preposition", flag(scene.is(next, scene::PREPOSITION))));
    out.push(("then closing mark", flag(ends || scene.is(next, scene::CLOSING))));
    out.push(("begins that", flag(scene.word(first) == "that")));
    out.push(("begins to", flag(scene.word(first) == "to")));
    out.push(("begins quotation", flag(scene.marks[first] > 0)));
    out.push(("begins question", flag(scene.is(first, scene::QUESTION))));
    out.push(("begins determiner", flag(scene.is(first, scene::DETERMINER))));
    let balance = content.tokens().fold(0_i16, |sum, at| sum + i16::from(scene.marks[at]));
    out.push(("marks left open", f32::from(balance.max(0))));
    out.push(("marks left closed", f32::from((-balance).max(0))));
    let comma = content.tokens().any(|at| at != last && scene.word(at) == ",");
    out.push(("comma inside", flag(comma)));
}

/// The words of the cue and beside it.
fn of_cue_words(scene: &Scene, cue: &Range<usize>, out: &mut Vec<Item>) {
    let any = |classes| cue.clone().any(|at| scene.is(at, classes));
    let last = cue.end - 1;
    let before = |classes| cue.start.checked_sub(1).is_some_and(|at| scene.is(at, classes));
    let word_before = cue.start.checked_sub(1).map_or("", |at| scene.word(at));
    let next = scene.word(cue.end);
    let mark = scene.shapes[cue.start] == 1 && cue.len() == 1;
    let passive = any(scene::BE) && scene.is(last, scene::ED | scene::EN);
    out.push(("cue is mark", flag(mark)));
    out.push(("cue with colon", flag(cue.clone().any(|at| scene.word(at) == ":"))));
    out.push(("be in cue", flag(any(scene::BE))));
    out.push(("passive", flag(passive)));
    out.push(("be before", flag(before(scene::BE))));
    let impersonal = before(scene::IMPERSONAL) || scene.is(cue.start, scene::IMPERSONAL);
    out.push(("impersonal", flag(impersonal)));
    out.push(("adverb in cue", flag(any(scene::LY))));
    out.push(("infinitive", flag(word_before == "to" || scene.word(cue.start) == "to")));
    out.push(("modal", flag(before(scene::MODAL) || any(scene::MODAL))));
    out.push(("negated", flag(before(scene::NEGATION) || any(scene::NEGATION))));
    out.push(("determiner before", flag(before(scene::DETERMINER))));
    out.push(("-ing", flag(any(scene::ING))));
    out.push(("-ed", flag(scene.is(last, scene::ED))));
    out.push(("according", flag(cue.clone().any(|at| scene.word(at) == "according"))));
    out.push(("next that", flag(next == "that")));
    out.push(("next to", flag(next == "to")));
    out.push(("next of", flag(next == "of")));
    out.push(("next comma", flag(next == ",")));
    out.push(("comma before", flag(word_before == ",")));
    out.push(("relative before", flag(before(scene::RELATIVE))));
    let opens = scene.marks.get(cue.end).is_some_and(|it| *it > 0);
    out.push(("next opens quotation", flag(opens)));
    out.push(("next question", flag(scene.is(cue.end, scene::QUESTION))));
}

/// How often the words are cues in the texts of training.
fn of_prior(scene: &Scene, cue: &Range<usize>, out: &mut Vec<Item>) {
    const STEPS: [&str; 9] = [
        "prior unknown",
        "prior 1",
        "prior 2",
        "prior 3",
        "prior 4",
        "prior 5",
        "prior 6",
        "prior 7",
        "prior 8",
    ];
    let most = cue.clone().map(|at| scene.prior[at]).max().unwrap_or_default();
    for (step, name) in (0_u8..).zip(STEPS) {
        out.push((name, flag(step == most)));
    }
    out.push(("prior mean", mean(cue.clone(), |at| f32::from(scene.prior[at]))));
    let beside =
        |at: Option<usize>| at.and_then(|at| scene.prior.get(at)).map_or(0.0, |it| f32::from(*it));
    out.push(("prior before", beside(cue.start.checked_sub(1))));
    out.push(("prior after", beside(Some(cue.end))));
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

#[expect(clippy::cast_precision_loss, reason = "tokens of a stretch")]
const fn count(of: usize) -> f32 {
    of as f32
}

fn log_odds(share: f32) -> f32 {
    let share = share.clamp(1e-3, 0.999);
    ln(share) - ln(1.0 - share)
}
