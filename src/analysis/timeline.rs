//! When: temporal expressions, their values, and the events they date.

use crate::model::{Article, TimelineEntry};

/// The temporal expressions of `article`, in the order of the text.
pub fn timeline(_article: &Article) -> Vec<TimelineEntry> {
    Vec::new()
}
