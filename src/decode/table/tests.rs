use super::*;

#[test]
fn every_call_of_every_abi_has_exactly_one_row() {
    let mut wrong = Vec::new();
    for abi in Abi::ALL {
        for (_, name) in numbers::table(abi) {
            let count = rows().filter(|row| row.name == *name && row.fits(abi)).count();
            if count != 1 {
                wrong.push(format!("{name} on {abi}: {count} rows"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_is_a_call_of_every_abi_that_it_names() {
    for row in rows() {
        for abi in row.abis {
            assert!(numbers::number(*abi, row.name).is_some(), "{} on {abi}", row.name);
        }
        let somewhere = Abi::ALL.iter().any(|abi| numbers::number(*abi, row.name).is_some());
        assert!(somewhere, "{} is a call of no ABI", row.name);
    }
}

#[test]
fn rows_are_sorted_by_name() {
    for (_, family) in FAMILIES {
        let rows = family.windows(2).find(|pair| pair[0].name > pair[1].name);
        assert!(rows.is_none(), "{:?}", rows.map(|pair| (pair[0].name, pair[1].name)));
    }
}

#[test]
fn arguments_fit_in_six_registers() {
    for row in rows() {
        assert!(row.args.len() <= 6, "{}", row.name);
        assert!(row.order.len() <= row.args.len(), "{}", row.name);
    }
}
