//! [`Points`]: from bytes, which we count, to code points, which the promised JSON counts.

use crate::model::Span;

/// The code points before each byte of a text, found in one pass.
pub(super) struct Points {
    before: Vec<u32>,
}

impl Points {
    /// Counts `text`.
    pub(super) fn new(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for it in text.chars() {
            before.resize(before.len() + it.len_utf8(), count);
            count += 1;
        }
        before.push(count);
        Self { before }
    }

    /// The code points before this byte; all of them for a byte beyond the end.
    pub(super) fn at(&self, byte: usize) -> usize {
        let last = self.before.len().saturating_sub(1);
        self.before.get(byte.min(last)).map_or(0, |it| *it as usize)
    }

    /// First code point and the one after the last.
    pub(super) fn of(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }

    /// The byte at which this code point begins, or the end; none beyond it.
    pub(super) fn byte(&self, point: usize) -> Option<usize> {
        let byte = self.before.partition_point(|it| (*it as usize) < point);
        (self.at(byte) == point && byte < self.before.len()).then_some(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted() {
        let points = Points::new("a“é”😀b");
        assert_eq!(points.of(Span::new(1, 9)), (1, 4));
        assert_eq!(points.of(Span::new(13, 14)), (5, 6));
        assert_eq!(points.at(99), 6);
        assert_eq!((points.byte(2), points.byte(6), points.byte(7)), (Some(4), Some(14), None));
    }
}
