// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutProgress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was decided about a rollout, and on what.
///
/// @param number 1, 2, 3 ... within the rollout
/// @param at when
/// @param kind what
/// @param fromStep 0-based index of the step it was at
/// @param toStep 0-based index of the step it is at since
/// @param exposure share of units on the candidate since
/// @param revision flag revision that holds since
/// @param reason one sentence for people
/// @param tick number of the last tick that was known
/// @param progress what the clock knew; null when a person decided, and at the start
/// @param evidenceAt when the earliest call that the deciding tick newly counted as failed had ended;
///     roll-backs only
/// @param activeEverywhereAt when the last connected SDK said that the revision is active there; null until
///     then
/// @param hold why it stays, in general; null unless it holds, and for holds before version 32 of the database
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
        @Nullable RolloutProgress progress,
        @Nullable Instant evidenceAt,
        @Nullable Instant activeEverywhereAt,
        @Nullable HoldKind hold) {
    private static final String APPROVED_BY = "approved by ";

    /// The reason of an approval, which names the person; [#approver()] reads it.
    public static String approvalReason(String person, String reason) {
        return APPROVED_BY + person + (reason.isBlank() ? "" : ": " + reason);
    }

    /// Who approved; empty for every other decision.
    public Optional<String> approver() {
        return Optional.of(reason)
                .filter(text -> kind == RolloutDecisionKind.APPROVE && text.startsWith(APPROVED_BY))
                .map(text -> text.substring(APPROVED_BY.length()).split(": ", 2)[0]);
    }

    /// Why gates were closed when the guard decided; empty when they were not, and when a person decided.
    public String closedGates() {
        return progress == null || progress.gates() == null
                ? ""
                : progress.gates().closedWords();
    }

    /// Whether the rollout was held because the database was restored from a backup.
    public boolean isRestored() {
        return kind == RolloutDecisionKind.HOLD && hold == HoldKind.RESTORED;
    }

    /// Whether the evidence of its step begins afresh, at the same step.
    public boolean restartsStep() {
        return isRestored() || kind == RolloutDecisionKind.CONFIRM;
    }
}
