//! What leaves by the clipboard or the browser: words with their citation, addresses, Markdown.
//!
//! Nothing is set between quotation marks that does not stand so, letter for letter, in the text.

use std::fmt::Write as _;

use crate::{
    library::Opened,
    tui::{
        action::Action,
        pane::{Pane, claims, row},
        relate::{Finding, place},
        state::{Notice, State},
        update::{Effect, refuse},
    },
};

/// Runs an action of this file; none where it is of another.
pub fn act(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    let copied = match action {
        Action::Copy => words(state),
        Action::CopyQuote => quotation(state),
        Action::CopyUrl => url(state),
        Action::CopyLink => link(state),
        Action::CopyCitation => state.opened.as_ref().map(citation),
        Action::CopyMarkdown => markdown(state),
        Action::CopyJson => json(state),
        _ => return None,
    };
    let Some(text) = copied else {
        let why = match action {
            Action::CopyUrl | Action::CopyLink => "this brief has no address",
            _ => "nothing here to copy",
        };
        return Some(refuse(state, why));
    };
    let size = text.chars().count();
    state.notice = Some(Notice::Done(format!("sent {size} characters to the terminal to copy")));
    state.select = None;
    Some(vec![Effect::Copy(text)])
}

/// `Test Wire, “Headline”, 2025-11-03, https://…`
pub fn citation(opened: &Opened) -> String {
    let article = &opened.article;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(article.byline.clone());
    parts.push(opened.brief.title.clone());
    parts.extend(article.site.clone());
    parts.extend(article.published.map(|it| it.to_string()));
    parts.extend(article.url.clone());
    parts.join(", ")
}

/// The text of what is under the cursor, letter for letter where it stands in the brief.
fn words(state: &State) -> Option<String> {
    if state.focus() == Pane::Briefs {
        return state.brief().map(|it| it.title.clone());
    }
    let opened = state.opened.as_ref()?;
    if let Some(select) = state.select {
        return Some(state.selected(select).slice(&opened.article.text).to_owned());
    }
    match state.finding() {
        Finding::Claim(at) => {
            let claim = opened.analysis.claims.get(at)?;
            Some(claims::content(opened, claim))
        }
        Finding::Source(at) => Some(opened.analysis.sources.get(at)?.name.clone()),
        Finding::Mark(at) => {
            let mark = opened.marks.get(at)?;
            let quote = mark.anchor.as_ref().map(|it| it.quote.clone());
            let parts: Vec<String> = quote.into_iter().chain(mark.note.clone()).collect();
            Some(parts.join("\n"))
        }
        finding @ (Finding::Event(_) | Finding::Section(_)) => {
            let pane = finding.pane();
            let lines = row(state, pane, state.under(pane)?, 400).lines;
            let text: Vec<String> = lines.iter().map(crate::tui::pane::Words::text).collect();
            Some(text.join(" ").split_whitespace().collect::<Vec<_>>().join(" "))
        }
        Finding::Sentence(_) => Some(state.stretch()?.slice(&opened.article.text).to_owned()),
        Finding::Brief => Some(opened.brief.title.clone()),
    }
}

/// The words of the text that are under the cursor, letter for letter.
fn verbatim(state: &State) -> Option<String> {
    let opened = state.opened.as_ref()?;
    let span = match (state.select, state.finding()) {
        (Some(select), _) => state.selected(select),
        (None, finding) => place(opened, &state.page.sentences, finding)?,
    };
    Some(span.slice(&opened.article.text).to_owned()).filter(|it| !it.is_empty())
}

fn quotation(state: &State) -> Option<String> {
    let words = verbatim(state)?;
    let citation = citation(state.opened.as_ref()?);
    let words = words.trim();
    // What stands between quotation marks already needs no others.
    if words.starts_with(['“', '"']) && words.ends_with(['”', '"']) {
        return Some(format!("{words} ({citation})"));
    }
    Some(format!("“{words}” ({citation})"))
}

fn url(state: &State) -> Option<String> {
    state.opened.as_ref()?.article.url.clone()
}

/// The address with a text fragment, which takes a browser to the words.
fn link(state: &State) -> Option<String> {
    let url = url(state)?;
    let base = url.split('#').next().unwrap_or_default();
    let words = verbatim(state).unwrap_or_default();
    let words: Vec<&str> = words.split_whitespace().take(12).collect();
    Some(format!("{base}#:~:text={}", percent(&words.join(" "))))
}

fn percent(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        // The hyphen and the comma part the fields of a text fragment.
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The quotation as Markdown, with the note on it.
fn markdown(state: &State) -> Option<String> {
    let opened = state.opened.as_ref()?;
    let quote = verbatim(state);
    let note = match state.finding() {
        Finding::Mark(at) => opened.marks.get(at)?.note.clone(),
        _ => None,
    };
    let mut out = String::new();
    for line in quote.iter().flat_map(|it| it.lines()) {
        let _ = writeln!(out, "> {line}");
    }
    let _ = writeln!(out, "\n{}", citation(opened));
    if let Some(note) = note {
        let _ = writeln!(out, "\n{note}");
    }
    Some(out)
}

/// What a command gets: of the list and the text the whole brief, of anything else that thing with
/// where it is from.
pub fn plain(state: &State) -> Option<String> {
    let opened = state.opened.as_ref()?;
    let whole =
        matches!(state.finding(), Finding::Brief | Finding::Sentence(_) | Finding::Section(_));
    if state.select.is_none() && whole {
        return Some(format!("{}\n\n{}\n", citation(opened), opened.article.text));
    }
    markdown(state)
}

/// The words and where they stand, as one JSON object.
fn json(state: &State) -> Option<String> {
    let opened = state.opened.as_ref()?;
    let article = &opened.article;
    let fields = [
        ("text", words(state)),
        ("quote", verbatim(state)),
        ("title", Some(opened.brief.title.clone())),
        ("site", article.site.clone()),
        ("published", article.published.map(|it| it.to_string())),
        ("url", article.url.clone()),
        ("sha256", Some(opened.revision.clone())),
    ];
    let fields: Vec<String> = fields
        .into_iter()
        .map(|(name, value)| {
            format!("\"{name}\": {}", value.map_or_else(|| "null".to_owned(), |it| quoted(&it)))
        })
        .collect();
    Some(format!("{{{}}}", fields.join(", ")))
}

/// A string as JSON has it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for it in text.chars() {
        match it {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            it if it.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(it));
            }
            it => out.push(it),
        }
    }
    out.push('"');
    out
}
