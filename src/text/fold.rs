//! Words as they are compared: without case and accents.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `text` in lower case and without marks on its letters: "Sviatlana Ćichanoŭskaja" becomes
/// "sviatlana cichanouskaja". Letters that are no Latin ones stay what they are.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower = text.chars().flat_map(char::to_lowercase);
    let plain = lower.nfd().filter(|it| !is_combining_mark(*it)).map(|it| match it {
        'ł' => 'l',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ı' => 'i',
        '’' | 'ʼ' => '\'',
        other => other,
    });
    plain.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_and_accents_do_not_count() {
        assert_eq!(fold("Erdoğan’s ÅLAND"), "erdogan's aland");
        assert_eq!(fold("Łukasz Bøe"), "lukasz boe");
        assert_eq!(fold("Путин 김정은"), fold("путин 김정은"));
        assert_eq!(fold("김정은"), "김정은");
    }
}
