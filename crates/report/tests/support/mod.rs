//! A small made-up study, its numbers computed by a formula, for tests and for looking at pages.

#![allow(dead_code, reason = "each test uses its part")]

pub(crate) mod conclusions;
pub(crate) mod evidence;
pub(crate) mod fieldwork;
pub(crate) mod reading;

use cairn_definition::{Place, SourceFile};
use cairn_evidence::CoderAgreement;
use cairn_evidence::{
    BodyOfEvidence, ChildrenAffected, Claim, Concluded, Digest, Estimate, Evidence, Group, Interval,
    IntervalMethod, MissingCounts, NumberId, Pedigree, Presented, Prevalence, ProbabilitySample, present,
};
use cairn_report::{ActivityMethods, CountryReport};
use cairn_study::{
    Breakdown, Chapter, Country, DataBasis, Disaggregation, Expression, Fieldwork, HouseholdSurvey,
    Indicator, Instrument, Level, LonelyPsu, MissingKind, MissingTreatment, Population, PopulationCount,
    PopulationShare, PopulationSource, Presentation, Preset, Protocols, RunState, Study, SurveyDesign,
    Treatment,
};
use jiff::civil::date;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) const PROGRAM: &str = "cairn 0.1.0";

/// A study with the numbers of its first country.
pub(crate) struct Specimen {
    pub(crate) study: Study,
    pub(crate) samples: Vec<Arc<ProbabilitySample>>,
    pub(crate) prevalences: Vec<Presented>,
    pub(crate) body: Option<BodyOfEvidence>,
    pub(crate) methods: Vec<ActivityMethods>,
    pub(crate) concluded: Option<Concluded>,
    pub(crate) judges: Option<CoderAgreement>,
}

impl Specimen {
    /// Of the indicators given.
    pub(crate) fn of(presentation: Presentation, indicators: Vec<Indicator>) -> Self {
        let mut specimen = Self {
            study: study(presentation),
            samples: vec![sample()],
            prevalences: Vec::new(),
            body: None,
            methods: Vec::new(),
            concluded: None,
            judges: None,
        };
        specimen.study.indicators = indicators;
        specimen.estimate();
        specimen
    }

    /// Computes all numbers anew.
    pub(crate) fn estimate(&mut self) {
        self.prevalences = self
            .study
            .indicators
            .iter()
            .enumerate()
            .flat_map(|(at, indicator)| numbers(&self.study, &self.samples[0], indicator, at))
            .collect();
    }

    /// A handful of indicators that show every way in which a number may appear.
    pub(crate) fn small() -> Self {
        let presentation = Presentation { decimals: 1, ..Presentation::preset(Preset::DisruptingHarm) };
        Self::of(presentation, few_indicators())
    }

    /// The same with evidence of every kind.
    pub(crate) fn whole() -> Self {
        let mut specimen = Self::small();
        evidence::conduct(&mut specimen.study.countries[0]);
        specimen.body = Some(evidence::body(&specimen.prevalences, &specimen.study.presentation));
        specimen.methods = evidence::methods();
        specimen
    }

    /// The same with conclusions.
    pub(crate) fn concluded() -> Self {
        let mut specimen = Self::whole();
        specimen.study.themes = conclusions::themes();
        specimen.concluded = Some(conclusions::concluded());
        specimen.judges = Some(conclusions::judges());
        specimen
    }

    /// The same with numbers of children: of one indicator online, of two that overlap in the chapter on harm, and of one whose percentage
    /// is withheld. Of the share online two sources differ.
    pub(crate) fn with_children() -> Self {
        let mut specimen = Self::concluded();
        for indicator in &mut specimen.study.indicators {
            let asked = ["met_online", "unwanted_requests", "threatened", "bullied_online"];
            indicator.numbers = asked.contains(&indicator.id.as_str());
        }
        specimen.study.countries[0].population = population();
        specimen.count_children();
        specimen
    }

    /// Makes the numbers of children anew.
    pub(crate) fn count_children(&mut self) {
        let children = self.prevalences.iter().filter_map(|it| ChildrenAffected::of(it, &self.study).ok());
        let children: Vec<_> = children.map(|it| Evidence::ChildrenAffected(Box::new(it))).collect();
        self.body.get_or_insert_default().extend(children);
    }

    /// As large as a national report is.
    pub(crate) fn large() -> Self {
        let presentation = Presentation { decimals: 1, ..Presentation::preset(Preset::DisruptingHarm) };
        let indicators = (0..60)
            .map(|at| {
                let chapter = [Chapter::Online, Chapter::Harm, Chapter::Response][at / 20];
                let topic = format!("Topic {} of this chapter", at % 20 / 5 + 1);
                let by: &[&[&str]] =
                    &[&["gender"], &["age"], &["area"], &["region"], &["gender", "age"], &["gender", "area"]];
                indicator(
                    &format!("indicator_{at}"),
                    &format!("Indicator number {at} of the study"),
                    chapter,
                    &topic,
                    by,
                )
            })
            .collect();
        Self::of(presentation, indicators)
    }

    pub(crate) fn report(&self) -> CountryReport<'_> {
        CountryReport {
            samples: &self.samples,
            prevalences: &self.prevalences,
            evidence: self.body.as_ref(),
            methods: &self.methods,
            conclusions: self.concluded.as_ref(),
            judges: self.judges.as_ref(),
            ..CountryReport::new(&self.study, &self.study.countries[0], PROGRAM)
        }
    }

    pub(crate) fn html(&self) -> String {
        cairn_report::country_html(&self.report())
    }
}

fn few_indicators() -> Vec<Indicator> {
    let common: &[&[&str]] = &[&["gender"], &["age"], &["area"]];
    let mut all = vec![
        indicator(
            "online_daily",
            "Goes online every day",
            Chapter::Online,
            "Access and use",
            &[&["gender"], &["age"], &["area"], &["region"], &["gender", "age"]],
        ),
        indicator("own_phone", "Has a phone of their own", Chapter::Online, "Access and use", common),
        indicator(
            "met_online",
            "Met someone in person whom they first met online",
            Chapter::Online,
            "Contacts",
            common,
        ),
        indicator(
            "rules",
            "Caregiver agreed rules for internet use with the child",
            Chapter::Online,
            "Guidance at home",
            common,
        ),
        indicator(
            "unwanted_requests",
            "Received unwanted requests to talk about sex",
            Chapter::Harm,
            "Online sexual exploitation and abuse",
            &[&["gender"], &["age"], &["area"], &["region"], &["gender", "age"]],
        ),
        indicator(
            "threatened",
            "Was threatened or blackmailed online to do something sexual",
            Chapter::Harm,
            "Online sexual exploitation and abuse",
            common,
        ),
        indicator("bullied_online", "Bullied electronically", Chapter::Harm, "Other harm", common),
        indicator(
            "told_no_one",
            "Told no one the last time it happened",
            Chapter::Response,
            "Disclosure",
            common,
        ),
        indicator(
            "knows_helpline",
            "Knows a helpline or a place to get help",
            Chapter::Response,
            "Disclosure",
            common,
        ),
    ];
    for indicator in &mut all {
        if indicator.id.as_str() == "told_no_one" {
            indicator.base = Some(expression("unwanted_requests = 1"));
            indicator.base_label = Some("children who received unwanted requests in the past year".into());
            indicator.missing =
                MissingTreatment::EXCLUDE_ALL.with(MissingKind::PreferNotToSay, Treatment::No);
        }
    }
    all
}

/// Figures of the population, of which two sources differ.
pub(crate) fn population() -> Population {
    let source = |source: &str, year: i16| PopulationSource { source: source.into(), date: date(year, 7, 1) };
    let online = |share, interval, of| PopulationShare { share, interval, source: of, place: place() };
    Population {
        children: vec![PopulationCount {
            count: 2_345_600.0,
            of: "children aged 12–17".into(),
            source: source("National Institute of Statistics, projection of the census", 2025),
            place: place(),
        }],
        online: vec![
            online(
                0.81,
                Some((0.78, 0.84)),
                source("National Institute of Statistics, survey of households", 2025),
            ),
            online(0.92, None, source("Regulator of telecommunications", 2024)),
        ],
        ..Population::default()
    }
}

pub(crate) fn place() -> Place {
    Place::new(SourceFile::new("indicators/harm.toml", "id = \"bullied\"\n"), 0..2)
}

pub(crate) fn expression(text: &str) -> Expression {
    Expression { text: text.into(), place: place() }
}

pub(crate) fn breakdown(id: &str, title: &str, levels: &[(&str, &str)]) -> Breakdown {
    Breakdown {
        id: id.parse().unwrap(),
        title: title.into(),
        instruments: Vec::new(),
        value: expression(id),
        levels: levels
            .iter()
            .map(|(value, label)| Level { value: (*value).into(), label: (*label).into() })
            .collect(),
        place: place(),
    }
}

pub(crate) fn indicator(id: &str, title: &str, chapter: Chapter, topic: &str, by: &[&[&str]]) -> Indicator {
    Indicator {
        id: id.parse().unwrap(),
        version: 1,
        title: title.into(),
        instrument: "child".parse().unwrap(),
        population: "internet-using children aged 12–17 in households".into(),
        base: None,
        base_label: None,
        value: expression(&format!("{id} = 1")),
        missing: MissingTreatment::EXCLUDE_ALL,
        period: "in the past year".into(),
        by: by.iter().map(|ids| Disaggregation(ids.iter().map(|id| id.parse().unwrap()).collect())).collect(),
        chapter,
        topic: topic.into(),
        source: "Children’s questionnaire, section C".into(),
        icvac: (chapter == Chapter::Harm).then(|| "03014".to_owned()),
        theme: None,
        parts: Vec::new(),
        block: None,
        numbers: false,
        place: place(),
    }
}

pub(crate) fn sample() -> Arc<ProbabilitySample> {
    Arc::new(ProbabilitySample {
        instrument: "child".parse().unwrap(),
        interviews: 1012,
        weighted: 2_413_880.4,
        strata: 10,
        clusters: 100,
        degrees_of_freedom: 90.0,
        weight_range: (612.25, 6481.5),
        weighting_design_effect: 1.283,
        variance_method: "Taylor linearization, clusters taken as drawn with replacement within strata"
            .into(),
        records: Digest([0xab; 32]),
        weighting: None,
    })
}

pub(crate) fn country() -> Country {
    Country {
        id: "aldermark".parse().unwrap(),
        name: "Aldermark".into(),
        context: Some("Two in three households have the internet.\n\nOne office takes reports.".into()),
        fieldwork: Fieldwork { from: date(2024, 3, 4), to: date(2024, 5, 18) },
        basis: DataBasis::Synthetic { generator: "cairn demo, seed 7".into() },
        basis_place: place(),
        population: cairn_study::Population::default(),
        sample: None,
        household_survey: RunState::Run(HouseholdSurvey {
            design: SurveyDesign {
                clusters: vec!["psu".into()],
                strata: vec![Some("stratum".into())],
                weights: Some("weight".into()),
                fpc: Vec::new(),
                nest: false,
                lonely_psu: LonelyPsu::Fail,
                place: place(),
            },
            sampling: Some("One hundred sampling points were drawn with probability proportional to size within ten strata \
                       (region by urban or rural). In each, households were found by random walk, and in each household \
                       one child aged 12–17 who had used the internet in the past three months was picked at random."
                .into()),
            departs: None,
            records: BTreeMap::new(),
        }),
        activities: BTreeMap::new(),
        place: place(),
    }
}

fn study(presentation: Presentation) -> Study {
    Study {
        root: "study".into(),
        title: "Disrupting Harm: specimen".into(),
        round: Some("Round 3".into()),
        partners: vec!["Partner One".into(), "Partner Two".into(), "Partner Three".into()],
        languages: vec!["en".into()],
        synthetic: true,
        presentation,
        breakdowns: vec![
            breakdown("gender", "Gender", &[("girl", "Girls"), ("boy", "Boys"), ("other", "Another gender")]),
            breakdown("age", "Age group", &[("1", "12–13"), ("2", "14–15"), ("3", "16–17")]),
            breakdown("area", "Area", &[("urban", "Urban"), ("rural", "Rural")]),
            breakdown(
                "region",
                "Region",
                &[
                    ("n", "Northern Highlands and Lake Districts"),
                    ("e", "East"),
                    ("s", "South"),
                    ("w", "West, with the islands"),
                    ("c", "Capital"),
                ],
            ),
        ],
        instruments: vec![Instrument {
            online_children: true,
            id: "child".parse().unwrap(),
            title: "Children’s questionnaire".into(),
            respondents: "children".into(),
            columns: Vec::new(),
            place: place(),
        }],
        indicators: Vec::new(),
        pairs: Vec::new(),
        countries: vec![country()],
        themes: Vec::new(),
        protocols: Protocols::default(),
        conclusions: Vec::new(),
        definition_files: Vec::new(),
    }
}

/// The numbers of one indicator: everybody, then every group of every disaggregation.
pub(crate) fn numbers(
    study: &Study,
    sample: &Arc<ProbabilitySample>,
    indicator: &Indicator,
    at: usize,
) -> Vec<Presented> {
    let pedigree = Arc::new(Pedigree {
        records_file: "data/aldermark/household_survey/child.parquet".into(),
        weights: Vec::new(),
        records: Digest([0xab; 32]),
        defined_at: "indicators/harm.toml:12:1".into(),
        definitions: Digest([0xcd; 32]),
        program: PROGRAM.into(),
        base: indicator.base.as_ref().map(|base| base.text.clone()),
        value: indicator.value.text.clone(),
        method: "weighted proportion; Taylor linearization".into(),
    });
    let everybody = if indicator.base.is_some() { 214 } else { 980 };
    let share = [0.82, 0.74, 0.17, 0.55, 0.094, 0.031, 0.157, 0.31, 0.42][at % 9];
    let mut groups = vec![(Vec::new(), Vec::new(), 1.0)];
    for disaggregation in &indicator.by {
        let mut crossed = vec![(Vec::new(), Vec::new(), 1.0)];
        for id in &disaggregation.0 {
            let levels = &study.breakdown(id).expect("a breakdown of the study").levels;
            crossed = crossed
                .into_iter()
                .flat_map(|(group, labels, part)| {
                    levels.iter().enumerate().map(move |(position, level)| {
                        let (mut group, mut labels): (Vec<_>, Vec<String>) = (group.clone(), labels.clone());
                        group.push((id.clone(), level.value.clone()));
                        labels.push(level.label.clone());
                        let rare = level.value == "other";
                        let size =
                            if rare { 0.03 } else { (1.2 - 0.15 * position as f64) / levels.len() as f64 };
                        (group, labels, part * size)
                    })
                })
                .collect();
        }
        groups.extend(crossed);
    }
    groups
        .into_iter()
        .enumerate()
        .map(|(position, (group, group_labels, part))| {
            let wave = ((position * 7 + at * 3) % 11) as f64 / 10.0 - 0.5;
            let proportion = if position == 0 { share } else { (share * (1.0 + 0.4 * wave)).min(0.97) };
            let n = (f64::from(everybody) * part).round() as u64;
            let id = NumberId {
                country: "aldermark".parse().unwrap(),
                indicator: indicator.id.clone(),
                version: indicator.version,
                group: Group(group),
            };
            let mut missing = MissingCounts::default();
            missing.add(MissingKind::DontKnow, n / 80);
            missing.add(MissingKind::PreferNotToSay, n / 150);
            let claim = Claim {
                id,
                population: indicator.population.clone(),
                period: indicator.period.clone(),
                base: indicator.base_label.clone().unwrap_or_else(|| indicator.population.clone()),
                group_labels,
                n,
                count: (proportion * n as f64).round() as u64,
                weighted_n: n as f64 * 2385.5,
                missing,
                base_unknown: MissingCounts::default(),
                estimate: if n == 0 {
                    Err("nobody is in the base".into())
                } else {
                    Ok(estimate(proportion, n))
                },
                pedigree: Arc::clone(&pedigree),
            };
            present(Prevalence::from_sample(Arc::clone(sample), claim), &study.presentation)
        })
        .collect()
}

/// An estimate with an interval two standard errors wide on either side, which is near enough for looking at.
pub(crate) fn estimate(proportion: f64, n: u64) -> Estimate {
    let design_effect = 1.43;
    let effective = n as f64 / design_effect;
    let error = (proportion * (1.0 - proportion) / effective).sqrt();
    let interval = |method| Interval {
        lower: (proportion - 1.96 * error).max(0.001),
        upper: (proportion + 1.96 * error).min(0.999),
        level: 0.95,
        method,
    };
    Estimate {
        proportion,
        standard_error: Some(error),
        interval: Some(interval(IntervalMethod::Logit)),
        korn_graubard: Some(interval(IntervalMethod::KornGraubard)),
        design_effect: Some(design_effect),
        effective_n: Some(effective),
        degrees_of_freedom: (n as f64 / 11.0).ceil().min(90.0),
        notes: Vec::new(),
    }
}
