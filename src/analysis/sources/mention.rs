//! One mention of a source, taken apart: pronoun, state, role, name.
//!
//! It looks at the words of the mention only; who is meant is for `sources` to say.

mod reading;

use crate::{
    analysis::sources::{
        class::{self, Hit, Kind},
        country, name,
        phrase::{self, Part},
        roster,
    },
    model::SourceClass,
};

use self::reading::{class_of, gender, head, heads, is_plural, singular};

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

/// How many a mention is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// A person, a body, a thing.
    One,
    /// Several whom one word names.
    Several,
    /// Several that are named in one breath.
    Joint,
}

/// What stands before a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determiner {
    /// "The", "its": somebody known, as a rule.
    Definite,
    /// "A", "another", "two": somebody new.
    Indefinite,
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
    /// How many they are.
    pub number: Number,
    /// Those named in one breath, each by itself.
    pub sides: Vec<Mention>,
    /// What stands before the noun.
    pub determiner: Option<Determiner>,
    /// What the words tell of a person.
    pub gender: Option<Gender>,
    /// The letters in brackets behind the name: "(SDF)".
    pub letters: Option<String>,
    /// The name of the body that a person speaks for, as it stands.
    pub body: Option<String>,
}

impl Mention {
    /// Several that are named in one breath.
    pub fn is_joint(&self) -> bool {
        self.number == Number::Joint
    }

    /// Somebody new.
    pub fn is_new(&self) -> bool {
        self.determiner == Some(Determiner::Indefinite)
    }
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
        number: Number::One,
        sides: Vec::new(),
        determiner: None,
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
        "both"
        | "both sides"
        | "both countries"
        | "both nations"
        | "both parties"
        | "both governments"
        | "both men"
        | "the two"
        | "the two sides"
        | "the two countries"
        | "the two nations"
        | "the two governments"
        | "the two men"
        | "the two leaders"
        | "the countries"
        | "the sides" => Pronoun::Both,
        "who" | "which" | "that" | "whose" | "whom" => Pronoun::Relative,
        _ => return None,
    })
}

/// "A statement from the ministry", "reports by Reuters": whose words they are.
fn on_record(text: &str) -> Option<&str> {
    let part = Part::read(text);
    let by = |word: &str| matches!(word.to_lowercase().as_str(), "from" | "by");
    let at = (1..part.words.len()).find(|at| by(part.words[*at]))?;
    // "A post on Monday by": nothing but the day stands between.
    let before: Vec<&Hit> = part.classes.iter().filter(|it| it.at < at).collect();
    let record =
        |it: &&Hit| it.kind == Kind::Speech || matches!(it.entry, "report" | "reports" | "figures");
    let head = before.iter().copied().find(record)?;
    let rest = part.slice(at + 1, part.words.len());
    let day = |it: usize| {
        phrase::is_preposition(part.words[it])
            || part.class_at(it).is_some_and(|it| it.kind == Kind::Nobody)
    };
    let words = (head.end()..at).all(day);
    (words && !rest.is_empty()).then(|| &text[text.len() - tail(text, rest)..])
}

/// How many bytes of `text` there are from `rest` on.
fn tail(text: &str, rest: &str) -> usize {
    text.find(rest).map_or(0, |at| text.len() - at)
}

/// Several in one breath.
fn joint(text: &str, sides: &[&str]) -> Mention {
    let parsed: Vec<Option<Mention>> = sides.iter().map(|it| single(it)).collect();
    let known: Vec<Mention> = parsed.into_iter().flatten().collect();
    let class = class_of_sides(&known);
    let country = known.first().and_then(|it| it.country);
    let country = country.filter(|_| known.iter().all(|it| it.country == country));
    let mut modifiers: Vec<String> = known.iter().map(|it| it.name.to_lowercase()).collect();
    modifiers.sort_unstable();
    let text = text.strip_prefix("both ").or(text.strip_prefix("Both ")).unwrap_or(text);
    let name = without_article(text).to_owned();
    Mention { name, class, country, modifiers, sides: known, number: Number::Joint, ..plain(text) }
}

/// What several are together: officials with anybody are officials, bodies of one class that class.
pub fn class_of_sides(sides: &[Mention]) -> SourceClass {
    let mut classes: Vec<SourceClass> = sides.iter().map(|it| it.class).collect();
    if classes.iter().any(|it| *it != SourceClass::Unspecified && !roster::is_person(*it)) {
        classes.retain(|it| *it != SourceClass::Unspecified);
    }
    classes.dedup();
    let official =
        |it: &SourceClass| matches!(it, SourceClass::NamedOfficial | SourceClass::UnnamedOfficial);
    match classes.as_slice() {
        [one] if !official(one) => *one,
        several if several.iter().any(official) => SourceClass::OfficialsJoint,
        [first, ..] if classes.iter().all(|it| roster::is_news(*it)) => *first,
        _ => SourceClass::Unspecified,
    }
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
    // "The minister" for the defence minister.
    let last = |it: &String| {
        let (before, last) = it.rsplit_once(' ')?;
        let other = ["vice", "deputy", "assistant"].iter().any(|it| before.starts_with(it));
        (!other && class::hits(&[last]).iter().any(|it| it.kind.is_people()))
            .then(|| last.to_owned())
    };
    let shorter: Vec<String> = heads.iter().filter_map(last).collect();
    heads.extend(shorter);
    // "The agency" for "the Syrian Arab News Agency".
    if !named && head.is_some_and(|it| it.kind.is_body()) {
        let last = first.words.get(head.map_or(0, Hit::end).wrapping_sub(1));
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
        determiner: determiner(&lower),
        number: if plural { Number::Several } else { Number::One },
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

fn determiner(word: &str) -> Option<Determiner> {
    let new = matches!(
        word,
        "a" | "an"
            | "another"
            | "one"
            | "some"
            | "several"
            | "two"
            | "three"
            | "four"
            | "many"
            | "other"
            | "various"
            | "few"
            | "most"
    );
    let definite = phrase::is_article(word).then_some(Determiner::Definite);
    if new { Some(Determiner::Indefinite) } else { definite }
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

/// The body that a person speaks for: an entry for a body, with what stands before it.
fn body(parts: &[Part<'_>]) -> Option<String> {
    let people = |part: &Part<'_>| part.classes.iter().any(|it| it.kind.is_people());
    parts.iter().filter(|it| people(it)).find_map(|part| {
        let hit = part.classes.iter().find(|it| it.kind.is_body() && it.kind != Kind::State)?;
        let start = (0..hit.at).rev().take_while(|at| {
            let kind = part.class_at(*at).map(|it| it.kind);
            part.words[*at].starts_with(char::is_uppercase)
                && kind.is_none_or(|it| it == Kind::Field)
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

#[cfg(test)]
mod tests;
