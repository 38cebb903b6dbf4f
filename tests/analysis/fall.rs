//! The month and the partner at which a reader looks first.

use crate::world;
use tearline::analysis::fall;
use tearline::engine::{Projection, Run, project};
use tearline::scenario::{Level, Material};

fn projection(level: Level) -> Projection {
    let run = Run { histories: 64, ..Run::default() };
    project(&world::scenario(), &world::plan(level), &run, &tearline::engine::NoMonitor).expect("not stopped")
}

#[test]
fn the_largest_fall_is_the_lowest_change_of_any_partner_material_and_month() {
    let mut projection = projection(Level::SourcesMethods);
    let fall = fall::largest(&projection).expect("the originator shares less");
    assert_eq!((fall.course.partner.as_str(), fall.month), ("origin", 0));
    let changes = projection.partners.iter().flat_map(|course| course.means());
    let lowest = changes.flat_map(|mean| Material::ALL.map(|material| mean.change(material)));
    assert_eq!(fall.change, lowest.fold(0.0, f64::min));
    let ally = projection.partners.iter_mut().find(|course| course.partner.as_str() == "ally");
    let later = ally.expect("the ally").split[5].all.as_mut().expect("a mean");
    later.planned.content = later.withheld.content - 0.99;
    let fall = fall::largest(&projection).expect("the ally shares nothing");
    assert_eq!((fall.course.partner.as_str(), fall.material, fall.month), ("ally", Material::Content, 5));
    assert_eq!(fall::month_of_largest(&projection), Some(5));
}

#[test]
fn where_nothing_is_told_nothing_falls() {
    let projection = projection(Level::Withheld);
    assert_eq!(fall::largest(&projection), None);
    assert_eq!(fall::month_of_largest(&projection), None);
}
