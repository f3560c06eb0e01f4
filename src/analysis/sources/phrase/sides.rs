//! The sides of a joint subject: "both A and B", "A, B and C", but not "the Ministry of A and B".
//!
//! `mention` relies on each side being a source by itself.

use crate::analysis::sources::{
    class::{self, Kind},
    phrase::{Part, is_article, strip_start},
};

/// The sides of a joint subject: "both A and B", "A, B and C".
pub fn sides(text: &str) -> Option<Vec<&str>> {
    let both = strip_start(text, "both ");
    let text = both.unwrap_or(text);
    let at = text.find(" and ")?;
    let (left, right) = (text[..at].trim_end_matches(','), &text[at + 5..]);
    let listed: Vec<&str> = left.split(", ").filter(|it| !it.is_empty()).collect();
    let (last_left, first_left) = (Part::read(listed.last()?), Part::read(listed.first()?));
    let right_part = Part::read(right);
    // "Mori, his wife and the chairwoman of the party": what stands behind the comma is said of her.
    let apposed = listed.iter().skip(1).any(|it| {
        let mut words = it.split(' ');
        let article = words.next().is_some_and(is_article);
        article && words.next().is_some_and(|it| it.starts_with(char::is_lowercase))
    });
    let joint = both.is_some()
        || !apposed
            && listed.iter().all(|it| stands_alone(&Part::read(it)))
            && stands_alone(&right_part)
            && !goes_on(&last_left, &right_part)
            && !same_person(&first_left, &right_part)
            && (listed.len() == 1 || listed.iter().all(|it| plain(&Part::read(it))));
    if !joint {
        return None;
    }
    let mut sides = listed;
    match right.split_once(" and ") {
        Some((second, third)) if both.is_none() && plain(&Part::read(second)) => {
            sides.extend([second, third]);
        }
        _ => sides.push(right),
    }
    Some(sides)
}

/// Whether a stretch is a source by itself.
fn stands_alone(part: &Part<'_>) -> bool {
    let known =
        part.classes.iter().any(|it| !matches!(it.kind, Kind::Field | Kind::Former | Kind::Title));
    known || !part.countries.is_empty() || (0..part.words.len()).any(|at| part.is_name(at))
}

/// "The Ministry of Health and Welfare", "an office for Trade and Industry": one body.
fn goes_on(left: &Part<'_>, right: &Part<'_>) -> bool {
    let determined = right.words.first().is_some_and(|it| is_article(it));
    let opens = right.class_at(0).is_some_and(|it| it.kind.is_people() || it.kind.is_body());
    let field =
        |part: &Part<'_>, at: usize| part.class_at(at).is_some_and(|it| it.kind == Kind::Field);
    let own = determined || opens || !right.countries.is_empty() && right.countries[0].at == 0;
    let last = left.words.len().saturating_sub(1);
    !right.words.is_empty() && field(right, 0) && !determined
        || !left.words.is_empty() && field(left, last)
        || left.preposition().is_some_and(|it| it > 0) && !own
}

/// "The founder and director Aiko Mori": two offices of one person.
fn same_person(left: &Part<'_>, right: &Part<'_>) -> bool {
    let office = |part: &Part<'_>| part.classes.iter().rfind(|it| it.kind.is_people()).copied();
    let named =
        |part: &Part<'_>, hit: class::Hit| hit.end() < part.words.len() && part.is_name(hit.end());
    let (Some(first), Some(second)) = (office(left), office(right)) else { return false };
    let determined = right.words.first().is_some_and(|it| is_article(it));
    first.end() == left.words.len() && named(right, second) && !determined
}

/// A side of a list that is no apposition.
fn plain(part: &Part<'_>) -> bool {
    part.words.len() <= 6
}
