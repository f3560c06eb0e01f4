//! A zip archive: the files in it, read through limits and never laid down on disk.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::parts::{Inner, LIMITS, Part};

/// An archive that is open.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still come out of it.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens it.
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| format!("a zip archive that cannot be read ({error})"))?;
        Ok(Self { zip, left: LIMITS.bytes })
    }

    /// The names in it, in the order of its list.
    pub fn names(&self) -> Vec<String> {
        self.zip.file_names().flatten().map(std::borrow::Cow::into_owned).collect()
    }

    /// One file of it.
    pub fn file(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let mut file = self.zip.by_name(name).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(why) => why.to_owned(),
            other => other.to_string(),
        })?;
        let packed = file.compressed_size().max(1 << 20);
        let most = packed.saturating_mul(LIMITS.ratio).min(self.left).min(super::LARGEST);
        let mut bytes = Vec::new();
        let read = (&mut file).take(most + 1).read_to_end(&mut bytes);
        read.map_err(|error| format!("broken ({error})"))?;
        if bytes.len() as u64 > most {
            return Err("larger than is read when unpacked".to_owned());
        }
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }
}

/// The files of an archive, in the order of their names.
pub fn parts(bytes: &[u8]) -> Result<Vec<Part>, String> {
    let mut archive = Archive::open(bytes)?;
    let mut names = archive.names();
    names.sort();
    names.retain(|it| !it.ends_with('/') && !is_hidden(it));
    let mut parts = Vec::new();
    if names.len() > LIMITS.parts {
        let more = format!("only the first {} of {} files are read", LIMITS.parts, names.len());
        parts.push(Part::Lost(more));
        names.truncate(LIMITS.parts);
    }
    for name in names {
        parts.push(match archive.file(&name) {
            Ok(bytes) => Part::File(Inner { name, bytes, url: None }),
            Err(why) => Part::Lost(format!("{name}: {why}")),
        });
    }
    Ok(parts)
}

/// What file managers leave behind.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|it| it.starts_with('.') || it == "__MACOSX")
}

/// An archive of files, for tests of what comes in one.
#[cfg(test)]
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;

    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let method = match *name {
            "mimetype" => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_in_the_order_of_their_names() {
        let bytes = zipped(&[("b.txt", b"B"), ("../../a.txt", b"A"), (".DS_Store", b"x")]);
        let names: Vec<String> = parts(&bytes)
            .unwrap()
            .into_iter()
            .map(|it| match it {
                Part::File(inner) => inner.name,
                _ => String::new(),
            })
            .collect();
        assert_eq!(names, ["b.txt"], "what climbs out of the archive is hidden by its dots");
    }

    #[test]
    fn a_bomb_is_told_and_the_others_go_on() {
        let bytes = zipped(&[("bomb.txt", &vec![b'a'; 70 << 20]), ("note.txt", b"A note.")]);
        let parts = parts(&bytes).unwrap();
        assert!(matches!(&parts[0], Part::Lost(why) if why.starts_with("bomb.txt: larger")));
        assert!(matches!(&parts[1], Part::File(inner) if inner.bytes == b"A note."));
    }

    #[test]
    fn what_is_cut_off_is_told() {
        let bytes = zipped(&[("note.txt", b"A note.")]);
        assert!(parts(&bytes[..bytes.len() - 30]).is_err());
    }
}
