//! All integration tests in one binary: one link, one place to look.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod acts;
mod anchors;
mod annotations;
mod attribution;
mod clean;
mod cli;
mod config;
mod desk;
mod export;
mod fetch;
mod find;
mod golden;
mod hostile;
mod intake;
mod keymap;
mod kill;
mod library_file;
mod network;
mod online;
mod pairs;
#[cfg(feature = "pdf")]
mod pdf;
mod pty;
mod query;
mod quotations;
mod readme;
mod screens;
mod sections;
mod server;
mod sources;
mod stance;
mod store;
mod sync;
mod tasks;
mod terminal;
mod tidy;
mod timeline;
mod undoing;
mod upkeep;
mod windows;
mod worker;
