//! How certain it is, to a reader, that the event at a word happened: -3 (certainly not) to +3.
//!
//! The sum of the weights of what `scope` says of the word, of its form, and of the words beside it.
//! The weights stand in `assets/models/factuality.tsv`; its card tells what they were fitted on and
//! how well they do. The same words always give the same value.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{
    analysis::stance::{
        lexicon,
        scope::{self, Word},
    },
    model::Span,
};

const MODEL: &str = include_str!("../../../assets/models/factuality.tsv");

/// Weights in thousandths, so that the sum does not depend on its order.
static WEIGHTS: LazyLock<BTreeMap<&str, i32>> = LazyLock::new(|| {
    let weight = |line: &'static str| {
        let (name, weight) = line.rsplit_once('\t')?;
        Some((name, weight.parse().ok()?))
    };
    MODEL.lines().filter_map(weight).collect()
});

/// The certainty of the event that the word at `event` tells of, within its `sentence`.
pub fn certainty(text: &str, sentence: Span, event: Span) -> f32 {
    let sum: i32 = features(text, sentence, event)
        .iter()
        .filter_map(|it| WEIGHTS.get(it.as_str()))
        .fold(0, |sum, it| sum.saturating_add(*it));
    let thousandths = i16::try_from(sum.clamp(-3000, 3000)).unwrap_or_default();
    f32::from(thousandths) / 1000.0
}

/// What the value goes by, by name; the first one stands for every word.
pub fn features(text: &str, sentence: Span, event: Span) -> Vec<String> {
    let mut found = vec!["any".to_owned()];
    let words = scope::words(text, sentence);
    let Some(at) = words.iter().position(|it| it.span.overlaps(event)) else { return found };
    let scope = scope::over(&words, at);
    found.extend(scope.names());
    let word = &words[at].lower;
    let form = form(word);
    let base = stem(word);
    found.push(format!("form={form}"));
    if scope.negated {
        found.push(format!("negated {form}"));
    }
    if plain(text, &words[at]) != "NAME" {
        found.push(format!("word={base}"));
    }
    let run = names_of_run(&words, scope.from, at);
    found.push(format!("form={form} {run}"));
    found.push(format!("under={run}"));
    let near = |offset: isize| {
        at.checked_add_signed(offset).and_then(|it| words.get(it)).map_or("", |it| plain(text, it))
    };
    for offset in [-3, -2, -1, 1, 2] {
        found.push(format!("at{offset}={}", near(offset)));
    }
    found.push(format!("before={} {}", near(-2), near(-1)));
    found.push(format!("form={form} before={}", near(-1)));
    found.push(format!("form={form} after={}", near(1)));
    if at == 0 {
        found.push(format!("first {form}"));
    }
    if let Some(governor) = scope.governor {
        let to = if scope.infinitive { "to" } else { "" };
        let word = &words[governor].lower;
        found.push(format!("governor={} {to}", stem(plain(text, &words[governor]))));
        if let Some(class) = lexicon::class(word) {
            found.push(format!("class={class:?} {to}"));
            found.push(format!("class={class:?} {form}"));
            if negated(&words, governor) {
                found.push(format!("class={class:?} not"));
            }
            let over = scope::over(&words, governor);
            found.extend(over.names().into_iter().map(|it| format!("governor {it}")));
        }
    }
    if let Some(conjunction) = scope::conjunction(&words, scope.from) {
        let word = &words[conjunction].lower;
        found.push(format!("clause={word}"));
        found.push(format!("clause={word} {}", bucket(scope.from - conjunction)));
        if let Some(before) = conjunction.checked_sub(1) {
            found.push(format!("clause={word} of={}", stem(plain(text, &words[before]))));
            if negated(&words, before) {
                found.push("clause of not".to_owned());
            }
        }
    }
    if let Some(report) = scope::report(&words, scope.from, at) {
        let side = if report < at { "before" } else { "after" };
        found.push(format!("report {side}={}", stem(&words[report].lower)));
        found.push(format!("report {side} {form}"));
        let cue = lexicon::cue_in(std::slice::from_ref(&words[report].lower), &[]);
        if let Some(cue) = cue {
            found.push(format!("report {side} {}", cue.stance.code()));
        }
    }
    found.extend(joined(&words, scope.from));
    found.extend(around(&words, at, scope.from));
    found
}

/// What a verb takes from the one that it is joined to: "will go and see".
fn joined(words: &[Word], from: usize) -> Vec<String> {
    let Some(and) =
        from.checked_sub(1).filter(|it| matches!(words[*it].lower.as_str(), "and" | "or" | ","))
    else {
        return Vec::new();
    };
    let over =
        ["to", "will", "would", "could", "can", "may", "might", "should", "must", "not", "n't"];
    let low = and.saturating_sub(8);
    let found = words[low..and].iter().rev().find(|it| over.contains(&it.lower.as_str()));
    found.map(|it| format!("joined={}", it.lower)).into_iter().collect()
}

/// What the whole sentence is, and what stands further to the left.
fn around(words: &[Word], at: usize, from: usize) -> Vec<String> {
    let mut found = Vec::new();
    if words.last().is_some_and(|it| it.lower == "?") {
        found.push("question".to_owned());
    }
    let low = from.saturating_sub(10);
    for word in &words[low..from] {
        let lower = word.lower.as_str();
        let tells = scope_word(lower);
        if tells {
            found.push(format!("left={lower}"));
        }
    }
    for word in words.iter().skip(at + 1).take(6) {
        if scope_word(&word.lower) {
            found.push(format!("right={}", word.lower));
        }
    }
    let first = words.first().map_or("", |it| it.lower.as_str());
    if matches!(
        first,
        "if" | "unless"
            | "when"
            | "please"
            | "do"
            | "did"
            | "does"
            | "is"
            | "are"
            | "can"
            | "could"
            | "will"
            | "would"
            | "should"
    ) {
        found.push(format!("begins={first}"));
    }
    found
}

/// A word as it counts beside another: no names, no numbers.
fn plain<'a>(text: &str, word: &'a Word) -> &'a str {
    let first = word.span.slice(text).chars().next().unwrap_or(' ');
    match first {
        _ if first.is_numeric() => "NUMBER",
        _ if first.is_uppercase() && !scope::is_function_word(word) => "NAME",
        _ => &word.lower,
    }
}

fn scope_word(word: &str) -> bool {
    matches!(
        word,
        "not"
            | "n't"
            | "never"
            | "no"
            | "if"
            | "would"
            | "could"
            | "will"
            | "may"
            | "might"
            | "should"
            | "must"
            | "can"
            | "without"
            | "before"
            | "until"
            | "unless"
            | "whether"
            | "for"
            | "to"
            | "hope"
            | "want"
            | "plan"
            | "plans"
            | "expected"
            | "possible"
            | "likely"
            | "any"
            | "you"
            | "please"
            | "?"
            | "next"
            | "tomorrow"
            | "yesterday"
            | "last"
            | "ago"
            | "denied"
            | "failed"
    )
}

fn negated(words: &[Word], at: usize) -> bool {
    let low = at.saturating_sub(3);
    words[low..at].iter().any(|it| matches!(it.lower.as_str(), "not" | "n't" | "never" | "no"))
}

/// The auxiliaries over a word, as one name.
fn names_of_run(words: &[Word], from: usize, at: usize) -> String {
    let full = |it: &Word| match it.lower.as_str() {
        "n't" => "not".to_owned(),
        "'ve" => "have".to_owned(),
        "'ll" | "wo" => "will".to_owned(),
        "ca" => "can".to_owned(),
        other => other.to_owned(),
    };
    let run = words[from..at].iter().filter(|it| scope::is_auxiliary(it) || it.lower == "to");
    run.map(full).collect::<Vec<String>>().join(" ")
}

const fn bucket(distance: usize) -> &'static str {
    match distance {
        0..=3 => "near",
        4..=8 => "mid",
        _ => "far",
    }
}

/// The form of a word by its ending.
fn form(word: &str) -> &'static str {
    let endings = [
        "ing", "ed", "tion", "sion", "ment", "ance", "ence", "ity", "ss", "s", "en", "er", "al",
        "e",
    ];
    endings.into_iter().find(|it| word.len() > it.len() + 1 && word.ends_with(it)).unwrap_or("bare")
}

/// A word without the endings of a verb, crudely.
fn stem(word: &str) -> String {
    let cut = ["ing", "ied", "ed", "ies", "es", "s", "e", "y"]
        .iter()
        .find_map(|it| word.strip_suffix(it).filter(|rest| rest.len() >= 3));
    cut.unwrap_or(word).to_owned()
}
