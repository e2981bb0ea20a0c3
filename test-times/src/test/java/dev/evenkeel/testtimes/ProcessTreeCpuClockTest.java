// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.testtimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessTreeCpuClockTest {
    @Test
    void includesCpuTimeOfEndedProcesses() throws Exception {
        Duration own = cpu(ProcessHandle.current());
        ProcessTreeCpuClock clock = ProcessTreeCpuClock.start();
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .start();
        Duration childs = Duration.ZERO;
        while (child.isAlive()) {
            childs = max(childs, cpu(child.toHandle()));
            clock.total();
        }
        assertThat(child.waitFor()).isZero();

        assertThat(childs).isPositive();
        assertThat(clock.total()).isGreaterThanOrEqualTo(own.plus(childs));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
