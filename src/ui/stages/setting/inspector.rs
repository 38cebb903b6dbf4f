//! The inspectors of the selected actor, tie, recipient or item; with nothing selected, the scenario as a whole.

use super::fields::{self, Picker};
use super::{item, quantity};
use crate::analysis::number_format;
use crate::scenario::{
    Actor, ActorId, Edit, Input, PartnerField, Partnership, Quantity, Recipient, RecipientField, RecipientId,
    Tie, TieField,
};
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{Themed, marks};
use crate::ui::widgets::elided;
use crate::ui::widgets::paint;
use crate::ui::widgets::text_field::TextField;
use crate::ui::{AddCommand, Commands, Scene, Selection, ViewCommand, phrases};
use egui::{CollapsingHeader, Label, Link, Sense, Ui, vec2};

/// The inspector of the selected object.
pub struct Inspector<'a, 's> {
    /// The document and what is selected in it.
    pub scene: &'a Scene<'s>,
    /// The queue for edits.
    pub commands: &'a mut Commands,
    /// True for a new object, whose name field is to be focused.
    pub name_awaits: &'a mut bool,
}

impl Inspector<'_, '_> {
    /// Shows the selected object; with nothing selected, the scenario as a whole.
    pub fn show(&mut self, ui: &mut Ui) {
        match self.scene.selection {
            Selection::Nothing => overview(ui, self.scene, self.commands),
            Selection::Actor(id) => self.actor(ui, id),
            Selection::Tie(one, other) => self.tie(ui, one, other),
            Selection::Item(id) => item::show(ui, self.scene, id, self.name_awaits, self.commands),
            Selection::Recipient(id) => recipient(ui, self.scene, id, self.commands),
        }
    }

    fn actor(&mut self, ui: &mut Ui, id: &ActorId) {
        let Inspector { scene, commands, name_awaits } = self;
        let Some(actor) = scene.scenario.actors.get(id) else { return };
        actor_heading(ui, scene, id, actor);
        if let Some(name) = fields::name(ui, &actor.name, name_awaits) {
            commands.edit(Edit::PutActor(id.clone(), Actor { name, ..actor.clone() }));
        }
        if let Some(note) =
            (TextField { name: "Note", text: &actor.note, hint: "what a reader should know about it" })
                .line(ui)
        {
            commands.edit(Edit::PutActor(id.clone(), Actor { note, ..actor.clone() }));
        }
        if *id != scene.scenario.home {
            partnership(ui, scene, id, commands);
            seat(ui, scene, id, commands);
        }
        ties(ui, scene, id, commands);
        ui.add_space(12.0);
        endings(ui, scene, id, commands);
    }

    /// Shows both directions between two actors.
    fn tie(&mut self, ui: &mut Ui, one: &ActorId, other: &ActorId) {
        let (first, second) = (self.scene.scenario.name(one), self.scene.scenario.name(other));
        ui.label(ui.theme().heading(format!("{first} and {second}")));
        self.direction(ui, one, other);
        self.direction(ui, other, one);
    }

    fn direction(&mut self, ui: &mut Ui, from: &ActorId, to: &ActorId) {
        let Inspector { scene, commands, .. } = self;
        let (giver, receiver) = (scene.scenario.name(from), scene.scenario.name(to));
        fields::part(ui, &format!("{giver} → {receiver}"));
        if scene.scenario.tie(from, to).is_none() {
            let indifferent = format!("{giver} is indifferent to {receiver} and passes nothing on.");
            ui.horizontal_wrapped(|ui| {
                ui.label(ui.theme().note(indifferent));
                let button = ui.button("Add").on_hover_text(format!("Add a tie from {giver} to {receiver}"));
                if button.accessible_name(format!("Add tie {giver} to {receiver}")).clicked() {
                    let tie =
                        Tie { affinity: Quantity::plain(0.5), ..Tie::between(from.clone(), to.clone()) };
                    commands.edit(Edit::PutTie(tie));
                }
            });
            return;
        }
        let number = |field| Input::Tie(from.clone(), to.clone(), field);
        quantity::show(ui, scene, &number(TieField::Affinity), commands);
        quantity::show(ui, scene, &number(TieField::Onward), commands);
        let remove = ui.button("Remove").on_hover_text("Indifferent, and passes nothing on");
        if remove.accessible_name(format!("Remove tie {giver} to {receiver}")).clicked() {
            commands.edit(Edit::RemoveTie(from.clone(), to.clone()));
        }
    }
}

fn actor_heading(ui: &mut Ui, scene: &Scene<'_>, id: &ActorId, actor: &Actor) {
    let role = scene.roles.of(id);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::hover());
        marks::paint(ui.painter(), role, rect.center(), 16.0);
        let role = ui.theme().note(role.name());
        let beside = paint::width(ui, role.text(), ui.theme().note_font()) + ui.spacing().item_spacing.x;
        elided::label(ui, ui.theme().heading(&actor.name), ui.available_width() - beside);
        ui.label(role);
    });
}

/// The numbers of a partnership, in groups that unfold.
const GROUPS: [(&str, &[PartnerField]); 4] = [
    (
        "What it believes about home",
        &[
            PartnerField::IntegrityMean,
            PartnerField::IntegrityWeight,
            PartnerField::ControlMean,
            PartnerField::ControlWeight,
        ],
    ),
    (
        "What it would lose if the relationship ended",
        &[PartnerField::Influence, PartnerField::Security, PartnerField::Wider],
    ),
    (
        "Institutions that supplement trust",
        &[
            PartnerField::Monitoring,
            PartnerField::TechnicalAssistance,
            PartnerField::Liaison,
            PartnerField::FormalAgreement,
            PartnerField::Hierarchy,
        ],
    ),
    ("What it reports", &[PartnerField::Flow, PartnerField::Accuracy, PartnerField::Shading]),
];

fn partnership(ui: &mut Ui, scene: &Scene<'_>, id: &ActorId, commands: &mut Commands) {
    fields::part(ui, "Shares with home");
    if !scene.scenario.partnerships.contains(id) {
        let button = ui.button("Make it a partner").on_hover_text("It shares intelligence with home");
        if button.clicked() {
            commands.edit(Edit::PutPartnership(id.clone(), Partnership::default()));
        }
        return;
    }
    for (index, (title, numbers)) in GROUPS.iter().enumerate() {
        let awaits = quantity::awaits(
            ui,
            |input| matches!(input, Input::Partner(of, field) if of == id && numbers.contains(field)),
        );
        let header = CollapsingHeader::new(ui.theme().text(*title)).id_salt(title).default_open(index < 2);
        header.open(awaits.then_some(true)).show(ui, |ui| {
            for field in *numbers {
                quantity::show(ui, scene, &Input::Partner(id.clone(), *field), commands);
            }
        });
    }
    let items = scene.scenario.items.values().filter(|item| item.originator == *id).count();
    let explains = match items {
        0 => "It no longer shares with home".to_owned(),
        1 => "It no longer shares with home; its item goes too".to_owned(),
        n => format!("It no longer shares with home; its {n} items go too"),
    };
    if ui.button("End the partnership").on_hover_text(explains).clicked() {
        commands.edit(Edit::RemovePartnership(id.clone()));
    }
}

/// The numbers of a recipient.
fn recipient_numbers(ui: &mut Ui, scene: &Scene<'_>, id: &RecipientId, commands: &mut Commands) {
    for field in RecipientField::ALL {
        quantity::show(ui, scene, &Input::Recipient(id.clone(), *field), commands);
    }
}

fn seat(ui: &mut Ui, scene: &Scene<'_>, id: &ActorId, commands: &mut Commands) {
    fields::part(ui, "At the meeting");
    let recipient = RecipientId::Actor(id.clone());
    if scene.scenario.meeting.recipients.contains(&recipient) {
        recipient_numbers(ui, scene, &recipient, commands);
        if ui.button("Uninvite").on_hover_text("It cannot be told anything at the meeting").clicked() {
            commands.edit(Edit::RemoveRecipient(recipient));
        }
    } else if ui.button("Invite to the meeting").on_hover_text("It could be told something").clicked() {
        let invited = Recipient { concession: Quantity::plain(1.0), ..Recipient::default() };
        commands.edit(Edit::PutRecipient(recipient, invited));
    }
}

fn ties(ui: &mut Ui, scene: &Scene<'_>, id: &ActorId, commands: &mut Commands) {
    fields::part(ui, "Ties");
    for tie in scene.scenario.ties.iter().filter(|tie| tie.from == *id || tie.to == *id) {
        let (from, to) = (scene.scenario.name(&tie.from), scene.scenario.name(&tie.to));
        let text = format!(
            "{from} → {to}: affinity {}, passes on {}",
            number_format::signed_amount(tie.affinity.likely()),
            number_format::percent(tie.onward.likely())
        );
        let link = Link::new(ui.theme().note(text));
        if ui.add(link).on_hover_text("Show this tie").clicked() {
            commands.send(ViewCommand::Select(Selection::Tie(tie.from.clone(), tie.to.clone())));
        }
    }
    let free = |other: &&ActorId| *other != id && scene.scenario.tie(id, other).is_none();
    let offered = scene.scenario.actors.keys().filter(free).map(|id| (id, scene.scenario.name(id)));
    if let Some(to) = (Picker { name: "New tie to", shown: "New tie to …" }).show(ui, offered) {
        let tie = Tie { affinity: Quantity::plain(0.5), ..Tie::between(id.clone(), to.clone()) };
        commands.edit(Edit::PutTie(tie));
        commands.send(ViewCommand::Select(Selection::Tie(id.clone(), to)));
    }
}

fn endings(ui: &mut Ui, scene: &Scene<'_>, id: &ActorId, commands: &mut Commands) {
    if *id == scene.scenario.home {
        ui.label(ui.theme().note("Home decides. To remove it, make another actor home first."));
        return;
    }
    ui.horizontal(|ui| {
        if ui.button("Make home").on_hover_text("This actor decides; it is then nobody’s partner").clicked()
        {
            commands.edit(Edit::SetHome(id.clone()));
        }
        if ui.button("Duplicate").on_hover_text("A second one like it, beside it on the map").clicked() {
            commands.send(AddCommand::DuplicateActor(id.clone()));
        }
        let explains = "Also removes its ties, its partnership, its items and its place in every plan";
        if ui.button("Remove").on_hover_text(explains).clicked() {
            commands.edit(Edit::RemoveActor(id.clone()));
            commands.send(ViewCommand::Select(Selection::Nothing));
        }
    });
}

/// Shows a recipient.
fn recipient(ui: &mut Ui, scene: &Scene<'_>, id: &RecipientId, commands: &mut Commands) {
    ui.label(ui.theme().heading(scene.scenario.recipient_name(id)));
    if *id == RecipientId::Public {
        ui.label(ui.theme().note("What the public is told, everybody holds; it gives nothing in return."));
    } else {
        recipient_numbers(ui, scene, id, commands);
    }
    ui.add_space(12.0);
    if ui.button("Uninvite").on_hover_text("It cannot be told anything at the meeting").clicked() {
        commands.edit(Edit::RemoveRecipient(id.clone()));
        commands.send(ViewCommand::Select(Selection::Nothing));
    }
}

/// Shows the scenario as a whole.
fn overview(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    ui.label(theme.heading(&scene.scenario.about.title));
    if !scene.scenario.about.question.is_empty() {
        ui.label(theme.text(&scene.scenario.about.question));
    }
    ui.add_space(4.0);
    if steps(scene).iter().all(|step| step.done) {
        ui.label(theme.note("Click something on the map to see and change it."));
    } else {
        first_steps(ui, scene);
    }
    actors(ui, scene, commands);
    items(ui, scene, commands);
    meeting(ui, scene, commands);
}

/// A step that a new case needs before it can be projected.
struct SetupStep {
    says: &'static str,
    done: bool,
}

/// The steps in order: each needs the one before.
fn steps(scene: &Scene<'_>) -> [SetupStep; 3] {
    let scenario = scene.scenario;
    [
        SetupStep {
            says: "Who gives: add an actor, select it, and make it a partner that shares with home.",
            done: !scenario.partnerships.is_empty(),
        },
        SetupStep {
            says: "Who is told: add another actor, select it, and invite it to the meeting.",
            done: !scenario.meeting.recipients.is_empty(),
        },
        SetupStep {
            says: "What is told: add an item, say from whom it came, and write its words.",
            done: !scenario.items.is_empty(),
        },
    ]
}

/// Lists the first steps in order, with a tick at those done.
fn first_steps(ui: &mut Ui, scene: &Scene<'_>) {
    let theme = ui.theme();
    ui.label(theme.semibold("To begin"));
    for (index, step) in steps(scene).iter().enumerate() {
        ui.horizontal(|ui| {
            if step.done {
                icons::show(ui, Icon::Check, theme.size.text, theme.colors.ink_2);
            } else {
                ui.label(theme.semibold(format!("{}.", index + 1)));
            }
            let text = if step.done { theme.quiet(step.says) } else { theme.text(step.says) };
            ui.add(Label::new(text).wrap());
        });
    }
}

fn actors(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    fields::part(ui, "Actors");
    ui.horizontal_wrapped(|ui| {
        for id in scene.scenario.actors.keys() {
            let role = scene.roles.of(id).name();
            let name = scene.scenario.name(id);
            if elided::button(ui, name, ui.available_width()).on_hover_text(role).clicked() {
                commands.send(ViewCommand::Select(Selection::Actor(id.clone())));
            }
        }
        if ui.button("Add actor").on_hover_text("Somebody new on the map").clicked() {
            commands.send(AddCommand::Actor(None));
        }
    });
}

fn items(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    fields::part(ui, "What could be revealed");
    ui.horizontal_wrapped(|ui| {
        for (id, item) in &scene.scenario.items {
            let from = format!("from {}", scene.scenario.name(&item.originator));
            let name = phrases::capitalised(&item.name);
            if elided::button(ui, &name, ui.available_width()).on_hover_text(from).clicked() {
                commands.send(ViewCommand::Select(Selection::Item(id.clone())));
            }
        }
        if ui.button("Add item").on_hover_text("A piece of intelligence").clicked() {
            commands.send(AddCommand::Item);
        }
    });
}

fn meeting(ui: &mut Ui, scene: &Scene<'_>, commands: &mut Commands) {
    fields::part(ui, "Who could be told");
    ui.horizontal_wrapped(|ui| {
        for id in scene.scenario.meeting.recipients.keys() {
            let name = scene.scenario.recipient_name(id).to_owned();
            let button = elided::button(ui, &name, ui.available_width());
            let button = button.on_hover_text("Its concession, and the chance that it keeps its word");
            if button.accessible_name(format!("Recipient {name}")).clicked() {
                commands.send(ViewCommand::Select(Selection::Recipient(id.clone())));
            }
        }
        let public = RecipientId::Public;
        if !scene.scenario.meeting.recipients.contains(&public)
            && ui.button("Add the public").on_hover_text("Lets a plan tell the public").clicked()
        {
            commands.edit(Edit::PutRecipient(public, Recipient::default()));
        }
    });
    if scene.scenario.meeting.recipients.is_empty() {
        ui.label(ui.theme().note("Select an actor and invite it to the meeting."));
    }
}
