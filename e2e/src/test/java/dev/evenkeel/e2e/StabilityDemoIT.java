// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The story of the demo in which gates refuse a migration, from the memo of the decision to the report of what
/// came of it, and the tour of the console on what the story has left.
///
/// Customers are fewer than in the demo: the story mostly waits for minutes of its objective, and leaves the
/// machine to the stories beside it.
@Tag("story")
class StabilityDemoIT {
    private static final List<String> CAUSES = List.of(
            "payments give up on a lock after 20 ms",
            "a message sent again is refused",
            "names beyond basic Latin are refused");

    @Test
    void rejectsMigrationUntilServiceIsStable(@TempDir Path data) throws Exception {
        JsonNode facts = DemoProgram.run(data, line -> {}, "--story", "all", "--rate", "100")
                .path("facts");

        assertThat(facts.path("\"migrate now\"").asString())
                .startsWith("rejected (409 gates-closed) by")
                .contains("budget", "incidents", "rollback-drill");
        assertThat(facts.path("failures reduced").asString()).startsWith("by ");
        for (String cause : CAUSES) {
            assertThat(facts.path("detected: " + cause).asString()).startsWith("by an alert after ");
        }
        assertThat(facts.path("rehearsed writes, before the migration").asString())
                .startsWith("10 synthetic payments: 10 written by modern, 10 read by classic, 10 undone");
        assertThat(facts.path("\"now\"").asString()).contains("chance of a major incident");
        assertThat(facts.path("decided").asString()).startsWith("\"stabilise first\"");
        assertThat(facts.path("gate risk").asString()).startsWith("open: assessment ra-");
        assertThat(facts.path("missing records in the report").asString()).isEqualTo("none");
        for (String name : List.of("memo", "report")) {
            assertThat(Path.of(facts.path(name).asString())).isRegularFile().hasFileName(name + ".pdf");
        }
        assertThat(facts.path("gate budget").asString()).startsWith("open");
        assertThat(facts.path("open incidents").asString()).isEqualTo("0");
        assertThat(facts.path("lost").asString()).isEqualTo("0");
        assertThat(facts.path("doubled").asString()).isEqualTo("0");

        ConsoleTour.run(data);
    }
}
