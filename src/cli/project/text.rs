//! A projection as tables for reading.

use super::ProjectionReport;
use crate::analysis::number_format::{
    chance_with_error, counted, fixed, percent_cell, percent_cell_with_error, signed_in_two_decimals,
};
use crate::analysis::projection_in_words::{
    NOBODY_LEARNS, change_in_figures, checkable_in_words, learners, outcome_in_words,
};
use crate::engine::{MODEL_VERSION, Statistics};
use crate::scenario::{Material, PerMaterial};
use std::fmt::Write;

/// The months shown besides the last, as far as the horizon reaches: closer together at first, when most
/// changes.
const MONTHS: [usize; 5] = [0, 1, 3, 6, 12];

impl ProjectionReport<'_> {
    /// The projection as text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.head(&mut out);
        self.willingness(&mut out);
        self.split(&mut out);
        self.gains(&mut out);
        self.knowledge(&mut out);
        self.learning(&mut out);
        out
    }

    fn head(&self, out: &mut String) {
        let projection = self.projection;
        let about = &self.scenario.about;
        line(out, format!("{}: {}", about.title, about.question));
        line(
            out,
            format!(
                "Plan “{}”, {} after the meeting.",
                self.plan.name,
                counted(projection.horizon_months.into(), "month")
            ),
        );
        let set_aside = projection.histories_played - projection.histories;
        let given = match set_aside {
            0 => String::new(),
            n => format!(" ({} set aside: not every originator learned in month 0)", counted(n, "other")),
        };
        line(
            out,
            format!(
                "{}{given}, seed {}, model version {MODEL_VERSION}. Numbers follow from the scenario’s judgements; they are not facts.",
                counted(projection.histories, "history"),
                projection.seed
            ),
        );
    }

    fn willingness(&self, out: &mut String) {
        let last = self.projection.horizon_months as usize;
        let months: Vec<usize> = MONTHS.into_iter().filter(|month| *month < last).chain([last]).collect();
        line(
            out,
            "\nWillingness to share, mean in per cent ± standard error, and the 5–95\u{a0}% band in the last month",
        );
        let mut head = format!("{:26}{:>9}", "", "before");
        for month in &months {
            let _ = write!(head, "{:>13}", format!("month {month}"));
        }
        line(out, head + &format!("{:>13}", "5–95\u{a0}%"));
        for course in &self.projection.partners {
            let name = self.scenario.name(&course.partner);
            type Pick = fn(&PerMaterial<Statistics>) -> &Statistics;
            let materials: [(&str, Pick); 2] = [("content", |of| &of.content), ("sources", |of| &of.methods)];
            for (material, pick) in materials {
                let mut row = format!(
                    "{:26}{:>9}",
                    format!("{name:17} {material}"),
                    percent_cell(pick(&course.before).mean)
                );
                for values in months.iter().filter_map(|month| course.months.get(*month)) {
                    let of = pick(values);
                    let _ = write!(row, "{:>13}", percent_cell_with_error(of.mean, of.se));
                }
                if let Some(values) = course.months.get(last) {
                    let [low, .., high] = pick(values).quantiles;
                    let _ = write!(row, "{:>13}", format!("{}–{}", percent_cell(low), percent_cell(high)));
                }
                line(out, row);
            }
        }
    }

    /// Month 0, where the fall is as a rule the largest, and the last.
    fn split(&self, out: &mut String) {
        line(
            out,
            "\nWillingness by whether it has learned, mean in per cent: if nothing were said → as planned",
        );
        let last = self.projection.horizon_months as usize;
        let head = format!("{:26}{:>9}", "", "month");
        line(out, head + &format!("{:>9}{:>18}{:>18}", "share", "content", "sources"));
        for course in &self.projection.partners {
            let name = self.scenario.name(&course.partner);
            for month in [0, last] {
                let Some(split) = course.split.get(month) else { continue };
                let learned = split.share.mean;
                let groups =
                    [("if it learns", learned, split.learned), ("if not", 1.0 - learned, split.unaware)];
                for (group, share, means) in groups {
                    let mut row =
                        format!("{:26}{month:>9}{:>9}", format!("{name:17} {group}"), percent_cell(share));
                    for material in Material::ALL {
                        let _ = write!(row, "{:>18}", change_in_figures(means, material));
                    }
                    line(out, row);
                }
            }
        }
    }

    fn gains(&self, out: &mut String) {
        line(out, "\nGains and losses for home, against withholding everything in the same histories");
        line(
            out,
            format!(
                "{:26}{:>9}{:>9}{:>9}{:>9}{:>9}",
                "", "mean", "± se", "5\u{a0}%", "50\u{a0}%", "95\u{a0}%"
            ),
        );
        for (name, of) in self.projection.ledger.parts() {
            let [q05, _, q50, _, q95] = of.quantiles.map(signed_in_two_decimals);
            let row = format!(
                "{name:26}{:>9}{:>9}{q05:>9}{q50:>9}{q95:>9}",
                signed_in_two_decimals(of.mean),
                fixed(of.se, 3)
            );
            line(out, row);
        }
        checkable_in_words(self.projection).into_iter().for_each(|words| line(out, words));
    }

    fn knowledge(&self, out: &mut String) {
        line(out, "\nWho would know: chance in per cent of holding each level in the end");
        line(
            out,
            format!("{:26}{:>9}{:>9}{:>9}{:>9}{:>9}", "", "nothing", "gist", "content", "context", "sources"),
        );
        for known in &self.projection.knowledge {
            let item = self.scenario.item_name(&known.item);
            let row = known
                .chance
                .iter()
                .fold(String::new(), |row, chance| row + &format!("{:>9}", percent_cell(chance.mean)));
            line(out, format!("{:26}{row}   {item}", self.scenario.name(&known.actor)));
        }
        let outcomes = self.projection.items.iter();
        let sentences = outcomes.flat_map(|outcome| outcome_in_words(self.scenario, outcome));
        sentences.for_each(|sentence| line(out, sentence));
    }

    fn learning(&self, out: &mut String) {
        line(out, "\nWho learns of the disclosure");
        for learning in learners(self.projection) {
            let partner = self.scenario.name(&learning.partner);
            let item = self.scenario.item_name(&learning.item);
            let (first, end) = (chance_with_error(learning.in_month_0), chance_with_error(learning.by_end));
            line(out, format!("{partner:26}in month 0 {first}, by the end {end}   {item}"));
        }
        if learners(self.projection).next().is_none() {
            line(out, NOBODY_LEARNS);
        }
    }
}

fn line(out: &mut String, text: impl AsRef<str>) {
    out.push_str(text.as_ref());
    out.push('\n');
}
