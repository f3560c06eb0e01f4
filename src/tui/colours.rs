//! Styles as words, and colours for terminals that have fewer.

use ratatui::style::{Color, Modifier, Style};

use crate::tui::theme::Depth;

const ATTRIBUTES: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
    ("crossed", Modifier::CROSSED_OUT),
];

/// The sixteen colours that every terminal has, in the order of their numbers, with what they are
/// where the user has not chosen others.
const SIXTEEN: [(&str, Color, [u8; 3]); 16] = [
    ("black", Color::Black, [0, 0, 0]),
    ("red", Color::Red, [128, 0, 0]),
    ("green", Color::Green, [0, 128, 0]),
    ("yellow", Color::Yellow, [128, 128, 0]),
    ("blue", Color::Blue, [0, 0, 128]),
    ("magenta", Color::Magenta, [128, 0, 128]),
    ("cyan", Color::Cyan, [0, 128, 128]),
    ("white", Color::Gray, [192, 192, 192]),
    ("bright-black", Color::DarkGray, [128, 128, 128]),
    ("bright-red", Color::LightRed, [255, 0, 0]),
    ("bright-green", Color::LightGreen, [0, 255, 0]),
    ("bright-yellow", Color::LightYellow, [255, 255, 0]),
    ("bright-blue", Color::LightBlue, [0, 0, 255]),
    ("bright-magenta", Color::LightMagenta, [255, 0, 255]),
    ("bright-cyan", Color::LightCyan, [0, 255, 255]),
    ("bright-white", Color::White, [255, 255, 255]),
];

/// Reads `#ff8800 on black bold`; the word that is none of ours where there is one.
pub fn style(words: &str) -> Result<Style, &str> {
    let mut style = Style::new();
    let mut behind = false;
    for word in words.split_whitespace() {
        if word == "on" {
            behind = true;
        } else if let Some((_, attribute)) = ATTRIBUTES.iter().find(|it| it.0 == word) {
            style = style.add_modifier(*attribute);
        } else {
            let color = color(word).ok_or(word)?;
            style = match (color, behind) {
                // The terminal's own colour is what is there when nothing is said.
                (Color::Reset, _) => style,
                (_, true) => style.bg(color),
                (_, false) => style.fg(color),
            };
            behind = false;
        }
    }
    Ok(style)
}

/// The words that a style can be made of, but for numbers.
pub fn words() -> impl Iterator<Item = &'static str> {
    let colours = SIXTEEN.iter().map(|it| it.0);
    ATTRIBUTES.iter().map(|it| it.0).chain(colours).chain(["default", "on"])
}

/// The style with the nearest colours that the terminal has.
pub fn at_depth(style: Style, depth: Depth) -> Style {
    Style {
        fg: style.fg.and_then(|color| nearest(color, depth)),
        bg: style.bg.and_then(|color| nearest(color, depth)),
        ..style
    }
}

fn color(word: &str) -> Option<Color> {
    if word == "default" {
        return Some(Color::Reset);
    }
    if let Some((_, color, _)) = SIXTEEN.iter().find(|it| it.0 == word) {
        return Some(*color);
    }
    let Some(digits) = word.strip_prefix('#') else {
        return word.parse().ok().map(Color::Indexed);
    };
    let hex = digits.len() == 6 && digits.bytes().all(|it| it.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| hex)?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(Color::Rgb(red, green, blue))
}

fn nearest(color: Color, depth: Depth) -> Option<Color> {
    match (color, depth) {
        (_, Depth::Mono) => None,
        (Color::Rgb(red, green, blue), Depth::Indexed) => {
            Some(Color::Indexed(nearest_of(16..=255, [red, green, blue])))
        }
        (Color::Rgb(red, green, blue), Depth::Sixteen) => {
            Some(SIXTEEN[usize::from(nearest_of(0..=15, [red, green, blue]))].1)
        }
        (Color::Indexed(number), Depth::Sixteen) => {
            Some(SIXTEEN[usize::from(nearest_of(0..=15, rgb(number)))].1)
        }
        _ => Some(color),
    }
}

fn nearest_of(numbers: std::ops::RangeInclusive<u8>, wanted: [u8; 3]) -> u8 {
    let distance = |number: &u8| -> u32 {
        let pairs = rgb(*number).into_iter().zip(wanted);
        pairs.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    numbers.min_by_key(distance).unwrap_or(0)
}

/// What the numbers of xterm stand for: sixteen, a cube of six, a ramp of greys.
fn rgb(number: u8) -> [u8; 3] {
    let step = |it: u8| if it == 0 { 0 } else { 55 + it * 40 };
    match number {
        0..=15 => SIXTEEN[usize::from(number)].2,
        16..=231 => {
            let cube = number - 16;
            [step(cube / 36), step(cube / 6 % 6), step(cube % 6)]
        }
        232..=255 => [8 + (number - 232) * 10; 3],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_read_word_by_word() {
        let read = style("#ff8800 on black bold underline").unwrap();
        assert_eq!((read.fg, read.bg), (Some(Color::Rgb(255, 136, 0)), Some(Color::Black)));
        assert_eq!(read.add_modifier, Modifier::BOLD | Modifier::UNDERLINED);
        assert_eq!(style("on 17").unwrap().bg, Some(Color::Indexed(17)));
        assert_eq!(style("default"), Ok(Style::new()));
        assert_eq!(style("red blod"), Err("blod"));
        assert_eq!(style("#ff88"), Err("#ff88"));
        assert_eq!(style("256"), Err("256"));
    }

    #[test]
    fn fewer_colours_are_the_nearest_ones() {
        let at = |color, depth| nearest(color, depth).unwrap();
        assert_eq!(at(Color::Rgb(255, 135, 0), Depth::Indexed), Color::Indexed(208));
        assert_eq!(at(Color::Rgb(8, 8, 8), Depth::Indexed), Color::Indexed(232));
        assert_eq!(at(Color::Rgb(250, 10, 10), Depth::Sixteen), Color::LightRed);
        assert_eq!(at(Color::Indexed(21), Depth::Sixteen), Color::LightBlue);
        assert_eq!(nearest(Color::Red, Depth::Mono), None);
    }
}
