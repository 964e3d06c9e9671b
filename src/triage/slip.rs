//! `Slip`: a ticket as numbers, written by whoever reads the ticket.

/// A number for each field, and room for questions about texts.
#[derive(Debug)]
pub struct Slip {
    /// In the order of the fields: 0 for none, the number of its value, 1 for a long text.
    pub numbers: Vec<u32>,
    /// How many questions about texts are open, then their numbers; whoever answers them writes 1 for yes and 0 for no in
    /// their places.
    pub asked: Vec<u32>,
}

impl Slip {
    pub(super) fn new(fields: usize, questions: usize) -> Self {
        Self { numbers: vec![0; fields], asked: vec![0; questions + 1] }
    }

    /// The questions that were asked, or their answers.
    pub(super) fn open(&self) -> &[u32] {
        let count = self.asked.first().copied().unwrap_or(0) as usize;
        self.asked.get(1..=count).unwrap_or_default()
    }

    pub(super) fn ask(&mut self, question: usize) {
        let Some(count) = self.asked.first_mut() else { return };
        *count += 1;
        let place = *count as usize;
        if let (Some(asked), Ok(question)) = (self.asked.get_mut(place), u32::try_from(question)) {
            *asked = question;
        }
    }

    pub(super) fn ask_nothing(&mut self) {
        if let Some(count) = self.asked.first_mut() {
            *count = 0;
        }
    }
}
