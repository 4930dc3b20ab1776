//! Attributes of zones of temperature (linux/thermal.h).

use super::*;

named_sets! {
    one COMMANDS "THERMAL_GENL_CMD_???" {
        THERMAL_GENL_CMD_UNSPEC = 0, THERMAL_GENL_CMD_TZ_GET_ID = 1, THERMAL_GENL_CMD_TZ_GET_TRIP = 2,
        THERMAL_GENL_CMD_TZ_GET_TEMP = 3, THERMAL_GENL_CMD_TZ_GET_GOV = 4, THERMAL_GENL_CMD_TZ_GET_MODE = 5,
        THERMAL_GENL_CMD_CDEV_GET = 6,
    }
}

attributes! {
    ZONES "THERMAL_GENL_ATTR_???" {
        THERMAL_GENL_ATTR_UNSPEC = 0,
        THERMAL_GENL_ATTR_TZ = 1: Nested(&ZONES),
        THERMAL_GENL_ATTR_TZ_ID = 2: WORD,
        THERMAL_GENL_ATTR_TZ_TEMP = 3: SIGNED,
        THERMAL_GENL_ATTR_TZ_TRIP = 4: Nested(&ZONES),
        THERMAL_GENL_ATTR_TZ_TRIP_ID = 5: WORD,
        THERMAL_GENL_ATTR_TZ_TRIP_TYPE = 6: WORD,
        THERMAL_GENL_ATTR_TZ_TRIP_TEMP = 7: SIGNED,
        THERMAL_GENL_ATTR_TZ_TRIP_HYST = 8: SIGNED,
        THERMAL_GENL_ATTR_TZ_MODE = 9: WORD,
        THERMAL_GENL_ATTR_TZ_NAME = 10: TEXT,
        THERMAL_GENL_ATTR_TZ_CDEV_WEIGHT = 11: WORD,
        THERMAL_GENL_ATTR_TZ_GOV = 12: Nested(&ZONES),
        THERMAL_GENL_ATTR_TZ_GOV_NAME = 13: TEXT,
        THERMAL_GENL_ATTR_CDEV = 14: Nested(&ZONES),
        THERMAL_GENL_ATTR_CDEV_ID = 15: WORD,
        THERMAL_GENL_ATTR_CDEV_CUR_STATE = 16: WORD,
        THERMAL_GENL_ATTR_CDEV_MAX_STATE = 17: WORD,
        THERMAL_GENL_ATTR_CDEV_NAME = 18: TEXT,
        THERMAL_GENL_ATTR_GOV_NAME = 19: TEXT,
        THERMAL_GENL_ATTR_CPU_CAPABILITY = 20: Nested(&ZONES),
        THERMAL_GENL_ATTR_CPU_CAPABILITY_ID = 21: WORD,
        THERMAL_GENL_ATTR_CPU_CAPABILITY_PERFORMANCE = 22: WORD,
        THERMAL_GENL_ATTR_CPU_CAPABILITY_EFFICIENCY = 23: WORD,
    }
}

/// The family `thermal`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "thermal",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &ZONES,
};
