// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The first stories of the demo, one of them with its page open in a browser.
@Tag("story")
class DemoIT {
    private static final String LINK = "watch it: ";

    @Test
    void runsBothActsAndUpdatesRolloutPageLive(@TempDir Path data) throws Exception {
        List<String> links = new ArrayList<>();
        JsonNode facts = DemoProgram.run(data, line -> {
                    if (line.startsWith(LINK) && links.add(line.substring(LINK.length())) && links.size() == 2) {
                        RolloutPageLiveUpdateCheck.check(links.getLast());
                    }
                })
                .path("facts");

        assertThat(facts.path("lost").asString()).isEqualTo("0");
        assertThat(facts.path("doubled").asString()).isEqualTo("0");
        assertThat(links).hasSize(2);
    }

    @Test
    void migratesLedgerThroughAllStages(@TempDir Path data) throws Exception {
        JsonNode facts =
                DemoProgram.run(data, line -> {}, "--story", "migration").path("facts");

        assertThat(facts.path("double booking: reason for rollback").asString())
                .startsWith("shadow: results differ too often");
        assertThat(facts.path("lost").asString()).isEqualTo("0");
        assertThat(facts.path("doubled").asString()).isEqualTo("0");
        assertThat(facts.has("stage complete")).isTrue();
    }
}
