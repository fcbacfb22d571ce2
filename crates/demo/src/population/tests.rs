use super::*;
use std::sync::LazyLock;

static AVERAGE: LazyLock<Population> = LazyLock::new(|| Population::generate(0, 1));

fn yes(answers: &[i8]) -> Vec<f64> {
    answers.iter().map(|&answer| f64::from(u8::from(answer == 1))).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The intraclass correlation by analysis of variance, for groups of unequal size (Donner 1986).
fn intraclass_correlation(groups: &[Vec<f64>]) -> f64 {
    let n: f64 = groups.iter().map(|group| group.len() as f64).sum();
    let k = groups.len() as f64;
    let grand = groups.iter().flatten().sum::<f64>() / n;
    let between: f64 =
        groups.iter().map(|group| group.len() as f64 * (mean(group) - grand) * (mean(group) - grand)).sum();
    let within: f64 = groups
        .iter()
        .map(|group| group.iter().map(|value| (value - mean(group)) * (value - mean(group))).sum::<f64>())
        .sum();
    let (between, within) = (between / (k - 1.0), within / (n - k));
    let size =
        (n - groups.iter().map(|group| (group.len() * group.len()) as f64).sum::<f64>() / n) / (k - 1.0);
    (between - within) / (between + (size - 1.0) * within)
}

fn correlation(x: &[f64], y: &[f64]) -> f64 {
    let (mx, my) = (mean(x), mean(y));
    let sum = |f: &dyn Fn(f64, f64) -> f64| x.iter().zip(y).map(|(&x, &y)| f(x - mx, y - my)).sum::<f64>();
    sum(&|x, y| x * y) / (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt()
}

fn child_item(name: &str) -> Vec<f64> {
    yes(&AVERAGE.children.answers[questionnaire::position(Respondent::Child, name).unwrap()])
}

#[test]
fn the_same_seed_makes_the_same_population() {
    let again = Population::generate(0, 1);
    assert_eq!(again.children.answers, AVERAGE.children.answers);
    assert_eq!(again.caregivers.answers, AVERAGE.caregivers.answers);
    assert_ne!(Population::generate(0, 2).children(), AVERAGE.children());
}

#[test]
fn the_average_country_has_the_prevalences_of_the_questionnaire() {
    for (indicator, expected) in [
        ("offer_sexual_images", 0.02),
        ("request_talk_sex", 0.05),
        ("unwanted_contact", 0.10),
        ("bullied_online", 0.20),
        ("talked_unknown", 0.35),
        ("caregiver_talks", 0.50),
    ] {
        let truth = AVERAGE.truth(indicator).unwrap();
        assert!((truth / expected - 1.0).abs() < 0.12, "{indicator}: {truth}");
    }
}

#[test]
fn neighbours_resemble_each_other() {
    for name in ["bullied_online", "talked_unknown", "caregiver_helps", "saw_hate", "barrier_cost"] {
        let answers = child_item(name);
        let groups: Vec<Vec<f64>> = AVERAGE
            .clusters
            .iter()
            .map(|cluster| {
                let first = AVERAGE.households.first_child[cluster.households.start] as usize;
                let end = AVERAGE.households.first_child[cluster.households.end] as usize;
                answers[first..end].to_vec()
            })
            .collect();
        let correlation = intraclass_correlation(&groups);
        eprintln!("{name}: intraclass correlation {correlation:.4}");
        assert!((0.04..0.10).contains(&correlation), "{name}: {correlation}");
    }
}

#[test]
fn a_child_and_their_caregiver_resemble_each_other() {
    for (child, caregiver) in
        [("caregiver_talks", "talks"), ("caregiver_rules", "sets_rules"), ("bullied_online", "aware_bullied")]
    {
        let of_child = child_item(child);
        let place = questionnaire::position(Respondent::Caregiver, caregiver).unwrap();
        let of_caregiver = yes(&AVERAGE.caregivers.answers[place]);
        let paired: Vec<f64> =
            AVERAGE.children.household.iter().map(|&household| of_caregiver[household as usize]).collect();
        let correlation = correlation(&of_child, &paired);
        eprintln!("{child}: correlation of the pair {correlation:.4}");
        assert!((0.05..0.40).contains(&correlation), "{child}: {correlation}");
    }
}

#[test]
fn related_items_go_together_more_than_others() {
    let related = correlation(&child_item("saw_hate"), &child_item("saw_violence"));
    let unrelated = correlation(&child_item("saw_hate"), &child_item("caregiver_rules"));
    assert!(related > unrelated + 0.1, "{related} {unrelated}");
}

#[test]
fn the_truth_of_each_indicator_is_known_in_each_country() {
    let population = Population::generate(5, 1);
    for indicator in indicators::all() {
        let truth = population.truth(indicator.id).unwrap();
        assert!(truth > 0.0 && truth < 1.0, "{}: {truth}", indicator.id);
    }
    assert_eq!(population.truth("no_such_indicator"), None);
}

#[test]
fn the_truth_of_a_composite_lies_between_its_parts_and_their_sum() {
    let parts: Vec<f64> =
        questionnaire::EXPLOITATION.iter().map(|item| AVERAGE.truth(item).unwrap()).collect();
    let any = AVERAGE.truth("exploitation_any").unwrap();
    assert!(any > parts.iter().copied().fold(0.0, f64::max));
    assert!(any < parts.iter().sum());
}
