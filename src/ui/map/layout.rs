//! Where actors stand: where they were put, or by their role.

use crate::scenario::{Actor, ActorId, Edit, Position, Role, Scenario};
use std::collections::HashMap;
use std::f32::consts::PI;

/// Where home stands when the map lays itself out.
const HOME: Position = Position(330.0, 200.0);

/// Where everyone stands: saved positions stay; whoever has none finds a place by its role.
pub fn places(scenario: &Scenario) -> HashMap<ActorId, Position> {
    let by_role = by_role(scenario);
    (scenario.actors.iter())
        .map(|(id, actor)| (id.clone(), actor.at.or_else(|| by_role.get(id).copied()).unwrap_or(HOME)))
        .collect()
}

/// A new layout of the whole map by role, as one change.
pub fn laid_out(scenario: &Scenario) -> Edit {
    let places = by_role(scenario);
    let moved = |(id, actor): (&ActorId, &Actor)| {
        (id.clone(), Actor { at: places.get(id).copied().or(actor.at), ..actor.clone() })
    };
    Edit::PutActors(scenario.actors.iter().map(moved).collect())
}

/// Home in the middle, partners on arcs to its left, recipients to its right, their friends and bystanders beyond.
fn by_role(scenario: &Scenario) -> HashMap<ActorId, Position> {
    let roles: Vec<(&ActorId, Role)> = scenario.roles().collect();
    let of = |wanted: &[Role]| -> Vec<ActorId> {
        roles.iter().filter(|(_, role)| wanted.contains(role)).map(|(id, _)| (*id).clone()).collect()
    };
    let mut places = HashMap::from([(scenario.home.clone(), HOME)]);
    // Half the circle and a little more, on the left; recipients and friends have the right.
    arcs(&mut places, &of(&[Role::Originator, Role::Partner]), HOME, 190.0, (PI * 0.62, PI * 1.38));
    column(&mut places, &of(&[Role::Recipient]), 520.0);
    column(&mut places, &of(&[Role::Friend, Role::Bystander]), 660.0);
    places
}

/// Puts actors on arcs round a centre, as many to an arc as have room.
fn arcs(
    places: &mut HashMap<ActorId, Position>,
    actors: &[ActorId],
    Position(x, y): Position,
    first_radius: f32,
    (from, to): (f32, f32),
) {
    let mut radius = first_radius;
    let mut rest = actors;
    while !rest.is_empty() {
        let room = (((to - from) * radius / 96.0) as usize + 1).min(rest.len());
        let (arc, beyond) = rest.split_at(room);
        for (i, id) in arc.iter().enumerate() {
            let share = if room == 1 { 0.5 } else { i as f32 / (room - 1) as f32 };
            let angle = from + share * (to - from);
            places.insert(
                id.clone(),
                Position((x + radius * angle.cos()).round(), (y - radius * angle.sin()).round()),
            );
        }
        rest = beyond;
        radius += 120.0;
    }
}

/// Puts actors in columns from `x` on, eight to a column, round home's height.
fn column(places: &mut HashMap<ActorId, Position>, actors: &[ActorId], x: f32) {
    const HIGHEST: usize = 8;
    for (i, id) in actors.iter().enumerate() {
        let rows = HIGHEST.min(actors.len() - i / HIGHEST * HIGHEST);
        let (column, row) = ((i / HIGHEST) as f32, (i % HIGHEST) as f32);
        let spread = 96.0;
        let y = HOME.1 + (row - (rows as f32 - 1.0) / 2.0) * spread;
        places.insert(id.clone(), Position(x + 120.0 * column, y.round()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Partnership, Recipient, RecipientId};

    /// Home, and this many partners, recipients and friends.
    fn crowd(partners: usize, recipients: usize, friends: usize) -> Scenario {
        let mut scenario = Scenario::default();
        for i in 0..partners + recipients + friends {
            let id = ActorId::try_from(format!("actor-{i}").as_str()).expect("an id");
            scenario.actors.put(id.clone(), Actor::named(&format!("Actor {i}")));
            if i < partners {
                scenario.partnerships.put(id, Partnership::default());
            } else if i < partners + recipients {
                scenario.meeting.recipients.put(RecipientId::Actor(id), Recipient::default());
            }
        }
        scenario
    }

    #[test]
    fn nobody_stands_on_anybody_else_with_4_or_with_40_actors() {
        for scenario in [crowd(1, 1, 1), crowd(4, 1, 2), crowd(24, 5, 10)] {
            let places: Vec<Position> = places(&scenario).into_values().collect();
            for (i, a) in places.iter().enumerate() {
                for b in &places[i + 1..] {
                    assert!((a.0 - b.0).hypot(a.1 - b.1) > 60.0, "{a:?} and {b:?}");
                }
            }
        }
    }

    #[test]
    fn a_saved_position_stays_and_the_layout_is_the_same_every_time() {
        let mut scenario = crowd(3, 1, 1);
        let home = scenario.home.clone();
        if let Some(actor) = scenario.actors.get_mut(&home) {
            actor.at = Some(Position(7.0, 9.0));
        }
        assert_eq!(places(&scenario)[&home], Position(7.0, 9.0));
        assert_eq!(places(&scenario), places(&scenario));
        let laid = scenario.edited(&laid_out(&scenario)).expect("a layout");
        assert_eq!(places(&laid)[&home], HOME);
    }
}
