//! The weights of the judge of pages: one forest for each question, as `training/extract` makes them.
//!
//! Those that come with the program are `assets/models/extract.*.bin`; their card is beside them.

use std::sync::LazyLock;

use super::forest::Forest;

/// What the forests answer, in the words of their files.
pub const QUESTIONS: [&str; 5] = ["text", "quick", "title", "byline", "date"];

/// How many are asked what they hold for the article of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gear {
    /// All voters.
    #[default]
    Thorough,
    /// Those that cost little: nearly three times as fast, and less sure.
    Quick,
}

/// One forest for each question.
#[derive(Debug, Default)]
pub struct Weights {
    /// Whether a block is part of the article.
    pub(super) text: Forest,
    /// The same, where only the quick voters were asked.
    pub(super) quick: Forest,
    /// Whether a candidate is the headline.
    pub(super) title: Forest,
    /// Whether a candidate is the byline.
    pub(super) byline: Forest,
    /// Whether a candidate is the day of publication.
    pub(super) date: Forest,
}

static SHIPPED: LazyLock<Weights> = LazyLock::new(|| Weights {
    text: forest(include_bytes!("../../../assets/models/extract.text.bin")),
    quick: forest(include_bytes!("../../../assets/models/extract.quick.bin")),
    title: forest(include_bytes!("../../../assets/models/extract.title.bin")),
    byline: forest(include_bytes!("../../../assets/models/extract.byline.bin")),
    date: forest(include_bytes!("../../../assets/models/extract.date.bin")),
});

impl Weights {
    /// The weights in the files that `bytes` gives for each of [`QUESTIONS`].
    pub fn read(mut bytes: impl FnMut(&str) -> Vec<u8>) -> Self {
        let [text, quick, title, byline, date] = QUESTIONS.map(|it| forest(&bytes(it)));
        Self { text, quick, title, byline, date }
    }

    /// What says in this gear which blocks are the article.
    pub(super) const fn of_text(&self, gear: Gear) -> &Forest {
        match gear {
            Gear::Thorough => &self.text,
            Gear::Quick => &self.quick,
        }
    }

    /// Those that come with the program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }
}

/// A file that is no forest is one without trees; a test holds that the shipped ones have some.
fn forest(bytes: &[u8]) -> Forest {
    Forest::read(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_that_come_with_the_program_are_forests() {
        let shipped = Weights::shipped();
        for forest in
            [&shipped.text, &shipped.quick, &shipped.title, &shipped.byline, &shipped.date]
        {
            assert!(forest.trees() > 50);
        }
        assert_eq!(Weights::read(|_| b"no forest".to_vec()).text.trees(), 0);
    }
}
