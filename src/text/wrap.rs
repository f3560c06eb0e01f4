//! Lines of a given width, as spans.
//!
//! Widths are counted in terminal cells, a grapheme cluster at a time, as the terminal counts them;
//! lines break where Unicode lets them (UAX 14). Nothing but white space at a break is left out of
//! the lines, and no line is wider than asked unless a single cluster is. The screen and the
//! exporters rely on both.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::model::Span;

/// How many cells `text` takes.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The lines of `text` at `width` cells; a width of nothing counts as one.
pub fn wrap(text: &str, width: usize) -> Vec<Span> {
    let mut lines = Lines { text, room: width.max(1), done: Vec::new(), open: None, used: 0 };
    let mut start = 0;
    for (end, opportunity) in linebreaks(text) {
        lines.push(Span::new(start, end));
        if opportunity == BreakOpportunity::Mandatory {
            lines.close();
        }
        start = end;
    }
    lines.close();
    lines.done
}

/// `text` in at most `width` cells, with an ellipsis where something had to go.
pub fn clip(text: &str, width: usize) -> String {
    if self::width(text) <= width {
        return text.to_owned();
    }
    let Some(room) = width.checked_sub(1) else { return String::new() };
    let mut out = head(text, room).trim_end().to_owned();
    out.push('…');
    out
}

/// `text` in exactly `width` cells: clipped, or with blanks after it.
pub fn fit(text: &str, width: usize) -> String {
    let mut out = clip(text, width);
    let blanks = width.saturating_sub(self::width(&out));
    out.extend(std::iter::repeat_n(' ', blanks));
    out
}

/// As many of the first clusters of `text` as `width` cells hold.
fn head(text: &str, width: usize) -> &str {
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += cluster.width();
        if used > width {
            return &text[..at];
        }
    }
    text
}

/// The lines so far, and the one that is being filled.
struct Lines<'a> {
    text: &'a str,
    room: usize,
    done: Vec<Span>,
    open: Option<Span>,
    used: usize,
}

impl Lines<'_> {
    /// Adds a stretch that must not be broken, unless it is wider than a line.
    fn push(&mut self, piece: Span) {
        let solid = self.solid(piece);
        let needed = width(solid.slice(self.text));
        if self.used + needed > self.room {
            self.close();
        }
        if needed > self.room {
            self.push_by_cluster(solid);
        } else {
            self.extend(solid, needed);
        }
        self.used += width(Span::new(solid.end, piece.end).slice(self.text));
    }

    /// The stretch without the white space after it; that before it is text.
    fn solid(&self, piece: Span) -> Span {
        let slice = piece.slice(self.text);
        Span::new(piece.start, piece.start + slice.trim_end().len())
    }

    fn push_by_cluster(&mut self, piece: Span) {
        for (at, cluster) in piece.slice(self.text).grapheme_indices(true) {
            let needed = cluster.width();
            if self.used + needed > self.room {
                self.close();
            }
            self.extend(Span::new(at, at + cluster.len()).shift(piece.start), needed);
        }
    }

    fn extend(&mut self, piece: Span, needed: usize) {
        if piece.is_empty() {
            return;
        }
        self.open = Some(self.open.map_or(piece, |open| open.join(piece)));
        self.used += needed;
    }

    fn close(&mut self) {
        self.used = 0;
        if let Some(line) = self.open.take() {
            self.done.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width).into_iter().map(|line| line.slice(text)).collect()
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(lines("Seoul said on Monday", 10), ["Seoul said", "on Monday"]);
        assert_eq!(lines("US-drafted text", 6), ["US-", "drafte", "d text"]);
        assert_eq!(lines("one\ntwo", 20), ["one", "two"]);
        assert_eq!(lines("", 5), [""; 0]);
    }

    #[test]
    fn wide_clusters_take_two_cells() {
        assert_eq!(width("평양"), 4);
        assert_eq!(lines("평양은", 4), ["평양", "은"]);
        assert_eq!(lines("평", 1), ["평"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(clip("containers", 6), "conta…");
        assert_eq!(clip("평양은", 4), "평…");
        assert_eq!(clip("anything", 0), "");
        assert_eq!(fit("ab", 4), "ab  ");
    }

    proptest! {
        #[test]
        fn nothing_but_white_space_is_lost(text in "[a-z é평👩‍🚀\u{301}\n-]{0,60}", room in 0usize..20) {
            let solid = |text: &str| text.chars().filter(|it| !it.is_whitespace()).collect::<String>();
            let lines = lines(&text, room);
            prop_assert_eq!(solid(&lines.concat()), solid(&text));
            for line in lines {
                let clusters = line.graphemes(true).count();
                prop_assert!(width(line) <= room.max(1) || clusters == 1, "{:?}", line);
            }
        }
    }
}
