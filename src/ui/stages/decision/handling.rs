//! The handling of a disclosure: preparation, the concessions asked in return, the originator's permission, and
//! cover story.

use crate::analysis::number_format;
use crate::engine::Projection;
use crate::scenario::{Cover, IfRefused, Item, ItemId, Level, Permission, Plan, Preparation, RecipientId};
use crate::ui::stages::planner::Planner;
use crate::ui::theme::Themed;
use crate::ui::widgets::segmented::{self, Segment};
use crate::ui::widgets::{explain, paint};
use crate::ui::{Scene, Stage, ViewCommand, phrases};
use egui::{Align, Label, Layout, Popup, Rect, Response, Ui, UiBuilder};

/// The part of a line that a caption takes when it stands before its control.
const CAPTION_SHARE: f32 = 0.33;

/// The room for a caption.
pub fn caption_room(ui: &Ui) -> f32 {
    ui.available_width() * if ui.layout().is_horizontal() { CAPTION_SHARE } else { 1.0 }
}

/// The small label over a control, or before it on a line.
pub fn caption(ui: &mut Ui, text: &str) -> Response {
    let caption = Label::new(ui.theme().note(text)).truncate();
    if !ui.layout().is_horizontal() {
        return ui.add(caption);
    }
    let size = egui::vec2(caption_room(ui), segmented::height(ui));
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_size(size);
        ui.add(caption)
    })
    .inner
}

/// Shows the choice of preparation: in the room or staffed; leaks, compelled disclosures and misuse, which nobody plans,
/// stand in a menu for historical cases.
pub fn preparation(ui: &mut Ui, planner: &mut Planner<'_, '_>) {
    let scene = planner.scene;
    let beside = caption(ui, "Preparation").rect;
    if !ui.layout().is_horizontal() {
        let room = Rect::from_x_y_ranges(beside.right()..=ui.max_rect().right(), beside.y_range());
        let layout = Layout::right_to_left(Align::Center);
        repairs(&mut ui.new_child(UiBuilder::new().max_rect(room).layout(layout)), planner);
    }
    let current = scene.plan.preparation;
    let past = matches!(current, Preparation::Leak | Preparation::Compelled | Preparation::Misuse);
    let third = if past { phrases::capitalised(current.name()) } else { FOR_HISTORY.into() };
    let segments = [
        Segment::new(
            Preparation::Spontaneous,
            "In the room",
            "Said on the spur of the moment: it looks careless.",
        ),
        Segment::new(Preparation::Staffed, "Staffed", "Prepared and cleared by the staff: it looks meant."),
        Segment::new(
            if past { current } else { Preparation::Leak },
            &third,
            "How it came about in cases of the past: a leak by someone unauthorised, a court or law, or misuse.",
        ),
    ];
    let mut asked =
        segmented::Segmented { name: "Preparation", segments: &segments, width: Some(ui.available_width()) }
            .show(ui, &current);
    let menu = asked.responses.pop();
    // The third opens a menu; it chooses nothing by itself.
    asked.chosen = asked.chosen.filter(|chosen| *chosen != segments[2].value);
    planner.apply(asked, |plan, preparation| plan.preparation = preparation);
    if let Some(menu) = menu {
        Popup::menu(&menu).show(|ui| history_menu(ui, planner));
    }
}

/// A link to the plan's repairs: they are decided in the aftermath stage, but are part of every number here.
fn repairs(ui: &mut Ui, planner: &mut Planner<'_, '_>) {
    let scene = planner.scene;
    let repairs = &scene.plan.repairs;
    let Some(first) = repairs.iter().map(|repair| repair.month).min() else { return };
    let count = number_format::counted(repairs.len() as u64, "repair");
    let says = format!("also has {count}, from month {first}");
    let link = ui.link(ui.theme().note(says));
    let explains = format!("This plan also has {count}, from month {first}. Click to see them in Aftermath.");
    if link.on_hover_text(explains).clicked() {
        planner.commands.send(ViewCommand::GoTo(Stage::Aftermath));
    }
}

fn history_menu(ui: &mut Ui, planner: &mut Planner<'_, '_>) {
    let options = [
        (Preparation::Leak, "Leak", "By somebody unauthorised."),
        (Preparation::Compelled, "Compelled", "By a court or law."),
        (
            Preparation::Misuse,
            "Misuse",
            "Home spied on the partner, or a spy brought its material to home’s own side or to an ally.",
        ),
    ];
    for (preparation, text, explains) in options {
        let holds = planner.scene.plan.preparation == preparation;
        let response = ui.selectable_label(holds, text).on_hover_text(explains);
        if response.clicked() {
            planner.choose(|plan| plan.preparation = preparation);
        } else if response.hovered() || response.has_focus() {
            planner.preview(|plan| plan.preparation = preparation);
        }
    }
}

/// Shows the choice of permission: not asked, or asked, with the answer drawn in every history. Fixed answers stand in
/// a menu for historical cases and instructors.
pub fn permission(ui: &mut Ui, planner: &mut Planner<'_, '_>, id: &ItemId) {
    let (scene, theme) = (planner.scene, ui.theme());
    let Some(item) = scene.scenario.items.get(id) else { return };
    if item.originator == scene.scenario.home {
        caption(ui, "Permission");
        ui.label(theme.note("Home’s own item: no permission is needed."));
        return;
    }
    let originator = scene.scenario.name(&item.originator);
    let name = format!("Ask {originator} first");
    let current = scene.plan.item(id).permission;
    let grant = GrantChances::shown(scene, id);
    let beside = caption(ui, &name).rect;
    let room = Rect::from_x_y_ranges(beside.right()..=ui.max_rect().right(), beside.y_range());
    let layout = Layout::right_to_left(Align::Center);
    // Made even where it stays empty: else the ids of what follows, and with them the keyboard's place, would change.
    let mut aside = ui.new_child(UiBuilder::new().max_rect(room).layout(layout));
    if let Some(grant) = grant.as_ref().filter(|_| !ui.layout().is_horizontal()) {
        grant.note(&mut aside, originator);
    }
    let texts = PermissionTexts::of(current);
    let segments = texts.segments(current);
    let mut asked =
        segmented::Segmented { name: &name, segments: &segments, width: Some(ui.available_width()) }
            .show(ui, &current);
    let fixed = &segments[2].value;
    let [_, ask, history] = &asked.responses[..] else { return };
    let (ask, history) = (ask.clone(), history.clone());
    // The third opens a menu; it chooses nothing by itself.
    asked.chosen = asked.chosen.filter(|chosen| chosen != fixed);
    asked.hovered = asked.hovered.filter(|hovered| hovered != fixed);
    planner.apply(asked, |plan, permission| permit(plan, id, permission));
    Popup::menu(&ask).show(|ui| refusal_menu(ui, planner, id, grant.as_ref()));
    Popup::menu(&history).show(|ui| fixed_menu(ui, planner, id));
}

/// The texts of the choices of permission.
struct PermissionTexts {
    asked: &'static str,
    fixed: String,
}

impl PermissionTexts {
    fn of(current: Permission) -> Self {
        let (asked, fixed) = match current {
            Permission::NotAsked => ("Ask first", FOR_HISTORY.to_owned()),
            Permission::Asked(IfRefused::HoldBack) => ("Ask, hold back", FOR_HISTORY.to_owned()),
            Permission::Asked(IfRefused::TellAnyway) => ("Ask, tell anyway", FOR_HISTORY.to_owned()),
            Permission::Granted(level) => ("Ask first", format!("Granted: {}", short(level))),
            Permission::Refused => ("Ask first", "Refused".to_owned()),
        };
        PermissionTexts { asked, fixed }
    }

    fn segments(&self, current: Permission) -> [Segment<'_, Permission>; 3] {
        let (asked, fixed) = match current {
            Permission::Asked(_) => (current, Permission::Refused),
            // To hold back is what a partner expects of those who ask.
            Permission::NotAsked => (Permission::Asked(IfRefused::HoldBack), Permission::Refused),
            Permission::Granted(_) | Permission::Refused => (Permission::Asked(IfRefused::HoldBack), current),
        };
        [
            Segment::new(
                Permission::NotAsked,
                "Not asked",
                "Nobody asks. What is told is a breach of the promise.",
            ),
            Segment::new(
                asked,
                self.asked,
                "The answer is drawn in every history. Asking takes time, and the item ages.",
            ),
            Segment::new(
                fixed,
                &self.fixed,
                "The answer as it was in cases of the past, or as an instructor sets it.",
            ),
        ]
    }
}

const FOR_HISTORY: &str = "For history…";

/// What is done where the originator grants less than was planned, and the chance of each grant.
fn refusal_menu(ui: &mut Ui, planner: &mut Planner<'_, '_>, id: &ItemId, grant: Option<&GrantChances>) {
    let scene = planner.scene;
    let Some(item) = scene.scenario.items.get(id) else { return };
    let originator = scene.scenario.name(&item.originator);
    ui.set_max_width(ui.theme().grown(300.0));
    ui.label(ui.theme().semibold(format!("If {originator} grants less")));
    let options = [
        (IfRefused::HoldBack, "Hold back", "Nobody is told more than was granted: no breach."),
        (IfRefused::TellAnyway, "Tell anyway", "What was planned is told: worse than not to have asked."),
    ];
    for (if_refused, text, explains) in options {
        offer(ui, planner, id, &Offer { permission: Permission::Asked(if_refused), text, explains });
    }
    ui.separator();
    if let Some(grant) = grant {
        grant.table(ui, originator);
    }
    ui.label(ui.theme().note(cost_of_asking(scene, item)));
}

fn cost_of_asking(scene: &Scene<'_>, item: &Item) -> String {
    let delay = scene.scenario.parameters.asking_delay.likely();
    let left = 2f64.powf(-delay / item.half_life_months.likely());
    format!(
        "Asking takes {}; the item is then worth {} of its value now.",
        number_format::months(delay),
        number_format::percent(left)
    )
}

/// The fixed answers: they are no choice of home's, but known of cases of the past.
fn fixed_menu(ui: &mut Ui, planner: &mut Planner<'_, '_>, id: &ItemId) {
    ui.label(ui.theme().note("The answer as it was, or as an instructor sets it:"));
    for level in Level::ALL.into_iter().skip(1) {
        let text = format!("Granted up to {}", level.name());
        let explains = "What goes beyond it is a breach.";
        offer(ui, planner, id, &Offer { permission: Permission::Granted(level), text: &text, explains });
    }
    let explains = "To tell all the same is worse than not to ask.";
    offer(ui, planner, id, &Offer { permission: Permission::Refused, text: "Refused", explains });
}

/// A permission in a menu.
struct Offer<'a> {
    permission: Permission,
    text: &'a str,
    explains: &'a str,
}

fn offer(ui: &mut Ui, planner: &mut Planner<'_, '_>, id: &ItemId, offer: &Offer<'_>) {
    let holds = planner.scene.plan.item(id).permission == offer.permission;
    let response = ui.selectable_label(holds, offer.text).on_hover_text(offer.explains);
    if response.clicked() {
        planner.choose(|plan| permit(plan, id, offer.permission));
    } else if response.hovered() || response.has_focus() {
        planner.preview(|plan| permit(plan, id, offer.permission));
    }
}

/// The chance that each level at least is granted, over the histories of a plan in which the originator is asked.
struct GrantChances {
    /// By level, gist to sources and methods.
    at_least: [(Level, f64); 4],
    /// The level that the plan would tell.
    wanted: Level,
}

impl GrantChances {
    /// The chances in the preview, if it is one of asking; else in the plan that is shown. `None` where nobody is
    /// asked, or the plan is not projected yet.
    fn shown(scene: &Scene<'_>, id: &ItemId) -> Option<Self> {
        let preview =
            scene.preview.as_ref().and_then(|preview| Self::of(preview.projection?, preview.plan, id));
        preview.or_else(|| Self::of(scene.shown?.projection, scene.plan, id))
    }

    fn of(projection: &Projection, plan: &Plan, id: &ItemId) -> Option<Self> {
        let exactly = projection.items.iter().find(|outcome| outcome.item == *id)?.granted?;
        let [_, levels @ ..] = Level::ALL;
        let at_least = |level: Level| exactly[level.index()..].iter().map(|chance| chance.mean).sum();
        Some(GrantChances {
            at_least: levels.map(|level| (level, at_least(level))),
            wanted: plan.item(id).highest_told(),
        })
    }

    /// Shows the chance of the level that is wanted, or of a gist while none is.
    fn note(&self, ui: &mut Ui, originator: &str) {
        let shown = self.at_least.iter().find(|(level, _)| *level == self.wanted).or(self.at_least.first());
        let Some((level, chance)) = shown else { return };
        let says = format!("grants {}: {}", short(*level), number_format::percent(*chance));
        let label = ui.add(Label::new(ui.theme().note(says)).truncate());
        explain::tip(label, |ui| {
            ui.set_max_width(ui.theme().grown(300.0));
            self.table(ui, originator);
        });
    }

    /// Shows the chance of every level, and what they depend on.
    fn table(&self, ui: &mut Ui, originator: &str) {
        let theme = ui.theme();
        ui.label(theme.semibold(format!("Chance that {originator} grants at least")));
        for (level, chance) in self.at_least {
            let text = format!("{}: {}", level.name(), number_format::percent(chance));
            ui.label(if level == self.wanted { theme.text(text) } else { theme.note(text) });
        }
        ui.label(theme.note(format!(
            "It rises with {originator}’s trust in home’s promises and secrecy, and with the cover. It falls with \
             the harm if the source is found, with the detail, and with the danger that a recipient, or somebody \
             it would pass the item on to, is hostile to {originator} and picks out the source."
        )));
    }
}

fn permit(plan: &mut Plan, id: &ItemId, permission: Permission) {
    let mut item = plan.item(id);
    item.permission = permission;
    plan.items.put(id.clone(), item);
}

/// The name of a level where room is short.
pub fn short(level: Level) -> &'static str {
    if level == Level::SourcesMethods { "sources" } else { level.name() }
}

/// Shows the choice of cover story.
pub fn cover(ui: &mut Ui, planner: &mut Planner<'_, '_>, id: &ItemId) {
    let scene = planner.scene;
    caption(ui, "Cover story");
    let segments = [
        Segment::new(Cover::None, "None", "Told as it is."),
        Segment::new(
            Cover::Partial,
            "Partial",
            "Sanitised: it says less about the source, and is worth a little less.",
        ),
        Segment::new(
            Cover::Full,
            "Full",
            "Another origin is shown: it says little about the source, and is worth less.",
        ),
    ];
    let current = scene.plan.item(id).cover;
    let asked =
        segmented::Segmented { name: "Cover story", segments: &segments, width: Some(ui.available_width()) }
            .show(ui, &current);
    planner.apply(asked, |plan, cover| {
        let mut item = plan.item(id);
        item.cover = cover;
        plan.items.put(id.clone(), item);
    });
}

/// Shows the choice between nothing and a concession for one recipient, a checkbox each for several.
pub fn asks(ui: &mut Ui, planner: &mut Planner<'_, '_>) {
    let scene = planner.scene;
    let asked = |id: &RecipientId| scene.plan.asks.contains(id);
    let recipients: Vec<&RecipientId> = scene
        .scenario
        .meeting
        .recipients
        .iter()
        .filter(|(id, recipient)| recipient.concession.figure().high > 0.0 || asked(id))
        .map(|(id, _)| id)
        .collect();
    match recipients[..] {
        [] => {
            caption(ui, "In return");
            ui.label(ui.theme().note("Nobody at the table has anything to give."));
        }
        [one] => ask_one(ui, planner, one),
        _ => ask_several(ui, planner, &recipients),
    }
}

fn ask_one(ui: &mut Ui, planner: &mut Planner<'_, '_>, recipient: &RecipientId) {
    let scene = planner.scene;
    let name = format!("Ask {} in return", scene.scenario.recipient_name(recipient));
    caption(ui, &bargain(ui, scene, &name, recipient)).on_hover_text(HOLDS);
    let segments = [
        Segment::new(false, "Nothing", "Nothing is asked for; the recipient may still give something."),
        Segment::new(
            true,
            "A concession",
            "Asked for before anything is told; a bargain struck by the staff holds best.",
        ),
    ];
    let current = scene.plan.asks.contains(recipient);
    let asked = segmented::Segmented { name: &name, segments: &segments, width: Some(ui.available_width()) }
        .show(ui, &current);
    planner.apply(asked, |plan, ask| set_ask(plan, recipient, ask));
}

/// The longest caption that fits: the request, with the chance that a bargain holds.
fn bargain(ui: &Ui, scene: &Scene<'_>, name: &str, recipient: &RecipientId) -> String {
    let held = holds(scene, recipient);
    let held =
        held.iter().flat_map(|holds| [format!("{name}; a bargain {holds}"), format!("{name}; {holds}")]);
    let room = caption_room(ui);
    let fits = |text: &String| paint::width(ui, text, ui.theme().note_font()) < room;
    held.chain([name.to_owned()]).find(fits).unwrap_or_else(|| "Ask in return".into())
}

fn ask_several(ui: &mut Ui, planner: &mut Planner<'_, '_>, recipients: &[&RecipientId]) {
    let (scene, theme) = (planner.scene, ui.theme());
    caption(ui, "Ask a concession in return of");
    ui.horizontal_wrapped(|ui| {
        for recipient in recipients {
            let mut ask = scene.plan.asks.contains(recipient);
            let text = match holds(scene, recipient) {
                Some(holds) => format!("{} ({holds})", scene.scenario.recipient_name(recipient)),
                None => scene.scenario.recipient_name(recipient).to_owned(),
            };
            let response =
                ui.checkbox(&mut ask, theme.note(text).color(theme.colors.ink)).on_hover_text(HOLDS);
            if response.changed() {
                planner.choose(|plan| set_ask(plan, recipient, ask));
            } else if response.hovered() {
                planner.preview(|plan| set_ask(plan, recipient, !ask));
            }
        }
    });
}

const HOLDS: &str = "The chance that it keeps what it gives in return: best if staffed and asked for, \
    half of that if not asked for, a third if told on the spur of the moment.";

fn holds(scene: &Scene<'_>, recipient: &RecipientId) -> Option<String> {
    let projection = scene.shown?.projection;
    let (_, chance) = projection.bargain_holds.iter().find(|(id, _)| id == recipient)?;
    Some(format!("holds: {}", number_format::percent(*chance)))
}

fn set_ask(plan: &mut Plan, recipient: &RecipientId, ask: bool) {
    plan.asks.retain(|asked| asked != recipient);
    if ask {
        plan.asks.push(recipient.clone());
    }
}
