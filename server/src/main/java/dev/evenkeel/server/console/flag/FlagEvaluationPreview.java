// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.EvaluationTrace;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Preview of an evaluation of a flag for a user, with the result that services get.
///
/// @param problem why the flag was not evaluated; empty for none
/// @param trace trace of the evaluation; null if there is a problem
record FlagEvaluationPreview(String problem, @Nullable EvaluationTrace trace) {
    private static final int SHOWN = 200;
    private static final String INDENT = "\u00a0\u00a0\u00a0";

    /// An operation of the rule that matched.
    ///
    /// @param operator operator with its indentation
    record Step(String operator, String result, String pointer) {}

    /// Evaluates a flag.
    ///
    /// @param delivered the definition as delivered to services
    /// @param targetingKey targeting key; may be empty
    /// @param context attributes as a JSON object; may be empty
    static FlagEvaluationPreview evaluate(
            String delivered, String key, String targetingKey, String context, Instant now) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        if (!context.isBlank()) {
            try {
                if (!(FlagJsonMappers.EXACT.readValue(context, Object.class) instanceof Map<?, ?> given)) {
                    return new FlagEvaluationPreview(
                            "The context is no JSON object. Write one like {\"country\": \"CH\"}.", null);
                }
                given.forEach((name, value) -> attributes.put(String.valueOf(name), value));
            } catch (JacksonException | NumberFormatException e) {
                return new FlagEvaluationPreview(
                        "The context is not JSON: " + JsonTextParser.formatProblem(e) + ".", null);
            }
        }
        if (!targetingKey.isEmpty()) {
            attributes.put("targetingKey", targetingKey);
        }
        return new FlagEvaluationPreview(
                "", EvaluationTrace.evaluate(delivered, key, EvaluationContext.of(attributes), now.getEpochSecond()));
    }

    /// Returns the value as JSON, or a text that the default in code applies.
    String value() {
        Object value = evaluation().value();
        return value == null ? "the service's own default" : FlagJsonMappers.EXACT.writeValueAsString(value);
    }

    /// Returns the name of the variant, or a text that there is none.
    String variant() {
        String variant = evaluation().variant();
        return variant == null ? "none" : variant;
    }

    /// Returns the reason as services get it and as text.
    String reason() {
        return switch (evaluation().reason()) {
            case STATIC -> "STATIC: no rule, everybody gets the default variant.";
            case DEFAULT -> "DEFAULT: no rule named a variant for this context.";
            case TARGETING_MATCH -> "TARGETING_MATCH: a rule named the variant.";
            case SPLIT -> "SPLIT: the share that the targeting key falls into.";
            case DISABLED -> "DISABLED: the flag is off.";
            case ERROR ->
                "ERROR " + evaluation().errorCode() + ": "
                        + DisplayFormatter.toSentence(
                                String.valueOf(evaluation().errorDetails()));
        };
    }

    /// Whether the split of a rollout or experiment determined the variant.
    boolean isBySplit() {
        return evaluation().bySplit();
    }

    /// Returns the first steps of the rule that matched.
    List<Step> steps() {
        return trace == null
                ? List.of()
                : trace.steps().stream()
                        .limit(SHOWN)
                        .map(step -> new Step(
                                INDENT.repeat(Math.min(step.depth(), SHOWN)) + step.operator(),
                                step.result(),
                                step.pointer()))
                        .toList();
    }

    /// Returns the number of steps that are not shown.
    int hiddenSteps() {
        return trace == null ? 0 : Math.max(0, trace.steps().size() - SHOWN);
    }

    private Evaluation evaluation() {
        if (trace == null) {
            throw new IllegalStateException(problem);
        }
        return trace.evaluation();
    }
}
