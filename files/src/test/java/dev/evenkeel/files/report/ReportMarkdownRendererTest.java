// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.files.report.ReportDocument.LinkedText;
import org.junit.jupiter.api.Test;

class ReportMarkdownRendererTest {
    @Test
    void rendersMarkdownWithLinks() {
        assertThat(ReportMarkdownRenderer.render(ReportDocumentTest.REPORT, "https://keel"))
                .isEqualTo("""
                # Move the \\*core\\*

                As of today

                ## Decision

                Asked by [lea](https://keel/assessments/ra-1)

                > **Missing:** nobody drilled the rollback (run ./evenkeel drill run core)

                ## Appendix: Courses

                | A\\|B | C |
                | --- | --- |
                | a\\_b | c |

                *Losses*

                | Course | Chance to lose more than (EUR) |
                | --- | --- |
                | now | 1,000,000: 19% |
                """);
    }

    @Test
    void rendersBlocksWithoutHeadings() {
        assertThat(ReportMarkdownRenderer.render(
                        ReportDocumentTest.REPORT.sections().getFirst().blocks(), "https://keel"))
                .isEqualTo("Asked by [lea](https://keel/assessments/ra-1)\n\n"
                        + "> **Missing:** nobody drilled the rollback (run ./evenkeel drill run core)");
        assertThat(ReportMarkdownRenderer.render(LinkedText.of("a_b"), "")).isEqualTo("a\\_b");
    }
}
