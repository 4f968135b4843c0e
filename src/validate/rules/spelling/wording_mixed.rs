//! # `wording-mixed`
//!
//! An annex uses two correct variants of one word: "bảo đảm" and "đảm bảo", "hằng năm" and "hàng
//! năm".
//!
//! “Hàng năm” is reported beside “hằng năm” however frequent it is, “đảm bảo” only where “bảo đảm” is
//! at least as frequent: both are good Vietnamese.
//!
//! **Fix.** Replaces the word with the form of laws. Unsafe: applied by hand only.

use crate::{
    model::{Role, Severity},
    text::search::capitalised,
    validate::{AnnexScope, Applicability, Check, Diagnostic, RowHandle, Rule},
    wording::Key,
};

pub(in crate::validate) const RULE: Rule = Rule {
    id: "wording-mixed",
    severity: Severity::Hint,
    title: Key::RuleWordingMixed,
    rationale: Key::RuleWordingMixedWhy,
    source: "Trong một văn bản nên dùng một cách viết. Văn bản luật viết “bảo đảm”, “hằng năm”",
    check: Check::Annex {
        reads: PROSE,
        check,
    },
};

const PROSE: &[Role] = &[Role::Content, Role::Group, Role::Result, Role::Note];

/// Pairs of variants, each with letters that both contain, capitalised or not, for a prefilter. The
/// first variant is the one used in laws; the flag says whether the second is as good elsewhere.
const PAIRS: &[(&str, [&str; 2], bool)] = &[
    ("ảm", ["bảo đảm", "đảm bảo"], true),
    ("ng năm", ["hằng năm", "hàng năm"], false),
    ("ng quý", ["hằng quý", "hàng quý"], false),
];

fn check(scope: &AnnexScope, acc: &mut Vec<Diagnostic>) {
    for (shared, pair, is_as_good) in PAIRS {
        let either = memchr::memmem::Finder::new(shared);
        let ways = pair.map(|word| [word.to_owned(), capitalised(word)]);
        let finders = ways.each_ref().map(|way| {
            way.each_ref()
                .map(|it| memchr::memmem::Finder::new(it.as_bytes()))
        });
        let mut uses: Vec<(RowHandle, crate::model::ColumnId, usize)> = Vec::new();
        scope.each_cell(PROSE, |row, column, text| {
            let text = text.as_bytes();
            if either.find(text).is_none() {
                return;
            }
            for (way, finders) in finders.iter().enumerate() {
                let n: usize = finders
                    .iter()
                    .map(|finder| finder.find_iter(text).count())
                    .sum();
                uses.extend(std::iter::repeat_n((row, column, way), n));
            }
        });
        let n_of = |way: usize| uses.iter().filter(|it| it.2 == way).count();
        let rare = 1;
        let is_minority = *is_as_good && n_of(0) < n_of(rare);
        if n_of(rare) == 0 || n_of(0) == 0 || is_minority {
            continue;
        }
        let (Some([small, large]), Some([meant, meant_large])) =
            (ways.get(rare), ways.get(1 - rare))
        else {
            continue;
        };
        uses.dedup_by_key(|it| (it.0.id, it.1, it.2));
        for (row, column, _) in uses.into_iter().filter(|it| it.2 == rare) {
            let text = scope.text(row, column);
            let after = text
                .replace(small.as_str(), meant)
                .replace(large.as_str(), meant_large);
            let message = Key::WordingMixed.with([small.clone(), meant.clone()]);
            let label = Key::FixReplaceBy.with([meant.clone()]);
            let step = scope.set_cell(row, column, after);
            let finding = scope.finding(&RULE, row, column, message);
            acc.push(finding.with_fix(Applicability::Unsafe, label, vec![step]));
        }
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use crate::validate::{rules::spelling::wording_mixed::RULE, testing::*};

    #[test]
    fn the_form_of_laws_is_kept_where_it_is_rarer() {
        assert_snapshot!(report(&RULE, "
            stt | content
            - 1 | Bảo đảm an toàn thông tin
            - 2 | Đảm bảo kết nối, đảm bảo an toàn
            - 3 | Báo cáo hằng năm
            - 4 | Kinh phí hàng năm, rà soát hàng năm
        "), @"row 4 content: “hàng năm”, chỗ khác viết “hằng năm” như văn bản luật.");
    }

    #[test]
    fn reports_what_laws_do_not_write() {
        let text = "
            stt | content
            - 1 | Bảo đảm an toàn thông tin hằng năm
            - 2 | Triển khai bảo đảm an ninh mạng
            - 3 | Đảm bảo kết nối, đảm bảo an toàn
            - 4 | bảo đảm kinh phí hàng năm, bảo đảm nhân lực
        ";
        assert_snapshot!(report(&RULE, text), @"
        row 3 content: “đảm bảo”, chỗ khác viết “bảo đảm” như văn bản luật.
        row 4 content: “hàng năm”, chỗ khác viết “hằng năm” như văn bản luật.
        ");
        assert_snapshot!(fixed(&RULE, text), @"
        - 1 | Bảo đảm an toàn thông tin hằng năm
        - 2 | Triển khai bảo đảm an ninh mạng
        - 3 | Bảo đảm kết nối, bảo đảm an toàn
        - 4 | bảo đảm kinh phí hằng năm, bảo đảm nhân lực
        ");
    }
}
