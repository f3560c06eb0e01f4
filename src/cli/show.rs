//! `attache show`: briefs with their text and everything about them.

use std::io::Write;

use super::{
    args::{Briefs, Format},
    desk::Desk,
    json, notes, page,
    report::{Code, Problem},
};
use crate::{library, text::sanitize};

/// Shows briefs.
pub fn run(desk: &Desk, asked: &Briefs, out: &mut dyn Write) -> Result<Code, Problem> {
    if asked.briefs.is_empty() {
        return Err(Problem::new(Code::Usage, "no brief is given")
            .hint("`attache list` shows the numbers of the briefs"));
    }
    let mut library = desk.library()?;
    for opened in Desk::opened(&mut library, &asked.briefs)? {
        if asked.format == Format::Json {
            let line = library::analysis_line(&opened.article, &opened.analysis, None);
            json::line(out, &line)?;
            continue;
        }
        page::head(out, &opened.article)?;
        writeln!(out, "\n{}", sanitize::sanitize(&opened.article.text))?;
        page::findings(out, &opened.article.text, &opened.analysis)?;
        for (index, mark) in opened.marks.iter().enumerate() {
            if index == 0 {
                writeln!(out, "\nNotes")?;
            }
            notes::write(out, mark)?;
        }
        writeln!(out)?;
    }
    Ok(Code::Done)
}
