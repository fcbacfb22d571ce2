//! Writing: the same parts give the same bytes, on every machine and every day.

use super::ArchiveError;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// An archive of the given parts, in their order. Its times are ZIP's first day, 1 January 1980.
pub(crate) fn write(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ArchiveError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let not_written = |reason: String| ArchiveError::NotWritten { name: name.clone(), reason };
        zip.start_file(name.as_str(), options).map_err(|error| not_written(error.to_string()))?;
        zip.write_all(bytes).map_err(|error| not_written(error.to_string()))?;
    }
    let written = zip.finish().map_err(|error| ArchiveError::NotWritten {
        name: "list of parts".to_owned(),
        reason: error.to_string(),
    })?;
    Ok(written.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_parts_give_the_same_bytes() {
        let parts = vec![("a.txt".to_owned(), b"text".to_vec()), ("b/c.txt".to_owned(), vec![])];
        assert_eq!(write(&parts).unwrap(), write(&parts).unwrap());
    }
}
