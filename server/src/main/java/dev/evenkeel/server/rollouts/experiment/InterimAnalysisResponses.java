// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.api.ExperimentApi.InterimAnalysisResponse;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import java.util.List;

/// Converts interim analyses to responses and to CSV.
final class InterimAnalysisResponses {
    private static final String HEAD =
            "at,goal,kind,treatment,units,control_mean,treatment_mean,estimate,low,high,interval";

    private InterimAnalysisResponses() {}

    static List<InterimAnalysisResponse> listOf(ExperimentPlan plan, List<InterimAnalysis> looks) {
        return looks.stream().map(look -> of(plan, look)).toList();
    }

    private static InterimAnalysisResponse of(ExperimentPlan plan, InterimAnalysis look) {
        ExperimentGoal goal = plan.goals().get(look.goal());
        return new InterimAnalysisResponse(
                look.at(),
                goal.metric(),
                goal.kind(),
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
        looks.forEach(look -> csv.append(toCsvLine(look)).append("\r\n"));
        return csv.toString();
    }

    private static String toCsvLine(InterimAnalysisResponse look) {
        return String.join(
                ",",
                look.at().toString(),
                quoted(look.goal()),
                look.kind().name(),
                quoted(look.treatment()),
                Long.toString(look.units()),
                Double.toString(look.controlMean()),
                Double.toString(look.treatmentMean()),
                Double.toString(look.estimate()),
                Double.toString(look.low()),
                Double.toString(look.high()),
                look.exact() ? "exact" : "large-sample");
    }

    /* Spreadsheets would interpret a leading sign as a formula. */
    private static String quoted(String text) {
        String safe = text.matches("[=+@-].*") ? "'" + text : text;
        return safe.matches("[A-Za-z0-9._@' -]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
