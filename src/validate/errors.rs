//! The errors of a document alone, for those who need no milder findings.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{
    diagnostic::Diagnostic,
    findings::Findings,
    outranked::outranks_any,
    rule::RuleEntry,
    rules::{RULES, severities},
};
use crate::model::{Document, Severity};

/// Returns the errors of a document, without running the rules that can find none.
pub fn errors(document: &Document) -> Vec<Arc<Diagnostic>> {
    let mut severities = severities(&document.review.profile);
    let of_rules = RULES.iter().zip(&severities);
    let strict = of_rules.filter(|(_, it)| **it == Some(Severity::Error));
    let strict: FxHashSet<&str> = strict.map(|(rule, _)| rule.id).collect();
    // A milder finding may say the same better.
    let is_needed = |rule: &RuleEntry| {
        strict.contains(rule.id) || outranks_any(rule.id, |it| strict.contains(it))
    };
    for (rule, severity) in RULES.iter().zip(&mut severities) {
        *severity = severity.filter(|_| is_needed(rule));
    }
    let mut findings = Findings::begin_with(document, severities);
    findings.settle(document);
    let mut list = findings.list(document);
    list.retain(|it| it.severity == Severity::Error);
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{fixture, sample},
        validate::validate,
    };

    #[test]
    fn errors_are_those_among_all_findings() {
        let wrong = fixture::parse(
            "
            stt | content | unit | target:Năm 2026 | lead
            - 1 | Tỷ lệ hài lòng | % | 104 | Sở Nội vụ
            - 2 | Tỷ lệ hồ sơ số hóa | % | #REF! | Sở Nội vu
            - 3 | Tỷ lệ hồ sơ | % | … | Sở Nội vụ, Sở Nội vụ
            - 3 | Số xã | xã | l2 | Sở Nội vụ
        ",
        );
        for document in [wrong, sample::document()] {
            let mut expected = validate(&document);
            expected.retain(|it| it.severity == Severity::Error);
            assert_eq!(errors(&document), expected);
        }
    }
}
