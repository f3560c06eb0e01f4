//! From keys to actions, by the tables of the configuration.
//!
//! No chord is the beginning of another in the same context, so no key ever waits for a clock:
//! what has been pressed is an action, the beginning of some, or nothing.

use std::fmt;

use crate::{
    config::{Config, Error, Place, Problem},
    tui::{
        action::Action,
        key::Key,
        macros::{self, Macro},
    },
};

macro_rules! contexts {
    ($($variant:ident $name:literal $words:literal;)*) => {
        /// Where a binding holds. The nearest context that knows the keys wins.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Context {
            $(#[doc = $words] $variant,)*
        }

        impl Context {
            /// All contexts, in the order of the example.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name in the configuration: `[keys.text]`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Its heading in the help.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }
        }
    };
}

contexts! {
    Global  "global"  "In all panes";
    Briefs  "briefs"  "In the list of briefs";
    Text    "text"    "In the text";
    Select  "select"  "While selecting";
    Menu    "menu"    "In a menu or a question";
    Popup   "popup"   "In a window to read";
    Prompt  "prompt"  "In a prompt";
    Note    "note"    "In a note";
    Palette "palette" "In the palette";
}

impl Context {
    /// Whether letters go into a text here; then the keys of other alphabets stay what they are.
    pub const fn is_writing(self) -> bool {
        match self {
            Self::Prompt | Self::Note | Self::Palette => true,
            Self::Global | Self::Briefs | Self::Text | Self::Select | Self::Menu | Self::Popup => {
                false
            }
        }
    }
}

/// One line of the table: in `context`, the keys of `chord` mean `action`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys, in the order they are pressed.
    pub chord: Chord,
    /// What they ask for.
    pub action: Action,
}

/// Keys that are pressed one after the other; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chord(pub Vec<Key>);

/// The bindings in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
    macros: Vec<Macro>,
}

/// What the keys pressed so far amount to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// A whole chord.
    Action(Action),
    /// The beginning of these chords: the keys that may follow, and what they will mean.
    Pending(Vec<(Chord, Action)>),
    /// Nothing.
    Unbound,
}

impl Keymap {
    /// Reads the tables of `config`; everything that is wrong with them is told at once.
    pub fn new(config: &Config) -> Result<Self, Error> {
        let mut problems = Vec::new();
        let mut read: Vec<(Binding, &Place)> = Vec::new();
        for line in &config.keys {
            let context = context(&line.context, &line.place, &mut problems);
            let chord = chord(&line.chord, &line.place, &mut problems);
            let action = action(&line.action, &line.place, &mut problems);
            if let (Some(context), Some(chord), Some(action)) = (context, chord, action) {
                read.push((Binding { context, chord, action }, &line.place));
            }
        }
        for (index, it) in read.iter().enumerate() {
            let clashes = read[..index].iter().filter(|other| it.0.clashes(&other.0));
            problems.extend(clashes.map(|other| clash(it, other)));
        }
        let macros =
            config.macros.iter().filter_map(|it| macros::read(it, &mut problems)).collect();
        Error::check(problems)?;
        let mut bindings: Vec<Binding> = read.into_iter().map(|it| it.0).collect();
        bindings.sort_by_key(|it| (it.context, it.action));
        Ok(Self { bindings, macros })
    }

    /// What `keys` mean when `contexts` are active, the nearest first.
    ///
    /// A key of another alphabet counts as the one at its place, unless it is bound itself or a
    /// text is being written.
    pub fn lookup(&self, contexts: &[Context], keys: &[Key]) -> Lookup {
        let found = self.find(contexts, keys);
        if found != Lookup::Unbound || contexts.first().is_some_and(|it| it.is_writing()) {
            return found;
        }
        let latin: Vec<Key> = keys.iter().map(|key| key.latin()).collect();
        if latin == keys { found } else { self.find(contexts, &latin) }
    }

    /// The macros, in the order of their names.
    pub fn macros(&self) -> &[Macro] {
        &self.macros
    }

    /// The bindings of one context, in the order of [`Action::ALL`].
    pub fn in_context(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.context == context)
    }

    /// The chords that mean `action` when `contexts` are active; the first is the one to show.
    pub fn chords(&self, contexts: &[Context], action: Action) -> impl Iterator<Item = &Chord> {
        contexts
            .iter()
            .flat_map(|context| self.in_context(*context))
            .filter(move |binding| binding.action == action)
            .map(|binding| &binding.chord)
    }

    fn find(&self, contexts: &[Context], keys: &[Key]) -> Lookup {
        let mut following: Vec<(Chord, Action)> = Vec::new();
        for context in contexts {
            for binding in self.in_context(*context) {
                let Some(rest) = binding.chord.0.strip_prefix(keys) else { continue };
                if rest.is_empty() && following.is_empty() {
                    return Lookup::Action(binding.action);
                }
                let shadowed =
                    rest.is_empty() || following.iter().any(|(nearer, _)| nearer.begins_like(rest));
                if !shadowed {
                    following.push((Chord(rest.to_vec()), binding.action));
                }
            }
        }
        if following.is_empty() { Lookup::Unbound } else { Lookup::Pending(following) }
    }
}

impl Binding {
    /// One of the two can never be reached, or the other would have to wait for a clock.
    fn clashes(&self, other: &Self) -> bool {
        self.context == other.context && self.chord.begins_like(&other.chord.0)
    }
}

impl Chord {
    /// One of the two is the beginning of the other.
    fn begins_like(&self, other: &[Key]) -> bool {
        self.0.iter().zip(other).all(|(a, b)| a == b)
    }
}

impl fmt::Display for Chord {
    /// As in the configuration: `g t`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, key) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            key.fmt(f)?;
        }
        Ok(())
    }
}

fn context(name: &str, place: &Place, problems: &mut Vec<Problem>) -> Option<Context> {
    let found = Context::ALL.iter().copied().find(|it| it.name() == name);
    if found.is_none() {
        let names = Context::ALL.iter().map(|it| it.name());
        problems.push(Problem::unknown(place, "table of [keys]", name, names));
    }
    found
}

const NAMES: &str = "keys are named as in ctrl-x, alt-x, space, page-down, f1";
const SPACES: &str = "write ctrl-x, alt-x, space, page-down, f1; and several keys as in \"g t\"";

fn chord(chord: &str, place: &Place, problems: &mut Vec<Problem>) -> Option<Chord> {
    let keys: Result<Vec<Key>, _> = chord.split(' ').map(str::parse).collect();
    match keys {
        Ok(keys) => Some(Chord(keys)),
        Err(error) => {
            let (cause, hint) = if error.0.is_empty() || error.0 == chord {
                (format!("\"{chord}\" is not the name of a key"), SPACES)
            } else {
                (format!("\"{}\" in \"{chord}\" is not the name of a key", error.0), NAMES)
            };
            let hint = Some(hint.to_owned());
            problems.push(Problem { place: place.clone(), cause, hint });
            None
        }
    }
}

fn action(name: &str, place: &Place, problems: &mut Vec<Problem>) -> Option<Action> {
    let found = name.parse().ok();
    if found.is_none() {
        let names = Action::ALL.iter().map(|it| it.name()).chain(["none"]);
        problems.push(Problem::unknown(place, "action", name, names));
    }
    found
}

/// The problem is told where the user can do something about it: in the user's own file.
fn clash(one: &(Binding, &Place), other: &(Binding, &Place)) -> Problem {
    let (own, default) = if one.1.file.is_some() { (one, other) } else { (other, one) };
    let cause = format!(
        "\"{}\" and \"{}\" in [keys.{}] begin alike, so one cannot be told from the other",
        own.0.chord,
        default.0.chord,
        own.0.context.name()
    );
    let hint = Some(format!("\"{}\" = \"none\" takes the other key away", default.0.chord));
    Problem { place: own.1.clone(), cause, hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(chord: &str) -> Vec<Key> {
        chord.split(' ').map(|key| key.parse().unwrap()).collect()
    }

    fn keymap() -> Keymap {
        Keymap::new(&Config::default()).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn every_action_is_bound_by_default() {
        let keymap = keymap();
        for action in Action::ALL {
            let bound = keymap.chords(Context::ALL, *action).next();
            assert!(bound.is_some(), "{} has no key", action.name());
        }
    }

    #[test]
    fn the_nearest_context_wins() {
        let keymap = keymap();
        let lookup = |contexts: &[Context], chord| keymap.lookup(contexts, &keys(chord));
        let text = [Context::Text, Context::Global];
        let select = [Context::Select, Context::Text, Context::Global];
        assert_eq!(lookup(&text, "b"), Lookup::Action(Action::Later));
        assert_eq!(lookup(&select, "b"), Lookup::Action(Action::WordPrevious));
        assert_eq!(lookup(&select, "j"), Lookup::Action(Action::Down));
        assert_eq!(lookup(&[Context::Prompt], "j"), Lookup::Unbound);
        assert_eq!(lookup(&text, "g t"), Lookup::Action(Action::GoText));
        assert_eq!(lookup(&text, "g k"), Lookup::Unbound);
        assert_eq!(lookup(&select, "y"), Lookup::Action(Action::CopyQuote));
    }

    #[test]
    fn a_beginning_shows_what_may_follow() {
        let Lookup::Pending(following) = keymap().lookup(&[Context::Global], &keys("g")) else {
            panic!("g begins chords");
        };
        let shown: Vec<String> =
            following.iter().map(|(chord, action)| format!("{chord} {}", action.name())).collect();
        assert!(shown.contains(&"t go-text".to_owned()), "{shown:?}");
        assert!(shown.contains(&"x open-link".to_owned()), "{shown:?}");
    }

    #[test]
    fn other_alphabets_command_but_do_not_disturb_writing() {
        let keymap = keymap();
        assert_eq!(keymap.lookup(&[Context::Global], &keys("п е")), Lookup::Action(Action::GoText));
        assert_eq!(
            keymap.lookup(&[Context::Global], &keys("ctrl-к")),
            Lookup::Action(Action::Redo)
        );
        assert_eq!(keymap.lookup(&[Context::Prompt], &keys("ctrl-ф")), Lookup::Unbound);
    }
}
