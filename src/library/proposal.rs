//! What a claim of the analyst's would most likely be, so that little is left to write.

use crate::{
    analysis::attribution::lexicon,
    library::Opened,
    model::{Claim, Span, Stance},
    text::{sentences::sentences, tokens::tokens_in},
};

/// A claim to be looked over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Who says it.
    pub speaker: Option<String>,
    /// The words by which it is said.
    pub cue: Option<String>,
    /// What is done by saying it.
    pub stance: Stance,
    /// What is said.
    pub content: Span,
}

/// The claim that a stretch of the text most likely holds: a selection is its content; of a sentence
/// the content is what it quotes, else what follows its cue, else all of it.
///
/// The cue is the first word of the sentence that the lexicon of attributions has, the speaker the
/// source mentioned nearest to it, else the one who spoke last.
pub fn propose(opened: &Opened, stretch: Span, selected: bool) -> Proposal {
    let text = opened.article.text.as_str();
    let sentence = sentences(text)
        .into_iter()
        .filter(|it| it.overlaps(stretch))
        .reduce(Span::join)
        .unwrap_or(stretch);
    let quoted = quotation(text, sentence);
    let taken = if selected { Some(stretch.trim(text)) } else { quoted };
    let outside = |it: &Span| taken.is_none_or(|content| !it.overlaps(content));
    let words = tokens_in(text, sentence).into_iter().map(|it| it.span);
    let cue = words.filter(outside).find(|it| lexicon::attributes(&it.slice(text).to_lowercase()));
    let content = taken.unwrap_or_else(|| told(text, sentence, cue));
    let known = known(opened, content, sentence);
    let mentioned = || {
        let at = cue.unwrap_or(content).start;
        let sources = opened.analysis.sources.iter();
        let mentions =
            sources.flat_map(|source| source.mentions.iter().map(move |it| (source, it)));
        let near = mentions.filter(|(_, it)| sentence.contains(**it) && !it.overlaps(content));
        near.min_by_key(|(_, it)| it.start.abs_diff(at)).map(|(source, _)| source.name.clone())
    };
    let spoke = || {
        let before = opened.analysis.claims.iter().filter(|it| it.extent().end <= sentence.start);
        let last = before.max_by_key(|it| it.extent().end)?;
        Some(opened.analysis.sources.get(last.source?)?.name.clone())
    };
    let said_so = |it: &Claim| Some(opened.analysis.sources.get(it.source?)?.name.clone());
    Proposal {
        speaker: mentioned()
            .or_else(|| known.and_then(said_so))
            .or_else(|| cue.and_then(|_| spoke())),
        cue: cue.or_else(|| known?.cue).map(|it| it.slice(text).to_owned()),
        stance: known.map_or(Stance::Asserts, |it| it.stance),
        content,
    }
}

/// The claim of the sentence that is nearest to a content.
fn known(opened: &Opened, content: Span, sentence: Span) -> Option<&Claim> {
    let claims = opened.analysis.claims.iter().filter(|it| it.extent().overlaps(sentence));
    claims.min_by_key(|it| it.extent().start.abs_diff(content.start))
}

/// The first thing between quotation marks, with them.
fn quotation(text: &str, sentence: Span) -> Option<Span> {
    let words = sentence.slice(text);
    let (open, mark) = words.char_indices().find(|it| matches!(it.1, '“' | '"' | '«' | '„'))?;
    let close = match mark {
        '«' => '»',
        '"' => '"',
        _ => '”',
    };
    let from = open + mark.len_utf8();
    let end = from + words[from..].find(close)? + close.len_utf8();
    Some(Span::new(sentence.start + open, sentence.start + end))
}

/// What follows the cue, without the punctuation at its ends; all of the sentence where nothing does.
fn told(text: &str, sentence: Span, cue: Option<Span>) -> Span {
    let bare = |span: Span| {
        let words = span.slice(text);
        let start = words.len() - words.trim_start_matches([' ', ',', ':', ';']).len();
        let end = words.trim_end_matches(['.', '!', '?', ',', ';', ' ']).len();
        Span::new(span.start + start.min(end), span.start + end)
    };
    let after = cue.map(|it| bare(Span::new(it.end, sentence.end)));
    let enough = |it: &Span| it.slice(text).split_whitespace().count() > 1;
    after.filter(enough).unwrap_or_else(|| bare(sentence))
}
