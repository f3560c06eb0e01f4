//! Pieces of writing joined to lines: first those that stand close, then, once the columns are known,
//! those that stand far from each other on a line of one column.

use encoding_rs::WINDOWS_1252;
use pdf_oxide::layout::TextSpan;

/// A line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// The page, from 0; the order of pages is kept by whoever numbers them.
    pub page: usize,
    /// Where it begins and ends, from the left, in points.
    pub left: f32,
    /// Its end.
    pub right: f32,
    /// Where it stands, from below.
    pub height: f32,
    /// The size of its letters.
    pub size: f32,
}

/// Gaps within a line of a column, and between columns, in sizes of letters.
const CLOSE: f32 = 1.0;
const FAR: f32 = 30.0;

/// The pieces of lines of a page that stand close to each other.
pub fn lines(spans: &[TextSpan]) -> Vec<Line> {
    let pieces = spans.iter().filter_map(|span| {
        let size = if span.font_size > 0.5 { span.font_size } else { span.bbox.height.max(1.0) };
        let (left, height) = (span.bbox.x, span.bbox.y);
        let right = left + span.bbox.width * inked(&span.text);
        let sound = left.is_finite() && right.is_finite() && height.is_finite();
        let line = Line { text: letters(&span.text), page: 0, left, right, height, size };
        sound.then_some(line)
    });
    let mut pieces: Vec<Line> = pieces.collect();
    // From above; what stands a little higher or lower on a line is put right below.
    pieces.sort_by(|one, other| other.height.total_cmp(&one.height));
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|it| on_one_line(it, &piece)) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    let begins = Begins::new(&rows);
    let mut lines = Vec::new();
    for mut row in rows {
        row.sort_by(|one, other| one.left.total_cmp(&other.left));
        lines.extend(merged(row, CLOSE, |it| begins.often(it)));
    }
    lines
}

/// Where pieces begin: a place where many do is the edge of a column, however close the column before it
/// seems to come (the widths of some fonts are told wrongly).
struct Begins {
    all: Vec<f32>,
    many: usize,
}

impl Begins {
    fn new(rows: &[Vec<Line>]) -> Self {
        let mut all: Vec<f32> = rows.iter().flatten().map(|it| it.left).collect();
        all.sort_by(f32::total_cmp);
        Self { all, many: (rows.len() / 8).max(6) }
    }

    fn often(&self, left: f32) -> bool {
        let before = |edge: f32| self.all.partition_point(|it| *it < edge);
        before(left + 0.5) - before(left - 0.5) >= self.many
    }
}

/// Lines in the order in which they are read, with those joined that are one line of a column.
pub fn joined(lines: Vec<Line>) -> Vec<Line> {
    merged(lines, FAR, |_| false)
}

/// Pieces joined that stand on one line, but for those that begin where a line does.
fn merged(pieces: Vec<Line>, widest: f32, begins: impl Fn(f32) -> bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if goes_on(line, &piece, widest) && !begins(piece.left) => {
                let parted = line.text.ends_with(char::is_whitespace)
                    || piece.text.starts_with(char::is_whitespace);
                if piece.left - line.right > 0.15 * piece.size && !parted {
                    line.text.push(' ');
                }
                // A power or the number of a note is small and high; the line stays where it is.
                if piece.size > line.size {
                    (line.size, line.height) = (piece.size, piece.height);
                }
                line.text.push_str(&piece.text);
                line.right = line.right.max(piece.right);
            }
            _ if piece.text.trim().is_empty() => {}
            _ => lines.push(piece),
        }
    }
    lines.retain(|it| !it.text.trim().is_empty());
    lines
}

fn on_one_line(one: &Line, other: &Line) -> bool {
    (one.height - other.height).abs() < 0.45 * one.size.max(other.size)
}

/// Whether a piece stands on a line, behind its end, and not farther off than that.
fn goes_on(line: &Line, piece: &Line, widest: f32) -> bool {
    let larger = line.size.max(piece.size);
    on_one_line(line, piece)
        && piece.left > line.right - 0.6 * larger
        && piece.left < line.right + widest * larger
}

/// How much of a piece is writing: some end in blanks that reach across the page.
fn inked(text: &str) -> f32 {
    let (all, ink) = (text.chars().count(), text.trim_end().chars().count());
    #[expect(clippy::cast_precision_loss, reason = "a line has some hundred letters")]
    let share = ink as f32 / all.max(1) as f32;
    share
}

/// Letters as they are meant: those of Windows that stand among the controls, and those that are cast
/// together.
fn letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '\u{80}'..='\u{9f}' => {
                let byte = [u8::try_from(u32::from(it)).unwrap_or(b'?')];
                out.push_str(&WINDOWS_1252.decode_without_bom_handling(&byte).0);
            }
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            '\n' | '\t' | '\r' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
