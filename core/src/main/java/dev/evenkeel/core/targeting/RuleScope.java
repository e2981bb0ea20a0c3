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
public record RuleScope(
        String flagKey,
        Map<String, JsonValue> evaluators,
        BucketingRule bucketing,
        RootReader root,
        RuleProblems problems,
        RuleObserver observer) {

    /// A scope that nobody observes.
    public RuleScope(
            String flagKey,
            Map<String, JsonValue> evaluators,
            BucketingRule bucketing,
            RootReader root,
            RuleProblems problems) {
        this(flagKey, evaluators, bucketing, root, problems, RuleObserver.NONE);
    }

    /// This scope for another flag.
    public RuleScope forFlag(String key) {
        return new RuleScope(key, evaluators, bucketing, root, problems, observer);
    }

    /// This scope with other ears.
    public RuleScope reportingTo(RuleProblems listener) {
        return new RuleScope(flagKey, evaluators, bucketing, root, listener, observer);
    }
}
