// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.scientist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.contest.ShadowCheck;
import org.junit.jupiter.api.Test;

class ScientistContenderTest {
    @Test
    void runDoesWhatIsTimed() throws Exception {
        assertThat(ShadowCheck.problems(new ScientistRun())).isEmpty();
    }

    @Test
    void runAsyncDoesWhatIsTimed() throws Exception {
        assertThat(ShadowCheck.problems(new ScientistAsync())).isEmpty();
    }

    @Test
    void runAsyncInAGrowingPoolDoesWhatIsTimed() throws Exception {
        assertThat(ShadowCheck.problems(new ScientistAsyncUnlimited())).isEmpty();
    }
}
