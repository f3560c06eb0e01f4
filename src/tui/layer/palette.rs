//! Anything by its name: briefs, claims, sources, commands, the best match first.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

use crate::{
    model::ArticleId,
    tui::{
        action::Action,
        layer::line::Line,
        page::tag,
        pane::claims::{content, speaker},
        relate::Finding,
        state::State,
    },
};

/// The palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// What is looked for.
    pub line: Line,
    /// All there is.
    pub entries: Vec<Entry>,
    /// Indexes of the entries that match, best first.
    pub found: Vec<usize>,
    /// The place of the cursor among them.
    pub cursor: usize,
}

/// Something that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is: `brief`, `claim`, `source`, `command`.
    pub kind: &'static str,
    /// Its name.
    pub words: String,
    /// What choosing it does.
    pub target: Target,
}

/// What choosing an entry does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Opens a brief.
    Brief(ArticleId),
    /// Goes to a finding of the open brief.
    Finding(Finding),
    /// Runs an action.
    Action(Action),
}

/// More matches than anybody looks through.
const MOST: usize = 200;

impl Palette {
    /// The palette over all that has a name now.
    pub fn new(state: &State) -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        for (_, brief) in state.briefs.here() {
            entries.push(Entry {
                kind: "brief",
                words: brief.title.clone(),
                target: Target::Brief(brief.id),
            });
        }
        if let Some(opened) = &state.opened {
            for (at, claim) in opened.analysis.claims.iter().enumerate() {
                let who = speaker(opened, claim);
                let stance = claim.stance.code();
                entries.push(Entry {
                    kind: "claim",
                    words: format!("{} {who} {stance} {}", tag(at), content(opened, claim)),
                    target: Target::Finding(Finding::Claim(at)),
                });
            }
            for (at, source) in opened.analysis.sources.iter().enumerate() {
                entries.push(Entry {
                    kind: "source",
                    words: source.name.clone(),
                    target: Target::Finding(Finding::Source(at)),
                });
            }
        }
        for action in Action::ALL.iter().filter(|it| it.is_command()) {
            entries.push(Entry {
                kind: "command",
                words: format!("{}  {}", action.name(), action.words()),
                target: Target::Action(*action),
            });
        }
        let mut palette = Self { line: Line::default(), entries, found: Vec::new(), cursor: 0 };
        palette.match_anew();
        palette
    }

    /// Matches the entries again, after the line changed. `>` at its beginning means commands.
    pub fn match_anew(&mut self) {
        let text = self.line.text();
        let (commands, text) =
            text.strip_prefix('>').map_or((None, text), |rest| (Some("command"), rest));
        let pattern = Pattern::parse(text.trim(), CaseMatching::Smart, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, usize)> = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if commands.is_some_and(|kind| kind != entry.kind) {
                continue;
            }
            let words = Utf32Str::new(&entry.words, &mut buffer);
            if let Some(score) = pattern.score(words, &mut matcher) {
                scored.push((score, at));
            }
        }
        scored.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
        self.found = scored.into_iter().take(MOST).map(|(_, at)| at).collect();
        self.cursor = 0;
    }

    /// The entry under the cursor.
    pub fn chosen(&self) -> Option<&Entry> {
        self.entries.get(*self.found.get(self.cursor)?)
    }
}
