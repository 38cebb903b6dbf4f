//! The largest fall of mean willingness against saying nothing: where a reader looks first.

use crate::engine::{MeanWillingness, PartnerCourse, Projection};
use crate::scenario::Material;

/// The smallest fall that counts, as a share of full willingness: half a percentage point, since less is shown
/// as no change.
const SMALLEST: f64 = 0.005;

/// A fall of a partner's mean willingness to share a material, in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fall<'a> {
    /// The partner's course.
    pub course: &'a PartnerCourse,
    /// The material.
    pub material: Material,
    /// The month.
    pub month: usize,
    /// The change against saying nothing, below 0.
    pub change: f64,
}

/// The largest fall of all partners and materials in a month; `None` if nothing falls by half a point.
pub fn in_month(projection: &Projection, month: usize) -> Option<Fall<'_>> {
    let of_course = |course| {
        let mean: Option<&MeanWillingness> = PartnerCourse::mean(course, month);
        Material::ALL.into_iter().filter_map(move |material| {
            Some(Fall { course, material, month, change: mean?.change(material) })
        })
    };
    let falls = projection.partners.iter().flat_map(of_course).filter(|fall| fall.change <= -SMALLEST);
    falls.min_by(|one, other| one.change.total_cmp(&other.change))
}

/// The largest fall of all months, the earliest of equal ones; `None` if nothing falls by half a point.
pub fn largest(projection: &Projection) -> Option<Fall<'_>> {
    let months = 0..=projection.horizon_months as usize;
    let falls = months.filter_map(|month| in_month(projection, month));
    // The earliest of equal ones: `min_by` keeps the first.
    falls.min_by(|one, other| one.change.total_cmp(&other.change))
}

/// The month of the largest fall of all; `None` if nothing falls by half a point.
pub fn month_of_largest(projection: &Projection) -> Option<u32> {
    largest(projection).map(|fall| fall.month as u32)
}
