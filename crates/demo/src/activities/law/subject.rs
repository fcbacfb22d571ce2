//! What is asked of the law, and the words of acts that do not exist.

/// An act of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Children,
    Computers,
    Communications,
    Procedure,
}

impl Act {
    /// Its name, without the year.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Children => "Child Protection Act",
            Self::Computers => "Computer Misuse Act",
            Self::Communications => "Electronic Communications Act",
            Self::Procedure => "Criminal Procedure Act",
        }
    }
}

/// Something that a law may provide.
pub(super) struct Subject {
    /// The name of its provision.
    pub(super) id: &'static str,
    /// The criteria that ask for it.
    pub(super) criteria: &'static [&'static str],
    pub(super) act: Act,
    pub(super) section: u8,
    /// How often a law provides it, and in part.
    pub(super) yes: f64,
    pub(super) partly: f64,
    /// The words of a law that provides it, and of one that provides a part.
    pub(super) whole: &'static str,
    pub(super) part: &'static str,
}

pub(super) const SUBJECTS: [Subject; 13] = [
    Subject {
        id: "material",
        criteria: &["icmec.1", "out_of_the_shadows.4_4_2_a"],
        act: Act::Children,
        section: 31,
        yes: 0.7,
        partly: 0.2,
        whole: "Whoever makes, offers or distributes child sexual abuse material commits an offence.",
        part: "Whoever offers child sexual abuse material for payment commits an offence.",
    },
    Subject {
        id: "definition",
        criteria: &["icmec.2", "out_of_the_shadows.4_4_2_b"],
        act: Act::Children,
        section: 2,
        yes: 0.5,
        partly: 0.25,
        whole: "“Child sexual abuse material” means any representation, by whatever means, of the sexual abuse or exploitation of a person under eighteen.",
        part: "“Material” means a publication that is unlawful under section 31.",
    },
    Subject {
        id: "technology",
        criteria: &["icmec.3", "out_of_the_shadows.4_4_2_c"],
        act: Act::Computers,
        section: 14,
        yes: 0.55,
        partly: 0.2,
        whole: "The offences of the Child Protection Act include acts done by means of a computer or a network.",
        part: "A court may take into account that a computer was used.",
    },
    Subject {
        id: "possession",
        criteria: &["icmec.4", "out_of_the_shadows.4_4_2_d"],
        act: Act::Children,
        section: 33,
        yes: 0.45,
        partly: 0.25,
        whole: "Whoever knowingly has such material commits an offence, whatever they intend with it.",
        part: "Whoever has such material with the intent to distribute it commits an offence.",
    },
    Subject {
        id: "providers",
        criteria: &["icmec.5", "out_of_the_shadows.4_4_3"],
        act: Act::Communications,
        section: 58,
        yes: 0.25,
        partly: 0.3,
        whole: "A provider that becomes aware of such material on its service reports it to the Authority without delay.",
        part: "A provider may report such material to the Authority.",
    },
    Subject {
        id: "solicitation_to_meet",
        criteria: &["out_of_the_shadows.4_4_1_a"],
        act: Act::Children,
        section: 35,
        yes: 0.4,
        partly: 0.2,
        whole: "Whoever proposes a meeting to a child by means of communication for the purpose of an offence under this Part commits an offence.",
        part: "Whoever meets a child whom they contacted for the purpose of an offence under this Part commits an offence.",
    },
    Subject {
        id: "solicitation",
        criteria: &["out_of_the_shadows.4_4_1_b"],
        act: Act::Children,
        section: 36,
        yes: 0.25,
        partly: 0.2,
        whole: "Section 35 applies also where no meeting was intended.",
        part: "Where no meeting was intended, the court may issue a warning.",
    },
    Subject {
        id: "solicitation_defined",
        criteria: &["out_of_the_shadows.4_4_1_c"],
        act: Act::Children,
        section: 3,
        yes: 0.3,
        partly: 0.15,
        whole: "“Solicitation of a child” means a proposal made to a child by means of communication for the purpose of an offence under this Part.",
        part: "“Solicitation” has its usual meaning.",
    },
    Subject {
        id: "duty_to_report",
        criteria: &["study.duty_to_report"],
        act: Act::Children,
        section: 21,
        yes: 0.5,
        partly: 0.35,
        whole: "Whoever works with children and has reason to suspect abuse, wherever it took place, informs the Authority within a day.",
        part: "A teacher who has reason to suspect abuse informs the head of the school.",
    },
    Subject {
        id: "helpline",
        criteria: &["study.helpline"],
        act: Act::Children,
        section: 44,
        yes: 0.4,
        partly: 0.3,
        whole: "The Minister ensures that children can reach a helpline free of charge at any hour.",
        part: "The Minister may support a helpline for children.",
    },
    Subject {
        id: "recovery",
        criteria: &["study.recovery"],
        act: Act::Children,
        section: 47,
        yes: 0.4,
        partly: 0.35,
        whole: "A child victim has a right to assistance for recovery, whether or not proceedings are opened.",
        part: "A court may order assistance for a child victim when it gives judgment.",
    },
    Subject {
        id: "interviews",
        criteria: &["study.interviews"],
        act: Act::Procedure,
        section: 112,
        yes: 0.35,
        partly: 0.4,
        whole: "A child is interviewed as few times as possible, by a trained person, in a room suited to it, and the recording is evidence.",
        part: "An interview with a child may be recorded.",
    },
    Subject {
        id: "preservation",
        criteria: &["study.preservation"],
        act: Act::Procedure,
        section: 140,
        yes: 0.5,
        partly: 0.2,
        whole: "A magistrate may order at once that specified data be preserved for up to ninety days.",
        part: "A court may order that a computer be handed over.",
    },
];
