//! Words, numbers and punctuation, as spans.
//!
//! The division is that of the Penn Treebank where the analyzers rely on it: clitics stand apart
//! (`does` + `n't`, `Patel` + `'s`), abbreviations keep their full stop, numbers their commas, and
//! words their hyphens. No token crosses white space; every byte that is not white space belongs to
//! exactly one token.

use crate::model::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Begins with a letter.
    Word,
    /// Begins with a digit.
    Number,
    /// A quotation mark, double or single, straight or curly, or a guillemet.
    Quote,
    /// Anything else.
    Punctuation,
}

/// A word, a number or a mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: Kind,
}

/// Abbreviations that keep their full stop, in lower case.
pub(crate) const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "amb", "approx", "apr", "art", "aug", "brig", "bros", "capt", "cf", "cmdr", "co",
    "col", "corp", "dec", "dept", "dr", "ed", "est", "etc", "feb", "fig", "gen", "gov", "hon",
    "inc", "jan", "jr", "jul", "jun", "llc", "lt", "ltd", "maj", "messrs", "mr", "mrs", "ms", "mt",
    "no", "nos", "nov", "oct", "para", "plc", "pp", "prof", "rep", "reps", "rev", "sec", "sen",
    "sens", "sep", "sept", "sgt", "sr", "st", "supt", "univ", "vol", "vs",
];

/// Bytes of the longest of [`ABBREVIATIONS`].
const LONGEST_ABBREVIATION: usize = 6;

/// Bytes of the longest abbreviation with inner full stops; a longer word is not looked through.
const LONGEST_DOTTED: usize = 24;

/// The tokens of `text`, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    tokens_in(text, Span::new(0, text.len()))
}

/// The tokens of a part of `text`, with spans into the whole.
pub fn tokens_in(text: &str, part: Span) -> Vec<Token> {
    let slice = part.slice(text);
    let mut found = Vec::with_capacity(slice.len() / 5);
    let mut at = 0;
    while let Some(first) = slice[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
        } else if is_word(first) {
            let end = word_end(slice, at);
            let kind = if first.is_numeric() { Kind::Number } else { Kind::Word };
            push_word(slice, at, end, kind, part.start, &mut found);
            at = end;
        } else {
            let end = at + punctuation_len(&slice[at..], first);
            let kind = if is_quote(first) { Kind::Quote } else { Kind::Punctuation };
            found.push(Token { span: Span::new(at, end).shift(part.start), kind });
            at = end;
        }
    }
    found
}

/// Whether this is a quotation mark of any shape.
pub const fn is_quote(it: char) -> bool {
    matches!(
        it,
        '"' | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '‘'
            | '’'
            | '\''
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

fn is_word(it: char) -> bool {
    it.is_alphanumeric() || it == '_'
}

/// Where the word that begins at `start` ends.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut previous = ' ';
    let mut rest = text[start..].chars().peekable();
    while let Some(it) = rest.next() {
        let next = rest.peek().copied();
        let goes_on = match it {
            _ if is_word(it) => true,
            '-' | '‑' => next.is_some_and(is_word),
            '\'' | '’' => next.is_some_and(char::is_alphabetic),
            ',' | ':' => previous.is_ascii_digit() && next.is_some_and(|it| it.is_ascii_digit()),
            '/' => previous.is_ascii_digit() && next.is_some_and(|it| it.is_ascii_digit()),
            '&' => end - start <= 3 && next.is_some_and(char::is_uppercase),
            '.' => {
                let word = &text[start..end];
                let dotted = word.len() <= LONGEST_DOTTED && is_dotted(word);
                let inner = next.is_some_and(|it| {
                    is_word(it) && (dotted || it.is_lowercase() || previous.is_ascii_digit())
                });
                if !inner && (dotted || word.len() <= LONGEST_DOTTED && is_abbreviation(word)) {
                    return end + 1;
                }
                inner
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        end += it.len_utf8();
        previous = it;
    }
    end
}

/// `U.S`, `e.g`, or a single initial: a word that a full stop belongs to.
fn is_dotted(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    })
}

/// Whether a full stop after this word belongs to it.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    let mut buffer = [0; LONGEST_ABBREVIATION];
    let Some(lower) = buffer.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let lower: &[u8] = lower;
    ABBREVIATIONS.binary_search_by(|it| it.as_bytes().cmp(lower)).is_ok()
        && (lower != b"no" || word.starts_with('N'))
        && (word.starts_with(char::is_uppercase) || matches!(lower, b"etc" | b"vs"))
}

/// Pushes a word, or its two parts where it carries a clitic.
fn push_word(text: &str, start: usize, end: usize, kind: Kind, shift: usize, out: &mut Vec<Token>) {
    let word = &text[start..end];
    match clitic(word) {
        Some(cut) => {
            let cut = start + cut;
            out.push(Token { span: Span::new(start, cut).shift(shift), kind });
            out.push(Token { span: Span::new(cut, end).shift(shift), kind: Kind::Word });
        }
        None => out.push(Token { span: Span::new(start, end).shift(shift), kind }),
    }
}

/// Where the clitic of a word begins, if it has one.
fn clitic(word: &str) -> Option<usize> {
    if word.eq_ignore_ascii_case("cannot") {
        return Some(3);
    }
    let mark = word.rfind(['\'', '’'])?;
    let after = word[mark..].trim_start_matches(['\'', '’']);
    let is = |clitic: &&str| after.eq_ignore_ascii_case(clitic);
    if mark > 0 && ["s", "re", "ve", "ll", "d", "m"].iter().any(is) {
        return Some(mark);
    }
    (mark > 1 && is(&"t") && word[..mark].ends_with(['n', 'N'])).then(|| mark - 1)
}

fn punctuation_len(text: &str, first: char) -> usize {
    match first {
        '.' | '-' => text.bytes().take_while(|it| *it == first as u8).count(),
        // Two apostrophes are a quotation mark of typewriters and of the Penn Treebank.
        '\'' if text[1..].starts_with('\'') => 2,
        '!' | '?' => text.bytes().take_while(|it| matches!(it, b'!' | b'?')).count(),
        _ => first.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| token.span.slice(text)).collect()
    }

    #[test]
    fn clitics_stand_apart_and_abbreviations_keep_their_stop() {
        assert_eq!(words("Patel’s aide didn't."), ["Patel", "’s", "aide", "did", "n't", "."]);
        assert_eq!(words("Mr. Kirby of the U.S."), ["Mr.", "Kirby", "of", "the", "U.S."]);
        assert_eq!(words("We cannot go."), ["We", "can", "not", "go", "."]);
        assert_eq!(words("He said no. Then"), ["He", "said", "no", ".", "Then"]);
    }

    #[test]
    fn numbers_and_hyphens_hold_together() {
        assert_eq!(words("20,000 a US-drafted 3.5%"), ["20,000", "a", "US-drafted", "3.5", "%"]);
        assert_eq!(words("“fake.”"), ["“", "fake", ".", "”"]);
    }

    #[test]
    fn abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }
}
