//! Events of ACPI (drivers/acpi/event.c of the kernel).

use super::*;

named_sets! {
    one COMMANDS "ACPI_GENL_CMD_???" {
        ACPI_GENL_CMD_UNSPEC = 0, ACPI_GENL_CMD_EVENT = 1,
    }
}

named_structs! {
    EVENT "acpi_genl_event" {
        device_class: Chars(20), bus_id: Chars(15), kind = "type": As(Repr::U32, &Hex), data: As(Repr::U32, &Hex),
    }
}

attributes! {
    NOTICE "ACPI_GENL_ATTR_???" {
        ACPI_GENL_ATTR_UNSPEC = 0,
        ACPI_GENL_ATTR_EVENT = 1: One(&Struct(&EVENT)),
    }
}

/// The family `acpi_event`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "acpi_event",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &NOTICE,
};
