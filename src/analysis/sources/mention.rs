//! One mention of a source, taken apart: pronoun, state, role, name.
//!
//! It looks at the words of the mention only; who is meant is for `sources` to say.

use crate::{
    analysis::sources::{
        class::{Hit, Kind},
        country, name,
        phrase::{self, Part},
        roster,
    },
    model::SourceClass,
};

/// What a pronoun agrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    /// I, we.
    Speaker,
    /// You.
    Hearer,
    /// He, she.
    Person(Option<Gender>),
    /// It, "the country".
    Body,
    /// They.
    Several,
    /// "Both sides", "the two countries".
    Both,
    /// Who, which.
    Relative,
}

/// What tells "he" from "she".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// She.
    Female,
    /// He.
    Male,
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
    /// The words for what it is, in the singular, the foremost first: `official`, `ministry`.
    pub heads: Vec<String>,
    /// The words that tell it from others of the head, in lower case, sorted.
    pub modifiers: Vec<String>,
    /// Its class.
    pub class: SourceClass,
    /// Its country.
    pub country: Option<&'static str>,
    /// It is that country, or its government.
    pub state: bool,
    /// Several people.
    pub plural: bool,
    /// Several that are named in one breath; the mention is of them together.
    pub joint: bool,
    /// Those named in one breath, each by itself.
    pub sides: Vec<Mention>,
    /// "A", "another": somebody new.
    pub indefinite: bool,
    /// What the words tell of a person.
    pub gender: Option<Gender>,
    /// The letters in brackets behind the name: "(SDF)".
    pub letters: Option<String>,
    /// The name of the body that a person speaks for, as it stands.
    pub body: Option<String>,
}

/// The mention whose words are `text`; none where they name nobody.
pub fn parse(text: &str) -> Option<Mention> {
    let text = phrase::core(text);
    let lower = text.to_lowercase();
    let first = phrase::segments(&lower).first().copied().unwrap_or_default();
    let whole = pronoun(&lower);
    if let Some(pronoun) = whole.or_else(|| pronoun(first).filter(|it| *it == Pronoun::Speaker)) {
        return Some(Mention { pronoun: Some(pronoun), ..plain(text) });
    }
    if let Some(text) = on_record(text) {
        return parse(text);
    }
    if let Some(sides) = phrase::sides(text) {
        return Some(joint(text, &sides));
    }
    single(text)
}

/// Words that tell nothing but a name.
pub fn plain(text: &str) -> Mention {
    Mention {
        pronoun: None,
        name: without_article(text).to_owned(),
        person: Vec::new(),
        heads: Vec::new(),
        modifiers: Vec::new(),
        class: SourceClass::Unspecified,
        country: None,
        state: false,
        plural: false,
        joint: false,
        sides: Vec::new(),
        indefinite: false,
        gender: None,
        letters: None,
        body: None,
    }
}

fn pronoun(words: &str) -> Option<Pronoun> {
    Some(match words {
        "i" | "we" | "me" | "us" | "my" | "our" | "ours" | "mine" | "myself" | "ourselves" => {
            Pronoun::Speaker
        }
        "you" | "your" => Pronoun::Hearer,
        "he" | "him" | "his" | "himself" => Pronoun::Person(Some(Gender::Male)),
        "she" | "her" | "hers" | "herself" => Pronoun::Person(Some(Gender::Female)),
        "it" | "its" | "itself" | "the country" | "the latter" | "the nation" => Pronoun::Body,
        "they" | "them" | "their" | "theirs" => Pronoun::Several,
        "both" | "both sides" | "both countries" | "both nations" | "both parties"
        | "both governments" | "both men" | "the two" | "the two sides" | "the two countries"
        | "the two nations" | "the two governments" | "the two men" | "the two leaders"
        | "the countries" | "the sides" => Pronoun::Both,
        "who" | "which" | "that" | "whose" | "whom" => Pronoun::Relative,
        _ => return None,
    })
}

/// "A statement from the ministry", "reports by Reuters": whose words they are.
fn on_record(text: &str) -> Option<&str> {
    let part = Part::read(text);
    let at = part.preposition()?;
    let from = matches!(part.words[at].to_lowercase().as_str(), "from" | "by");
    let head = part.classes.iter().rfind(|hit| hit.end() == at)?;
    let words = head.kind == Kind::Speech || matches!(head.entry, "report" | "reports" | "figures");
    let rest = part.slice(at + 1, part.words.len());
    (from && words && !rest.is_empty()).then(|| &text[text.len() - tail(text, rest)..])
}

/// How many bytes of `text` there are from `rest` on.
fn tail(text: &str, rest: &str) -> usize {
    text.find(rest).map_or(0, |at| text.len() - at)
}

/// Several in one breath.
fn joint(text: &str, sides: &[&str]) -> Mention {
    let parsed: Vec<Option<Mention>> = sides.iter().map(|it| single(it)).collect();
    let known: Vec<&Mention> = parsed.iter().flatten().collect();
    let mut classes: Vec<SourceClass> = known.iter().map(|it| it.class).collect();
    if classes.iter().any(|it| *it != SourceClass::Unspecified && !roster::is_person(*it)) {
        classes.retain(|it| *it != SourceClass::Unspecified);
    }
    classes.dedup();
    let official = |it: &SourceClass| {
        matches!(it, SourceClass::NamedOfficial | SourceClass::UnnamedOfficial)
    };
    let class = match classes.as_slice() {
        [one] if official(one) => SourceClass::OfficialsJoint,
        [one] => *one,
        several if several.iter().any(official) => SourceClass::OfficialsJoint,
        [first, ..] if classes.iter().all(|it| roster::is_news(*it)) => *first,
        _ => SourceClass::Unspecified,
    };
    let country = known.first().and_then(|it| it.country);
    let country = country.filter(|_| known.iter().all(|it| it.country == country));
    let mut modifiers: Vec<String> = known.iter().map(|it| it.name.to_lowercase()).collect();
    modifiers.sort_unstable();
    let text = text.strip_prefix("both ").or(text.strip_prefix("Both ")).unwrap_or(text);
    let name = without_article(text).to_owned();
    let sides = parsed.into_iter().flatten().collect();
    Mention { name, class, country, modifiers, sides, joint: true, plural: true, ..plain(text) }
}

fn single(text: &str) -> Option<Mention> {
    let parts: Vec<Part<'_>> = phrase::segments(text).into_iter().map(Part::read).collect();
    let first = parts.first()?;
    let person = parts.iter().find_map(name::in_part).filter(|_| !is_called_a_body(&parts));
    let head = parts.iter().find_map(head);
    let hits = || parts.iter().flat_map(|it| &it.classes);
    let named = person.is_some();
    let countries: Vec<country::Hit> = first.countries.clone();
    let land = head
        .and_then(|it| it.country)
        .or_else(|| countries.first().map(|it| it.code))
        .or_else(|| hits().find_map(|it| it.country))
        .or_else(|| parts.iter().flat_map(|it| &it.countries).next().map(|it| it.code));
    let common = |it: &Hit| !it.kind.is_body() || it.entry.starts_with(char::is_lowercase);
    let plural = head.is_some_and(|it| !named && common(it) && is_plural(it.entry));
    let class = class_of(head, &parts, named, &countries, plural)?;
    let state = class == SourceClass::StateActor
        && land.is_some()
        && head.is_none_or(|it| matches!(it.kind, Kind::State | Kind::Speech));
    let name = match &person {
        Some(person) => person.clone(),
        None if state => land.and_then(country::short_name).unwrap_or(first.text).to_owned(),
        None => bare_name(first),
    };
    let mut heads: Vec<String> =
        parts.iter().flat_map(heads).map(|it| singular(it.entry)).collect();
    heads.sort_unstable();
    heads.dedup();
    if let Some(head) = head.map(|it| singular(it.entry)) {
        heads.retain(|it| *it != head);
        heads.insert(0, head);
    }
    // "The agency" for "the Syrian Arab News Agency".
    if !named && head.is_some_and(|it| it.kind.is_body()) {
        let last = first.words.get(head.map_or(0, |it| it.end()).wrapping_sub(1));
        heads.extend(last.map(|it| singular(&it.to_lowercase())).filter(|it| !heads.contains(it)));
    }
    let person: Vec<String> =
        person.map(|it| it.split_whitespace().map(str::to_owned).collect()).unwrap_or_default();
    let lower = first.words.first().map(|it| it.to_lowercase()).unwrap_or_default();
    Some(Mention {
        modifiers: modifiers(first, head),
        gender: gender(hits()),
        body: body(&parts),
        letters: letters(&parts),
        indefinite: is_indefinite(&lower),
        plural,
        heads,
        class,
        country: land,
        state,
        name,
        person,
        ..plain(text)
    })
}

/// "Zamira, an independent research centre": the apposition says that the name is no person's.
fn is_called_a_body(parts: &[Part<'_>]) -> bool {
    let [first, rest @ ..] = parts else { return false };
    first.classes.is_empty()
        && rest.iter().any(|part| {
            let article = part.words.first().is_some_and(|it| phrase::is_article(it));
            article && head(part).is_some_and(|it| it.kind.is_body())
        })
}

fn letters(parts: &[Part<'_>]) -> Option<String> {
    let short = |it: &&Part<'_>| {
        it.words.len() == 1 && it.text.len() >= 2 && it.text.chars().all(|it| !it.is_lowercase())
    };
    parts.iter().skip(1).find(short).map(|it| it.text.replace('.', ""))
}

fn is_indefinite(word: &str) -> bool {
    matches!(
        word,
        "a" | "an" | "another" | "one" | "some" | "several" | "two" | "three" | "four" | "many"
            | "other" | "various" | "few" | "most"
    )
}

/// Without the article.
fn without_article(text: &str) -> &str {
    ["the ", "The ", "a ", "A ", "an ", "An "]
        .iter()
        .find_map(|it| text.strip_prefix(it))
        .unwrap_or(text)
}

fn bare_name(part: &Part<'_>) -> String {
    let text = without_article(part.text).trim();
    text.strip_suffix("'s").or(text.strip_suffix("’s")).unwrap_or(text).to_owned()
}

/// The words that tell a source from others of its head; what a ministry is for does not count "affairs".
fn modifiers(part: &Part<'_>, head: Option<&Hit>) -> Vec<String> {
    let mut found: Vec<String> = (0..part.words.len())
        .filter(|at| !part.in_country(*at))
        .filter(|at| head.is_none_or(|hit| !(hit.at <= *at && *at < hit.end())))
        .map(|at| part.words[at].to_lowercase())
        .filter(|it| !phrase::is_article(it) && !phrase::is_preposition(it) && it != "affairs")
        .map(|it| it.replace("defence", "defense"))
        .collect();
    found.sort_unstable();
    found
}

/// The entries of a part that tell what a source is.
fn heads<'a>(part: &'a Part<'_>) -> impl Iterator<Item = &'a Hit> {
    let end = part.preposition().unwrap_or(part.words.len());
    part.classes.iter().filter(move |it| it.at < end).filter(|it| tells(it))
}

const fn tells(hit: &Hit) -> bool {
    !matches!(hit.kind, Kind::Title | Kind::Former | Kind::Field)
}

/// The entry that tells what the source is: the last before the first preposition, unless a person's
/// office follows the body ("Foreign Ministry spokesperson").
fn head<'a>(part: &'a Part<'_>) -> Option<&'a Hit> {
    let mut before: Vec<&Hit> = heads(part).collect();
    // A body's statement is the body's.
    if before.last().is_some_and(|it| it.kind == Kind::Speech)
        && before.iter().any(|it| it.kind.is_body())
    {
        before.retain(|it| it.kind != Kind::Speech);
    }
    let people = before.iter().rfind(|hit| hit.kind.is_people());
    people.or(before.last()).copied().or_else(|| {
        let title = part.classes.iter().any(|it| it.kind == Kind::Title);
        part.classes.iter().find(|it| tells(it)).filter(|_| !title)
    })
}

/// The body that a person speaks for: an entry for a body, with what stands before it.
fn body(parts: &[Part<'_>]) -> Option<String> {
    let people = |part: &Part<'_>| part.classes.iter().any(|it| it.kind.is_people());
    parts.iter().filter(|it| people(it)).find_map(|part| {
        let hit = part.classes.iter().find(|it| it.kind.is_body() && it.kind != Kind::State)?;
        let start = (0..hit.at).rev().take_while(|at| {
            let kind = part.class_at(*at).map(|it| it.kind);
            part.words[*at].starts_with(char::is_uppercase) && kind.is_none_or(|it| it == Kind::Field)
        });
        let start = start.last().unwrap_or(hit.at);
        let field = (hit.end()..part.words.len()).take_while(|at| {
            let kind = part.class_at(*at).map(|it| it.kind);
            kind == Some(Kind::Field) || matches!(part.words[*at], "of" | "and" | "for")
        });
        let end = field.last().map_or(hit.end(), |it| it + 1);
        Some(part.slice(start, end).to_owned())
    })
}

fn class_of(
    head: Option<&Hit>,
    parts: &[Part<'_>],
    named: bool,
    countries: &[country::Hit],
    plural: bool,
) -> Option<SourceClass> {
    let has = |class| {
        let mut hits = parts.iter().flat_map(|it| &it.classes);
        hits.any(|hit| hit.kind == Kind::Class(class))
    };
    let kind = |wanted| parts.iter().flat_map(|it| &it.classes).any(|hit| hit.kind == wanted);
    let body = parts.iter().flat_map(|it| &it.classes).find(|it| it.kind.is_body());
    let private = has(SourceClass::Ngo) || has(SourceClass::Company);
    if kind(Kind::Former) && head.is_some_and(|it| it.kind == Kind::Official) {
        return Some(SourceClass::FormerOfficial);
    }
    if !named && has(SourceClass::ArmedGroup) && head.is_none_or(|it| !it.kind.is_people()) {
        return Some(SourceClass::ArmedGroup);
    }
    let outlet = has(SourceClass::NewsOutlet) || has(SourceClass::NewsAgency);
    Some(match head.map(|hit| hit.kind) {
        Some(Kind::Class(SourceClass::Journalist)) => SourceClass::Journalist,
        Some(Kind::Official) if named && private => SourceClass::NamedPerson,
        Some(Kind::Official | Kind::Heads | Kind::Member) if named => SourceClass::NamedOfficial,
        _ if named && outlet => SourceClass::Journalist,
        Some(Kind::Heads) => SourceClass::HeadsOfStateUnnamed,
        Some(Kind::Official) if plural && countries.len() > 1 => SourceClass::OfficialsJoint,
        Some(Kind::Official) => SourceClass::UnnamedOfficial,
        Some(Kind::Class(SourceClass::ExpertsUnnamed)) if named => SourceClass::ExpertsNamed,
        Some(hit) if named && is_office(hit, head) => SourceClass::NamedOfficial,
        _ if named && kind(Kind::Title) => SourceClass::NamedOfficial,
        _ if named => SourceClass::NamedPerson,
        Some(Kind::Member) => match body.map(|it| it.kind) {
            Some(Kind::Class(class)) => class,
            _ => SourceClass::Unspecified,
        },
        Some(Kind::State) => SourceClass::StateActor,
        Some(Kind::Speech) if !countries.is_empty() || kind(Kind::State) => SourceClass::StateActor,
        Some(Kind::Speech) => SourceClass::Document,
        Some(Kind::Person) => SourceClass::Unspecified,
        // "A source within the Interior Ministry".
        Some(Kind::Class(SourceClass::Unspecified))
            if head.is_some_and(|it| it.entry.starts_with("source"))
                && body.is_some_and(|it| {
                    matches!(it.kind, Kind::State | Kind::Class(SourceClass::StateActor))
                }) =>
        {
            SourceClass::UnnamedOfficial
        }
        Some(Kind::Class(class)) => class,
        Some(Kind::Nobody) => return None,
        _ if !countries.is_empty() => SourceClass::StateActor,
        _ => {
            let told = parts.iter().any(|part| (0..part.words.len()).any(|at| part.is_name(at)));
            return told.then_some(SourceClass::Unspecified);
        }
    })
}

/// "Mori, of the provincial council": one of a public body.
fn is_office(kind: Kind, head: Option<&Hit>) -> bool {
    let private = ["university", "institute", "centre", "center", "foundation", "union", "bank", "group"];
    matches!(
        kind,
        Kind::State
            | Kind::Class(
                SourceClass::StateActor
                    | SourceClass::InternationalOrganisation
                    | SourceClass::Organisation
                    | SourceClass::ArmedGroup
            )
    ) && head.is_some_and(|it| !private.contains(&it.entry))
}

fn gender<'a>(mut hits: impl Iterator<Item = &'a Hit>) -> Option<Gender> {
    hits.find_map(|hit| match hit.entry {
        "mr" | "king" | "prince" | "crown prince" | "sir" | "lord" | "spokesman" | "chairman"
        | "congressman" | "sultan" | "emir" | "sheikh" | "pope" | "man" | "father" | "son"
        | "brother" | "husband" | "fiancé" | "boy" => Some(Gender::Male),
        "mrs" | "ms" | "queen" | "dame" | "spokeswoman" | "chairwoman" | "congresswoman" | "woman"
        | "mother" | "daughter" | "sister" | "wife" | "widow" | "fiancée" | "girl" => {
            Some(Gender::Female)
        }
        _ => None,
    })
}

fn is_plural(entry: &str) -> bool {
    let last = entry.rsplit(' ').next().unwrap_or(entry);
    matches!(last, "people" | "spokespeople" | "many" | "some" | "those" | "men" | "women" | "MPs")
        || matches!(entry, "heads of state" | "chiefs" | "authorities" | "police")
        || last.ends_with('s') && !last.ends_with("ss") && last.len() > 4
            && last.chars().any(char::is_lowercase)
}

/// Heads are compared in the singular and without a sex.
fn singular(entry: &str) -> String {
    let stem = match entry.strip_suffix('s') {
        Some(stem) if is_plural(entry) => stem,
        _ => entry,
    };
    stem.to_lowercase()
        .replace("spokesman", "spokesperson")
        .replace("spokesmen", "spokesperson")
        .replace("spokeswoman", "spokesperson")
        .replace("spokespeople", "spokesperson")
}

#[cfg(test)]
mod tests;
