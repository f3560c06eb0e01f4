//! Addresses that lead to the words: text fragments, as browsers understand them.

/// The longest quote that is named whole; a longer one by its first and last words.
const WHOLE: usize = 120;

/// The address of `quote` on the page at `url`.
pub(super) fn to_text(url: &str, quote: &str) -> String {
    let page = url.split('#').next().unwrap_or(url);
    let words: Vec<&str> = quote.split_whitespace().collect();
    // A fragment matches within one block of the page; a range may cross blocks.
    let one_block = !quote.contains('\n');
    let fragment = if one_block && quote.chars().count() <= WHOLE || words.len() < 8 {
        escape(&words.join(" "))
    } else {
        let (first, last) = (&words[..4], &words[words.len() - 4..]);
        format!("{},{}", escape(&first.join(" ")), escape(&last.join(" ")))
    };
    if fragment.is_empty() { url.to_owned() } else { format!("{page}#:~:text={fragment}") }
}

/// Percent-encoding of all but letters and digits; `-`, `,` and `&` mean something in a fragment.
fn escape(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_a_fragment_is_escaped() {
        assert_eq!(
            to_text("https://x.example/a#top", "well-known, “so”"),
            "https://x.example/a#:~:text=well%2Dknown%2C%20%E2%80%9Cso%E2%80%9D"
        );
    }

    #[test]
    fn a_long_quote_is_named_by_its_ends() {
        let quote = "word ".repeat(50);
        assert!(
            to_text("https://x.example/", &quote)
                .ends_with("=word%20word%20word%20word,word%20word%20word%20word")
        );
    }
}
