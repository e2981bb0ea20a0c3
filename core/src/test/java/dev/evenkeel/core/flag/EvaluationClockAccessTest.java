// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationClockAccessTest {
    private static final String AFTER_40 = "{\"if\": [{\">\": [{\"var\": \"$flagd.timestamp\"}, 40]}, \"on\", null]}";

    private final AtomicInteger reads = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"if\": [{\"==\": [{\"var\": \"country\"}, \"CH\"]}, \"on\", null]}",
                "{\"if\": [{\"==\": [{\"var\": \"$flagd.flagKey\"}, \"f\"]}, \"on\", null]}"
            })
    void doesNotReadClockForRulesWithoutTimestamp(String targeting) {
        evaluate(definition(targeting));
        assertThat(reads).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                AFTER_40,
                "{\"$ref\": \"late\"}",
                "{\"if\": [{\">\": [{\"var\": [\"$flagd.timestamp\"]}, 40]}, \"on\", null]}",
                "{\"if\": [{\"in\": [{\"var\": \"$flagd\"}, []]}, null, \"on\"]}"
            })
    void readsClockOnceForRulesWithTimestamp(String targeting) {
        assertThat(evaluate(definition(targeting)).variant()).isEqualTo("on");
        assertThat(reads).hasValue(1);
    }

    @Test
    void readsClockOnceForTimestampRuleBeforeRolloutSplit() {
        var split = new RolloutSplit("r", "off", "on", Percent.parse("0"), "seed", 1, Duration.ZERO, null, null);
        var delivered = FlagdDefinitionRenderer.render(definition(AFTER_40), Map.of("f", split));
        assertThat(evaluate(delivered).variant()).isEqualTo("on");
        assertThat(reads).hasValue(1);
    }

    private Evaluation evaluate(String definition) {
        return FlagSnapshot.parse(definition, 1).evaluate("f", EvaluationContext.of("alice"), () -> {
            reads.incrementAndGet();
            return 42;
        });
    }

    private static String definition(String targeting) {
        return """
                {"$evaluators": {"late": %s}, "flags": {"f": {"state": "ENABLED",
                  "variants": {"on": true, "off": false}, "defaultVariant": "off", "targeting": %s}}}""".formatted(AFTER_40, targeting);
    }
}
