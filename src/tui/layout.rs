//! Where things stand on the screen.
//!
//! Both `update` (how long is a page, how wide is a line?) and `view` (where to draw?) ask here, so
//! that drawing never has to report back. Four shapes, by size: three columns, two, text over a
//! list, one pane. No size is too small to ask about.

use ratatui::layout::{Rect, Size};

use crate::tui::pane::Pane;

/// The smallest screen that shows anything but a line saying so.
pub const MINIMUM: Size = Size::new(40, 8);

/// How the panes are arranged, as far as the user has a say in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// The pane that the keys go to.
    pub focus: Pane,
    /// Whether it has the screen to itself.
    pub zoom: Zoom,
    /// The pane on top of the stack at the lower right of two columns.
    pub stack: Pane,
    /// The pane on top of the list under the text.
    pub list: Pane,
    /// Columns or lines that the border beside the text was moved by.
    pub shift: i16,
}

/// Whether the focused pane has the screen to itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// The panes share it.
    #[default]
    Shared,
    /// It has.
    Alone,
}

/// The shapes of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing fits.
    TooSmall,
    /// One pane without borders, under a line of tabs.
    One,
    /// Text over a tabbed list.
    Stacked,
    /// Text, and a column of findings.
    Two,
    /// All seven panes.
    Three,
}

/// A place for a pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The pane that shows there now.
    pub pane: Pane,
    /// All that can show there; one, or the tabs in the title.
    pub tabs: &'static [Pane],
    /// The place, borders included.
    pub area: Rect,
    /// Whether it has borders.
    pub border: Border,
}

/// Whether a slot has borders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// None: the smallest screens have no room.
    Bare,
    /// On four sides.
    Boxed,
}

impl Slot {
    /// The place within the borders.
    pub fn inner(&self) -> Rect {
        match self.border {
            Border::Bare => self.area,
            Border::Boxed => Rect::new(
                self.area.x.saturating_add(1),
                self.area.y.saturating_add(1),
                self.area.width.saturating_sub(2),
                self.area.height.saturating_sub(2),
            ),
        }
    }
}

/// Every place on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Which of the shapes.
    pub shape: Shape,
    /// The first line.
    pub header: Rect,
    /// The panes that show.
    pub slots: Vec<Slot>,
    /// Mode and finding.
    pub status: Rect,
    /// The keys that help here; empty on the lowest screens.
    pub hints: Rect,
}

impl Layout {
    /// The place of a pane, if it shows.
    pub fn slot(&self, pane: Pane) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.pane == pane)
    }
}

const MAIN: &[Pane] = &[Pane::Briefs, Pane::Sections, Pane::Text];
const STACK: &[Pane] = &[Pane::Timeline, Pane::Sources, Pane::Notes];
const LIST: &[Pane] = &[Pane::Claims, Pane::Sources, Pane::Timeline, Pane::Notes];

/// The layout of a screen of this size.
pub fn layout(size: Size, arrangement: Arrangement) -> Layout {
    let shape = shape(size);
    let low = size.height < 12;
    let (top, bottom) = match shape {
        Shape::TooSmall => (0, 0),
        Shape::One if low => (1, 1),
        Shape::One => (2, 3),
        _ => (1, 2),
    };
    let width = size.width;
    let body = Rect::new(0, top, width, size.height.saturating_sub(top + bottom));
    let foot = |from_end: u16| match size.height.checked_sub(from_end) {
        Some(y) if shape != Shape::TooSmall => Rect::new(0, y, width, 1),
        _ => Rect::default(),
    };
    let slots = match (shape, arrangement.zoom) {
        (Shape::TooSmall, _) => Vec::new(),
        (Shape::One, _) => vec![alone(arrangement.focus, body, Border::Bare)],
        (_, Zoom::Alone) => vec![alone(arrangement.focus, body, Border::Boxed)],
        (Shape::Stacked, _) => stacked(body, arrangement),
        (Shape::Two, _) => two(body, arrangement),
        (Shape::Three, _) => three(body, arrangement),
    };
    Layout {
        shape,
        header: if shape == Shape::TooSmall { Rect::default() } else { Rect::new(0, 0, width, 1) },
        slots,
        status: foot(if low { 1 } else { 2 }),
        hints: if low { Rect::default() } else { foot(1) },
    }
}

fn shape(size: Size) -> Shape {
    match (size.width, size.height) {
        (140.., 36..) => Shape::Three,
        (96.., 24..) => Shape::Two,
        (66.., 20..) => Shape::Stacked,
        (40.., 8..) => Shape::One,
        _ => Shape::TooSmall,
    }
}

fn alone(pane: Pane, area: Rect, border: Border) -> Slot {
    Slot { pane, tabs: Pane::ALL, area, border }
}

fn slot(pane: Pane, tabs: &'static [Pane], area: Rect) -> Slot {
    Slot { pane, tabs, area, border: Border::Boxed }
}

/// The pane in the place of the text: the text, unless a list without a place has the focus.
fn main_pane(focus: Pane) -> Pane {
    if matches!(focus, Pane::Briefs | Pane::Sections) { focus } else { Pane::Text }
}

fn stacked(body: Rect, arrangement: Arrangement) -> Vec<Slot> {
    let list = moved(body.height / 3, arrangement.shift, 4, body.height.saturating_sub(5));
    let [text, below] = rows(body, [body.height.saturating_sub(list), list]);
    vec![slot(main_pane(arrangement.focus), MAIN, text), slot(arrangement.list, LIST, below)]
}

fn two(body: Rect, arrangement: Arrangement) -> Vec<Slot> {
    let right = (body.width * 2 / 5).clamp(36, 64);
    let right = moved(right, arrangement.shift, 24, body.width.saturating_sub(30));
    let [left, right] = columns(body, [body.width.saturating_sub(right), right]);
    let claims = right.height.div_ceil(2);
    let [above, below] = rows(right, [claims, right.height.saturating_sub(claims)]);
    vec![
        slot(main_pane(arrangement.focus), MAIN, left),
        slot(Pane::Claims, &[Pane::Claims], above),
        slot(arrangement.stack, STACK, below),
    ]
}

fn three(body: Rect, arrangement: Arrangement) -> Vec<Slot> {
    let part = |of: u16, share: u32, whole: u32| {
        u16::try_from(u32::from(of) * share / whole).unwrap_or(of)
    };
    let left = part(body.width, 34, 160).min(48);
    let right = part(body.width, 54, 160).min(80);
    let right = moved(right, arrangement.shift, 30, body.width.saturating_sub(left + 40));
    let centre = body.width.saturating_sub(left + right);
    let [left, centre, right] = columns(body, [left, centre, right]);
    let share = |of: Rect, first: u32, second: u32| {
        let first = part(of.height, first, 45);
        let second = part(of.height, second, 45);
        rows(of, [first, second, of.height.saturating_sub(first + second)])
    };
    let [briefs, sections, notes] = share(left, 22, 10);
    let [claims, sources, timeline] = share(right, 22, 10);
    let only = |pane: &'static Pane, area| slot(*pane, std::slice::from_ref(pane), area);
    vec![
        only(&Pane::Briefs, briefs),
        only(&Pane::Sections, sections),
        only(&Pane::Text, centre),
        only(&Pane::Claims, claims),
        only(&Pane::Sources, sources),
        only(&Pane::Timeline, timeline),
        only(&Pane::Notes, notes),
    ]
}

/// A length that the user moved, kept within bounds; where they cross, the lower holds.
fn moved(length: u16, shift: i16, least: u16, most: u16) -> u16 {
    length.saturating_add_signed(shift).min(most).max(least)
}

fn rows<const N: usize>(area: Rect, heights: [u16; N]) -> [Rect; N] {
    let mut y = area.y;
    heights.map(|height| {
        let row = Rect::new(area.x, y, area.width, height).intersection(area);
        y = y.saturating_add(height);
        row
    })
}

fn columns<const N: usize>(area: Rect, widths: [u16; N]) -> [Rect; N] {
    let mut x = area.x;
    widths.map(|width| {
        let column = Rect::new(x, area.y, width, area.height).intersection(area);
        x = x.saturating_add(width);
        column
    })
}

#[cfg(test)]
mod tests {
    use super::{
        Shape::{One, Stacked, Three, TooSmall, Two},
        *,
    };

    fn at(width: u16, height: u16, focus: Pane) -> Layout {
        let arrangement = Arrangement {
            focus,
            zoom: Zoom::Shared,
            stack: Pane::Timeline,
            list: Pane::Claims,
            shift: 0,
        };
        layout(Size::new(width, height), arrangement)
    }

    #[test]
    fn nothing_overlaps_and_nothing_hangs_over_the_edge() {
        for width in 0..220 {
            for height in 0..70 {
                for &focus in Pane::ALL {
                    let layout = at(width, height, focus);
                    let screen = Rect::new(0, 0, width, height);
                    let mut places: Vec<Rect> = layout.slots.iter().map(|it| it.area).collect();
                    places.extend([layout.header, layout.status, layout.hints]);
                    for (index, place) in places.iter().enumerate() {
                        assert_eq!(place.intersection(screen).area(), place.area());
                        for other in &places[..index] {
                            assert!(!place.intersects(*other), "{width}x{height} {focus:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_focused_pane_always_shows() {
        for (width, height) in [(40, 8), (60, 20), (160, 48)] {
            for &focus in Pane::ALL {
                assert!(at(width, height, focus).slot(focus).is_some());
            }
        }
    }

    #[test]
    fn each_shape_has_its_size() {
        let shapes = [(160, 48), (100, 30), (80, 24), (60, 20), (40, 8), (39, 8)]
            .map(|(width, height)| at(width, height, Pane::Text).shape);
        assert_eq!(shapes, [Three, Two, Stacked, One, One, TooSmall]);
    }
}
