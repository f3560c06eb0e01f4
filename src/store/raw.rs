//! Raw inputs: the bytes that a text was made of, packed, beside the text.

use std::{
    cell::RefCell,
    io::{self, Read},
};

use flate2::{Compress, Compression, FlushCompress, Status, read::ZlibDecoder};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::{
    model::ArticleId,
    store::{articles::digest, codec, error::Failure},
};

/// The bytes of an input, packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    sha256: String,
    size: usize,
    bytes: Vec<u8>,
}

impl Packed {
    /// Packs the bytes of an input. Writing to memory does not fail; if it did, nothing is kept.
    pub fn new(input: &[u8]) -> Option<Self> {
        let bytes = PACKER.with_borrow_mut(|it| packed(it, input))?;
        Some(Self { sha256: digest(input), size: input.len(), bytes })
    }
}

thread_local! {
    /// Making one costs as much as packing an article does.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), true));
}

/// None where the packer comes to no end.
fn packed(packer: &mut Compress, input: &[u8]) -> Option<Vec<u8>> {
    packer.reset();
    let mut bytes = Vec::with_capacity(input.len() / 2 + 64);
    let mut rest = input;
    loop {
        let (taken, given) = (packer.total_in(), bytes.len());
        let status = packer.compress_vec(rest, &mut bytes, FlushCompress::Finish).ok()?;
        let taken = usize::try_from(packer.total_in() - taken).ok()?;
        rest = rest.get(taken..)?;
        if status == Status::StreamEnd {
            return Some(bytes);
        }
        if taken == 0 && bytes.len() == given {
            return None;
        }
        bytes.reserve(bytes.len());
    }
}

/// Keeps an input that some text was made of; twice is the same as once.
pub(super) fn keep(sql: &Transaction<'_>, packed: &Packed) -> Result<(), Failure> {
    sql.prepare_cached(
        "INSERT INTO raw (sha256, size, packed) SELECT ?1, ?2, ?3
         WHERE EXISTS (SELECT 1 FROM revision WHERE raw = ?1) ON CONFLICT DO NOTHING",
    )?
    .execute(params![packed.sha256, codec::int(packed.size), packed.bytes])?;
    Ok(())
}

/// The input that the newest text of a brief was made of, where it was kept.
pub(super) fn of(sql: &Connection, id: ArticleId) -> Result<Option<Vec<u8>>, Failure> {
    let found: Option<(i64, Vec<u8>)> = sql
        .prepare_cached(
            "SELECT w.size, w.packed FROM article a JOIN revision r ON r.id = a.revision
             JOIN raw w ON w.sha256 = r.raw WHERE a.id = ?1",
        )?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    // What cannot be unpacked any more is as good as not kept.
    Ok(found.and_then(|(size, packed)| unpack(&packed, codec::size(size)).ok()))
}

fn unpack(packed: &[u8], size: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(size).unwrap_or(u64::MAX);
    ZlibDecoder::new(packed).take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_one_after_another_comes_out_as_it_was() {
        let mut noise = 1_u32;
        let mut byte = || {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.to_be_bytes()[0]
        };
        let random: Vec<u8> = (0..100_000).map(|_| byte()).collect();
        for input in [&random[..], b"", "The port denied it. ".repeat(5_000).as_bytes(), b"x"] {
            let packed = Packed::new(input).unwrap();
            assert_eq!(unpack(&packed.bytes, packed.size).unwrap(), input);
        }
    }
}
