// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import dev.evenkeel.core.flag.BucketingChangeImpact;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps a definition from moving subjects between variants by a new hash rule that nobody meant.
public final class HashRuleChangeValidator {
    /// Value of the parameter `confirm` that lets a new hash rule pass.
    public static final String CONFIRMATION = "hash-rule";

    private HashRuleChangeValidator() {}

    /// The switch that the next definition brings; null when nobody moves by one.
    public static @Nullable BucketingChangeImpact find(
            ParsedDefinition former, ParsedDefinition next, Map<String, RunningSplit> splits) {
        if (next.hashRule().equals(former.hashRule())) {
            return null;
        }
        return BucketingChangeImpact.between(
                        FlagdDefinitionRenderer.apply(former.text(), splits),
                        FlagdDefinitionRenderer.apply(next.text(), splits))
                .orElse(null);
    }

    /// @throws ConflictException with the share that moves of each flag, when there is such a switch
    public static void refuse(@Nullable BucketingChangeImpact change) {
        if (change == null) {
            return;
        }
        List<Problem.FieldError> faults = change.moved().entrySet().stream()
                .map(HashRuleChangeValidator::fault)
                .toList();
        throw new ConflictException(
                ProblemCode.HASH_RULE_SWITCH,
                "The hash rule would change from " + change.from() + " to " + change.to()
                        + ", which moves subjects between variants (estimated over " + BucketingChangeImpact.SUBJECTS
                        + " invented subjects). Nothing was changed.",
                "Keep metadata \"evenkeel.fractional\" at \"" + change.from() + "\", or send it again with confirm="
                        + CONFIRMATION + " if they may move.",
                faults);
    }

    private static Problem.FieldError fault(Map.Entry<String, Double> moved) {
        String percent = String.format(Locale.ROOT, "%.1f %%", 100 * moved.getValue());
        return new Problem.FieldError(
                "/flags/" + moved.getKey(),
                percent + " of the subjects of a split of " + moved.getKey()
                        + " get another bucket by the new hash rule.",
                "Keep metadata \"evenkeel.fractional\" as it is, or replace the definition with confirm=" + CONFIRMATION
                        + ".");
    }
}
