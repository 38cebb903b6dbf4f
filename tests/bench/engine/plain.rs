//! The model's months as one would write them down first: one history after the other, one partner
//! after the other, the platform's own exponential and logarithm, no lanes. The meeting is the
//! engine's own, which is scalar too.

use tearline::engine::Processor;
use tearline::engine::belief::EvidenceUpdate;
use tearline::engine::compiled_case::{CompiledCase, PartnerCase};
use tearline::engine::draws::KeyedDraws;
use tearline::engine::history;
use tearline::engine::inputs::Values;
use tearline::engine::item_trace::ItemTrace;
use tearline::engine::meeting::{self, Evidence, MeetingContext};
use tearline::engine::random;
use tearline::scenario::{Institution, ParameterField};

/// What one history comes to: the last month's willingness of every partner, and the flow gained.
pub struct Outcome {
    pub content: Vec<f64>,
    pub methods: Vec<f64>,
    pub flow: f64,
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn normal_quantile(u: f64) -> f64 {
    const CENTRE: [f64; 9] = [
        2.81022636e-08,
        3.43273939e-07,
        -3.5233877e-06,
        -4.39150654e-06,
        0.00021858087,
        -0.00125372503,
        -0.00417768164,
        0.246640727,
        1.50140941,
    ];
    const TAIL: [f64; 9] = [
        -0.000200214257,
        0.000100950558,
        0.00134934322,
        -0.00367342844,
        0.00573950773,
        -0.0076224613,
        0.00943887047,
        1.00167406,
        2.83297682,
    ];
    let w = -(4.0 * u * (1.0 - u)).ln();
    let horner = |x: f64, c: &[f64; 9]| c[1..].iter().fold(c[0], |sum, c| sum * x + c);
    let slope = if w < 5.0 { horner(w - 2.5, &CENTRE) } else { horner(w.sqrt() - 3.0, &TAIL) };
    std::f64::consts::SQRT_2 * (2.0 * u - 1.0) * slope
}

struct Constants {
    precision: f64,
    content_loss: f64,
    methods_loss: f64,
    methods_worth: f64,
    persistence: f64,
    spread: f64,
    good_kept: f64,
    bad_kept: [f64; 2],
    unpredictability_kept: f64,
    protest: f64,
    signal_kept: f64,
    insight: [f64; 2],
    checking: f64,
    prior: f64,
    cost: f64,
    discount: f64,
}

impl Constants {
    fn of(case: &CompiledCase, values: &Values<1>) -> Self {
        let get = |field| values.at(case.constants.slot(field), 0);
        Constants {
            precision: get(ParameterField::Precision),
            content_loss: get(ParameterField::ContentLoss),
            methods_loss: get(ParameterField::MethodsLoss),
            methods_worth: get(ParameterField::MethodsWorth),
            persistence: get(ParameterField::ChillPersistence),
            spread: get(ParameterField::ChillSpread),
            good_kept: get(ParameterField::GoodKept),
            bad_kept: [get(ParameterField::IntegrityKept), get(ParameterField::ControlKept)],
            unpredictability_kept: get(ParameterField::UnpredictabilityKept),
            protest: get(ParameterField::Protest),
            signal_kept: get(ParameterField::SignalKept),
            insight: [get(ParameterField::AssistanceInsight), get(ParameterField::LiaisonInsight)],
            checking: get(ParameterField::CheckingPower),
            prior: get(ParameterField::Prior),
            cost: get(ParameterField::FalseAlarmCost),
            discount: get(ParameterField::MonthDiscount),
        }
    }

    fn content(&self, worth: f64, risk: f64) -> f64 {
        logistic(self.precision * (worth - self.content_loss * risk))
    }

    fn access(&self, worth: f64, risk: f64) -> f64 {
        logistic(self.precision * (self.methods_worth * worth - self.methods_loss * risk))
    }

    fn value(&self, accuracy: f64, shading: f64, [access, insight]: [f64; 2]) -> f64 {
        let seen = self.checking * access;
        let checked = seen + (1.0 - seen) * insight;
        let shading = shading * (1.0 - checked);
        let accuracy = accuracy + (1.0 - accuracy) * checked;
        let hits = (1.0 - shading) * accuracy + shading;
        let false_alarms = (1.0 - shading) * (1.0 - accuracy) + shading;
        let alarm = (1.0 - self.prior) * self.cost;
        (self.prior * hits - alarm * false_alarms).max(0.0)
            + (self.prior * (1.0 - hits) - alarm * (1.0 - false_alarms)).max(0.0)
            - (self.prior - alarm).max(0.0)
    }
}

/// Plays histories 0 to `histories`.
pub fn play(case: &CompiledCase, seed: u64, histories: u64) -> Vec<Outcome> {
    let mut values = case.inputs.likely();
    (0..histories).map(|history| play_one(case, seed, history, &mut values)).collect()
}

fn play_one(case: &CompiledCase, seed: u64, history: u64, values: &mut Values<1>) -> Outcome {
    case.inputs.draw(Processor::PORTABLE, seed, [history], values);
    let luck = KeyedDraws { case, seed, history };
    let now = MeetingContext { case, values, lane: 0, luck: &luck };
    let mut evidence = vec![vec![EvidenceUpdate::default(); case.horizon + 1]; case.partners.len()];
    let mut struck = vec![false; case.partners.len()];
    let mut left = vec![1.0; case.partners.len()];
    let mut story = ItemTrace::default();
    for (index, item) in case.items.iter().enumerate() {
        meeting::play_item(&now, index, &mut story);
        if let (true, Some(originator)) = (story.source_closed(), item.originator) {
            left[originator] *= 1.0 - values.at(item.source_share, 0);
        }
        meeting::evidence(&now, index, &story, |Evidence { partner, month, update }| {
            struck[partner] = true;
            let learned = &mut evidence[partner][month];
            learned.integrity += update.integrity;
            learned.control += update.control;
            learned.unpredictability += update.unpredictability;
            learned.signal += update.signal;
        });
    }
    let constants = Constants::of(case, values);
    let mut outcome = Outcome { content: Vec::new(), methods: Vec::new(), flow: 0.0 };
    for (index, partner) in case.partners.iter().enumerate() {
        let evidence = struck[index].then_some(&evidence[index][..]);
        let luck = (seed, history);
        months(case, partner, values, &constants, evidence, left[index], luck, &mut outcome);
    }
    outcome
}

#[allow(clippy::too_many_arguments)] // Written down in one go, as a first version would be.
fn months(
    case: &CompiledCase,
    partner: &PartnerCase,
    values: &Values<1>,
    constants: &Constants,
    evidence: Option<&[EvidenceUpdate]>,
    left: f64,
    (seed, history): (u64, u64),
    outcome: &mut Outcome,
) {
    let get = |slot| values.at(slot, 0);
    let start = [partner.integrity, partner.control].map(|[mean, weight]| {
        let good = (get(mean) * (get(weight) + 2.0) - 1.0).clamp(0.0, get(weight));
        [good, get(weight) - good]
    });
    let intensities = partner.institutions.map(get);
    let supplement: f64 =
        1.0 - intensities.iter().zip([0.25, 0.15, 0.2, 0.15, 0.5]).map(|(x, w)| 1.0 - w * x).product::<f64>();
    let [influence, security, wider] = partner.stakes.map(get);
    let worth = 0.4 + 1.2 * (0.35 * influence + 0.4 * security + 0.25 * wider);
    let trust = |[good, bad]: [f64; 2]| (good + 1.0) / (good + bad + 2.0);
    // Bad experience from spontaneous acts counts as experience with control, and fades by a rule of its own.
    let risk_of = |[integrity, [good, bad]]: [[f64; 2]; 2], unpredictability: f64| {
        (1.0 - supplement) * (1.0 - trust(integrity) * trust([good, bad + unpredictability]))
    };
    let risk_before = risk_of(start, 0.0);
    let insight = 1.0
        - (1.0 - constants.insight[0] * intensities[Institution::TechnicalAssistance as usize])
            * (1.0 - constants.insight[1] * intensities[Institution::Liaison as usize]);
    let (mut unpredictability, mut signal) = (0.0, 0.0);
    let before = constants.content(worth, risk_before);
    let (mut beliefs, mut shock, mut spare, mut discount) = (start, 0.0, 0.0, 1.0);
    let (flow, accuracy, shading) = (get(partner.flow), get(partner.accuracy), get(partner.shading));
    let (mut content, mut access) = (0.0, 0.0);
    for month in 0..=case.horizon {
        if month > 0 {
            discount *= constants.discount;
            let u = if month % 2 == 1 {
                let [now, next] = random::uniform_pair(seed, partner.shocks, [history], month as u64);
                spare = next.0[0];
                now.0[0]
            } else {
                spare
            };
            shock = constants.persistence * shock + constants.spread * normal_quantile(u);
        }
        let withheld_content = constants.content(worth + shock, risk_before);
        let withheld_access = constants.access(worth + shock, risk_before);
        let mut worth_of_month =
            flow * withheld_content * constants.value(accuracy, shading, [withheld_access, insight]);
        outcome.flow -= if month > 0 { discount * worth_of_month } else { 0.0 };
        if let Some(evidence) = evidence {
            beliefs[0][1] += evidence[month].integrity;
            beliefs[1][1] += evidence[month].control;
            unpredictability += evidence[month].unpredictability;
            signal += evidence[month].signal;
            let risk = risk_of(beliefs, unpredictability);
            let calm = constants.content(worth, risk);
            content = constants.content(worth + shock - constants.protest * signal, risk);
            let opened = constants.content(worth + shock, risk) * constants.access(worth + shock, risk);
            access = content.min(opened) / content;
            unpredictability *= constants.unpredictability_kept;
            signal *= constants.signal_kept;
            let shared = (calm / before).min(1.0);
            for i in 0..2 {
                let kept = constants.good_kept;
                beliefs[i][0] = kept * beliefs[i][0] + (1.0 - kept) * start[i][0] * (0.5 + 0.5 * shared);
                beliefs[i][1] = start[i][1] + constants.bad_kept[i] * (beliefs[i][1] - start[i][1]);
            }
            worth_of_month = flow * left * content * constants.value(accuracy, shading, [access, insight]);
        } else {
            (content, access) = (withheld_content, withheld_access);
            worth_of_month *= left;
        }
        outcome.flow += if month > 0 { discount * worth_of_month } else { 0.0 };
    }
    outcome.content.push(content);
    outcome.methods.push(content * access);
}

/// Both say the same, or the comparison would be of different things.
pub fn agrees_with_the_engine(case: &CompiledCase) {
    for (history, plain) in play(case, 1, 200).iter().enumerate() {
        let engine = history::play(case, 1, history as u64);
        for (partner, months) in engine.partners.iter().enumerate() {
            let off = (plain.content[partner] - months.content(case.horizon)).abs();
            assert!(off < 1e-9, "content in history {history}: off by {off}");
            let off = (plain.methods[partner] - months.methods(case.horizon)).abs();
            assert!(off < 1e-9, "sources in history {history}: off by {off}");
        }
        assert!((plain.flow - (engine.flow[0] - engine.flow[1])).abs() < 1e-8);
    }
}
