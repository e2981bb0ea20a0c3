// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonText;
import dev.evenkeel.core.targeting.BucketingRule;
import dev.evenkeel.core.targeting.RootReader;
import dev.evenkeel.core.targeting.RuleCompiler;
import dev.evenkeel.core.targeting.RuleProblems.Effect;
import dev.evenkeel.core.targeting.RuleScope;
import java.util.Map;

/// The rule language of targeting, outside of any flag: to try a rule, to teach it, to check it.
public final class JsonLogic {
    private JsonLogic() {}

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
        var problems = new Problems();
        var scope = new RuleScope(flagKey, Map.of(), BucketingRule.V2, RootReader.JSON, (effect, at, what, remedy) -> {
            if (effect == Effect.BREAKS_RULE) {
                problems.add(at, what, remedy);
            }
        });
        var expression = RuleCompiler.compile(DefinitionReader.document(rule).root(), scope);
        problems.throwIfAny();
        return JsonText.write(
                expression.evaluate(DefinitionReader.document(data).root().plain(), epochSeconds));
    }
}
