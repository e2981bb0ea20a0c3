// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The story of the demo from a history of incidents to the memo, a decision against its advice, and the
/// report.
@Tag("story")
class DecisionDemoIT {
    @Test
    void recordsAndReportsDecisionAgainstAdvice(@TempDir Path data) throws Exception {
        JsonNode facts =
                DemoProgram.run(data, line -> {}, "--story", "decision").path("facts");

        assertThat(facts.path("\"now\"").asString()).contains("chance of a major incident");
        assertThat(facts.path("lowest expected cost").asString()).isEqualTo("\"stabilise first\", conclusive");
        assertThat(facts.path("decided").asString())
                .isEqualTo("\"phased now\", by the head of payments; dissent by the payments lead");
        assertThat(facts.path("gate risk").asString()).startsWith("open: assessment ra-");
        assertThat(facts.path("missing records in the report").asString()).isEqualTo("none");
        for (String name : List.of("memo", "report")) {
            assertThat(Path.of(facts.path(name).asString())).isRegularFile().hasFileName(name + ".pdf");
        }
        assertThat(facts.path("lost").asString()).isEqualTo("0");
        assertThat(facts.path("doubled").asString()).isEqualTo("0");
    }
}
