//! `attache export`: what leaves the library, to standard output or to a file that is whole or not
//! there.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use tempfile::NamedTempFile;

use super::{
    args::{Export, Exported},
    desk::Desk,
    report::{Code, Problem},
};
use crate::{
    library::{
        Lesson, Library, Opened, Page, Scope, exported, keep_own_words, lesson, note_name,
        templated,
    },
    model::Order,
    text::sanitize,
};

/// Writes an export. A note that is there keeps what the user wrote below its marker.
pub fn run(desk: &Desk, asked: &Export, out: &mut dyn Write) -> Result<Code, Problem> {
    if let Some(folder) = &asked.training {
        return training(desk, asked, folder, out);
    }
    let notes = matches!(asked.format, Exported::Md | Exported::Org) && asked.template.is_none();
    if let Some(folder) = asked.output.as_deref().filter(|it| notes && it.is_dir()) {
        return each(desk, asked, folder, out);
    }
    let text = text(desk, asked)?;
    match asked.output.as_deref() {
        None => out.write_all(text.as_bytes())?,
        Some(path) => {
            let note = asked.format == Exported::Md && asked.template.is_none();
            let text = if note { over(path, &text)? } else { text };
            save(path, &text).map_err(|error| refused(path, &error))?;
        }
    }
    Ok(Code::Done)
}

fn text(desk: &Desk, asked: &Export) -> Result<String, Problem> {
    let mut library = desk.library()?;
    let Some(format) = asked.format.of_briefs() else {
        if asked.briefs.is_empty() && asked.query.is_none() {
            return Ok(library.export_json()?);
        }
        return Err(Problem::new(Code::Usage, "JSON holds the whole library, not single briefs")
            .hint("leave the briefs out, or take `--format md`"));
    };
    let briefs = briefs(&mut library, asked)?;
    let scope = if asked.all { Scope::All } else { Scope::Kept };
    let written = match &asked.template {
        None => exported(&briefs, scope, format, asked.tlp),
        Some(path) => own(path, &briefs, scope, asked)?,
    };
    Ok(clean(&written, asked))
}

/// Without what drives a terminal. A file keeps the line ends that its format asks for: CRLF in CSV (RFC
/// 4180) and RIS; on a terminal a carriage return would write over the line.
fn clean(written: &str, asked: &Export) -> String {
    if asked.output.is_none() {
        return sanitize::sanitize(written);
    }
    let lines = written.split("\r\n").map(sanitize::sanitize);
    lines.collect::<Vec<_>>().join("\r\n")
}

/// The briefs that are meant.
fn briefs(library: &mut Library, asked: &Export) -> Result<Vec<Opened>, Problem> {
    match &asked.query {
        None => Desk::opened(library, &asked.briefs),
        Some(typed) => {
            let query = Desk::query(library, typed)?;
            let page = Page { order: Order::Newest, skip: 0, limit: usize::MAX };
            let found = library.find(&query, Desk::today()?, page)?;
            let numbers: Vec<i64> = found.iter().map(|it| it.id.0).collect();
            if numbers.is_empty() { Ok(Vec::new()) } else { Desk::opened(library, &numbers) }
        }
    }
}

/// Writes a note a brief into a folder, in place of the one that the last export wrote there.
fn each(desk: &Desk, asked: &Export, folder: &Path, out: &mut dyn Write) -> Result<Code, Problem> {
    let mut library = desk.library()?;
    let Some(format) = asked.format.of_briefs() else { return Ok(Code::Nothing) };
    let scope = if asked.all { Scope::All } else { Scope::Kept };
    let briefs = briefs(&mut library, asked)?;
    for brief in &briefs {
        let text = exported(std::slice::from_ref(brief), scope, format, asked.tlp);
        let path = folder.join(format!("{}.{}", note_name(brief), format.ending()));
        let text = clean(&text, asked);
        let text = if asked.format == Exported::Md { over(&path, &text)? } else { text };
        save(&path, &text).map_err(|error| refused(&path, &error))?;
    }
    writeln!(out, "{} written to {}", briefs.len(), folder.display())?;
    Ok(if briefs.is_empty() { Code::Nothing } else { Code::Done })
}

/// Writes a text and its annotations for each brief that was looked through.
fn training(
    desk: &Desk,
    asked: &Export,
    folder: &Path,
    out: &mut dyn Write,
) -> Result<Code, Problem> {
    let mut library = desk.library()?;
    let briefs = briefs(&mut library, asked)?;
    let lessons: Vec<Lesson> = briefs.iter().filter_map(lesson).collect();
    let (texts, annotations) = (folder.join("text"), folder.join("attributions"));
    for folder in [&texts, &annotations] {
        fs::create_dir_all(folder).map_err(|error| refused(folder, &error))?;
    }
    for it in &lessons {
        let text = texts.join(format!("{}.txt", it.name));
        save(&text, &it.text).map_err(|error| refused(&text, &error))?;
        let path = annotations.join(format!("{}_A1.ann", it.name));
        save(&path, &it.annotations).map_err(|error| refused(&path, &error))?;
    }
    let (written, left) = (lessons.len(), briefs.len() - lessons.len());
    writeln!(out, "{written} written, {left} left out: not every claim has a verdict")?;
    Ok(if written == 0 { Code::Nothing } else { Code::Done })
}

/// What a template of the user's makes of the briefs.
fn own(path: &Path, briefs: &[Opened], scope: Scope, asked: &Export) -> Result<String, Problem> {
    let told = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| {
        Problem::new(Code::NoInput, format!("{told}: cannot be read: {error}"))
            .hint("name a template that is there")
    })?;
    templated(briefs, scope, (&told, &text), asked.tlp).map_err(|error| {
        Problem::new(Code::BadInput, error.to_string())
            .hint("templates are those of minijinja; the README lists the fields")
    })
}

/// A note with what the user wrote below the marker of the one that is there. One that cannot be read
/// is left alone: it may hold such words.
fn over(path: &Path, note: &str) -> Result<String, Problem> {
    match fs::read_to_string(path) {
        Ok(old) => Ok(keep_own_words(note, &old)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(note.to_owned()),
        Err(error) => Err(refused(path, &error)),
    }
}

/// Why the file was not written, and what can be done.
fn refused(path: &Path, error: &io::Error) -> Problem {
    let folder = folder(path).display();
    let (cause, hint) = match error.kind() {
        io::ErrorKind::NotFound => (
            format!("there is no folder {folder}"),
            format!("make it with `mkdir -p {folder}`, or name another file"),
        ),
        io::ErrorKind::PermissionDenied => (
            format!("you may not write in the folder {folder}"),
            "name a file in a folder of yours".to_owned(),
        ),
        io::ErrorKind::IsADirectory => {
            ("it is a folder".to_owned(), "name a file in it".to_owned())
        }
        io::ErrorKind::StorageFull => {
            ("the disk is full".to_owned(), "make room; nothing was written".to_owned())
        }
        _ => (error.to_string(), "name another file; nothing was written".to_owned()),
    };
    let message = format!("{}: cannot be written: {cause}", path.display());
    Problem::new(Code::CannotCreate, message).hint(hint)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes a file, whole or not at all; why it was not, in words.
pub(super) fn whole(path: &Path, text: &str) -> Result<(), Problem> {
    save(path, text).map_err(|error| refused(path, &error))
}

/// Writes beside the file and then in its place.
fn save(path: &Path, text: &str) -> io::Result<()> {
    let mut file = NamedTempFile::new_in(folder(path))?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
