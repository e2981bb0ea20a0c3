// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.LayeredEvaluationContext;
import dev.openfeature.sdk.Value;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Bytes that the provider allocates in addition to OpenFeature. Unlike times, allocations are reproducible.
class AllocationTest {
    private static final int EVALUATIONS = 20_000;
    private static final String DEFINITION = """
            {"flags": {
              "static": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"},
              "described": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on",
                "metadata": {"owner": "payments", "tier": 1}},
              "targeted": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                "targeting": {"if": [{"==": [{"var": "attribute-7"}, "value-7"]}, "on", null]}}}}""";

    private final EvenkeelProvider provider = provider();

    /// The attributes' view, the context around it, and OpenFeature's answer: 24 + 24 + 40 bytes.
    @Test
    void allocatesUnder100BytesForStaticFlagWithAnyContextSize() {
        assertThat(bytesFor("static", context(0))).isLessThan(100);
        assertThat(bytesFor("static", context(100))).isLessThan(100);
        assertThat(bytesFor("described", context(100))).isLessThan(100);
    }

    /// OpenFeature copies the one value that is read.
    @Test
    void allocatesForRulesIndependentlyOfContextSize() {
        assertThat(bytesFor("targeted", context(10))).isLessThan(160);
        assertThat(bytesFor("targeted", context(100))).isLessThan(160);
    }

    private static EvenkeelProvider provider() {
        var flags = new FakeEvenkeel();
        flags.load(DEFINITION);
        var provider = new EvenkeelProvider(flags);
        try {
            provider.initialize(ImmutableContext.EMPTY);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return provider;
    }

    private static EvaluationContext context(int attributes) {
        Map<String, Value> values = new HashMap<>();
        for (int i = 0; i < attributes; i++) {
            values.put("attribute-" + i, new Value("value-" + i));
        }
        var invocation = new ImmutableContext("u1", values);
        return new LayeredEvaluationContext(ImmutableContext.EMPTY, null, null, invocation);
    }

    private double bytesFor(String flag, EvaluationContext context) {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this JVM does not count bytes");
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        evaluate(flag, context);
        long before = threads.getCurrentThreadAllocatedBytes();
        evaluate(flag, context);
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) EVALUATIONS;
    }

    private void evaluate(String flag, EvaluationContext context) {
        boolean all = true;
        for (int i = 0; i < EVALUATIONS; i++) {
            all &= provider.getBooleanEvaluation(flag, false, context).getValue();
        }
        assertThat(all).isTrue();
    }
}
