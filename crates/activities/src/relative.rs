//! Paths as a study’s readers see them.

use cairn_study::Study;
use std::path::Path;

/// A path relative to the study’s folder, with `/` on every system.
pub(crate) fn relative(path: &Path, study: &Study) -> String {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (path, root) = (absolute(path), absolute(&study.root));
    path.strip_prefix(&root)
        .unwrap_or(&path)
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}
