//! Lists of the units that are usually asked: a province's departments, and all provinces.

use super::{
    agencies::{Directory, Status},
    provinces,
};

/// The bodies that every province has.
pub fn departments() -> Vec<String> {
    let directory = Directory::standard();
    let own = directory
        .agencies()
        .iter()
        .filter(|it| it.status == Status::Active && !it.name.contains("thành phố"));
    own.map(|it| it.name.clone()).collect()
}

/// The provinces and cities under the central government.
pub fn provinces() -> Vec<String> {
    provinces::names().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_are_whole() {
        assert_eq!(provinces().len(), 34);
        let departments = departments();
        assert!(departments.contains(&"Sở Nội vụ".to_owned()));
        assert!(departments.contains(&"Công an tỉnh".to_owned()));
        assert!(!departments.contains(&"Bộ Nội vụ".to_owned()));
    }
}
