//! Columns of agencies under one heading.

use super::{evidence::Evidence, profile::Profile};
use crate::model::Role;

/// Gives agencies under the same heading the same role: "Cấp xã / Đơn vị chủ trì" is what "Cấp tỉnh /
/// Đơn vị chủ trì" is, and so are both columns of agencies under one heading.
pub(in crate::import) fn share_agencies(
    paths: &[&[String]],
    columns: &[(Evidence, Profile)],
    roles: &mut [Role],
) {
    for role in [Role::Lead, Role::Coordinating] {
        let first = roles.iter().position(|it| *it == role);
        let heading = |at: usize| {
            let path = paths.get(at)?;
            let is_divided = 1 < path.len();
            let holds_agencies = || columns.get(at).is_some_and(|(_, it)| it.is_agencies());
            path.last().filter(|_| is_divided || holds_agencies())
        };
        let Some(heading_of_first) = first.and_then(heading) else {
            continue;
        };
        for (at, own) in roles.iter_mut().enumerate() {
            let says = columns
                .get(at)
                .is_some_and(|(said, _)| said.best().0 == role);
            if *own == Role::Other && says && heading(at) == Some(heading_of_first) {
                *own = role;
            }
        }
    }
}
