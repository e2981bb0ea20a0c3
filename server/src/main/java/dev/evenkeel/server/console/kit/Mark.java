// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.engine.capacity.Ladder;
import dev.evenkeel.engine.experiment.Verdict;
import dev.evenkeel.engine.forecast.LedgerEntry;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.Severity;
import dev.evenkeel.engine.slo.BurnAlert;
import dev.evenkeel.engine.slo.Standing;
import dev.evenkeel.server.flags.delivery.Client;
import dev.evenkeel.server.rollouts.rollout.DecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;

/// A state as people see it: a colour, an icon and a word, never one of them alone.
///
/// @param tone what the colour says
/// @param icon name of a drawing in `kit/icon.jte`
/// @param word the state, in the product's words
public record Mark(Tone tone, String icon, String word) {
    /// What a colour says. Grey is normal, red means act.
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

        /// The class that carries it in the stylesheet.
        public String css() {
            return css;
        }
    }

    public static Mark of(RolloutStatus status) {
        return switch (status) {
            case SEEDING -> new Mark(Tone.CALM, "hourglass", "Seeding");
            case RUNNING -> new Mark(Tone.ACTIVE, "play", "Running");
            case COMPLETED -> new Mark(Tone.GOOD, "check", "Completed");
            case ROLLED_BACK -> new Mark(Tone.BAD, "back", "Rolled back");
            case ABORTED -> new Mark(Tone.CAUTION, "stop", "Stopped");
        };
    }

    public static Mark of(Verdict verdict) {
        return switch (verdict) {
            case OPEN -> new Mark(Tone.CALM, "hourglass", "Open");
            case SUSPENDED -> new Mark(Tone.BAD, "alert", "Suspended");
            case SHIP -> new Mark(Tone.GOOD, "check", "May ship");
            case STOP -> new Mark(Tone.CAUTION, "stop", "May stop");
            case UNDECIDED -> new Mark(Tone.CAUTION, "question", "Undecided");
        };
    }

    public static Mark of(Ladder.Holds holds) {
        return switch (holds) {
            case YES -> new Mark(Tone.ACTIVE, "forward", "Holds");
            case NO -> new Mark(Tone.CALM, "minus", "Does not hold");
            case UNKNOWN -> new Mark(Tone.CAUTION, "question", "Unknown");
        };
    }

    public static Mark of(Severity severity) {
        return switch (severity) {
            case SEV1 -> new Mark(Tone.BAD, "alert", "SEV1");
            case SEV2 -> new Mark(Tone.BAD, "alert", "SEV2");
            case SEV3 -> new Mark(Tone.CAUTION, "alert", "SEV3");
            case SEV4 -> new Mark(Tone.CALM, "dot", "SEV4");
        };
    }

    public static Mark of(Incident incident) {
        return switch (incident.state()) {
            case OPEN -> new Mark(Tone.BAD, "alert", "Open");
            case MITIGATED ->
                incident.asksForReview()
                        ? new Mark(Tone.CAUTION, "back", "Rolled back, review")
                        : new Mark(Tone.CAUTION, "hourglass", "Mitigated");
            case RESOLVED -> new Mark(Tone.CALM, "question", "Resolved, review");
            case REVIEWED -> new Mark(Tone.GOOD, "check", "Reviewed");
        };
    }

    public static Mark of(LedgerEntry.State state) {
        return switch (state) {
            case OPEN -> new Mark(Tone.CALM, "hourglass", "Open");
            case DUE -> new Mark(Tone.CAUTION, "alert", "Due");
            case RESOLVED -> new Mark(Tone.GOOD, "check", "Resolved");
            case VOID -> new Mark(Tone.CALM, "stop", "Void");
            case SUPERSEDED -> new Mark(Tone.CALM, "forward", "Superseded");
        };
    }

    public static Mark of(Standing.State state) {
        return switch (state) {
            case OK -> new Mark(Tone.GOOD, "check", "Within budget");
            case BURNING -> new Mark(Tone.BAD, "alert", "Burning");
            case SPENT -> new Mark(Tone.BAD, "stop", "Spent");
            case NO_DATA -> new Mark(Tone.CAUTION, "silent", "No data");
            case SOURCE_FAILED -> new Mark(Tone.CAUTION, "silent", "Source failed");
        };
    }

    /// @param firing whether its alert goes on, whatever the newest answer
    public static Mark of(BurnAlert.Answer answer, boolean firing) {
        if (firing) {
            return new Mark(Tone.BAD, "alert", "Firing");
        }
        return switch (answer) {
            case FIRING -> new Mark(Tone.BAD, "alert", "Begins to fire");
            case QUIET -> new Mark(Tone.CALM, "dot", "Quiet");
            case UNKNOWN -> new Mark(Tone.CAUTION, "silent", "No data");
        };
    }

    public static Mark of(DecisionKind kind) {
        return switch (kind) {
            case START -> new Mark(Tone.CALM, "play", "Start");
            case ADVANCE -> new Mark(Tone.GOOD, "forward", "Advance");
            case HOLD -> new Mark(Tone.CALM, "pause", "Hold");
            case STEP_BACK -> new Mark(Tone.CAUTION, "back", "Step back");
            case OBSERVE -> new Mark(Tone.CAUTION, "alert", "Would have acted");
            case APPROVE -> new Mark(Tone.GOOD, "check", "Approve");
            case CONFIRM -> new Mark(Tone.CALM, "play", "Confirm");
            case ROLL_BACK -> new Mark(Tone.BAD, "back", "Roll back");
            case COMPLETE -> new Mark(Tone.GOOD, "check", "Complete");
            case ABORT -> new Mark(Tone.CAUTION, "stop", "Stop");
        };
    }

    public static Mark of(Client client) {
        Long revision = client.revision();
        if (!client.connected()) {
            return new Mark(Tone.CALM, "silent", "Gone");
        }
        if (revision == null) {
            return new Mark(Tone.CAUTION, "question", "Says nothing");
        }
        if (client.isBehind()) {
            return new Mark(Tone.CAUTION, "hourglass", "Behind");
        }
        return revision == client.newestRevision()
                ? new Mark(Tone.GOOD, "check", "Up to date")
                : new Mark(Tone.CAUTION, "question", "Ahead");
    }

    /// @param verdict as the rollout's standing words it: `NO_DATA`
    public static Mark ofVerdict(String verdict) {
        return switch (verdict) {
            case "SHOWN" -> new Mark(Tone.GOOD, "check", "Shown");
            case "HEALTHY" -> new Mark(Tone.CALM, "dot", "No breach");
            case "BREACHED" -> new Mark(Tone.BAD, "alert", "Breached");
            case "INCONCLUSIVE" -> new Mark(Tone.CAUTION, "question", "Inconclusive");
            case "NO_DATA" -> new Mark(Tone.CAUTION, "silent", "No data");
            case "SOURCE_FAILED" -> new Mark(Tone.CAUTION, "silent", "Source failed");
            case "NOT_COMPARABLE" -> new Mark(Tone.CALM, "minus", "Not comparable");
            default -> throw new IllegalArgumentException("no verdict is called " + verdict);
        };
    }
}
