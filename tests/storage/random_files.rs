//! Files that nobody wrote: whatever is in them, they open or are explained, and never bring anything down.

use proptest::prelude::*;
use tearline::scenario::{Edit, Figure, Scenario};
use tearline::storage::{built_in_cases, parse, write};

fn texts() -> Vec<&'static str> {
    built_in_cases().iter().map(|case| case.text).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_file_with_something_torn_out_put_in_or_doubled_opens_or_is_explained(
        case in 0..3_usize,
        at in 0.0..1.0_f64,
        length in 0..60_usize,
        insert in "[ -~\\PC]{0,12}",
        double in any::<bool>(),
    ) {
        let text = texts()[case];
        let start = text.floor_char_boundary((at * text.len() as f64) as usize);
        let end = text.ceil_char_boundary((start + length).min(text.len()));
        let torn = if double { &text[start..end] } else { "" };
        let damaged = format!("{}{insert}{torn}{torn}{}", &text[..start], &text[end..]);
        match parse(&damaged, "damaged.ron") {
            Ok(scenario) => prop_assert!(write(&scenario).is_ok()),
            Err(error) => {
                let place = error.place.expect("a place in the file");
                prop_assert!(place.line >= 1 && place.column >= 1);
                prop_assert!(place.line <= damaged.lines().count() + 1, "{}", error);
                prop_assert!(error.sentence.ends_with(['.', '?', '…']), "{}", error);
            }
        }
    }

    #[test]
    fn any_document_that_edits_can_make_is_read_again_equal(
        case in 0..3_usize,
        numbers in prop::collection::vec((any::<prop::sample::Index>(), 0.0..1.0_f64, 0.0..1.0_f64, "\\PC{0,20}"), 1..12),
        horizon in 1..120_u32,
    ) {
        let mut scenario: Scenario = parse(texts()[case], "case.ron").expect("a case that ships");
        scenario = scenario.edited(&Edit::SetHorizon(horizon)).expect("a fitting horizon");
        let inputs = scenario.inputs();
        for (which, low, width, note) in numbers {
            let input = which.get(&inputs);
            let bounds = input.bounds();
            let spread = (bounds.max - bounds.min).min(100.0);
            let low = bounds.min + 0.5 * low * spread;
            let figure = Figure { note, ..Figure::range(low, low + 0.2 * width * spread, low + 0.5 * width * spread) };
            scenario = scenario.edited(&Edit::SetFigure(input.clone(), figure)).expect("a figure within bounds");
        }
        let text = write(&scenario).expect("text");
        prop_assert_eq!(parse(&text, "any.ron").expect("what was written can be read"), scenario);
    }
}
