//! Colours by what they mean.
//!
//! Drawing names a [`Role`], a theme file says how it looks, and the terminal's depth decides what
//! of that can be shown. No role is told by its colour alone: a letter or a sign stands beside it.

use std::{env, ffi::OsStr};

use ratatui::style::{Color, Style};

use crate::{
    config::{Config, Error, Problem, Setting, Value, Word},
    model::Colour,
    tui::colours,
};

macro_rules! roles {
    ($($variant:ident $name:literal $words:literal;)*) => {
        /// What a piece of the screen is; themes say how it looks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $(#[doc = $words] $variant,)*
        }

        impl Role {
            /// All roles, in the order of a theme file.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in a theme file.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

roles! {
    Text      "text"       "Running text.";
    Dim       "dim"        "What is beside the point: ids, counts, removed rows.";
    Heading   "heading"    "Headings of sections and windows.";
    Border    "border"     "Lines around panes.";
    Focus     "focus"      "Lines around the pane with the focus.";
    Title     "title"      "Titles of panes.";
    Claim     "claim"      "Words of a claim.";
    Cue       "cue"        "The word that reports a claim.";
    Source    "source"     "Names of sources.";
    Date      "date"       "Temporal expressions and dates.";
    Quotation "quotation"  "Words that are quoted letter for letter.";
    Conflict  "conflict"   "What is denied elsewhere.";
    Cursor    "cursor"     "The sentence under the cursor in the text.";
    Selected  "selected"   "The row under the cursor in the pane with the focus.";
    Resting   "resting"    "The row under the cursor in the other panes.";
    Selection "selection"  "What is selected in the text.";
    Head      "head"       "The end of the selection that moves.";
    Match     "match"      "What was searched for.";
    Yellow    "yellow"     "A highlight in yellow.";
    Green     "green"      "A highlight in green.";
    Red       "red"        "A highlight in red.";
    Blue      "blue"       "A highlight in blue.";
    Magenta   "magenta"    "A highlight in magenta.";
    Note      "note"       "A note.";
    Removed   "removed"    "What was taken out of the text.";
    New       "new"        "The letter of what nobody has looked at.";
    Kept      "kept"       "The letter of what is kept or on the shortlist.";
    Reviewed  "reviewed"   "The letter of what is read or reviewed.";
    Later     "later"      "The letter of what is set aside.";
    Dropped   "dropped"    "The letter of what is dropped.";
    Wrong     "wrong"      "The letter of what was extracted wrongly.";
    Verify    "verify"     "The sign of what is to be verified.";
    Key       "key"        "A key, in help and hints.";
    Status    "status"     "The bottom line.";
    Mode      "mode"       "The mode word in it.";
    Notice    "notice"     "What was done, for the analyst to know.";
    Error     "error"      "What went wrong.";
}

impl From<Colour> for Role {
    fn from(colour: Colour) -> Self {
        match colour {
            Colour::Yellow => Self::Yellow,
            Colour::Green => Self::Green,
            Colour::Red => Self::Red,
            Colour::Blue => Self::Blue,
            Colour::Magenta => Self::Magenta,
        }
    }
}

/// A style for every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    styles: Vec<Style>,
}

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None, or the user wants none.
    Mono,
    /// The sixteen, by the user's own palette.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Red, green and blue, a byte each.
    True,
}

/// What is behind the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    /// Dark, or unknown.
    #[default]
    Dark,
    /// Light.
    Light,
}

impl Depth {
    /// What this process may show, by `NO_COLOR`, `COLORTERM` and `TERM`.
    pub fn of_environment() -> Self {
        let words = |name: &str| env::var_os(name).unwrap_or_default();
        Self::of(&words("NO_COLOR"), &words("COLORTERM"), &words("TERM"))
    }

    fn of(no_color: &OsStr, colorterm: &OsStr, term: &OsStr) -> Self {
        let term = term.to_string_lossy();
        if !no_color.is_empty() || term == "dumb" {
            return Self::Mono;
        }
        if colorterm == "truecolor" || colorterm == "24bit" || term.ends_with("-direct") {
            return Self::True;
        }
        if term.contains("256color") { Self::Indexed } else { Self::Sixteen }
    }
}

impl Theme {
    /// The theme that `config` names, as far as the terminal can show it.
    pub fn new(config: &Config, depth: Depth, background: Background) -> Result<Self, Error> {
        let named = config.theme_roles(&Word {
            word: chosen(&config.theme.word, depth, background).to_owned(),
            ..config.theme.clone()
        });
        let (named, mut problems) = match named {
            Ok(named) => (named, Vec::new()),
            // The roles over it can still be checked.
            Err(error) => (Vec::new(), error.problems),
        };
        let mut theme = Self { styles: vec![Style::new(); Role::ALL.len()] };
        for setting in named.iter().chain(&config.roles) {
            match role_and_style(setting) {
                Ok((role, style)) => theme.styles[role as usize] = colours::at_depth(style, depth),
                Err(problem) => problems.push(problem),
            }
        }
        Error::check(problems)?;
        Ok(theme)
    }

    /// The style of `role`.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// Gives every role a colour of its own: what a screen test reads the roles back from.
    pub fn probe() -> Self {
        let number = |role: &Role| Color::Indexed(*role as u8);
        Self { styles: Role::ALL.iter().map(|it| Style::new().fg(number(it))).collect() }
    }
}

/// The name of the theme to load: depth and background decide what is left open.
fn chosen(name: &str, depth: Depth, background: Background) -> &str {
    match (depth, name, background) {
        (Depth::Mono, ..) => "mono",
        (Depth::Sixteen, "auto" | "dark" | "light", _) => "ansi",
        (_, "auto", Background::Dark) => "dark",
        (_, "auto", Background::Light) => "light",
        (_, name, _) => name,
    }
}

fn role_and_style(setting: &Setting) -> Result<(Role, Style), Problem> {
    let name = setting.name();
    let Some(role) = Role::ALL.iter().copied().find(|it| it.name() == name) else {
        let names = Role::ALL.iter().map(|it| it.name());
        return Err(Problem::unknown(&setting.place, "role", name, names));
    };
    let Value::Text(words) = &setting.value else {
        return Err(Problem::new(&setting.place, format!("{name} must be text in quotes")));
    };
    colours::style(words).map(|style| (role, style)).map_err(|word| {
        let known = colours::words();
        Problem::unknown(&setting.place, "colour or attribute", word, known)
    })
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;

    fn depth(no_color: &str, colorterm: &str, term: &str) -> Depth {
        Depth::of(no_color.as_ref(), colorterm.as_ref(), term.as_ref())
    }

    #[test]
    fn the_environment_decides_the_depth() {
        assert_eq!(depth("1", "truecolor", "xterm-256color"), Depth::Mono);
        assert_eq!(depth("", "truecolor", "xterm"), Depth::True);
        assert_eq!(depth("", "", "tmux-256color"), Depth::Indexed);
        assert_eq!(depth("", "", "linux"), Depth::Sixteen);
        assert_eq!(depth("", "", "dumb"), Depth::Mono);
    }

    #[test]
    fn every_theme_has_every_role_and_nothing_else() {
        for name in ["dark", "light", "ansi", "mono"] {
            let config = Config::default();
            let theme = Word { word: name.to_owned(), ..Word::default() };
            let roles = config.theme_roles(&theme).unwrap();
            let names: Vec<&str> = roles.iter().map(Setting::name).collect();
            let known: Vec<&str> = Role::ALL.iter().map(|it| it.name()).collect();
            assert_eq!(names, known, "{name}");
            let config = Config { theme, ..config };
            Theme::new(&config, Depth::True, Background::Dark).unwrap();
        }
    }

    #[test]
    fn without_colour_there_is_none() {
        let theme = Theme::new(&Config::default(), Depth::Mono, Background::Light).unwrap();
        for role in Role::ALL {
            let style = theme.style(*role);
            assert_eq!((style.fg, style.bg), (None, None), "{}", role.name());
        }
        assert!(theme.style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
    }

    #[test]
    fn without_colour_the_parts_of_a_claim_are_told_apart() {
        let theme = Theme::new(&Config::default(), Depth::Mono, Background::Dark).unwrap();
        let parts = [Role::Text, Role::Source, Role::Cue, Role::Claim, Role::Date];
        let looks: Vec<Modifier> = parts.map(|it| theme.style(it).add_modifier).to_vec();
        for (at, look) in looks.iter().enumerate() {
            assert!(!looks[..at].contains(look), "{} looks like another", parts[at].name());
        }
    }

    #[test]
    fn words_can_be_read_on_what_is_behind_them() {
        // What terminals usually have: the lighter of dark ones, and white.
        for (name, front, behind) in
            [("dark", [0xd0; 3], [0x1e; 3]), ("light", [0x24; 3], [0xff; 3])]
        {
            let theme = Word { word: name.to_owned(), ..Word::default() };
            let config = Config { theme, ..Config::default() };
            let theme = Theme::new(&config, Depth::True, Background::Dark).unwrap();
            for role in Role::ALL.iter().filter(|it| **it != Role::Border) {
                let style = theme.style(*role);
                let (front, behind) = (rgb(style.fg, front), rgb(style.bg, behind));
                let ratio = contrast(front, behind);
                assert!(ratio >= 4.5, "{name} {}: {ratio:.1}", role.name());
            }
        }
    }

    fn rgb(color: Option<Color>, default: [u8; 3]) -> [u8; 3] {
        match color {
            None => default,
            Some(Color::Rgb(red, green, blue)) => [red, green, blue],
            Some(Color::Black) => [0; 3],
            Some(Color::Gray) => [0xe5; 3],
            Some(other) => panic!("{other} is the user's to choose"),
        }
    }

    /// As in WCAG 2.2.
    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let linear = |byte: u8| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |[red, green, blue]: [u8; 3]| {
            0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn roles_of_the_probe_differ() {
        let probe = Theme::probe();
        let mut seen: Vec<_> = Role::ALL.iter().map(|it| probe.style(*it).fg).collect();
        seen.dedup();
        assert_eq!(seen.len(), Role::ALL.len());
    }
}
