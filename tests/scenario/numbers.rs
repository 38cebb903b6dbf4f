//! Every number has a name of its own.

use std::collections::BTreeSet;
use tearline::scenario::{
    ItemField, NumberInfo, ParameterField, PartnerField, PriorityField, RecipientField, TieField,
};

/// Those of several texts that come more than once.
fn repeated<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = BTreeSet::new();
    texts.filter(|text| !text.is_empty() && !seen.insert(*text)).collect()
}

#[test]
fn no_two_numbers_of_one_thing_share_a_name_a_label_or_a_sign() {
    let kinds: [Vec<&NumberInfo>; 6] = [
        ParameterField::ALL.iter().map(|field| field.info()).collect(),
        PriorityField::ALL.iter().map(|field| field.info()).collect(),
        PartnerField::ALL.iter().map(|field| field.info()).collect(),
        RecipientField::ALL.iter().map(|field| field.info()).collect(),
        ItemField::ALL.iter().map(|field| field.info()).collect(),
        TieField::ALL.iter().map(|field| field.info()).collect(),
    ];
    for infos in kinds {
        assert_eq!(repeated(infos.iter().map(|info| info.name)), Vec::<&str>::new());
        assert_eq!(repeated(infos.iter().map(|info| info.label)), Vec::<&str>::new());
        assert_eq!(repeated(infos.iter().map(|info| info.symbol)), Vec::<&str>::new());
    }
}
