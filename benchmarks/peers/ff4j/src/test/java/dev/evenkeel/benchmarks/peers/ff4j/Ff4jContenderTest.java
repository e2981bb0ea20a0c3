// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.ff4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.contest.ContenderCheck;
import org.junit.jupiter.api.Test;

class Ff4jContenderTest {
    @Test
    void returnsExpectedResultInEachScenario() {
        try (var contender = new Ff4jContender()) {
            assertThat(ContenderCheck.findProblems(contender)).isEmpty();
        }
    }
}
