//! A page cut down to what a tree builder can bear.
//!
//! html5ever takes time quadratic in the number of open elements, and what walks its trees may
//! recurse: depth and size are bounded before either.

use std::borrow::Cow;

/// The most bytes of a page.
const LARGEST: usize = 16 * 1024 * 1024;

/// The most tags of a page that stay; a long page of news has some ten thousand. What comes after is
/// left out. Tags that go deeper than is kept cost the parser nothing, and their text may be all there is.
const MOST: usize = 60_000;

/// The most elements open at one place.
const DEEPEST: usize = 200;

/// Elements that have no end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose end tag may be left out: old pages open thousands, and the parser closes them.
const LOOSE: &[&str] = &[
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup",
    "colgroup", "html", "head", "body", "rp", "rt",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "noscript", "template"];

/// The page itself where it is within bounds, else a copy without the tags that go deeper.
pub fn tame(page: &str) -> Cow<'_, str> {
    let mut page = &page[..page.floor_char_boundary(LARGEST)];
    let mut tags = 0;
    let mut out: Option<String> = None;
    let (mut copied, mut at) = (0, 0);
    let (mut depth, mut dropped) = (0_usize, 0_usize);
    while let Some(tag) = next_tag(page, at) {
        at = tag.end;
        let name = tag.name.as_str();
        let raw = RAW.contains(&name) && tag.kind == Kind::Start;
        let too_deep = !raw
            && !VOID.contains(&name)
            && match tag.kind {
                _ if LOOSE.contains(&name) => dropped > 0,
                Kind::Start if depth >= DEEPEST => {
                    dropped += 1;
                    true
                }
                Kind::Start => {
                    depth += 1;
                    false
                }
                Kind::End if dropped > 0 => {
                    dropped -= 1;
                    true
                }
                Kind::End => {
                    depth = depth.saturating_sub(1);
                    false
                }
            };
        if too_deep {
            let out = out.get_or_insert_with(|| String::with_capacity(page.len()));
            out.push_str(&page[copied..tag.start]);
            out.push(' ');
            copied = tag.end;
            continue;
        }
        tags += 1;
        if tags > MOST {
            page = &page[..tag.start];
            break;
        }
        if raw {
            at = after_raw(page, tag.end, name);
        }
    }
    match out {
        None => Cow::Borrowed(page),
        Some(mut out) => {
            out.push_str(&page[copied..]);
            Cow::Owned(out)
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Start,
    End,
}

struct Tag {
    start: usize,
    end: usize,
    kind: Kind,
    name: String,
}

/// The first tag at or after `from`, past comments.
fn next_tag(page: &str, from: usize) -> Option<Tag> {
    let bytes = page.as_bytes();
    let mut at = from;
    loop {
        let start = at + page.get(at..)?.find('<')?;
        if page[start..].starts_with("<!--") {
            at = start + 4;
            at += page[at..].find("-->")? + 3;
            continue;
        }
        let kind = if bytes.get(start + 1) == Some(&b'/') { Kind::End } else { Kind::Start };
        let name_at = start + 1 + usize::from(kind == Kind::End);
        if !bytes.get(name_at).is_some_and(u8::is_ascii_alphabetic) {
            at = start + 1;
            continue;
        }
        let length = bytes[name_at..]
            .iter()
            .take_while(|it| it.is_ascii_alphanumeric() || **it == b'-')
            .count();
        let name = page[name_at..name_at + length].to_ascii_lowercase();
        let end = tag_end(bytes, name_at + length);
        return Some(Tag { start, end, kind, name });
    }
}

/// Where the tag ends, past `>` in quoted attributes.
fn tag_end(bytes: &[u8], from: usize) -> usize {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate().skip(from) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if at > 0 && bytes[at - 1] == b'=' => quote = Some(byte),
            _ => {}
        }
    }
    bytes.len()
}

/// Where the content of a raw element and its end tag end.
fn after_raw(page: &str, from: usize, name: &str) -> usize {
    let bytes = page.as_bytes();
    let closing = |at: &usize| {
        let rest = &bytes[*at + 2..];
        bytes[*at + 1] == b'/'
            && rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
    };
    let last = bytes.len().saturating_sub(2);
    let found = (from..last).filter(|at| bytes[*at] == b'<').find(closing);
    found.map_or(bytes.len(), |at| tag_end(bytes, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_tags_alone_is_cut() {
        let page = format!("<p>words</p>{}", "<p>".repeat(3 * MOST));
        let cut = tame(&page);
        assert!(cut.starts_with("<p>words</p>") && cut.len() < 4 * MOST, "{}", cut.len());
    }

    #[test]
    fn a_page_within_bounds_is_itself() {
        let script =
            format!("<script>{}</script><!--{}-->", "<div>".repeat(999), "<div>".repeat(999));
        for page in [
            "<p>a<b>c</b><li>x<li>y",
            script.as_str(),
            "a < b",
            "<",
            "</",
            "<!--",
            "<a b='>",
            "é<é",
        ] {
            assert!(matches!(tame(page), Cow::Borrowed(it) if it == page), "{page}");
        }
    }

    #[test]
    fn text_below_more_tags_than_are_kept_stays() {
        let page = format!("{}deep{}", "<div>".repeat(2 * MOST), "</div>".repeat(2 * MOST));
        assert_eq!(tame(&page).split_whitespace().find(|it| it.ends_with("deep")), Some("deep"));
    }

    #[test]
    fn deeper_tags_go_and_their_text_stays() {
        let page = format!("{}deep{}after", "<div>".repeat(1000), "</div>".repeat(1000));
        let tamed = tame(&page);
        assert_eq!(tamed.matches("<div>").count(), DEEPEST);
        assert_eq!(tamed.matches("</div>").count(), DEEPEST);
        assert!(tamed.contains("deep") && tamed.ends_with("after"));
    }
}
