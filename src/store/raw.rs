//! Raw inputs: the bytes that a text was made of, packed, beside the text.

use std::io::{self, Read, Write};

use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
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
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(input).ok()?;
        let bytes = packer.finish().ok()?;
        Some(Self { sha256: digest(input), size: input.len(), bytes })
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
