// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All possible evaluations of a flag, created when the flag is loaded.
final class PrecomputedEvaluations {
    private final Map<String, ?> variants;
    private final @Nullable String defaultVariant;
    private final Map<String, Object> metadata;
    /// By name, interned like strings in rules.
    private final Map<String, Evaluation> matches = new HashMap<>();
    private final Evaluation unmatched;

    /// @param variants values by name
    /// @param defaultVariant one of them, or null for "the caller's default"
    /// @param metadata metadata of the flag set, overridden by the flag's
    PrecomputedEvaluations(Map<String, ?> variants, @Nullable String defaultVariant, Map<String, Object> metadata) {
        this.variants = variants;
        this.defaultVariant = defaultVariant;
        this.metadata = metadata.isEmpty() ? Map.of() : Collections.unmodifiableMap(metadata);
        variants.keySet()
                .forEach(name -> matches.put(name.intern(), variant(name, EvaluationReason.TARGETING_MATCH, false)));
        this.unmatched = byDefault(EvaluationReason.DEFAULT);
    }

    /// Whether all parts of a split are variants of the flag.
    boolean hasVariantsOf(RunningSplit split) {
        return split.parts().stream().allMatch(part -> matches.containsKey(part.variant()));
    }

    /// Returns the evaluation of a disabled flag.
    Evaluation ofDisabled() {
        return new Evaluation(null, null, EvaluationReason.DISABLED, null, null, false, metadata);
    }

    /// Returns the evaluation of a flag without targeting.
    Evaluation ofDefault() {
        return byDefault(EvaluationReason.STATIC);
    }

    /// Returns the evaluation for a result of the flag's rule.
    ///
    /// @param result null selects the default; booleans and numbers select the variant of that name
    Evaluation ofRuleResult(@Nullable Object result) {
        if (result == null) {
            return unmatched;
        }
        Evaluation match = matches.get(result instanceof String name ? name : variantName(result));
        return match != null ? match : ofUnknownVariant(result);
    }

    /// Returns the name that a boolean or a number denotes; null for arrays and objects.
    static @Nullable String variantName(Object result) {
        if (result instanceof Double number && number == number.longValue()) {
            return Long.toString(number.longValue());
        }
        return result instanceof Boolean || result instanceof Number ? result.toString() : null;
    }

    /// Returns the evaluation for a rule that failed. The cause's message may contain values of the context
    /// and is not included.
    Evaluation ofFailure(Throwable cause) {
        return ofFailure(cause.getClass().getName());
    }

    /// Returns the evaluation of a flag with a broken rule.
    Evaluation ofBrokenRule(List<DefinitionProblem> why) {
        return ofFailure(
                why.stream().map(DefinitionProblem::toString).distinct().collect(Collectors.joining("; ")));
    }

    private Evaluation ofFailure(String why) {
        return Evaluation.error(
                EvaluationErrorCode.PARSE_ERROR, "the flag's targeting cannot be evaluated: " + why, metadata);
    }

    /// Returns the evaluation for a part of a split.
    Evaluation ofSplit(String variant) {
        return variant(variant, EvaluationReason.SPLIT, true);
    }

    /// Returns the evaluation of a variant forced for all contexts; null when the variant does not exist.
    @Nullable
    Evaluation ofVariant(String variant) {
        return matches.containsKey(variant) ? variant(variant, EvaluationReason.STATIC, false) : null;
    }

    private Evaluation byDefault(EvaluationReason reason) {
        return defaultVariant == null
                ? new Evaluation(null, null, EvaluationReason.DEFAULT, null, null, false, metadata)
                : variant(defaultVariant, reason, false);
    }

    private Evaluation variant(String name, EvaluationReason reason, boolean bySplit) {
        return new Evaluation(variants.get(name), name, reason, null, null, bySplit, metadata);
    }

    private Evaluation ofUnknownVariant(Object result) {
        return Evaluation.error(
                EvaluationErrorCode.GENERAL,
                "targeting returned " + kind(result) + " that is not a variant; variants are " + variants.keySet(),
                metadata);
    }

    /* Omits the result itself: a rule may return personal data from the context. */
    private static String kind(Object result) {
        if (result instanceof String text) {
            return "a string of " + text.length() + " characters";
        }
        if (result instanceof Boolean) {
            return "a boolean";
        }
        return result instanceof Number ? "a number" : "an array or an object";
    }
}
