// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class QuickDemoIT {
    @Test
    void rollsBackFaultyCandidateAfterFewFailures(@TempDir Path data) throws Exception {
        JsonNode result = DemoProgram.run(data, line -> {}, "--quick");

        assertThat(result.path("status").asString()).isEqualTo("ROLLED_BACK");
        assertThat(result.path("reason").asString()).isNotEmpty();
        assertThat(result.path("payments").asLong()).isGreaterThan(500);
        assertThat(result.path("failures").asLong()).isBetween(1L, 200L);
    }
}
