//! Addresses of the web as they stand in a text.

use crate::model::Span;

/// The addresses in `text`, in their order.
pub fn addresses(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = next(text, from) {
        let rest = &text[start..];
        let ends = |it: char| it.is_whitespace() || it.is_control() || "<>\"“”«»„‘`".contains(it);
        let end = rest.find(ends).unwrap_or(rest.len());
        let address = trimmed(&rest[..end]);
        if address.len() > "https://".len() {
            found.push(Span::new(start, start + address.len()));
        }
        from = start + end.max(1);
    }
    found
}

fn next(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let first = ["https://", "http://"].iter().filter_map(|it| rest.find(it)).min()?;
    Some(from + first)
}

/// Without the marks of the sentence that it stands in.
fn trimmed(address: &str) -> &str {
    let mut address = address;
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '’', '\'', ']', '}']);
        // A bracket that was opened within belongs to it.
        let shorter = match shorter.strip_suffix(')') {
            Some(inner) if !inner.contains('(') => inner,
            _ => shorter,
        };
        if shorter == address {
            return address;
        }
        address = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_before_the_marks_of_the_sentence() {
        let told = |text: &'static str| -> Vec<&str> {
            addresses(text).into_iter().map(|it| it.slice(text)).collect()
        };
        assert_eq!(
            told("See https://a.example/b, or (http://c.example)."),
            ["https://a.example/b", "http://c.example"]
        );
        assert_eq!(told("https://a.example/b_(c)"), ["https://a.example/b_(c)"]);
        assert_eq!(told("“https://a.example/평양”"), ["https://a.example/평양"]);
        assert_eq!(told("http:// https://"), [""; 0]);
        assert_eq!(told("https://https://a.example"), ["https://https://a.example"]);
    }
}
