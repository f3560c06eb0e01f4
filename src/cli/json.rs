//! One JSON object a line, harmless for a terminal: what sanitizing would take away is escaped, so
//! that programs get every character and screens none of the dangerous ones.

use std::io::{self, Write};

use serde_json::Value;

use crate::text::sanitize;

/// Writes an object as one line.
pub fn write(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    line(out, &value.to_string())
}

/// Writes a line that is JSON already. All that can be dangerous in it stands inside of strings.
pub fn line(out: &mut dyn Write, json: &str) -> io::Result<()> {
    let mut written = 0;
    for (at, it) in json.char_indices().filter(|(_, it)| !sanitize::is_harmless(*it)) {
        out.write_all(&json.as_bytes()[written..at])?;
        for unit in it.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        written = at + it.len_utf8();
    }
    out.write_all(&json.as_bytes()[written..])?;
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dangerous_characters_are_escaped_and_come_back() {
        let words = "a\u{1b}[31m\u{9b}b\u{202e}c\u{e0041}é";
        let mut out = Vec::new();
        write(&mut out, &Value::from(words)).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.trim_end().chars().all(sanitize::is_harmless), "{text}");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), words);
    }
}
