//! Anything by its name: briefs, claims, sources, commands, the best match first.

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};

use crate::{
    library::Named,
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
    /// All there is: what the screen knows itself, then what the library found.
    pub entries: Vec<Entry>,
    /// How many of them the screen knows itself.
    pub own: usize,
    /// The number of the newest question to the library.
    pub asked: u64,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Opens a brief.
    Brief(ArticleId),
    /// Opens a brief at one of its claims.
    Claim(ArticleId, usize),
    /// Lists the briefs in which this source says something.
    Speaker(String),
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
        let own = entries.len();
        let mut palette =
            Self { line: Line::default(), entries, own, asked: 0, found: Vec::new(), cursor: 0 };
        palette.match_anew();
        palette
    }

    /// What the library is to be asked for, by the number of the question; commands it knows none.
    pub fn question(&mut self) -> Option<(u64, String)> {
        self.asked += 1;
        let text = self.line.text().trim();
        (!text.is_empty() && !text.starts_with('>')).then(|| (self.asked, text.to_owned()))
    }

    /// Takes in what the library found, where it is the answer to the newest question.
    pub fn answered(&mut self, number: u64, found: Vec<Named>) {
        if number != self.asked {
            return;
        }
        self.entries.truncate(self.own);
        for named in found {
            let (kind, words, target) = match named {
                Named::Brief(id, words) => ("brief", words, Target::Brief(id)),
                Named::Claim(id, at, words) => ("claim", words, Target::Claim(id, at)),
                Named::Speaker(name) => ("source", name.clone(), Target::Speaker(name)),
                Named::Note(id, words) => ("note", words, Target::Brief(id)),
            };
            let known = self.entries.iter().any(|it| it.target == target && it.kind == kind);
            if !known {
                self.entries.push(Entry { kind, words, target });
            }
        }
        self.match_anew();
    }

    /// Matches the entries again, after the line changed. `>` at its beginning means commands.
    pub fn match_anew(&mut self) {
        let text = self.line.text().to_owned();
        let text = text.as_str();
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
            match pattern.score(words, &mut matcher) {
                Some(score) => scored.push((score, at)),
                // The library knows it by another way of writing the name.
                None if at >= self.own && commands.is_none() => scored.push((0, at)),
                None => {}
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
