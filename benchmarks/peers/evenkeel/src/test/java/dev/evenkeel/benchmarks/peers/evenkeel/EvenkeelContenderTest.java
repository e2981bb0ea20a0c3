// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.contest.ContenderCheck;
import org.junit.jupiter.api.Test;

class EvenkeelContenderTest {
    @Test
    void returnsExpectedResultInEachScenario() {
        try (var contender = new EvenkeelContender()) {
            assertThat(ContenderCheck.findProblems(contender)).isEmpty();
        }
    }
}
