//! Proportional hazards, beside `svycoxph`.

use crate::setting::{apistrat, matrix};
use crate::support::{Case, same};
use cairn_survey::model::Cox;

#[test]
fn tied_times() {
    let case = Case::read("apistrat");
    let frame = &case.frame;
    let sample = apistrat(frame, true);
    let domain = sample.domain(|_| true);
    let events: Vec<bool> = frame.text("awards").iter().map(|cell| cell == "Yes").collect();
    let matrix = matrix(frame, &domain, &["ell", "mobility", "stype"]);
    let model = Cox::new(matrix, &frame.numbers("meals"), &events).unwrap();
    let fit = model.fit(sample.weights()).unwrap();
    let found = sample.estimate_from(&fit, &domain, fit.coefficients().to_vec()).unwrap();
    // svycoxph(Surv(meals, awards == "Yes") ~ ell + mobility + stype, d), survey 4.1-1 on survival 3.5-3.
    let estimates = [-0.0402655821042809, -0.0141825910892257, -0.287209550807449, -0.497207176185989];
    let errors = [0.00584225021044253, 0.0112551210064295, 0.273855413875714, 0.305563876044740];
    for place in 0..4 {
        same(found.values[place], estimates[place], 0.0, "coefficient");
        same(found.standard_error(place).unwrap(), errors[place], 0.0, "standard error");
    }
}
