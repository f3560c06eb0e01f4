//! Where a pattern stands in a text with some letters changed.
//!
//! Bit-parallel dynamic programming in blocks of 64 rows: G. Myers, "A fast bit-vector algorithm
//! for approximate string matching based on dynamic programming", J. ACM 46 (1999), with the
//! horizontal carries of H. Hyyrö (2003). Bytes are counted; time is linear in the text and grows
//! by one step a byte for every 64 bytes of the pattern.

use crate::model::Span;

/// A place where the pattern stands with so many bytes put in, left out or replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where; on character boundaries.
    pub span: Span,
    /// How many bytes differ.
    pub errors: usize,
}

/// The best places of `pattern` in `text` with at most `most` errors, best first, none overlapping
/// another, at most `count` of them.
pub fn places(pattern: &str, text: &str, most: usize, count: usize) -> Vec<Place> {
    if pattern.is_empty() {
        return Vec::new();
    }
    let mut ends: Vec<(usize, usize)> = Vec::new();
    each_end(pattern.as_bytes(), text.as_bytes(), Start::Free, |end, errors| {
        if errors <= most {
            ends.push((errors, end));
        }
    });
    ends.sort_unstable();
    let mut found: Vec<Place> = Vec::new();
    for (errors, end) in ends {
        if found.len() == count {
            break;
        }
        // A place takes the ends beside it with it; they are the same place, less well cut.
        if found.iter().any(|it| end > it.span.start && end < it.span.end + pattern.len()) {
            continue;
        }
        let span = whole_characters(text, start(pattern, text, end), end);
        if found.iter().all(|it| !it.span.overlaps(span)) {
            found.push(Place { span, errors });
        }
    }
    found
}

/// Where a match that ends there begins: the same search, backwards from the end.
fn start(pattern: &str, text: &str, end: usize) -> usize {
    let window = &text.as_bytes()[end.saturating_sub(2 * pattern.len())..end];
    let reversed = |bytes: &[u8]| bytes.iter().rev().copied().collect::<Vec<u8>>();
    let mut best = (usize::MAX, 0, 0);
    each_end(&reversed(pattern.as_bytes()), &reversed(window), Start::Held, |length, errors| {
        best = best.min((errors, length.abs_diff(pattern.len()), length));
    });
    end - best.2.min(end)
}

/// Where a match may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// Anywhere in the text.
    Free,
    /// At its first byte.
    Held,
}

/// Calls `each` with every end of `text` (in bytes, from 1) and the fewest errors of a match that
/// ends there.
fn each_end(pattern: &[u8], text: &[u8], start: Start, mut each: impl FnMut(usize, usize)) {
    let blocks = pattern.len().div_ceil(64);
    let mut rows = vec![[0_u64; 256]; blocks];
    for (index, byte) in pattern.iter().enumerate() {
        rows[index / 64][usize::from(*byte)] |= 1 << (index % 64);
    }
    let last = (pattern.len() - 1) % 64;
    let mut up = vec![u64::MAX; blocks];
    let mut down = vec![0_u64; blocks];
    let mut errors = pattern.len();
    for (index, byte) in text.iter().enumerate() {
        // What is left out of the text before a match costs nothing, unless it is held.
        let (mut above_up, mut above_down) = (u64::from(start == Start::Held), 0);
        for block in 0..blocks {
            let equal = rows[block][usize::from(*byte)];
            let (pv, mv) = (up[block], down[block]);
            let xv = equal | mv;
            let equal = equal | above_down;
            let xh = ((equal & pv).wrapping_add(pv) ^ pv) | equal;
            let (ph, mh) = (mv | !(xh | pv), pv & xh);
            let bit = if block + 1 == blocks { last } else { 63 };
            let (out_up, out_down) = (ph >> bit & 1, mh >> bit & 1);
            let (ph, mh) = (ph << 1 | above_up, mh << 1 | above_down);
            up[block] = mh | !(xv | ph);
            down[block] = ph & xv;
            (above_up, above_down) = (out_up, out_down);
        }
        errors = errors + usize::from(above_up == 1) - usize::from(above_down == 1);
        each(index + 1, errors);
    }
}

/// The span, widened to whole characters.
fn whole_characters(text: &str, start: usize, end: usize) -> Span {
    let start = (0..=start).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
    let end = (end..=text.len()).find(|it| text.is_char_boundary(*it)).unwrap_or(text.len());
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters in no order, of the first so many of the alphabet.
    fn letters(length: usize, of: u32) -> Vec<u8> {
        let mut state = 7_u32.wrapping_add(u32::try_from(length).unwrap());
        let mut letter = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            b'a' + u8::try_from((state >> 16) % of).unwrap()
        };
        (0..length).map(|_| letter()).collect()
    }

    #[test]
    fn changed_letters_are_found_and_counted() {
        let text = "He said that Pyongyang had newer exported weapons to Russia.";
        let found = places("had never exported weapons", text, 5, 2);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.slice(text), "had newer exported weapons");
        assert_eq!(found[0].errors, 1);
    }

    #[test]
    fn two_places_come_best_first() {
        let text = "team alpha won the day, team alpho won the dey";
        let found = places("team alpha won the day", text, 6, 5);
        let words: Vec<&str> = found.iter().map(|it| it.span.slice(text)).collect();
        assert_eq!(words, ["team alpha won the day", "team alpho won the dey"]);
    }

    #[test]
    fn long_patterns_cross_the_blocks() {
        let text: String = letters(400, 20).into_iter().map(char::from).collect();
        let mut pattern = text[100..330].to_owned();
        pattern.replace_range(60..70, "ZZ");
        let found = places(&pattern, &text, 20, 1);
        assert_eq!(found[0].span, Span::new(100, 330));
        assert_eq!(found[0].errors, 10);
    }

    #[test]
    fn errors_are_those_of_the_plain_table() {
        // The plain table of dynamic programming, free at both ends of the text.
        let plain = |pattern: &[u8], text: &[u8]| {
            let mut column: Vec<usize> = (0..=pattern.len()).collect();
            let mut ends = Vec::new();
            for byte in text {
                let mut diagonal = 0;
                for (row, letter) in pattern.iter().enumerate() {
                    let replaced = diagonal + usize::from(letter != byte);
                    diagonal = column[row + 1];
                    column[row + 1] = replaced.min(column[row] + 1).min(column[row + 1] + 1);
                    if row == 0 {
                        column[0] = 0;
                    }
                }
                ends.push(column[pattern.len()]);
            }
            ends
        };
        for length in [1, 2, 63, 64, 65, 130] {
            let (pattern, text) = (letters(length, 3), letters(300, 3));
            let mut ends = Vec::new();
            each_end(&pattern, &text, Start::Free, |_, errors| ends.push(errors));
            assert_eq!(ends, plain(&pattern, &text), "{length}");
        }
    }
}
