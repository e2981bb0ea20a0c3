// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RollbackCrashCampaignTest {
    @Test
    void requiresSingleRollbackAsLastDecision() {
        assertThat(Stream.of(List.of("START", "ROLL_BACK"), List.of("START", "HOLD", "ROLL_BACK")))
                .allMatch(RollbackCrashCampaign::isRolledBackOnce);
        assertThat(Stream.<List<String>>of(
                        List.of(),
                        List.of("START"),
                        List.of("START", "ROLL_BACK", "ROLL_BACK"),
                        List.of("START", "ADVANCE", "ROLL_BACK"),
                        List.of("START", "ROLL_BACK", "HOLD")))
                .noneMatch(RollbackCrashCampaign::isRolledBackOnce);
    }
}
