//! Samples, weights and numbers of the population with mistakes: what people read.

use crate::folder::Folder;
use crate::sample::{COUNTRY, DECISIONS, folder};

/// Each test is one study; its snapshot is all that is said of it.
macro_rules! broken {
    ($($name:ident: $folder:expr;)*) => {
        $(
            #[test]
            fn $name() {
                let folder: Folder = $folder;
                assert!(!folder.load().diagnostics.is_empty(), "nothing is said");
                insta::assert_snapshot!(stringify!($name), folder.problems());
            }
        )*
    };
}

/// The valid study with its steps of weighting replaced.
fn steps(steps: &str) -> Folder {
    let sample = crate::sample::SAMPLE;
    let start = sample.find("steps = [").unwrap();
    folder().with(DECISIONS, format!("{}steps = [\n{steps}\n]\n", &sample[..start]))
}

/// The valid study with another margin, which comes last of what is calibrated together.
fn margin(by: &str, cells: &str) -> Folder {
    let margin = format!(
        "[[population.margins]]\nid = \"third\"\nof = \"internet-using children aged 12–17\"\nby = {by}\n\
         source = \"Projection\"\ndate = 2025-07-01\ncells = [{cells}]\n[synthetic]"
    );
    folder().changed(COUNTRY, "[synthetic]", &margin).changed(
        DECISIONS,
        "\"gender\", \"age\"]",
        "\"gender\", \"age\", \"third\"]",
    )
}

broken! {
    sample_that_says_nothing: folder().with(DECISIONS, "");
    sample_with_syntax_errors: folder().with(DECISIONS, "[frame\nsource = Census\n");
    sample_whose_name_is_misspelt: folder().with("countries/aldermark/smaple.toml", "").with("countries/aldermark/notes.toml", "");
    sample_with_mistakes_in_every_table: folder().with(DECISIONS, concat!(
        "[frame]\nsource = \"\"\ndate = \"2019\"\narea = \"ea\"\nstrata = [\"region\", \"ea\", \"region\"]\nsize = \"ea\"\norders = []\n",
        "[target]\npairs = 0\neligible = 40\nresponse = 0\nweighting_effect = 0.9\nintraclass_correlation = \"0.05\"\n",
        "domains = [[\"regoin\"], []]\ngroups = [{ title = \"Girls\", share = 50 }]\ncosts = { currency = \"USD\", fixed = -1, cluster = 0 }\n",
        "[[target.indicators]]\ntitle = \"Told\"\nproportion = 1.0\nmargin = 0\n",
        "[allocation]\nmethod = \"neymann\"\nminimum = 0\ntake = 0\n",
        "[draw]\nmethod = \"pps\"\nseed = -1\nreserve = 1.5\nsplit_by_sex = \"yes\"\n",
        "[household]\nsecond_stage = \"list\"\ncontacts = 0\nrespondent = \"kish\"\n",
        "[field]\nunknown_eligibility = { share = 2 }\n",
        "[weights]\nhousehold = 3\n[weights.Child]\nscale = \"populaton\"\n[weights.child]\nscale = \"respondents\"\nsteps = []\n",
    ));
    expectations_of_strata_that_do_not_fit: folder().changed(
        DECISIONS,
        "proportion = 0.2 }]",
        "proportion = 0.2 }, { stratum = [\"North\"], proportion = 0.2 }, { stratum = [\"North\", \"urban\"], proportion = 0.3 }]",
    );
    power_without_its_power: folder().changed(DECISIONS, "power = 0.75\n", "");
    power_of_another_method: folder().changed(DECISIONS, "\"power\"", "\"equal\"");
    neyman_without_an_indicator: folder().changed(DECISIONS, "method = \"power\"\npower = 0.75", "method = \"neyman\"")
        .changed(DECISIONS, "[[target.indicators]]\ntitle = \"Told somebody\"\nproportion = 0.1\nmargin = 0.03\nintraclass_correlation = 0.07\nby_stratum = [{ stratum = [\"North\", \"urban\"], proportion = 0.2 }]\n", "");
    optimum_without_margins_and_costs: folder().changed(DECISIONS, "method = \"power\"\npower = 0.75", "method = \"optimum\"")
        .changed(DECISIONS, "margin = 0.03\n", "").changed(DECISIONS, "costs = { currency = \"USD\", fixed = 20000, cluster = 250, pair = 30 }\n", "");
    optimum_take_without_costs: folder().changed(DECISIONS, "take = 10", "take = \"optimum\"")
        .changed(DECISIONS, "costs = { currency = \"USD\", fixed = 20000, cluster = 250, pair = 30 }\n", "");
    take_that_is_a_word: folder().changed(DECISIONS, "take = 10", "take = \"optimal\"");

    last_birthday_has_no_probability: folder().changed(DECISIONS, "\"random-number\"", "\"last-birthday\"");
    steps_in_a_wrong_order: steps(concat!(
        "{ step = \"non-response\", classes = [] }, { step = \"unknown-eligibility\" }, { step = \"selection\" },\n",
        "{ step = \"within-household\" }, { step = \"within-household\" }, { step = \"selection\" }",
    ));
    trimmed_after_the_margins_held: steps(concat!(
        "{ step = \"selection\" }, { step = \"calibrate\", method = \"raking\", margins = [\"gender\"] },\n",
        "{ step = \"trim\", quantile = 0.99 }",
    ));
    steps_with_mistakes: steps(concat!(
        "{ step = \"selection\", by = \"ea\" },\n{ step = \"nonresponse\" },\n{ classes = [] },\n",
        "{ step = \"non-response\" },\n{ step = \"non-response\", classes = [\"area\", \"area\"], predictors = [\"area\"] },\n",
        "{ step = \"non-response\", predictors = [], minimum = 3 },\n{ step = \"non-response\", classes = \"area\", propensity_classes = 5 },\n",
        "{ step = \"trim\" },\n{ step = \"trim\", times_mean = 0.5 },\n{ step = \"trim\", times_mean = 4, quantile = 0.9 },\n",
        "{ step = \"calibrate\", method = \"post-stratification\", margins = [\"gender\", \"age\"] },\n",
        "{ step = \"calibrate\", method = \"raking\", margins = [], lower = 0.5 },\n",
        "{ step = \"calibrate\", method = \"logit\", margins = [\"gender\"], lower = 0.5 },\n",
        "{ step = \"calibrate\", method = \"linear\", margins = [\"gneder\", \"gender\", \"gender\"] },",
    ));
    two_weights_of_one_respondent: folder().changed(COUNTRY, "lonely_psu", "weights = \"weight\"\nlonely_psu");
    weights_of_others_only: folder().changed(DECISIONS, "[weights.child]", "[weights.caregiver]");
    weights_of_an_unknown_instrument: folder().changed(DECISIONS, "[weights.child]", "[weights.chidl]");
    household_that_no_record_names: folder().changed(DECISIONS, "\"household_id\"", "\"household\"");
    sampling_in_no_words: folder().changed(COUNTRY, "lonely_psu", "sampling = 3\nlonely_psu");

    numbers_of_children_of_others: folder().changed("indicators/online.toml", "value =", "numbers = true\nvalue =");
    numbers_that_are_no_answer: folder().changed("indicators/online.toml", "base = \"age >= 12\"", "numbers = 1");

    margins_that_count_other_people: folder().changed(COUNTRY, "count = 734200", "count = 700000");
    margins_that_share_a_breakdown_and_not_its_numbers: margin(
        "[\"age_group\", \"gender\"]",
        "{ levels = [\"12-13\", 1], count = 300000 }, { levels = [\"12-13\", 2], count = 274200 }, { levels = [\"14-15\", 1], count = 200000 }, \
         { levels = [\"14-15\", 2], count = 200000 }, { levels = [\"16-17\", 1], count = 240000 }, { levels = [\"16-17\", 2], count = 260000 }",
    );
    margin_with_empty_combinations: margin(
        "[\"age_group\", \"gender\"]",
        "{ levels = [\"12-13\", 1], count = 474200 }, { levels = [\"14-15\", 2], count = 500000 }, { levels = [\"16-17\", 1], count = 265800 }, \
         { levels = [\"16-17\", 2], count = 234200 }",
    );
    margin_without_a_level: folder().changed(COUNTRY, ", { levels = [2], count = 734200 }", "");
    margin_with_mistaken_cells: margin(
        "[\"gender\"]",
        "{ levels = [1], count = 0 }, { levels = [1, 2], count = 5 }, { levels = [1], count = \"5\" }, { levels = [], count = 5 }",
    );
    margin_with_unknown_and_repeated_levels: margin(
        "[\"gender\"]",
        "{ levels = [1], count = 740000 }, { levels = [3], count = 734200 }, { levels = [1], count = 5 }",
    );
    margin_by_an_unknown_breakdown: margin("[\"gendre\", \"gendre\"]", "{ levels = [1, 1], count = 1474200 }");
    margin_defined_twice: folder().changed(COUNTRY, "id = \"age\"", "id = \"gender\"");
    margin_of_another_instrument: folder().changed(DECISIONS, "[weights.child]", concat!(
        "[weights.caregiver]\nscale = \"respondents\"\nsteps = [{ step = \"selection\" },\n",
        "  { step = \"calibrate\", method = \"raking\", margins = [\"age\"] }]\n[weights.child]",
    ));
    population_without_sources: folder().changed(COUNTRY, "source = \"Census\"\ndate = 2024-07-01\n", "");
    shares_that_are_none: folder().changed(COUNTRY, "share = 0.81", "share = 81")
        .changed(COUNTRY, "[population]", "[population]\nsources_may_differ = 5");
    interval_without_its_share: folder().changed(COUNTRY, "[0.78, 0.84]", "[0.82, 0.84]");
    interval_of_one_limit: folder().changed(COUNTRY, "[0.78, 0.84]", "[0.78]");
    sources_that_differ: folder().changed(COUNTRY, "[[population.online]]", concat!(
        "[[population.children]]\ncount = 1700000\nof = \"children aged 12–17\"\nsource = \"Projection\"\ndate = 2025-07-01\n",
        "[[population.online]]\nshare = 0.9\nsource = \"Regulator\"\ndate = 2025-01-01\n[[population.online]]",
    )).changed(COUNTRY, "of = \"internet-using children aged 12–17\"\nby = [\"gender\"]", "of = \"children aged 12–17\"\nby = [\"gender\"]");
}
