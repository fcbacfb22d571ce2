//! Files as other programs write them. The differences are those that their exports and the issues about them show:
//! folders `Sources` and `sources`, GUIDs in capitals and braces, line ends counted as one or two, names of excerpts that
//! are their shortened words, values written as text, cases without name, users that are not listed, other namespaces.

use crate::samples::{docx, zip};
use cairn_qualitative::document::{CodePoint, Format};
use cairn_qualitative::project::{Guid, Value};
use cairn_qualitative::refi::{
    Counting, Evidence, Finding, Imported, LineEnds, ReadOptions, RefiError, Severity, Treatment,
    read_codebook, read_project,
};
use proptest::prelude::*;

const SOURCE: &str = "A2B94468-80A5-412F-92D6-E900D97B55A6";
const CODE: &str = "2dfba8c9-59f5-4424-99d6-ea9bce18134b";
const USER: &str = "5c94bc9e-db8c-4f1d-9cd6-e900c7440860";

fn project(origin: &str, inside: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<Project xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" name="Study" origin="{origin}" creatingUserGUID="{USER}" creationDateTime="2019-06-04T05:25:16Z" xsi:schemaLocation="urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd" xmlns="urn:QDA-XML:project:1.0">
<Users><User guid="{USER}" name="A"/></Users>
<CodeBook><Codes><Code guid="{CODE}" name="Services" isCodable="true" color="0F0"><Description /></Code></Codes></CodeBook>
{inside}
</Project>"#
    )
}

fn selection(start: usize, end: usize, name: &str) -> String {
    format!(
        r#"<PlainTextSelection guid="08cbced0-d736-44c8-8fd6-{start:012x}" name="{name}" startPosition="{start}" endPosition="{end}" creatingUser="{USER}" creationDateTime="2019-06-07T03:36:36Z"><Description /><Coding guid="76414714-63c4-4a25-a47e-{start:012x}" creatingUser="{USER}"><CodeRef targetGUID="{CODE}" /></Coding></PlainTextSelection>"#
    )
}

fn sources(selections: &str) -> String {
    format!(
        r#"<Sources><TextSource guid="{SOURCE}" name="Anna" plainTextPath="internal://{SOURCE}.txt">{selections}</TextSource></Sources>"#
    )
}

fn read(xml: &str, parts: &[(&str, &[u8])], options: &ReadOptions) -> Result<Imported, RefiError> {
    let mut all = vec![("project.qde", xml.as_bytes())];
    all.extend(parts);
    read_project(&zip(&all), options)
}

fn words(imported: &Imported) -> Vec<&str> {
    imported.project.coded_excerpts().map(|coded| coded.words).collect()
}

fn findings(imported: &Imported) -> Vec<String> {
    imported.notices.iter().map(ToString::to_string).collect()
}

#[test]
fn nvivo_counts_both_characters_of_a_line_end() {
    let text = "One line.\r\nThe helpline answered.\r\n";
    let xml = project("NVIVO 12 (Release 1.0)", &sources(&selection(15, 23, "")));
    let file = format!("Sources/{}.txt", SOURCE.to_lowercase());
    let imported = read(&xml, &[(&file, text.as_bytes())], &ReadOptions::default()).unwrap();
    assert_eq!(imported.project.sources[0].document.text(), text);
    assert_eq!(words(&imported), ["helpline"]);
    assert_eq!(findings(&imported), [] as [String; 0]);
    assert_eq!(imported.project.check(), []);
}

#[test]
fn atlas_ti_stores_both_and_counts_one() {
    let text = "One line.\r\nThe helpline answered.\r\n";
    let xml = project("ATLAS.ti Windows 9", &sources(&selection(14, 22, "")));
    let file = format!("sources/{SOURCE}.txt");
    let imported = read(&xml, &[(&file, text.as_bytes())], &ReadOptions::default()).unwrap();
    assert_eq!(words(&imported), ["helpline"]);
    assert_eq!(
        findings(&imported),
        [
            "project.qde, line 5: positions in \"Anna\" were taken as counting code points, carriage return with line feed as one: as its program does; nothing in the file speaks against it"
        ]
    );
    // The names of excerpts speak louder than the program's.
    let xml = project("ATLAS.ti Windows 23", &sources(&selection(15, 33, "helpline answer...")));
    let imported = read(&xml, &[(&file, text.as_bytes())], &ReadOptions::default()).unwrap();
    assert_eq!(words(&imported), ["helpline answered."]);
}

#[test]
fn a_byte_order_mark_is_kept_and_not_counted() {
    let text = "\u{FEFF}The helpline answered.";
    let xml = project("MAXQDA 2022", &sources(&selection(4, 12, "helpline")));
    let file = format!("sources/{SOURCE}.txt");
    let imported = read(&xml, &[(&file, text.as_bytes())], &ReadOptions::default()).unwrap();
    assert_eq!(imported.project.sources[0].document.text(), text);
    assert_eq!(words(&imported), ["helpline"]);
    let Finding::Counted { evidence, .. } = &imported.notices[0].finding else {
        panic!("{:?}", imported.notices)
    };
    assert_eq!(*evidence, Evidence::Names { agree: 1, of: 1 });
    let xml = project("Other", &sources(&selection(5, 13, "helpline")));
    let imported = read(&xml, &[(&file, text.as_bytes())], &ReadOptions::default()).unwrap();
    assert_eq!(words(&imported), ["helpline"]);
}

#[test]
fn units_of_utf_16_are_found_out() {
    let text = "\u{1F600}\u{1F600} The helpline answered.";
    let xml = project("Other", &sources(&selection(9, 17, "helpline")));
    let imported =
        read(&xml, &[(&format!("sources/{SOURCE}.txt"), text.as_bytes())], &ReadOptions::default()).unwrap();
    assert_eq!(words(&imported), ["helpline"]);
}

#[test]
fn a_way_of_counting_can_be_told() {
    let counting = Counting { line_ends: LineEnds::Two, ..Counting::STANDARD };
    let options = ReadOptions { counting: Some(counting), ..ReadOptions::default() };
    let xml = project("Other", &sources(&selection(6, 14, "")));
    let imported = read(&xml, &[(&format!("sources/{SOURCE}.txt"), b"The\nhelpline.")], &options).unwrap();
    assert_eq!(
        words(&imported),
        ["elpline."],
        "five characters stand before: T, h, e, two for the line end, h"
    );
}

#[test]
fn prefixes_braces_and_text_in_the_file_itself() {
    let xml = format!(
        r#"<q:Project xmlns:q="urn:QDA-XML:project:1.0" name="Study"><q:CodeBook><q:Codes><q:Code guid="{{{code}}}" name="Services"/></q:Codes></q:CodeBook>
<q:Sources><q:TextSource guid="{{{SOURCE}}}" name="notes.md"><q:PlainTextContent>The &lt;helpline&gt;
answered.</q:PlainTextContent><q:PlainTextSelection guid="{{08CBCED0-D736-44C8-8FD6-EB4D29FE46C5}}" startPosition="4" endPosition="14"><q:Coding guid="{{76414714-63C4-4A25-A47E-66FEF80BD52E}}"><q:CodeRef targetGUID="{CODE}"/></q:Coding></q:PlainTextSelection></q:TextSource></q:Sources></q:Project>"#,
        code = CODE.to_uppercase()
    );
    let imported = read(&xml, &[], &ReadOptions::default()).unwrap();
    assert_eq!(words(&imported), ["<helpline>"]);
    let source = &imported.project.sources[0];
    assert_eq!(source.document.text(), "The <helpline>\nanswered.");
    assert_eq!(source.document.format(), Format::Markdown);
    assert_eq!(source.guid.to_string(), SOURCE.to_lowercase());
    assert_eq!(findings(&imported), [] as [String; 0]);
}

#[test]
fn paths_are_found_however_they_are_written() {
    for path in [
        "internal://a.txt",
        "internal:///A.TXT",
        "relative:///a.txt",
        "absolute://C:\\Users\\x\\a.txt",
        "sources/a.txt",
        "a.txt",
    ] {
        let xml = project(
            "Other",
            &format!(
                r#"<Sources><TextSource guid="{SOURCE}" name="Anna" plainTextPath="{path}"/></Sources>"#
            ),
        );
        let imported = read(&xml, &[("Sources/a.txt", b"text")], &ReadOptions::default()).unwrap();
        assert_eq!(imported.project.sources[0].document.text(), "text", "{path}");
    }
    for path in ["absolute:///etc/passwd", "relative:///../b.txt", "internal://b.txt"] {
        let xml = project(
            "Other",
            &format!(
                r#"<Sources><TextSource guid="{SOURCE}" name="Anna" plainTextPath="{path}"/></Sources>"#
            ),
        );
        let error = read(&xml, &[], &ReadOptions::default()).unwrap_err();
        let expected = format!("the text of \"Anna\" is not in the file (looked for {path:?})");
        assert!(error.to_string().contains(&expected), "{error}");
    }
}

#[test]
fn formatted_documents_are_kept_beside_the_text() {
    let source = |name: &str| {
        project(
            "NVivo",
            &format!(
                r#"<Sources><TextSource guid="{SOURCE}" name="Anna" richTextPath="internal://a.{name}" plainTextPath="internal://a.txt"/></Sources>"#
            ),
        )
    };
    let rich = docx("The helpline");
    let imported = read(
        &source("docx"),
        &[("sources/a.docx", &rich), ("sources/a.txt", b"The helpline\r\n")],
        &ReadOptions::default(),
    )
    .unwrap();
    let document = &imported.project.sources[0].document;
    assert_eq!((document.text(), document.format()), ("The helpline\r\n", Format::Docx));
    assert_eq!(document.original(), Some(rich.as_slice()));

    let body = crate::samples::part(&rich, "word/document.xml");
    let picture = zip(&[("word/document.xml", body.as_bytes()), ("word/media/image1.png", b"png")]);
    let parts: &[(&str, &[u8])] = &[("sources/a.docx", &picture), ("sources/a.txt", b"The helpline")];
    let error = read(&source("docx"), parts, &ReadOptions::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "not everything can be taken over; nothing was read.\n- project.qde, line 5: the formatted text of \"Anna\" holds media (parts: 1) and is not held; its plain text is"
    );
    let imported = read(&source("docx"), parts, &ReadOptions::WHAT_FITS).unwrap();
    assert_eq!(imported.project.sources[0].document.original(), None);

    let parts: &[(&str, &[u8])] = &[("sources/a.rtf", b"{\\rtf}"), ("sources/a.txt", b"The helpline")];
    let imported = read(&source("rtf"), parts, &ReadOptions::default()).unwrap();
    assert_eq!(imported.project.sources[0].document.text(), "The helpline");
    assert_eq!(imported.notices[0].severity(), Severity::Told);
}

#[test]
fn cases_of_maxqda_and_quirkos() {
    let inside = format!(
        r#"<Variables><Variable guid="3ba84074-e1af-4234-9773-1a71bb5c54de" name="Age" typeOfVariable="Integer"/><Variable guid="96868d37-d832-4d19-bf5e-9bd0792ab8e2" name="Sex" typeOfVariable="Text"><Description /></Variable></Variables>
<Cases><Case guid="{CODE}"><VariableValue><VariableRef targetGUID="3ba84074-e1af-4234-9773-1a71bb5c54de"/><TextValue>15</TextValue></VariableValue><VariableValue><VariableRef targetGUID="96868d37-d832-4d19-bf5e-9bd0792ab8e2"/><TextValue></TextValue></VariableValue><SourceRef targetGUID="{SOURCE}"/></Case><Case guid="4a463c0d-9263-494a-81d6-e9d5a229f227" name="Anna"><VariableValue><VariableRef targetGUID="3ba84074-e1af-4234-9773-1a71bb5c54de"/><IntegerValue/></VariableValue></Case></Cases>
{}"#,
        sources("")
    );
    let imported = read(
        &project("MAXQDA", &inside),
        &[(&format!("sources/{SOURCE}.txt"), b"")],
        &ReadOptions::default(),
    )
    .unwrap();
    let cases = &imported.project.cases;
    assert_eq!(cases[0].guid.to_string(), CODE, "a case may have the GUID of a code");
    assert_eq!((cases[0].name.as_deref(), cases[1].name.as_deref()), (None, Some("Anna")));
    assert_eq!(cases[0].values[0].value, Some(Value::Integer(15)));
    assert_eq!(cases[0].values[1].value, Some(Value::Text(String::new())));
    assert_eq!(cases[1].values[0].value, None);
    assert_eq!(imported.project.check(), []);
}

#[test]
fn what_is_missing_or_odd_is_told_and_taken_over() {
    let inside = format!(
        r#"<Sources><TextSource guid="source-7" name="Anna" creatingUser="{SOURCE}" creationDateTime="yesterday"><PlainTextContent>text</PlainTextContent><x:Mood xmlns:x="urn:other"/></TextSource></Sources>
<Notes><Note guid="142EB46D-612E-4593-A385-D0E5D04D1288"><PlainTextContent>A memo</PlainTextContent></Note></Notes>
<Links><Link guid="242EB46D-612E-4593-A385-D0E5D04D1288" direction="Sideways" originGUID="142eb46d-612e-4593-a385-d0e5d04d1288" targetGUID="source-7" color="red"/></Links>"#
    );
    let imported = read(&project("Other", &inside), &[], &ReadOptions::default()).unwrap();
    insta::assert_snapshot!(findings(&imported).join("\n"), @r#"
    project.qde, line 5: "source-7" is no GUID; one was derived from it
    project.qde, line 5: the coder a2b94468-80a5-412f-92d6-e900d97b55a6 is not listed; taken over without a name
    project.qde, line 5: creationDateTime is a date with a time, not "yesterday"; left out
    project.qde, line 5: <Mood> is not of REFI-QDA 1.5 and was passed over (times: 1)
    project.qde, line 7: direction is Associative, OneWay or Bidirectional, not "Sideways"; taken for none
    project.qde, line 7: color is a colour like #12ab34, not "red"; taken for none
    "#);
    let link = &imported.project.links[0];
    assert_eq!(link.target, Some(imported.project.sources[0].guid));
    assert_eq!(imported.project.check(), []);
}

#[test]
fn what_does_not_fit_is_refused_all_at_once_or_left_out() {
    let inside = format!(
        r#"<Sources><TextSource guid="{SOURCE}" name="Anna"><PlainTextContent>The helpline.</PlainTextContent>
{}
{}
<PlainTextSelection guid="18cbced0-d736-44c8-8fd6-eb4d29fe46c5" startPosition="x" endPosition="3"/>
<PlainTextSelection guid="28cbced0-d736-44c8-8fd6-eb4d29fe46c5" startPosition="9" endPosition="3"/>
<PlainTextSelection guid="38cbced0-d736-44c8-8fd6-eb4d29fe46c5" startPosition="0" endPosition="3"><Coding guid="48cbced0-d736-44c8-8fd6-eb4d29fe46c5"><CodeRef targetGUID="{SOURCE}"/></Coding></PlainTextSelection>
</TextSource><TextSource guid="{SOURCE}" name="Ben"><PlainTextContent>b</PlainTextContent></TextSource></Sources>
<Sets><Set guid="58cbced0-d736-44c8-8fd6-eb4d29fe46c5" name="S"><MemberCode targetGUID="{SOURCE}"/></Set></Sets>"#,
        selection(4, 12, ""),
        selection(5, 99, "")
    );
    let xml = project("Other", &inside);
    let error = read(&xml, &[], &ReadOptions::default()).unwrap_err();
    insta::assert_snapshot!(error.to_string(), @r#"
    not everything can be taken over; nothing was read.
    - project.qde, line 7: the range 5 to 99 is none of "Anna", which has 13 characters
    - project.qde, line 8: startPosition is a number counted from 0, not "x"
    - project.qde, line 9: the range 9 to 3 is none of "Anna", which has 13 characters
    - project.qde, line 10: a reference to the code a2b94468-80a5-412f-92d6-e900d97b55a6, which is not in the file
    - project.qde, line 11: a second document has the GUID a2b94468-80a5-412f-92d6-e900d97b55a6; references to it cannot be told apart
    - project.qde, line 12: a reference to the code a2b94468-80a5-412f-92d6-e900d97b55a6, which is not in the file
    "#);
    let imported = read(&xml, &[], &ReadOptions::WHAT_FITS).unwrap();
    assert_eq!(words(&imported), ["helpline"]);
    let project = &imported.project;
    assert_eq!(project.sources.len(), 2);
    assert_eq!(project.sources[0].excerpts.len(), 2, "one of them lost its coding");
    assert_eq!(project.sources[0].excerpts[1].range.end(), CodePoint(3));
    assert_eq!(project.sets[0].codes, [] as [Guid; 0]);
    assert_eq!(project.check(), []);
}

#[test]
fn marks_that_share_a_guid_are_both_kept() {
    let text = "The helpline answered.";
    let both =
        selection(4, 12, "") + &selection(4, 12, "").replace("endPosition=\"12\"", "endPosition=\"21\"");
    let xml = project("Other", &sources(&both));
    let file = format!("sources/{SOURCE}.txt");
    let imported = read(&xml, &[(&file, text.as_bytes())], &ReadOptions::default()).unwrap();
    assert_eq!(words(&imported), ["helpline", "helpline answered"]);
    assert_eq!(imported.project.check(), []);
}

#[test]
fn media_are_refused_by_name_and_left_out_with_what_refers_to_them() {
    let inside = r#"<Cases><Case guid="4a463c0d-9263-494a-81d6-e9d5a229f227" name="Anna"><SourceRef targetGUID="68cbced0-d736-44c8-8fd6-eb4d29fe46c5"/></Case></Cases>
<Sources><PictureSource guid="68cbced0-d736-44c8-8fd6-eb4d29fe46c5" name="A picture" path="internal://1.png"/><AudioSource guid="78cbced0-d736-44c8-8fd6-eb4d29fe46c5" name="A call" path="internal://2.m4a"><Transcript guid="88cbced0-d736-44c8-8fd6-eb4d29fe46c5" plainTextPath="internal://2.txt"/></AudioSource>
<PDFSource guid="98cbced0-d736-44c8-8fd6-eb4d29fe46c5" name="A law"/><VideoSource guid="a8cbced0-d736-44c8-8fd6-eb4d29fe46c5" name="A film"/></Sources>
<Graphs><Graph guid="b8cbced0-d736-44c8-8fd6-eb4d29fe46c5" name="A map"><Vertex guid="c8cbced0-d736-44c8-8fd6-eb4d29fe46c5" firstX="1" firstY="1"/></Graph></Graphs>"#;
    let xml = project("Other", inside);
    let parts: &[(&str, &[u8])] =
        &[("sources/1.png", b"1"), ("sources/2.m4a", b"2"), ("sources/2.txt", b"2"), ("sources/3.jpg", b"3")];
    let error = read(&xml, parts, &ReadOptions::default()).unwrap_err();
    insta::assert_snapshot!(error.to_string(), @r#"
    not everything can be taken over; nothing was read.
    - project.qde, line 6: the picture "A picture" is not held: Cairn holds no imagery, recordings or other media; export the texts alone, or read without it
    - project.qde, line 6: the sound recording "A call" is not held: Cairn holds no imagery, recordings or other media; export the texts alone, or read without it
    - project.qde, line 7: the PDF file "A law" is not held: Cairn holds no imagery, recordings or other media; export the texts alone, or read without it
    - project.qde, line 7: the video recording "A film" is not held: Cairn holds no imagery, recordings or other media; export the texts alone, or read without it
    - project.qde, line 8: the drawing "A map" is not held; keep it in the program that made it, and read without it
    - sources/3.jpg: the file is no text of the project and is not held; export the texts alone, or read without it
    "#);
    let options = ReadOptions { not_held: Treatment::LeaveOut, ..ReadOptions::default() };
    let imported = read(&xml, parts, &options).unwrap();
    assert_eq!((imported.project.sources.len(), imported.project.cases[0].sources.len()), (0, 0));
    assert!(imported.notices.iter().all(|notice| notice.severity() == Severity::NotHeld));
    assert_eq!(imported.notices.len(), 6);
}

#[test]
fn codebooks_of_either_namespace_are_read() {
    for namespace in ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", "urn:QDA-XML:project:1.0"] {
        let file = format!(
            r#"{}<CodeBook xmlns="{namespace}" origin="NVivo"><Codes><Code guid="{CODE}" name="Services" isCodable="false"><Description>What helps</Description><Code guid="{SOURCE}" name="Helpline" isCodable="true" color="ABCDEF"/></Code></Codes><Sets><Set guid="{USER}" name="Mine"><MemberCode guid="{CODE}"/></Set></Sets></CodeBook>"#,
            '\u{FEFF}'
        );
        let imported = read_codebook(file.as_bytes(), &ReadOptions::default()).unwrap();
        let code = &imported.codebook.codes[0];
        assert_eq!((code.name.as_str(), code.codable, code.children.len()), ("Services", false, 1));
        assert_eq!(code.definition.as_deref(), Some("What helps"));
        assert_eq!(imported.sets[0].codes, [code.guid]);
        assert_eq!(imported.origin.as_deref(), Some("NVivo"));
        assert_eq!(imported.notices, []);
    }
    let error = read_codebook(b"<Project/>", &ReadOptions::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "codebook, line 1: the file begins with <Project>, not with <CodeBook>; export the codebook as REFI-QDA (.qdc)"
    );
}

/// A text of different words, one of them beyond the basic plane in each line.
fn lines() -> impl Strategy<Value = Vec<(String, bool)>> {
    prop::collection::vec(("[a-z]{3,6} \u{1F600}?[a-z]{3,6}", any::<bool>()), 2..9)
}

proptest! {
    #[test]
    fn every_way_of_counting_is_found_out(lines in lines(), mark: bool, one: bool, utf_16: bool) {
        let (mut text, mut counted) = (String::new(), String::new());
        if mark {
            text.push('\u{FEFF}');
        }
        let (mut selections, mut expected) = (String::new(), Vec::new());
        for (number, (line, is_long)) in lines.iter().enumerate() {
            let words = format!("{number} {line}");
            let position = |counted: &str| if utf_16 { counted.encode_utf16().count() } else { counted.chars().count() };
            let start = position(&counted);
            counted.push_str(&words);
            selections += &selection(start, position(&counted), &words);
            text.push_str(&words);
            text.push_str(if *is_long { "\r\n" } else { "\n" });
            counted.push_str(if *is_long && !one { "\r\n" } else { "\n" });
            expected.push(words);
        }
        let xml = project("Other", &sources(&selections));
        let file = format!("sources/{SOURCE}.txt");
        let imported = read(&xml, &[(&file, text.as_bytes())], &ReadOptions::default()).unwrap();
        prop_assert_eq!(words(&imported), expected);
    }
}
