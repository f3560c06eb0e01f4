//! A question with a few answers, each a key away.

use crate::{
    library::{Act, ExportFormat, is_address},
    model::{Colour, Order, Sort},
    tui::{macros::Macro, worker::Chosen},
};

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirm {
    /// What is asked.
    pub question: String,
    /// The answers: the key, the words, what it means.
    pub choices: Vec<Choice>,
    /// The answer under the cursor.
    pub cursor: usize,
    /// What there is to know before one answers, a line each.
    pub about: Vec<String>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its key.
    pub letter: char,
    /// Its words.
    pub words: String,
    /// What it means.
    pub answer: Answer,
}

/// What an answer means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Highlight in this colour.
    Highlight(Colour),
    /// Open this address.
    Browse(String),
    /// Import this text.
    Paste(String),
    /// Import this file, or what is at this address.
    Import(String),
    /// Run the macro of this name.
    Macro(char),
    /// Do this to those.
    Act(Box<(Act, Chosen)>),
    /// Sort the list so.
    Sort(Order),
    /// Write the brief in this format.
    Format(ExportFormat),
}

impl Confirm {
    /// Which colour to highlight in; the words are what the colours mean to the user.
    pub fn colours(meanings: &[(String, String)], last: Colour) -> Self {
        let choices: Vec<Choice> = Colour::ALL
            .iter()
            .map(|colour| {
                let meaning = meanings.iter().find(|(code, _)| code == colour.code());
                let meaning = meaning.map_or("", |(_, words)| words.as_str());
                Choice {
                    letter: colour.code().chars().next().unwrap_or(' '),
                    words: format!("{:<8} {meaning}", colour.code()),
                    answer: Answer::Highlight(*colour),
                }
            })
            .collect();
        let cursor = Colour::ALL.iter().position(|it| *it == last).unwrap_or(0);
        Self { question: "Highlight in".to_owned(), choices, cursor, about: Vec::new() }
    }

    /// Which order the list is to have; the one that it has is turned round.
    pub fn sort(now: Sort) -> Self {
        let orders = [
            ('p', "published, newest first", Order::Newest),
            ('e', "received, newest first", Order::Added),
            ('t', "headline", Order::Title),
            ('s', "outlet", Order::Site),
            ('u', "without a verdict first", Order::Unread),
            ('c', "most claims first", Order::Claims),
            ('d', "most denials first", Order::Denials),
        ];
        let cursor = orders.iter().position(|it| it.2 == now.order).unwrap_or(0);
        let choices = orders.into_iter().map(|(letter, words, order)| {
            let told = match (order == now.order, now.reversed) {
                (true, false) => "  (now; again: reversed)",
                (true, true) => "  (now, reversed)",
                (false, _) => "",
            };
            Choice { letter, words: format!("{words}{told}"), answer: Answer::Sort(order) }
        });
        Self {
            question: "Sort by".to_owned(),
            choices: choices.collect(),
            cursor,
            about: Vec::new(),
        }
    }

    /// In which format the brief is to leave.
    pub fn formats() -> Self {
        use ExportFormat as F;
        let formats = [
            ('m', "Markdown, for Obsidian", F::Markdown),
            ('d', "a brief to hand on, with footnotes", F::Dissemination),
            ('h', "a page to print", F::Html),
            ('o', "org, for Emacs", F::Org),
            ('c', "CSV, a row an item", F::Csv),
            ('r', "CSV for Readwise", F::Readwise),
            ('a', "W3C annotations, JSON-LD", F::JsonLd),
            ('b', "BibTeX", F::Bibtex),
            ('s', "CSL-JSON, for Zotero and pandoc", F::Csl),
            ('i', "RIS", F::Ris),
            ('t', "the chronology, for TimelineJS", F::Timelinejs),
            ('x', "STIX 2.1", F::Stix),
            ('p', "MISP", F::Misp),
        ];
        let choice = |(letter, words, format): (char, &str, F)| Choice {
            letter,
            words: words.to_owned(),
            answer: Answer::Format(format),
        };
        let choices = formats.into_iter().map(choice).collect();
        Self { question: "Write this brief as".to_owned(), choices, cursor: 0, about: Vec::new() }
    }

    /// Which address to open; as many as there are letters that mean nothing else in a menu.
    pub fn links(urls: &[String]) -> Self {
        let letters = ('a'..='z').filter(|it| !"jkq".contains(*it));
        let choices = letters
            .zip(urls)
            .map(|(letter, url)| Choice {
                letter,
                words: url.clone(),
                answer: Answer::Browse(url.clone()),
            })
            .collect();
        Self { question: "Open".to_owned(), choices, cursor: 0, about: Vec::new() }
    }

    /// Which macro to run.
    pub fn macros(macros: &[Macro]) -> Self {
        let choice = |it: &Macro| Choice {
            letter: it.name,
            words: it.words.clone(),
            answer: Answer::Macro(it.name),
        };
        let choices = macros.iter().map(choice).collect();
        Self { question: "Run".to_owned(), choices, cursor: 0, about: Vec::new() }
    }

    /// Whether a pasted text is to be imported.
    pub fn paste(text: &str) -> Self {
        let path = text.trim();
        let is_line = !path.contains(char::is_whitespace);
        let looks_like_path = !path.contains('\n') && path.starts_with(['/', '~', '.', '\'']);
        let (words, answer) = if is_line && is_address(path) {
            (format!("fetch the page {path}"), Answer::Import(path.to_owned()))
        } else if looks_like_path {
            (format!("import the file {path}"), Answer::Import(path.trim_matches('\'').to_owned()))
        } else {
            let words = text.split_whitespace().count();
            (format!("import the pasted text, {words} words"), Answer::Paste(text.to_owned()))
        };
        Self {
            question: "Pasted".to_owned(),
            choices: vec![Choice { letter: 'y', words, answer }],
            cursor: 0,
            about: Vec::new(),
        }
    }
}
