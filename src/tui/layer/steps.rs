//! What was done, the newest first; a step chosen is where the library goes back to.

use crate::library::{Step, StepId};

/// The history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// The steps, newest first.
    pub steps: Vec<Step>,
    /// The one under the cursor.
    pub cursor: usize,
}

impl Steps {
    /// The history, with the cursor on the step that stands last.
    pub fn new(steps: Vec<Step>) -> Self {
        let cursor = steps.iter().position(|it| !it.undone).unwrap_or(0);
        Self { steps, cursor }
    }

    /// The step under the cursor.
    pub fn chosen(&self) -> Option<StepId> {
        self.steps.get(self.cursor).map(|it| it.id)
    }
}
