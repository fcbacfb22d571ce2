//! Designs with anything in any place: refused or answered, never a panic, and no standard error that is not a number.

use super::calibrate::hostile::variants;
use crate::{Progress, Request, answer};
use cairn_definition::SourceFile;
use serde_json::{Value, json};

const DATA: &str = "age,psu,stratum,p,size,weight,sub,r1,r2,r3
3,1,1,0.5,4,2,true,1,0,2
1,1,1,0.5,4,2,false,1,0,2
4,2,1,0.25,4,4,true,0,2,1
1,3,2,0.5,9,2,true,2,1,0
5,4,2,0.2,9,5,true,1,1,1
9,4,2,0.2,9,5,false,1,1,1
";

fn designs() -> Vec<Value> {
    let clusters = |step: &str, value: Value| {
        let mut design =
            json!({ "clusters": ["psu"], "strata": ["stratum"], "weights": "weight", "fpc": ["size"] });
        design[step] = value;
        design
    };
    vec![
        clusters("replicates", json!({ "type": "jkn", "mse": true })),
        clusters("replicates", json!({ "type": "fay", "rho": 0.3 })),
        clusters("replicates", json!({ "type": "bootstrap", "replicates": 4, "seed": 1 })),
        clusters(
            "replicates",
            json!({ "type": "other", "columns": "r*", "combined": false, "scale": 0.5, "rscales": [1, 1, 2] }),
        ),
        json!({ "clusters": ["psu"], "strata": ["stratum"], "fpc": ["p"], "pps": "overton", "variance": "yates-grundy" }),
        json!({ "clusters": ["psu"], "fpc": ["p"], "pps": { "file": "joint.csv", "variance": "horvitz-thompson" } }),
        json!({ "lonely_psu": "adjust", "phases": [
            { "clusters": ["psu"], "strata": ["stratum"], "fpc": ["size"] },
            { "clusters": ["psu"], "strata": ["stratum"], "weights": "weight", "subset": "sub" },
        ] }),
    ]
}

#[test]
fn anything_in_any_place_is_answered_or_refused() {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("data.csv"), DATA).unwrap();
    let joint = "0.5,0.1,0.2,0.1\n0.1,0.25,0.1,0.05\n0.2,0.1,0.5,0.1\n0.1,0.05,0.1,0.2\n";
    std::fs::write(place.path().join("joint.csv"), joint).unwrap();
    let ask = |design: &Value| {
        let request = json!({
            "data": "data.csv", "design": design,
            "analyses": [
                { "id": "a", "kind": "mean", "variables": ["age"], "by": ["stratum"], "covariance": true },
                { "id": "b", "kind": "proportion", "variables": ["sub"] },
            ],
        });
        let file = SourceFile::new(place.path().join("request.json"), request.to_string());
        Request::read(&file).ok().and_then(|request| answer(&request, Progress::NONE).ok())
    };
    let (mut answered, mut refused) = (0, 0);
    for design in designs() {
        assert!(ask(&design).is_some(), "{design}");
        for variant in variants(&design) {
            let Some(answer) = ask(&variant) else {
                refused += 1;
                continue;
            };
            answered += 1;
            for row in answer.analyses.iter().flat_map(|analysis| &analysis.rows) {
                assert!(row.se.is_none_or(|se| se >= 0.0 && se.is_finite()), "{variant}");
                assert!(row.ci.is_none_or(|ci| ci.lower < ci.upper), "{variant}");
            }
        }
    }
    assert!(answered > 100 && refused > 500, "{answered} answered, {refused} refused");
}
