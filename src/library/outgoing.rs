//! What leaves the library, and what comes back.

use std::fmt;

use super::{
    Corrects, ExportError, ExportFormat, Fault, Imported, Lesson, Library, Opened, Scope,
    StoreError, TemplateError, Tlp, try_analyze,
};
use crate::{
    export::{self, Dossier},
    model::{Analysis, Article, Fix},
};

/// The promised JSON of one article (`attache.analysis/1`), one line without its line break.
/// `elapsed_us` is the time that the analysis took in microseconds, where somebody asked.
pub fn analysis_line(article: &Article, analysis: &Analysis, elapsed_us: Option<u64>) -> String {
    export::analysis::line(article, analysis, elapsed_us)
}

/// What of these briefs leaves in a format.
pub fn exported(briefs: &[Opened], scope: Scope, format: ExportFormat, tlp: Option<Tlp>) -> String {
    export::write(&dossier(briefs, scope), format, tlp)
}

/// What a template of the user's, by name and text, makes of these briefs.
pub fn templated(
    briefs: &[Opened],
    scope: Scope,
    (name, text): (&str, &str),
    tlp: Option<Tlp>,
) -> Result<String, TemplateError> {
    export::own(name, text, &dossier(briefs, scope), tlp.map(Tlp::code))
}

fn dossier(briefs: &[Opened], scope: Scope) -> Dossier {
    let briefs: Vec<export::Brief<'_>> = briefs.iter().map(outgoing).collect();
    Dossier::new(&briefs, scope)
}

fn outgoing(it: &Opened) -> export::Brief<'_> {
    export::Brief {
        number: it.brief.id.0,
        article: &it.article,
        revision: &it.revision,
        retrieved: &it.retrieved,
        analysis: &it.analysis,
        sections: &it.titles,
        verdicts: &it.verdicts,
        marks: &it.marks,
        tags: &it.brief.tags,
        dates: it
            .corrected
            .iter()
            .filter_map(|it| match (it.corrects, &it.correction.fix) {
                (Corrects::Date(at), Fix::Date(days)) => Some((at, *days)),
                _ => None,
            })
            .collect(),
    }
}

/// Claims that the analyst has looked through, as training data; none where some were not.
pub fn lesson(opened: &Opened) -> Option<Lesson> {
    export::training::lesson(&outgoing(opened))
}

/// A brief's kept claims and marks in Markdown.
pub fn markdown(opened: &Opened) -> String {
    exported(std::slice::from_ref(opened), Scope::Kept, ExportFormat::Markdown, None)
}

/// What the file of a brief's note is called, without its ending: the same in every export.
pub fn note_name(opened: &Opened) -> String {
    format!("{}-{}", export::key(&opened.article), opened.brief.id.0)
}

/// Why an export did not come back.
#[derive(Debug)]
pub enum RestoreError {
    /// The file is no export.
    Read(ExportError),
    /// One of its briefs cannot be analyzed; those before it are here.
    Analyze(Fault),
    /// The library could not take it.
    Store(StoreError),
}

impl RestoreError {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Read(error) => Some(error.hint()),
            Self::Analyze(fault) => Some(fault.hint()),
            Self::Store(error) => error.hint(),
        }
    }
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Analyze(fault) => fault.fmt(f),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RestoreError {}

impl Library {
    /// The whole library as JSON (`attache.export/1`): texts, verdicts, marks, states, tags.
    pub fn export_json(&mut self) -> Result<String, StoreError> {
        Ok(export::json::write(&self.store.records()?))
    }

    /// Brings back what `export_json` wrote, here or elsewhere; twice is the same as once. What was
    /// done in this library stays where the file says otherwise. It is no step of the history.
    pub fn restore_json(&mut self, text: &str) -> Result<Vec<Imported>, RestoreError> {
        let records = export::json::read(text).map_err(RestoreError::Read)?;
        let mut all = Vec::new();
        for record in &records {
            let Some(newest) = record.revisions.last() else { continue };
            let analysis =
                try_analyze(&newest.article, &self.taxonomy).map_err(RestoreError::Analyze)?;
            all.push(self.store.restore(record, &analysis).map_err(RestoreError::Store)?);
        }
        Ok(all)
    }
}
