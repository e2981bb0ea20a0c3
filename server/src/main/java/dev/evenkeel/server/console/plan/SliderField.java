// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.ProportionEstimate;
import dev.evenkeel.server.rollouts.rollout.ObservedCalls;
import org.jspecify.annotations.Nullable;

/// A number of the form as it stands there, with its slider.
///
/// @param value as it is written
/// @param usual the plan's own; empty where the plan has none
/// @param problem what is wrong with it, a sentence; empty when nothing is
/// @param seen what was measured of it; null when nothing was
/// @param note what it means, or where it is from; empty where the label says it
record SliderField(
        PlanParameter dial,
        String value,
        String usual,
        String problem,
        @Nullable ObservedCalls seen,
        String note) {
    String name() {
        return dial.name();
    }

    /// Whether somebody changed it.
    boolean isChanged() {
        return !value.equals(usual);
    }

    /// Whether it is what was measured.
    boolean isMeasured() {
        return seen != null && value.equals(PlanQueryParser.measured(dial, seen));
    }

    /// What was measured, as it would be written; empty when nothing was.
    String measuredValue() {
        return seen == null ? "" : PlanQueryParser.measured(dial, seen);
    }

    /// Whether a preview needs it, and nothing but a measurement or a person can tell.
    boolean isAsked() {
        return PlanQueryParser.MEASURED.contains(dial.name());
    }

    /// What was measured, in words; empty when nothing was.
    String measured() {
        if (seen == null) {
            return "";
        }
        return dial.name().equals(PlanParameters.CALLS)
                ? DisplayFormatter.count(seen.calls()) + (seen.calls() == 1 ? " call" : " calls") + " of the flag"
                : new ProportionEstimate(Math.min(seen.failures(), seen.calls()), seen.calls()).inWords() + " failed";
    }

    /// Ids of what describes it, for its input.
    String describedBy() {
        return "wrong-" + name() + " note-" + name();
    }
}
