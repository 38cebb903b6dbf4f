//! The handling of a disclosure: preparation, the concessions asked in return, the originator's permission, and
//! cover story.

use crate::analysis::asking;
use crate::analysis::number_format;
use crate::scenario::{Cover, ItemId, Level, Permission, Plan, Preparation, RecipientId};
use crate::ui::stages::planner::Planner;
use crate::ui::theme::Themed;
use crate::ui::widgets::paint;
use crate::ui::widgets::segmented::{self, Segment};
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

/// Shows the choice of preparation: in the room or staffed; leaks and compelled disclosures, which nobody plans,
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
    let past = matches!(current, Preparation::Leak | Preparation::Compelled);
    let third = if past { phrases::capitalised(current.name()) } else { "For history…".into() };
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
            "How it came about in cases of the past: a leak by someone unauthorised, or a court or law.",
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
    let count = if repairs.len() == 1 { "1 repair".into() } else { format!("{} repairs", repairs.len()) };
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

/// The most that can be granted.
const TOP_GRANT: Permission = Permission::Granted(Level::SourcesMethods);

/// Shows the choice of permission: not asked, granted up to a level, or refused.
pub fn permission(ui: &mut Ui, planner: &mut Planner<'_, '_>, id: &ItemId) {
    let (scene, theme) = (planner.scene, ui.theme());
    let Some(item) = scene.scenario.items.get(id) else { return };
    if item.originator == scene.scenario.home {
        caption(ui, "Permission");
        ui.label(theme.note("Home’s own item: no permission is needed."));
        return;
    }
    let name = format!("Ask {} first", scene.scenario.name(&item.originator));
    caption(ui, &name);
    let current = scene.plan.item(id).permission;
    let granted = match current {
        Permission::Granted(level) => format!("Granted: {}", short(level)),
        Permission::NotAsked | Permission::Refused | Permission::Asked(_) => "Granted up to…".into(),
    };
    // Resting on it tries out the most that could be granted, until a level is chosen.
    let grant = if let Permission::Granted(_) = current { current } else { TOP_GRANT };
    let segments = [
        Segment::new(
            Permission::NotAsked,
            "Not asked",
            "Nobody asks. What is told is a breach of the promise.",
        ),
        Segment::new(
            grant,
            &granted,
            "It is asked and says yes, up to a level. Asking takes time, and the item ages.",
        ),
        Segment::new(
            Permission::Refused,
            "Refused",
            "It is asked and says no. To tell all the same is worse than not to ask.",
        ),
    ];
    let mut asked =
        segmented::Segmented { name: &name, segments: &segments, width: Some(ui.available_width()) }
            .show(ui, &current);
    let menu = (asked.responses.len() > 1).then(|| asked.responses.swap_remove(1));
    asked.chosen = asked.chosen.filter(|chosen| *chosen != grant);
    planner.apply(asked, |plan, permission| permit(plan, id, permission));
    if let Some(menu) = menu {
        Popup::menu(&menu).show(|ui| grant_menu(ui, planner, id, current));
    }
}

fn grant_menu(ui: &mut Ui, planner: &mut Planner<'_, '_>, id: &ItemId, current: Permission) {
    let chances = asking::chances(planner.scene.scenario, planner.scene.plan, id);
    if let Some(chances) = &chances {
        ask_and_take(ui, planner, id, chances);
        ui.separator();
    }
    ui.label(ui.theme().note("Or set the answer, as the instructor:"));
    for level in Level::ALL.into_iter().skip(1) {
        let permission = Permission::Granted(level);
        let likely = chances.iter().flatten().find(|(of, _)| *of == level);
        let likely =
            likely.map_or_else(String::new, |(_, chance)| format!(", {}", number_format::percent(*chance)));
        let text = format!("Granted up to {}", level.name());
        let response = ui.selectable_label(current == permission, format!("{text}{likely}"));
        let response = response.accessible_name(text);
        if response.clicked() {
            planner.choose(|plan| permit(plan, id, permission));
        } else if response.hovered() || response.has_focus() {
            planner.preview(|plan| permit(plan, id, permission));
        }
    }
}

/// Asks the originator, and takes an answer drawn with the scenario's seed.
fn ask_and_take(ui: &mut Ui, planner: &mut Planner<'_, '_>, id: &ItemId, chances: &[(Level, f64); 4]) {
    let scene = planner.scene;
    let (Some(item), Some(result)) = (scene.scenario.items.get(id), scene.shown) else { return };
    let delay = scene.scenario.parameters.asking_delay.likely();
    let left = 2f64.powf(-delay / item.half_life_months.likely());
    let refused = 1.0 - chances[0].1;
    let costs = format!(
        "Asking takes {}; the item is then worth {} of its value now. Chance of refusal: {}.",
        number_format::months(delay),
        number_format::percent(left),
        number_format::percent(refused)
    );
    ui.set_max_width(300.0);
    ui.label(ui.theme().note(costs));
    let ask = ui.button(format!("Ask {} and take its answer", scene.scenario.name(&item.originator)));
    let explains = "Drawn from the chances below, the same for one seed. A partner that trusts home mostly lets a gist out, and seldom a source; it fears whom the item could reach.";
    if ask.on_hover_text(explains).clicked() {
        let answer = asking::draw_answer(chances, result.projection.seed, id);
        planner.choose(|plan| permit(plan, id, answer));
        ui.close();
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
