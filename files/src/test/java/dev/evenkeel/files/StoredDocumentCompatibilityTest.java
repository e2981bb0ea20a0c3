// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.files.experiment.ExperimentPlanCodec;
import dev.evenkeel.files.freeze.FreezeCalendarCodec;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Documents stored by earlier servers: each must decode, and encode to the same text.
final class StoredDocumentCompatibilityTest {
    private static List<String> readLines(String file) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/stored", file));
    }

    @Test
    void encodesStoredRolloutPlansUnchanged() throws IOException {
        assertThat(readLines("rollout-plans.txt"))
                .hasSize(5)
                .allSatisfy(text -> assertThat(RolloutPlanCodec.encode(RolloutPlanCodec.decode(text)))
                        .isEqualTo(text));
    }

    @Test
    void encodesStoredFreezeWindowsUnchanged() throws IOException {
        assertThat(readLines("freeze-windows.txt"))
                .hasSize(2)
                .allSatisfy(text -> assertThat(FreezeCalendarCodec.encode(FreezeCalendarCodec.decode(text)))
                        .isEqualTo(text));
    }

    @Test
    void encodesStoredExperimentPlansUnchanged() throws IOException {
        assertThat(readLines("experiment-plans.txt"))
                .hasSize(2)
                .allSatisfy(text -> assertThat(ExperimentPlanCodec.encode(ExperimentPlanCodec.decode(text)))
                        .isEqualTo(text));
    }
}
