//! Reads a file of joint probabilities.

use cairn_definition::{Diagnostic, Placed, io_reason};
use cairn_survey::unequal::JointProbabilities;
use std::path::Path;

/// The matrix in a file, whose name is relative to the request: a line a row, numbers between commas, semicolons, tabs or spaces. A first line and a
/// first column of labels are passed over.
pub(super) fn read(file: &Placed<String>) -> Result<JointProbabilities, Diagnostic> {
    let folder = file.place.file().path().parent().unwrap_or(Path::new(""));
    let text = std::fs::read_to_string(folder.join(&file.value)).map_err(|error| {
        let message =
            format!("the joint probabilities in `{}` cannot be read: {}", file.value, io_reason(&error));
        Diagnostic::error(&file.place, message)
    })?;
    let rows = parse(&text).map_err(|message| {
        Diagnostic::error(&file.place, format!("`{}`, {message}", file.value))
            .expected("a line for each row of the matrix, with numbers between commas")
    })?;
    JointProbabilities::new(&rows).map_err(|error| super::refuse_matrix(&error, &file.place))
}

fn parse(text: &str) -> Result<Vec<Vec<f64>>, String> {
    let text = text.trim_start_matches('\u{feff}');
    let separator = [',', ';', '\t'].into_iter().find(|letter| text.contains(*letter)).unwrap_or(' ');
    let mut lines: Vec<(usize, Vec<&str>)> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            let cells = line.split(separator).map(|cell| cell.trim().trim_matches('"'));
            (number + 1, cells.filter(|cell| separator != ' ' || !cell.is_empty()).collect())
        })
        .collect();
    let is_number = |cell: &&str| cell.parse::<f64>().is_ok();
    // Names of the columns, which may be numbers where there is a column of names too.
    let is_header = |cells: &[&str], lines: usize| {
        !cells.iter().any(is_number) || (cells.len() == lines && !cells.first().is_some_and(is_number))
    };
    if lines.first().is_some_and(|(_, cells)| is_header(cells, lines.len())) {
        lines.remove(0);
    }
    let labelled = lines.iter().all(|(_, cells)| cells.len() == lines.len() + 1);
    let skipped = usize::from(labelled);
    lines
        .iter()
        .map(|(number, cells)| {
            cells
                .iter()
                .skip(skipped)
                .map(|cell| cell.parse().map_err(|_| format!("line {number}: “{cell}” is not a number")))
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn labels_are_passed_over() {
        let expected = vec![vec![0.5, 0.2], vec![0.2, 0.4]];
        for text in [
            "0.5,0.2\n0.2,0.4\n",
            "0.5 0.2\n 0.2  0.4",
            "\"V1\",\"V2\"\n0.5,0.2\n0.2,0.4",
            "\"\",\"V1\",\"V2\"\n\"1\",0.5,0.2\n\"2\",0.2,0.4\n\n",
            "a;b\r\n0.5;0.2\r\n0.2;0.4\r\n",
            "\"\",\"1\",\"2\"\n\"1\",0.5,0.2\n\"2\",0.2,0.4",
        ] {
            assert_eq!(parse(text).unwrap(), expected, "{text}");
        }
        assert_eq!(parse("0.5,0.2\n0.2,x"), Err("line 2: “x” is not a number".to_owned()));
        assert_eq!(parse("0.5,\n0.2,0.4"), Err("line 1: “” is not a number".to_owned()));
        assert_eq!(parse(""), Ok(Vec::new()));
    }

    #[test]
    fn any_text_is_read_or_refused() {
        for text in ["\"", ",", "\n\n,\n", "1", "é;ü\n;", "1,2\n3"] {
            let _ = parse(text);
        }
    }
}
