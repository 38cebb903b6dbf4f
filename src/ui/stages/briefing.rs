//! The briefing that opens a case: what was known on the eve, who is who, and who promised what to whom.
//!
//! It is read, not edited, and comes before any number. The lesson, the record and the plans are absent, which would
//! give the outcome away; the outcome itself is told only to those who ask for it.

use crate::scenario::{Actor, ActorId, Item, Level, RecipientId, Role, Roles, Scenario};
use crate::ui::theme::{GRID, MARGIN, Themed, marks};
use crate::ui::widgets::{area_ring, paint};
use crate::ui::{Command, Commands, Scene, ViewCommand};
use egui::{
    Context, FontFamily, FontId, Key, Label, Modifiers, Popup, Rect, Response, RichText, ScrollArea, Sense,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

/// The commands for keys that were pressed while the briefing is on the screen: Enter goes on to the decision,
/// unless something else has the keyboard, and Escape goes back.
pub fn pressed(ctx: &Context) -> Vec<Command> {
    if Popup::is_any_open(ctx) {
        return Vec::new();
    }
    let free = area_ring::keys_are_free(ctx);
    let consumed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if free && consumed(Key::Enter) {
        vec![ViewCommand::BeginCase.into()]
    } else if consumed(Key::Escape) {
        vec![ViewCommand::CloseBriefing.into()]
    } else {
        Vec::new()
    }
}

/// The height of the row with the buttons, in points.
const FOOT: f32 = 56.0;

/// The question, the background, and the promises.
pub fn panel(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    // Ids of its own: the keyboard must not stand on a button of the next stage, which has the same place.
    ui.push_id("briefing", |ui| contents(ui, scene, commands));
}

fn contents(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let place = ui.available_rect_before_wrap();
    let foot = Rect::from_min_max(pos2(place.left(), place.bottom() - FOOT), place.max);
    let body = Rect::from_min_max(place.min + vec2(MARGIN, GRID), pos2(place.right(), foot.top()));
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
        ScrollArea::vertical().id_salt("briefing").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - MARGIN);
            text(ui, scene);
        });
    });
    ui.scope_builder(UiBuilder::new().max_rect(foot.shrink2(vec2(MARGIN, 0.0))), |ui| {
        paint::hairline(ui);
        buttons(ui, commands);
    });
}

/// The distance of lines of the background, as a multiple of its type: wide, because it is read as a text.
const LEADING: f32 = 1.35;

fn text(ui: &mut Ui, scene: &Scene<'_>) {
    let theme = ui.theme();
    let scenario = scene.scenario;
    let about = &scenario.about;
    let meeting = Some(&scenario.meeting.name).filter(|name| !name.is_empty());
    ui.add(Label::new(theme.note(meeting.unwrap_or(&about.title))).wrap());
    let question = if about.question.is_empty() { &about.title } else { &about.question };
    heading(ui, theme.heading(question), question);
    if about.before.is_empty() {
        ui.add(
            Label::new(
                theme.quiet("Nobody has written the background yet; it stands in Setting, under Case."),
            )
            .wrap(),
        );
    }
    paragraphs(ui, &about.before);
    ui.add_space(GRID);
    if scene.reads_what_happened {
        let outcome = "What happened";
        heading(ui, theme.semibold(outcome), outcome);
        paragraphs(ui, &about.after);
        ui.add_space(GRID);
    }
    let promises = "Who promised what to whom";
    heading(ui, theme.semibold(promises), promises);
    for item in scenario.items.values() {
        promise(ui, scenario, item);
    }
    if scenario.items.is_empty() {
        ui.label(theme.quiet("There is nothing that could be revealed yet."));
    }
}

/// A text that is read at length.
fn paragraphs(ui: &mut Ui, text: &str) {
    let theme = ui.theme();
    let reading = FontId::new(theme.size.heading, FontFamily::Proportional);
    for paragraph in text.split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
        let text = theme.text(paragraph).font(reading.clone()).line_height(Some(LEADING * reading.size));
        ui.add(Label::new(text).wrap().selectable(true));
    }
}

/// A heading, which a screen reader takes for one.
fn heading(ui: &mut Ui, text: RichText, name: &str) -> Response {
    let response = ui.add(Label::new(text).wrap());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Heading, true, name));
    response
}

/// An item, and the promise under which home has it.
fn promise(ui: &mut Ui, scenario: &Scenario, item: &Item) {
    let theme = ui.theme();
    ui.horizontal_top(|ui| {
        let (sheet, _) = ui.allocate_exact_size(vec2(16.0, 20.0), Sense::hover());
        marks::torn_sheet(ui.painter(), sheet.center(), 14.0, 1.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(Label::new(theme.text(scenario.promise_in_words(item))).wrap());
            let gist = item.words.at(Level::Gist);
            if !gist.is_empty() {
                ui.add(Label::new(theme.quiet(format!("In a line: {gist}"))).wrap());
            }
        });
    });
    ui.add_space(2.0);
}

fn buttons(ui: &mut Ui, commands: &mut Commands) {
    let theme = ui.theme();
    ui.add_space(GRID);
    ui.horizontal(|ui| {
        let decide = ui.add(theme.main_action("Go to the decision"));
        // Whoever comes here by keyboard goes on by Enter.
        if ui.memory(|memory| memory.focused().is_none()) && !Popup::is_any_open(ui.ctx()) {
            decide.request_focus();
        }
        if decide.on_hover_text("See what the first plan would do\nEnter").clicked() {
            commands.send(ViewCommand::BeginCase);
        }
        if ui.add(theme.other_action("Back")).on_hover_text("Esc").clicked() {
            commands.send(ViewCommand::CloseBriefing);
        }
        if ui.available_width() > theme.grown(230.0) {
            ui.label(theme.note("Enter goes on; Ctrl+B comes back here."));
        }
    });
}

/// The narrowest column of actors, in points at ordinary type.
const COLUMN: f32 = 280.0;

/// Who is who.
pub fn strip(ui: &mut Ui, scene: &Scene<'_>) {
    let place = ui.available_rect_before_wrap().shrink2(vec2(MARGIN, GRID));
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        let title = "Who is who";
        heading(ui, ui.theme().semibold(title), title);
        ScrollArea::vertical().id_salt("who is who").auto_shrink(false).show(ui, |ui| {
            people(ui, &scene.roles);
        });
    });
}

fn people(ui: &mut Ui, roles: &Roles<'_>) {
    let scenario = roles.scenario();
    let columns = ((ui.available_width() / ui.theme().grown(COLUMN)).floor() as usize).clamp(1, 3);
    let public = scenario.meeting.recipients.contains(&RecipientId::Public);
    let cast = roles.cast().into_iter();
    let mut rows: Vec<Person<'_>> =
        cast.map(|(id, actor, role)| Person::actor(roles, id, actor, role)).collect();
    rows.extend(public.then_some(Person {
        name: "The public",
        role: None,
        says: "could be told".into(),
        note: "",
    }));
    let in_each = rows.len().div_ceil(columns);
    ui.columns(columns, |columns| {
        for (ui, rows) in columns.iter_mut().zip(rows.chunks(in_each.max(1))) {
            ui.spacing_mut().item_spacing.y = 2.0;
            rows.iter().for_each(|row| row.show(ui));
        }
    });
}

/// Somebody in the case.
struct Person<'a> {
    name: &'a str,
    /// `None` for the public.
    role: Option<Role>,
    /// What makes it that, in a phrase.
    says: String,
    /// A note for readers; may be empty.
    note: &'a str,
}

impl<'a> Person<'a> {
    fn actor(roles: &Roles<'a>, id: &'a ActorId, actor: &'a Actor, role: Role) -> Self {
        let (name, says) = (roles.scenario().name(id), roles.part_in_words(id));
        Person { name, role: Some(role), says, note: &actor.note }
    }

    fn show(&self, ui: &mut Ui) {
        let theme = ui.theme();
        ui.horizontal_top(|ui| {
            let (mark, _) = ui.allocate_exact_size(vec2(16.0, theme.size.text * 1.35), Sense::hover());
            match self.role {
                Some(role) => marks::paint(ui.painter(), role, mark.center(), 13.0),
                None => ui.painter().extend(marks::press(mark.center(), 13.0, theme)),
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add(Label::new(theme.semibold(self.name)).wrap());
                ui.add(Label::new(theme.note(&self.says)).wrap());
                if !self.note.is_empty() {
                    ui.add(Label::new(theme.note(self.note)).wrap());
                }
            });
        });
        ui.add_space(2.0);
    }
}
