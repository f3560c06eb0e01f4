//! The analyst's grades: how reliable a source is, how credible a piece of information, how likely
//! something is. Nobody else sets them, and none stands without its reason.
//!
//! Scales: the Admiralty system (AJP-2.1, formerly STANAG 2511), whose two grades are judged apart;
//! likelihood by ICD 203 (2015) or by the yardstick of the UK's Professional Head of Intelligence
//! Assessment. "Unlikely" is not the same in the two: a word stands with its yardstick.
//!
//! A grade is kept as tags of the note that gives the reason (`source:B`, `information:2`,
//! `icd203:likely`), so that it goes wherever notes go.

use crate::model::Mark;

/// How reliable a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reliability(u8);

/// How credible a piece of information is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credibility(u8);

/// Words for how likely something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Yardstick {
    /// Intelligence Community Directive 203.
    #[default]
    Icd203,
    /// The Professional Head of Intelligence Assessment.
    Phia,
}

/// How likely something is: a row of a yardstick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likelihood {
    /// By which words.
    pub yardstick: Yardstick,
    row: usize,
}

/// A row of a yardstick: its words, and from how many percent to how many.
type Row = (&'static str, u8, u8);

const RELIABILITY: [(&str, &str); 6] = [
    ("A", "completely reliable"),
    ("B", "usually reliable"),
    ("C", "fairly reliable"),
    ("D", "not usually reliable"),
    ("E", "unreliable"),
    ("F", "reliability cannot be judged"),
];

const CREDIBILITY: [(&str, &str); 6] = [
    ("1", "confirmed by other sources"),
    ("2", "probably true"),
    ("3", "possibly true"),
    ("4", "doubtful"),
    ("5", "improbable"),
    ("6", "truth cannot be judged"),
];

const ICD203: [Row; 7] = [
    ("almost no chance", 1, 5),
    ("very unlikely", 5, 20),
    ("unlikely", 20, 45),
    ("roughly even chance", 45, 55),
    ("likely", 55, 80),
    ("very likely", 80, 95),
    ("almost certain", 95, 99),
];

const PHIA: [Row; 7] = [
    ("remote chance", 0, 5),
    ("highly unlikely", 10, 20),
    ("unlikely", 25, 35),
    ("realistic possibility", 40, 50),
    ("likely", 55, 75),
    ("highly likely", 80, 90),
    ("almost certain", 95, 100),
];

/// The row whose words these are, or whose words alone begin so; they are in lower case.
fn row<'a>(scale: impl Iterator<Item = &'a str> + Clone, words: &str) -> Option<usize> {
    scale.clone().position(|it| it == words).or_else(|| {
        let mut begin = scale.enumerate().filter(|it| it.1.starts_with(words)).map(|it| it.0);
        begin.next().filter(|_| !words.is_empty() && begin.next().is_none())
    })
}

/// The row of a scale with signs that is meant by its sign, its words, or their beginning.
fn signed(scale: &[(&str, &str)], meant: &str) -> Option<u8> {
    let meant = meant.trim().to_lowercase();
    let sign = meant.split(' ').next().unwrap_or_default();
    let at = scale.iter().position(|it| it.0.eq_ignore_ascii_case(sign));
    let at = at.or_else(|| row(scale.iter().map(|it| it.1), &meant));
    at.and_then(|it| u8::try_from(it).ok())
}

impl Reliability {
    /// The scale, the best first.
    pub const SCALE: [(&'static str, &'static str); 6] = RELIABILITY;

    /// That which is meant: `b`, `B usually reliable`, `usually`.
    pub fn read(meant: &str) -> Option<Self> {
        signed(&RELIABILITY, meant).map(Self)
    }

    /// Its letter and its words.
    pub fn words(self) -> (&'static str, &'static str) {
        RELIABILITY[usize::from(self.0)]
    }
}

impl Credibility {
    /// The scale, the best first.
    pub const SCALE: [(&'static str, &'static str); 6] = CREDIBILITY;

    /// That which is meant: `2`, `2 probably true`, `probably`.
    pub fn read(meant: &str) -> Option<Self> {
        signed(&CREDIBILITY, meant).map(Self)
    }

    /// Its digit and its words.
    pub fn words(self) -> (&'static str, &'static str) {
        CREDIBILITY[usize::from(self.0)]
    }
}

impl Yardstick {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Icd203, Self::Phia];

    /// Its name in a tag and in the configuration.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Icd203 => "icd203",
            Self::Phia => "phia",
        }
    }

    /// Its name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Icd203 => "ICD 203",
            Self::Phia => "PHIA",
        }
    }

    const fn rows(self) -> &'static [Row; 7] {
        match self {
            Self::Icd203 => &ICD203,
            Self::Phia => &PHIA,
        }
    }

    /// Its words, the least likely first, each with its percentages.
    pub fn scale(self) -> impl Iterator<Item = String> {
        self.rows().iter().map(|(words, from, to)| format!("{words} ({from} to {to} %)"))
    }
}

impl Likelihood {
    /// That which is meant: the words of a row, with what may follow them, or their beginning alone.
    pub fn read(yardstick: Yardstick, meant: &str) -> Option<Self> {
        let meant = meant.split('(').next().unwrap_or_default().trim().to_lowercase();
        let row = row(yardstick.rows().iter().map(|it| it.0), &meant);
        row.map(|row| Self { yardstick, row })
    }

    /// `likely (ICD 203, 55 to 80 %)`: never the word without its yardstick.
    pub fn words(self) -> String {
        let (words, from, to) = self.yardstick.rows()[self.row];
        format!("{words} ({}, {from} to {to} %)", self.yardstick.name())
    }

    /// Its words with dashes, as in a tag.
    fn code(self) -> String {
        self.yardstick.rows()[self.row].0.replace(' ', "-")
    }
}

/// What the analyst says of a claim or a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grade {
    /// Of a source.
    pub reliability: Option<Reliability>,
    /// Of what a claim says.
    pub credibility: Option<Credibility>,
    /// Of what a claim says.
    pub likelihood: Option<Likelihood>,
}

impl Grade {
    /// The grade that tags carry.
    pub fn of(tags: &[String]) -> Self {
        let mut grade = Self::default();
        for (scale, value) in tags.iter().filter_map(|it| it.split_once(':')) {
            match scale {
                "source" => grade.reliability = grade.reliability.or(Reliability::read(value)),
                "information" => grade.credibility = grade.credibility.or(Credibility::read(value)),
                _ => {
                    let named = Yardstick::ALL.into_iter().find(|it| it.code() == scale);
                    let read = |it| Likelihood::read(it, &value.replace('-', " "));
                    grade.likelihood = grade.likelihood.or(named.and_then(read));
                }
            }
        }
        grade
    }

    /// Whether nothing is graded.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Its tags.
    pub fn tags(&self) -> Vec<String> {
        let source = self.reliability.map(|it| format!("source:{}", it.words().0));
        let information = self.credibility.map(|it| format!("information:{}", it.words().0));
        let likely = self.likelihood.map(|it| format!("{}:{}", it.yardstick.code(), it.code()));
        [source, information, likely].into_iter().flatten().collect()
    }

    /// The tags of a mark with this grade in the place of the one that it has.
    pub fn over(&self, mark: &Mark) -> Vec<String> {
        let mine = |it: &&String| !Self::of(std::slice::from_ref(it)).is_empty();
        let others = mark.tags.iter().filter(|it| !mine(it)).cloned();
        others.chain(self.tags()).collect()
    }

    /// What a form for a source, or for a claim by a yardstick, does not show, and leaves as it is.
    #[must_use]
    pub fn besides(self, shown: Option<Yardstick>) -> Self {
        match shown {
            None => Self { reliability: None, ..self },
            Some(yardstick) => Self {
                credibility: None,
                likelihood: self.likelihood.filter(|it| it.yardstick != yardstick),
                ..self
            },
        }
    }

    /// With what another has and this one has not.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            reliability: self.reliability.or(other.reliability),
            credibility: self.credibility.or(other.credibility),
            likelihood: self.likelihood.or(other.likelihood),
        }
    }

    /// `B2`: the two grades of the Admiralty system; a dash where one was not given, nothing where
    /// neither was.
    pub fn sign(&self) -> String {
        let (source, information) = (self.reliability, self.credibility);
        if source.is_none() && information.is_none() {
            return String::new();
        }
        let source = source.map_or("-", |it| it.words().0);
        let information = information.map_or("-", |it| it.words().0);
        format!("{source}{information}")
    }

    /// Tags of the taxonomies `admiralty-scale` and `estimative-language` of MISP. The second has the
    /// words of ICD 203 only.
    pub fn machine_tags(&self) -> Vec<String> {
        let source = self.reliability.map(|it| {
            let letter = it.words().0.to_lowercase();
            format!("admiralty-scale:source-reliability=\"{letter}\"")
        });
        let information = self
            .credibility
            .map(|it| format!("admiralty-scale:information-credibility=\"{}\"", it.words().0));
        let likely = self.likelihood.filter(|it| it.yardstick == Yardstick::Icd203);
        let likely = likely
            .map(|it| format!("estimative-language:likelihood-probability=\"{}\"", it.code()));
        [source, information, likely].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_goes_into_tags_and_comes_out_of_them() {
        for (letter, words) in Reliability::SCALE {
            let grade = Grade { reliability: Reliability::read(words), ..Grade::default() };
            assert_eq!(grade.tags(), [format!("source:{letter}")]);
            assert_eq!(Grade::of(&grade.tags()), grade);
        }
        for yardstick in Yardstick::ALL {
            for words in yardstick.scale() {
                let grade =
                    Grade { likelihood: Likelihood::read(yardstick, &words), ..Grade::default() };
                assert!(grade.likelihood.is_some(), "{words}");
                assert_eq!(Grade::of(&grade.tags()), grade);
            }
        }
    }

    #[test]
    fn what_is_typed_is_understood_where_it_means_one_thing() {
        assert_eq!(Reliability::read("b").map(|it| it.words().0), Some("B"));
        assert_eq!(Reliability::read("g"), None);
        assert_eq!(Credibility::read("2 probably true").map(|it| it.words().0), Some("2"));
        assert_eq!(Credibility::read("p"), None, "probably or possibly");
        assert_eq!(Likelihood::read(Yardstick::Icd203, "v"), None, "very likely or very unlikely");
        let likely = Likelihood::read(Yardstick::Phia, "Likely").map(Likelihood::words);
        assert_eq!(likely.as_deref(), Some("likely (PHIA, 55 to 75 %)"));
        assert_eq!(Likelihood::read(Yardstick::Phia, ""), None);
    }

    #[test]
    fn what_a_form_does_not_show_it_leaves() {
        let of = |yardstick| Grade {
            likelihood: Likelihood::read(yardstick, "likely"),
            ..Grade::default()
        };
        let known = of(Yardstick::Phia);
        assert_eq!(known.besides(Some(Yardstick::Icd203)), known);
        assert!(known.besides(Some(Yardstick::Phia)).is_empty());
        assert_eq!(of(Yardstick::Icd203).or(known), of(Yardstick::Icd203), "the new word holds");
        assert_eq!(known.besides(None), known);
    }

    #[test]
    fn only_words_of_icd_203_are_estimative_language() {
        let of =
            |tags: &[&str]| Grade::of(&tags.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
        let grade = of(&["port", "source:B", "information:2", "icd203:very-likely"]);
        assert_eq!(grade.sign(), "B2");
        assert_eq!(
            grade.machine_tags(),
            [
                "admiralty-scale:source-reliability=\"b\"",
                "admiralty-scale:information-credibility=\"2\"",
                "estimative-language:likelihood-probability=\"very-likely\"",
            ]
        );
        assert!(of(&["phia:likely"]).machine_tags().is_empty());
        assert!(of(&["source:", "information:7", "icd203:maybe", "x"]).is_empty());
    }
}
