//! `attache show`: briefs with their text and everything about them.

use std::io::{self, IsTerminal, Write};

use super::{
    args::{Format, Show},
    desk::Desk,
    json, notes, page,
    report::{Code, Problem},
};
use crate::{
    library::{self, Library, StoreError},
    model::ArticleId,
    text::sanitize,
};

/// Shows briefs.
pub fn run(desk: &Desk, asked: &Show, out: &mut dyn Write) -> Result<Code, Problem> {
    let Show { of: asked, raw } = asked;
    if asked.briefs.is_empty() {
        return Err(Problem::new(Code::Usage, "no brief is given")
            .hint("`attache list` shows the numbers of the briefs"));
    }
    let mut library = desk.library()?;
    if *raw {
        return input(&mut library, &asked.briefs, out);
    }
    for opened in Desk::opened(&mut library, &asked.briefs)? {
        if asked.format == Format::Json {
            let line = library::analysis_line(&opened.article, &opened.analysis, None);
            json::line(out, &line)?;
            continue;
        }
        page::head(out, &opened.article)?;
        writeln!(out, "\n{}", sanitize::sanitize(&opened.article.text))?;
        page::findings(out, &opened.article.text, &opened.analysis, &opened.titles)?;
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

/// Writes the raw input of one brief: its bytes into a file or a pipe, harmless words onto a
/// terminal.
fn input(library: &mut Library, briefs: &[i64], out: &mut dyn Write) -> Result<Code, Problem> {
    let [number] = briefs else {
        return Err(Problem::new(Code::Usage, "--raw shows one brief at a time"));
    };
    let id = ArticleId(*number);
    if library.open_brief(id)?.is_none() {
        return Err(StoreError::NoBrief(id).into());
    }
    let Some(bytes) = library.raw(id)? else {
        return Err(Problem::new(
            Code::Nothing,
            format!("the input of brief {number} was not kept"),
        )
        .hint("`keep-input` in the configuration says up to which size inputs are kept"));
    };
    if io::stdout().is_terminal() {
        write!(out, "{}", sanitize::sanitize(&String::from_utf8_lossy(&bytes)))?;
    } else {
        out.write_all(&bytes)?;
    }
    Ok(Code::Done)
}
