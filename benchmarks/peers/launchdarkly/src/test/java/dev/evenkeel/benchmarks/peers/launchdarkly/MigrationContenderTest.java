// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.peers.launchdarkly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.contest.ShadowCheck;
import org.junit.jupiter.api.Test;

class MigrationContenderTest {
    @Test
    void parallelDoesWhatIsTimed() throws Exception {
        assertThat(ShadowCheck.problems(new ParallelMigration())).isEmpty();
    }

    @Test
    void serialDoesWhatIsTimed() throws Exception {
        assertThat(ShadowCheck.problems(new SerialMigration())).isEmpty();
    }
}
