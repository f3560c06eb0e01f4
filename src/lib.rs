//! `attache` turns news briefs into claims, sources and a timeline, and shows them beside the text
//! in a terminal.
//!
//! Modules are listed in reading order: each may use those above it in the drawing of
//! ARCHITECTURE.md, none below, and siblings do not see each other. `tests/it/tidy.rs` holds us to
//! that.
//!
//! ```text
//!  model                                          the nouns
//!    ▲ text                                       tools on plain text
//!        ▲ ingest analysis compare store query export  the engines: they do not know each other
//!            ▲ library config                     what can be done, and how it is set up
//!                ▲ cli tui                        the faces: they talk to a person
//! ```

pub mod model;

pub mod text;

pub mod analysis;
pub mod compare;
pub mod export;
pub mod ingest;
pub mod query;
pub mod store;

pub mod config;
pub mod library;

pub mod cli;
pub mod tui;
