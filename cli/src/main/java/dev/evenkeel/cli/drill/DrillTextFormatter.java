// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import static dev.evenkeel.engine.format.QuantityFormatter.formatMillis;

import dev.evenkeel.api.DrillApi.DrillListResponse;
import dev.evenkeel.api.DrillApi.DrillResponse;
import dev.evenkeel.api.DrillApi.FreshnessResponse;
import dev.evenkeel.api.DrillApi.PhaseDurations;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.drill.CandidateRehearsalResult;
import dev.evenkeel.engine.drill.CandidateRehearsalRun;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.engine.drill.SchemaChangePlan;
import dev.evenkeel.engine.drill.SchemaChangeStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// A formatter of rollback plans and drills as text.
final class DrillTextFormatter {
    private DrillTextFormatter() {}

    static String formatPlan(RollbackPlan plan) {
        List<String> lines = new ArrayList<>(List.of(
                "Version:             " + plan.version(),
                "Owner:               " + plan.owner(),
                "Trigger:             " + plan.trigger()));
        int number = 0;
        for (String step : plan.steps()) {
            lines.add("Step " + ++number + ":              " + step);
        }
        lines.add("Data:                " + plan.dataCompatibility());
        lines.add("Point of no return:  " + plan.pointOfNoReturn());
        lines.add("Expected time:       " + plan.expectedTime());
        lines.add("Drill validity:      " + plan.validDays() + " days");
        addSchema(plan.schema(), lines);
        if (!plan.rehearsal().keys().isEmpty()) {
            lines.add(
                    "Synthetic keys:      " + String.join(", ", plan.rehearsal().keys()));
        }
        lines.add("Rehearsal:           "
                + (plan.rehearsal().address() == null
                        ? "none, drills write nothing through the candidate"
                        : plan.rehearsal().address()));
        return String.join(System.lineSeparator(), lines);
    }

    private static void addSchema(SchemaChangePlan schema, List<String> lines) {
        if (schema.steps().isEmpty()) {
            return;
        }
        lines.add("Code:                " + String.join(", ", schema.code()) + " (oldest first); a rollback restores "
                + schema.controlCode());
        int number = 0;
        for (SchemaChangeStep step : schema.steps()) {
            lines.add("Schema " + ++number + ":            " + step.kind().label() + ": " + step.description()
                    + (step.change() == null ? "" : ", separate change: " + step.change()) + "; read by "
                    + step.oldestReader() + " and newer; "
                    + (step.completedAt() == null ? "not done" : "done " + step.completedAt()));
        }
    }

    /// @param drill drill that has ended
    static String formatResult(DrillResponse drill) {
        PhaseDurations times = drill.times();
        if (times == null || drill.failureReason() != null) {
            return "Drill " + drill.id() + " failed: "
                    + (drill.failureReason() == null ? "no measurement" : drill.failureReason()) + ".";
        }
        return "Drill " + drill.id()
                + (Boolean.TRUE.equals(drill.withinExpectedTime()) ? " passed" : " was too slow")
                + ": all processes rolled back after " + formatMillis(times.totalMillis()) + ", expected "
                + drill.expectedTime() + " (detection " + formatMillis(times.detectionMillis()) + ", decision "
                + formatMillis(times.decisionMillis()) + ", propagation " + formatMillis(times.propagationMillis())
                + ", drain " + formatMillis(times.drainMillis()) + "). "
                + formatWrites(drill.rehearsal(), times);
    }

    private static String formatWrites(@Nullable CandidateRehearsalRun rehearsal, PhaseDurations times) {
        CandidateRehearsalResult result = rehearsal == null ? null : rehearsal.result();
        CandidateRehearsalResult.WriteReadUndoCounts counts = result == null ? null : result.counts();
        return rehearsal == null || counts == null
                ? "The candidate wrote nothing."
                : rehearsal.keys().size() + " synthetic keys: candidate wrote " + counts.written() + ", control read "
                        + counts.readByControl() + ", undone " + counts.undone() + ", in "
                        + formatMillis(times.rehearsalMillis()) + ".";
    }

    static String formatList(DrillListResponse all) {
        FreshnessResponse status = all.status();
        String answer = status == null
                ? "No rollback plan. To create one: ./evenkeel rollback-plan update FLAG FILE"
                : (status.fresh() ? "Valid drill: " : "No valid drill: ") + status.reason() + ".";
        if (all.drills().isEmpty()) {
            return answer;
        }
        var textTable = new TextTable(
                "ID", "STARTED", "PLAN", "STAGE", "DETECTION", "DECISION", "PROPAGATION", "DRAIN", "TOTAL", "RESULT");
        all.drills()
                .forEach(drill -> textTable.addRow(
                        drill.id(),
                        drill.timestamps().startedAt().toString(),
                        Integer.toString(drill.planVersion()),
                        drill.stage(),
                        formatPhase(drill, PhaseDurations::detectionMillis),
                        formatPhase(drill, PhaseDurations::decisionMillis),
                        formatPhase(drill, PhaseDurations::propagationMillis),
                        formatPhase(drill, PhaseDurations::drainMillis),
                        formatPhase(drill, PhaseDurations::totalMillis),
                        formatOutcome(drill)));
        return String.join(System.lineSeparator(), answer, "", textTable.toString());
    }

    private static String formatOutcome(DrillResponse drill) {
        if (drill.failureReason() != null) {
            return drill.failureReason();
        }
        if (drill.withinExpectedTime() == null) {
            return "running";
        }
        return drill.withinExpectedTime() ? "passed" : "too slow";
    }

    private static String formatPhase(DrillResponse drill, ToLongFunction<PhaseDurations> phase) {
        return drill.times() == null ? "-" : formatMillis(phase.applyAsLong(drill.times()));
    }
}
