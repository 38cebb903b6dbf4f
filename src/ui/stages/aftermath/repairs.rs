//! Repairs: what is done afterwards, when, for whom and how much.

use crate::analysis::number_format;
use crate::scenario::repair_offers::{self, same_kind};
use crate::scenario::{ActorId, Institution, LONGEST_HORIZON_MONTHS, PartnerField, Plan, Repair, RepairKind};
use crate::ui::Scene;
use crate::ui::phrases;
use crate::ui::stages::planner::Planner;
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{CONTROL, Themed};
use crate::ui::widgets::elided::{self, List};
use crate::ui::widgets::number_field::{NumberField, Writing};
use crate::ui::widgets::paint;
use egui::{Align, ComboBox, Label, Layout, Sense, TextStyle, Ui, UiBuilder, vec2};

const GAP: f32 = 6.0;

/// The list of repairs with the way to add one; `partner` is for whom the next one is.
pub fn show(ui: &mut Ui, planner: &mut Planner<'_, '_>, partner: Option<&ActorId>) {
    let (scene, theme) = (planner.scene, ui.theme());
    ui.horizontal(|ui| {
        ui.label(theme.heading("Repairs"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            add(ui, planner, partner);
            paint::note(ui, "part of the plan; each bends the course from its month on");
        });
    });
    if scene.plan.repairs.is_empty() {
        ui.label(theme.quiet("Nothing is repaired yet."));
    }
    for index in 0..scene.plan.repairs.len() {
        row(ui, planner, index);
    }
}

fn add(ui: &mut Ui, planner: &mut Planner<'_, '_>, partner: Option<&ActorId>) {
    let scene = planner.scene;
    let text = ui.theme().note("Add a repair").color(ui.theme().colors.ink);
    let button = ui.add_enabled(partner.is_some(), egui::Button::new(text));
    let button = button
        .on_hover_text("For the partner that is looked at below, in the month under the time slider.")
        .on_disabled_hover_text("Nobody shares with home, so there is nothing to repair.");
    let next = |partner| repair_offers::next(scene.scenario, scene.plan, partner, scene.month);
    let Some(repair) = partner.and_then(next) else { return };
    // What was just added is to be seen, and not yet a second repair on top: only a pointer that comes anew asks for one.
    let id = button.id.with("just added");
    let looks_at = button.hovered() || button.has_focus();
    let just_added = looks_at && ui.data(|data| data.get_temp(id)).unwrap_or(false);
    let adds = button.clicked();
    ui.data_mut(|data| data.insert_temp(id, just_added || adds));
    if adds {
        planner.choose(|plan| plan.repairs.push(repair));
    } else if looks_at && !just_added {
        planner.preview(|plan| plan.repairs.push(repair));
    }
}

/// Shows the repair with this place in the plan; everything can be changed in its place.
fn row(ui: &mut Ui, planner: &mut Planner<'_, '_>, index: usize) {
    let scene = planner.scene;
    let Some(repair) = scene.plan.repairs.get(index) else { return };
    let mut changed = repair.clone();
    let (mut removed, mut tried) = (false, None);
    ui.push_id(("repair", index), |ui| {
        let height = CONTROL.max(ui.theme().size.text + 10.0);
        let line = vec2(ui.available_width(), height);
        ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.spacing_mut().interact_size.y = height;
            ui.style_mut().drag_value_text_style = TextStyle::Small;
            ui.style_mut().override_text_style = Some(TextStyle::Small);
            let room = ui.available_width() - height - 4.0 * GAP;
            let mut fields = RepairFields { number: index + 1, repair: &mut changed };
            boxed(ui, room * 0.18, |ui, width| fields.month(ui, width));
            tried = tried.take().or(boxed(ui, room * 0.25, |ui, width| fields.partner(ui, scene, width)));
            tried = tried.take().or(boxed(ui, room * 0.38, |ui, width| fields.kind(ui, scene, width)));
            boxed(ui, room * 0.19, |ui, width| fields.amount(ui, width));
            let name = format!("Remove repair {}", index + 1);
            let remove = icons::button(ui, Icon::Trash, &name);
            if remove.hovered() {
                planner.preview(|plan| drop(plan.repairs.remove(index)));
            }
            removed = remove.clicked();
        });
    });
    if let Some(doubt) = doubt(scene, repair, index) {
        ui.label(ui.theme().note(doubt).color(ui.theme().colors.worse_text));
    } else if let Some(idle) = idle(scene, repair).filter(|_| !is_said_below(scene, repair, index)) {
        ui.add(Label::new(ui.theme().note(idle)).wrap());
    }
    if let Some(tried) = tried {
        planner.preview(|plan| put(plan, index, tried));
    }
    if removed {
        planner.choose(|plan| drop(plan.repairs.remove(index)));
    } else if changed != *repair {
        planner.choose(|plan| put(plan, index, changed));
    }
}

/// A place of a fixed width, so that the rows of all repairs line up whatever stands in them.
fn boxed<T>(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui, f32) -> T) -> T {
    let (place, _) = ui.allocate_exact_size(vec2(width, ui.spacing().interact_size.y), Sense::hover());
    let layout = Layout::left_to_right(Align::Center);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
    contents(&mut inside, width)
}

fn put(plan: &mut Plan, index: usize, repair: Repair) {
    if let Some(place) = plan.repairs.get_mut(index) {
        *place = repair;
    }
}

/// The fields in which a repair is changed.
struct RepairFields<'a> {
    /// The place of the repair in the plan, counted from 1.
    number: usize,
    repair: &'a mut Repair,
}

impl RepairFields<'_> {
    fn month(&mut self, ui: &mut Ui, width: f32) {
        let name = format!("Month of repair {}", self.number);
        let mut month = f64::from(self.repair.month);
        let field = NumberField::new(&name, 1.0..=f64::from(LONGEST_HORIZON_MONTHS));
        let field = field.writing(Writing::Whole).speed(0.1).prefix("month ");
        let response = field.size([width, ui.spacing().interact_size.y]).show(ui, &mut month);
        response.on_hover_text("When: drag, or click and type.");
        self.repair.month = month as u32;
    }

    /// Shows the list of partners, and returns the repair as it would be with the one under the pointer.
    fn partner(&mut self, ui: &mut Ui, scene: &Scene<'_>, width: f32) -> Option<Repair> {
        let repair = &mut *self.repair;
        let mut tried = None;
        let chosen =
            ui.theme().note(scene.scenario.name(&repair.partner)).color(ui.theme().colors.ink).into();
        let name = format!("Partner of repair {}", self.number);
        let list = List { name: &name, chosen, width };
        list.show(ui, |ui| {
            for id in scene.scenario.partnerships.keys() {
                let option = elided::option(ui, repair.partner == *id, scene.scenario.name(id));
                if option.clicked() {
                    repair.partner = id.clone();
                } else if option.hovered() || option.has_focus() {
                    tried = Some(Repair { partner: id.clone(), ..repair.clone() });
                }
            }
        })
        .on_hover_text("For whom.");
        tried
    }

    /// Shows the list of kinds, and returns the repair as it would be with the one under the pointer.
    fn kind(&mut self, ui: &mut Ui, scene: &Scene<'_>, width: f32) -> Option<Repair> {
        let repair = &mut *self.repair;
        let mut tried = None;
        let text = ui.theme().note(phrases::capitalised(&repair.kind.name())).color(ui.theme().colors.ink);
        let list =
            ComboBox::from_id_salt("kind").selected_text(text).width(width).truncate().height(280.0).show_ui(
                ui,
                |ui| {
                    let partnership = scene.scenario.partnerships.get(&repair.partner);
                    for kind in partnership.into_iter().flat_map(repair_offers::kinds) {
                        let holds = same_kind(&kind, &repair.kind);
                        let option = ui.selectable_label(holds, phrases::capitalised(&kind.name()));
                        if option.clicked() && !holds {
                            repair.kind = kind;
                        } else if !holds && (option.hovered() || option.has_focus()) {
                            tried = Some(Repair { kind, ..repair.clone() });
                        }
                        option.on_hover_text(explains(&kind));
                    }
                },
            );
        let name = format!("Kind of repair {}", self.number);
        list.response.accessible_name(name).on_hover_text(explains(&self.repair.kind));
        tried
    }

    fn amount(&mut self, ui: &mut Ui, width: f32) {
        let size = [width, ui.spacing().interact_size.y];
        let (value, prefix, explains) = match &mut self.repair.kind {
            RepairKind::Compensation(amount) => {
                (amount, "", "How much, 0 to 1; home pays a tenth of it in each of twelve months.")
            }
            RepairKind::Institution(_, intensity) => {
                (intensity, "to ", "The new intensity, 0 to 1; it stays.")
            }
            RepairKind::Explanation | RepairKind::ProceduralFix => return,
        };
        let name = format!("Amount of repair {}", self.number);
        let field = NumberField::new(&name, 0.0..=1.0).speed(0.01).writing(Writing::Decimals(2));
        field.prefix(prefix).size(size).show(ui, value).on_hover_text(explains);
    }
}

fn explains(kind: &RepairKind) -> &'static str {
    match kind {
        RepairKind::Explanation => {
            "Explain and apologise: halves the doubt whether home can keep a secret, and lifts less of the \
             doubt whether it means to. Counts once per partner."
        }
        RepairKind::ProceduralFix => {
            "Fix the procedure that failed: lifts most of the doubt whether home can keep a secret. Counts \
             once per partner."
        }
        RepairKind::Compensation(_) => {
            "Compensate: makes sharing worth more to the partner for a year, at a price."
        }
        RepairKind::Institution(Institution::Hierarchy, _) => {
            "Build hierarchy: the partner puts part of its work under home’s oversight, which supplements \
             trust from then on."
        }
        RepairKind::Institution(..) => "Build an institution: it supplements trust from then on.",
    }
}

/// A sentence on a repair that comes before the partner has learned of anything, and then does nothing.
fn idle(scene: &Scene<'_>, repair: &Repair) -> Option<String> {
    if !matches!(repair.kind, RepairKind::Explanation | RepairKind::ProceduralFix) {
        return None;
    }
    let name = scene.scenario.name(&repair.partner);
    if let Some(log) = scene.playback.log {
        let learned = log.has_learned(&repair.partner, repair.month as usize);
        return (!learned)
            .then(|| format!("{name} has learned of nothing by then in this history: it changes nothing."));
    }
    let course = scene.shown?.projection.partner(&repair.partner)?;
    let unaware = course.unaware.get(repair.month as usize)?.mean;
    let share = number_format::percent(unaware);
    match unaware {
        unaware if unaware < 0.005 => None,
        1.0 => Some(format!("{name} has learned of nothing by then in any history: it changes nothing.")),
        _ => Some(format!(
            "{name} has learned of nothing by then in {share} of histories: then it changes nothing."
        )),
    }
}

/// True if the next repair says the same of the same partner and month: once is enough.
fn is_said_below(scene: &Scene<'_>, repair: &Repair, index: usize) -> bool {
    let next = scene.plan.repairs.get(index + 1);
    next.is_some_and(|next| {
        let alike = next.partner == repair.partner && next.month == repair.month;
        alike && idle(scene, next).is_some() && doubt(scene, next, index + 1).is_none()
    })
}

/// A doubt about a repair, in a sentence.
fn doubt(scene: &Scene<'_>, repair: &Repair, index: usize) -> Option<String> {
    let name = scene.scenario.name(&repair.partner);
    if repair.month > scene.scenario.horizon_months {
        return Some(format!(
            "This comes after the last month that is projected ({}).",
            scene.scenario.horizon_months
        ));
    }
    match repair.kind {
        RepairKind::Explanation | RepairKind::ProceduralFix => {
            let earlier = scene.plan.repairs[..index]
                .iter()
                .any(|other| other.partner == repair.partner && same_kind(&other.kind, &repair.kind));
            earlier.then(|| format!("Only one of these counts for {name}."))
        }
        RepairKind::Institution(which, to) => {
            let partnership = scene.scenario.partnerships.get(&repair.partner)?;
            let now = PartnerField::from(which).figure(partnership).likely;
            let what = phrases::capitalised(which.name());
            (to <= now)
                .then(|| format!("{what} with {name} stands at {} already.", number_format::fixed(now, 2)))
        }
        RepairKind::Compensation(_) => None,
    }
}
