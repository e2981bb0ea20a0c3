// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonWriter;
import dev.evenkeel.core.targeting.BucketingAlgorithm;
import dev.evenkeel.core.targeting.RuleCompilationContext;
import dev.evenkeel.core.targeting.RuleCompiler;
import dev.evenkeel.core.targeting.RuleDataReader;
import dev.evenkeel.core.targeting.RuleProblemListener.ProblemEffect;
import java.util.Map;

/// An evaluator of targeting rules without a flag, to test and document rules.
public final class JsonLogicEvaluator {
    private JsonLogicEvaluator() {}

    /// Evaluates a rule as a flag's targeting would be.
    ///
    /// @param rule a rule as JSON: JsonLogic with flagd's operators
    /// @param data any JSON; a context is an object
    /// @param flagKey `$flagd.flagKey`, which `fractional` hashes
    /// @param epochSeconds `$flagd.timestamp`
    /// @return the result as JSON; numbers that JSON cannot represent are null
    /// @throws InvalidDefinitionException with all problems of the rule, or when rule or data are not JSON
    public static String evaluate(String rule, String data, String flagKey, long epochSeconds) {
        var problems = new DefinitionProblemCollector();
        var context = new RuleCompilationContext(
                flagKey, Map.of(), BucketingAlgorithm.V2, RuleDataReader.JSON, (effect, at, what, remedy) -> {
                    if (effect == ProblemEffect.BREAKS_RULE) {
                        problems.add(at, what, remedy);
                    }
                });
        var expression =
                RuleCompiler.compile(DefinitionParser.parseDocument(rule).root(), context);
        problems.throwIfAny();
        return JsonWriter.write(
                expression.evaluate(DefinitionParser.parseDocument(data).root().toJava(), epochSeconds));
    }
}
