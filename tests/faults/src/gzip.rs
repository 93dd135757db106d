//! Compressed bodies, sound and otherwise (RFC 1951, RFC 1952). In: text, or how many zeros. Out: bytes.

use std::io::{Result, Write};

use flate2::write::GzEncoder;
use flate2::{Compress, Compression, Crc, FlushCompress};

/// What is compressed at once: 1 MiB, which becomes about 1 KiB.
static ZEROS: [u8; 1 << 20] = [0; 1 << 20];

/// Magic number, method, no flags, no time, unknown system.
const HEADER: [u8; 10] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];

/// A stored block of no bytes; the first bit says whether it is the last.
const NOTHING: [u8; 5] = [0, 0, 0, 0xFF, 0xFF];

pub(crate) fn compressed(text: &str) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes())?;
    encoder.finish()
}

/// Writes so many mebibytes of zeros.
pub(crate) fn zeros(count: usize, mut connection: impl Write) -> Result<()> {
    let mut block = Vec::with_capacity(16 << 10);
    // A full flush makes a block that needs none before it, and so can be repeated.
    Compress::new(Compression::best(), false).compress_vec(&ZEROS, &mut block, FlushCompress::Full)?;
    let (mut one, mut all) = (Crc::new(), Crc::new());
    one.update(&ZEROS);
    connection.write_all(&HEADER)?;
    for _ in 0..count {
        connection.write_all(&block)?;
        all.combine(&one);
    }
    connection.write_all(&[1, 0, 0, 0xFF, 0xFF])?;
    connection.write_all(&all.sum().to_le_bytes())?;
    connection.write_all(&all.amount().to_le_bytes())
}

/// Writes blocks that hold nothing, without end.
pub(crate) fn silence(mut connection: impl Write) -> Result<()> {
    connection.write_all(&HEADER)?;
    let blocks = NOTHING.repeat(1_000);
    loop {
        connection.write_all(&blocks)?;
    }
}
