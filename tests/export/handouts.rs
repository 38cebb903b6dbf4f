//! The cards and paper of the built-in lessons: complete, and silent about what happened until the teacher's key.

use crate::{all_words, case, cases, read_back, results, words};
use tearline::export::handouts::{HandoutInput, handouts};
use tearline::export::paper::pdf::PageSize;
use tearline::export::paper::{Block, Paper, Rank};
use tearline::scenario::{Level, Role, Roles, Scenario};

pub fn papers(scenario: &Scenario) -> Paper {
    let lesson = &scenario.lessons[0];
    handouts(HandoutInput { scenario, lesson, results: &results(scenario, lesson), map: None })
}

/// The words of a chapter.
fn chapter(paper: &Paper, title: &str) -> Option<String> {
    let begins =
        |block: &Block| matches!(block, Block::Heading { rank: Rank::Chapter, text } if text == title);
    let first = paper.blocks.iter().position(begins)?;
    let rest = &paper.blocks[first + 1..];
    let is_heading = |block: &Block| matches!(block, Block::Heading { rank: Rank::Chapter, .. });
    let end = rest.iter().position(is_heading).unwrap_or(rest.len());
    Some(rest[..end].iter().map(|block| words(block) + "\n").collect())
}

#[test]
fn every_case_has_a_brief_sheets_cards_and_a_key() {
    for (name, scenario) in cases() {
        let paper = papers(&scenario);
        for title in ["The brief", "Your prediction", "Before you go", "Teacher’s key"] {
            assert!(chapter(&paper, title).is_some(), "{name}: {title}");
        }
        let cards = paper.blocks.iter().filter(|block| matches!(block, Block::Picture(_))).count();
        assert_eq!(cards, 1, "{name}: one sheet of voting cards");
    }
}

#[test]
fn every_actor_that_has_a_part_gets_a_sheet_with_room_for_its_decision() {
    for (name, scenario) in cases() {
        let paper = papers(&scenario);
        for (_, actor, role) in Roles::new(&scenario).cast() {
            let sheet = chapter(&paper, &format!("Your role: {}", actor.name));
            assert_eq!(sheet.is_some(), role != Role::Bystander, "{name}: {}", actor.name);
            assert!(sheet.is_none_or(|sheet| sheet.contains("Your decision")), "{name}: {}", actor.name);
        }
    }
}

#[test]
fn nothing_that_is_handed_out_says_what_happened() {
    for (name, scenario) in cases() {
        let paper = papers(&scenario);
        let words = all_words(&paper);
        let key = words.find("Teacher’s key").expect("it has a key");
        let handed_out = &words[..key];
        let told = |text: &str| !text.is_empty() && handed_out.contains(text);
        assert!(!told(&scenario.about.after) && !told(&scenario.about.teaches), "{name}");
        for sentence in scenario.about.after.split(". ").filter(|sentence| sentence.len() > 20) {
            assert!(!told(sentence), "{name}: {sentence}");
        }
        let record = scenario.record.as_ref().expect("a built-in case has a record");
        assert!(!told(&record.doubts), "{name}");
        let plan = record.plan.as_ref().and_then(|plan| scenario.plans.get(plan)).expect("its plan");
        assert!(!told(&plan.name), "{name}: {}", plan.name);
    }
}

#[test]
fn only_home_reads_how_the_intelligence_was_got_and_only_its_giver_that_it_was_promised() {
    for (name, scenario) in cases() {
        let paper = papers(&scenario);
        for (id, actor, role) in Roles::new(&scenario).cast() {
            let Some(sheet) = chapter(&paper, &format!("Your role: {}", actor.name)) else { continue };
            for item in scenario.items.values() {
                if role != Role::Home {
                    for level in [Level::Content, Level::Context, Level::SourcesMethods] {
                        let text = item.words.at(level);
                        assert!(
                            text.is_empty() || !sheet.contains(text),
                            "{name}: {} reads {text}",
                            actor.name
                        );
                    }
                }
                let knows = role == Role::Home || item.originator == *id;
                let titled = sheet.contains(&format!("Yours: {}", item.name));
                assert!(knows || !titled, "{name}: {}", actor.name);
                assert!(titled || item.originator != *id || role == Role::Home, "{name}: {}", actor.name);
            }
        }
    }
}

#[test]
fn the_key_has_the_numbers_that_the_model_gives() {
    let scenario = case("oval-office-2017");
    let lesson = &scenario.lessons[0];
    let results = results(&scenario, lesson);
    let paper = handouts(HandoutInput { scenario: &scenario, lesson, results: &results, map: None });
    let key = chapter(&paper, "Teacher’s key").expect("it has a key");
    for of in &results.outlooks[0].partners {
        let shares = of.shares.content.map(tearline::analysis::number_format::percent);
        let row = format!("{}: content | {}", scenario.name(&of.partner), shares.join(" | "));
        assert!(key.contains(&row), "{row}\n{key}");
    }
    let comparison = results.plans.expect("it has plans");
    let first = comparison.columns[0].cells[1].mean.mean;
    assert!(key.contains(&tearline::analysis::number_format::percent(first)), "{key}");
}

#[test]
fn the_key_names_the_right_option_and_every_source_once() {
    for (name, scenario) in cases() {
        let paper = papers(&scenario);
        let key = chapter(&paper, "Teacher’s key").expect("it has a key");
        for source in &scenario.about.sources {
            assert_eq!(key.matches(&source.cite).count(), 1, "{name}: {}", source.cite);
        }
    }
}

#[test]
fn the_papers_of_every_case_become_pdf_in_both_sizes_with_all_words() {
    for (name, scenario) in cases() {
        let paper = papers(&scenario);
        for size in PageSize::ALL {
            let document = read_back(&paper, size);
            let pages: Vec<u32> = document.get_pages().into_keys().collect();
            let text = document.extract_text(&pages).expect("text can be read");
            let text: String = text.split_whitespace().collect();
            for block in &paper.blocks {
                if let Block::Heading { text: heading, .. } = block {
                    let heading: String = heading.split_whitespace().collect();
                    assert!(text.contains(&heading), "{name}, {size:?}: {heading}");
                }
            }
        }
    }
}

#[test]
fn a_case_without_anything_in_it_has_papers_too() {
    let scenario = Scenario::default();
    let lesson = tearline::lesson::template::Template::FiftyMinutes.lesson(&scenario);
    let results = results(&scenario, &lesson);
    let paper = handouts(HandoutInput { scenario: &scenario, lesson: &lesson, results: &results, map: None });
    assert!(chapter(&paper, "The brief").is_some_and(|brief| brief.contains("Nobody has written")));
    read_back(&paper, PageSize::A4);
}
