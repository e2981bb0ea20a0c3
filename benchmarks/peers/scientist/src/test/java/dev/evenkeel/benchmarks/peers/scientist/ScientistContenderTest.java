// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.scientist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.contest.ShadowContenderCheck;
import org.junit.jupiter.api.Test;

class ScientistContenderTest {
    @Test
    void runShadowsCallsAndReportsDifferences() throws Exception {
        assertThat(ShadowContenderCheck.findProblems(new SyncScientistContender()))
                .isEmpty();
    }

    @Test
    void runAsyncShadowsCallsAndReportsDifferences() throws Exception {
        assertThat(ShadowContenderCheck.findProblems(new AsyncScientistContender()))
                .isEmpty();
    }

    @Test
    void runAsyncWithUnboundedPoolShadowsCallsAndReportsDifferences() throws Exception {
        assertThat(ShadowContenderCheck.findProblems(new UnboundedScientistContender()))
                .isEmpty();
    }
}
