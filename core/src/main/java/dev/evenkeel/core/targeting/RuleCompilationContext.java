// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonValue;
import java.util.Map;

/// What a rule is compiled for.
///
/// @param flagKey key of the flag, `$flagd.flagKey`
/// @param evaluators shared rules by name, for `$ref`
/// @param bucketing hash rule of `fractional`
/// @param root how the rule reads its data
/// @param problems takes what is wrong with the rule
/// @param observer sees each operation
public record RuleCompilationContext(
        String flagKey,
        Map<String, JsonValue> evaluators,
        BucketingAlgorithm bucketing,
        RuleDataReader root,
        RuleProblemListener problems,
        ExpressionDecorator observer) {

    /// A scope that nobody observes.
    public RuleCompilationContext(
            String flagKey,
            Map<String, JsonValue> evaluators,
            BucketingAlgorithm bucketing,
            RuleDataReader root,
            RuleProblemListener problems) {
        this(flagKey, evaluators, bucketing, root, problems, ExpressionDecorator.NONE);
    }

    /// This scope for another flag.
    public RuleCompilationContext forFlag(String key) {
        return new RuleCompilationContext(key, evaluators, bucketing, root, problems, observer);
    }

    /// This scope with other ears.
    public RuleCompilationContext reportingTo(RuleProblemListener listener) {
        return new RuleCompilationContext(flagKey, evaluators, bucketing, root, listener, observer);
    }
}
