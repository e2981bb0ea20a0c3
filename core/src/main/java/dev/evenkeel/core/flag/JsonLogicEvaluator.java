// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonWriter;
import dev.evenkeel.core.targeting.BucketingAlgorithm;
import dev.evenkeel.core.targeting.RuleCompilationContext;
import dev.evenkeel.core.targeting.RuleCompiler;
import dev.evenkeel.core.targeting.RuleDataReader;
import dev.evenkeel.core.targeting.RuleProblemListener.ProblemEffect;
import java.util.Map;

/// The rule language of targeting, outside of any flag: to try a rule, to teach it, to check it.
public final class JsonLogicEvaluator {
    private JsonLogicEvaluator() {}

    /// What a rule says about data, as a flag's targeting would be evaluated.
    ///
    /// @param rule a rule as JSON: JsonLogic with flagd's operators
    /// @param data any JSON; a context is an object
    /// @param flagKey `$flagd.flagKey`, which `fractional` hashes
    /// @param epochSeconds `$flagd.timestamp`
    /// @return the result as JSON; numbers that JSON has no word for are null
    /// @throws InvalidDefinitionException with everything that breaks the rule, or when rule or data are no
    ///     JSON
    public static String apply(String rule, String data, String flagKey, long epochSeconds) {
        var problems = new DefinitionProblemCollector();
        var scope = new RuleCompilationContext(
                flagKey, Map.of(), BucketingAlgorithm.V2, RuleDataReader.JSON, (effect, at, what, remedy) -> {
                    if (effect == ProblemEffect.BREAKS_RULE) {
                        problems.add(at, what, remedy);
                    }
                });
        var expression = RuleCompiler.compile(DefinitionParser.document(rule).root(), scope);
        problems.throwIfAny();
        return JsonWriter.write(
                expression.evaluate(DefinitionParser.document(data).root().plain(), epochSeconds));
    }
}
