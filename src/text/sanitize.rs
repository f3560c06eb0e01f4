//! Text from strangers, made harmless for a terminal.
//!
//! What comes out holds no control character but the newline, no escape sequence or remains of
//! one, and nothing invisible that reorders or hides what stands beside it. Done twice it is the
//! same as done once. Every reader of a format uses it on the way in, and `cli` and `tui` on the
//! way out.

use std::{iter::Peekable, str::Chars};

/// `text` without anything that could drive a terminal; a tab becomes a space, each kind of line
/// end a newline.
pub fn sanitize(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(it) = rest.next() {
        match it {
            '\r' => {
                rest.next_if_eq(&'\n');
                out.push('\n');
            }
            '\t' => out.push(' '),
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{1b}' => skip_escape(&mut rest),
            '\u{9b}' => skip_control_sequence(&mut rest),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => skip_string(&mut rest),
            '\u{200c}' | '\u{200d}' => {
                if joins(out.chars().next_back(), rest.peek().copied()) {
                    out.push(it);
                }
            }
            _ if it.is_control() || is_unseen(it) => {}
            _ => out.push(it),
        }
    }
    out
}

/// `text` as one harmless line, for a title, a path or a message.
pub fn line(text: &str) -> String {
    let clean = sanitize(text);
    let parts: Vec<&str> =
        clean.split('\n').map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// Whether a character can be shown as it is, wherever it stands.
pub fn is_harmless(it: char) -> bool {
    !it.is_control() && !is_unseen(it) && !matches!(it, '\u{2028}' | '\u{2029}')
}

/// What follows an ESC and belongs to it (ECMA-48, 5.3 and 5.4).
fn skip_escape(rest: &mut Peekable<Chars<'_>>) {
    match rest.peek() {
        Some('[') => {
            rest.next();
            skip_control_sequence(rest);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            rest.next();
            skip_string(rest);
        }
        _ => {
            while rest.next_if(|it| matches!(it, ' '..='/')).is_some() {}
            rest.next_if(|it| matches!(it, '0'..='~'));
        }
    }
}

/// Parameters and the final letter of a control sequence.
fn skip_control_sequence(rest: &mut Peekable<Chars<'_>>) {
    while rest.next_if(|it| matches!(it, ' '..='?')).is_some() {}
    rest.next_if(|it| matches!(it, '@'..='~'));
}

/// The words of a command string (a window title, a clipboard write), up to what ends it. A line
/// end ends it too, so that one stray ESC cannot swallow an article.
fn skip_string(rest: &mut Peekable<Chars<'_>>) {
    while let Some(it) = rest.next_if(|it| !matches!(it, '\n' | '\r')) {
        match it {
            '\u{7}' | '\u{9c}' => return,
            '\u{1b}' => {
                if rest.next_if_eq(&'\\').is_none() {
                    skip_escape(rest);
                }
                return;
            }
            _ => {}
        }
    }
}

/// Bidi controls, characters without width that no script needs, and those that Unicode says are
/// not characters.
fn is_unseen(it: char) -> bool {
    matches!(
        it,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    ) || u32::from(it) & 0xfffe == 0xfffe
}

/// Whether a joiner between these two does what it is for: Persian, Indic scripts, emoji.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let seen = |it: char| {
        !it.is_ascii()
            && !it.is_whitespace()
            && !it.is_control()
            && !is_unseen(it)
            && !matches!(it, '\u{200c}' | '\u{200d}')
    };
    before.is_some_and(seen) && after.is_some_and(seen)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn attacks_leave_only_their_words() {
        for (attack, left) in [
            ("\u{1b}[31mred\u{1b}[0m", "red"),
            ("\u{1b}[2J\u{1b}[1;1Hcleared", "cleared"),
            ("\u{1b}]0;owned\u{7}title", "title"),
            ("\u{1b}]52;c;cm0gLXJm\u{1b}\\clipboard", "clipboard"),
            ("\u{1b}]8;;http://evil\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
            ("\u{1b}P+q544e\u{1b}\\dcs", "dcs"),
            ("\u{1b}_Gf=100;AAAA\u{1b}\\image", "image"),
            ("\u{9b}31mc1\u{9d}0;title\u{9c}", "c1"),
            ("\u{1b}(0lqqk\u{1b}(B", "lqqk"),
            ("\u{1b}cfull reset", "full reset"),
            ("\u{1b}]0;never closed\nnext line", "\nnext line"),
            ("\u{1b}\u{1b}[31mtwice", "twice"),
            ("\u{1b}[\u{1b}[31mnested", "nested"),
            ("over\rwritten", "over\nwritten"),
            ("back\u{8}\u{8}\u{8}\u{8}space", "backspace"),
            ("bell\u{7}", "bell"),
            ("user\u{202e}gnp.exe", "usergnp.exe"),
            ("\u{2066}isolate\u{2069}", "isolate"),
            ("pay\u{200b}pal", "paypal"),
            ("pay\u{200d}pal", "paypal"),
            ("hid\u{e0068}\u{e0069}den", "hidden"),
            ("\u{feff}mark", "mark"),
            ("a\tb\r\nc\u{2028}d", "a b\nc\nd"),
            ("co\u{ad}operate", "cooperate"),
        ] {
            assert_eq!(sanitize(attack), left, "{}", attack.escape_debug());
        }
    }

    #[test]
    fn scripts_keep_what_they_need() {
        for text in
            ["می\u{200c}خواهم", "क्\u{200d}ष", "👩\u{200d}🚀", "❤\u{fe0f}\u{200d}🔥", "10\u{a0}km"]
        {
            assert_eq!(sanitize(text), text);
        }
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(line(" a\r\n\u{1b}[1m b\u{85}c "), "a b c");
    }

    proptest! {
        #[test]
        fn nothing_left_drives_a_terminal(text in hostile()) {
            let clean = sanitize(&text);
            prop_assert!(clean.chars().all(|it| it == '\n' || !it.is_control()));
            prop_assert!(!clean.chars().any(is_unseen));
        }

        #[test]
        fn twice_is_once(text in hostile()) {
            let clean = sanitize(&text);
            prop_assert_eq!(sanitize(&clean), clean);
        }

        #[test]
        fn a_line_has_no_end_inside(text in hostile()) {
            prop_assert!(!line(&text).contains('\n'));
        }
    }

    fn hostile() -> impl Strategy<Value = String> {
        let bits = prop_oneof![
            3 => any::<char>().prop_map(String::from),
            2 => "[\\x00-\\x7f]{1,3}",
            2 => "[\\x{80}-\\x{9f}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{206f}]",
            1 => prop::sample::select(vec!["\u{1b}[", "\u{1b}]", "\u{1b}\\", "\r\n", "é\u{200d}é"])
                .prop_map(str::to_owned),
        ];
        prop::collection::vec(bits, 0..40).prop_map(|parts| parts.concat())
    }
}
