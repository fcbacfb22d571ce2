//! The terms of a model.

/// A term: the variables whose product it is, as positions among the model's variables, ascending.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term(Vec<usize>);

impl Term {
    /// The product of these variables, each once.
    pub fn new(mut variables: Vec<usize>) -> Self {
        variables.sort_unstable();
        variables.dedup();
        Self(variables)
    }

    /// Its variables.
    pub fn variables(&self) -> &[usize] {
        &self.0
    }

    /// The term without one of its variables.
    fn without(&self, variable: usize) -> Self {
        Self(self.0.iter().copied().filter(|&other| other != variable).collect())
    }
}

/// The terms of a model, by degree and then as written, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    intercept: bool,
    terms: Vec<Term>,
}

impl Terms {
    /// These terms, with or without an intercept. A term of no variable is the intercept.
    pub fn new(intercept: bool, written: Vec<Term>) -> Self {
        let mut terms: Vec<Term> = Vec::with_capacity(written.len());
        let mut intercept = intercept;
        for term in written {
            if term.0.is_empty() {
                intercept = true;
            } else if !terms.contains(&term) {
                terms.push(term);
            }
        }
        terms.sort_by_key(|term| term.0.len());
        Self { intercept, terms }
    }

    /// Whether there is an intercept.
    pub fn intercept(&self) -> bool {
        self.intercept
    }

    /// The terms in order.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether a category variable of a term is coded by contrasts to its first level, rather than by an indicator of each level: where
    /// the term without it is in the model too (Chambers and Hastie, 1992, section 2.4.1). Without an intercept the first category of
    /// the model, of those for which `is_category`, has an indicator of each level in its place.
    pub(super) fn contrasts(
        &self,
        term: &Term,
        variable: usize,
        is_category: impl Fn(usize) -> bool,
    ) -> bool {
        if !self.intercept {
            let mut all = self.terms.iter().flat_map(|term| term.0.iter().map(move |other| (term, *other)));
            if all.find(|(_, other)| is_category(*other)) == Some((term, variable)) {
                return false;
            }
        }
        let margin = term.without(variable);
        margin.0.is_empty() || self.terms.contains(&margin)
    }
}

#[cfg(test)]
mod tests {
    use super::{Term, Terms};

    #[test]
    fn terms_stand_by_degree_then_as_written() {
        let written = [vec![1, 0], vec![2], vec![0], vec![0, 1], vec![2]];
        let terms = Terms::new(true, written.into_iter().map(Term::new).collect());
        let found: Vec<&[usize]> = terms.terms().iter().map(Term::variables).collect();
        assert_eq!(found, [&[2][..], &[0], &[0, 1]]);
    }
}
