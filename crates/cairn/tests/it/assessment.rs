//! A whole assessment in small: the study of `cairn new` with all nine activities in one country.

use crate::study::{COUNTRY, INDICATORS, STUDY, Study};
use cairn_qualitative::safety::TextDigest;

pub(crate) const FINDINGS: &str = "findings/exampleland.toml";
pub(crate) const LAW: &str = "protocols/legal_analysis.toml";
pub(crate) const PROVISIONS: &str = "data/exampleland/legal_analysis/provisions.csv";
pub(crate) const ANSWERS: &str = "data/exampleland/legal_analysis/answers.csv";
pub(crate) const INFORMANTS: &str = "data/exampleland/access_to_justice/informants.csv";
pub(crate) const EXCERPTS: &str = "data/exampleland/access_to_justice/excerpts.csv";
pub(crate) const QUOTATIONS: &str = "data/exampleland/access_to_justice/quotations.csv";
pub(crate) const TRANSCRIPT: &str = "data/exampleland/access_to_justice/documents/court.txt";
pub(crate) const COUNTS: &str = "data/exampleland/law_enforcement_data/counts.csv";
pub(crate) const RESPONSES: &str = "data/exampleland/frontline_survey/responses.csv";
pub(crate) const ASSESSMENTS: &str = "data/exampleland/law_enforcement_capacity/assessments.csv";

const THEMES: &str = r#"
[[themes]]
id = "harm"
title = "Hurtful treatment online"

[[themes]]
id = "telling"
title = "Telling somebody"

[[themes]]
id = "justice"
title = "Access to justice"

[[themes]]
id = "law"
title = "The law"
"#;

const ACTIVITIES: &str = r#"
[activities]
legal_analysis = { run = true }
government_interviews = { run = true }
non_law_enforcement_data = { run = true }
frontline_survey = { partly = "One district could not be reached." }
access_to_justice = { run = true }
survivor_conversations = { not_run = "Ethics clearance was not given." }
law_enforcement_data = { run = true }
law_enforcement_capacity = { run = true }
"#;

const CODES: &str = r#"
[[codes]]
id = "procedure"
label = "Procedure"
definition = "How a case is dealt with."
theme = "justice"

[[codes]]
id = "waiting"
parent = "procedure"
label = "Waiting"
definition = "How long people wait for a decision."

[[codes]]
id = "helpline"
label = "Helpline"
definition = "What the helpline does."
theme = "telling"
"#;

const FRONTLINE: &str = r#"title = "Frontline providers’ questionnaire"
respondents = "frontline providers of services to children"

[missing]
dont_know = [98]
blank = "unrecorded"

[[columns]]
name = "trained"
label = "Have you been trained to support children who were harmed online?"
type = "integer"
values = [{ code = 1, label = "Yes" }, { code = 2, label = "No" }]
"#;

/// Every other file of the study, with its text.
const FILES: [(&str, &str); 28] = [
    (LAW, "libraries = [\"icmec\"]\n[themes]\nicmec = \"law\"\n"),
    ("protocols/government_interviews.toml", CODES),
    ("protocols/access_to_justice.toml", CODES),
    ("protocols/survivor_conversations.toml", CODES),
    (
        "protocols/non_law_enforcement_data.toml",
        "[[series]]\nid = \"contacts\"\ntitle = \"Contacts about harm online\"\ncounting_unit = \"contact\"\nstage = \"received\"\n\
         definition = \"Calls and messages about harm online.\"\ntheme = \"telling\"\n",
    ),
    (
        "protocols/law_enforcement_data.toml",
        "[[series]]\nid = \"cases\"\ntitle = \"Cases recorded\"\ncounting_unit = \"case\"\nstage = \"recorded\"\n\
         definition = \"Cases of harm to a child online.\"\ntheme = \"harm\"\n",
    ),
    ("protocols/frontline_survey.toml", "instrument = \"frontline\"\n[themes]\ntrained = \"telling\"\n"),
    (
        "protocols/law_enforcement_capacity.toml",
        "[[dimensions]]\nid = \"specialised_unit\"\ntitle = \"Specialised unit\"\nquestion = \"Is there a unit for such cases?\"\n\
         capability = 4\ntheme = \"justice\"\n",
    ),
    ("instruments/frontline.toml", FRONTLINE),
    (
        PROVISIONS,
        "id,citation,excerpt,language,in_force_from,in_force_to\n\
         act21,\"Children Act 2014, s. 21\",A person who produces such material commits an offence.,en,2014-07-01,\n\
         code9,\"Old Code 1960, s. 9\",Repealed.,en,1960-01-01,2014-06-30\n",
    ),
    (
        ANSWERS,
        "criterion,coder,answer,provisions\n\
         icmec.1,AB,yes,act21\nicmec.1,CD,yes,act21\nicmec.2,AB,partly,act21\nicmec.2,CD,yes,act21\n\
         icmec.3,AB,no,\nicmec.3,CD,no,\nicmec.4,AB,no,\nicmec.4,CD,no,\nicmec.5,AB,not_found,\nicmec.5,CD,not_found,\n",
    ),
    (
        "data/exampleland/legal_analysis/adjudications.csv",
        "criterion,answer,provisions,by,on,reason\nicmec.2,partly,act21,EF,2025-04-10,The definition leaves out drawings.\n",
    ),
    (
        "data/exampleland/government_interviews/informants.csv",
        "id,kind,consent,consented_on,described_as\nG1,official,verbatim,2025-03-04,an official\n",
    ),
    (
        "data/exampleland/government_interviews/documents/g1.txt",
        "Our courts wait for months for a report from the laboratory.\n",
    ),
    (
        "data/exampleland/government_interviews/excerpts.csv",
        "document,informant,code,coder,from,to\ng1.txt,G1,waiting,AB,0,60\ng1.txt,G1,waiting,CD,0,60\n",
    ),
    (
        "data/exampleland/government_interviews/quotations.csv",
        "id,informant,code,text,language\ng1,G1,waiting,Our courts wait for months for a report from the laboratory.,en\n",
    ),
    (
        INFORMANTS,
        "id,kind,consent,consented_on,caregiver_consent,caregiver_consented_on,described_as\n\
         C1,child,verbatim,2025-03-04,verbatim,2025-03-04,a young person\n\
         P1,justice_professional,analysis_only,2025-03-05,,,\n",
    ),
    (TRANSCRIPT, "We waited a long time. Nobody called us. The helpline told us where to go.\n"),
    (
        EXCERPTS,
        "document,informant,code,coder,from,to\ncourt.txt,C1,waiting,AB,0,22\ncourt.txt,C1,helpline,AB,41,74\n\
         court.txt,C1,waiting,CD,0,22\ncourt.txt,C1,helpline,CD,41,74\n",
    ),
    (
        QUOTATIONS,
        "id,informant,code,text,language\nq1,C1,waiting,We waited a long time.,en\n\
         q2,C1,helpline,The helpline told us where to go.,en\n",
    ),
    (
        "data/exampleland/non_law_enforcement_data/issuers.csv",
        "issuer,name,kind\nchildline,Childline Exampleland,helpline\n",
    ),
    (
        "data/exampleland/non_law_enforcement_data/counts.csv",
        "issuer,series,year,count,as_of\nchildline,contacts,2022,310,2025-02-01\nchildline,contacts,2023,402,2025-02-01\n\
         childline,contacts,2024,455,2025-02-01\n",
    ),
    (
        "data/exampleland/law_enforcement_data/issuers.csv",
        "issuer,name,kind\nnational_police,National Police,police\n",
    ),
    (
        COUNTS,
        "issuer,series,year,count,as_of\nnational_police,cases,2022,12,2025-02-01\nnational_police,cases,2023,15,2025-02-01\n\
         national_police,cases,2024,0,2025-02-01\n",
    ),
    (RESPONSES, "trained\n1\n2\n2\n98\n1\n"),
    (
        ASSESSMENTS,
        "unit,unit_name,dimension,status,basis,assessed_on,assessor\n\
         cyber,Cybercrime unit,specialised_unit,partly,interview,2025-03-20,AB\n",
    ),
    (FINDINGS, CONCLUSIONS),
    ("findings/study.toml", ""),
];

const CONCLUSIONS: &str = r#"
[[insights]]
id = "tell"
text = '{{ percent("household_survey/bullied_online@1") }} of the children were treated in a hurtful way online in the past year.'
findings = ["hurt"]

[[findings]]
id = "hurt"
title = "Children are hurt online"
theme = "harm"
claim = "share_of_population"
text = '{{ percent("household_survey/bullied_online@1") }} of internet-using children were treated in a hurtful or nasty way online in the past year.'
evidence = ["household_survey/bullied_online@1"]
context = ["law_enforcement_data/cases/national_police"]

[[findings]]
id = "waits"
title = "Decisions take long"
theme = "justice"
claim = "experience_exists"
text = 'Children waited long for a decision: {{ quote("access_to_justice/waiting", "q1") }}'
evidence = ["access_to_justice/waiting"]

[[recommendations]]
id = "limits"
action = "Set limits to the time until a decision."
duty_bearer = "justice"
findings = ["waits"]
capability = 5

[[recommendations]]
id = "possession"
action = "Define the offence of possession."
duty_bearer = "government"
findings = ["hurt"]
provisions = ["legal_analysis/icmec.4"]
capability = 3
"#;

/// The study, which builds as it stands.
pub(crate) fn assessment() -> Study {
    let study = Study::template();
    study.append(STUDY, THEMES);
    study.change(COUNTRY, "\n[activities.frontline_survey]\nrun = true\n", ACTIVITIES);
    let study = study
        .changed(INDICATORS, "id = \"bullied_online\"\n", "id = \"bullied_online\"\ntheme = \"harm\"\n")
        .changed(
            INDICATORS,
            "id = \"bullying_told_friend\"\n",
            "id = \"bullying_told_friend\"\ntheme = \"telling\"\n",
        );
    let study = FILES.iter().fold(study, |study, (file, text)| study.with(file, text));
    release(&study, "access_to_justice", "q1", "We waited a long time.");
    release(
        &study,
        "government_interviews",
        "g1",
        "Our courts wait for months for a report from the laboratory.",
    );
    study
}

/// Records that a quotation was screened and approved.
pub(crate) fn release(study: &Study, activity: &str, quotation: &str, text: &str) {
    let folder = format!("data/exampleland/{activity}");
    let digest = TextDigest::of(text);
    let screening = format!("quotation,on,people,sha256\n{quotation},2025-05-01,3,{digest}\n");
    study.write(&format!("{folder}/screenings.csv"), screening);
    let approval = format!("quotation,by,on,sha256\n{quotation},Ethics panel,2025-05-02,{digest}\n");
    study.write(&format!("{folder}/approvals.csv"), approval);
}
