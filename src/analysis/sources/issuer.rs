//! Who issued a statement, and who "we" is where nobody is quoted.
//!
//! The text's own word comes first ("We, the ministers of ...", "attributable to ..."), then the line
//! that signs it, then the title, then the outlet.

use crate::{
    analysis::sources::{
        country,
        mention::{self, Mention, Number},
        phrase::Part,
    },
    model::{Article, SourceClass, Span},
    text::sentences::paragraphs,
};

/// How many paragraphs from the top are looked at for an issuer.
const TOP: usize = 5;

/// Words before the issuer's name.
const RELEASED: &[&str] = &[
    "attributable to ",
    "was released by ",
    "is released by ",
    "was issued by ",
    "is issued by ",
    "issued jointly by ",
    "released jointly by ",
];

/// The issuer of a statement: what the text says of it, where it says so, and by which rule.
pub fn issuer(article: &Article) -> Option<(Mention, Span, &'static str)> {
    let text = article.text.as_str();
    let top: Vec<Span> = paragraphs(text).into_iter().take(TOP).collect();
    let we = top.iter().find_map(|it| we_the(text, *it));
    let found = we.or_else(|| top.iter().find_map(|it| released_by(text, *it)));
    if let Some((mention, span)) = found {
        return Some((mention, span, "issuer: the text names it"));
    }
    let nowhere = Span::default();
    let byline = article.byline.as_deref().and_then(mention::parse);
    if let Some(byline) = byline.filter(|it| !is_desk(it)) {
        return Some((byline, nowhere, "issuer: the line that signs it"));
    }
    if let Some((mention, span)) = top.iter().take(2).find_map(|it| signature(text, *it)) {
        return Some((mention, span, "issuer: the line that signs it"));
    }
    if let Some(mention) = titled(&article.title) {
        return Some((mention, nowhere, "issuer: the title names it"));
    }
    let parsed = |it: &Option<String>| it.as_deref().and_then(mention::parse);
    parsed(&article.byline)
        .or_else(|| parsed(&article.site))
        .map(|it| (it, nowhere, "issuer: the outlet"))
}

/// The country of the government that publishes the text: its outlet is one of its bodies, or the
/// page says whose official site it is.
pub fn country_of_publisher(article: &Article) -> Option<&'static str> {
    let site = article.site.as_deref().and_then(mention::parse);
    let site = site.filter(|it| it.class == SourceClass::StateActor).and_then(|it| it.country);
    let masthead = || {
        let removed = article.removed.iter().map(|it| it.text.as_str());
        let official = |it: &&str| {
            let lower = it.to_lowercase();
            it.len() < MASTHEAD && lower.contains("official") && lower.contains("government")
        };
        removed.filter(official).find_map(country::first_in)
    };
    site.or_else(masthead)
}

/// Bytes of the longest line by which a page says whose it is.
const MASTHEAD: usize = 90;

/// An official, or an office, of whom nothing else tells the country speaks for the publisher's.
pub fn with_country(article: &Article, mention: Mention) -> Mention {
    let speaks = matches!(mention.class, SourceClass::NamedOfficial | SourceClass::StateActor)
        || is_desk(&mention);
    let unknown = mention.country.is_none() && speaks && !mention.is_joint();
    let country = if unknown { country_of_publisher(article) } else { mention.country };
    Mention { country, ..mention }
}

/// Whether an official, or his office, signs the text as a whole.
pub fn signs(article: &Article) -> bool {
    let byline = article.byline.as_deref().and_then(mention::parse);
    let official = |it: &Mention| {
        matches!(it.class, SourceClass::NamedOfficial | SourceClass::StateActor) || is_desk(it)
    };
    byline.as_ref().is_some_and(official)
        || paragraphs(&article.text).into_iter().take(2).any(|it| {
            signature(&article.text, it).is_some()
                || it.slice(&article.text).starts_with("We, the ")
                || mention::parse(it.slice(&article.text)).as_ref().is_some_and(is_desk)
        })
}

/// The outlet, or its writer.
pub fn outlet(article: &Article) -> Mention {
    let site = article.site.as_deref().and_then(mention::parse);
    let name = article.site.clone().unwrap_or_else(|| "the author".to_owned());
    let class = match (&site, article.site.is_some()) {
        (Some(it), _) if it.class != SourceClass::NamedPerson => it.class,
        (_, true) => SourceClass::NewsOutlet,
        _ => SourceClass::Narrator,
    };
    let plain = mention::plain(&name);
    Mention { name, person: Vec::new(), class, ..site.unwrap_or(plain) }
}

/// "We, the foreign ministers of A, B and C, condemn".
fn we_the(text: &str, paragraph: Span) -> Option<(Mention, Span)> {
    let words = paragraph.slice(text);
    let rest = words.strip_prefix("We, ")?;
    let part = Part::read(rest);
    // Up to the comma before the verb: the last comma that a lower-case word follows.
    let end = rest.char_indices().filter(|it| it.1 == ',').map(|it| it.0).find(|at| {
        let next = rest[at + 1..].trim_start();
        next.starts_with(char::is_lowercase)
            && !next.starts_with("and ")
            && !next.starts_with("the ")
    });
    let end = end.or_else(|| verb(&part, rest))?;
    let span = Span::of(text, rest[..end].trim_end())?;
    Some((collective(span.slice(text))?, span))
}

/// Where the verb begins in "the ministers of A and B strongly condemn".
fn verb(part: &Part<'_>, rest: &str) -> Option<usize> {
    let last = (0..part.words.len().min(60))
        .rev()
        .find(|at| part.is_name(*at) || part.in_country(*at) || part.class_at(*at).is_some())?;
    Span::of(rest, part.words[last]).map(|it| it.end)
}

/// Ministers in one breath are a joint source, whatever bodies the phrase has.
fn collective(words: &str) -> Option<Mention> {
    let part = Part::read(words);
    let official = part.classes.iter().any(|it| it.kind.is_people());
    let parsed = mention::parse(words)?;
    let class = if official { SourceClass::OfficialsJoint } else { parsed.class };
    let name = mention::plain(words).name;
    let short = name.split(" of ").next().unwrap_or(&name).to_owned();
    Some(Mention { class, name: short, number: Number::Joint, country: None, ..parsed })
}

fn released_by(text: &str, paragraph: Span) -> Option<(Mention, Span)> {
    let words = paragraph.slice(text);
    RELEASED.iter().find_map(|lead| {
        let at = words.find(lead)? + lead.len();
        let rest = &words[at..];
        let end = rest.find([':', '.', ';']).unwrap_or(rest.len());
        let rest = rest[..end].split(" on the occasion").next().unwrap_or_default();
        let span = Span::of(text, rest.trim_end())?;
        let parsed = if rest.contains(" and ") { collective(rest)? } else { mention::parse(rest)? };
        Some((parsed, span))
    })
}

/// "Aiko Mori, Secretary of State" as a line of its own.
fn signature(text: &str, paragraph: Span) -> Option<(Mention, Span)> {
    let words = paragraph.slice(text);
    let line = words.len() <= 120 && !words.ends_with(['.', ':', '?', '!']) && words.contains(", ");
    let mention = if line { mention::parse(words)? } else { return None };
    let person = mention.class == SourceClass::NamedOfficial && mention.person.len() > 1;
    person.then_some((mention, paragraph))
}

/// "Statement by X", "X's statement on", "Joint Statement by X and Y".
fn titled(title: &str) -> Option<Mention> {
    let lower = title.to_lowercase();
    let after =
        ["statement by ", "communique by ", "communiqué by ", "remarks by ", "declaration by "]
            .iter()
            .find_map(|it| lower.find(it).map(|at| at + it.len()));
    let by = after.and_then(|at| title.get(at..));
    let by = by.map(|it| it.split(" on ").next().unwrap_or(it));
    let own = [" statement", " joint statement", " declaration"]
        .iter()
        .filter_map(|it| lower.find(it))
        .min()
        .and_then(|at| title.get(..at))
        .map(|it| it.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['’', '\'']));
    mention::parse(by.or(own)?).filter(|it| it.pronoun.is_none())
}

/// A desk signs for whoever speaks: "Office of the Spokesperson".
fn is_desk(mention: &Mention) -> bool {
    mention.person.is_empty()
        && mention.name.len() < 60
        && mention.heads.first().is_some_and(|it| it == "office")
}
