//! Names of people: where one stands in a mention, and whether two are one person's.
//!
//! A body is never a person's name; `mention` and `roster` rely on it.

use crate::analysis::sources::{
    class::Kind,
    phrase::{Part, is_article, is_preposition},
};

/// Small words inside a name.
const PARTICLES: &[&str] =
    &["bin", "al", "de", "da", "van", "von", "der", "el", "ibn", "la", "dela", "del", "di", "abu"];

/// A run of words that may be a name.
#[derive(Clone, Copy)]
struct Run {
    from: usize,
    to: usize,
}

impl Run {
    const fn len(self) -> usize {
        self.to - self.from
    }
}

/// The person that a part of a mention names, as it stands there.
pub fn in_part(part: &Part<'_>) -> Option<String> {
    let office = part.classes.iter().rfind(|it| it.kind.is_people());
    let body = part
        .classes
        .iter()
        .any(|it| it.kind.is_body() || matches!(it.kind, Kind::Class(_)) && !it.kind.is_people());
    let runs = runs(part);
    let after = |end: usize| runs.iter().copied().find(|run| run.from == end);
    let mut titled = part.classes.iter().filter(|it| it.kind.is_people()).rev();
    let run = titled
        .find_map(|it| after(it.end()))
        .or_else(|| office.and_then(|it| after_office(part, &runs, it.end())))
        .or_else(|| runs.first().copied().filter(|run| leads(part, *run, office.is_some(), body)))
        .or_else(|| after_genitive(part, &runs))?;
    let digits =
        (run.from..run.to).any(|at| part.words[at].contains(|it: char| it.is_ascii_digit()));
    let name = part.slice(run.from, run.to);
    let shouted = name.chars().all(|it| !it.is_lowercase());
    let known = office.is_some() || part.classes.iter().any(|it| it.kind == Kind::Former);
    if digits || run.len() == 1 && shouted && name.len() <= 5 && !known {
        return None;
    }
    Some(if shouted { capitalised(name) } else { name.to_owned() })
}

/// The runs of capitalised words that the tables do not know.
fn runs(part: &Part<'_>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while at < part.words.len() {
        if !part.is_name(at) {
            at += 1;
            continue;
        }
        let from = at;
        while at < part.words.len() && (part.is_name(at) || particle(part, at) || part.hyphened(at))
        {
            at += 1;
            if part.genitive(at - 1) {
                break;
            }
        }
        if !part.genitive(at - 1) {
            runs.push(Run { from, to: at });
        }
    }
    runs
}

/// Whether a word is a small one inside a name.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// A particle with a name on its other side.
fn particle(part: &Part<'_>, at: usize) -> bool {
    let small = PARTICLES.contains(&part.words[at].to_lowercase().as_str());
    small && at + 1 < part.words.len() && (part.is_name(at + 1) || particle(part, at + 1))
}

/// "The director of a body Aiko Mori": an office with "of" does not end the phrase.
fn after_office(part: &Part<'_>, runs: &[Run], office: usize) -> Option<Run> {
    let of = part.words.get(office).is_some_and(|it| is_preposition(it));
    let last = runs.last().copied().filter(|run| of && run.to == part.words.len())?;
    let known = part.class_at(last.from - 1).is_some() || part.in_country(last.from - 1);
    (last.from > office && known).then_some(last)
}

/// Whether a run at the head of a part is a person's name: alone, or before a preposition or office.
fn leads(part: &Part<'_>, run: Run, office: bool, body: bool) -> bool {
    let start = run.from == 0;
    let article = run.from > 0 && is_article(part.words[run.from - 1]);
    let end = run.to == part.words.len();
    let place = part.words.get(run.to).is_some_and(|it| is_preposition(it));
    let two = run.len() >= 2;
    start && !article && (end || place && two || office && two && !body)
        // "Egyptian Aiko Mori".
        || end && two && run.from > 0 && part.in_country(run.from - 1) && !body
        // "Democrat Aiko Mori", "Republican Mori".
        || end && run.from > 0 && part.class_at(run.from - 1).is_some_and(|it| it.kind == Kind::Former)
}

/// "The newspaper's Aiko Mori".
fn after_genitive(part: &Part<'_>, runs: &[Run]) -> Option<Run> {
    runs.iter().copied().find(|run| {
        run.from > 0 && run.len() >= 2 && run.to == part.words.len() && part.genitive(run.from - 1)
    })
}

/// A transcript has its speakers in capitals.
fn capitalised(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut inside = false;
    for it in name.chars() {
        if inside {
            out.extend(it.to_lowercase());
        } else {
            out.push(it);
        }
        inside = it.is_alphabetic();
    }
    out
}

/// A word of a name as names are compared: in lower case, without marks over letters.
pub fn folded(word: &str) -> String {
    word.to_lowercase()
        .chars()
        .filter_map(|it| match it {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' => Some('a'),
            'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ě' => Some('e'),
            'í' | 'ì' | 'î' | 'ï' | 'ı' | 'ī' => Some('i'),
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' => Some('o'),
            'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' => Some('u'),
            'ç' | 'ć' | 'č' => Some('c'),
            'ğ' => Some('g'),
            'ñ' | 'ń' | 'ň' => Some('n'),
            'š' | 'ş' | 'ś' => Some('s'),
            'ž' | 'ź' | 'ż' => Some('z'),
            'ý' | 'ÿ' => Some('y'),
            'ł' => Some('l'),
            'đ' => Some('d'),
            '\'' | '’' | '-' | '.' => None,
            it => Some(it),
        })
        .collect()
}

/// A name without marks over its letters, its capitals kept.
pub fn unmarked(word: &str) -> String {
    let plain = folded(word);
    let mut letters = plain.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Whether two names may be one person's: the same surname and no first names that differ, or one
/// name that the other begins with.
pub fn same(a: &[String], b: &[String]) -> bool {
    let same = |a: Option<&String>, b: Option<&String>| {
        a.zip(b).is_some_and(|(a, b)| folded(a) == folded(b))
    };
    let short = a.len() == 1 || b.len() == 1;
    let initial = |a: Option<&String>, b: Option<&String>| {
        let first = |it: &String| folded(it).chars().next();
        a.zip(b).is_some_and(|(a, b)| first(a) == first(b) && (a.len() <= 2 || b.len() <= 2))
    };
    let firsts = same(a.first(), b.first()) || initial(a.first(), b.first());
    // "Rosselló" for "Ricardo Rosselló Nevares".
    let middle = |one: &[String], other: &[String]| {
        one.len() == 1 && other.len() == 3 && same(one.first(), other.get(1))
    };
    same(a.last(), b.last()) && (short || firsts)
        || short && same(a.first(), b.first())
        || middle(a, b)
        || middle(b, a)
}

/// Whether a surname by itself is another's but for one letter: "Tareq" for "Yusuf Tariq".
pub fn nearly(surname: &[String], name: &[String]) -> bool {
    let ([a], Some(b)) = (surname, name.last()) else { return false };
    let (a, b): (Vec<char>, Vec<char>) = (folded(a).chars().collect(), folded(b).chars().collect());
    let close = a.len() == b.len() && a.len() >= 5 && a.first() == b.first();
    close && a.iter().zip(&b).filter(|(a, b)| a != b).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_no_person() {
        let cases = [
            ("Aiko Mori", Some("Aiko Mori")),
            ("President Mori", Some("Mori")),
            ("President of Chile Aiko Mori", Some("Aiko Mori")),
            ("Chilean director of Amnesty International Aiko Mori", Some("Aiko Mori")),
            ("Crown Prince Tariq bin Salim of Oman", Some("Tariq bin Salim")),
            ("BBC's Aiko Mori", Some("Aiko Mori")),
            ("MR HALE", Some("Hale")),
            ("Aiko Mori of the port council", Some("Aiko Mori")),
            ("Ministry of Health", None),
            ("Coast Guard", None),
            ("Mori's mother", None),
            ("Zamira Human Rights Centre", None),
            ("the City University Student Union", None),
            ("WFTU", None),
        ];
        for (text, name) in cases {
            assert_eq!(in_part(&Part::read(text)).as_deref(), name, "{text}");
        }
    }

    #[test]
    fn two_names_of_one_person() {
        let words = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        let one = |a, b| same(&words(a), &words(b));
        assert!(one("Aiko Mori", "Mori"));
        assert!(one("Kim Jong Un", "Kim"));
        assert!(one("Recep Erdoğan", "Erdogan"));
        assert!(nearly(&words("Tareq"), &words("Yusuf Tariq")));
        assert!(!nearly(&words("Yusuf Tareq"), &words("Yusuf Tariq")));
        assert!(!one("Aiko Mori", "Haru Mori"));
        assert!(!one("Aiko Mori", "Aiko Sato"));
    }
}
