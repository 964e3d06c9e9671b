//! `Slip`: a ticket as numbers, written by whoever reads the ticket.

/// A text does not hold what was asked for.
pub(super) const NO: u8 = 1;
/// It does.
pub(super) const YES: u8 = 2;
/// Where a stage ends.
const END: u32 = u32::MAX;

/// A number for each field, and room for questions about texts.
#[derive(Debug)]
pub struct Slip {
    /// In the order of the fields: 0 for none, the number of its value, 1 for a long text.
    pub numbers: Vec<u32>,
    /// How many words follow; then the numbers of questions, doubled, stage by stage, each of which ends with a word of all
    /// ones. One more where a yes makes the rest of its stage idle.
    pub asked: Vec<u32>,
    /// For each question: 0 where it is open, 1 for no, 2 for yes.
    pub answers: Vec<u8>,
}

impl Slip {
    pub(super) fn new(fields: usize, questions: usize, room: usize) -> Self {
        Self { numbers: vec![0; fields], asked: vec![0; room], answers: vec![0; questions] }
    }

    /// Whether nothing is asked.
    pub(super) fn is_settled(&self) -> bool {
        self.words().iter().all(|word| *word == END)
    }

    pub(super) fn ask_nothing(&mut self) {
        if let Some(count) = self.asked.first_mut() {
            *count = 0;
        }
    }

    /// Asks a question; one that settles its stage if the answer is yes.
    pub(super) fn ask(&mut self, question: usize, settles: bool) {
        self.append(question as u32 * 2 + u32::from(settles));
    }

    pub(super) fn end_stage(&mut self) {
        self.append(END);
    }

    /// Answers what is asked. `holds` says whether a text holds what a question asks for.
    pub(super) fn reply(&mut self, mut holds: impl FnMut(usize) -> Option<bool>) -> Option<()> {
        let mut idle = false;
        for at in 1..=self.words().len() {
            let word = *self.asked.get(at)?;
            if word == END || idle {
                idle = word != END;
                continue;
            }
            let question = word as usize / 2;
            let answer = self.answers.get_mut(question)?;
            if *answer == 0 {
                *answer = if holds(question)? { YES } else { NO };
            }
            idle = word % 2 == 1 && *answer == YES;
        }
        Some(())
    }

    pub(super) fn forget_answers(&mut self) {
        self.answers.fill(0);
    }

    fn words(&self) -> &[u32] {
        let count = self.asked.first().copied().unwrap_or(0) as usize;
        self.asked.get(1..=count).unwrap_or_default()
    }

    fn append(&mut self, word: u32) {
        let Some(count) = self.asked.first_mut() else { return };
        *count += 1;
        let place = *count as usize;
        if let Some(asked) = self.asked.get_mut(place) {
            *asked = word;
        }
    }
}
