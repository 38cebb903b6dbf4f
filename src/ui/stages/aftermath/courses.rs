//! Everybody's willingness over the months: what small and large plots draw of it, and the same numbers as a
//! table.

use crate::analysis::number_format::{self, PercentChange};
use crate::engine::history::PartnerHistory;
use crate::engine::{MeanWillingness, PartnerCourse, Projection, Statistics};
use crate::export::scene::{Group, shows};
use crate::scenario::{ActorId, Material, PerMaterial};
use crate::ui::Scene;
use crate::ui::kept::remember;
use crate::ui::plots::axis::Axis;
use crate::ui::plots::course::{self, CourseMarks, LineKind, Setup};
use crate::ui::plots::legend::{self, Hidden, Sample};
use crate::ui::plots::points::PointItem;
use crate::ui::scene_parts::KeptParts;
use crate::ui::stages::split;
use crate::ui::stages::timeline::last_month;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use egui::{Id, Rect, Ui};

/// A series that can be switched off.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    /// The band from 5 to 95 per cent.
    Wide,
    /// The band from 25 to 75 per cent.
    Narrow,
    /// The mean, or the history that plays.
    Line,
    /// The same if nothing were said.
    Withheld,
    /// The course from before the last change.
    Earlier,
    /// The course under the choice that is previewed.
    Preview,
    /// A partner's line among those of all.
    Partner(ActorId),
}

/// The courses that the plots draw.
pub struct Courses<'a, 's> {
    /// The scene.
    pub scene: &'a Scene<'s>,
    /// The projection of the plan that is shown.
    pub projection: &'a Projection,
    /// The partner that is looked at closely.
    pub close: Option<&'a ActorId>,
    /// The only partner that is drawn; `None` for all of them.
    pub only: Option<&'a ActorId>,
    /// The series that are switched off.
    pub hidden: &'a mut Hidden<Series>,
}

/// A plot of one material over the months, beside that of the other.
pub struct MaterialPlot {
    /// The material.
    pub material: Material,
    /// The axes and the zoom that both plots share.
    pub setup: Setup,
    /// The place of the plot with its title and axes.
    pub column: Rect,
}

impl MaterialPlot {
    /// The plots of both materials side by side in a place.
    pub fn both(place: Rect, setup: Setup) -> [MaterialPlot; 2] {
        let half = place.width() / 2.0;
        let left = [place.left(), place.left() + half];
        [0, 1].map(|index| MaterialPlot {
            material: Material::ALL[index],
            setup,
            column: Rect::from_x_y_ranges(left[index]..=left[index] + half, place.y_range()),
        })
    }
}

/// The axis of months that the plots of a stage share; those with one name share their zoom.
pub fn setup(ui: &Ui, scene: &Scene<'_>, name: &str) -> Setup {
    let group = ui.make_persistent_id(("months", name));
    Setup { last: last_month(scene), month: scene.month, group }
}

/// The names in the legend: both bands, the line of one history or of the mean, nothing said, before the last change,
/// and the preview.
const LEGEND_NAMES: [&str; 7] =
    ["5–95\u{a0}%", "25–75\u{a0}%", "this one", "mean", "unsaid", "as it was", "if changed"];

/// The width of the legend, in points: that of its longest name, which may only come with a preview, so that nothing
/// moves when one begins.
pub fn legend_width(ui: &Ui) -> f32 {
    if !shows(ui.ctx(), Group::Legend) {
        return 0.0;
    }
    let font = ui.theme().note_font();
    let width = LEGEND_NAMES.map(|name| paint::width(ui, name, font.clone())).into_iter().fold(0.0, f32::max);
    legend::SAMPLE + width.ceil() + 2.0
}

impl<'a> Courses<'a, '_> {
    /// The partners that are drawn.
    pub fn partners(&self) -> impl Iterator<Item = &'a PartnerCourse> + use<'a> {
        let only = self.only;
        self.projection.partners.iter().filter(move |course| only.is_none_or(|only| course.partner == *only))
    }
}

impl Courses<'_, '_> {
    /// The axes of shares that hold each material of every partner that is drawn, so that plots can be compared.
    pub fn shares(&self, ui: &Ui) -> PerMaterial<Axis> {
        let is_shown = self.scene.shown.is_some_and(|shown| std::ptr::eq(shown.projection, self.projection));
        let parts = KeptParts::of(self.scene).filter(|_| is_shown);
        let key = parts.map(|parts| (parts, self.only.cloned()));
        let id = Id::unique("shares of courses");
        remember(ui, id, key, || PerMaterial {
            content: self.shares_of(Material::Content),
            methods: self.shares_of(Material::SourcesAndMethods),
        })
    }

    fn shares_of(&self, material: Material) -> Axis {
        let partners = self.scene.playback.log.iter().flat_map(|log| &log.history.partners);
        let one = partners
            .flat_map(|partner| (0..partner.months.len()).map(|month| partner.willingness(material, month)));
        let ends = |statistics: &Statistics| [statistics.quantiles[0], statistics.quantiles[4]];
        let all = self.partners().flat_map(|course| {
            let months = course.months_of(material).into_iter().flat_map(ends);
            let means = |mean: &MeanWillingness| [*mean.planned.of(material), *mean.withheld.of(material)];
            months.chain(course.means().flat_map(means))
        });
        course::shares(all.chain(one))
    }

    /// Adds everything known of one partner's course: bands, the line, that if nothing were said, and those it is
    /// compared with.
    pub fn fan(&self, ui: &Ui, of: &PartnerCourse, material: Material, marks: &mut CourseMarks) {
        let theme = ui.theme();
        let shows = |series: Series| !self.hidden.contains(&series);
        let months = of.months_of(material);
        // The wide band first, so that it lies behind.
        for (series, quantiles, fill) in [
            (Series::Wide, [0, 4], theme.colors.band_wide),
            (Series::Narrow, [1, 3], theme.colors.band_narrow),
        ] {
            if shows(series) {
                marks.band(&months, quantiles, fill);
            }
        }
        if shows(Series::Withheld) {
            marks.line(self.withheld(of, material), LineKind::Withheld);
        }
        if shows(Series::Line) {
            marks.line(self.line(of, material), LineKind::Now);
        }
        if let Some(earlier) = self.earlier(of, material).filter(|_| shows(Series::Earlier)) {
            marks.line(earlier, LineKind::Earlier);
        }
        if let Some(tried) = self.tried(of, material).filter(|_| shows(Series::Preview)) {
            marks.line(tried, LineKind::Preview);
        }
    }

    /// A partner's line: the means, or the history that plays up to the month that is seen; empty while that
    /// history is still being worked out.
    pub fn line(&self, of: &PartnerCourse, material: Material) -> Vec<f64> {
        if self.scene.playback.which.is_none() {
            return planned(of, material);
        }
        let Some(partner) = self.history_of(of) else { return Vec::new() };
        let seen = (self.scene.month as usize + 1).min(partner.months.len());
        (0..seen).map(|month| partner.willingness(material, month)).collect()
    }

    /// A partner's line if nothing were said: the means, or the history that plays.
    fn withheld(&self, of: &PartnerCourse, material: Material) -> Vec<f64> {
        if self.scene.playback.which.is_none() {
            return of.means().map(|mean| *mean.withheld.of(material)).collect();
        }
        let Some(partner) = self.history_of(of) else { return Vec::new() };
        (0..partner.withheld.len()).map(|month| partner.willingness_if_withheld(material, month)).collect()
    }

    /// A partner's months in the history that plays; `None` while that is being worked out.
    fn history_of(&self, of: &PartnerCourse) -> Option<&PartnerHistory> {
        let place = self.scene.scenario.partnerships.index_of(&of.partner)?;
        self.scene.playback.log?.history.partners.get(place)
    }

    /// A pair of shares, if nothing were said and as planned: of the history that plays, up to the month that is seen, or
    /// the means.
    pub fn pair(&self, of: &PartnerCourse, material: Material, month: usize) -> Option<PercentChange> {
        if self.scene.playback.which.is_none() {
            return of.mean(month).map(|mean| split::pair(mean, material));
        }
        let partner = self.history_of(of)?;
        let is_seen = month < partner.months.len().min(self.scene.month as usize + 1);
        let withheld = || partner.willingness_if_withheld(material, month);
        is_seen.then(|| PercentChange::of(withheld(), partner.willingness(material, month)))
    }

    /// Of what the numbers are: the mean of all histories, or the one that plays.
    pub fn basis(&self) -> &'static str {
        if self.scene.playback.which.is_some() { "this history" } else { "mean" }
    }

    /// A partner's line over all months, for a readout: in the history that plays, months that are not seen yet are as
    /// if nothing were said.
    pub fn readout_values(&self, of: &PartnerCourse, material: Material) -> Vec<f64> {
        if self.scene.playback.which.is_none() {
            return planned(of, material);
        }
        let mut marks = self.line(of, material);
        let seen = marks.len();
        marks.extend(self.withheld(of, material).into_iter().skip(seen));
        marks
    }

    /// True if the courses from before the last change are shown.
    fn shows_earlier(&self) -> bool {
        match self.scene.playback.which {
            Some(_) => self.scene.playback.earlier.is_some(),
            None => self.scene.earlier.is_some() && self.scene.preview.is_none(),
        }
    }

    /// The course from before the last change, if it is to be seen: of the history that plays, or the means.
    fn earlier(&self, of: &PartnerCourse, material: Material) -> Option<Vec<f64>> {
        let scene = self.scene;
        if scene.playback.which.is_some() {
            let place = scene.scenario.partnerships.index_of(&of.partner)?;
            let partner = scene.playback.earlier?.history.partners.get(place)?;
            let months = 0..partner.months.len();
            return Some(months.map(|month| partner.willingness(material, month)).collect());
        }
        let earlier = scene.earlier.filter(|_| scene.preview.is_none())?.partner(&of.partner)?;
        Some(planned(earlier, material))
    }

    /// The means of what is tried out, if there is anything.
    fn tried(&self, of: &PartnerCourse, material: Material) -> Option<Vec<f64>> {
        let tried = self.scene.preview?.projection?.partner(&of.partner)?;
        Some(planned(tried, material))
    }

    /// A partner's course in a sentence.
    pub fn sentence(&self, of: &PartnerCourse, material: Material) -> String {
        let (shown, last) = (self.scene.month as usize, of.split.len().saturating_sub(1));
        // A projection from before a longer horizon was chosen has fewer months than the slider; of the history that
        // plays nothing is given away.
        let known =
            [shown, last].into_iter().filter_map(|month| Some((month, self.pair(of, material, month)?)));
        let mut pairs: Vec<String> =
            known.map(|(month, pair)| format!("{}\u{a0}% in month {month}", pair.values())).collect();
        pairs.dedup();
        let name = self.scene.scenario.name(&of.partner);
        format!("{name}, {}: {}, {}, {}", material.short_name(), self.basis(), split::PAIR, pairs.join(", "))
    }

    /// The exact values of a partner's course under the pointer.
    pub fn readout<'r>(&'r self, of: &'r PartnerCourse, material: Material) -> PointItem<'r> {
        let months = of.months_of(material);
        PointItem::readout(course::points(self.readout_values(of, material)), move |month| {
            let [low, lower, middle, upper, high] = months[month].quantiles.map(number_format::percent);
            let name = self.scene.scenario.name(&of.partner);
            let mut text = format!("{name}, {}, month {month}", material.short_name());
            if let Some(pair) = self.pair(of, material, month) {
                text.push_str(&format!("\n{}, {}: {}\u{a0}%", self.basis(), split::PAIR, pair.values()));
            }
            match self.scene.playback.which {
                Some(_) => text.push_str("\nall histories:"),
                None => text.push_str(&format!("\n{}", split::words(&of.split[month], material))),
            }
            text.push_str(&format!(
                "\nmedian {middle}\n25–75\u{a0}%: {lower} to {upper}\n5–95\u{a0}%: {low} to {high}"
            ));
            text
        })
    }

    /// Shows what lines and bands mean, from the top of a place down; a click switches them off.
    pub fn legend(&mut self, ui: &Ui, place: Rect) {
        let theme = ui.theme();
        let colors = &theme.colors;
        let [wide, narrow, one, mean, unsaid, earlier, preview] = LEGEND_NAMES;
        let name = if self.scene.playback.which.is_some() { one } else { mean };
        let line = |kind: LineKind| Sample::Line(kind.stroke(theme), kind.style());
        let mut entries = vec![
            (Series::Wide, Sample::Band(colors.band_wide), wide),
            (Series::Narrow, Sample::Band(colors.band_narrow), narrow),
            (Series::Line, line(LineKind::Now), name),
            (Series::Withheld, line(LineKind::Withheld), unsaid),
        ];
        if self.shows_earlier() {
            entries.push((Series::Earlier, line(LineKind::Earlier), earlier));
        }
        if self.scene.preview.is_some() {
            entries.push((Series::Preview, line(LineKind::Preview), preview));
        }
        let entries = entries.into_iter().map(|(series, sample, name)| (series, sample, name.to_owned()));
        legend::list(ui, place, entries, self.hidden);
    }
}

/// The means as planned, in months 0 to the horizon.
fn planned(of: &PartnerCourse, material: Material) -> Vec<f64> {
    of.means().map(|mean| *mean.planned.of(material)).collect()
}
