//! Automatic placement of actors on the map, for those that nobody has placed.
//!
//! All lengths are in map units, see [`Position`]. Only distances matter, not the origin: the window fits
//! the map to the space it has. The distances suit marks up to 44 units wide, each with a name and a note
//! line below it, which together are about 40 units high and 120 wide.

use super::{Actor, ActorId, Edit, Position, Role, Roles, Scenario};
use std::collections::HashMap;
use std::f32::consts::{PI, TAU};

/// Home's position: about the middle of the smallest map window (736 × 424) at zoom 1, a little to the
/// left, because the columns on the right need more width than the arcs on the left.
const HOME: Position = Position(330.0, 200.0);
/// From home to the first arc of partners, and to the column of recipients: long enough that the lanes of
/// a partnership, which stop short of both marks, are still longer than they are wide.
const FIRST_RADIUS: f32 = 190.0;
/// The arcs of partners, in radians counter-clockwise from the right: 136° round the left, so that the
/// upper and lower right stay free for recipients and their friends.
const ARC: (f32, f32) = (PI * 0.62, PI * 1.38);
/// Between neighbours on an arc or in a column: a mark with its name and note line, and a gap.
const SPACING: f32 = 96.0;
/// Between arcs, and between columns: the width of a name with its note line.
const LANE_SPACING: f32 = 120.0;
/// From the recipients' column to that of their friends: room for an arrow with its chance.
const FRIENDS_DISTANCE: f32 = 140.0;
/// Most actors in a column: more make the map higher than wide, and the whole map smaller.
const COLUMN_LENGTH: usize = 8;

/// The position of each actor.
pub type Places<'a> = HashMap<&'a ActorId, Position>;

/// The position of every actor: as saved, or by its role where nothing is saved.
pub fn places<'a>(roles: &Roles<'a>) -> Places<'a> {
    let mut places = by_role(roles);
    places.extend(roles.scenario().actors.iter().filter_map(|(id, actor)| Some((id, actor.at?))));
    places
}

/// A new layout of the whole map by role, as one edit.
pub fn lay_out(scenario: &Scenario) -> Edit {
    let places = by_role(&Roles::new(scenario));
    let moved = |(id, actor): (&ActorId, &Actor)| {
        (id.clone(), Actor { at: places.get(id).copied(), ..actor.clone() })
    };
    Edit::PutActors(scenario.actors.iter().map(moved).collect())
}

/// The first free position at `from` or to the right of it.
pub fn free_place_right_of(scenario: &Scenario, from: Position) -> Position {
    // Less than the spacing of a layout, so that a gap in one can be filled; more than a mark is wide.
    const CLEARANCE: f32 = 60.0;
    // A little more than the clearance, so that an actor blocks at most two steps.
    const STEP: f32 = 70.0;
    let taken = places(&Roles::new(scenario));
    let mut place = from;
    while taken.values().any(|other| distance(*other, place) <= CLEARANCE) {
        place.0 += STEP;
    }
    place
}

/// Of twelve positions at a distance round a centre, the one with the most room round it: far from all
/// actors, and not far outside the area that they occupy. The lower right wins if several are alike.
pub fn roomiest_place_around(center: Position, away: f32, places: &Places<'_>) -> Position {
    let area = Area::of(places);
    let room = |place: Position| {
        let nearest = places.values().map(|other| squared_distance(*other, place));
        // More room than this looks no different. Leaving the actors' area makes the whole map smaller,
        // which costs more than the room is worth.
        nearest.fold((2.0 * away).powi(2), f32::min).sqrt() - 1.5 * area.distance_to(place)
    };
    let Position(x, y) = center;
    let mut best = Position(x + away, y);
    let mut most = room(best);
    for step in 0..12u8 {
        let angle = TAU * (1.0 + f32::from(step)) / 12.0;
        let place = Position((x + away * angle.cos()).round(), (y + away * angle.sin()).round());
        // By more than rounding to whole units can make up.
        let room = room(place);
        if room > most + 1.0 {
            (best, most) = (place, room);
        }
    }
    best
}

fn distance(one: Position, other: Position) -> f32 {
    squared_distance(one, other).sqrt()
}

fn squared_distance(one: Position, other: Position) -> f32 {
    (one.0 - other.0).powi(2) + (one.1 - other.1).powi(2)
}

/// The area that the smallest map window has room for at zoom 1, whatever the actors occupy: its size (736 × 424) less
/// what it keeps for names, title and legend.
const ROOM_ANYWAY: (f32, f32) = (580.0, 260.0);

/// The bounding box of all places, which counts as no smaller than [`ROOM_ANYWAY`].
struct Area {
    /// From left to right and from top to bottom: where it starts and ends, and how far it reaches beyond both ends.
    sides: [(f32, f32, f32); 2],
}

impl Area {
    fn of(places: &Places<'_>) -> Self {
        let side = |of: fn(&Position) -> f32, least: f32| {
            let (low, high) = places
                .values()
                .map(of)
                .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
            (low, high, (0.5 * (least - (high - low))).max(0.0))
        };
        Area { sides: [side(|at| at.0, ROOM_ANYWAY.0), side(|at| at.1, ROOM_ANYWAY.1)] }
    }

    /// From a position to the area; 0 inside it.
    fn distance_to(&self, Position(x, y): Position) -> f32 {
        let [x, y] = [(x, self.sides[0]), (y, self.sides[1])]
            .map(|(at, (low, high, spare))| (low - spare - at).max(at - high - spare).max(0.0));
        (x * x + y * y).sqrt()
    }
}

/// Home in the middle, partners on arcs to its left, recipients in columns to its right, their friends and
/// all others in columns beyond: from left to right in the direction in which intelligence is passed on.
fn by_role<'a>(roles: &Roles<'a>) -> Places<'a> {
    let (mut partners, mut recipients, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let mut places = HashMap::new();
    for (id, role) in roles.all() {
        match role {
            Role::Home => drop(places.insert(id, HOME)),
            Role::Originator | Role::Partner => partners.push(id),
            Role::Recipient => recipients.push(id),
            Role::Friend | Role::ThirdParty | Role::Bystander => others.push(id),
        }
    }
    place_on_arcs(&mut places, &partners);
    place_in_columns(&mut places, &recipients, HOME.0 + FIRST_RADIUS);
    place_in_columns(&mut places, &others, HOME.0 + FIRST_RADIUS + FRIENDS_DISTANCE);
    places
}

/// Places actors on arcs round home, as many on each as have room.
fn place_on_arcs<'a>(places: &mut Places<'a>, actors: &[&'a ActorId]) {
    let (from, to) = ARC;
    let mut radius = FIRST_RADIUS;
    let mut rest = actors;
    while !rest.is_empty() {
        let room = (((to - from) * radius / SPACING) as usize + 1).min(rest.len());
        let (arc, beyond) = rest.split_at(room);
        for (i, id) in arc.iter().enumerate() {
            let share = if room == 1 { 0.5 } else { i as f32 / (room - 1) as f32 };
            let angle = from + share * (to - from);
            let Position(x, y) = HOME;
            let place = Position((x + radius * angle.cos()).round(), (y - radius * angle.sin()).round());
            places.insert(id, place);
        }
        rest = beyond;
        radius += LANE_SPACING;
    }
}

/// Places actors in columns from `x` on, each centred at home's height.
fn place_in_columns<'a>(places: &mut Places<'a>, actors: &[&'a ActorId], x: f32) {
    for (i, column) in actors.chunks(COLUMN_LENGTH).enumerate() {
        for (row, id) in column.iter().enumerate() {
            let y = HOME.1 + (row as f32 - (column.len() as f32 - 1.0) / 2.0) * SPACING;
            places.insert(id, Position(x + LANE_SPACING * i as f32, y.round()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Partnership, Recipient, RecipientId};

    /// Home, and this many partners, recipients and others.
    fn crowd(partners: usize, recipients: usize, others: usize) -> Scenario {
        let mut scenario = Scenario::default();
        for i in 0..partners + recipients + others {
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
    fn no_actor_is_placed_on_another_with_4_or_with_40_actors() {
        for scenario in [crowd(1, 1, 1), crowd(4, 1, 2), crowd(24, 5, 10)] {
            let places: Vec<Position> = places(&Roles::new(&scenario)).into_values().collect();
            assert_eq!(places.len(), scenario.actors.len());
            for (i, a) in places.iter().enumerate() {
                for b in &places[i + 1..] {
                    assert!(distance(*a, *b) > 60.0, "{a:?} and {b:?}");
                }
            }
        }
    }

    #[test]
    fn partners_are_placed_left_of_home_recipients_right_of_it_and_others_beyond() {
        let scenario = crowd(5, 3, 4);
        let roles = Roles::new(&scenario);
        let places = places(&roles);
        for (id, role) in roles.all() {
            let Position(x, _) = places[id];
            match role {
                Role::Home => assert_eq!(places[id], HOME),
                Role::Originator | Role::Partner => assert!(x < HOME.0),
                Role::Recipient => assert_eq!(x, 520.0),
                Role::Friend | Role::ThirdParty | Role::Bystander => assert_eq!(x, 660.0),
            }
        }
    }

    #[test]
    fn a_saved_position_stays_until_the_map_is_arranged() {
        let mut scenario = crowd(3, 1, 1);
        let home = scenario.home.clone();
        scenario.actors.get_mut(&home).expect("home").at = Some(Position(7.0, 9.0));
        assert_eq!(places(&Roles::new(&scenario))[&home], Position(7.0, 9.0));
        let arranged = scenario.edited(&lay_out(&scenario)).expect("a layout");
        assert_eq!(places(&Roles::new(&arranged))[&home], HOME);
        assert!(arranged.actors.values().all(|actor| actor.at.is_some()), "every position is saved");
    }

    #[test]
    fn the_layout_is_the_same_every_time() {
        let (one, other) = (crowd(9, 3, 4), crowd(9, 3, 4));
        assert_eq!(places(&Roles::new(&one)), places(&Roles::new(&other)));
    }

    #[test]
    fn a_free_place_is_the_one_asked_for_or_the_next_to_its_right() {
        let scenario = crowd(0, 0, 0);
        let far = Position(900.0, 900.0);
        assert_eq!(free_place_right_of(&scenario, far), far);
        assert_eq!(free_place_right_of(&scenario, HOME), Position(HOME.0 + 70.0, HOME.1));
    }

    #[test]
    fn the_roomiest_place_is_away_from_actors_and_within_their_area_if_it_can_be() {
        let id = |i: usize| ActorId::try_from(format!("actor-{i}").as_str()).expect("an id");
        let corners = [(0.0, 0.0), (600.0, 0.0), (0.0, 600.0), (600.0, 600.0), (300.0, 300.0)];
        let ids: Vec<ActorId> = (0..=corners.len()).map(id).collect();
        let mut places: Places<'_> = ids.iter().zip(corners.map(|(x, y)| Position(x, y))).collect();
        let center = Position(300.0, 300.0);
        let alike = roomiest_place_around(center, 150.0, &places);
        assert!(alike.0 >= 300.0 && alike.1 >= 300.0, "the lower right, where all are alike: {alike:?}");
        places.insert(&ids[corners.len()], alike);
        let other = roomiest_place_around(center, 150.0, &places);
        assert!(distance(other, alike) > 100.0, "away from whoever stands there: {other:?}");
        let corner = roomiest_place_around(Position(600.0, 600.0), 150.0, &places);
        assert!(corner.0 <= 600.0 && corner.1 <= 600.0, "within the area: {corner:?}");
    }

    #[test]
    fn where_all_actors_stand_in_a_row_the_roomiest_place_is_beside_it() {
        let scenario = crowd(1, 1, 1);
        let places = places(&Roles::new(&scenario));
        let height = HOME.1;
        assert!(places.values().all(|at| at.1 == height), "they stand in a row");
        let recipient = Position(HOME.0 + FIRST_RADIUS, height);
        let beside = roomiest_place_around(recipient, 150.0, &places);
        assert!((beside.1 - height).abs() > 100.0, "{beside:?}");
    }
}
