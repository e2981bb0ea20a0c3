// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.targeting.BucketingAlgorithm;
import dev.evenkeel.core.targeting.RuleCompilationContext;
import dev.evenkeel.core.targeting.RuleCompiler;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Evaluates a single rule as the targeting of a flag.
final class RuleProbe {
    private RuleProbe() {}

    static @Nullable Object evaluate(JsonValue rule, String flagKey, EvaluationContext context, long now) {
        var problems = new ArrayList<String>();
        var scope = new RuleCompilationContext(
                flagKey,
                Map.of(),
                BucketingAlgorithm.V2,
                new EvaluationContextReader(),
                (effect, at, message, remedy) -> problems.add(at + ": " + message));
        var expression = RuleCompiler.compile(rule, scope);
        assertThat(problems).isEmpty();
        return expression.evaluate(context, now);
    }
}
