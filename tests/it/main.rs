//! All integration tests in one binary: one link, one place to look.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod golden;
mod tidy;
