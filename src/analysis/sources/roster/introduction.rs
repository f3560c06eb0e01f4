//! Where a text introduces a person: the full name that a surname stands for, the bearer of a title.
//!
//! Each question looks at a few places, never at the whole text.

use crate::{
    analysis::sources::{
        mention::{self, Mention, Number},
        name,
        phrase::{self, Part},
        roster::{Roster, floor, is_person},
    },
    model::Span,
};

impl Roster<'_> {
    /// What the text says of a person elsewhere, where the mention is but a name.
    pub fn fuller(&self, mention: &Mention) -> Option<Mention> {
        let surname = mention.person.last().filter(|_| mention.heads.is_empty())?;
        let places = self.people.called(surname).iter();
        let told: Vec<Mention> = places
            .filter_map(|end| Some(self.told_at(*end)?.0))
            .filter(|it| name::same(&it.person, &mention.person) && !it.is_joint())
            .filter(|it| it.person.len() > mention.person.len() || !it.heads.is_empty())
            .collect();
        let titled = told.iter().position(|it| !it.heads.is_empty() && it.person.len() > 1);
        told.into_iter().nth(titled.unwrap_or(0))
    }

    /// Who bears a title that stands without a name: "the Secretary", after "Secretary Mori".
    pub fn bearer(&self, mention: &Mention, span: Span) -> Option<Mention> {
        const BACK: usize = 4_000;
        let person =
            mention.person.is_empty() && mention.number == Number::One && !mention.is_new();
        let head = mention.heads.first().filter(|_| person && is_person(mention.class))?;
        let text = self.article.text.as_str();
        let from = floor(text, span.start.saturating_sub(BACK));
        let before = text.get(from..span.start)?;
        let title = capitalised(head);
        let places = before.rmatch_indices(title.as_str()).take(8);
        let ends = places.filter_map(|(at, _)| name_after(text, from + at + title.len()));
        ends.filter_map(|end| Some(self.told_at(end)?.0)).find(|it| {
            let bears = |it: &String| it.ends_with(head.as_str()) || it.starts_with(head.as_str());
            !it.person.is_empty() && !it.is_joint() && it.heads.iter().any(bears)
        })
    }

    /// The mention that ends with a name at `end`: its title before it, its apposition behind it.
    pub fn told_at(&self, end: usize) -> Option<(Mention, Span)> {
        let text = self.article.text.as_str();
        let sentence = self.sentence(end.saturating_sub(1));
        let end = end + more_of_a_name(text.get(end..sentence.end.max(end))?);
        let before = text.get(sentence.start..end)?;
        let from = before.rmatch_indices([' ', '\u{a0}']).nth(14).map_or(0, |(at, _)| at);
        let part = Part::read(&before[from..]);
        let phrase = part.slice(phrase::last_phrase(&part), part.words.len());
        let start = Span::of(text, phrase)?.start;
        let after = text.get(end..sentence.end.max(end)).map_or(0, apposition);
        Some((mention::parse(text.get(start..end + after)?)?, Span::new(start, end)))
    }
}

/// "High Representative", "Secretary of State": as a title stands before a name.
fn capitalised(head: &str) -> String {
    let word = |it: &str| {
        let mut letters = it.chars();
        let small = matches!(it, "of" | "for" | "the" | "in");
        let first = letters
            .next()
            .map(|first| if small { first.to_string() } else { first.to_uppercase().to_string() });
        first.unwrap_or_default() + letters.as_str()
    };
    head.split(' ').map(word).collect::<Vec<String>>().join(" ")
}

/// How much of a name there is at the beginning of a stretch: " Garced", " bin Salim".
fn more_of_a_name(rest: &str) -> usize {
    let mut length = 0;
    let mut passed = 0;
    for word in rest.strip_prefix(' ').unwrap_or_default().split(' ').take(4) {
        let bare = word.trim_end_matches(|it: char| !it.is_alphanumeric());
        let capital = bare.starts_with(char::is_uppercase);
        if !capital && !name::is_particle(word) {
            break;
        }
        passed += 1 + bare.len();
        if capital {
            length = passed;
        }
        if bare.len() < word.len() {
            break;
        }
    }
    length
}

/// Where the name ends that a title stands before, "of State" and the like between them.
fn name_after(text: &str, title: usize) -> Option<usize> {
    let rest = text.get(title..)?.strip_prefix(' ')?;
    let mut end = None;
    for word in rest.split([' ', '\n']).take(8) {
        // "J." goes on, "Petit." does not.
        let initial = word.chars().count() == 2 && word.ends_with('.');
        let bare = word.trim_end_matches(|it: char| !it.is_alphanumeric() && !initial);
        if bare.starts_with(char::is_uppercase) {
            end = Some(Span::of(text, bare)?.end);
        } else if !(matches!(word, "of" | "for" | "the") || name::is_particle(word)) {
            break;
        }
        if bare.len() < word.len() {
            break;
        }
    }
    end
}

/// How long the apposition is with which a stretch begins: ", the city's home minister,".
fn apposition(rest: &str) -> usize {
    const LONGEST: usize = 140;
    let Some(words) = rest.strip_prefix(", ") else { return 0 };
    let opens = [
        "the ",
        "a ",
        "an ",
        "his ",
        "her ",
        "its ",
        "their ",
        "chief ",
        "head ",
        "director ",
        "spokes",
        "fiancé",
        "leader ",
        "president ",
        "minister ",
        "who ",
    ];
    let first = opens.iter().any(|it| words.starts_with(it));
    let words = &words[..floor(words, LONGEST)];
    let end = words.find([',', '.', ';', '"', '“', '—']);
    end.filter(|_| first).map_or(0, |at| at + 2)
}
