//! The entries of the legend: one for each kind of object that is on the map.

use super::content::{ArrowKind, Badge, MapModel, PartnershipEdge};

/// A kind of object on the map that the legend explains.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::ui::map) enum LegendEntry {
    Content,
    Methods,
    /// Willingness if nothing were said, of which a loss shows at the edge of a lane.
    Lost,
    /// Willingness where the partner has learned.
    Learned,
    /// A partnership, without its numbers.
    Shares,
    /// A partnership that cannot be seen from the partner whose view is taken.
    Unseen,
    Preview,
    Told,
    /// A disclosure for which permission is asked first.
    ToldIfGranted,
    /// A way that an item could go.
    Possible,
    MayPassOn,
    Passed,
    /// The way on which somebody learned who was neither told nor handed it.
    LearnedFrom,
    Knows,
    SourceLost,
    Hostile,
    Friendly,
}

impl LegendEntry {
    /// The entries for all objects on the map and for those that a number or the pointer may add. The room that
    /// these take is kept, so that the legend covers nothing when one is added.
    pub fn possible(model: &MapModel) -> Vec<Self> {
        use LegendEntry::*;
        let has_arrow = |is: fn(&ArrowKind) -> bool| model.arrow_kinds().any(|kind| is(&kind));
        let has_badge = |badge| model.nodes.iter().any(|node| node.badge == Some(badge));
        let partnerships = &model.partnerships;
        let is_known = partnerships.iter().any(|partnership| partnership.withheld.is_some());
        let has_unseen = partnerships.iter().any(|partnership| partnership.now.is_none());
        let affinities = &model.affinities;
        let entries = [
            (Content, !model.is_briefing && !partnerships.is_empty()),
            (Methods, !model.is_briefing && !partnerships.is_empty()),
            (Shares, model.is_briefing && !partnerships.is_empty()),
            (Lost, !model.is_edited && is_known),
            (Learned, !model.is_edited && partnerships.iter().any(|edge| edge.learned.is_some())),
            (Unseen, model.is_seen_by_partner && has_unseen),
            (Told, has_arrow(|kind| matches!(kind, ArrowKind::Told(telling) if !telling.is_drawn()))),
            (ToldIfGranted, has_arrow(|kind| matches!(kind, ArrowKind::Told(telling) if telling.is_drawn()))),
            (Possible, has_arrow(|kind| *kind == ArrowKind::Possible)),
            (MayPassOn, has_arrow(|kind| matches!(kind, ArrowKind::MayPassOn(_)))),
            (Passed, has_arrow(|kind| matches!(kind, ArrowKind::Passed { .. }))),
            (LearnedFrom, !model.learned.is_empty()),
            (Knows, has_badge(Badge::Knows)),
            (SourceLost, has_badge(Badge::SourceLost)),
            (Hostile, affinities.iter().any(|affinity| affinity.affinity < 0.0)),
            (Friendly, affinities.iter().any(|affinity| affinity.affinity > 0.0)),
            // Last, because it comes and goes with the pointer: at the end it moves no other entry.
            (Preview, !model.is_edited && !model.is_briefing && !partnerships.is_empty()),
        ];
        entries.into_iter().filter_map(|(entry, is_possible)| is_possible.then_some(entry)).collect()
    }

    /// The entries for the objects that are on the map now.
    pub fn shown(model: &MapModel) -> Vec<Self> {
        let is_shown = |entry: &LegendEntry| match entry {
            LegendEntry::Lost => model.partnerships.iter().any(PartnershipEdge::has_visible_loss),
            LegendEntry::Learned => model.partnerships.iter().any(|edge| edge.visible_learned().is_some()),
            LegendEntry::Preview => model.partnerships.iter().any(|edge| edge.preview.is_some()),
            LegendEntry::Content
            | LegendEntry::Methods
            | LegendEntry::Shares
            | LegendEntry::Unseen
            | LegendEntry::Told
            | LegendEntry::ToldIfGranted
            | LegendEntry::Possible
            | LegendEntry::MayPassOn
            | LegendEntry::Passed
            | LegendEntry::LearnedFrom
            | LegendEntry::Knows
            | LegendEntry::SourceLost
            | LegendEntry::Hostile
            | LegendEntry::Friendly => true,
        };
        Self::possible(model).into_iter().filter(is_shown).collect()
    }

    /// The words of the entry; fewer of them if `short`, for a row that is too long.
    pub fn name(self, model: &MapModel, short: bool) -> String {
        let name = match self {
            LegendEntry::Content => "content",
            LegendEntry::Methods if short => "sources",
            LegendEntry::Methods => "sources and methods",
            LegendEntry::Lost => "lost by telling",
            LegendEntry::Learned => "if it learns",
            LegendEntry::Unseen if short => "unseen",
            LegendEntry::Unseen => "shares, unseen from here",
            LegendEntry::Preview => "if changed",
            LegendEntry::Told => "told",
            LegendEntry::ToldIfGranted if short => "if granted",
            LegendEntry::ToldIfGranted => "told if granted",
            LegendEntry::Possible if short => "may be told",
            LegendEntry::Possible => "could be told, or told onward",
            LegendEntry::Shares => "shares with home",
            // The item on the map, at the level that is told: what an actor wants fully has another chance.
            LegendEntry::MayPassOn if short && model.is_edited => "passes on if wanted",
            LegendEntry::MayPassOn if short => "passes it on",
            LegendEntry::MayPassOn if model.is_edited => "may pass on, if fully wanted",
            LegendEntry::MayPassOn => "may pass on, at this level",
            LegendEntry::Passed => "told or passed on",
            LegendEntry::LearnedFrom => "learned from",
            LegendEntry::Knows => "learned of it",
            LegendEntry::SourceLost => "source lost",
            LegendEntry::Hostile if short => "hostile",
            LegendEntry::Hostile => return hostile_to(model),
            LegendEntry::Friendly => "friendly",
        };
        name.into()
    }
}

/// Names the actor to which all hostility on the map is directed, if it is one.
fn hostile_to(model: &MapModel) -> String {
    let hostile = model.affinities.iter().filter(|affinity| affinity.affinity < 0.0);
    let mut to: Vec<&str> = hostile.filter_map(|edge| Some(model.node(&edge.to)?.name.as_str())).collect();
    to.sort_unstable();
    to.dedup();
    match to.as_slice() {
        [one] => format!("hostile to {one}"),
        [] | [_, _, ..] => "hostile".into(),
    }
}
