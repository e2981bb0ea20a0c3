// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.flag.split.RunningSplit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Everything a flag can say, made when the flag is loaded.
final class PrecomputedEvaluations {
    private final Map<String, ?> variants;
    private final @Nullable String defaultVariant;
    private final Map<String, Object> metadata;
    /// By name, interned as texts in rules are.
    private final Map<String, Evaluation> matches = new HashMap<>();
    private final Evaluation unmatched;

    /// @param variants value by name
    /// @param defaultVariant one of them, or null for "the caller's default"
    /// @param metadata of the flag set, overlaid by the flag's
    PrecomputedEvaluations(Map<String, ?> variants, @Nullable String defaultVariant, Map<String, Object> metadata) {
        this.variants = variants;
        this.defaultVariant = defaultVariant;
        this.metadata = metadata.isEmpty() ? Map.of() : Collections.unmodifiableMap(metadata);
        variants.keySet()
                .forEach(name -> matches.put(name.intern(), variant(name, EvaluationReason.TARGETING_MATCH, false)));
        this.unmatched = byDefault(EvaluationReason.DEFAULT);
    }

    /// Whether all parts of a split are variants of the flag.
    boolean has(RunningSplit split) {
        return split.parts().stream().allMatch(part -> matches.containsKey(part.variant()));
    }

    /// The flag is disabled.
    Evaluation disabled() {
        return new Evaluation(null, null, EvaluationReason.DISABLED, null, null, false, metadata);
    }

    /// The flag has no targeting.
    Evaluation fixed() {
        return byDefault(EvaluationReason.STATIC);
    }

    /// What the result of the flag's rule means.
    ///
    /// @param result null leaves it to the default; booleans and numbers name the variant they are
    ///     written as
    Evaluation of(@Nullable Object result) {
        if (result == null) {
            return unmatched;
        }
        Evaluation match = matches.get(result instanceof String name ? name : named(result));
        return match != null ? match : namesNoVariant(result);
    }

    /// The name that a boolean or a number is; arrays and objects are none.
    static @Nullable String named(Object result) {
        if (result instanceof Double number && number == number.longValue()) {
            return Long.toString(number.longValue());
        }
        return result instanceof Boolean || result instanceof Number ? result.toString() : null;
    }

    /// The flag's rule cannot be evaluated. The cause's message may hold what the context says, and stays here.
    Evaluation failed(Throwable cause) {
        return failed(cause.getClass().getName());
    }

    /// The flag's rule cannot be evaluated for anyone.
    Evaluation broken(List<DefinitionProblem> why) {
        return failed(why.stream().map(DefinitionProblem::toString).distinct().collect(Collectors.joining("; ")));
    }

    private Evaluation failed(String why) {
        return Evaluation.error(
                EvaluationErrorCode.PARSE_ERROR, "the flag's targeting cannot be evaluated: " + why, metadata);
    }

    /// What a split says for one of its parts.
    Evaluation bySplit(String variant) {
        return variant(variant, EvaluationReason.SPLIT, true);
    }

    /// What somebody chose for everybody, whatever the rule says; null when there is no such variant.
    @Nullable
    Evaluation chosen(String variant) {
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

    private Evaluation namesNoVariant(Object result) {
        return Evaluation.error(
                EvaluationErrorCode.GENERAL,
                "targeting gave " + kind(result) + " that is no variant; variants are " + variants.keySet(),
                metadata);
    }

    /* Not the result itself: a rule may give what the context says of somebody. */
    private static String kind(Object result) {
        if (result instanceof String text) {
            return "a text of " + text.length() + " characters";
        }
        if (result instanceof Boolean) {
            return "a boolean";
        }
        return result instanceof Number ? "a number" : "an array or an object";
    }
}
