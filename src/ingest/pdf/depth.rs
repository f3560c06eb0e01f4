//! How deep the objects of a file lie in each other: its parser recurses, and would overflow its stack
//! on a file that was made for it. Looked at before the parser sees it, in packed streams as well.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// Brackets open at one place, that the stack of the parser bears many times. Sound files have some
/// tens; pictures, which are counted as well, have hundreds by chance.
const DEEPEST: i64 = 6_000;

/// The most bytes of one stream that are unpacked for it.
const LARGEST: u64 = 64 << 20;

/// Whether a file is nested deeper than its parser can bear.
pub fn is_too_deep(bytes: &[u8]) -> bool {
    let mut whole = Depth::default();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let starts =
            *byte == b's' && bytes[at..].starts_with(b"stream") && !bytes[..at].ends_with(b"end");
        if !starts {
            whole.take(*byte);
            at += 1;
            continue;
        }
        at += b"stream".len();
        let from = bytes[at..].iter().take(2).take_while(|it| matches!(it, b'\r' | b'\n')).count();
        if whole.is_too_deep() || packed_too_deep(&bytes[at + from..]) {
            return true;
        }
    }
    whole.is_too_deep()
}

/// The same of a stream, if it is packed as most are; what is whole of it counts.
fn packed_too_deep(bytes: &[u8]) -> bool {
    // The first byte of zlib's format with its usual window.
    if bytes.first() != Some(&0x78) {
        return false;
    }
    let mut reader = ZlibDecoder::new(bytes).take(LARGEST);
    let mut piece = [0; 16 << 10];
    let mut depth = Depth::default();
    while let Ok(count @ 1..) = reader.read(&mut piece) {
        piece[..count].iter().for_each(|it| depth.take(*it));
    }
    depth.is_too_deep()
}

/// Brackets that are open.
#[derive(Default)]
struct Depth {
    open: i64,
    most: i64,
}

impl Depth {
    /// `<<` counts twice, and so does `>>`.
    fn take(&mut self, byte: u8) {
        match byte {
            b'[' | b'<' => self.open += 1,
            b']' | b'>' => self.open = (self.open - 1).max(0),
            _ => return,
        }
        self.most = self.most.max(self.open);
    }

    fn is_too_deep(&self) -> bool {
        self.most > DEEPEST
    }
}
