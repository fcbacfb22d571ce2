//! Tests of terms, as a request asks for them.

use super::Formula;
use crate::answer::TestResult;
use crate::held::HeldDomain;
use cairn_definition::TableReader;
use cairn_definition::kind::{List, OneOf, Text};
use cairn_survey::model::{ModelMatrix, Term, TermTest, TermTestMethod};

/// The tests of a model.
#[derive(Debug, Clone, Default)]
pub(crate) struct TermTests(pub(crate) Vec<AskedTest>);

/// A test: of which terms, and how.
#[derive(Debug, Clone)]
pub(crate) struct AskedTest {
    pub(crate) terms: Vec<Term>,
    pub(crate) method: TermTestMethod,
    /// The terms as they are called.
    pub(crate) label: String,
}

const METHODS: &[(&str, TermTestMethod)] = &[
    ("Wald", TermTestMethod::Wald),
    ("LRT", TermTestMethod::LikelihoodRatio),
    ("WorkingWald", TermTestMethod::WorkingWald),
];

impl TermTests {
    /// Reads the key `tests`; the first `methods` of Wald, LRT and WorkingWald are known.
    pub(crate) fn read(
        reader: &mut TableReader<'_>,
        formula: Option<&Formula>,
        methods: usize,
    ) -> Option<Self> {
        let mut tests = Vec::new();
        let mut whole = true;
        for mut test in reader.tables("tests", "test") {
            let written = test.required("terms", &List(Text));
            let method = test.optional("method", &OneOf(&METHODS[..methods]));
            let problems = test.problems();
            test.finish();
            let (Some(written), Some(formula)) = (written, formula) else {
                whole = false;
                continue;
            };
            let mut terms = Vec::new();
            let mut labels: Vec<String> = Vec::new();
            for text in &written.value {
                let Some(found) = formula.find(text, problems) else {
                    whole = false;
                    continue;
                };
                labels.extend(found.iter().map(|term| formula.label(term)));
                terms.extend(found);
            }
            let method = method.map_or(TermTestMethod::Wald, |placed| placed.value);
            tests.push(AskedTest { terms, method, label: labels.join(" + ") });
        }
        whole.then_some(Self(tests))
    }
}

impl AskedTest {
    /// The tested coefficients, as positions among the columns kept.
    pub(crate) fn places(&self, matrix: &ModelMatrix, kept: &[usize]) -> Vec<usize> {
        let columns: Vec<usize> = self.terms.iter().flat_map(|term| matrix.columns_of(term)).collect();
        (0..kept.len()).filter(|place| columns.contains(&kept[*place])).collect()
    }
}

/// A test as it is told.
pub(crate) fn test_result(
    asked: &AskedTest,
    test: Option<TermTest>,
    domain: &HeldDomain<'_>,
    warnings: &mut Vec<String>,
) -> TestResult {
    let by = domain.levels.to_vec();
    let of = Some(asked.label.clone());
    let Some(test) = test.filter(|test| test.statistic.is_finite()) else {
        warnings.push(format!(
            "no test of {}: its coefficients are not estimated, or their covariance is singular",
            asked.label
        ));
        let name = name(asked.method, f64::NAN).to_owned();
        return TestResult { of, statistic: None, name, df: Vec::new(), p: None, by };
    };
    let p = Some(test.p).filter(|p| p.is_finite());
    if p.is_none() {
        warnings.push(format!("the test of {} has no p: there are no degrees of freedom", asked.label));
    }
    let df = if test.denominator == f64::INFINITY && test.method == TermTestMethod::Wald {
        vec![test.numerator]
    } else {
        vec![test.numerator, test.denominator]
    };
    let name = name(test.method, test.denominator).to_owned();
    TestResult { of, statistic: Some(test.statistic), name, df, p, by }
}

fn name(method: TermTestMethod, denominator: f64) -> &'static str {
    match method {
        TermTestMethod::Wald if denominator == f64::INFINITY => "Chisq",
        TermTestMethod::Wald => "F",
        TermTestMethod::LikelihoodRatio => "LRT",
        TermTestMethod::WorkingWald => "WorkingWald",
    }
}
