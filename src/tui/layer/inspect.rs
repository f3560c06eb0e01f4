//! Why something was found: the rule, the words it went by, and what it made of them.

use crate::{
    library::{Corrects, Opened},
    model::{Claim, Factuality, Grade, Ground, Item, Likelihood, Source, TimelineEntry},
    tui::{
        page::tag,
        pane::{claims, count, timeline},
        relate::{Finding, Related, chain, counterparts},
        state::State,
    },
};

/// The evidence for one finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspect {
    /// What is inspected.
    pub title: String,
    /// Label and words.
    pub lines: Vec<(&'static str, String)>,
    /// The first line that shows.
    pub top: usize,
}

impl Inspect {
    /// The evidence for what is under the cursor; for a sentence, that for its first claim or date.
    pub fn of(state: &State) -> Option<Self> {
        let opened = state.opened.as_ref()?;
        let finding = match state.finding() {
            Finding::Sentence(_) | Finding::Mark(_) => nearest(&state.related())?,
            finding => finding,
        };
        let mut inspect = Self::default();
        inspect.title = match finding {
            Finding::Claim(at) => inspect.claim(opened, at)?,
            Finding::Source(at) => inspect.source(opened, at)?,
            Finding::Event(at) => inspect.event(state, opened, at)?,
            Finding::Section(at) => inspect.section(state, opened, at)?,
            Finding::Brief | Finding::Sentence(_) | Finding::Mark(_) => return None,
        };
        Some(inspect)
    }

    fn put(&mut self, label: &'static str, words: impl Into<String>) {
        let words: String = words.into();
        if !words.is_empty() {
            self.lines.push((label, words.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }

    fn ground(&mut self, opened: &Opened, ground: &Ground) {
        self.put("by rule", ground.rule);
        self.put("on the words", ground.cue.slice(&opened.article.text));
    }

    /// What the analyst says, each scale by its words.
    fn grade(&mut self, grade: Grade) {
        let words = |it: (&str, &str)| format!("{} {}", it.0, it.1);
        let source = grade.reliability.map(|it| words(it.words()));
        self.put("source graded", source.unwrap_or_default());
        let information = grade.credibility.map(|it| words(it.words()));
        self.put("claim graded", information.unwrap_or_default());
        let likely = grade.likelihood.map(Likelihood::words);
        self.put("likelihood", likely.unwrap_or_default());
    }

    fn claim(&mut self, opened: &Opened, at: usize) -> Option<String> {
        let text = &opened.article.text;
        let claim: &Claim = opened.analysis.claims.get(at)?;
        self.ground(opened, &claim.ground);
        self.put("source", claims::speaker(opened, claim));
        self.put("named here", claim.source_span.map(|it| it.slice(text)).unwrap_or_default());
        self.put("cue", claim.cue.map(|it| it.slice(text)).unwrap_or_default());
        self.put("content", claims::content(opened, claim));
        self.put("quotation", claim.quotation.code());
        self.put("stance", claim.stance.code());
        self.put("as the source has it", firmly(claim.factuality));
        self.put("as the author has it", firmly(claim.author_factuality));
        self.grade(claims::grade(opened, claim));
        if claim.statements.len() > 1 {
            for statement in &claim.statements {
                let words = format!("{}: {}", statement.stance.code(), statement.span.slice(text));
                self.put("statement", words);
            }
        }
        self.put("inside", claim.inside.map(tag).unwrap_or_default());
        self.put("answers", claim.answers.map(tag).unwrap_or_default());
        if let Some(it) = opened.corrected.iter().find(|it| it.corrects == Corrects::Claim(at)) {
            self.put("corrected", it.correction.created.get(..10).unwrap_or_default());
            match &it.found {
                None => self.put("was found", "nothing"),
                Some(found) => {
                    let who = claims::speaker(opened, found);
                    let cue = found.cue.map(|it| format!(" “{}”", it.slice(text)));
                    let (stance, rule) = (found.stance.code(), found.ground.rule);
                    let cue = cue.unwrap_or_default();
                    self.put("was found", format!("{who}{cue} {stance}, by rule: {rule}"));
                }
            }
        }
        for (other, pair) in counterparts(&opened.analysis, at) {
            let relation = pair.relation.code().replace('_', " ");
            let cue = pair.ground.cue.slice(text);
            let shared = if cue.is_empty() { String::new() } else { format!(" (“{cue}”)") };
            let rule = pair.ground.rule;
            let words = format!("{relation} {} > {}: {rule}{shared}", tag(pair.a), tag(pair.b));
            self.put("counterpart", format!("{}: {words}", tag(other)));
        }
        Some(format!("Claim {}", tag(at)))
    }

    fn source(&mut self, opened: &Opened, at: usize) -> Option<String> {
        let analysis = &opened.analysis;
        let source: &Source = analysis.sources.get(at)?;
        let name = |at: usize| analysis.sources.get(at).map_or("", |it| it.name.as_str());
        self.put("name", source.name.as_str());
        self.put("class", source.class.code().replace('_', " "));
        let flags: Vec<String> =
            source.flags.iter().map(|it| it.code().replace('_', " ")).collect();
        self.put("flags", flags.join(", "));
        self.put("country", source.country.unwrap_or_default());
        self.put("speaks for", source.affiliation.map(name).unwrap_or_default());
        self.grade(claims::grade_of(opened, &Item::Source(source.name.clone())));
        let chain: Vec<&str> = chain(analysis, at).into_iter().map(name).collect();
        self.put("chain", if chain.len() > 1 { chain.join(" > ") } else { String::new() });
        self.put("mentions", count(source.mentions.len(), "mention"));
        for mention in &source.mentions {
            self.put("mention", mention.slice(&opened.article.text));
        }
        self.ground(opened, &source.ground);
        Some(format!("Source {}", source.name))
    }

    fn event(&mut self, state: &State, opened: &Opened, at: usize) -> Option<String> {
        let text = &opened.article.text;
        let entry: &TimelineEntry = opened.analysis.timeline.get(at)?;
        self.put("expression", entry.when.span.slice(text));
        self.put("type", entry.when.kind.code());
        self.put("value", entry.when.value.clone().unwrap_or_else(|| "none".to_owned()));
        self.put("modifier", entry.when.modifier.unwrap_or_default());
        let days = entry.period.map(|it| format!("{} to {}", it.from, it.to));
        self.put("days", days.unwrap_or_else(|| "none".to_owned()));
        let own = crate::tui::pane::timeline::own(opened, at);
        self.put(
            "your days",
            own.map(|it| format!("{} to {}", it.from, it.to)).unwrap_or_default(),
        );
        self.put("resolved by", entry.basis.code());
        self.put("event", entry.event.map(|it| it.slice(text)).unwrap_or_default());
        let claims: Vec<String> = entry.claims.iter().map(|it| tag(*it)).collect();
        self.put("claims", claims.join(" "));
        self.put("conflict", timeline::conflict(state, at).unwrap_or_default());
        self.ground(opened, &entry.ground);
        Some(format!("Date {}", timeline::label(entry)))
    }

    fn section(&mut self, state: &State, opened: &Opened, at: usize) -> Option<String> {
        let section = opened.analysis.sections.get(at)?;
        for topic in &section.topics {
            self.put("topic", format!("{} {:.2}", state.topic(&topic.id), topic.score));
        }
        self.ground(opened, &section.ground);
        Some(format!("Section {}", state.section(at)))
    }
}

/// A factuality value with its words.
fn firmly(value: Factuality) -> String {
    let words = match value {
        Factuality::CertainPlus => "certainly so",
        Factuality::ProbablePlus => "probably so",
        Factuality::PossiblePlus => "possibly so",
        Factuality::CertainMinus => "certainly not so",
        Factuality::ProbableMinus => "probably not so",
        Factuality::PossibleMinus => "possibly not so",
        Factuality::CertainUnknown => "known, but not told",
        Factuality::Unknown => "not committed",
    };
    format!("{}, {words}", value.code())
}

fn nearest(related: &Related) -> Option<Finding> {
    let claim = related.claims.first().map(|at| Finding::Claim(*at));
    let event = related.events.first().map(|at| Finding::Event(*at));
    let source = related.sources.first().map(|at| Finding::Source(*at));
    claim.or(event).or(source).or(related.sections.first().map(|at| Finding::Section(*at)))
}
