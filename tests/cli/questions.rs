//! The commands that ask a question: why, compare, frontier, sensitivity and repair, each in three formats.
//!
//! They are asked of a small case, written to a file, in which everything but two numbers is certain, so that
//! even the questions with a fixed number of histories are answered at once.

use crate::world::{actor, called, plan, recipient, scenario};
use crate::{err, out, tearline};
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;
use tearline::analysis::measure::{Mean, Measure};
use tearline::analysis::mitigation::mitigation;
use tearline::analysis::study::{HistorySet, Study};
use tearline::engine::NoMonitor;
use tearline::engine::months::Mitigation;
use tearline::scenario::{Input, Level, Material, Plan, PlanId, Quantity, RecipientField, Scenario};
use tearline::storage;
use tempfile::TempDir;

const HISTORIES: u64 = 60;
const SEED: u64 = 5;

/// The small case in a file of its own.
struct CaseFile {
    scenario: Scenario,
    path: String,
    _folder: TempDir,
}

impl CaseFile {
    fn new() -> Self {
        let scenario = small_case();
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("small.ron");
        storage::save(&path, &scenario).expect("written");
        CaseFile { path: path.display().to_string(), scenario, _folder: folder }
    }

    fn study(&self) -> Study<'_> {
        Study::new(&self.scenario, SEED, HISTORIES, &NoMonitor)
    }

    fn plan(&self, id: &str) -> &Plan {
        called(&self.scenario, &PlanId::try_from(id).expect("an id"))
    }

    /// The mean of a result under a plan, in the histories that the commands are asked for.
    fn mean(&self, plan: &str, measure: Measure) -> Mean {
        Mean::of(&self.study().sample(self.plan(plan), &[measure]).expect("nobody stops it")[0])
    }

    /// Runs a command on the case; `words` is the command with its options, without file, seed and format.
    fn ask(&self, words: &str, format: &str, threads: u32) -> std::process::Output {
        let mut words = words.split(' ');
        Command::new(env!("CARGO_BIN_EXE_tearline"))
            .arg(words.next().expect("a command"))
            .arg(&self.path)
            .args(words)
            .args(["--seed", &SEED.to_string(), "--format", format])
            .env("RAYON_NUM_THREADS", threads.to_string())
            .output()
            .expect("the program runs")
    }

    /// The answer in all formats, which must say the same. `name` is the name of the rows in JSON.
    #[track_caller]
    fn answer(&self, words: &str, name: &str) -> Answer {
        // The numbers of threads differ, because the numbers of the answer must not.
        let [text, json, csv] = [("text", 2), ("json", 1), ("csv", 2)].map(|(format, threads)| {
            let output = self.ask(words, format, threads);
            assert_eq!(output.status.code(), Some(0), "{words}: {}", err(&output));
            assert_eq!(err(&output), "", "{words}");
            out(&output)
        });
        let mut json: Value = serde_json::from_str(&json).expect("JSON");
        let rows: Vec<Row> = serde_json::from_value(json[name].take()).expect("rows that are objects");
        let answer = Answer { text, json, rows };
        answer.expect_same_in_csv(&csv);
        answer.expect_same_in_text();
        answer
    }

    /// The answer as a text to read.
    #[track_caller]
    fn text(&self, words: &str) -> String {
        let output = self.ask(words, "text", 2);
        assert_eq!(output.status.code(), Some(0), "{words}: {}", err(&output));
        out(&output)
    }

    /// Why a command is refused: one sentence on standard error and nothing on standard output.
    #[track_caller]
    fn refusal(&self, words: &str) -> String {
        let output = self.ask(words, "json", 1);
        assert_eq!(output.status.code(), Some(2), "{words}: {}", out(&output));
        assert!(output.stdout.is_empty(), "{words}");
        err(&output)
    }
}

/// Guest is told more or less, or nothing. Uncertain are the promised concession and whether guest passes it on.
fn small_case() -> Scenario {
    let mut case = scenario();
    case.about.title = "A small case".into();
    case.horizon_months = 6;
    case.ties[0].onward = Quantity::range(0.3, 0.6, 0.9);
    let guest = case.meeting.recipients.get_mut(&recipient("guest")).expect("the recipient");
    guest.concession = Quantity::range(0.5, 1.0, 3.0);
    case.plans = Default::default();
    for (id, name, level) in
        [("all", "Tell all", Level::SourcesMethods), ("gist", "Only the gist", Level::Gist)]
    {
        case.plans.put(PlanId::known(id), Plan { name: name.into(), ..plan(level) });
    }
    case.plans.put(PlanId::known("silence"), Plan::named("Say nothing"));
    case
}

type Row = BTreeMap<String, Value>;

/// The answer of a command in each format.
struct Answer {
    text: String,
    /// The fields beside the rows.
    json: Value,
    rows: Vec<Row>,
}

impl Answer {
    /// The row that has these texts in these columns; there must be one.
    #[track_caller]
    fn row(&self, fields: &[(&str, &str)]) -> &Row {
        let is = |row: &&Row| fields.iter().all(|(column, text)| row[*column] == *text);
        let mut found = self.rows.iter().filter(is);
        let row = found.next().unwrap_or_else(|| panic!("no row {fields:?} in {:?}", self.rows));
        assert!(found.next().is_none(), "several rows {fields:?}");
        row
    }

    #[track_caller]
    fn number(&self, fields: &[(&str, &str)], column: &str) -> f64 {
        number(self.row(fields), column)
    }

    #[track_caller]
    fn expect_same_in_csv(&self, csv: &str) {
        let mut table = csv::Reader::from_reader(csv.as_bytes());
        let rows: Vec<BTreeMap<String, String>> =
            table.deserialize().collect::<Result<_, _>>().expect("whole rows");
        assert_eq!(rows.len(), self.rows.len());
        for (csv, json) in rows.iter().zip(&self.rows) {
            for stamp in ["model_version", "seed", "histories", "plan"] {
                assert_eq!(csv[stamp], plain(&self.json[stamp]), "{stamp}");
            }
            for (column, value) in json {
                match value.as_f64() {
                    // serde_json may read a number one unit in the last place beside what is written.
                    Some(number) => {
                        let other: f64 = csv[column].parse().expect("a number");
                        assert!(
                            (number - other).abs() <= 1e-15 * number.abs(),
                            "{column} of {json:?}: {other}"
                        );
                    }
                    None => assert_eq!(csv[column], plain(value), "{column} of {json:?}"),
                }
            }
            assert_eq!(csv.len(), json.len() + 4, "no other columns");
        }
    }

    /// Every row of the JSON stands in the text too, in order, its numbers rounded.
    #[track_caller]
    fn expect_same_in_text(&self) {
        assert!(self.text.starts_with("A small case\n\n"), "{}", self.text);
        assert!(self.text.contains(&format!("Seed {SEED}, model version 2.")), "{}", self.text);
        let lines: Vec<Vec<&str>> = self.text.lines().map(cells).collect();
        let mut lines = lines.iter();
        for row in &self.rows {
            let is_row = |line: &&Vec<&str>| {
                let mut shown: Vec<String> =
                    row.values().map(rounded).filter(|cell| !cell.is_empty()).collect();
                let mut line: Vec<String> = line.iter().map(|cell| (*cell).to_owned()).collect();
                // JSON sorts its columns by name.
                shown.sort();
                line.sort();
                shown == line
            };
            assert!(lines.any(|line| is_row(&line)), "{row:?} is missing or out of order in {}", self.text);
        }
    }
}

/// The cells of a line of a table, which stand at least two spaces apart.
fn cells(line: &str) -> Vec<&str> {
    line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A field as a table for reading shows it.
fn rounded(value: &Value) -> String {
    let Some(number) = value.as_f64() else { return plain(value) };
    let decimals = if number.abs() >= 1000.0 {
        0
    } else if number.abs() >= 10.0 {
        2
    } else {
        4
    };
    let text = format!("{number:.decimals$}").replace('-', "−");
    if text == "−0.0000" { "0.0000".into() } else { text }
}

#[track_caller]
fn number(row: &Row, column: &str) -> f64 {
    row[column].as_f64().unwrap_or_else(|| panic!("no number in {column} of {row:?}"))
}

#[track_caller]
fn assert_near(one: f64, other: f64) {
    assert!((one - other).abs() < 1e-9, "{one} is not {other}");
}

fn willingness(partner: &str, material: Material, month: u32) -> Measure {
    Measure::Willingness { partner: actor(partner), material, month }
}

fn log_odds(share: f64) -> f64 {
    (share / (1.0 - share)).ln()
}

#[test]
fn why_names_every_cause_and_its_parts_add_up_to_the_change() {
    let case = CaseFile::new();
    let answer =
        case.answer("why --partner origin --month 3 --plan all --against gist --histories 60", "causes");
    assert_eq!((&answer.json["plan"], answer.rows.len()), (&"Tell all".into(), 14));
    for factor in ["content", "opening sources and methods"] {
        let of_factor = answer.rows.iter().filter(|row| row["factor"] == factor);
        let (change, parts): (Vec<&Row>, Vec<&Row>) = of_factor.partition(|row| row["cause"] == "change");
        assert_eq!((change.len(), parts.len()), (1, 6));
        assert_near(parts.iter().map(|row| number(row, "log_odds")).sum(), number(change[0], "log_odds"));
    }
    let measure = [willingness("origin", Material::Content, 3)];
    let [all, gist] = ["all", "gist"]
        .map(|id| case.study().sample(case.plan(id), &measure).expect("nobody stops it").remove(0));
    let differences: Vec<f64> =
        all.iter().zip(&gist).map(|(all, gist)| log_odds(*all) - log_odds(*gist)).collect();
    let change = answer.row(&[("factor", "content"), ("cause", "change")]);
    assert_near(number(change, "log_odds"), Mean::of(&differences).mean);
    assert_near(number(change, "se"), Mean::of(&differences).se);
    assert!(answer.text.contains("under “Only the gist”"), "{}", answer.text);
}

#[test]
fn why_says_what_softened_the_blow_in_sentences_and_numbers() {
    let case = CaseFile::new();
    let mut answer = case.answer("why --partner origin --month 3 --histories 60", "causes");
    let rows: Vec<Row> = serde_json::from_value(answer.json["mitigation"].take()).expect("rows");
    assert!(rows.iter().all(|row| row["partner"] == "Origin" && number(row, "month") == 3.0), "{rows:?}");
    let found = mitigation(&case.study(), case.plan("all"), 3, HistorySet::All).expect("nobody stops it");
    let of = found.of(&actor("origin")).expect("a partner");
    let learned = of.learned.expect("it learns in some histories");
    for part in Mitigation::ALL {
        for material in Material::ALL {
            assert!(answer.text.contains(&of.sentence("Origin", part, material)), "{}", answer.text);
        }
    }
    let row = rows.iter().find(|row| {
        row["histories_of"] == "learned" && row["material"] == "content" && row["without"] == "stakes"
    });
    let row = row.expect("a row");
    assert_near(number(row, "change"), learned.change.content);
    assert_near(number(row, "held"), learned.held(Mitigation::Stakes, Material::Content));
    assert_near(number(row, "share"), of.share_learned);
}

#[test]
fn why_against_saying_nothing_begins_with_a_sentence_and_adds_up_in_points() {
    let case = CaseFile::new();
    let answer = case.answer("why --partner origin --month 3 --unsaid --histories 60", "causes");
    assert!(answer.text.contains("differs from what it would be if nothing were said"), "{}", answer.text);
    let sentence = answer.text.find("Origin ").expect("a sentence");
    assert!(
        answer.text[sentence..].starts_with(
            "Origin shares less and guards its sources because it thinks we cannot keep a secret"
        ),
        "{}",
        answer.text
    );
    assert!(sentence < answer.text.find("Why the willingness").expect("numbers below it"));
    for (factor, material) in
        [("content", Material::Content), ("opening sources and methods", Material::SourcesAndMethods)]
    {
        let of = |cause: &str| answer.number(&[("factor", factor), ("cause", cause)], "points");
        let level = willingness("origin", material, 3);
        let [told, unsaid] = ["all", "silence"].map(|plan| case.mean(plan, level.clone()).mean);
        assert_near(of("change"), 100.0 * (told - unsaid));
        let causes =
            ["promise broken", "secret not kept", "institutions", "stakes and compensation", "protest"];
        assert_near(causes.map(of).iter().sum(), of("change"));
        assert_eq!(of("outside events"), 0.0, "they are the same if nothing is said");
    }
}

#[test]
fn why_without_another_plan_is_told_from_before_the_meeting() {
    let case = CaseFile::new();
    let answer = case.answer("why --partner Origin --month 6 --histories 60", "causes");
    assert_eq!(answer.json["plan"], "Tell all", "the first plan");
    let now = case.mean("all", willingness("origin", Material::Content, 6)).mean;
    assert!(answer.text.contains("was before the meeting"), "{}", answer.text);
    assert!(answer.text.contains(&format!("% → {:.1}\u{a0}%, sources", 100.0 * now)), "{}", answer.text);
    assert!(answer.number(&[("factor", "content"), ("cause", "promise broken")], "log_odds") < 0.0);
}

#[test]
fn why_of_plans_that_are_alike_finds_no_cause() {
    let answer =
        CaseFile::new().answer("why --partner ally --month 6 --against all --histories 20", "causes");
    assert!(answer.rows.iter().all(|row| number(row, "log_odds") == 0.0), "{:?}", answer.rows);
}

#[test]
fn compare_has_the_means_of_every_plan_and_its_differences_to_the_first() {
    let case = CaseFile::new();
    let answer = case.answer("compare --histories 60", "comparison");
    let content = "content:origin@6";
    for (id, name) in [("all", "Tell all"), ("gist", "Only the gist"), ("silence", "Say nothing")] {
        for (key, measure) in
            [("total", Measure::TOTAL), (content, willingness("origin", Material::Content, 6))]
        {
            let fields = [("of", name), ("result", key)];
            let value =
                |statistic| answer.number(&[&fields[..], &[("statistic", statistic)]].concat(), "value");
            let (mean, first) = (case.mean(id, measure.clone()), case.mean("all", measure));
            assert_near(value("mean"), mean.mean);
            assert_near(value("se"), mean.se);
            if id != "all" {
                assert_near(value("difference"), mean.mean - first.mean);
                assert!(value("difference_q05") <= value("difference_q95"));
            }
        }
        let best = answer.number(&[("of", name), ("statistic", "share_best")], "value");
        assert!((0.0..=1.0).contains(&best));
        assert!(answer.number(&[("of", name), ("result", "regret"), ("statistic", "mean")], "value") >= 0.0);
    }
    let against_itself = answer.rows.iter().find(|row| row["of"] == row["against"]);
    assert_eq!(against_itself, None, "no plan differs from itself");
}

#[test]
fn compare_takes_plans_by_name_or_id_and_holds_them_against_the_first() {
    let case = CaseFile::new();
    let by_id = case.answer("compare --histories 60 --plans silence,gist", "comparison");
    assert!(by_id.rows.iter().all(|row| row["of"] != "Tell all"));
    let difference =
        by_id.number(&[("of", "Only the gist"), ("result", "total"), ("statistic", "difference")], "value");
    assert_near(difference, case.mean("gist", Measure::TOTAL).mean);
    assert!(by_id.rows.iter().all(|row| ["", "Say nothing", "Only the gist"].contains(&row["against"].as_str().expect("text"))));
    let by_name = Command::new(env!("CARGO_BIN_EXE_tearline"))
        .args(["compare", &case.path, "--histories", "60", "--seed", "5", "--format", "json"])
        .args(["--plans", "Say nothing,Only the gist"])
        .output()
        .expect("the program runs");
    assert_eq!(out(&by_name), out(&case.ask("compare --histories 60 --plans silence,gist", "json", 1)));
}

#[test]
fn compare_and_project_say_the_same_of_a_plan() {
    let case = CaseFile::new();
    let compared = case.answer("compare --histories 60", "comparison");
    let project = case.ask("project --histories 60 --plan gist", "json", 1);
    let projected: Value = serde_json::from_str(&out(&project)).expect("JSON");
    for part in ["total", "concession", "flow", "harm", "compensation"] {
        for statistic in ["mean", "se"] {
            let fields = [("of", "Only the gist"), ("result", part), ("statistic", statistic)];
            assert_near(
                compared.number(&fields, "value"),
                projected["ledger"][part][statistic].as_f64().expect("a number"),
            );
        }
    }
}

/// Whether a choice is at least as good in both results and better in one, where more is better in both.
fn dominates(one: [f64; 2], other: [f64; 2]) -> bool {
    one[0] >= other[0] && one[1] >= other[1] && one != other
}

/// The two results of every choice of an answer of `tearline frontier`.
fn choices<'a>(rows: impl Iterator<Item = &'a Row>, results: [&str; 2]) -> BTreeMap<&'a str, [f64; 2]> {
    let mut choices: BTreeMap<&str, [f64; 2]> = BTreeMap::new();
    for row in rows {
        if let Some(axis) = results.iter().position(|key| row["result"] == *key) {
            choices.entry(row["choice"].as_str().expect("words")).or_default()[axis] = number(row, "mean");
        }
    }
    choices
}

#[test]
fn frontier_shows_every_choice_and_first_those_of_which_none_beats_another() {
    let case = CaseFile::new();
    let answer = case.answer("frontier --results content:origin@6,concession --all", "choices");
    let results = ["content:origin@6", "concession"];
    let all = choices(answer.rows.iter(), results);
    assert!(answer.text.contains(&format!("All {} choices were tried.", all.len())), "{}", answer.text);
    assert!(answer.text.contains("The highest total, "), "{}", answer.text);
    let is_unbeaten = |row: &&Row| row["unbeaten"] == "yes";
    let unbeaten = choices(answer.rows.iter().filter(is_unbeaten), results);
    assert!(1 < unbeaten.len() && unbeaten.len() < all.len());
    for one in unbeaten.values() {
        assert!(!unbeaten.values().any(|other| dominates(*one, *other)), "{unbeaten:?}");
    }
    let beaten = answer.rows.iter().position(|row| row["unbeaten"] == "no").expect("one");
    assert!(answer.rows[beaten..].iter().all(|row| row["unbeaten"] == "no"), "the unbeaten come first");
    let silence = answer.row(&[("choice", "say nothing"), ("result", "methods:lowest@6")]);
    let lowest = Measure::Lowest { material: Material::SourcesAndMethods, month: 6 };
    assert_near(number(silence, "mean"), case.mean("silence", lowest).mean);
}

#[test]
fn frontier_keeps_limits_or_says_that_none_can() {
    let case = CaseFile::new();
    let kept = case.text("frontier --least total=-100 --most source-lost=1");
    assert!(kept.contains("The highest total within the limits, "), "{kept}");
    let impossible = case.text("frontier --least content:lowest@6=1");
    assert!(impossible.contains("No choice that was tried keeps these limits."), "{impossible}");
    let table = |text: &str| text.split_once("choice  ").expect("a table").1.to_owned();
    assert_eq!(table(&kept), table(&impossible), "limits do not change the choices");
}

#[test]
fn sensitivity_moves_each_uncertain_number_from_end_to_end() {
    let case = CaseFile::new();
    let answer = case.answer("sensitivity --plan gist --histories 60", "numbers");
    assert_eq!(answer.rows.len(), 3, "two numbers and luck: {:?}", answer.rows);
    assert_eq!(answer.json["plan"], "Only the gist");
    let concession =
        case.scenario.input_name(&Input::Recipient(recipient("guest"), RecipientField::Concession));
    let row = answer.row(&[("number", &concession)]);
    assert_eq!((number(row, "low"), number(row, "high")), (0.5, 3.0));
    for (end, column) in [(0.5, "result_at_low"), (3.0, "result_at_high")] {
        let mut fixed = case.scenario.clone();
        let guest = fixed.meeting.recipients.get_mut(&recipient("guest")).expect("the recipient");
        guest.concession = Quantity::plain(end);
        let study = Study::new(&fixed, SEED, HISTORIES, &NoMonitor);
        let values = study.sample(case.plan("gist"), &[Measure::TOTAL]).expect("nobody stops it");
        assert_near(number(row, column), Mean::of(&values[0]).mean);
    }
    for row in answer.rows.iter().filter(|row| row["number"] != "luck") {
        assert_near(number(row, "swing"), number(row, "result_at_high") - number(row, "result_at_low"));
        assert!(number(row, "worth_knowing") >= 0.0);
    }
    let luck = answer.row(&[("number", "luck")]);
    assert!(luck["swing"].is_null() && luck["with_all"].is_number());
    for words in ["each of 2 uncertain numbers", "Without knowing more, “", "Asking first about the plot: "]
    {
        assert!(answer.text.contains(words), "{words} in {}", answer.text);
    }
}

#[test]
fn sensitivity_of_another_result_is_that_of_the_result() {
    let case = CaseFile::new();
    let text = case.text("sensitivity --result methods:origin@2 --histories 60");
    let mean = case.mean("all", willingness("origin", Material::SourcesAndMethods, 2));
    let head = format!(
        "What moves Origin: sources and methods in month 2 under “Tell all” (mean {:.3} ± {:.3})",
        mean.mean, mean.se
    );
    assert!(text.contains(&head), "{head} in {text}");
}

#[test]
fn sensitivity_of_a_change_is_that_against_saying_nothing() {
    let case = CaseFile::new();
    let text = case.text("sensitivity --result methods-change:origin@2 --histories 60");
    let level = willingness("origin", Material::SourcesAndMethods, 2);
    let [told, unsaid] = ["all", "silence"].map(|plan| case.mean(plan, level.clone()).mean);
    assert!(told < unsaid);
    let head = format!(
        "What moves Origin: change of sources and methods in month 2 under “Tell all” (mean −{:.3} ± ",
        unsaid - told
    );
    assert!(text.contains(&head), "{head} in {text}");
}

fn repair_words(above: f64, rest: &str) -> String {
    format!("repair --partner origin --by 4 --above {above} --histories 60{rest}")
}

#[test]
fn repair_of_what_is_above_the_line_changes_nothing() {
    let case = CaseFile::new();
    let answer = case.answer(&repair_words(0.1, ""), "repairs");
    let [row] = &answer.rows[..] else { panic!("one row") };
    let mean = case.mean("all", willingness("origin", Material::Content, 4));
    assert_eq!((&row["found"], &row["changes"]), (&"as it is".into(), &"".into()));
    for (column, value) in [("before", mean.mean), ("before_se", mean.se), ("after", mean.mean)] {
        assert_near(number(row, column), value);
    }
    assert!(answer.text.contains("as it is: "), "{}", answer.text);
}

#[test]
fn repair_finds_a_change_that_reaches_the_line() {
    let case = CaseFile::new();
    let content = willingness("origin", Material::Content, 4);
    let [told, calm] = ["all", "silence"].map(|plan| case.mean(plan, content.clone()).mean);
    let above = (told + calm) / 2.0;
    let answer = case.answer(&repair_words(above, ""), "repairs");
    let [row] = &answer.rows[..] else { panic!("one row") };
    assert_eq!(row["found"], "change");
    assert_near(number(row, "before"), told);
    assert!(number(row, "before") < above && number(row, "after") >= above);
    let changes = row["changes"].as_str().expect("words");
    assert!(!changes.is_empty() && answer.text.contains(&format!("{changes}.")), "{}", answer.text);
}

#[test]
fn repair_that_cannot_be_says_so_by_either_name_of_the_option() {
    let case = CaseFile::new();
    let answer = case.answer(&repair_words(0.9999, " --material methods --plan silence"), "repairs");
    let [row] = &answer.rows[..] else { panic!("one row") };
    assert_eq!((&row["found"], &row["after"]), (&"nothing".into(), &Value::Null));
    for words in ["There is none", "the nearest is ", "if nothing were said"] {
        assert!(answer.text.contains(words), "{words} in {}", answer.text);
    }
    let earlier_name = case.ask(&repair_words(0.9999, " --lane methods --plan silence"), "text", 1);
    assert_eq!(out(&earlier_name), answer.text);
}

#[test]
fn a_question_about_what_is_not_there_is_refused_with_what_is() {
    let case = CaseFile::new();
    for (words, says) in [
        ("why --partner guest --month 3", "There is no partner “guest”; there are origin, ally."),
        ("why --partner origin --month 7", "The scenario ends in month 6, before month 7."),
        ("why --partner origin --month 3 --plan none", "There is no plan “none”; there are “Tell all”, "),
        ("why --partner origin --month 3 --against none", "There is no plan “none”; there are “Tell all”, "),
        ("compare --plans all,none", "There is no plan “none”"),
        ("frontier --plan none", "There is no plan “none”"),
        ("frontier --results total,none", "There is no result “none”"),
        ("frontier --results total", "two results that differ"),
        ("frontier --results total,content:origin@7", "The scenario ends in month 6, before month 7."),
        ("frontier --least total", "not “total”"),
        ("frontier --least total=much", "not “total=much”"),
        ("frontier --least total=inf", "not “total=inf”"),
        ("frontier --least none=0", "There is no result “none”"),
        ("frontier --most total=0", "--least"),
        ("frontier --least source-lost=0", "--most"),
        ("frontier --most harm=0", "A limit on harm needs it among --results"),
        ("sensitivity --plan none", "There is no plan “none”"),
        ("sensitivity --result content:guest@3", "partners are origin, ally"),
        ("sensitivity --result methods:origin@7", "The scenario ends in month 6, before month 7."),
        ("repair --partner guest --above 0.5 --by 3", "There is no partner “guest”"),
        ("repair --partner origin --above 0.5 --by 7", "The scenario ends in month 6, before month 7."),
        ("repair --partner origin --above 0.5 --by 3 --plan none", "There is no plan “none”"),
        ("repair --partner origin --above 1.5 --by 3", "a share is a number from 0 to 1"),
        ("repair --partner origin --above half --by 3", "a share is a number from 0 to 1"),
        ("why --month 3", "--partner"),
        ("why --partner origin --month 3 --histories 0", "--histories"),
        ("why --partner origin --month 3 --histories 1", "from 2 to 100,000"),
        ("repair --partner origin --above 0.5 --by 3 --histories 9", "--histories"),
    ] {
        let refusal = case.refusal(words);
        assert!(refusal.contains(says), "{words}: {refusal}");
    }
}

#[test]
fn a_question_about_no_file_names_the_built_in_cases() {
    let output = tearline(&["compare", "no-such-case"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty() && err(&output).contains("Built-in cases: "), "{}", err(&output));
}
