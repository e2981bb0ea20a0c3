// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The memory that an evaluation or a guarded call allocates. Unlike its time, it does not depend on the
/// machine and the load.
class AllocationTest {
    private static final int CALLS = 100_000;
    private static final int ROUNDS = 300;
    private static final String USER = "3b241101-e2bb-4255-8caf-4136c566a962";
    private static final String RULE = "{\"if\": [{\"==\": [{\"var\": \"country\"}, \"AT\"]}, \"on\", null]}";
    /// Of a key and one attribute.
    private static final int CONTEXT_BYTES = 48;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final FakeEvenkeel evenkeel = new FakeEvenkeel();

    @BeforeEach
    void load() {
        var split = new RolloutSplit("r", "off", "on", Percent.parse("50"), "seed", 1, Duration.ZERO, null, null);
        var definition = FlagDefinitionGenerator.of(
                10, Map.of("static", "{}", "rule", FlagDefinitionGenerator.RULE, "split", "{}", "behind", RULE));
        evenkeel.load(FlagdDefinitionRenderer.render(definition, Map.of("split", split, "behind", split)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"static", "rule", "split", "behind"})
    void evaluationAllocatesNothing(String flag) {
        var context = EvaluationContext.of(USER).with("country", "CH");
        assertThat(bytesPerCall(0, () -> evenkeel.evaluate(flag, context))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"static", "rule", "split", "behind"})
    void evaluationWithNewContextAllocatesAtMostTheContext(String flag) {
        long bytes = bytesPerCall(
                CONTEXT_BYTES,
                () -> evenkeel.evaluate(flag, EvaluationContext.of(USER).with("country", "CH")));
        assertThat(bytes).isLessThanOrEqualTo(CONTEXT_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"static", "split"})
    void guardedCallAllocatesNothingAfterFailures(String flag) {
        GuardedChange<String, String> change = evenkeel.<String, String>guardedChange(flag)
                .control("off", argument -> argument)
                .candidate("on", argument -> argument)
                .failedWhen("failed"::equals)
                .build();
        for (int i = 0; i < CALLS; i++) {
            change.run(EvaluationContext.of("user-" + i), i % 3 == 0 ? "failed" : "done");
        }
        var context = EvaluationContext.of(USER);
        assertThat(bytesPerCall(0, () -> change.run(context, "done"))).isZero();
    }

    /// Measures the allocation of a call after warm-up: repeats until it is within the goal, because the
    /// compiler removes temporary objects only after many calls.
    private long bytesPerCall(long aim, Supplier<?> call) {
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && bytes > aim; round++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            run(call);
            bytes = Math.round((thread.getCurrentThreadAllocatedBytes() - before) / (double) CALLS);
        }
        return bytes;
    }

    private static void run(Supplier<?> call) {
        for (int i = 0; i < CALLS; i++) {
            if (call.get() == null) {
                throw new AssertionError("no evaluation");
            }
        }
    }
}
