//! Reading: names and sizes are checked before a byte is unpacked, and what is unpacked is counted.

use super::ArchiveError;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::{CompressionMethod, ZipArchive};

/// What an archive may ask of the reader.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// How many parts are listed at most.
    pub(crate) parts: usize,
    /// How many bytes one part unpacks to at most.
    pub(crate) part: u64,
    /// How many bytes are unpacked at most, all parts together.
    pub(crate) total: u64,
    /// How many times larger than packed a part may be; looked at above `GROWTH_BEGINS`.
    pub(crate) growth: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { parts: 20_000, part: 64 << 20, total: 512 << 20, growth: 200 }
    }
}

/// Below this size a part may grow as it likes: a page of blanks does.
const GROWTH_BEGINS: u64 = 1 << 20;

/// An archive whose list of parts has been checked.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    limits: Limits,
    unpacked: u64,
    /// The place of each part by its name in small letters, `/` between folders.
    by_name: BTreeMap<String, Vec<usize>>,
    names: Vec<String>,
}

impl<'b> Archive<'b> {
    /// Opens an archive and checks its list of parts.
    pub(crate) fn open(bytes: &'b [u8], limits: Limits) -> Result<Self, ArchiveError> {
        let not_an_archive =
            |error: zip::result::ZipError| ArchiveError::NotAnArchive { reason: error.to_string() };
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(not_an_archive)?;
        if zip.len() > limits.parts {
            return Err(ArchiveError::TooManyParts { parts: zip.len(), limit: limits.parts });
        }
        if zip.has_duplicate_names() {
            return Err(ArchiveError::TwiceNamed);
        }
        if zip.has_overlapping_entries().map_err(not_an_archive)? {
            return Err(ArchiveError::Overlapping);
        }
        let mut names = Vec::with_capacity(zip.len());
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for index in 0..zip.len() {
            let part = zip.by_index_raw(index).map_err(not_an_archive)?;
            let name = checked_name(part.name_raw(), part.is_symlink())?;
            if part.encrypted() {
                return Err(ArchiveError::Encrypted { name });
            }
            if !part.is_dir() {
                by_name.entry(name.to_lowercase()).or_default().push(index);
            }
            names.push(name);
        }
        Ok(Self { zip, limits, unpacked: 0, by_name, names })
    }

    /// The names of all parts that are not folders, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str).filter(|name| !name.ends_with('/'))
    }

    /// The part's own spelling of a name: as it is, or the only one that differs in nothing but case.
    pub(crate) fn find(&self, name: &str) -> Option<String> {
        let places = self.by_name.get(&name.to_lowercase())?;
        let spelled = |place: &usize| self.names.get(*place).cloned();
        let exact = places.iter().filter_map(spelled).find(|spelling| spelling == name);
        exact.or_else(|| match places.as_slice() {
            [only] => spelled(only),
            _ => None,
        })
    }

    /// Unpacks a part by its exact name; `None` where there is none.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ArchiveError> {
        let of_name = |place: &usize| self.names.get(*place).is_some_and(|known| known == name);
        let places = self.by_name.get(&name.to_lowercase());
        let Some(index) = places.and_then(|places| places.iter().copied().find(of_name)) else {
            return Ok(None);
        };
        let damaged =
            |reason: String| ArchiveError::Damaged { name: name.to_owned(), reason: reason.clone() };
        let packed = {
            let part = self.zip.by_index_raw(index).map_err(|error| damaged(error.to_string()))?;
            match part.compression() {
                CompressionMethod::Stored | CompressionMethod::Deflated => part.compressed_size(),
                _ => return Err(ArchiveError::Compression { name: name.to_owned() }),
            }
        };
        let part = self.zip.by_index(index).map_err(|error| damaged(error.to_string()))?;
        let growth = packed.saturating_mul(self.limits.growth).max(GROWTH_BEGINS);
        let left = self.limits.total.saturating_sub(self.unpacked);
        let most = self.limits.part.min(growth).min(left);
        let mut bytes = Vec::new();
        part.take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(error.to_string()))?;
        let size = bytes.len() as u64;
        if size > self.limits.part {
            return Err(ArchiveError::TooLarge { name: name.to_owned(), limit: self.limits.part });
        }
        if size > growth {
            return Err(ArchiveError::GrowsTooMuch { name: name.to_owned(), ratio: self.limits.growth });
        }
        if size > left {
            return Err(ArchiveError::TooMuch { limit: self.limits.total });
        }
        self.unpacked += size;
        Ok(Some(bytes))
    }
}

/// A part's name with `/` between its folders, if it stays inside the archive.
fn checked_name(raw: &[u8], is_link: bool) -> Result<String, ArchiveError> {
    let name = String::from_utf8_lossy(raw).replace('\\', "/");
    let leads_out = name.starts_with('/')
        || name.contains('\0')
        || name.chars().nth(1) == Some(':')
        || name.split('/').any(|folder| folder == "..");
    if leads_out || is_link {
        return Err(ArchiveError::UnsafeName { name });
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let parts: Vec<_> = parts.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        super::super::write(&parts).unwrap()
    }

    #[test]
    fn parts_are_found_whatever_the_case_and_the_slash() {
        let bytes = packed(&[("Sources\\AB.txt", b"one"), ("project.qde", b"two")]);
        let mut archive = Archive::open(&bytes, Limits::default()).unwrap();
        let name = archive.find("sources/ab.TXT").unwrap();
        assert_eq!(name, "Sources/AB.txt");
        assert_eq!(archive.read(&name).unwrap().unwrap(), b"one");
        assert_eq!(archive.find("sources/ac.txt"), None);
        assert_eq!(archive.read("sources/ac.txt").unwrap(), None);
    }

    #[test]
    fn names_that_lead_out_are_refused() {
        for name in ["../up.txt", "/etc/x", "a/../../b", "C:\\x.txt", "..\\x"] {
            let bytes = packed(&[(name, b"x")]);
            let error = Archive::open(&bytes, Limits::default()).err().unwrap();
            assert!(matches!(error, ArchiveError::UnsafeName { .. }), "{name}: {error}");
        }
    }

    #[test]
    fn bombs_are_refused_by_growth_by_size_and_in_all() {
        let bytes = packed(&[("a.txt", &vec![0_u8; 4 << 20]), ("b.txt", b"abc")]);
        let read = |limits: Limits| Archive::open(&bytes, limits).unwrap().read("a.txt").err();
        let limits = Limits::default();
        assert!(matches!(read(limits), Some(ArchiveError::GrowsTooMuch { .. })));
        let limits = Limits { growth: u64::MAX, ..limits };
        assert_eq!(read(limits), None);
        assert!(matches!(read(Limits { part: 9, ..limits }), Some(ArchiveError::TooLarge { .. })));
        assert!(matches!(read(Limits { total: 1 << 20, ..limits }), Some(ArchiveError::TooMuch { .. })));
        let many = Archive::open(&bytes, Limits { parts: 1, ..limits }).err();
        assert_eq!(many, Some(ArchiveError::TooManyParts { parts: 2, limit: 1 }));
    }

    #[test]
    fn a_changed_byte_is_noticed() {
        let mut bytes = packed(&[("a.txt", b"The bytes of a text that nobody may change.")]);
        bytes[40] ^= 1;
        let error = Archive::open(&bytes, Limits::default()).and_then(|mut archive| archive.read("a.txt"));
        assert!(matches!(error, Err(ArchiveError::Damaged { .. })), "{error:?}");
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = Archive::open(&bytes, Limits::default());
        }
    }
}
