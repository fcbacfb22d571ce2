//! A study that targets damage, the example of a real survey with a sample and a population added; and archives to read damaged parts from.

use std::io::{Cursor, Write};
use std::path::Path;
use tempfile::TempDir;

/// The files of the study: path and text.
pub const FILES: [(&str, &str); 6] = [
    ("study.toml", include_str!("../../examples/yrbs-2019/study.toml")),
    ("instruments/student.toml", include_str!("../../examples/yrbs-2019/instruments/student.toml")),
    ("indicators/violence.toml", include_str!("../../examples/yrbs-2019/indicators/violence.toml")),
    ("indicators/screens.toml", include_str!("../../examples/yrbs-2019/indicators/screens.toml")),
    (
        "countries/united-states/country.toml",
        concat!(
            include_str!("../../examples/yrbs-2019/countries/united-states/country.toml"),
            include_str!("population.toml")
        ),
    ),
    ("countries/united-states/sample.toml", include_str!("sample.toml")),
];

/// The study in a temporary folder.
pub fn study() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in FILES {
        write(folder.path(), path, text.as_bytes());
    }
    folder
}

/// Writes one of its files.
pub fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a temporary folder");
    std::fs::write(path, bytes).expect("a temporary file");
}

/// A ZIP archive of named parts.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("an archive in memory");
        zip.write_all(bytes).expect("an archive in memory");
    }
    zip.finish().expect("an archive in memory").into_inner()
}
