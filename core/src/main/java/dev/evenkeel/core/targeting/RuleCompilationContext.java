// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonValue;
import java.util.Map;

/// The context in which a rule is compiled.
///
/// @param flagKey key of the flag, `$flagd.flagKey`
/// @param evaluators shared rules by name, for `$ref`
/// @param bucketing bucketing algorithm of `fractional`
/// @param root reader of the rule's data
/// @param problems receives problems of the rule
/// @param decorator decorates each operation
public record RuleCompilationContext(
        String flagKey,
        Map<String, JsonValue> evaluators,
        BucketingAlgorithm bucketing,
        RuleDataReader root,
        RuleProblemListener problems,
        ExpressionDecorator decorator) {

    /// Creates a context without a decorator.
    public RuleCompilationContext(
            String flagKey,
            Map<String, JsonValue> evaluators,
            BucketingAlgorithm bucketing,
            RuleDataReader root,
            RuleProblemListener problems) {
        this(flagKey, evaluators, bucketing, root, problems, ExpressionDecorator.NONE);
    }

    /// Returns a copy for another flag.
    public RuleCompilationContext forFlag(String key) {
        return new RuleCompilationContext(key, evaluators, bucketing, root, problems, decorator);
    }

    /// Returns a copy with another problem listener.
    public RuleCompilationContext withListener(RuleProblemListener listener) {
        return new RuleCompilationContext(flagKey, evaluators, bucketing, root, listener, decorator);
    }
}
