//! Numbers of children, from the study folder to the report.

use crate::study::{COUNTRY, INDICATORS, INSTRUMENT, Study};

const FINDINGS: &str = "findings/exampleland.toml";
const NUMBER: &str = "household_survey/children.bullied_online@1";

const POPULATION: &str = "[[population.children]]\ncount = 1500000\nof = \"children aged 12–17\"\nsource = \"Census\"\n\
    date = 2024-07-01\n[[population.online]]\nshare = 0.8\ninterval = [0.77, 0.83]\nsource = \"Survey of households\"\n\
    date = 2024-07-01\n\n[synthetic]";

fn study() -> Study {
    Study::template()
        .changed(COUNTRY, "[synthetic]", POPULATION)
        .changed(INSTRUMENT, "[missing]", "online_children = true\n[missing]")
        .changed(INDICATORS, "value = \"bullied_online", "numbers = true\nvalue = \"bullied_online")
}

fn finding(claim: &str, evidence: &str) -> String {
    format!(
        "\n[[findings]]\nid = \"many\"\ntitle = \"Many children\"\ntheme = \"services\"\nclaim = \"{claim}\"\n\
         text = '{{{{ children_with_interval(\"{evidence}\") }}}} were treated in a hurtful way online.'\nevidence = [\"{evidence}\"]\n"
    )
}

#[test]
fn a_build_says_for_how_many_children_something_is_so() {
    let study = study().append_line(FINDINGS, &finding("number_of_children", NUMBER));
    study.build();
    let table = study.read("out/numbers_of_children.csv");
    let row = table.lines().nth(1).unwrap();
    assert_eq!(table.lines().count(), 2);
    let cells: Vec<&str> = row.split(',').collect();
    assert_eq!(cells[0], format!("exampleland/{NUMBER}"));
    let numbers: Vec<u64> = cells[6..9].iter().map(|cell| cell.parse().unwrap()).collect();
    assert!(numbers[1] < numbers[0] && numbers[0] < numbers[2] && numbers[2] < 1_200_000, "{numbers:?}");
    assert!(study.read("out/evidence.csv").contains(NUMBER));
    let report = study.read("out/exampleland/report.html");
    assert!(report.contains("<h3 id=\"numbers-of-children-2\">Numbers of children</h3>"));
    assert!(report.contains("internet-using children aged 12–17 in households in Exampleland"));
    let trace = study.run("trace", &[&format!("exampleland/{NUMBER}")]).succeeded();
    assert!(
        trace.stdout.contains("share online: 0.8 (Survey of households, 2024-07-01)"),
        "{}",
        trace.stdout
    );
}

#[test]
fn a_share_is_not_yet_a_number_and_a_number_speaks_of_no_world() {
    let share = "household_survey/bullied_online@1";
    let run = study().append_line(FINDINGS, &finding("number_of_children", share)).run("build", &[]);
    assert!(run.refused().contains("a share is not yet a number of children"));
    let worldwide = finding("number_of_children", NUMBER).replace("online.'", "online worldwide.'");
    let run = study().append_line(FINDINGS, &worldwide).run("build", &[]);
    assert!(run.refused().contains("a number of this study is said of “worldwide”"));
}

#[test]
fn without_figures_of_the_population_there_is_no_number() {
    let study = study().changed(COUNTRY, POPULATION, "[synthetic]");
    study.build();
    assert!(!study.path("out/numbers_of_children.csv").exists());
    let report = study.read("out/exampleland/report.html");
    assert!(report.contains("the country names no number of children with its source"));
}
