//! Whatever the bytes, they are looked at for what they are, and reading ends.

#![no_main]

use attache::ingest::{Input, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = read(&Input { path: "x".into(), bytes: bytes.to_vec(), ..Input::default() });
});
