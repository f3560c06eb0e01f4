//! Text from strangers, made harmless for a terminal.

/// `text` without anything that could drive a terminal.
pub fn sanitize(text: &str) -> String {
    text.chars().filter(|it| *it == '\n' || !it.is_control()).collect()
}
