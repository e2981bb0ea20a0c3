// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SloImportProgressTest {
    private static final Instant HORIZON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void delaysEvaluationUntilLastMinuteIsImported() {
        assertThat(evaluableUntil("2026-11-25T11:59:00Z")).isEqualTo("2026-11-25T11:59:00Z");
        assertThat(evaluableUntil("2026-11-25T12:00:00Z")).isEqualTo(HORIZON);
    }

    @Test
    void evaluatesUntilHorizonWhenImportIsStale() {
        assertThat(evaluableUntil("2026-11-25T11:58:00Z")).isEqualTo(HORIZON);
        assertThat(evaluableUntil("2026-11-22T12:00:00Z")).isEqualTo(HORIZON);
        assertThat(evaluableUntil("2026-11-25T12:01:00Z"))
                .as("a clock that ran ahead")
                .isEqualTo(HORIZON);
    }

    private static Instant evaluableUntil(String at) {
        Instant looked = Instant.parse(at);
        return new SloImportProgress("pay", "calls", looked, looked, null, null).evaluableUntil(HORIZON);
    }
}
