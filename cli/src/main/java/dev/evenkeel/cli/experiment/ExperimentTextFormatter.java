// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.api.ExperimentApi.ExperimentDetailResponse;
import dev.evenkeel.api.ExperimentApi.ExperimentGoalResponse;
import dev.evenkeel.api.ExperimentApi.ExperimentResponse;
import dev.evenkeel.api.ExperimentApi.TreatmentEffectResponse;
import dev.evenkeel.api.ExperimentApi.VariantExposure;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A formatter of experiments as text.
final class ExperimentTextFormatter {
    private ExperimentTextFormatter() {}

    static String format(ExperimentDetailResponse detail) {
        ExperimentResponse shown = detail.summary();
        List<String> lines = new ArrayList<>();
        lines.add(shown.id() + " on " + shown.flag() + " in " + shown.environment()
                + (shown.endedAt() == null
                        ? ", running since " + shown.startedAt()
                        : ", started " + shown.startedAt() + ", ended " + shown.endedAt() + ": " + shown.endReason()));
        if (!shown.hypothesis().isEmpty()) {
            lines.add("Hypothesis: " + shown.hypothesis());
        }
        lines.add("Rule: " + shown.rule());
        lines.add("");
        lines.add(shown.conclusion().verdict() + ": " + shown.conclusion().summary());
        detail.notices().forEach(notice -> lines.add("Note: " + notice));
        lines.add("");
        detail.goals().forEach(goal -> addGoal(goal, lines));
        lines.add("Exposed units: " + formatSplit(shown.split().variants()) + ". Analyzed: "
                + QuantityFormatter.formatCount(shown.analyzedUnits())
                + "; the others follow when their window (" + shown.plan().window() + ") closes.");
        return String.join(System.lineSeparator(), lines);
    }

    private static void addGoal(ExperimentGoalResponse goal, List<String> lines) {
        for (TreatmentEffectResponse effect : goal.effects()) {
            lines.add((goal.primary() ? "* " : "  ") + effect.summary());
            lines.add("    (" + effect.method() + ")");
        }
        if (!goal.effects().isEmpty()) {
            lines.add("");
        }
    }

    private static String formatSplit(List<VariantExposure> variants) {
        return variants.stream()
                .map(one -> QuantityFormatter.formatCount(one.units()) + " " + one.variant() + " (" + one.share()
                        + "% planned)")
                .collect(Collectors.joining(", "));
    }
}
