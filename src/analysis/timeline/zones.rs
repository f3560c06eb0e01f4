//! Clocks: which zone or city a time is told by, from `assets/lexicon/timeline_zones.txt`.

use std::sync::LazyLock;

use super::words::{Buffer, Table, Word, lowered};

/// Whose clock a time is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// It does not say.
    Open,
    /// The world's, "GMT".
    Utc,
    /// That of the place, "local time".
    Local,
    /// That of a zone, "KST".
    Zone,
    /// That of a city, "in Pyongyang".
    City,
}

impl Clock {
    /// What the reader is told of a time by it.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Open => "time of the day",
            Self::Utc => "time of the day, world time (UTC)",
            Self::Local => "time of the day, local time",
            Self::Zone => "time of the day, in the zone named",
            Self::City => "time of the day, by the clock of the city named",
        }
    }
}

static TABLE: &str = include_str!("../../../assets/lexicon/timeline_zones.txt");

/// Kind, and hours from UTC.
static CLOCKS: LazyLock<Table<(Clock, f32)>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split_whitespace();
            let (word, kind) = (fields.next()?, fields.next()?);
            let hours: f32 = fields.next()?.parse().ok()?;
            let clock = match kind {
                "utc" => Clock::Utc,
                "zone" => Clock::Zone,
                _ => Clock::City,
            };
            Some((word, (clock, hours)))
        })
        .collect()
});

/// The clock that a word with a capital names.
pub fn clock(word: &str) -> Option<Clock> {
    look_up(word).map(|it| it.0)
}

fn look_up(word: &str) -> Option<(Clock, f32)> {
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    let mut buffer = Buffer::default();
    CLOCKS.get(lowered(word, &mut buffer)?).copied()
}

/// Whether a city is named whose day is the next one while an evening edition closes in the west:
/// seven hours ahead of UTC or more.
pub fn is_eastern(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| {
        look_up(word.text).is_some_and(|(clock, hours)| clock == Clock::City && hours >= 7.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = TABLE.lines().filter(|it| !it.starts_with('#')).count();
        assert_eq!(CLOCKS.len(), lines);
        assert_eq!(look_up("Tehran"), Some((Clock::City, 3.5)));
        assert_eq!(look_up("Caracas"), Some((Clock::City, -4.0)));
        assert_eq!(clock("kst"), None);
    }
}
