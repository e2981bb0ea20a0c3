// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.togglz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.contest.ContenderCheck;
import org.junit.jupiter.api.Test;

class TogglzContenderTest {
    @Test
    void returnsExpectedResultInEachScenario() {
        try (var contender = new TogglzContender()) {
            assertThat(ContenderCheck.findProblems(contender)).isEmpty();
        }
    }
}
