//! Pieces laid on pages.

use super::pieces::{Piece, PieceKind, Row};

/// A page: its pieces with the distance of each from the top, in points.
#[derive(Debug, Default)]
pub struct Page {
    /// The pieces, from the top.
    pub pieces: Vec<Placed>,
}

/// A piece on a page.
#[derive(Debug)]
pub struct Placed {
    /// The distance of its top from that of the page’s contents, in points.
    pub top: f32,
    /// The piece.
    pub piece: Piece,
    /// Whether it was on an earlier page already: the headings of a table that goes on.
    pub is_repeated: bool,
}

/// Lays pieces on pages of a height, in points. Pieces that belong together stand on one page, unless they are taller than
/// a page.
pub fn pages(pieces: Vec<Piece>, height: f32) -> Vec<Page> {
    let mut laying = Laying { height, done: Vec::new(), page: Page::default(), end: 0.0, heading: None };
    let mut together: Vec<Piece> = Vec::new();
    for piece in pieces {
        let keeps_next = piece.keeps_next;
        together.push(piece);
        if !keeps_next {
            laying.put_together(std::mem::take(&mut together));
        }
    }
    laying.put_together(together);
    laying.finish()
}

struct Laying {
    height: f32,
    done: Vec<Page>,
    page: Page,
    /// The end of what stands on the page.
    end: f32,
    /// The headings of the table that is being laid.
    heading: Option<Piece>,
}

impl Laying {
    fn put_together(&mut self, pieces: Vec<Piece>) {
        let together: f32 = pieces.iter().map(|piece| piece.space + piece.height).sum();
        if self.end + together > self.height && together <= self.height {
            self.turn();
        }
        pieces.into_iter().for_each(|piece| self.put(piece));
    }

    fn put(&mut self, piece: Piece) {
        match &piece.kind {
            PieceKind::NewPage => return self.turn(),
            PieceKind::Row(Row { is_heading: true, .. }) => self.heading = Some(piece.clone()),
            PieceKind::Row(_) => {}
            PieceKind::Line { .. } | PieceKind::Picture { .. } | PieceKind::WritingLine => {
                self.heading = None;
            }
        }
        if self.end + piece.space + piece.height > self.height {
            self.turn();
        }
        if self.page.pieces.is_empty()
            && let Some(heading) =
                self.heading.clone().filter(|_| matches!(&piece.kind, PieceKind::Row(row) if !row.is_heading))
        {
            self.place(heading, true);
        }
        self.place(piece, false);
    }

    fn place(&mut self, piece: Piece, is_repeated: bool) {
        let space = if self.page.pieces.is_empty() { 0.0 } else { piece.space };
        let top = self.end + space;
        self.end = top + piece.height;
        self.page.pieces.push(Placed { top, piece, is_repeated });
    }

    fn turn(&mut self) {
        if !self.page.pieces.is_empty() {
            self.done.push(std::mem::take(&mut self.page));
        }
        self.end = 0.0;
    }

    fn finish(mut self) -> Vec<Page> {
        self.turn();
        if self.done.is_empty() {
            self.done.push(Page::default());
        }
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::paper::pdf::pieces::Part;

    fn piece(height: f32, keeps_next: bool) -> Piece {
        Piece {
            height,
            space: 0.0,
            keeps_next,
            part: Part { block: 0, item: 0 },
            kind: PieceKind::WritingLine,
        }
    }

    fn heights(pages: &[Page]) -> Vec<Vec<f32>> {
        let of_page = |page: &Page| page.pieces.iter().map(|placed| placed.piece.height).collect();
        pages.iter().map(of_page).collect()
    }

    #[test]
    fn pieces_that_belong_together_turn_the_page_together() {
        let laid = pages(vec![piece(60.0, false), piece(20.0, true), piece(30.0, false)], 100.0);
        assert_eq!(heights(&laid), [vec![60.0], vec![20.0, 30.0]]);
    }

    #[test]
    fn what_is_taller_than_a_page_is_laid_on_as_many_as_it_takes() {
        let laid = pages(vec![piece(60.0, true), piece(60.0, true), piece(60.0, false)], 100.0);
        assert_eq!(heights(&laid), [vec![60.0], vec![60.0], vec![60.0]]);
    }

    #[test]
    fn the_headings_of_a_table_are_repeated_where_it_goes_on() {
        let row = |is_heading| Piece {
            kind: PieceKind::Row(Row { is_heading, cells: Vec::new() }),
            ..piece(30.0, is_heading)
        };
        let laid = pages(vec![row(true), row(false), row(false), row(false)], 100.0);
        let repeated: Vec<bool> =
            laid.iter().flat_map(|page| page.pieces.iter().map(|placed| placed.is_repeated)).collect();
        assert_eq!(repeated, [false, false, false, true, false]);
    }

    #[test]
    fn a_paper_without_contents_has_one_page() {
        assert_eq!(pages(Vec::new(), 100.0).len(), 1);
    }
}
