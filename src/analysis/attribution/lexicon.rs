//! Verbs, nouns and function words that the rules of attribution go by.

use std::{collections::HashMap, sync::LazyLock};

/// What stands after a verb of attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A clause or a quotation: "said".
    Said,
    /// The hearer, then the content: "told".
    Told,
    /// What is judged: "slammed".
    Judged,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "say": after "to", an auxiliary, or a plural subject.
    Base,
    /// "says", "said".
    Finite,
    /// "saying".
    Participle,
}

/// A verb form with what it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// What stands after it.
    pub frame: Frame,
    /// Its form.
    pub form: Form,
}

static VERBS: LazyLock<HashMap<String, Verb>> =
    LazyLock::new(|| read(include_str!("../../../assets/lexicon/attribution_verbs.txt")));

/// The verb of attribution that this word is a form of; the word is in lower case.
pub fn verb(word: &str) -> Option<Verb> {
    VERBS.get(word).copied()
}

fn read(list: &str) -> HashMap<String, Verb> {
    let mut verbs = HashMap::new();
    let mut frame = Frame::Said;
    for line in list.lines() {
        if let Some(header) = line.strip_prefix("# ") {
            frame = match header.split(':').next() {
                Some("told") => Frame::Told,
                Some("judged") => Frame::Judged,
                _ => frame,
            };
            continue;
        }
        let mut words = line.split_whitespace();
        let Some(base) = words.next() else { continue };
        let irregular: Vec<&str> = words.collect();
        let mut put = |word: String, form| {
            verbs.entry(word).or_insert(Verb { frame, form });
        };
        put(base.to_owned(), Form::Base);
        for word in &irregular {
            let form = if word.ends_with("ing") { Form::Participle } else { Form::Finite };
            put((*word).to_owned(), form);
        }
        let stem = base.strip_suffix('e').unwrap_or(base);
        let y = base.strip_suffix('y').filter(|it| !it.ends_with(['a', 'e', 'o', 'u']));
        let third = match y {
            Some(stem) => format!("{stem}ies"),
            None if base.ends_with(['s', 'x', 'z'])
                || base.ends_with("sh")
                || base.ends_with("ch") =>
            {
                format!("{base}es")
            }
            None => format!("{base}s"),
        };
        put(third, Form::Finite);
        put(format!("{stem}ing"), Form::Participle);
        if !irregular.iter().any(|it| !it.ends_with("ing")) {
            put(y.map_or_else(|| format!("{stem}ed"), |stem| format!("{stem}ied")), Form::Finite);
        }
    }
    verbs
}

/// Nouns that carry a claim: "the claim that ...".
pub const NOUNS: &[&str] = &[
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "announcement",
    "assertion",
    "assertions",
    "assessment",
    "belief",
    "claim",
    "claims",
    "complaint",
    "complaints",
    "conclusion",
    "concern",
    "concerns",
    "denial",
    "denials",
    "fear",
    "fears",
    "finding",
    "impression",
    "indication",
    "indications",
    "notion",
    "promise",
    "report",
    "reports",
    "rumor",
    "rumors",
    "rumour",
    "rumours",
    "speculation",
    "statement",
    "suggestion",
    "suggestions",
    "suspicion",
    "suspicions",
    "view",
    "warning",
    "warnings",
];

/// Adverbs by which the narrator lays a statement to others.
pub const ADVERBS: &[&str] = &["allegedly", "purportedly", "reportedly", "supposedly"];

/// Words that a subject cannot reach over, to the left.
pub const OPENERS: &[&str] = &[
    "after", "although", "as", "because", "before", "but", "if", "once", "since", "so", "than",
    "that", "though", "unless", "until", "what", "when", "where", "whereas", "whether", "which",
    "while", "why", "how",
];

/// Auxiliaries and adverbs between a subject and its verb.
pub const BETWEEN: &[&str] = &[
    "again",
    "already",
    "also",
    "always",
    "can",
    "could",
    "did",
    "do",
    "does",
    "earlier",
    "even",
    "first",
    "further",
    "had",
    "has",
    "have",
    "having",
    "however",
    "in turn",
    "is",
    "just",
    "later",
    "may",
    "meanwhile",
    "might",
    "must",
    "never",
    "not",
    "now",
    "n't",
    "often",
    "once",
    "only",
    "previously",
    "recently",
    "repeatedly",
    "since",
    "still",
    "strongly",
    "then",
    "therefore",
    "though",
    "thus",
    "to",
    "today",
    "too",
    "went",
    "on",
    "will",
    "would",
    "yesterday",
    "go",
    "goes",
];

/// Words that begin an adverbial at the head of a sentence.
pub const ADVERBIAL: &[&str] = &[
    "about",
    "according",
    "across",
    "after",
    "against",
    "along",
    "although",
    "amid",
    "among",
    "and",
    "around",
    "as",
    "asked",
    "at",
    "before",
    "besides",
    "between",
    "but",
    "by",
    "despite",
    "during",
    "earlier",
    "even",
    "following",
    "for",
    "from",
    "given",
    "hours",
    "however",
    "if",
    "in",
    "instead",
    "last",
    "later",
    "like",
    "meanwhile",
    "moreover",
    "nevertheless",
    "now",
    "on",
    "once",
    "over",
    "overall",
    "recently",
    "since",
    "so",
    "still",
    "then",
    "though",
    "through",
    "throughout",
    "thus",
    "to",
    "today",
    "under",
    "until",
    "upon",
    "when",
    "while",
    "with",
    "within",
    "without",
    "yesterday",
    "yet",
];

/// Pronouns that can be a source by themselves.
pub const PRONOUNS: &[&str] = &["he", "i", "it", "she", "they", "we", "who", "you"];

/// Finite verbs that are no cue: a subject ends before them.
pub const FINITE: &[&str] = &[
    "are", "became", "came", "can", "could", "did", "does", "gave", "had", "has", "have", "is",
    "made", "may", "met", "might", "must", "said", "says", "should", "took", "was", "were", "will",
    "would",
];
