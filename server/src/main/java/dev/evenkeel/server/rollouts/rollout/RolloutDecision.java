// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.GuardDecisionInputs;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A decision about a rollout, with its basis.
///
/// @param number 1, 2, 3 ... within the rollout
/// @param at when it was made
/// @param kind kind of decision
/// @param fromStep 0-based index of the step before it
/// @param toStep 0-based index of the step after it
/// @param exposure share of units on the candidate after it
/// @param revision flag revision after it
/// @param reason one sentence for people
/// @param tick number of the last tick before it
/// @param progress facts besides the evidence; null when a user decided, and at the start
/// @param evidenceAt when the earliest call ended that the deciding tick newly counted as failed; rollbacks
///     only
/// @param activeEverywhereAt when the last connected SDK reported the revision as active; null until then
/// @param hold kind of reason; null unless it holds, and for holds older than version 32 of the database
public record RolloutDecision(
        long number,
        Instant at,
        RolloutDecisionKind kind,
        int fromStep,
        int toStep,
        Percent exposure,
        long revision,
        String reason,
        long tick,
        @Nullable GuardDecisionInputs progress,
        @Nullable Instant evidenceAt,
        @Nullable Instant activeEverywhereAt,
        @Nullable HoldKind hold) {
    private static final String APPROVED_BY = "approved by ";

    /// Formats the reason of an approval, which contains the approver's name; [#approver()] parses it.
    public static String approvalReason(String person, String reason) {
        return APPROVED_BY + person + (reason.isBlank() ? "" : ": " + reason);
    }

    /// Returns the approver; empty for other decisions.
    public Optional<String> approver() {
        return Optional.of(reason)
                .filter(text -> kind == RolloutDecisionKind.APPROVE && text.startsWith(APPROVED_BY))
                .map(text -> text.substring(APPROVED_BY.length()).split(": ", 2)[0]);
    }

    /// Returns why gates were closed when the guard decided; empty when they were open or a user decided.
    public String closedGates() {
        return progress == null || progress.gates() == null
                ? ""
                : progress.gates().closedReason();
    }

    /// Whether it holds the rollout after a database restore.
    public boolean isRestored() {
        return kind == RolloutDecisionKind.HOLD && hold == HoldKind.DATABASE_RESTORED;
    }

    /// Whether the evidence of the current step restarts.
    public boolean restartsStep() {
        return isRestored() || kind == RolloutDecisionKind.CONFIRM;
    }
}
