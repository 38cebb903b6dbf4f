//! Every number in the tables of a report, and in the sentences beside them, is the one that the model answers to the same
//! question: asked anew, and compared cell by cell.

use crate::{all_words, case};
use tearline::analysis::case_tables::CaseTables;
use tearline::analysis::measure::Measure;
use tearline::analysis::query::{Answer, Query, TableId};
use tearline::analysis::shapley::Against;
use tearline::analysis::study::{HistorySet, Study};
use tearline::analysis::table::{Cell as Field, Table};
use tearline::engine::{Chance, MeanWillingness, NoMonitor, Projection, Run, project};
use tearline::export::paper::{Block, Cell, Paper, PaperTable, Rank};
use tearline::export::report::{ReportInput, ReportPictures, ReportResults, Section, report};
use tearline::scenario::{Material, Plan, PlanId, Scenario, capitalised};

/// Enough for every number to be uncertain, few enough for the flips of forty numbers.
const HISTORIES: u64 = 60;

/// A number as it is written: its value, and how many decimals it has.
type Written = (f64, usize);

/// The numbers in a text, in order. A dash between two numbers is no sign.
fn written(text: &str) -> Vec<Written> {
    let signs: Vec<char> = text.chars().collect();
    let (mut numbers, mut at) = (Vec::new(), 0);
    while at < signs.len() {
        if !signs[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let negative = at > 0 && matches!(signs[at - 1], '−' | '-');
        let start = at;
        let digit = |at: usize| signs.get(at).is_some_and(char::is_ascii_digit);
        while digit(at) || matches!(signs.get(at), Some('.' | ',')) && digit(at + 1) {
            at += 1;
        }
        let digits: String = signs[start..at].iter().filter(|sign| **sign != ',').collect();
        let decimals = digits.split_once('.').map_or(0, |(_, after)| after.len());
        let value: f64 = digits.parse().expect("a number");
        numbers.push((if negative { -value } else { value }, decimals));
    }
    numbers
}

/// Asserts that a text shows some numbers and no others, each as it rounds.
fn shows(text: &str, expected: &[f64], of: &str) {
    let written = written(text);
    assert_eq!(written.len(), expected.len(), "{of}: “{text}” for {expected:?}");
    for ((shown, decimals), exact) in written.iter().zip(expected) {
        // A little more than half of the last digit, because another order of sums may round the other way.
        let most = 0.500_001 * 0.1_f64.powi(*decimals as i32);
        assert!((shown - exact).abs() <= most, "{of}: “{text}” for {expected:?}");
    }
}

/// Asserts that a text shows a number of the case: in three decimals, and fewer only where they are 0.
fn shows_number(text: &str, exact: f64, of: &str) {
    let (shown, _) = *written(text).first().unwrap_or_else(|| panic!("{of}: no number in “{text}”"));
    assert!((shown - exact).abs() <= 0.000_500_001, "{of}: “{text}” for {exact}");
}

fn text(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) => text,
        Cell::Tick | Cell::Blank => panic!("a report has no empty cells"),
    }
}

/// A case with a plan, its report, and what the model answers.
struct Asked<'a> {
    scenario: &'a Scenario,
    id: PlanId,
    plan: &'a Plan,
    study: Study<'a>,
    projection: Projection,
    paper: Paper,
    month: u32,
}

/// A table of the model with its numbers in full.
struct Exact(Table);

impl Exact {
    /// The fields of a row by the names of some columns, found by what its first fields say.
    fn row(&self, key: &[&str], columns: &[&str]) -> Vec<f64> {
        let says = |row: &&Vec<Field>| row.iter().zip(key).all(|(field, key)| field.plain() == *key);
        let row = self.0.rows.iter().find(says).unwrap_or_else(|| panic!("no row {key:?} in {:?}", self.0));
        let number = |name: &&str| {
            let column = self.0.columns.iter().position(|column| column == name).expect("a column");
            in_unit(&row[column]).unwrap_or_else(|| panic!("no {name} in {row:?}"))
        };
        columns.iter().map(number).collect()
    }
}

/// A number in the unit in which readers see it: shares in per cent.
fn in_unit(field: &Field) -> Option<f64> {
    match field {
        Field::Share(share) => Some(100.0 * share),
        Field::Text(_) | Field::Number(_) | Field::Count(_) | Field::Nothing => field.number(),
    }
}

fn per_cent(chance: Chance) -> [f64; 2] {
    [100.0 * chance.mean, 100.0 * chance.se]
}

impl<'a> Asked<'a> {
    fn of(scenario: &'a Scenario, plan: usize) -> Self {
        let (id, plan) = scenario.plans.iter().nth(plan).expect("a plan");
        let study = Study::new(scenario, 1, HISTORIES, &NoMonitor);
        let results = ReportResults::of(&study, id, &Section::ALL).expect("nobody stops it");
        let pictures = ReportPictures::default();
        let paper = report(ReportInput { scenario, plan, results: &results, pictures: &pictures });
        let run = Run { histories: HISTORIES, seed: 1, ..Run::default() };
        let projection = project(scenario, plan, &run, &NoMonitor).expect("nobody stops it");
        let month = 12.min(projection.horizon_months);
        Asked { scenario, id: id.clone(), plan, study, projection, paper, month }
    }

    /// A table of the case, as it is exported on its own.
    fn table(&self, id: TableId) -> Exact {
        let tables = CaseTables::new(self.study, &self.id, self.plan);
        Exact(tables.table(id).expect("nobody stops it").expect("there is something for it"))
    }

    fn answer(&self, query: &Query) -> Answer {
        query.answer(&self.study, self.plan, &|_| ()).expect("nobody stops it")
    }

    fn answer_table(&self, query: &Query) -> Exact {
        let answer = self.answer(query);
        Exact(answer.table(&self.study, &self.plan.name, std::iter::empty()).expect("it has a table"))
    }

    /// The blocks of a chapter, each with its section.
    fn chapter(&self, chapter: Section) -> Vec<(&str, &Block)> {
        let (mut within, mut section, mut found) = (false, "", Vec::new());
        for block in &self.paper.blocks {
            match block {
                Block::Heading { rank: Rank::Chapter, text } => within = text == chapter.title(),
                Block::Heading { rank: Rank::Section, text } => section = text,
                _ if within => found.push((section, block)),
                _ => {}
            }
        }
        found
    }

    fn tables(&self, chapter: Section) -> Vec<(&str, &PaperTable)> {
        let blocks = self.chapter(chapter).into_iter();
        blocks
            .filter_map(|(section, block)| match block {
                Block::Table(table) => Some((section, table)),
                _ => None,
            })
            .collect()
    }

    fn list(&self, chapter: Section, place: usize) -> &[String] {
        let lists = self.chapter(chapter).into_iter().filter_map(|(_, block)| match block {
            Block::List(items) => Some(items.as_slice()),
            _ => None,
        });
        lists.into_iter().nth(place).expect("a list")
    }

    /// A sentence without the names in it, whose digits are no numbers of the model.
    fn without_names(&self, sentence: &str) -> String {
        let items = self.scenario.items.values().map(|item| item.name.as_str());
        let actors = self.scenario.actors.values().map(|actor| actor.name.as_str());
        let plans = self.scenario.plans.values().map(|plan| plan.name.as_str());
        items.chain(actors).chain(plans).fold(sentence.to_owned(), |text, name| text.replace(name, ""))
    }

    fn months(&self) -> Vec<u32> {
        let last = self.projection.horizon_months;
        [0, 3, 12, 24].into_iter().filter(|month| *month < last).chain([last]).collect()
    }

    fn willingness(&self) -> usize {
        let exact = self.table(TableId::Courses);
        let tables = self.tables(Section::Willingness);
        let [(_, courses), (_, split)] = tables[..] else { panic!("two tables") };
        let mut rows = courses.rows.iter();
        for course in &self.projection.partners {
            let name = self.scenario.name(&course.partner);
            for material in Material::ALL {
                let row = rows.next().expect("a row for every partner and material");
                assert_eq!(text(&row[0]), format!("{name}: {}", material.name()));
                let at = |month: &str| vec![name.to_owned(), material.name().to_owned(), month.to_owned()];
                let exact = |month: &str, columns: &[&str]| {
                    let key = at(month);
                    exact.row(&key.iter().map(String::as_str).collect::<Vec<_>>(), columns)
                };
                shows(text(&row[1]), &exact("", &["mean"]), name);
                for (cell, month) in row[2..].iter().zip(self.months()) {
                    shows(text(cell), &exact(&month.to_string(), &["mean", "se"]), name);
                }
                let last = self.projection.horizon_months.to_string();
                assert_eq!(row.len(), 3 + self.months().len());
                shows(text(&row[row.len() - 1]), &exact(&last, &["q05", "q95"]), name);
            }
        }
        assert!(rows.next().is_none(), "no row too many");
        self.split(split, &exact);
        tables.len()
    }

    fn split(&self, split: &PaperTable, exact: &Exact) {
        let mut rows = split.rows.iter();
        for course in &self.projection.partners {
            let name = self.scenario.name(&course.partner);
            for month in [0, self.projection.horizon_months] {
                let of = &course.split[month as usize];
                let groups =
                    [("if it learns", of.learned, "if_learned"), ("if not", of.unaware, "if_not_learned")];
                for (group, means, column) in groups {
                    let row = rows.next().expect("a row for each group");
                    assert_eq!(text(&row[0]), format!("{name}: {group}"));
                    shows(text(&row[1]), &[f64::from(month)], name);
                    let key = [name, Material::Content.name(), &month.to_string()];
                    let learned = exact.row(&key, &["share_learned"])[0];
                    let share = if group == "if not" { 100.0 - learned } else { learned };
                    shows(text(&row[2]), &[share], name);
                    for (cell, material) in row[3..].iter().zip(Material::ALL) {
                        let key = [name, material.name(), &month.to_string()];
                        let expected = means.map(|means: MeanWillingness| {
                            let planned = exact.row(&key, &[column])[0];
                            vec![100.0 * means.withheld.of(material), planned]
                        });
                        shows(text(cell), expected.as_deref().unwrap_or(&[]), name);
                    }
                }
            }
        }
        assert!(rows.next().is_none(), "no row too many");
    }

    fn ledger(&self) -> usize {
        let exact = self.table(TableId::Ledger);
        let tables = self.tables(Section::Ledger);
        let [(_, ledger)] = tables[..] else { panic!("one table") };
        let parts = ["concession", "warning", "flow", "harm", "compensation", "total"];
        assert_eq!(ledger.rows.len(), parts.len());
        for (row, part) in ledger.rows.iter().zip(parts) {
            let numbers = exact.row(&[part], &["mean", "se", "q05", "q50", "q95"]);
            for (cell, number) in row[1..].iter().zip(numbers) {
                shows(text(cell), &[number], part);
            }
        }
        tables.len()
    }

    fn knowledge(&self) -> usize {
        let exact = self.table(TableId::Knowers);
        let tables = self.tables(Section::Knowledge);
        let [(_, knowers)] = tables[..] else { panic!("one table") };
        assert_eq!(knowers.rows.len(), exact.0.rows.len());
        let levels = ["nothing", "gist", "content", "context", "sources_and_methods"];
        for (row, of) in knowers.rows.iter().zip(&exact.0.rows) {
            let (item, actor) = (of[0].plain(), of[1].plain());
            assert_eq!(text(&row[0]), format!("{actor}: {item}"));
            for (cell, chance) in row[1..].iter().zip(exact.row(&[&item, &actor], &levels)) {
                shows(text(cell), &[chance], &actor);
            }
        }
        self.outcomes();
        self.learners();
        tables.len()
    }

    /// What becomes of the items, in sentences.
    fn outcomes(&self) {
        let mut sentences = self.list(Section::Knowledge, 0).iter();
        for item in &self.projection.items {
            let name = self.scenario.item_name(&item.item);
            let sentence = self.without_names(sentences.next().expect("a sentence for every item"));
            shows(&sentence, &[per_cent(item.source_found), per_cent(item.public)].concat(), name);
            if let Some(granted) = item.granted {
                let sentence = self.without_names(sentences.next().expect("a sentence on the answer"));
                shows(&sentence, &granted.map(per_cent).concat(), name);
            }
        }
        assert!(sentences.next().is_none(), "no sentence too many");
    }

    /// Who learns of it, in sentences.
    fn learners(&self) {
        let learning = self.table(TableId::Learning);
        let has_learners = learning.0.rows.iter().any(|row| row[4].number() != Some(0.0));
        let mut sentences = if has_learners { self.list(Section::Knowledge, 1).iter() } else { [].iter() };
        for row in learning.0.rows.iter().filter(|row| row[4].number() != Some(0.0)) {
            let mut numbers: Vec<f64> = row[2..].iter().filter_map(in_unit).collect();
            // “in month 0 12.0 % ± 0.4, within 24 months 30.1 % ± 0.5”
            numbers.insert(2, f64::from(self.projection.horizon_months));
            numbers.insert(0, 0.0);
            let sentence = sentences.next().expect("a sentence for everybody who may learn");
            assert!(sentence.starts_with(&row[1].plain()), "{sentence}");
            shows(&self.without_names(sentence), &numbers, &row[1].plain());
        }
        assert!(sentences.next().is_none(), "no sentence too many");
    }

    fn reasons(&self) -> usize {
        let courses = self.table(TableId::Courses);
        let tables = self.tables(Section::Why);
        assert_eq!(tables.len(), self.scenario.partnerships.len());
        for (partner, (section, table)) in self.scenario.partnerships.keys().zip(&tables) {
            assert_eq!(*section, self.scenario.name(partner));
            let exact = self.answer_table(&Query::Decomposition {
                partner: partner.clone(),
                month: self.month,
                over: HistorySet::All,
                against: Against::Before,
            });
            let mean = |material: Material, month: &str| {
                courses.row(&[section, material.name(), month], &["mean"])[0]
            };
            let month = self.month.to_string();
            let changes = Material::ALL.map(|material| [mean(material, ""), mean(material, &month)]);
            shows(&table.caption, &changes.concat(), section);
            let of_factor = |factor: &str| -> Vec<(String, [f64; 2])> {
                let rows = exact.0.rows.iter().filter(|row| row[0].plain() == factor);
                rows.map(|row| (row[1].plain(), [4, 5].map(|at| row[at].number().expect("points")))).collect()
            };
            let [content, methods] = ["content", "opening sources and methods"].map(of_factor);
            assert_eq!(content.len(), methods.len());
            let pairs = content.into_iter().zip(methods);
            let told = pairs.filter(|((_, content), (_, methods))| content[0] != 0.0 || methods[0] != 0.0);
            let mut rows = table.rows.iter();
            for ((cause, content), (_, methods)) in told {
                let row = rows.next().expect("a row for every cause");
                assert_eq!(text(&row[0]), capitalised(&cause));
                shows(text(&row[1]), &content, &cause);
                shows(text(&row[2]), &methods, &cause);
            }
            assert!(rows.next().is_none(), "no row too many");
        }
        tables.len()
    }

    fn numbers(&self) -> usize {
        let answer = self.answer(&Query::Tornado(Measure::TOTAL));
        let exact = answer.table(&self.study, &self.plan.name, std::iter::empty());
        let exact = Exact(exact.expect("it has a table"));
        let tables = self.tables(Section::Numbers);
        let [(_, table)] = tables[..] else { panic!("one table") };
        assert_eq!(table.rows.len(), exact.0.rows.len().min(15));
        for (row, of) in table.rows.iter().zip(&exact.0.rows) {
            let name = of[0].plain();
            assert_eq!(text(&row[0]), capitalised(&name));
            let of: Vec<f64> = of[1..=6].iter().map(|field| in_unit(field).expect("a number")).collect();
            shows_number(text(&row[1]), of[0], &name);
            shows_number(text(&row[2]), of[1], &name);
            shows(text(&row[3]), &of[2..3], &name);
            shows(text(&row[4]), &of[3..4], &name);
            shows(text(&row[5]), &of[4..], &name);
        }
        let Answer::Tornado(tornado) = &answer else { panic!("a tornado") };
        let Some((_, Block::Text(sentence))) = self.chapter(Section::Numbers).into_iter().next() else {
            panic!("a sentence before the table")
        };
        shows(sentence, &[tornado.mean.mean], "the total");
        self.flips();
        tables.len()
    }

    fn flips(&self) {
        let Answer::SwitchingValues { numbers, .. } = self.answer(&Query::SwitchingValues(Measure::TOTAL))
        else {
            panic!("switching values")
        };
        let flipping: Vec<_> = numbers.iter().filter(|of| !of.values.is_empty()).collect();
        let lists = self
            .chapter(Section::Numbers)
            .iter()
            .filter(|(_, block)| matches!(block, Block::List(_)))
            .count();
        assert_eq!(lists, usize::from(!flipping.is_empty()));
        let sentences = if lists > 0 { self.list(Section::Numbers, 0) } else { &[] };
        assert_eq!(sentences.len(), flipping.len());
        for (sentence, of) in sentences.iter().zip(flipping) {
            let name = capitalised(&self.scenario.input_name(&of.input));
            let flips =
                sentence.strip_prefix(&format!("{name}: ")).expect("it begins with the number's name");
            let with_error = |se: f64| if se.is_finite() { vec![se] } else { vec![] };
            let expected: Vec<f64> =
                of.values.iter().flat_map(|at| [vec![at.value], with_error(at.se)].concat()).collect();
            shows(&self.without_names(flips), &expected, &name);
            for at in &of.values {
                let plans =
                    format!("{} → {}", self.scenario.plan_name(&at.from), self.scenario.plan_name(&at.to));
                assert!(flips.contains(&plans), "{flips}");
            }
        }
    }

    fn plans(&self) -> usize {
        let query = Query::Comparison { month: self.month, first: self.id.clone() };
        let exact = self.answer_table(&query);
        let Answer::Comparison(comparison) = self.answer(&query) else { panic!("a comparison") };
        let tables = self.tables(Section::Plans);
        let [(_, table)] = tables[..] else { panic!("one table") };
        assert_eq!(table.rows.len(), comparison.measures.len() + 1);
        let name = |plan: &PlanId| self.scenario.plan_name(plan).to_owned();
        let first = name(&self.id);
        for (row, measure) in table.rows.iter().zip(&comparison.measures) {
            assert_eq!(text(&row[0]), capitalised(&measure.name(self.scenario)));
            for (cell, of) in row[1..].iter().zip(&comparison.columns) {
                let (plan, key) = (name(&of.plan), measure.key());
                let number = |against: &str, statistic: &str| {
                    exact.row(&[&plan, &key, against, statistic], &["value"])[0]
                };
                let mut expected = vec![number("", "mean"), number("", "se")];
                if of.plan != self.id {
                    let [difference, se] = ["difference", "difference_se"].map(|of| number(&first, of));
                    match text(cell).ends_with("(=)") {
                        true => assert!(difference.abs() <= 2.0 * se, "{plan}, {key}: {difference} ± {se}"),
                        false => expected.push(difference),
                    }
                }
                shows(text(cell), &expected, &format!("{plan}, {key}"));
            }
        }
        for (cell, of) in table.rows[table.rows.len() - 1][1..].iter().zip(&comparison.columns) {
            let share = exact.row(&[&name(&of.plan), "total", "", "share_best"], &["value"])[0];
            let (shown, _) = written(text(cell))[0];
            // Rounded so that all of them add up to 100.
            assert!((shown - share).abs() <= 1.0, "{}: “{}” for {share}", name(&of.plan), text(cell));
        }
        tables.len()
    }

    fn assumptions(&self) -> usize {
        let tables = self.tables(Section::Assumptions);
        let mut rows: Vec<&Vec<Cell>> = tables.iter().flat_map(|(_, table)| &table.rows).collect();
        for input in self.scenario.inputs() {
            let (name, figure) =
                (capitalised(&self.scenario.input_name(&input)), self.scenario.figure(&input));
            let figure = figure.expect("it has its numbers");
            let place = rows.iter().position(|row| text(&row[0]) == name);
            let row = rows.remove(place.unwrap_or_else(|| panic!("no row for {name}")));
            let ends = [(&row[1], figure.low), (&row[3], figure.high)];
            for (cell, end) in ends {
                match figure.low == figure.high {
                    true => assert_eq!(text(cell), "", "{name}"),
                    false => shows_number(text(cell), end, &name),
                }
            }
            shows_number(text(&row[2]), figure.likely, &name);
            assert_eq!(text(&row[4]), input.info().unit, "{name}");
        }
        assert!(rows.is_empty(), "no row too many: {rows:?}");
        tables.len()
    }

    /// What the report says of itself, and how much home can check.
    fn sentences(&self) {
        let words = all_words(&self.paper);
        let stamp = words.lines().find(|line| line.starts_with("Model ")).expect("a stamp");
        let (stamp, _) = stamp.split_once(". ").expect("more follows");
        shows(stamp, &[2.0, HISTORIES as f64, 1.0], "the stamp");
        if let Some(sentence) = words.lines().find(|line| line.starts_with("Home can check ")) {
            let [first, last] = [self.projection.checkable.first(), self.projection.checkable.last()]
                .map(|of| 100.0 * of.expect("a month").mean);
            shows(sentence, &[first, 0.0, last], "what home can check");
        }
    }
}

#[test]
fn every_number_in_the_tables_of_a_report_is_the_models_answer_to_the_same_question() {
    for (name, plan) in [("zimmermann-1917", 0), ("oval-office-2017", 1), ("fuchs-1950", 1)] {
        let scenario = case(name);
        let asked = Asked::of(&scenario, plan);
        asked.sentences();
        let compared = asked.willingness()
            + asked.ledger()
            + asked.knowledge()
            + asked.reasons()
            + asked.numbers()
            + asked.plans()
            + asked.assumptions();
        let is_table = |block: &&Block| matches!(block, Block::Table(_));
        assert_eq!(compared, asked.paper.blocks.iter().filter(is_table).count(), "{name}: all tables");
    }
}

#[test]
fn numbers_are_found_in_any_text() {
    assert_eq!(
        written("−1.50 ± 0.3 (=), 10,000 histories: 5–95 %"),
        [(-1.5, 2), (0.3, 1), (10_000.0, 0), (5.0, 0), (95.0, 0)]
    );
    assert_eq!(written("none"), []);
}
