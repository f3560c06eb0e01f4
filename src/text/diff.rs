//! Two texts side by side: which paragraphs are the same, and which words of the others are not.

use std::collections::HashSet;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::{
    model::Span,
    text::{sentences::paragraphs, tokens::tokens_in},
};

/// Words of a paragraph whose changes are told word by word; of a longer one all of it changed.
const LONGEST: usize = 4_000;

/// How many words of a hundred two paragraphs must share to stand beside each other.
const ALIKE: usize = 30;

/// A paragraph of either text, or two that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// That of the old text.
    pub old: Option<Part>,
    /// That of the new one.
    pub new: Option<Part>,
}

/// A paragraph, and its words that the other text does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The paragraph.
    pub span: Span,
    /// Words that changed, in its text.
    pub changed: Vec<Span>,
}

impl Row {
    /// Whether both texts have it, word for word.
    pub fn is_same(&self) -> bool {
        let whole = |it: &Option<Part>| it.as_ref().is_some_and(|it| it.changed.is_empty());
        whole(&self.old) && whole(&self.new)
    }
}

/// The paragraphs of two texts, in order.
pub fn rows(old: &str, new: &str) -> Vec<Row> {
    let (olds, news) = (paragraphs(old), paragraphs(new));
    let flat = |text: &str, spans: &[Span]| -> Vec<String> {
        let one = |it: &Span| it.slice(text).split_whitespace().collect::<Vec<_>>().join(" ");
        spans.iter().map(one).collect()
    };
    let ops = capture_diff_slices(Algorithm::Myers, &flat(old, &olds), &flat(new, &news));
    let mut rows = Vec::new();
    for op in ops {
        let (before, after) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            let part = |span: &Span| Some(Part { span: *span, changed: Vec::new() });
            let pairs = olds[before].iter().zip(&news[after]);
            rows.extend(pairs.map(|(a, b)| Row { old: part(a), new: part(b) }));
        } else {
            beside(old, &olds[before], new, &news[after], &mut rows);
        }
    }
    rows
}

/// Puts those of other paragraphs beside each other that share enough words, in their order.
fn beside(old: &str, olds: &[Span], new: &str, news: &[Span], rows: &mut Vec<Row>) {
    let whole = |span: Span| Some(Part { span, changed: vec![span] });
    let mut next = 0;
    for &a in olds {
        let alike = |b: &Span| shared(a.slice(old), b.slice(new)) >= ALIKE;
        match news[next..].iter().position(alike) {
            Some(skipped) => {
                let added = news[next..next + skipped].iter();
                rows.extend(added.map(|it| Row { old: None, new: whole(*it) }));
                rows.push(pair((old, a), (new, news[next + skipped])));
                next += skipped + 1;
            }
            None => rows.push(Row { old: whole(a), new: None }),
        }
    }
    rows.extend(news[next..].iter().map(|it| Row { old: None, new: whole(*it) }));
}

/// A stretch of each text, and their words that the other does not have.
pub fn pair((old, a): (&str, Span), (new, b): (&str, Span)) -> Row {
    let (gone, come) = words(a.slice(old), b.slice(new));
    let part = |span: Span, changed: Vec<Span>| {
        let changed = changed.iter().map(|it| it.shift(span.start)).collect();
        Some(Part { span, changed })
    };
    Row { old: part(a, gone), new: part(b, come) }
}

/// Of a hundred words of the shorter text, how many the other has as well.
fn shared(a: &str, b: &str) -> usize {
    let words = |it| tokens_of(it).into_iter().map(|it| it.1).collect::<HashSet<&str>>();
    let (a, b) = (words(a), words(b));
    a.intersection(&b).count() * 100 / a.len().min(b.len()).max(1)
}

/// The words of two short texts that the other does not have in that place; neighbours are joined.
fn words(old: &str, new: &str) -> (Vec<Span>, Vec<Span>) {
    let (before, after) = (tokens_of(old), tokens_of(new));
    let plain = |all: &[(Span, &str)]| all.iter().map(|it| it.1.to_owned()).collect::<Vec<_>>();
    if before.len().max(after.len()) > LONGEST {
        let whole = |text: &str| vec![Span::new(0, text.len())];
        return (whole(old), whole(new));
    }
    let ops = capture_diff_slices(Algorithm::Myers, &plain(&before), &plain(&after));
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for op in ops.iter().filter(|it| !matches!(it, DiffOp::Equal { .. })) {
        let joined = |all: &[(Span, &str)]| all.iter().map(|it| it.0).reduce(Span::join);
        gone.extend(joined(&before[op.old_range()]));
        come.extend(joined(&after[op.new_range()]));
    }
    (gone, come)
}

fn tokens_of(text: &str) -> Vec<(Span, &str)> {
    let tokens = tokens_in(text, Span::new(0, text.len())).into_iter();
    tokens.map(|it| (it.span, it.span.slice(text))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> Vec<String> {
        let part = |it: &Option<Part>, text: &str| match it {
            None => "-".to_owned(),
            Some(it) if it.changed == [it.span] => format!("[{}]", it.span.slice(text)),
            Some(it) => {
                let changed: Vec<&str> = it.changed.iter().map(|it| it.slice(text)).collect();
                format!("{} ({})", it.span.slice(text), changed.join("|"))
            }
        };
        let rows = rows(old, new);
        rows.iter().map(|it| format!("{} = {}", part(&it.old, old), part(&it.new, new))).collect()
    }

    #[test]
    fn what_changed_stands_beside_what_it_was() {
        assert_eq!(
            told(
                "One.\n\nForty crates came to Ruun.\n\nGone for good.",
                "One.\n\nSixty crates came to Ruun today.\n\nA new ending."
            ),
            [
                "One. () = One. ()",
                "Forty crates came to Ruun. (Forty) = Sixty crates came to Ruun today. (Sixty|today)",
                "[Gone for good.] = -",
                "- = [A new ending.]",
            ]
        );
        assert!(told("", "").is_empty());
        assert_eq!(told("", "New."), ["- = [New.]"]);
    }
}
