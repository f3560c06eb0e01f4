//! Whatever the text, reading it as a list of feeds ends, and what was read is read again as it was.

#![no_main]

use attache::ingest::{opml, outlines};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(feeds) = outlines(&String::from_utf8_lossy(bytes)) else { return };
    assert_eq!(outlines(&opml(&feeds)).map(|it| it.len()), Some(feeds.len()));
});
