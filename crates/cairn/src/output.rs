//! What a command gives: results on standard output, and nothing else there; files written as a whole.

use crate::failure::Failure;
use std::fmt::Display;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Writes a result to standard output. A reader that has closed its end, as `head` does, wants no more: that is no failure.
pub(crate) fn print(text: impl Display) -> Result<(), Failure> {
    let mut output = std::io::stdout().lock();
    match write!(output, "{text}").and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::operation(error)),
        _ => Ok(()),
    }
}

/// Writes a file as a whole: a process killed at any moment leaves the old one or the new.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let unwritten = |error: &std::io::Error| {
        Failure::operation(format!(
            "{} cannot be written: {}",
            path.display(),
            cairn_definition::io_reason(error)
        ))
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| unwritten(&error))?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| unwritten(&error))?;
    file.write_all(bytes).map_err(|error| unwritten(&error))?;
    file.persist(path).map_err(|error| unwritten(&error.error))?;
    Ok(())
}

/// A count and its noun: `1 country`, `13 countries`, `26,000 interviews`.
pub(crate) fn counted(count: usize, one: &str, several: &str) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {}", if count == 1 { one } else { several })
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn counts_have_separators_and_a_fitting_noun() {
        assert_eq!(counted(1, "country", "countries"), "1 country");
        assert_eq!(counted(999, "row", "rows"), "999 rows");
        assert_eq!(counted(1_234_567, "row", "rows"), "1,234,567 rows");
    }
}
