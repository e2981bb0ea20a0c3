// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.terminal.TerminalTextSanitizer;
import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationTrace;
import dev.evenkeel.core.flag.EvaluationTrace.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A formatter of explained evaluations as text and JSON.
final class EvaluationTraceFormatter {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROLLOUT = "evenkeel.rollout";

    private EvaluationTraceFormatter() {}

    static String formatText(String key, EvaluationTrace trace) {
        Evaluation evaluation = trace.evaluation();
        var text = new StringBuilder();
        line(text, "flag", key);
        line(
                text,
                "value",
                evaluation.value() == null ? "(default in code)" : JSON.writeValueAsString(evaluation.value()));
        line(text, "variant", evaluation.variant());
        line(text, "reason", evaluation.reason().name());
        line(
                text,
                "error",
                evaluation.errorCode() == null ? null : evaluation.errorCode().name());
        line(text, "details", evaluation.errorDetails());
        line(
                text,
                "rollout",
                evaluation.bySplit() ? evaluation.flagMetadata().get(ROLLOUT) + " assigned the variant" : null);
        if (!trace.steps().isEmpty()) {
            text.append("rule\n");
        }
        int operators = trace.steps().stream()
                .mapToInt(EvaluationTraceFormatter::indented)
                .max()
                .orElse(0);
        for (Step step : trace.steps()) {
            String operator = "  ".repeat(step.depth() + 1) + step.operator();
            text.append(
                    String.format("%-" + (operators + 2) + "s-> %-12s %s%n", operator, step.result(), step.pointer()));
        }
        return text.toString();
    }

    private static int indented(Step step) {
        return 2 * (step.depth() + 1) + step.operator().length();
    }

    private static void line(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(String.format("%-9s%s%n", name, TerminalTextSanitizer.toSingleLine(value)));
        }
    }

    static String formatJson(String key, EvaluationTrace trace) {
        Evaluation evaluation = trace.evaluation();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("key", key);
        answer.put("reason", evaluation.reason().name());
        putIfKnown(answer, "variant", evaluation.variant());
        putIfKnown(answer, "value", evaluation.value());
        putIfKnown(answer, "errorCode", evaluation.errorCode());
        putIfKnown(answer, "errorDetails", evaluation.errorDetails());
        answer.put("bySplit", evaluation.bySplit());
        answer.put("metadata", evaluation.flagMetadata());
        answer.put(
                "trace",
                trace.steps().stream().map(EvaluationTraceFormatter::step).toList());
        return JSON.writeValueAsString(answer) + System.lineSeparator();
    }

    private static void putIfKnown(Map<String, @Nullable Object> answer, String name, @Nullable Object value) {
        if (value != null) {
            answer.put(name, value);
        }
    }

    private static Map<String, Object> step(Step step) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("pointer", step.pointer());
        written.put("operator", step.operator());
        written.put("depth", step.depth());
        written.put("result", JSON.readTree(step.result()));
        return written;
    }
}
