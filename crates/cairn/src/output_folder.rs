//! The folder `out/`, replaced as a whole: a process killed at any moment leaves the old one or the new.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A new `out/` under way, beside the one it will replace.
pub(crate) struct OutputFolder {
    target: PathBuf,
    building: tempfile::TempDir,
}

/// The beginning of the names of folders under way, which a killed build may leave behind.
const PREFIX: &str = ".out-building-";

impl OutputFolder {
    /// Begins a new `out/` in the study folder, and removes what builds killed earlier left there.
    pub(crate) fn begin(study: &Path) -> io::Result<Self> {
        for entry in fs::read_dir(study)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(PREFIX) {
                absent_is_fine(remove_abandoned(&entry))?;
            }
        }
        let target = study.join("out");
        if target.symlink_metadata().is_ok_and(|found| !found.is_dir()) {
            let reason = format!("{} is not a folder; move it away", target.display());
            return Err(io::Error::new(io::ErrorKind::NotADirectory, reason));
        }
        let building = tempfile::Builder::new().prefix(PREFIX).tempdir_in(study)?;
        Ok(Self { target, building })
    }

    /// Writes a file; folders on its way are made.
    pub(crate) fn write(&self, relative: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.building.path().join(relative);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)
    }

    /// Puts the new folder in the place of the old, in one step where the system has one.
    pub(crate) fn commit(self) -> io::Result<PathBuf> {
        readable_by_all(self.building.path())?;
        let new = self.building.path();
        // Another build may put its folder there at the same moment; then the two are exchanged.
        if self.target.symlink_metadata().is_ok() || fs::rename(new, &self.target).is_err() {
            exchange(new, &self.target)?;
            // The old folder now has the temporary name, and goes with it.
        }
        Ok(self.target)
    }
}

/// Removes a folder of an hour ago, which belongs to a build that was killed; a younger one may be another build's.
fn remove_abandoned(entry: &fs::DirEntry) -> io::Result<()> {
    let age = entry.metadata()?.modified()?.elapsed().unwrap_or_default();
    if age.as_secs() > 3600 { fs::remove_dir_all(entry.path()) } else { Ok(()) }
}

/// Another build may be removing the same.
fn absent_is_fine(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Temporary folders are private; what is published is not.
#[cfg(unix)]
fn readable_by_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn readable_by_all(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // File systems without an exchange.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {
            replace(new, old)
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    replace(new, old)
}

/// In three steps: between the first and the second the old folder is under another name.
fn replace(new: &Path, old: &Path) -> io::Result<()> {
    let aside = old.with_file_name(".out-previous");
    if aside.exists() {
        fs::remove_dir_all(&aside)?;
    }
    fs::rename(old, &aside)?;
    fs::rename(new, old).inspect_err(|_| {
        let _ = fs::rename(&aside, old);
    })?;
    fs::remove_dir_all(&aside)
}

#[cfg(test)]
mod tests {
    use super::OutputFolder;
    use std::fs;

    #[test]
    fn the_old_folder_stays_until_the_new_is_whole() {
        let study = tempfile::tempdir().unwrap();
        let first = OutputFolder::begin(study.path()).unwrap();
        first.write("a/b.txt", b"first").unwrap();
        first.commit().unwrap();
        let second = OutputFolder::begin(study.path()).unwrap();
        second.write("a/b.txt", b"second").unwrap();
        assert_eq!(fs::read(study.path().join("out/a/b.txt")).unwrap(), b"first");
        second.commit().unwrap();
        assert_eq!(fs::read(study.path().join("out/a/b.txt")).unwrap(), b"second");
        let left: Vec<_> = fs::read_dir(study.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left, ["out"]);
    }

    #[test]
    fn a_build_given_up_leaves_no_trace() {
        let study = tempfile::tempdir().unwrap();
        let build = OutputFolder::begin(study.path()).unwrap();
        build.write("x", b"x").unwrap();
        drop(build);
        assert_eq!(fs::read_dir(study.path()).unwrap().count(), 0);
    }
}
