// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import java.time.Instant;
import java.util.List;

/// An interim analysis in responses of the HTTP API. Means and effects are in the goal's unit.
///
/// @param units units of control and the treatment together
/// @param exact whether the interval is exact
record InterimAnalysisResponse(
        Instant at,
        String goal,
        String kind,
        String treatment,
        long units,
        double controlMean,
        double treatmentMean,
        double estimate,
        double low,
        double high,
        boolean exact) {
    private static final String HEAD =
            "at,goal,kind,treatment,units,control_mean,treatment_mean,estimate,low,high,interval";

    static List<InterimAnalysisResponse> listOf(ExperimentPlan plan, List<InterimAnalysis> looks) {
        return looks.stream().map(look -> of(plan, look)).toList();
    }

    private static InterimAnalysisResponse of(ExperimentPlan plan, InterimAnalysis look) {
        ExperimentGoal goal = plan.goals().get(look.goal());
        return new InterimAnalysisResponse(
                look.at(),
                goal.metric(),
                goal.kind().name(),
                plan.parts().get(look.treatment()).variant(),
                look.units(),
                look.controlMean(),
                look.treatmentMean(),
                look.estimate(),
                look.low(),
                look.high(),
                look.exact());
    }

    /// Formats analyses as comma-separated values (RFC 4180) with a header line.
    static String toCsv(List<InterimAnalysisResponse> looks) {
        var csv = new StringBuilder(HEAD).append("\r\n");
        looks.forEach(look -> csv.append(look.toCsvLine()).append("\r\n"));
        return csv.toString();
    }

    private String toCsvLine() {
        return String.join(
                ",",
                at.toString(),
                quoted(goal),
                kind,
                quoted(treatment),
                Long.toString(units),
                Double.toString(controlMean),
                Double.toString(treatmentMean),
                Double.toString(estimate),
                Double.toString(low),
                Double.toString(high),
                exact ? "exact" : "large-sample");
    }

    /* Spreadsheets would interpret a leading sign as a formula. */
    private static String quoted(String text) {
        String safe = text.matches("[=+@-].*") ? "'" + text : text;
        return safe.matches("[A-Za-z0-9._@' -]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
