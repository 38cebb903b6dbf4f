//! The courses of willingness for the room's picture.

use super::computing;
use crate::analysis::fall;
use crate::engine::PartnerCourse;
use crate::lesson::RoomContent;
use crate::lesson::room_picture::{PlotBoard, PlotCourse};
use crate::scenario::{ActorId, Material};
use crate::ui::Scene;

/// The places of the quartiles among the quantiles of a month.
const QUARTILES: [usize; 2] = [1, 3];

/// The courses of all partners, of which the one that is asked about, or falls most, stands out.
pub fn content(scene: &Scene<'_>, target: Option<&(ActorId, Material)>) -> RoomContent {
    let Some(shown) = scene.shown else { return computing() };
    let close = target.map(|(partner, _)| partner.clone()).or_else(|| fallen_most(scene));
    let projection = shown.projection;
    let course = |of: &PartnerCourse, material: Material| {
        let narrow = |share: &f64| *share as f32;
        let months = of.months_of(material);
        PlotCourse {
            name: scene.scenario.name(&of.partner).to_owned(),
            stands_out: close.as_ref() == Some(&of.partner),
            planned: of.means().map(|mean| narrow(mean.planned.of(material))).collect(),
            withheld: of.means().map(|mean| narrow(mean.withheld.of(material))).collect(),
            half: months.iter().map(|month| QUARTILES.map(|at| narrow(&month.quantiles[at]))).collect(),
        }
    };
    let of = |material| projection.partners.iter().map(|partner| course(partner, material)).collect();
    RoomContent::Plot(PlotBoard {
        title: format!("Willingness to share after “{}”", scene.plan.name),
        last: projection.horizon_months,
        month: scene.month,
        materials: Material::ALL.map(of),
    })
}

/// The partner whose willingness falls most in the shown month.
pub fn fallen_most(scene: &Scene<'_>) -> Option<ActorId> {
    let shown = scene.shown?;
    let fall = fall::in_month(shown.projection, scene.month as usize)?;
    Some(fall.course.partner.clone())
}
