//! The one bar of a long import: how far, how fast, what failed, how long yet. On standard error,
//! and only where that is a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::report::Problem;

/// Things from which on a bar is worth its line.
const MANY: usize = 50;

/// A bar, or none.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    errors: usize,
}

impl Progress {
    /// A bar of `length` steps, named by what is done.
    pub fn new(name: &'static str, length: usize) -> Self {
        let bar = if length < MANY {
            ProgressBar::hidden()
        } else {
            let target = ProgressDrawTarget::stderr_with_hz(5);
            ProgressBar::with_draw_target(Some(length as u64), target)
        };
        // A template that cannot be read would show the usual bar.
        let style = ProgressStyle::with_template(
            "{msg} [{bar:24}] {human_pos}/{human_len}  {per_sec:.0}  {eta} left{prefix}",
        );
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "));
        bar.set_message(name);
        Self { bar, errors: 0 }
    }

    /// Whether somebody sees it.
    pub fn shows(&self) -> bool {
        !self.bar.is_hidden()
    }

    /// So many more are done.
    pub fn step(&self, steps: usize) {
        self.bar.inc(steps as u64);
    }

    /// Tells what went wrong, above the bar, and counts it.
    pub fn tell(&mut self, problem: &Problem) {
        self.errors += 1;
        let errors = if self.errors == 1 { "error" } else { "errors" };
        self.bar.set_prefix(format!("  {} {errors}", self.errors));
        self.bar.suspend(|| problem.tell());
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
