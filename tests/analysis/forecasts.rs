//! Classes of a course and scores of probabilities, as an independent implementation of the model's text computed
//! them.

use serde_json::Value;
use tearline::analysis::hindcast::Decline;
use tearline::analysis::hindcast::probability::{
    ContentForecast, ContentScores, EventForecast, EventScores, NO_FALL, Voice, content_base_rate,
    event_base_rate, reliability,
};
use tearline::scenario::{ContentOutcome, MethodsOutcome, Scope};

const TOLERANCE: f64 = 1e-9;

fn cases(block: &str) -> Vec<Value> {
    let vectors: Value =
        serde_json::from_str(include_str!("../fixtures/vectors.json")).expect("the vectors are JSON");
    let cases = vectors[block]["cases"].as_array().expect("a list of cases").clone();
    assert!(!cases.is_empty());
    cases
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is not a number"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn close(what: &str, ours: f64, theirs: &Value) {
    let theirs = number(theirs);
    assert!((ours - theirs).abs() <= TOLERANCE * theirs.abs().max(1e-3), "{what}: {ours} against {theirs}");
}

#[test]
fn a_course_has_the_class_of_the_vectors() {
    for case in cases("hindcast_rule") {
        let months = list(&case["q"]).iter().map(number);
        let decline = Decline::of(number(&case["before"]), months);
        let class = match decline.content() {
            ContentOutcome::NoFall => "none",
            ContentOutcome::Paused => "paused",
            ContentOutcome::Restricted => "restricted",
            ContentOutcome::CutOff => "cut off",
        };
        assert_eq!(class, case["q_c_class"], "{case}");
        let tightened = decline.sources_methods() == MethodsOutcome::Tightened;
        assert_eq!(case["q_s_tightened"], tightened, "{case}");
    }
}

fn scope(value: &Value) -> Option<Scope> {
    match value.as_str() {
        Some("none") => None,
        Some("narrow") => Some(Scope::Narrow),
        Some("domain") => Some(Scope::Domain),
        Some("broad") => Some(Scope::Broad),
        other => panic!("no such scope: {other:?}"),
    }
}

/// The forecasts of a case of the vectors, each with a voice of its own.
fn forecasts(case: &Value) -> Vec<ContentForecast> {
    let forecast = |(number_of_case, chances): (usize, &Value)| {
        let observed = case["observed"][number_of_case].as_u64().expect("a class") as usize;
        let chances: Vec<f64> = list(chances).iter().map(number).collect();
        ContentForecast {
            voice: Voice { case: number_of_case, share: 1.0 },
            chances: chances.try_into().expect("four classes"),
            happened: ContentOutcome::ALL[observed],
            scope: scope(&case["scope"][number_of_case]),
        }
    };
    list(&case["p_class"]).iter().enumerate().map(forecast).collect()
}

#[test]
fn forecasts_have_the_scores_of_the_vectors() {
    for case in cases("hindcast_scores") {
        let forecasts = forecasts(&case);
        let model = ContentScores::of(&forecasts);
        close("Brier", model.fall.brier, &case["brier"]);
        close("logarithm", model.fall.logarithmic, &case["log"]);
        close("ranked", model.ranked, &case["rps"]);
        close("Brier without narrow falls", model.brier_without_narrow, &case["brier_domain_and_broad"]);
        let base_rate = ContentScores::of(&content_base_rate(&forecasts));
        close("base rate, Brier", base_rate.fall.brier, &case["base_rate_brier"]);
        close("base rate, logarithm", base_rate.fall.logarithmic, &case["base_rate_log"]);
        close("base rate, ranked", base_rate.ranked, &case["base_rate_rps"]);
        let never: Vec<ContentForecast> =
            forecasts.iter().map(|forecast| ContentForecast { chances: NO_FALL, ..*forecast }).collect();
        let never = ContentScores::of(&never);
        close("never, Brier", never.fall.brier, &case["never_brier"]);
        close("never, logarithm", never.fall.logarithmic, &case["never_log"]);
        close("never, ranked", never.ranked, &case["never_rps"]);
    }
}

#[test]
fn forecasts_have_the_reliability_of_the_vectors() {
    for case in cases("hindcast_scores") {
        let falls: Vec<EventForecast> = forecasts(&case).into_iter().map(ContentForecast::fall).collect();
        for (ours, theirs) in reliability(&falls).iter().zip(list(&case["reliability"])) {
            assert_eq!(ours.band, [number(&theirs["low"]), number(&theirs["high"])]);
            close("cases", ours.cases, &theirs["cases"]);
            close("fell", ours.happened, &theirs["fell"]);
            assert_eq!(ours.mean_chance.is_none(), theirs["mean_p"].is_null(), "{theirs}");
            if let Some(mean) = ours.mean_chance {
                close("mean probability", mean, &theirs["mean_p"]);
            }
        }
    }
}

/// A base rate of an event is that of a fall of content.
#[test]
fn the_base_rate_of_an_event_leaves_the_case_itself_out() {
    for case in cases("hindcast_scores") {
        let falls: Vec<EventForecast> = forecasts(&case).into_iter().map(ContentForecast::fall).collect();
        let scores = EventScores::of(&event_base_rate(&falls));
        close("Brier", scores.brier, &case["base_rate_brier"]);
        close("logarithm", scores.logarithmic, &case["base_rate_log"]);
    }
}

#[test]
fn the_partners_of_a_case_are_no_base_rate_for_each_other() {
    let of = |case: usize, share: f64, happened: bool| EventForecast {
        voice: Voice { case, share },
        chance: 0.5,
        happened,
    };
    let rates = event_base_rate(&[of(0, 0.5, true), of(0, 0.5, true), of(1, 1.0, false)]);
    let chances: Vec<f64> = rates.iter().map(|rate| rate.chance).collect();
    assert_eq!(chances, [0.0, 0.0, 1.0]);
}

#[test]
fn a_certain_and_right_forecast_scores_almost_nothing_and_no_ranked_score_is_above_one() {
    for happened in ContentOutcome::ALL {
        for said in ContentOutcome::ALL {
            let mut chances = [0.0; 4];
            chances[said as usize] = 1.0;
            let voice = Voice { case: 0, share: 1.0 };
            let scores = ContentScores::of(&[ContentForecast { voice, chances, happened, scope: None }]);
            assert!((0.0..=1.0).contains(&scores.ranked), "{scores:?}");
            if said == happened {
                assert_eq!((scores.fall.brier, scores.ranked), (0.0, 0.0));
                assert!(scores.fall.logarithmic < 0.0011, "{scores:?}");
            }
        }
    }
    assert_eq!(ContentScores::of(&[]), ContentScores::default());
}
