//! What the words of a mention make of its source: the head, the class, number and gender.
//!
//! `mention` relies on a class being given for whatever names somebody.

use crate::{
    analysis::sources::{
        class::{Hit, Kind},
        country,
        mention::Gender,
        phrase::{Part, is_article},
    },
    model::SourceClass,
};

/// The entries of a part that tell what a source is.
pub(super) fn heads<'a>(part: &'a Part<'_>) -> impl Iterator<Item = &'a Hit> {
    let end = part.preposition().unwrap_or(part.words.len());
    part.classes.iter().filter(move |it| it.at < end).filter(|it| tells(it))
}

pub(super) const fn tells(hit: &Hit) -> bool {
    !matches!(hit.kind, Kind::Title | Kind::Former | Kind::Field)
}

/// The entry that tells what the source is: the last before the first preposition, unless a person's
/// office follows the body ("Foreign Ministry spokesperson").
pub(super) fn head<'a>(part: &'a Part<'_>) -> Option<&'a Hit> {
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

pub(super) fn class_of(
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
    let armed =
        |part: &Part<'_>| heads(part).any(|it| it.kind == Kind::Class(SourceClass::ArmedGroup));
    if !named && parts.iter().any(armed) && head.is_none_or(|it| !it.kind.is_people()) {
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
            let capital = |part: &Part<'_>| (0..part.words.len()).any(|at| part.is_name(at));
            // "The harbour master": whoever that is.
            let article = |part: &Part<'_>| part.words.len() >= 2 && is_article(part.words[0]);
            let told = parts.iter().any(capital) || parts.first().is_some_and(article);
            return told.then_some(SourceClass::Unspecified);
        }
    })
}

/// "Mori, of the provincial council": one of a public body.
pub(super) fn is_office(kind: Kind, head: Option<&Hit>) -> bool {
    let private =
        ["university", "institute", "centre", "center", "foundation", "union", "bank", "group"];
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

pub(super) fn gender<'a>(mut hits: impl Iterator<Item = &'a Hit>) -> Option<Gender> {
    hits.find_map(|hit| match hit.entry {
        "mr" | "king" | "prince" | "crown prince" | "sir" | "lord" | "spokesman" | "chairman"
        | "congressman" | "sultan" | "emir" | "sheikh" | "pope" | "man" | "father" | "son"
        | "brother" | "husband" | "fiancé" | "boy" => Some(Gender::Male),
        "mrs" | "ms" | "queen" | "dame" | "spokeswoman" | "chairwoman" | "congresswoman"
        | "woman" | "mother" | "daughter" | "sister" | "wife" | "widow" | "fiancée" | "girl" => {
            Some(Gender::Female)
        }
        _ => None,
    })
}

pub(super) fn is_plural(entry: &str) -> bool {
    let last = entry.rsplit(' ').next().unwrap_or(entry);
    matches!(last, "people" | "spokespeople" | "many" | "some" | "those" | "men" | "women" | "MPs")
        || matches!(entry, "heads of state" | "chiefs" | "authorities" | "police")
        || last.ends_with('s')
            && !last.ends_with("ss")
            && last.len() > 4
            && last.chars().any(char::is_lowercase)
}

/// Heads are compared in the singular and without a sex.
pub(super) fn singular(entry: &str) -> String {
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
