//! What the network is told of a token: its word, its letters, its shape, its place.
//!
//! Training reads these from `examples/attribution_tokens.rs` and computes none of them itself, so
//! that there is one implementation. A change here means training anew.

use super::{
    paragraph::Paragraph,
    quoting::{Mark, Quoting},
};

/// Rows of the table of hashed letters; row 0 is empty.
pub const LETTER_ROWS: u64 = 8192;

/// Rows that one word has in that table.
pub const LETTERS: usize = 9;

/// A word as the vocabulary has it: lower case, every digit a 0, straight apostrophes.
pub fn normal(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for it in word.chars() {
        match it {
            _ if it.is_numeric() => out.push('0'),
            '’' | '‘' => out.push('\''),
            _ => out.extend(it.to_lowercase()),
        }
    }
    out
}

/// The rows of a word's letters: its first seven trigrams, its last four letters and its last
/// three, the ends of the word marked; what is missing is row 0.
pub fn letters(normal: &str) -> [u16; LETTERS] {
    let marked: Vec<char> =
        std::iter::once('<').chain(normal.chars()).chain(std::iter::once('>')).collect();
    let mut rows = [0; LETTERS];
    for (row, three) in rows.iter_mut().zip(marked.windows(3).take(LETTERS - 2)) {
        *row = hashed('g', three);
    }
    rows[LETTERS - 2] = hashed('s', &marked[marked.len().saturating_sub(4)..]);
    rows[LETTERS - 1] = hashed('s', &marked[marked.len().saturating_sub(3)..]);
    rows
}

/// FNV-1a of the kind and the letters, as a row.
fn hashed(kind: char, letters: &[char]) -> u16 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut bytes = [0; 4];
    for it in std::iter::once(&kind).chain(letters) {
        for byte in it.encode_utf8(&mut bytes).bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    u16::try_from(hash % (LETTER_ROWS - 1) + 1).unwrap_or_default()
}

/// The shape of a word: 1 a mark, 2 a number, 3 lower case with a hyphen, 4 lower case, 5 one
/// capital letter, 6 capitalised, 7 capitals, 8 mixed.
pub fn shape(word: &str) -> u8 {
    if !word.starts_with(char::is_alphanumeric) {
        return 1;
    }
    if word.chars().all(|it| it.is_numeric() || matches!(it, ',' | '.')) {
        return 2;
    }
    let capitals = word.chars().filter(|it| it.is_uppercase()).count();
    let length = word.chars().count();
    match capitals {
        0 if word.contains('-') => 3,
        0 => 4,
        1 if length == 1 => 5,
        1 if word.starts_with(char::is_uppercase) => 6,
        _ if capitals == length => 7,
        _ => 8,
    }
}

/// The state of quotation as a number: inside or not, and what a mark does.
pub fn quotation(state: Quoting) -> u8 {
    let mark = match state.mark {
        Mark::None => 0,
        Mark::Opens => 1,
        Mark::Closes => 2,
    };
    u8::from(state.inside) * 3 + mark
}

/// The place of a token: last of its sentence 1, first 2, in the first paragraph 4, summed.
pub fn place(paragraph: &Paragraph, at: usize, first_paragraph: bool) -> u8 {
    let own = paragraph.sentence_of.get(at);
    let first = at == 0 || paragraph.sentence_of.get(at - 1) != own;
    let last = paragraph.sentence_of.get(at + 1) != own;
    u8::from(last) + 2 * u8::from(first) + 4 * u8::from(first_paragraph)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_seen_without_their_accidents() {
        assert_eq!(normal("N’T"), "n't");
        assert_eq!(normal("F-16s"), "f-00s");
    }

    #[test]
    fn shapes() {
        let words = ["“", "3.5", "a-b", "said", "A", "Kim", "UN", "McCain", "U.S."];
        assert_eq!(words.map(shape), [1, 2, 3, 4, 5, 6, 7, 8, 8]);
    }

    #[test]
    fn rows_of_letters_are_those_that_training_saw() {
        assert_eq!(letters("said"), letters(&normal("SAID")));
        assert_eq!(letters("cruz"), [2454, 3819, 2782, 2828, 0, 0, 0, 3456, 498]);
        assert_eq!(&letters("a")[1..7], [0; 6]);
    }
}
