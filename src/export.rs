//! What leaves the program: a file a format; the promised JSON has its own structs.
//!
//! Whatever stands between quotation marks in an export stands, letter for letter, in the stored
//! text. Only `library` uses it.
//!
//! * `analysis`: `attache.analysis/1`, one article a line, for scripts and scorers
//! * `points`: bytes to code points
//! * `markdown`: one brief's kept claims and marks, for a note
//! * `json`: `attache.export/1`, a library whole, out and in again
//! * `link`: addresses that lead to the words

pub mod analysis;
pub mod json;
mod link;
pub mod markdown;
mod points;
