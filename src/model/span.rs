//! [`Span`]: where in a text something stands.

use std::ops::Range;

/// A half-open range of bytes in the text of one article.
///
/// Both ends lie on character boundaries of that text, and `start <= end`. Spans are cheap to copy
/// and order by where they begin; they say nothing about which article they belong to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// From `start` to `end`; an end before the start makes an empty span at the start.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// The span of `part` within `whole`, where `part` is a slice of `whole`.
    ///
    /// Slices are how analyzers look at text; this turns one back into an address.
    pub fn of(whole: &str, part: &str) -> Option<Self> {
        let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
        let end = start + part.len();
        (end <= whole.len()).then_some(Self { start, end })
    }

    /// The words this span covers, or nothing if `text` is not the text it was taken from.
    pub fn slice(self, text: &str) -> &str {
        text.get(Range::from(self)).unwrap_or_default()
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly within this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` is covered.
    pub const fn covers(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that contains both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// This span without the white space at its ends in `text`.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let slice = self.slice(text);
        let start = self.start + (slice.len() - slice.trim_start().len());
        Self::new(start, start + slice.trim().len())
    }

    /// Moved right by `offset` bytes: from a part's own count to that of the whole.
    #[must_use]
    pub const fn shift(self, offset: usize) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_finds_its_address_and_nothing_else_does() {
        let whole = "Seoul said".to_owned();
        assert_eq!(Span::of(&whole, &whole[6..]), Some(Span::new(6, 10)));
        assert_eq!(Span::of(&whole, "elsewhere"), None);
    }

    #[test]
    fn foreign_text_gives_no_words_and_no_panic() {
        assert_eq!(Span::new(1, 3).slice("é"), "");
        assert_eq!(Span::new(0, 10).slice("short"), "");
    }

    #[test]
    fn trim_drops_white_space_only() {
        assert_eq!(Span::new(0, 6).trim("  ab  "), Span::new(2, 4));
        assert_eq!(Span::new(0, 2).trim("  ab"), Span::new(2, 2));
    }
}
