//! A window with nothing in it but a stage: it owns the document and carries out what it is asked for.

use crate::support::Rasterizer;
use crate::world;
use egui_kittest::Harness;
use tearline::engine::{self, NoMonitor, Projection, Run};
use tearline::scenario::{Plan, PlanId, Scenario};
use tearline::ui::stages::{aftermath, decision};
use tearline::ui::theme::{Look, Theme, focus, fonts};
use tearline::ui::{
    AddCommand, Command, Commands, PlayCommand, Playback, Preview, Scene, Selection, ShownProjection, Stage,
    ViewCommand,
};

/// The document, and everything the app would hold around it.
pub struct Window {
    pub scenario: Scenario,
    pub plan_id: PlanId,
    pub projection: Option<Projection>,
    pub current: bool,
    pub preview: Option<(Plan, Projection)>,
    pub selection: Selection,
    pub month: u32,
    pub stage: Stage,
    pub look: Look,
    pub decision: decision::DecisionState,
    pub aftermath: aftermath::State,
    /// All that was ever asked for.
    pub asked: Vec<Command>,
    /// The names of the steps that were taken.
    pub steps: Vec<String>,
}

pub type TestWindow = Harness<'static, Window>;

fn run() -> Run {
    Run { histories: 400, ..Run::default() }
}

fn project(scenario: &Scenario, plan: &Plan) -> Option<Projection> {
    engine::project(scenario, plan, &run(), &NoMonitor).ok()
}

impl Window {
    /// The meeting in the Oval Office, with the plan that was carried out.
    pub fn oval_office(stage: Stage) -> Self {
        Window::on(world::oval_office(), stage)
    }

    pub fn on(scenario: Scenario, stage: Stage) -> Self {
        let (plan_id, plan) =
            scenario.plans.at(0).map(|(id, plan)| (id.clone(), plan.clone())).expect("a plan");
        Window {
            projection: project(&scenario, &plan),
            scenario,
            plan_id,
            current: true,
            preview: None,
            selection: Selection::Nothing,
            month: 3,
            stage,
            look: Look::Light,
            decision: decision::DecisionState::default(),
            aftermath: aftermath::State::default(),
            asked: Vec::new(),
            steps: Vec::new(),
        }
    }

    pub fn plan(&self) -> &Plan {
        self.scenario.plans.get(&self.plan_id).expect("the plan that is shown")
    }

    /// Changes the plan that is shown, as if it had always been so.
    pub fn put_plan(&mut self, plan: Plan) {
        self.scenario.plans.put(self.plan_id.clone(), plan);
        self.run();
    }

    fn draw(&mut self, ui: &mut egui::Ui) {
        let theme = Theme::of(self.look);
        theme.apply(ui.ctx());
        let mut commands = Commands::default();
        let plan = self.plan().clone();
        let scene = Scene {
            scenario: &self.scenario,
            plan_id: &self.plan_id,
            plan: &plan,
            result: self
                .projection
                .as_ref()
                .map(|projection| ShownProjection { projection, current: self.current }),
            underway: &[],
            found: &[],
            earlier: None,
            preview: self.preview.as_ref().map(|(plan, projection)| Preview {
                plan,
                projection: Some(projection),
                against: self.projection.as_ref(),
            }),
            selection: &self.selection,
            month: self.month,
            playback: Playback::paused(self.month),
            stage: self.stage,
            theme,
        };
        places(ui, theme, |panel, strip| match self.stage {
            Stage::Decision => {
                decision::panel(panel, &scene, &mut self.decision, &mut commands);
                decision::strip(strip, &scene, &mut self.decision, &mut commands);
            }
            _ => {
                aftermath::panel(panel, &scene, &mut self.aftermath, &mut commands);
                aftermath::strip(strip, &scene, &mut self.aftermath, &mut commands);
            }
        });
        focus::paint_ring(ui.ctx());
        for command in commands.take() {
            self.carry_out(command);
        }
    }

    fn carry_out(&mut self, command: Command) {
        self.asked.push(command.clone());
        match command {
            Command::Edit(edit) => {
                self.steps.push(edit.label(&self.scenario));
                self.scenario = self.scenario.edited(&edit).expect("an edit that can be made");
                if !self.scenario.plans.contains(&self.plan_id) {
                    self.plan_id = self.scenario.plans.keys().next().expect("a plan").clone();
                }
                self.run();
            }
            Command::Add(AddCommand::NewPlan) => self.add_plan(Plan::named("New plan")),
            Command::Add(AddCommand::DuplicatePlan) => {
                let plan = self.plan().clone();
                self.add_plan(Plan { name: format!("{}, copy", plan.name), ..plan });
            }
            Command::View(ViewCommand::ChoosePlan(id)) => {
                self.plan_id = id;
                self.run();
            }
            Command::View(ViewCommand::Preview(plan)) => {
                self.preview = plan.and_then(|plan| Some((*plan.clone(), project(&self.scenario, &plan)?)));
            }
            Command::View(ViewCommand::Select(selection)) => self.selection = selection,
            Command::Play(PlayCommand::ShowMonth(month)) => self.month = month,
            Command::View(ViewCommand::GoTo(stage)) => self.stage = stage,
            _ => {}
        }
    }

    fn add_plan(&mut self, plan: Plan) {
        let (id, name) = (self.scenario.next_plan_id(), plan.name.clone());
        self.scenario.plans.put(id.clone(), plan);
        self.plan_id = id.clone();
        self.decision.type_name(id, name);
        self.run();
    }

    fn run(&mut self) {
        self.projection = project(&self.scenario, self.plan());
    }
}

/// The panel and the strip, in the places the window gives them.
fn places(ui: &mut egui::Ui, theme: &Theme, show: impl FnOnce(&mut egui::Ui, &mut egui::Ui)) {
    let whole = ui.ctx().content_rect();
    let panel_width = (whole.width() * 544.0 / 1280.0).clamp(544.0, 640.0);
    let split = whole.right() - panel_width;
    let strip_height = (whole.height() * 224.0 / 720.0).clamp(224.0, 320.0);
    let panel =
        egui::Rect::from_min_max(egui::pos2(split, 48.0), egui::pos2(whole.right(), whole.bottom() - 24.0));
    let strip = egui::Rect::from_min_max(
        egui::pos2(0.0, whole.bottom() - 24.0 - strip_height),
        egui::pos2(split, whole.bottom() - 24.0),
    );
    ui.painter().rect_filled(whole, 0.0, theme.colors.chrome);
    for rect in [panel, strip] {
        ui.painter().rect_filled(rect, 0.0, theme.colors.panel);
    }
    let mut panel = ui.new_child(egui::UiBuilder::new().max_rect(panel).id_salt("panel"));
    let mut strip = ui.new_child(egui::UiBuilder::new().max_rect(strip).id_salt("strip"));
    panel.set_clip_rect(panel.max_rect());
    strip.set_clip_rect(strip.max_rect());
    show(&mut panel, &mut strip);
}

/// Opens a window on a document.
pub fn open(window: Window) -> TestWindow {
    open_sized(window, egui::vec2(1280.0, 720.0), 1.0)
}

pub fn open_sized(window: Window, size: egui::Vec2, pixels_per_point: f32) -> TestWindow {
    let mut dressed = false;
    let mut harness = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(pixels_per_point)
        .with_render_cursor(false)
        .with_max_steps(40)
        .renderer(Rasterizer::default())
        .build_ui_state(
            move |ui, window: &mut Window| {
                if !dressed {
                    fonts::install(ui.ctx());
                    dressed = true;
                    ui.ctx().request_repaint();
                    return;
                }
                window.draw(ui);
            },
            window,
        );
    harness.run_steps(4);
    harness
}
