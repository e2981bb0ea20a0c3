// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two minutes of the fault campaign.
@Tag("story")
class ChaosIT {
    private static final int CHECKS = 10;

    @Test
    void holdsAllInvariantsUnderInjectedFaults() throws Exception {
        Process campaign = start("--minutes", "2", "--seed", "1", "--json");
        var progress = new StringBuilder();
        try {
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> campaign.errorReader(StandardCharsets.UTF_8)
                            .lines()
                            .forEach(line -> progress.append(line).append('\n')));
            JsonNode result =
                    new JsonMapper().readTree(campaign.getInputStream().readAllBytes());

            assertThat(campaign.waitFor()).as("exit code after%n%s", progress).isZero();
            assertThat(result.path("findings"))
                    .hasSize(CHECKS)
                    .allSatisfy(finding -> assertThat(finding.path("violations"))
                            .as(finding.path("name").asString())
                            .isEmpty());
            assertThat(result.path("faults")).hasSizeGreaterThan(15);
        } finally {
            campaign.destroy();
            campaign.waitFor(60, TimeUnit.SECONDS);
        }
    }

    private static Process start(String... arguments) throws IOException {
        return BenchmarkProgram.builder("dev.evenkeel.benchmarks.chaos.ChaosCommand", List.of(arguments))
                .start();
    }
}
