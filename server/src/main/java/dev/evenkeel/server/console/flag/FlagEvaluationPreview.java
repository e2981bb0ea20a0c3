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

/// What a flag says to somebody, as services would be told.
///
/// @param problem why nothing was evaluated; empty when all is well
/// @param trace null when there is a problem
record FlagEvaluationPreview(String problem, @Nullable EvaluationTrace trace) {
    private static final int SHOWN = 200;
    private static final String INDENT = "\u00a0\u00a0\u00a0";

    /// One operation of the rule that decided.
    ///
    /// @param operator behind its indentation
    record Step(String operator, String result, String pointer) {}

    /// Evaluates a flag.
    ///
    /// @param delivered the definition that services get
    /// @param targetingKey may be empty
    /// @param context attributes as a JSON object; may be empty
    static FlagEvaluationPreview of(String delivered, String key, String targetingKey, String context, Instant now) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        if (!context.isBlank()) {
            try {
                if (!(FlagJsonMappers.EXACT.readValue(context, Object.class) instanceof Map<?, ?> given)) {
                    return new FlagEvaluationPreview(
                            "The context is no JSON object. Write one like {\"country\": \"CH\"}.", null);
                }
                given.forEach((name, value) -> attributes.put(String.valueOf(name), value));
            } catch (JacksonException | NumberFormatException e) {
                return new FlagEvaluationPreview("The context is not JSON: " + JsonTextParser.problem(e) + ".", null);
            }
        }
        if (!targetingKey.isEmpty()) {
            attributes.put("targetingKey", targetingKey);
        }
        return new FlagEvaluationPreview(
                "", EvaluationTrace.of(delivered, key, EvaluationContext.of(attributes), now.getEpochSecond()));
    }

    /// The value as JSON, or that the service's own default applies.
    String value() {
        Object value = evaluation().value();
        return value == null ? "the service's own default" : FlagJsonMappers.EXACT.writeValueAsString(value);
    }

    /// Name of the variant, or that there is none.
    String variant() {
        String variant = evaluation().variant();
        return variant == null ? "none" : variant;
    }

    /// Why, as services are told and in words.
    String reason() {
        return switch (evaluation().reason()) {
            case STATIC -> "STATIC: no rule, everybody gets the default variant.";
            case DEFAULT -> "DEFAULT: no rule named a variant for this context.";
            case TARGETING_MATCH -> "TARGETING_MATCH: a rule named the variant.";
            case SPLIT -> "SPLIT: the share that the targeting key falls into.";
            case DISABLED -> "DISABLED: the flag is off.";
            case ERROR ->
                "ERROR " + evaluation().errorCode() + ": "
                        + DisplayFormatter.sentence(String.valueOf(evaluation().errorDetails()));
        };
    }

    /// Whether a rollout's or an experiment's split decided.
    boolean isBySplit() {
        return evaluation().bySplit();
    }

    /// The steps of the rule that decided, the first of them.
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

    /// How many steps there are beyond those that are shown.
    int more() {
        return trace == null ? 0 : Math.max(0, trace.steps().size() - SHOWN);
    }

    private Evaluation evaluation() {
        if (trace == null) {
            throw new IllegalStateException(problem);
        }
        return trace.evaluation();
    }
}
