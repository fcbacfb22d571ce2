//! What tests have left out: they append a line for it to the file that `CAIRN_SKIPPED` names.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;

/// The environment variable with the path of the file.
pub(crate) const VARIABLE: &str = "CAIRN_SKIPPED";

/// The file.
#[derive(Debug)]
pub(crate) struct SkippedFile(PathBuf);

impl SkippedFile {
    /// An empty file in a folder.
    pub(crate) fn create(folder: &std::path::Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let path = folder.join("skipped.txt");
        fs::write(&path, "")?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &std::path::Path {
        &self.0
    }

    /// Each different line once, in alphabetical order.
    pub(crate) fn lines(&self) -> Vec<String> {
        reasons(&fs::read_to_string(&self.0).unwrap_or_default())
    }
}

fn reasons(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.trim().trim_start_matches("skipped:").trim());
    let distinct: BTreeSet<&str> = lines.filter(|line| !line.is_empty()).collect();
    distinct.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::reasons;

    #[test]
    fn a_reason_that_several_tests_give_is_shown_once() {
        let text = "skipped: no Chromium\nskipped: no Chromium\n\nno data of the survey\n";
        assert_eq!(reasons(text), ["no Chromium", "no data of the survey"]);
    }
}
