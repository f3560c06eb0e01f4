//! Whatever the bytes, reading them as this format ends with articles or an error.

#![no_main]

use attache::ingest::{Format, Input, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let input = Input { path: "x".into(), bytes: bytes.to_vec(), format: Some(Format::Pdf), ..Input::default() };
    let _ = read(&input);
});
