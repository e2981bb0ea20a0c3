// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.engine.gate.GateEvaluation;

/// The combined status of the gates that a rollout must pass.
///
/// @param standing whether the gates allow progress
/// @param words why they do not, or which closed gates are overridden; empty when neither applies. Stays the
///     same until a fact changes
public record CombinedRolloutGateStatus(Standing standing, String words) {
    /// The status before the first gate evaluation.
    public static final CombinedRolloutGateStatus NOT_EVALUATED =
            new CombinedRolloutGateStatus(Standing.UNASKED, "the gates are not evaluated yet");

    /// Whether the gates allow a rollout to start, advance or complete.
    public enum Standing {
        /// Every required gate passes or is overridden.
        OPEN,
        /// A required gate denies the change or has no result.
        CLOSED,
        /// The gates have not been evaluated, so the rollout does not advance yet; no gate is closed.
        UNASKED
    }

    /// Summarizes a gate evaluation.
    public static CombinedRolloutGateStatus of(GateEvaluation evaluation) {
        return evaluation.isOpen()
                ? new CombinedRolloutGateStatus(Standing.OPEN, evaluation.overriddenReason())
                : new CombinedRolloutGateStatus(Standing.CLOSED, evaluation.closedReason());
    }

    /// Whether a required gate is closed.
    public boolean isClosed() {
        return standing == Standing.CLOSED;
    }

    /// Returns why the gates are closed; empty unless a gate is known to be closed.
    public String closedReason() {
        return isClosed() ? words : "";
    }

    /// Applies the gates to a decision: replaces progress by a hold until the gates are known to be open, and
    /// adds closed gates to the reason of any other hold. Decisions that lower the exposure are returned
    /// unchanged.
    RolloutAction apply(RolloutAction decision) {
        return switch (decision) {
            case RolloutAction.Advance advance ->
                standing == Standing.OPEN
                        ? new RolloutAction.Advance(advance.toStep(), advance.reason() + formatOverride())
                        : toHold();
            case RolloutAction.Complete complete ->
                standing == Standing.OPEN ? new RolloutAction.Complete(complete.reason() + formatOverride()) : toHold();
            case RolloutAction.Hold hold -> withClosedGates(hold);
            case RolloutAction.StepBack ignored -> decision;
            case RolloutAction.RollBack ignored -> decision;
        };
    }

    /// Returns the hold for these gates.
    RolloutAction.Hold toHold() {
        return new RolloutAction.Hold(HoldKind.GATES, words);
    }

    /* A hold caused by gates already names them, also inside the reason of an overdue rollout. */
    private RolloutAction.Hold withClosedGates(RolloutAction.Hold hold) {
        return !isClosed() || hold.reason().endsWith(words)
                ? hold
                : new RolloutAction.Hold(hold.kind(), hold.reason() + "; gates are also closed: " + words);
    }

    private String formatOverride() {
        return words.isEmpty() ? "" : "; gate overridden: " + words;
    }
}
