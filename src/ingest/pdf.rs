//! PDF: the text layer of its pages, read in columns; what stands at the head and foot of every page
//! goes, words parted at line ends are joined, lines become paragraphs.
//!
//! The crate reads what stands where; what is a line, a column and a paragraph is found here, by places and sizes. Its work is bounded in pages and in time, and a fault in it is a
//! file that cannot be read.
//!
//! * `columns`: the order of lines
//! * `depth`: files that its parser cannot bear
//! * `lines`: pieces of writing joined to lines
//! * `margins`: what stands at the head and foot of pages
//! * `paragraphs`: lines joined to paragraphs

mod columns;
mod depth;
mod lines;
mod margins;
mod paragraphs;

use std::time::{Duration, Instant};

use pdf_oxide::{
    document::{PdfDocument, ReadingOrder},
    object::Object,
};

use self::lines::Line;
use super::{
    apart::{Ended, apart_within},
    charset,
    clean::{Draft, Headline, Paragraph},
};

/// The most pages that are read, and the most bytes of text.
const PAGES: usize = 2_000;
const LONGEST: usize = 4 << 20;

/// How long a file may take; a page that hangs is given up a little later.
const PATIENCE: Duration = Duration::from_secs(20);

/// A page with fewer letters than this, on the average, is a picture of one.
const LETTERS: usize = 20;

/// A page, as it is written.
#[derive(Debug, Default)]
pub struct Page {
    /// Its lines, in the order in which they are read.
    pub lines: Vec<Line>,
    /// Where it ends above and below, in points.
    pub top: f32,
    /// Its lower edge.
    pub bottom: f32,
}

/// What the crate has of a file.
#[derive(Debug, Default)]
struct Read {
    pages: Vec<Page>,
    title: String,
    lost: Vec<String>,
}

/// The article of a file, or why there is none.
pub fn draft(bytes: &[u8]) -> Result<Draft, String> {
    let bytes = bytes.to_vec();
    let read = match apart_within(PATIENCE + Duration::from_secs(2), move || read(bytes)) {
        Ended::Done(read) => read?,
        Ended::GivenUp => {
            return Err(format!("took longer than {} s, given up", PATIENCE.as_secs()));
        }
        Ended::Failed => return Err("a broken PDF (its parser fails on it)".to_owned()),
    };
    let Read { mut pages, title, lost } = read;
    let letters: usize =
        pages.iter().flat_map(|it| &it.lines).map(|it| it.text.chars().count()).sum();
    if letters < LETTERS * pages.len().max(1) {
        return Err("a scanned PDF without text: `ocrmypdf` can write the text into it".to_owned());
    }
    let removed = margins::take_out(&mut pages);
    let lines: Vec<Line> = pages.into_iter().flat_map(|it| it.lines).collect();
    let largest = title_of(&lines);
    let mut draft = Draft {
        title: if is_title(&title) { title } else { largest },
        headline: Headline::Apart,
        warnings: lost,
        ..Draft::default()
    };
    if lines.iter().filter(|it| is_leftward(&it.text)).count() * 5 > lines.len() {
        draft.warnings.push("the order of words may be wrong: it is written leftward".to_owned());
    }
    draft.add(paragraphs::paragraphs(&lines));
    let furniture = |text| Paragraph { text, why: Some("other") };
    draft.paragraphs.extend(removed.into_iter().map(furniture));
    Ok(draft)
}

/// Reads what stands where.
fn read(bytes: Vec<u8>) -> Result<Read, String> {
    let begun = Instant::now();
    if depth::is_too_deep(&bytes) {
        return Err("a PDF whose parts lie too deep in each other".to_owned());
    }
    let broken = |error: pdf_oxide::Error| format!("a broken PDF ({})", first_line(&error));
    let file = PdfDocument::from_bytes(bytes).map_err(broken)?;
    // Many are locked for changes alone, and open with no password.
    let open = !file.is_encrypted()
        || file.is_authenticated()
        || file.authenticate(b"").is_ok_and(|it| it);
    if !open {
        return Err("a PDF that asks for a password".to_owned());
    }
    let count = file.page_count().map_err(broken)?;
    if count == 0 {
        return Err("a PDF without pages".to_owned());
    }
    let mut read = Read { title: named(&file).unwrap_or_default(), ..Read::default() };
    let (mut bytes, mut failed, mut blank) = (0, 0, 0);
    for number in 0..count {
        if number >= PAGES || bytes > LONGEST || begun.elapsed() > PATIENCE {
            read.lost.push(format!("only the first {number} of {count} pages are read"));
            break;
        }
        let Ok(spans) = file.extract_spans_with_reading_order(number, ReadingOrder::TopToBottom)
        else {
            failed += 1;
            continue;
        };
        // A page without a size is one that is not there any more.
        let size = file.get_page_media_box(number);
        blank += usize::from(size.is_err() && spans.is_empty());
        let (_, low, _, high) = size.unwrap_or((0.0, 0.0, 612.0, 792.0));
        let lines = lines::lines(&spans);
        let lines = lines::joined(columns::ordered(lines));
        bytes += lines.iter().map(|it| it.text.len()).sum::<usize>();
        read.pages.push(Page { lines, top: low.max(high), bottom: low.min(high) });
    }
    match failed + blank {
        0 => {}
        all if all == count => return Err("a broken PDF (no page can be read)".to_owned()),
        some => read.lost.push(format!("{some} of {count} pages could not be read")),
    }
    Ok(read)
}

fn first_line(error: &pdf_oxide::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line[..line.floor_char_boundary(120)].to_owned()
}

/// The title in the file's own data.
fn named(file: &PdfDocument) -> Option<String> {
    let info = file.trailer().as_dict()?.get("Info")?.as_reference()?;
    let info = file.load_object(info).ok()?;
    let Object::String(bytes) = info.as_dict()?.get("Title")? else { return None };
    let (text, _) = charset::decode(bytes);
    Some(text.trim_matches(['\0', ' ']).to_owned())
}

/// Whether what stands there as a title is one, and no name of a file or program.
fn is_title(text: &str) -> bool {
    let lower = text.to_lowercase();
    let of_file = [".doc", ".docx", ".pdf", ".indd", ".qxd", ".tex", ".dvi", ".odt", ".rtf"];
    let of_program = ["microsoft word", "untitled", "powerpoint", "document1", "slide 1"];
    text.split_whitespace().count() >= 2
        && text.chars().filter(|it| it.is_alphabetic()).count() * 2 > text.chars().count()
        && !of_file.iter().any(|it| lower.ends_with(it))
        && !of_program.iter().any(|it| lower.starts_with(it))
}

/// The largest writing near the beginning, where it is larger than the text.
fn title_of(lines: &[Line]) -> String {
    let body = paragraphs::usual_size(lines);
    let head: Vec<&Line> = lines.iter().take_while(|it| it.page == 0).take(40).collect();
    let is_words = |it: &&&Line| it.text.chars().filter(|it| it.is_alphabetic()).count() >= 3;
    let Some(largest) = head.iter().filter(is_words).map(|it| it.size).reduce(f32::max) else {
        return String::new();
    };
    if largest < body * 1.15 {
        return String::new();
    }
    let is_largest = |it: &&&Line| it.size > largest * 0.95;
    let first = head.iter().position(|it| is_largest(&it)).unwrap_or(0);
    let run = head[first..].iter().take_while(|it| is_largest(it)).take(5);
    run.map(|it| it.text.trim()).collect::<Vec<_>>().join(" ")
}

/// Whether a line is in a script that is written from right to left.
fn is_leftward(text: &str) -> bool {
    let is = |it: char| matches!(it, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{feff}');
    let letters = text.chars().filter(|it| it.is_alphabetic()).count();
    letters > 0 && text.chars().filter(|it| is(*it)).count() * 2 > letters
}
