//! One mention of a source, taken apart: pronoun, state, role, name.
//!
//! It looks at the words of the mention only; who is meant is for `sources` to say.

use crate::{
    analysis::sources::{
        class::{self, Hit, Kind},
        country,
    },
    model::SourceClass,
};

/// What a pronoun agrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// I, we.
    Speaker,
    /// He, she.
    Person,
    /// It, "the country".
    Body,
    /// They.
    Several,
    /// Who, which.
    Relative,
}

/// What a mention says of its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Set where it is no more than a pronoun.
    pub pronoun: Option<Pronoun>,
    /// What to call the source.
    pub name: String,
    /// A person's name, its words.
    pub person: Vec<String>,
    /// The word for what it is, in the singular: `official`, `ministry`.
    pub head: Option<String>,
    /// Its class.
    pub class: SourceClass,
    /// Its country.
    pub country: Option<&'static str>,
    /// Several people.
    pub plural: bool,
    /// "A", "another": somebody new.
    pub indefinite: bool,
}

/// The mention whose words are `text`.
pub fn parse(text: &str) -> Mention {
    let text = text.split(", citing").next().unwrap_or(text);
    let text = text.trim_matches(|it: char| !it.is_alphanumeric() && it != '.');
    let words = country::words(text);
    let hits = class::hits(&words);
    let lower: Vec<String> = words.iter().map(|it| it.to_lowercase()).collect();
    let before_comma = country::words(text.split(',').next().unwrap_or(text)).len();
    let pronoun = pronoun(&lower).or_else(|| {
        pronoun(&lower[..before_comma.min(lower.len())]).filter(|it| *it == Pronoun::Speaker)
    });
    let person = if pronoun.is_some() { Vec::new() } else { person(text) };
    let head = head(&words, &hits);
    let countries = country::all_in(text);
    let country = head.and_then(|it| it.country).or_else(|| countries.first().copied());
    let plural = head.is_some_and(|it| person.is_empty() && is_plural(it.entry));
    let class = class_of(head, &hits, &person, &countries, plural);
    let bare = bare_name(text);
    let name = match (person.is_empty(), class, country) {
        (false, _, _) => person.join(" "),
        (true, SourceClass::StateActor, Some(code)) if countries.len() < 2 => {
            country::short_name(code).unwrap_or(bare).to_owned()
        }
        _ => bare.to_owned(),
    };
    let country = country.filter(|_| class != SourceClass::StateActor || countries.len() < 2);
    let indefinite = matches!(
        lower.first().map(String::as_str),
        Some("a" | "an" | "another" | "one" | "some" | "several" | "two" | "three" | "many")
    );
    let head = head.map(|it| singular(it.entry));
    Mention { pronoun, name, person, head, class, country, plural, indefinite }
}

fn pronoun(words: &[String]) -> Option<Pronoun> {
    let joined = words.join(" ");
    Some(match joined.as_str() {
        "i" | "we" | "me" | "us" | "my" | "our" => Pronoun::Speaker,
        "he" | "she" | "him" | "her" | "his" => Pronoun::Person,
        "it" | "its" | "the country" | "the latter" => Pronoun::Body,
        "they" | "them" | "their" | "both" | "both sides" => Pronoun::Several,
        "who" | "which" | "that" | "whose" => Pronoun::Relative,
        _ => return None,
    })
}

/// Without the article and what follows the first comma.
fn bare_name(text: &str) -> &str {
    let text = text.split(',').next().unwrap_or(text).trim();
    let bare =
        ["the ", "The ", "a ", "A ", "an ", "An "].iter().find_map(|it| text.strip_prefix(it));
    let bare = bare.unwrap_or(text);
    bare.strip_suffix("'s").or(bare.strip_suffix("’s")).unwrap_or(bare)
}

/// The entry that tells what the source is: the last before the first preposition, unless a person's
/// office follows the body ("Foreign Ministry spokesperson").
fn head<'a>(words: &[&str], hits: &'a [Hit]) -> Option<&'a Hit> {
    let preposition = |it: &&str| {
        matches!(
            it.to_lowercase().as_str(),
            "of" | "for"
                | "in"
                | "from"
                | "at"
                | "with"
                | "on"
                | "to"
                | "who"
                | "close"
                | "familiar"
                | "speaking"
        )
    };
    let within = |at: usize| hits.iter().any(|hit| hit.at <= at && at < hit.at + hit.len);
    let end = words
        .iter()
        .enumerate()
        .find(|(at, it)| preposition(it) && !within(*at))
        .map_or(words.len(), |(at, _)| at);
    let counts = |hit: &&Hit| !matches!(hit.kind, Kind::Title | Kind::Former);
    let mut before = hits.iter().filter(|hit| hit.at < end).filter(counts);
    let official = before.clone().rfind(|hit| hit.kind == Kind::Official);
    official.or_else(|| before.next_back()).or_else(|| hits.iter().find(counts))
}

fn class_of(
    head: Option<&Hit>,
    hits: &[Hit],
    person: &[String],
    countries: &[&str],
    plural: bool,
) -> SourceClass {
    let named = !person.is_empty();
    let has = |class| hits.iter().any(|hit| hit.kind == Kind::Class(class));
    if named && has(SourceClass::NewsOutlet) {
        return SourceClass::Journalist;
    }
    if !named && has(SourceClass::ArmedGroup) {
        return SourceClass::ArmedGroup;
    }
    if hits.iter().any(|hit| hit.kind == Kind::Former) && (named || head.is_some()) {
        return SourceClass::FormerOfficial;
    }
    match head.map(|hit| hit.kind) {
        Some(Kind::Official) if named => SourceClass::NamedOfficial,
        Some(Kind::Heads) => SourceClass::HeadsOfStateUnnamed,
        Some(Kind::Official) if plural && countries.len() > 1 => SourceClass::OfficialsJoint,
        Some(Kind::Official) => SourceClass::UnnamedOfficial,
        Some(Kind::Class(SourceClass::ExpertsUnnamed)) if named => SourceClass::ExpertsNamed,
        Some(Kind::Class(class @ (SourceClass::Journalist | SourceClass::Witness))) => class,
        Some(Kind::Class(class)) if !named => class,
        // A transcript addresses whoever speaks for the house.
        _ if hits
            .iter()
            .any(|hit| hit.kind == Kind::Title && matches!(hit.entry, "mr" | "ms" | "mrs")) =>
        {
            SourceClass::NamedOfficial
        }
        _ if named => SourceClass::NamedPerson,
        None if !countries.is_empty() => SourceClass::StateActor,
        _ => SourceClass::Unspecified,
    }
}

/// The words of a person's name, where the mention has one.
fn person(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split([',', '(', ')']).collect();
    let with_office: Vec<Vec<String>> = parts.iter().map(|part| run_of_name(part)).collect();
    with_office.into_iter().max_by_key(|it| (it.len().min(2), it.len())).unwrap_or_default()
}

/// The last run of capitalised words that are no country, office or body.
fn run_of_name(part: &str) -> Vec<String> {
    // "A newspaper's Aiko Mori": the name stands after the genitive.
    let part = part.rsplit_once("'s ").or(part.rsplit_once("’s ")).map_or(part, |it| it.1);
    let words = country::words(part);
    let hits = class::hits(&words);
    let mut states = country::without(part).into_iter().peekable();
    let body = hits.iter().any(|hit| matches!(hit.kind, Kind::Class(class) if !is_people(class)));
    let office =
        hits.iter().any(|hit| matches!(hit.kind, Kind::Official | Kind::Title | Kind::Person));
    if body && !office {
        return Vec::new();
    }
    let mut run: Vec<String> = Vec::new();
    let mut kept: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let free = states.next_if(|it| it == word).is_some();
        let entry = hits.iter().any(|hit| hit.at <= at && at < hit.at + hit.len);
        let particle =
            matches!(*word, "bin" | "al" | "de" | "van" | "von" | "der" | "el" | "ibn" | "la");
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let article =
            at == 0 && matches!(word.to_lowercase().as_str(), "the" | "a" | "an" | "this" | "that");
        if free && !entry && !article && (capital || particle && !run.is_empty()) {
            run.push((*word).to_owned());
        } else {
            let after_of = matches!(*word, "of" | "for" | "in");
            if !run.is_empty() && (after_of || !entry) {
                kept = std::mem::take(&mut run);
            }
            run.clear();
        }
    }
    let last = if run.is_empty() { kept } else { run };
    let initials = |it: &String| it.len() <= 5 && it.chars().all(char::is_uppercase);
    let single = last.len() == 1 && !office && (words.len() > 1 || last.iter().any(initials));
    if single || last.iter().any(|it| it.chars().any(|it| it.is_ascii_digit())) {
        return Vec::new();
    }
    if last.iter().all(|it| it.chars().all(char::is_uppercase)) {
        return last.iter().map(|it| capitalised(it)).collect();
    }
    last
}

/// A transcript has its speakers in capitals.
fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

const fn is_people(class: SourceClass) -> bool {
    matches!(class, SourceClass::Journalist | SourceClass::ExpertsUnnamed | SourceClass::Witness)
}

fn is_plural(entry: &str) -> bool {
    let last = entry.rsplit(' ').next().unwrap_or(entry);
    matches!(last, "people" | "many" | "some" | "those" | "media" | "authorities")
        || matches!(entry, "heads of state" | "chiefs")
        || last.ends_with('s') && !last.ends_with("ss") && last.len() > 5
}

/// Heads are compared in the singular and without a sex.
fn singular(entry: &str) -> String {
    let entry = entry.to_lowercase();
    let stem = match entry.strip_suffix('s') {
        Some(stem) if is_plural(&entry) => stem,
        _ => entry.as_str(),
    };
    stem.replace("spokesman", "spokesperson")
        .replace("spokesmen", "spokesperson")
        .replace("spokeswoman", "spokesperson")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_tells_name_class_and_country() {
        let cases = [
            (
                "the chief spokesperson for the Japanese Ministry of Defense, Aiko Mori,",
                "Aiko Mori",
                "named_official",
                Some("JPN"),
            ),
            (
                "Greek prime minister Kyriakos Mitsotakis",
                "Kyriakos Mitsotakis",
                "named_official",
                Some("GRC"),
            ),
            ("an unidentified diplomat", "unidentified diplomat", "unnamed_official", None),
            ("Ankara", "Turkey", "state_actor", Some("TUR")),
            (
                "the Brazilian Ministry of Health",
                "Brazilian Ministry of Health",
                "organisation",
                Some("BRA"),
            ),
            ("Analysts", "Analysts", "experts_unnamed", None),
            ("Xinhua", "Xinhua", "state_media", Some("CHN")),
            ("Human Rights Watch", "Human Rights Watch", "ngo", None),
            (
                "Leaders of both countries",
                "Leaders of both countries",
                "heads_of_state_unnamed",
                None,
            ),
            ("Mori", "Mori", "named_person", None),
        ];
        for (text, name, class, country) in cases {
            let mention = parse(text);
            let found = (mention.name.as_str(), mention.class.code(), mention.country);
            assert_eq!(found, (name, class, country), "{text}");
        }
    }
}
