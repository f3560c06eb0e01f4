//! A file, and the files within it, each looked at for what it is: drafts of articles come out.
//!
//! What cannot be read of a file with several is one line and the others go on; only a file that is
//! nothing else is an error. How deep, how many and how large is bounded by `parts::LIMITS`.

use std::path::PathBuf;

#[cfg(feature = "pdf")]
use super::pdf;
use super::{
    Error, Format, Input, archive, charset,
    clean::Draft,
    epub, feed, html,
    html::{Gear, Weights},
    mail, markdown, ndjson, news,
    parts::{Inner, LIMITS, Part},
    plain, sniff,
    sniff::Foreign,
    warc,
};

/// What was found in a file.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Drafts, each with its path.
    pub found: Vec<(String, Draft)>,
    /// What could not be read, a line each.
    pub lost: Vec<String>,
}

/// The drafts in an input.
pub fn gather(input: &Input, weights: &Weights) -> Result<Gathered, Error> {
    let mut gathering = Gathering {
        weights,
        gear: input.gear,
        declared: input.declared.as_deref(),
        gathered: Gathered::default(),
        left: LIMITS.bytes,
        depth: 0,
    };
    gathering.file(&input.path, &input.bytes, input.format, input.url.as_deref())?;
    Ok(gathering.gathered)
}

struct Gathering<'a> {
    weights: &'a Weights,
    gear: Gear,
    /// What a server says of the outermost file.
    declared: Option<&'a str>,
    gathered: Gathered,
    /// How many bytes of files within files may still be read.
    left: u64,
    depth: usize,
}

impl Gathering<'_> {
    fn file(
        &mut self,
        path: &str,
        bytes: &[u8],
        told: Option<Format>,
        url: Option<&str>,
    ) -> Result<(), Error> {
        let name = || PathBuf::from(path);
        let broken = |why: String| Error::Broken(name(), why);
        let format = match told.or_else(|| sniff::packed(bytes)) {
            Some(format) => format,
            None => match sniff::foreign(bytes) {
                Some(Foreign::Binary) => return Err(Error::Binary(name())),
                Some(Foreign::Named(format)) => return Err(Error::Unread(name(), format)),
                None => match sniff::format(&self.decoded(bytes).0, path) {
                    // Pieces of pages that begin with words are served as pages.
                    Format::Text if self.is_page() => Format::Html,
                    format => format,
                },
            },
        };
        match format {
            Format::Zip => self.parts(path, archive::parts(bytes).map_err(broken)?),
            Format::Warc => self.parts(path, warc::parts(bytes).map_err(broken)?),
            Format::Mailbox => self.parts(path, mail::mailbox(bytes)),
            Format::Mail => {
                let parts = mail::message(bytes, self.weights, self.gear)
                    .ok_or_else(|| Error::NoText(name()))?;
                self.parts(path, parts);
            }
            Format::Mhtml => {
                let page = mail::page(bytes).ok_or_else(|| Error::NoText(name()))?;
                self.file(path, &page.bytes, Some(Format::Html), page.url.as_deref())?;
            }
            Format::Gzip => {
                let unpacked = warc::unpacked(bytes).map_err(broken)?;
                self.within(path.trim_end_matches(".gz"), &unpacked, None)?;
            }
            Format::Epub => {
                let draft = epub::draft(bytes).map_err(broken)?;
                self.gathered.found.push((path.to_owned(), draft));
            }
            #[cfg(feature = "pdf")]
            Format::Pdf => {
                let draft = pdf::draft(bytes).map_err(broken)?;
                self.gathered.found.push((path.to_owned(), draft));
            }
            _ => self.text(path, bytes, format, url)?,
        }
        Ok(())
    }

    /// What the server says of this file, where it is the outermost.
    fn said(&self) -> Option<&str> {
        self.declared.filter(|_| self.depth == 0)
    }

    fn is_page(&self) -> bool {
        self.said().is_some_and(|it| it.contains("html"))
    }

    fn decoded(&self, bytes: &[u8]) -> (String, Option<String>) {
        charset::decode_as(bytes, self.said())
    }

    /// A file that is text.
    fn text(
        &mut self,
        path: &str,
        bytes: &[u8],
        format: Format,
        url: Option<&str>,
    ) -> Result<(), Error> {
        let name = || PathBuf::from(path);
        let (text, warning) = self.decoded(bytes);
        let drafts = match format {
            Format::Markdown => vec![(None, markdown::draft(&text))],
            Format::Html => {
                let draft = html::draft(&text, self.weights, self.gear);
                vec![(None, draft.ok_or_else(|| Error::Parser(name()))?)]
            }
            Format::Feed => {
                let broken = |why| Error::Broken(name(), why);
                let found = feed::feed(&text, url).map_err(broken)?;
                self.gathered.lost.extend(found.lost);
                let named = |it: feed::Item| (Some(format!("{path}#{}", it.id)), it.draft);
                found.items.into_iter().map(named).collect()
            }
            Format::NewsMl => vec![(None, news::newsml(&text))],
            Format::Ninjs => {
                let why = || Error::Broken(name(), "not an item in ninjs".to_owned());
                vec![(None, news::ninjs(&text).ok_or_else(why)?)]
            }
            Format::Ndjson => ndjson::drafts(&text)
                .map(|(number, record)| record.map_err(|why| Error::Record(name(), number, why)))
                .collect::<Result<_, _>>()?,
            _ => vec![(None, plain::draft(&text))],
        };
        for (own, mut draft) in drafts {
            let whole = |it: &str| it.to_owned();
            draft.url = draft.url.or_else(|| url.filter(|_| format != Format::Feed).map(whole));
            draft.warnings.extend(warning.clone());
            self.gathered.found.push((own.unwrap_or_else(|| path.to_owned()), draft));
        }
        Ok(())
    }

    fn parts(&mut self, path: &str, parts: Vec<Part>) {
        for part in parts {
            match part {
                Part::Article(draft) => self.gathered.found.push((path.to_owned(), *draft)),
                Part::Lost(why) => self.gathered.lost.push(why),
                Part::File(Inner { name, bytes, url }) => {
                    let whole = format!("{path}/{name}");
                    if let Err(error) = self.within(&whole, &bytes, url.as_deref()) {
                        let line = error.to_string();
                        let line = line.strip_prefix(path).unwrap_or(&line);
                        self.gathered.lost.push(line.trim_start_matches('/').to_owned());
                    }
                }
            }
        }
    }

    /// A file within a file, while there is room.
    fn within(&mut self, path: &str, bytes: &[u8], url: Option<&str>) -> Result<(), Error> {
        let deeper = self.depth < LIMITS.depth;
        let room = self.left.checked_sub(bytes.len() as u64);
        let (true, Some(left)) = (deeper && bytes.len() as u64 <= super::LARGEST, room) else {
            let why = if deeper { "larger than is read" } else { "lies too deep in other files" };
            return Err(Error::Broken(path.into(), why.to_owned()));
        };
        self.left = left;
        self.depth += 1;
        let read = self.file(path, bytes, None, url);
        self.depth -= 1;
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{archive::zipped, read};

    fn input(bytes: &[u8]) -> Input {
        Input { path: "x.zip".to_owned(), bytes: bytes.to_vec(), ..Input::default() }
    }

    #[test]
    fn one_bad_file_of_an_archive_is_a_line_and_the_others_go_on() {
        let bytes = zipped(&[
            ("a.txt", b"Talks ended on Monday."),
            ("b.png", b"\x89PNG"),
            ("c.bin", &[0; 64]),
            (
                "d/e.eml",
                b"From: J <j@e>\nSubject: Gas\nDate: Sun, 3 Mar 2024 10:00:00 +0000\n\nGas flows.",
            ),
        ]);
        let articles = read(&input(&bytes)).unwrap();
        let paths: Vec<&str> = articles.iter().map(|it| it.origin.path.as_str()).collect();
        assert_eq!(paths, ["x.zip/a.txt", "x.zip/d/e.eml"]);
        assert_eq!(
            articles[0].warnings,
            ["b.png: this is a picture, not read", "c.bin: binary, not read"]
        );
    }

    #[test]
    fn archives_in_archives_end() {
        let mut bytes = zipped(&[("a.txt", b"Talks ended on Monday.")]);
        assert!(read(&input(&bytes)).is_ok());
        for _ in 0..5 {
            bytes = zipped(&[("a.zip", &bytes)]);
        }
        let error = read(&input(&bytes)).unwrap_err();
        assert!(error.to_string().ends_with("lies too deep in other files"), "{error}");
        assert!(error.hint().is_some());
    }

    #[test]
    fn nothing_in_an_archive_is_told() {
        let error = read(&input(&zipped(&[("b.png", b"\x89PNG")]))).unwrap_err();
        assert_eq!(error.to_string(), "x.zip: b.png: this is a picture, not read");
        assert!(read(&input(&zipped(&[]))).is_err());
    }
}
