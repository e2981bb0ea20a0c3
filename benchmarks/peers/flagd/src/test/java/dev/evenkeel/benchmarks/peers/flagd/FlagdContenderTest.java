// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.flagd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.contest.ContenderCheck;
import org.junit.jupiter.api.Test;

class FlagdContenderTest {
    @Test
    void returnsExpectedResultInEachScenario() {
        try (var contender = new FlagdContender()) {
            assertThat(ContenderCheck.findProblems(contender)).isEmpty();
        }
    }
}
