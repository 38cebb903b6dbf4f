//! The guide: pages of text beside the list of their titles.

use crate::ui::theme::Themed;
use crate::ui::{Commands, DialogCommand, GuidePage};
use egui::{Align, FontId, Frame, Label, Layout, RichText, ScrollArea, Ui, vec2};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

/// The cache of the Markdown viewer.
#[derive(Default)]
pub struct GuideReader(CommonMarkCache);

/// The widest that a line of text may become, in points at ordinary type: longer ones are hard to read.
const LONGEST_LINE: f32 = 620.0;

/// Shows a page of the guide.
pub fn show(ui: &mut Ui, page: GuidePage, reader: &mut GuideReader, commands: &mut Commands) {
    let theme = ui.theme();
    let window = ui.ctx().content_rect();
    let height = window.height() - 150.0;
    super::closable_heading(ui, "Guide", commands);
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(theme.grown(170.0), height), Layout::top_down(Align::Min), |ui| {
            ScrollArea::vertical()
                .id_salt("pages")
                .max_height(height)
                .show(ui, |ui| titles(ui, page, commands));
        });
        ui.add_space(8.0);
        let page_area = ScrollArea::vertical().id_salt(page.title()).max_height(height);
        page_area.min_scrolled_height(height).auto_shrink(false).show(ui, |ui| {
            ui.vertical(|ui| prose_and_code(ui, page, reader));
        });
    });
}

fn titles(ui: &mut Ui, page: GuidePage, commands: &mut Commands) {
    for other in GuidePage::ALL {
        if ui.selectable_label(other == page, other.title()).clicked() {
            commands.send(DialogCommand::ShowGuide(Some(other)));
        }
    }
}

fn prose_and_code(ui: &mut Ui, page: GuidePage, reader: &mut GuideReader) {
    let theme = ui.theme();
    ui.set_max_width(theme.grown(LONGEST_LINE).min(ui.available_width()));
    for (index, (part, text)) in parts(page.text()).enumerate() {
        match part {
            Section::Prose => {
                // Tables of two parts would otherwise share an id.
                ui.push_id((page.title(), index), |ui| {
                    CommonMarkViewer::new().show(ui, &mut reader.0, text);
                });
            }
            Section::Code => code(ui, text),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Section {
    Prose,
    Code,
}

/// The sections of a page in order: prose, and code between fences.
fn parts(page: &str) -> impl Iterator<Item = (Section, &str)> {
    page.split("\n```").enumerate().map(|(index, text)| {
        if index.is_multiple_of(2) {
            return (Section::Prose, text);
        }
        // The name of the language stands behind the fence; a fence at the end of the page has no code after it.
        (Section::Code, text.split_once('\n').map_or("", |(_, code)| code))
    })
}

/// A block of code: monospaced, and selectable so that it can be copied.
fn code(ui: &mut Ui, text: &str) {
    let theme = ui.theme();
    Frame::new().fill(theme.colors.sunk).inner_margin(8.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let font = FontId::monospace(theme.size.note + 0.5);
        let text = RichText::new(text.trim_end()).font(font).color(theme.colors.ink);
        ui.add(Label::new(text).wrap().selectable(true));
    });
    ui.add_space(6.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_and_code_take_turns() {
        let page = "# Title\n\nText\n```sh\nrun it\n```\nMore";
        let found: Vec<_> = parts(page).collect();
        assert_eq!(
            found,
            [(Section::Prose, "# Title\n\nText"), (Section::Code, "run it"), (Section::Prose, "\nMore")]
        );
    }
}
