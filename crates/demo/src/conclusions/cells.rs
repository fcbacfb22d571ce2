//! The cells of the convergence matrix: what researchers judge of them, and why.

/// A cell as it is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell<'t> {
    pub(super) theme: &'t str,
    pub(super) activity: &'t str,
    pub(super) judgement: Judgement<'t>,
    /// The second researcher’s, where she agrees.
    pub(super) agreeing: Judgement<'t>,
    /// And where she does not.
    pub(super) differing: Judgement<'t>,
}

/// A judgement with its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Judgement<'t> {
    pub(super) convergence: &'t str,
    pub(super) reason: &'t str,
}

/// Reads cells: `theme activity: judgement other_judgement`, two reasons (`- `) and that of the other judgement (`~ `).
pub(super) fn read(text: &str) -> Vec<Cell<'_>> {
    text.split("\n\n").filter_map(read_cell).collect()
}

fn read_cell(block: &str) -> Option<Cell<'_>> {
    let mut lines = block.lines().filter(|line| !line.is_empty());
    let (subject, judged) = lines.next()?.split_once(": ")?;
    let (theme, activity) = subject.split_once(' ')?;
    let (convergence, other) = judged.split_once(' ')?;
    let mut judgement =
        |mark: &str, convergence| Some(Judgement { convergence, reason: lines.next()?.strip_prefix(mark)? });
    Some(Cell {
        theme,
        activity,
        judgement: judgement("- ", convergence)?,
        agreeing: judgement("- ", convergence)?,
        differing: judgement("~ ", other)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_two_reasons_and_one_for_a_difference() {
        let text = "# what this is\n# - no cell\n\nlaw legal_analysis: agreement dissonance\n- One.\n- Two.\n~ Three.\n";
        let [cell] = read(text).try_into().unwrap();
        assert_eq!((cell.theme, cell.activity), ("law", "legal_analysis"));
        assert_eq!(cell.judgement, Judgement { convergence: "agreement", reason: "One." });
        assert_eq!(cell.agreeing.reason, "Two.");
        assert_eq!(cell.differing, Judgement { convergence: "dissonance", reason: "Three." });
    }
}
