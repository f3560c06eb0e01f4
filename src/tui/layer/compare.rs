//! Two texts of a brief side by side, with the words that changed; and, of a mark that lost its place,
//! where it may stand now.

use crate::{
    library::Version,
    model::{Mark, MarkId, Span},
    text::{
        anchors::{self, Outcome},
        diff::{self, Part, Row},
        sentences::paragraphs,
    },
};

/// What is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compare {
    /// What is said over it.
    pub title: String,
    /// What the two sides are called.
    pub names: [String; 2],
    /// Their texts.
    pub texts: [String; 2],
    /// Their paragraphs; a stretch of those that are the same, with how many they are.
    pub rows: Vec<Shown>,
    /// The first line that shows.
    pub top: usize,
    /// The mark that is to be placed.
    pub placing: Option<Placing>,
}

/// A row, or what is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Paragraphs side by side.
    Row(Row),
    /// So many paragraphs that are the same.
    Same(usize),
}

/// A mark that is to be placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The mark.
    pub mark: MarkId,
    /// Its words on the old side.
    pub quote: Span,
    /// Where it may stand now, the likeliest first.
    pub places: Vec<Span>,
    /// Which of them shows.
    pub at: usize,
}

/// Paragraphs that stay around what changed.
const AROUND: usize = 1;

impl Compare {
    /// The text before the last beside the last; none where there is only one.
    pub fn versions(versions: &[Version]) -> Option<Self> {
        let [.., old, new] = versions else { return None };
        let rows = diff::rows(&old.text, &new.text);
        let changed = rows.iter().filter(|it| !it.is_same()).count();
        Some(Self {
            title: format!("{} changed", crate::tui::pane::count(changed, "paragraph")),
            names: [moment(old), moment(new)],
            texts: [old.text.clone(), new.text.clone()],
            rows: shortened(rows),
            top: 0,
            placing: None,
        })
    }

    /// A mark that has no sure place in the last text: its words as they stood, and where they may
    /// stand now; none where it has a place.
    pub fn placing(versions: &[Version], mark: &Mark) -> Option<Self> {
        let (new, anchor) = (versions.last()?, mark.anchor.as_ref()?);
        let old = versions.iter().find(|it| it.revision == anchor.revision);
        let outcome = anchors::find(anchor, old.map(|it| it.text.as_str()), &new.text);
        let (why, places) = match outcome {
            _ if anchor.revision == new.revision => return None,
            Outcome::Exact(_) | Outcome::Moved(_) => return None,
            Outcome::Changed(place) => ("its words changed", vec![place]),
            Outcome::ChangedMeaning(place) => ("what it says may have changed", vec![place]),
            Outcome::Ambiguous(places) => ("it may stand in several places", places),
            Outcome::Orphan => ("its words are gone", Vec::new()),
        };
        let (name, text, quote) = if let Some(it) = old {
            (moment(it), it.text.clone(), anchor.span)
        } else {
            let start = anchor.prefix.len();
            let text = format!("{}{}{}", anchor.prefix, anchor.quote, anchor.suffix);
            ("as it came".to_owned(), text, Span::new(start, start + anchor.quote.len()))
        };
        let placing = Placing { mark: mark.id, quote, places, at: 0 };
        let mut compare = Self {
            title: why.to_owned(),
            names: [name, moment(new)],
            texts: [text, new.text.clone()],
            rows: Vec::new(),
            top: 0,
            placing: Some(placing),
        };
        compare.look();
        Some(compare)
    }

    /// Goes to the next place that may be meant, or to the one before.
    pub fn step(&mut self, back: bool) {
        let Some(placing) = &mut self.placing else { return };
        let count = placing.places.len().max(1);
        placing.at = (placing.at + if back { count - 1 } else { 1 }) % count;
        self.look();
    }

    /// The mark and the place that shows.
    pub fn chosen(&self) -> Option<(MarkId, Span)> {
        let placing = self.placing.as_ref()?;
        Some((placing.mark, *placing.places.get(placing.at)?))
    }

    /// What is marked on a side.
    pub fn marked(&self, side: usize) -> Option<Span> {
        let placing = self.placing.as_ref()?;
        if side == 0 { Some(placing.quote) } else { self.chosen().map(|it| it.1) }
    }

    /// The paragraphs of the place that shows.
    fn look(&mut self) {
        self.top = 0;
        let [old, new] = &self.texts;
        let before = self.marked(0).map(|it| around(old, it));
        let after = self.marked(1).map(|it| around(new, it));
        let row = match (before, after) {
            (Some(before), Some(after)) => diff::pair((old, before), (new, after)),
            (before, after) => {
                let whole =
                    |span: Option<Span>| span.map(|span| Part { span, changed: Vec::new() });
                Row { old: whole(before), new: whole(after) }
            }
        };
        self.rows = vec![Shown::Row(row)];
    }
}

/// The paragraphs that a place touches.
fn around(text: &str, place: Span) -> Span {
    let touched = paragraphs(text).into_iter().filter(|it| it.overlaps(place));
    touched.reduce(Span::join).unwrap_or(place)
}

/// When a text came: `2024-03-05 06:30`.
fn moment(version: &Version) -> String {
    version.retrieved.get(..16).unwrap_or(&version.retrieved).replace('T', " ")
}

/// Leaves out what is the same and far from what changed.
fn shortened(rows: Vec<Row>) -> Vec<Shown> {
    let changed: Vec<usize> =
        rows.iter().enumerate().filter(|it| !it.1.is_same()).map(|it| it.0).collect();
    let mut shown = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        if changed.iter().any(|it| it.abs_diff(at) <= AROUND) {
            shown.push(Shown::Row(row));
        } else if let Some(Shown::Same(count)) = shown.last_mut() {
            *count += 1;
        } else {
            shown.push(Shown::Same(1));
        }
    }
    shown
}
