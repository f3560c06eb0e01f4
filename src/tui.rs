//! The screen.
//!
//! Events become actions by the keymap, actions change the state, the state is drawn. Only `update`
//! changes the state, only `runtime` touches the terminal.
//!
//! * `action`: everything the user can ask for
//! * `keymap`: from keys to actions; `key` is one key and its name, `keyboard` the keys of other
//!   alphabets
//! * `state`: everything that shows, as plain data; `page` is the text as lines, `relate` what
//!   belongs together, `search` where words stand, `sift` what a filter lets through
//! * `update`: an event becomes another state, and effects; `macros`: keys and commands in a row
//! * `layout`: where things stand; `scroll`: which line is the first
//! * `view`: the state becomes a picture
//! * `pane`: the seven panes; `layer`: what lies over them
//! * `worker`: the library behind the screen
//! * `runtime`: the loop, the terminal, and all that is outside
//! * `theme`: colours by what they mean; `colours` reads them and fits them to the terminal

pub mod action;
mod colours;
pub mod key;
mod keyboard;
pub mod keymap;
pub mod layer;
pub mod layout;
pub mod macros;
pub mod page;
pub mod pane;
pub mod relate;
mod runtime;
pub mod scroll;
pub mod search;
pub mod sift;
pub mod state;
pub mod theme;
pub mod update;
pub mod view;
pub mod worker;

pub use self::runtime::{Error, check, run};
