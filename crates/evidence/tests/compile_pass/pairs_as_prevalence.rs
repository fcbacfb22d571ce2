//! Agreement of children and caregivers says how far the two say the same.

use cairn_evidence::claim::AgreementOfPairs;
use cairn_evidence::{NotStated, PairAgreement, Statement};

pub fn claim(pairs: &PairAgreement) -> Result<Statement<AgreementOfPairs>, NotStated> {
    Statement::<AgreementOfPairs>::of(pairs, ())
}
