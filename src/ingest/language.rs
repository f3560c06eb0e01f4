//! Which language a text is in, as a BCP 47 tag.

/// Texts with fewer letters than this are not guessed at.
const LETTERS: usize = 40;

/// What a file declares, in the form of a tag; none where it is no tag.
pub fn declared(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let primary = tag.split('-').next()?;
    let fits = (2..=3).contains(&primary.len()) && tag.len() <= 35;
    let letters = tag.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
    (fits && letters && primary.bytes().all(|it| it.is_ascii_alphabetic()))
        .then(|| tag.replacen(primary, &primary.to_ascii_lowercase(), 1))
}

/// So many bytes of a text are looked at, and more where those do not tell: it is the dearest part of
/// reading a plain text.
const LOOKED_AT: [usize; 2] = [512, 1024];

/// What the words say, where they say it clearly.
pub fn detected(text: &str) -> Option<&'static str> {
    let code = LOOKED_AT.iter().find_map(|most| {
        let start = &text[..text.floor_char_boundary(*most)];
        let letters = start.chars().filter(|it| it.is_alphabetic()).count();
        let found = if letters < LETTERS { None } else { whatlang::detect(start) };
        found.filter(whatlang::Info::is_reliable).map(|it| it.lang().code())
    })?;
    include_str!("../../assets/lexicon/languages.txt")
        .lines()
        .find_map(|line| line.split_once('\t').filter(|(long, _)| *long == code))
        .map(|(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_tags() {
        assert_eq!(declared("en_GB").as_deref(), Some("en-GB"));
        assert_eq!(declared("DE").as_deref(), Some("de"));
        assert_eq!(declared("english"), None);
        assert_eq!(declared(""), None);
    }

    #[test]
    fn every_language_of_the_detector_has_a_tag() {
        for lang in whatlang::Lang::all() {
            let line = format!("{}\t", lang.code());
            let table = include_str!("../../assets/lexicon/languages.txt");
            assert!(table.lines().any(|it| it.starts_with(&line)), "{line}");
        }
    }

    #[test]
    fn words_tell_their_language() {
        let text = "The foreign ministry denied on Tuesday that the ship had carried any weapons.";
        assert_eq!(detected(text), Some("en"));
        let text = "Das Außenministerium hat am Dienstag bestritten, dass das Schiff Waffen geladen hatte.";
        assert_eq!(detected(text), Some("de"));
        assert_eq!(detected("The port."), None);
    }
}
