// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.drill.DrillFreshness;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.engine.drill.SchemaChangeStep;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.foundation.manifest.ManifestOrigin;
import dev.evenkeel.server.rollouts.drill.RollbackPlanStatus;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a rollout is taken back, and whether that was rehearsed.
///
/// @param version of the plan
/// @param state whether a drill of it counts
/// @param reason why, one sentence
/// @param lines what the plan says, in its order
/// @param controlCode the code that a rollback brings back; empty when the schema stays as it is
/// @param schema how it changes
/// @param from the files that it came from; null when it came from none
record RollbackPlanCard(
        int version,
        StatusBadge state,
        String reason,
        List<RollbackPlanField> lines,
        String controlCode,
        List<SchemaStepRow> schema,
        @Nullable ManifestOrigin from) {
    /// One thing that the plan says.
    record RollbackPlanField(String name, String words) {}

    /// A step of the schema.
    ///
    /// @param doneAt null while it is not done
    /// @param change name of a change of its own; null when it is none
    record SchemaStepRow(
            String kind,
            String what,
            String oldestReader,
            @Nullable Instant doneAt,
            @Nullable String change) {
        static SchemaStepRow of(SchemaChangeStep step) {
            return new SchemaStepRow(
                    step.kind().word(), step.what(), step.oldestReader(), step.doneAt(), step.change());
        }
    }

    static RollbackPlanCard of(RollbackPlanStatus found, @Nullable ManifestOrigin from) {
        RollbackPlan plan = found.plan();
        return new RollbackPlanCard(
                plan.version(),
                state(found.standing()),
                DisplayFormatter.sentence(found.standing().reason()),
                lines(plan),
                plan.schema().controlCode(),
                plan.schema().steps().stream().map(SchemaStepRow::of).toList(),
                from);
    }

    private static StatusBadge state(DrillFreshness standing) {
        return standing.fresh()
                ? new StatusBadge(StatusBadge.Tone.GOOD, "check", "Rehearsed")
                : new StatusBadge(StatusBadge.Tone.CAUTION, "question", "Not rehearsed");
    }

    private static List<RollbackPlanField> lines(RollbackPlan plan) {
        List<RollbackPlanField> lines = new ArrayList<>();
        lines.add(new RollbackPlanField("Owner", plan.owner()));
        lines.add(new RollbackPlanField("Trigger", plan.trigger()));
        for (String step : plan.steps()) {
            lines.add(new RollbackPlanField("Step " + (lines.size() - 1), step));
        }
        lines.add(new RollbackPlanField("Data", plan.dataCompatibility()));
        lines.add(new RollbackPlanField("No return", plan.pointOfNoReturn()));
        lines.add(new RollbackPlanField("Expected time", DisplayFormatter.duration(plan.expectedTime())));
        if (!plan.rehearsal().keys().isEmpty()) {
            lines.add(new RollbackPlanField(
                    "Synthetic keys", String.join(", ", plan.rehearsal().keys())));
        }
        lines.add(new RollbackPlanField("Rehearsal", rehearsal(plan.rehearsal().address())));
        return lines;
    }

    private static String rehearsal(@Nullable URI address) {
        return address == null ? "nothing is written through the candidate" : address.toString();
    }
}
