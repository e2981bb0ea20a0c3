// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.evenkeel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.contest.ShadowCheck;
import org.junit.jupiter.api.Test;

class EvenkeelShadowTest {
    @Test
    void doesWhatIsTimed() throws Exception {
        assertThat(ShadowCheck.problems(new EvenkeelShadow())).isEmpty();
    }
}
