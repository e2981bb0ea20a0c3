// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.drill.DrillFreshness;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.engine.drill.SchemaChangeStep;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.foundation.manifest.AppliedObjectOrigin;
import dev.evenkeel.server.rollouts.drill.RollbackPlanStatus;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rollback plan of a rollout and the status of its drill.
///
/// @param version version of the plan
/// @param state whether a drill of this version is valid
/// @param reason reason of that status, in a sentence
/// @param fields fields of the plan, in its order
/// @param controlCode code that a rollback restores; empty if the schema does not change
/// @param schema schema changes
/// @param origin manifest origin of the plan; null for none
record RollbackPlanCard(
        int version,
        StatusBadge state,
        String reason,
        List<RollbackPlanField> fields,
        String controlCode,
        List<SchemaStepRow> schema,
        @Nullable AppliedObjectOrigin origin) {
    /// A field of the plan.
    record RollbackPlanField(String name, String text) {}

    /// A step of the schema change.
    ///
    /// @param completedAt null while it is not done
    /// @param change name of the separate change that contains a contract step; null for other kinds
    record SchemaStepRow(
            String kind,
            String description,
            String oldestReader,
            @Nullable Instant completedAt,
            @Nullable String change) {
        static SchemaStepRow of(SchemaChangeStep step) {
            return new SchemaStepRow(
                    step.kind().label(), step.description(), step.oldestReader(), step.completedAt(), step.change());
        }
    }

    static RollbackPlanCard of(RollbackPlanStatus found, @Nullable AppliedObjectOrigin from) {
        RollbackPlan plan = found.plan();
        return new RollbackPlanCard(
                plan.version(),
                state(found.freshness()),
                DisplayFormatter.toSentence(found.freshness().reason()),
                toFields(plan),
                Objects.requireNonNullElse(plan.schema().controlCode(), ""),
                plan.schema().steps().stream().map(SchemaStepRow::of).toList(),
                from);
    }

    private static StatusBadge state(DrillFreshness drillFreshness) {
        return drillFreshness.fresh()
                ? new StatusBadge(StatusBadge.Tone.GOOD, "check", "Rehearsed")
                : new StatusBadge(StatusBadge.Tone.CAUTION, "question", "Not rehearsed");
    }

    private static List<RollbackPlanField> toFields(RollbackPlan plan) {
        List<RollbackPlanField> lines = new ArrayList<>();
        lines.add(new RollbackPlanField("Owner", plan.owner()));
        lines.add(new RollbackPlanField("Trigger", plan.trigger()));
        for (String step : plan.steps()) {
            lines.add(new RollbackPlanField("Step " + (lines.size() - 1), step));
        }
        lines.add(new RollbackPlanField("Data", plan.dataCompatibility()));
        lines.add(new RollbackPlanField("No return", plan.pointOfNoReturn()));
        lines.add(new RollbackPlanField("Expected time", DisplayFormatter.formatDuration(plan.expectedTime())));
        if (!plan.rehearsal().keys().isEmpty()) {
            lines.add(new RollbackPlanField(
                    "Synthetic keys", String.join(", ", plan.rehearsal().keys())));
        }
        lines.add(new RollbackPlanField(
                "Rehearsal", formatRehearsal(plan.rehearsal().address())));
        return lines;
    }

    private static String formatRehearsal(@Nullable URI address) {
        return address == null ? "nothing is written through the candidate" : address.toString();
    }
}
