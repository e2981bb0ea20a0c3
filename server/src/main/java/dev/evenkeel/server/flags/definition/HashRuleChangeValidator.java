// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import dev.evenkeel.core.flag.BucketingChangeImpact;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Validator that prevents a definition from moving subjects between variants through an unconfirmed change of
/// the hash rule.
public final class HashRuleChangeValidator {
    /// The value of the parameter `confirm` that accepts a new hash rule.
    public static final String CONFIRMATION = "hash-rule-change";

    private HashRuleChangeValidator() {}

    /// Returns the impact of the hash rule change in the next definition; null when no subjects move.
    public static @Nullable BucketingChangeImpact findChange(
            ParsedFlagSet previous, ParsedFlagSet next, Map<String, RunningSplit> splits) {
        if (next.hashRule().equals(previous.hashRule())) {
            return null;
        }
        return BucketingChangeImpact.compare(
                        FlagdDefinitionRenderer.render(previous.text(), splits),
                        FlagdDefinitionRenderer.render(next.text(), splits))
                .orElse(null);
    }

    /// @throws ConflictException with the share of each flag's subjects that moves, when the impact is not null
    public static void requireNoChange(@Nullable BucketingChangeImpact change) {
        if (change == null) {
            return;
        }
        List<ValidationError> faults = change.moved().entrySet().stream()
                .map(HashRuleChangeValidator::toValidationError)
                .toList();
        throw new ConflictException(
                ProblemCode.HASH_RULE_CHANGE,
                "The hash rule would change from " + change.from() + " to " + change.to()
                        + ", which moves units between variants (estimated with " + BucketingChangeImpact.SUBJECTS
                        + " synthetic units). Nothing was changed.",
                "Keep metadata \"evenkeel.fractional\" at \"" + change.from()
                        + "\", or accept the move with the parameter confirm=" + CONFIRMATION + ".",
                faults);
    }

    private static ValidationError toValidationError(Map.Entry<String, Double> moved) {
        String percent = QuantityFormatter.formatPercent(moved.getValue());
        return new ValidationError(
                "/flags/" + moved.getKey(),
                percent + " of the units in a split of " + moved.getKey() + " get another bucket",
                "keep metadata \"evenkeel.fractional\" unchanged, or accept the move with confirm=" + CONFIRMATION);
    }
}
