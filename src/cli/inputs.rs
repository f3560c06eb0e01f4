//! The files that a command line means, and the articles in them.

use std::{
    fs,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use super::{
    args::{self, Reading},
    report::{Code, Problem},
};
use crate::{
    library::{self, Format, Gear, IngestError, Input, LARGEST},
    model::{Article, Date},
};

/// One input, before it is read.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path, as the user gave it; `-` for standard input.
    pub path: PathBuf,
    /// The day of publication, where it was told.
    pub published: Option<Date>,
}

/// What is told of all inputs.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    format: Option<Format>,
    raw: bool,
    gear: Gear,
}

/// What a folder is walked for.
pub const READ: &[&str] = &[
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "ndjson", "jsonl", "eml", "mbox",
    "mht", "mhtml", "epub", "warc", "gz", "zip", "newsml", "ninjs", "rss", "atom", "xml", "pdf",
];

impl Told {
    /// Whether inputs are read as they come, so that the same bytes give the same articles. Those of a quick
    /// reading are as good as here: what was read thoroughly is not read worse, and the reverse is `reclean`'s.
    pub const fn is_plain(self) -> bool {
        self.format.is_none() && !self.raw
    }

    /// What the arguments say.
    pub fn new(reading: &Reading) -> Self {
        let gear = if reading.quick { Gear::Quick } else { Gear::Thorough };
        Self { format: reading.from.kind(), raw: reading.raw, gear }
    }
}

/// The inputs, in the order of the arguments; folders walked in the order of their names.
pub fn sources(reading: &Reading) -> Result<Vec<Source>, Problem> {
    let mut named: Vec<Source> = reading
        .files
        .iter()
        .map(|path| Source { path: path.clone(), published: reading.published })
        .collect();
    if let Some(list) = &reading.files_from {
        named.extend(listed(list, reading.published)?);
    }
    if named.is_empty() && reading.files_from.is_none() {
        return Err(Problem::new(Code::Usage, "no file is given")
            .hint("name files or folders, or `-` for standard input"));
    }
    let mut sources = Vec::new();
    for source in named {
        if source.path.is_dir() {
            walk(&source, &mut sources);
        } else {
            sources.push(source);
        }
    }
    Ok(sources)
}

/// The lines of a list: a path, and a date after a tab.
fn listed(list: &Path, published: Option<Date>) -> Result<Vec<Source>, Problem> {
    let text = if list == Path::new("-") {
        io::read_to_string(io::stdin().lock())
    } else {
        fs::read_to_string(list)
    };
    let text = text.map_err(|error| Problem::from(IngestError::Read(list.to_owned(), error)))?;
    let mut sources = Vec::new();
    for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        let (path, day) =
            line.split_once('\t').map_or((line, None), |it| (it.0, Some(it.1.trim())));
        let day = day.filter(|it| !it.is_empty()).map(args::date).transpose().map_err(|why| {
            Problem::new(Code::BadInput, format!("{}:{number}: {why}", list.display()))
        })?;
        sources.push(Source { path: path.into(), published: day.or(published) });
    }
    Ok(sources)
}

/// Adds the files below a folder that can be read. What cannot be looked into is met again as an
/// input that cannot be read.
fn walk(folder: &Source, sources: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(&folder.path) else {
        sources.push(folder.clone());
        return;
    };
    let mut entries: Vec<fs::DirEntry> = entries.filter_map(Result::ok).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    let letters = in_maildir(&folder.path);
    for entry in entries {
        let source = Source { path: entry.path(), published: folder.published };
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let extension = source.path.extension().map(|it| it.to_string_lossy().to_lowercase());
        // Links to folders are not followed, so that none leads back to itself.
        if entry.file_type().is_ok_and(|it| it.is_dir()) && !hidden {
            walk(&source, sources);
        } else if !hidden && (letters || extension.is_some_and(|it| READ.contains(&it.as_str()))) {
            sources.push(source);
        }
    }
}

/// Whether a folder holds the letters of a Maildir, whose names have no endings: `cur` or `new`, each
/// beside the other and `tmp`.
fn in_maildir(folder: &Path) -> bool {
    let beside = |name: &str| folder.parent().is_some_and(|it| it.join(name).is_dir());
    let name = folder.file_name().and_then(|it| it.to_str());
    matches!(name, Some("cur" | "new")) && beside("cur") && beside("new") && beside("tmp")
}

impl Source {
    /// The articles in it.
    pub fn articles(&self, told: Told) -> Result<Vec<Article>, IngestError> {
        self.read(self.input()?, told)
    }

    /// The bytes of it.
    pub fn input(&self) -> Result<Input, IngestError> {
        if self.path == Path::new("-") {
            Input::from_reader("-", io::stdin().lock())
        } else {
            Input::from_file(&self.path)
        }
    }

    /// The articles in its bytes.
    pub fn read(&self, input: Input, told: Told) -> Result<Vec<Article>, IngestError> {
        let format = told.format.or(input.format);
        let input = Input { format, raw: told.raw, gear: told.gear, ..input };
        let mut articles = library::read(&input)?;
        for article in &mut articles {
            article.published = article.published.or(self.published);
        }
        Ok(articles)
    }

    /// Whether it is a stream of records, one a line, that need not be read whole.
    pub fn is_stream(&self, told: Told) -> bool {
        let extension = self.path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        match told.format {
            Some(format) => format == Format::Ndjson,
            None => ["ndjson", "jsonl"].iter().any(|it| extension.eq_ignore_ascii_case(it)),
        }
    }

    /// Its lines, each with its number, from 1.
    pub fn lines(&self) -> Result<Lines, IngestError> {
        let reader: Box<dyn BufRead> = if self.path == Path::new("-") {
            Box::new(BufReader::new(io::stdin()))
        } else {
            let file = fs::File::open(&self.path)
                .map_err(|error| IngestError::Read(self.path.clone(), error))?;
            Box::new(BufReader::new(file))
        };
        Ok(Lines { reader, path: self.path.clone(), number: 0, ended: false })
    }

    /// The articles of one line.
    pub fn record(&self, line: &Line, told: Told) -> Result<Vec<Article>, IngestError> {
        let input = Input {
            path: self.path.display().to_string(),
            bytes: line.bytes.clone(),
            format: Some(Format::Ndjson),
            raw: told.raw,
            ..Input::default()
        };
        self.read(input, told).map_err(|error| match error {
            IngestError::Record(path, _, why) => IngestError::Record(path, line.number, why),
            IngestError::NoText(path) => {
                IngestError::Record(path, line.number, "\"text\" is empty".to_owned())
            }
            other => other,
        })
    }
}

/// One line of a stream.
#[derive(Debug)]
pub struct Line {
    number: usize,
    bytes: Vec<u8>,
}

/// The lines of a stream that are not blank.
pub struct Lines {
    reader: Box<dyn BufRead>,
    path: PathBuf,
    number: usize,
    ended: bool,
}

impl Iterator for Lines {
    type Item = Result<Line, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let mut bytes = Vec::new();
            let read = (&mut self.reader).take(LARGEST + 1).read_until(b'\n', &mut bytes);
            self.number += 1;
            let problem = match read {
                Ok(0) => return None,
                Ok(_) if bytes.len() as u64 > LARGEST => IngestError::TooLarge(self.path.clone()),
                Ok(_) if bytes.trim_ascii().is_empty() => continue,
                Ok(_) => return Some(Ok(Line { number: self.number, bytes })),
                Err(error) => IngestError::Read(self.path.clone(), error),
            };
            self.ended = true;
            return Some(Err(problem));
        }
        None
    }
}
