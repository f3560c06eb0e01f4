//! In which order the lines of a page are read: column by column, where a page has some. What stands
//! over several columns, a headline for instance, parts the page into bands, each read by itself.
//!
//! It is the recursive cut of Nagy and Seth (1984), with lines across the gap allowed. The crate has a
//! cut of its own, which takes headlines apart where the columns below them part.

use super::Line;

/// A column has at least so many lines.
const LINES: usize = 3;

/// Of the lines of a page, so many in a hundred may stand across the gap between columns.
const ACROSS: usize = 30;

/// Lines of a column are so wide, in sizes of letters: narrower are the marks of a list and
/// the figures of a table, which are read in rows.
const WIDTH: f32 = 6.0;

/// Cuts within cuts: more columns than pages have.
const DEEPEST: usize = 12;

/// The lines as they are read.
pub fn ordered(lines: Vec<Line>) -> Vec<Line> {
    order(lines, 0)
}

fn order(mut lines: Vec<Line>, depth: usize) -> Vec<Line> {
    let Some(gap) = gap(&lines).filter(|_| depth < DEEPEST) else {
        lines.sort_by(|one, other| {
            other.height.total_cmp(&one.height).then(one.left.total_cmp(&other.left))
        });
        return lines;
    };
    let (mut across, beside): (Vec<Line>, Vec<Line>) =
        lines.into_iter().partition(|it| gap.is_crossed_by(it));
    across.sort_by(|one, other| other.height.total_cmp(&one.height));
    let mut out = Vec::new();
    let mut rest = beside;
    // The bands between the lines across, from above.
    for line in across.into_iter().map(Some).chain([None]) {
        let floor = line.as_ref().map_or(f32::MIN, |it| it.height);
        let (above, below): (Vec<Line>, Vec<Line>) =
            rest.into_iter().partition(|it| it.height > floor);
        let (left, right): (Vec<Line>, Vec<Line>) =
            above.into_iter().partition(|it| it.left < gap.to);
        out.extend(order(left, depth + 1));
        out.extend(order(right, depth + 1));
        out.extend(line);
        rest = below;
    }
    out
}

/// Where a column begins, from the left, and how far a line of the one before may reach into it, in
/// points: the widths of some fonts are told wrongly.
#[derive(Clone, Copy)]
struct Gap {
    to: f32,
    slack: f32,
}

impl Gap {
    fn is_crossed_by(self, line: &Line) -> bool {
        line.left < self.to && line.right > self.to + self.slack
    }
}

/// The gap between two columns, if there are some: before a place where several lines begin and that few
/// lines cross, with several wide lines on both sides that stand beside each other.
fn gap(lines: &[Line]) -> Option<Gap> {
    if lines.len() < 2 * LINES {
        return None;
    }
    let size = super::paragraphs::usual_size(lines);
    let mut begins: Vec<f32> = lines.iter().map(|it| it.left).collect();
    begins.sort_by(f32::total_cmp);
    // Where several lines begin, each such place once.
    let mut places: Vec<f32> = Vec::new();
    for run in begins.windows(LINES).filter(|it| it[LINES - 1] - it[0] < 0.2 * size) {
        if places.last().is_none_or(|last| run[0] - last > 0.2 * size) {
            places.push(run[0]);
        }
    }
    let gaps = places.into_iter().map(|to| Gap { to: to - 0.05 * size, slack: 3.0 * size });
    let counted = gaps.map(|gap| (lines.iter().filter(|it| gap.is_crossed_by(it)).count(), gap));
    counted
        .filter(|(across, gap)| across * 100 <= lines.len() * ACROSS && beside(lines, *gap, size))
        .min_by_key(|it| it.0)
        .map(|it| it.1)
}

/// Whether there are columns on both sides: several lines each, most of the fewer ones beside the
/// others. A text and what stands below it at the right are none.
fn beside(lines: &[Line], gap: Gap, size: f32) -> bool {
    let (left, right): (Vec<&Line>, Vec<&Line>) =
        lines.iter().filter(|it| !gap.is_crossed_by(it)).partition(|it| it.left < gap.to);
    if [&left, &right].into_iter().any(|it| usual_width(it) < WIDTH * size) {
        return false;
    }
    let (few, many) = if left.len() < right.len() { (left, right) } else { (right, left) };
    let low = many.iter().map(|it| it.height).reduce(f32::min).unwrap_or_default();
    let high = many.iter().map(|it| it.height).reduce(f32::max).unwrap_or_default();
    let shared = few.iter().filter(|it| (low..=high).contains(&it.height)).count();
    few.len() >= LINES && shared * 2 > few.len()
}

/// A width that every fourth line has: some are in pieces.
fn usual_width(lines: &[&Line]) -> f32 {
    let mut widths: Vec<f32> = lines.iter().map(|it| it.right - it.left).collect();
    widths.sort_by(f32::total_cmp);
    widths.get(widths.len() * 3 / 4).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(left: f32, right: f32, height: f32, text: &str) -> Line {
        Line { text: text.to_owned(), left, right, height, size: 10.0, page: 0 }
    }

    fn read(lines: Vec<Line>) -> String {
        ordered(lines).iter().map(|it| it.text.as_str()).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other_and_headlines_between_them() {
        let mut lines = vec![line(100.0, 400.0, 700.0, "T"), line(100.0, 400.0, 400.0, "H")];
        for (at, (left, right)) in [("a", "d"), ("b", "e"), ("c", "f")].into_iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "three lines")]
            let height = 600.0 - 12.0 * at as f32;
            lines.push(line(50.0, 240.0, height, left));
            lines.push(line(260.0, 450.0, height, right));
            lines.push(line(50.0, 240.0, height - 300.0, &left.to_uppercase()));
            lines.push(line(260.0, 450.0, height - 300.0, &right.to_uppercase()));
        }
        assert_eq!(read(lines), "TabcdefHABCDEF");
    }

    #[test]
    fn a_page_of_one_column_is_read_from_above() {
        let lines = vec![
            line(50.0, 450.0, 600.0, "a"),
            line(50.0, 450.0, 588.0, "b"),
            line(50.0, 200.0, 576.0, "c"),
            line(300.0, 450.0, 540.0, "d"),
            line(300.0, 450.0, 528.0, "e"),
            line(300.0, 450.0, 516.0, "f"),
        ];
        assert_eq!(read(lines), "abcdef");
    }
}
