use super::*;
use crate::decode::ioctl;
use crate::decode::quota;
use crate::decode::structs::MOST_FIELDS;

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

#[test]
fn structures_have_no_more_fields_than_are_printed() {
    fn walk(kind: &Kind) {
        match kind {
            Kind::Struct(of)
            | Kind::InOut(of)
            | Kind::Sized(of, _)
            | Kind::Extensible(of, ..)
            | Kind::Tailed(of, ..) => {
                assert!(of.fields.len() <= MOST_FIELDS, "{}", of.name);
                of.fields.iter().for_each(|field| walk(&field.kind));
            }
            Kind::At(inner)
            | Kind::Out(inner)
            | Kind::Change(inner)
            | Kind::Again(inner)
            | Kind::Union(inner)
            | Kind::If(_, inner)
            | Kind::Label(_, inner)
            | Kind::Full(inner)
            | Kind::Hidden(inner)
            | Kind::As(_, inner)
            | Kind::Array(inner, _)
            | Kind::Late(inner)
            | Kind::Tail(inner, _)
            | Kind::Upto(inner, ..)
            | Kind::Spare(inner, _)
            | Kind::Indexed(_, inner, _)
            | Kind::Items(inner, _) => walk(inner),
            Kind::Switch(_, cases, otherwise) => {
                cases.iter().for_each(|(_, kind)| walk(kind));
                walk(otherwise);
            }
            Kind::Ends(first, second) | Kind::Turns(first, second) => {
                walk(first);
                walk(second);
            }
            Kind::Choose(..) => ioctl::kinds().chain(quota::kinds()).for_each(walk),
            _ => {}
        }
    }
    rows().flat_map(|row| row.args).for_each(|arg| walk(&arg.kind));
}
