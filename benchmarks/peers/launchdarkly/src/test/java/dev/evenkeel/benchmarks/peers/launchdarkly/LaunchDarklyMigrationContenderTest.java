// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.launchdarkly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.contest.ShadowContenderCheck;
import org.junit.jupiter.api.Test;

class LaunchDarklyMigrationContenderTest {
    @Test
    void parallelMigrationShadowsCallsAndReportsDifferences() throws Exception {
        assertThat(ShadowContenderCheck.findProblems(new ParallelMigrationContender()))
                .isEmpty();
    }

    @Test
    void serialMigrationShadowsCallsAndReportsDifferences() throws Exception {
        assertThat(ShadowContenderCheck.findProblems(new SerialMigrationContender()))
                .isEmpty();
    }
}
