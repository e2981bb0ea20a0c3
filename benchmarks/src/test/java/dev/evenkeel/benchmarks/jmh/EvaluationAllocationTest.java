// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagSnapshot;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationAllocationTest {
    private static final int CALLS = 100_000;

    private final FlagSnapshot flags = FlagSnapshot.parse(
            FlagDefinitionGenerator.of(2, Map.of("fixed", "{}", "targeted", FlagDefinitionGenerator.RULE)), 1);
    private final EvaluationContext context = EvaluationContext.of("u").with("country", "CH");

    @Test
    void staticFlagAllocatesNothingWhileRecordingUsage() {
        var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        flags.evaluate("fixed", context, 0);
        long before = memory.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            flags.evaluate("fixed", context, 0);
        }
        long bytes = memory.getCurrentThreadAllocatedBytes() - before;
        assertThat((double) bytes / CALLS).as("bytes of one evaluation").isLessThan(0.1);
        assertThat(flags.drainUsage()).containsOnlyKeys("fixed");
    }
}
