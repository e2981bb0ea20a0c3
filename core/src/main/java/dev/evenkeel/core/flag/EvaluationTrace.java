// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonPointer;
import dev.evenkeel.core.json.JsonWriter;
import dev.evenkeel.core.targeting.Expression;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One evaluation and how its rule came to it: to explain an answer, not to give it fast.
///
/// @param evaluation what the flag says
/// @param steps the operations that were evaluated, each before its arguments; empty when no rule decided.
///     Arguments that an operation did not need are not there, and of rules over long lists only the first
///     [#MAX_STEPS] operations are
public record EvaluationTrace(Evaluation evaluation, List<Step> steps) {
    /// Most steps that are kept.
    public static final int MAX_STEPS = 1_000;

    public EvaluationTrace {
        steps = List.copyOf(steps);
    }

    /// One operation.
    ///
    /// @param pointer JSON pointer to it in the definition
    /// @param operator its name, such as `if`
    /// @param depth number of operations it stands in, 0 for the rule itself
    /// @param result what it gave, as JSON
    public record Step(String pointer, String operator, int depth, String result) {}

    /// Evaluates a flag of a definition as [FlagSnapshot#evaluate] does, and notes every step.
    ///
    /// @param definitionJson a definition in flagd's JSON format
    /// @param epochSeconds `$flagd.timestamp`
    /// @throws InvalidDefinitionException as [FlagSnapshot#parseTolerantly] does
    public static EvaluationTrace of(
            String definitionJson, String flagKey, EvaluationContext context, long epochSeconds) {
        var recorder = new Recorder();
        var definition = DefinitionParser.readTolerantly(DefinitionParser.document(definitionJson), recorder::observe);
        var evaluation = new FlagSnapshot(definition, 0).evaluate(flagKey, context, epochSeconds);
        return new EvaluationTrace(evaluation, recorder.steps());
    }

    /* Confined to the one evaluation that it records. */
    private static final class Recorder {
        private final List<@Nullable Step> steps = new ArrayList<>();
        private int depth;

        Expression observe(JsonPointer at, String operator, Expression compiled) {
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

        /* A step that failed has no result and is left out. */
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
