// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.contest.ShadowContenderCheck;
import org.junit.jupiter.api.Test;

class EvenkeelShadowContenderTest {
    @Test
    void shadowsEveryCallAndReportsDifferences() throws Exception {
        assertThat(ShadowContenderCheck.findProblems(new EvenkeelShadowContender()))
                .isEmpty();
    }
}
