//! `attache doctor`, `backup`, `restore`: the library as a file.

use std::io::Write;

use super::{
    args::{Backup, Doctor, Restore},
    desk::Desk,
    report::{Code, Problem},
};
use crate::{
    library::{Check, Library, Overwrite, restore},
    text::sanitize,
};

/// Says what is wrong with the library, and what to do.
pub fn doctor(desk: &Desk, asked: &Doctor, out: &mut dyn Write) -> Result<Code, Problem> {
    let mut library = desk.library()?;
    if asked.repair {
        let waiting = library.mend()?;
        writeln!(out, "built anew: the indices of words and notes")?;
        if waiting > 0 {
            writeln!(out, "to be analyzed again: {waiting}")?;
            while library.analyze_waiting(64)?.done > 0 {}
        }
    }
    let (file, program) = library.version()?;
    writeln!(out, "version     {file}, as this attache has it ({program})")?;
    let waiting = library.waiting()?;
    if waiting > 0 {
        writeln!(
            out,
            "waiting     {waiting} to be analyzed; the reader and `attache import` do it"
        )?;
    }
    let mut bad = Vec::new();
    for check in Check::ALL {
        let found = library.examine(check)?;
        let Some((first, rest)) = found.split_first() else {
            writeln!(out, "{:<11} ok", check.name())?;
            continue;
        };
        bad.push(check);
        writeln!(out, "{:<11} {}", check.name(), sanitize::line(first))?;
        for it in rest {
            writeln!(out, "{:<11} {}", "", sanitize::line(it))?;
        }
        out.flush()?;
    }
    let Some(first) = bad.first() else { return Ok(Code::Done) };
    let hint = match first {
        _ if bad.iter().all(|it| it.can_mend()) => {
            "`attache doctor --repair` builds anew what can be, and touches nothing of yours"
        }
        Check::Disk => "make room, or check the permissions of the file and of its folder",
        Check::Anchors => "the words are kept, and looked for in the text whenever it is opened",
        _ => {
            "`attache restore FILE` puts a backup in its place; `attache export --format json` saves what can be read first"
        }
    };
    Err(Problem::new(Code::BadInput, "the library is not well").hint(hint))
}

/// Copies the library while it is in use.
pub fn backup(desk: &Desk, asked: &Backup, out: &mut dyn Write) -> Result<Code, Problem> {
    let overwrite = if asked.force { Overwrite::Yes } else { Overwrite::No };
    let library = desk.library()?;
    library.back_up(&asked.file, overwrite)?;
    writeln!(out, "wrote {}, checked", asked.file.display())?;
    Ok(Code::Done)
}

/// Puts a copy in the place of the library.
pub fn restored(desk: &Desk, asked: &Restore, out: &mut dyn Write) -> Result<Code, Problem> {
    let path = desk.paths()?.db;
    let aside = restore(&path, &asked.file)?;
    // An old copy is brought up to date now, and not when somebody wants to read.
    let library = Library::open(&path, desk.taxonomy()?)?;
    drop(library);
    writeln!(out, "{} is what {} was", path.display(), asked.file.display())?;
    if let Some(aside) = aside {
        writeln!(out, "the library before stands in {}", aside.display())?;
    }
    Ok(Code::Done)
}
