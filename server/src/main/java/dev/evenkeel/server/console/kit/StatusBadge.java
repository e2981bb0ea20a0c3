// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.engine.capacity.SplitRecommendation;
import dev.evenkeel.engine.experiment.ExperimentVerdict;
import dev.evenkeel.engine.forecast.ForecastLedgerEntry;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.engine.slo.BurnAlertEvaluation;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.server.flags.delivery.SdkClientState;

/// Badge that shows a state by colour, icon and word together.
///
/// @param tone meaning of the colour
/// @param icon name of an icon in `kit/icon.jte`
/// @param label the state, in the product's terms
public record StatusBadge(Tone tone, String icon, String label) {
    /// Meaning of a colour. Grey is normal, red means act.
    public enum Tone {
        CALM("tone-calm"),
        ACTIVE("tone-active"),
        GOOD("tone-good"),
        CAUTION("tone-caution"),
        BAD("tone-bad");

        private final String css;

        Tone(String css) {
            this.css = css;
        }

        /// Returns the CSS class.
        public String cssClass() {
            return css;
        }
    }

    public static StatusBadge of(RolloutStatus status) {
        return switch (status) {
            case COLLECTING_BASELINE -> new StatusBadge(Tone.CALM, "hourglass", "Collecting baseline");
            case RUNNING -> new StatusBadge(Tone.ACTIVE, "play", "Running");
            case COMPLETED -> new StatusBadge(Tone.GOOD, "check", "Completed");
            case ROLLED_BACK -> new StatusBadge(Tone.BAD, "back", "Rolled back");
            case ABORTED -> new StatusBadge(Tone.CAUTION, "stop", "Stopped");
        };
    }

    public static StatusBadge of(ExperimentVerdict verdict) {
        return switch (verdict) {
            case RUNNING -> new StatusBadge(Tone.CALM, "hourglass", "Open");
            case SUSPENDED -> new StatusBadge(Tone.BAD, "alert", "Suspended");
            case SHIP -> new StatusBadge(Tone.GOOD, "check", "May ship");
            case STOP -> new StatusBadge(Tone.CAUTION, "stop", "May stop");
            case INCONCLUSIVE -> new StatusBadge(Tone.CAUTION, "question", "Undecided");
        };
    }

    public static StatusBadge of(SplitRecommendation.RuleApplicability holds) {
        return switch (holds) {
            case YES -> new StatusBadge(Tone.ACTIVE, "forward", "Holds");
            case NO -> new StatusBadge(Tone.CALM, "minus", "Does not hold");
            case UNKNOWN -> new StatusBadge(Tone.CAUTION, "question", "Unknown");
        };
    }

    public static StatusBadge of(IncidentSeverity severity) {
        return switch (severity) {
            case SEV1 -> new StatusBadge(Tone.BAD, "alert", "SEV1");
            case SEV2 -> new StatusBadge(Tone.BAD, "alert", "SEV2");
            case SEV3 -> new StatusBadge(Tone.CAUTION, "alert", "SEV3");
            case SEV4 -> new StatusBadge(Tone.CALM, "dot", "SEV4");
        };
    }

    public static StatusBadge of(Incident incident) {
        return switch (incident.state()) {
            case OPEN -> new StatusBadge(Tone.BAD, "alert", "Open");
            case MITIGATED ->
                incident.reviewOnly()
                        ? new StatusBadge(Tone.CAUTION, "back", "Rolled back, review")
                        : new StatusBadge(Tone.CAUTION, "hourglass", "Mitigated");
            case RESOLVED -> new StatusBadge(Tone.CALM, "question", "Resolved, review");
            case REVIEWED -> new StatusBadge(Tone.GOOD, "check", "Reviewed");
        };
    }

    public static StatusBadge of(ForecastLedgerEntry.State state) {
        return switch (state) {
            case OPEN -> new StatusBadge(Tone.CALM, "hourglass", "Open");
            case DUE -> new StatusBadge(Tone.CAUTION, "alert", "Due");
            case RESOLVED -> new StatusBadge(Tone.GOOD, "check", "Resolved");
            case VOID -> new StatusBadge(Tone.CALM, "stop", "Void");
            case SUPERSEDED -> new StatusBadge(Tone.CALM, "forward", "Superseded");
        };
    }

    public static StatusBadge of(ObjectiveStatus.State state) {
        return switch (state) {
            case OK -> new StatusBadge(Tone.GOOD, "check", "Within budget");
            case BURNING -> new StatusBadge(Tone.BAD, "alert", "Burning");
            case SPENT -> new StatusBadge(Tone.BAD, "stop", "Spent");
            case NO_DATA -> new StatusBadge(Tone.CAUTION, "silent", "No data");
            case SOURCE_FAILED -> new StatusBadge(Tone.CAUTION, "silent", "Source failed");
        };
    }

    /// Returns the badge of a burn rate alert.
    ///
    /// @param firing whether the alert is still firing, regardless of the newest evaluation
    public static StatusBadge of(BurnAlertEvaluation.State state, boolean firing) {
        if (firing) {
            return new StatusBadge(Tone.BAD, "alert", "Firing");
        }
        return switch (state) {
            case FIRING -> new StatusBadge(Tone.BAD, "alert", "Begins to fire");
            case INACTIVE -> new StatusBadge(Tone.CALM, "dot", "Quiet");
            case UNKNOWN -> new StatusBadge(Tone.CAUTION, "silent", "No data");
        };
    }

    public static StatusBadge of(RolloutDecisionKind kind) {
        return switch (kind) {
            case START -> new StatusBadge(Tone.CALM, "play", "Start");
            case ADVANCE -> new StatusBadge(Tone.GOOD, "forward", "Advance");
            case HOLD -> new StatusBadge(Tone.CALM, "pause", "Hold");
            case STEP_BACK -> new StatusBadge(Tone.CAUTION, "back", "Step back");
            case OBSERVE -> new StatusBadge(Tone.CAUTION, "alert", "Would have acted");
            case APPROVE -> new StatusBadge(Tone.GOOD, "check", "Approve");
            case CONFIRM -> new StatusBadge(Tone.CALM, "play", "Confirm");
            case ROLL_BACK -> new StatusBadge(Tone.BAD, "back", "Roll back");
            case COMPLETE -> new StatusBadge(Tone.GOOD, "check", "Complete");
            case ABORT -> new StatusBadge(Tone.CAUTION, "stop", "Stop");
        };
    }

    public static StatusBadge of(SdkClientState client) {
        Long revision = client.revision();
        if (!client.connected()) {
            return new StatusBadge(Tone.CALM, "silent", "Gone");
        }
        if (revision == null) {
            return new StatusBadge(Tone.CAUTION, "question", "Says nothing");
        }
        if (client.isBehind()) {
            return new StatusBadge(Tone.CAUTION, "hourglass", "Behind");
        }
        return revision == client.newestRevision()
                ? new StatusBadge(Tone.GOOD, "check", "Up to date")
                : new StatusBadge(Tone.CAUTION, "question", "Ahead");
    }

    /// Returns the badge of a guardrail's verdict.
    ///
    /// @param verdict verdict as in the rollout's stored status: `NO_DATA`
    public static StatusBadge ofVerdict(String verdict) {
        return switch (verdict) {
            case "SHOWN" -> new StatusBadge(Tone.GOOD, "check", "Shown");
            case "HEALTHY" -> new StatusBadge(Tone.CALM, "dot", "No breach");
            case "BREACHED" -> new StatusBadge(Tone.BAD, "alert", "Breached");
            case "INCONCLUSIVE" -> new StatusBadge(Tone.CAUTION, "question", "Inconclusive");
            case "NO_DATA" -> new StatusBadge(Tone.CAUTION, "silent", "No data");
            case "SOURCE_FAILED" -> new StatusBadge(Tone.CAUTION, "silent", "Source failed");
            case "NOT_COMPARABLE" -> new StatusBadge(Tone.CALM, "minus", "Not comparable");
            default -> throw new IllegalArgumentException("no verdict is called " + verdict);
        };
    }
}
