//! Which line is the first on the screen: the rules by which a view follows its cursor.

/// A cursor in a list of things, and the first line shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The thing under the cursor.
    pub cursor: usize,
    /// The first line that shows.
    pub top: usize,
}

/// The first line that keeps lines `first..last` on a screen of `height` out of `total` lines, with
/// some lines around them, moving as little as it can.
pub fn follow(top: usize, first: usize, last: usize, height: usize, total: usize) -> usize {
    let margin = if height >= 9 { 3 } else { usize::from(height >= 4) };
    let margin = margin.min(height.saturating_sub(last.saturating_sub(first)) / 2);
    let lowest = last.saturating_add(margin).min(total).saturating_sub(height);
    let highest = first.saturating_sub(margin);
    // Where the thing is taller than the screen, its beginning wins.
    top.max(lowest).min(highest).min(last_top(height, total))
}

/// The last first line: the end of the text at the end of the screen.
pub fn last_top(height: usize, total: usize) -> usize {
    total.saturating_sub(height.max(1))
}

/// How far down one is, in words: `all`, `top`, `31%`, `end`.
pub fn progress(top: usize, height: usize, total: usize) -> String {
    let last = last_top(height, total);
    match (top, last) {
        (_, 0) => "all".to_owned(),
        (0, _) => "top".to_owned(),
        (top, last) if top >= last => "end".to_owned(),
        (top, last) => format!("{}%", top * 100 / last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_moves_only_when_it_must() {
        assert_eq!(follow(0, 5, 6, 20, 100), 0);
        assert_eq!(follow(0, 30, 31, 20, 100), 14);
        assert_eq!(follow(50, 30, 31, 20, 100), 27);
        assert_eq!(follow(50, 99, 100, 20, 100), 80);
    }

    #[test]
    fn the_first_line_of_what_is_too_tall_shows() {
        assert_eq!(follow(0, 40, 90, 10, 100), 40);
        assert_eq!(follow(7, 3, 4, 0, 10), 3);
        assert_eq!(follow(9, 0, 0, 5, 0), 0);
    }
}
