// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonPointer;
import dev.evenkeel.core.json.JsonWriter;
import dev.evenkeel.core.targeting.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An evaluation with the steps of its rule, to explain a result. Slower than an ordinary evaluation.
///
/// @param evaluation result of the evaluation
/// @param steps evaluated operations, each before its arguments; empty when no rule decided. Arguments that
///     were not evaluated are omitted, and of rules over long lists only the first [#MAX_STEPS] operations
///     are recorded
public record EvaluationTrace(Evaluation evaluation, List<Step> steps) {
    /// Maximum number of recorded steps.
    public static final int MAX_STEPS = 1_000;

    public EvaluationTrace {
        steps = List.copyOf(steps);
    }

    /// One operation.
    ///
    /// @param pointer JSON pointer to it in the definition
    /// @param operator name of the operator, such as `if`
    /// @param depth number of enclosing operations, 0 for the rule itself
    /// @param result result, as JSON
    public record Step(String pointer, String operator, int depth, String result) {}

    /// Evaluates a flag of a definition as [FlagSnapshot#evaluate] does, and records every step.
    ///
    /// @param definitionJson a definition in flagd's JSON format
    /// @param epochSeconds `$flagd.timestamp`
    /// @throws InvalidDefinitionException as [FlagSnapshot#parseTolerantly] does
    public static EvaluationTrace evaluate(
            String definitionJson, String flagKey, EvaluationContext context, long epochSeconds) {
        var recorder = new Recorder();
        var definition =
                DefinitionParser.parseTolerantly(DefinitionParser.parseDocument(definitionJson), recorder::decorate);
        var evaluation = new FlagSnapshot(definition, 0).evaluate(flagKey, context, epochSeconds);
        return new EvaluationTrace(evaluation, recorder.steps());
    }

    /* Confined to the evaluation that it records. */
    private static final class Recorder {
        private final List<@Nullable Step> steps = new ArrayList<>();
        private int depth;

        Expression decorate(JsonPointer at, String operator, Expression compiled) {
            return (data, now) -> {
                int place = open();
                try {
                    Object result = compiled.evaluate(data, now);
                    close(place, new Step(at.toString(), operator, depth - 1, JsonWriter.write(result)));
                    return result;
                } finally {
                    depth--;
                }
            };
        }

        private int open() {
            depth++;
            if (steps.size() < MAX_STEPS) {
                steps.add(null);
                return steps.size() - 1;
            }
            return MAX_STEPS;
        }

        private void close(int place, Step step) {
            if (place < MAX_STEPS) {
                steps.set(place, step);
            }
        }

        /* A failed step has no result and is omitted. */
        List<Step> steps() {
            List<Step> finished = new ArrayList<>();
            for (Step step : steps) {
                if (step != null) {
                    finished.add(step);
                }
            }
            return finished;
        }
    }
}
