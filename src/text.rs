//! Tools on plain text that know nothing of briefs.
//!
//! * `anchors`: places found again in another revision
//! * `approximate`: where a pattern stands with some letters changed
//! * `diff`: two texts side by side
//! * `tokens`: words, numbers and punctuation, clitics apart
//! * `sentences`: paragraphs and sentences
//! * `stems`: words as the full-text index has them, roughly
//! * `fold`: words as they are compared
//! * `pattern`: regular expressions
//! * `nearest`: the word that was most likely meant
//! * `wrap`: lines of a given width, as spans
//! * `addresses`: addresses of the web
//! * `sanitize`: text from strangers, made harmless for a terminal

pub mod addresses;
pub mod anchors;
pub mod approximate;
pub mod diff;
pub mod fold;
pub mod nearest;
pub mod pattern;
pub mod sanitize;
pub mod sentences;
pub mod stems;
pub mod tokens;
pub mod wrap;
