// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.engine.drill.DrillStanding;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.engine.drill.SchemaStep;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.foundation.manifest.Origin;
import dev.evenkeel.server.rollouts.drill.PlanStanding;
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
record PlanCard(
        int version,
        Mark state,
        String reason,
        List<Line> lines,
        String controlCode,
        List<Step> schema,
        @Nullable Origin from) {
    /// One thing that the plan says.
    record Line(String name, String words) {}

    /// A step of the schema.
    ///
    /// @param doneAt null while it is not done
    /// @param change name of a change of its own; null when it is none
    record Step(
            String kind,
            String what,
            String oldestReader,
            @Nullable Instant doneAt,
            @Nullable String change) {
        static Step of(SchemaStep step) {
            return new Step(step.kind().word(), step.what(), step.oldestReader(), step.doneAt(), step.change());
        }
    }

    static PlanCard of(PlanStanding found, @Nullable Origin from) {
        RollbackPlan plan = found.plan();
        return new PlanCard(
                plan.version(),
                state(found.standing()),
                Numbers.sentence(found.standing().reason()),
                lines(plan),
                plan.schema().controlCode(),
                plan.schema().steps().stream().map(Step::of).toList(),
                from);
    }

    private static Mark state(DrillStanding standing) {
        return standing.fresh()
                ? new Mark(Mark.Tone.GOOD, "check", "Rehearsed")
                : new Mark(Mark.Tone.CAUTION, "question", "Not rehearsed");
    }

    private static List<Line> lines(RollbackPlan plan) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Owner", plan.owner()));
        lines.add(new Line("Trigger", plan.trigger()));
        for (String step : plan.steps()) {
            lines.add(new Line("Step " + (lines.size() - 1), step));
        }
        lines.add(new Line("Data", plan.dataCompatibility()));
        lines.add(new Line("No return", plan.pointOfNoReturn()));
        lines.add(new Line("Expected time", Numbers.duration(plan.expectedTime())));
        if (!plan.rehearsal().keys().isEmpty()) {
            lines.add(new Line(
                    "Synthetic keys", String.join(", ", plan.rehearsal().keys())));
        }
        lines.add(new Line("Rehearsal", rehearsal(plan.rehearsal().address())));
        return lines;
    }

    private static String rehearsal(@Nullable URI address) {
        return address == null ? "nothing is written through the candidate" : address.toString();
    }
}
