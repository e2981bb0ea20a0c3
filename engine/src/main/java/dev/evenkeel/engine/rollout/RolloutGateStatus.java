// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.engine.gate.GateEvaluation;

/// What is known of the gates that a rollout has to pass.
///
/// @param standing whether they let it go on
/// @param words why not, or what it goes on in spite of; empty when there is nothing to say. They
///     stay as they are until a fact changes
public record RolloutGateStatus(Standing standing, String words) {
    /// Nobody has asked them yet.
    public static final RolloutGateStatus UNASKED =
            new RolloutGateStatus(Standing.UNASKED, "the gates have not been asked yet");

    /// Whether gates let a rollout go on.
    public enum Standing {
        /// All that is required passes, or is overridden.
        OPEN,
        /// Something that is required denies or cannot tell.
        CLOSED,
        /// Nobody has asked yet, so nothing goes on, but nothing stands against it either.
        UNASKED
    }

    /// What a report comes to.
    public static RolloutGateStatus of(GateEvaluation report) {
        return report.isOpen()
                ? new RolloutGateStatus(Standing.OPEN, report.overriddenWords())
                : new RolloutGateStatus(Standing.CLOSED, report.closedWords());
    }

    /// Whether something stands against going on.
    public boolean isClosed() {
        return standing == Standing.CLOSED;
    }

    /// Why the gates are closed; empty when they are not known to be.
    public String closedWords() {
        return isClosed() ? words : "";
    }

    /// What becomes of a decision: nothing goes on before the gates are known to be open, and a hold for
    /// another reason names closed gates as well. What lowers the exposure stays as it is.
    RolloutAction kept(RolloutAction decision) {
        return switch (decision) {
            case RolloutAction.Advance advance ->
                standing == Standing.OPEN
                        ? new RolloutAction.Advance(advance.toStep(), advance.reason() + inSpite())
                        : hold();
            case RolloutAction.Complete complete ->
                standing == Standing.OPEN ? new RolloutAction.Complete(complete.reason() + inSpite()) : hold();
            case RolloutAction.Hold hold -> withClosedGates(hold);
            case RolloutAction.StepBack ignored -> decision;
            case RolloutAction.RollBack ignored -> decision;
        };
    }

    /// To stay because of them.
    RolloutAction.Hold hold() {
        return new RolloutAction.Hold(HoldKind.GATES, words);
    }

    /* A hold because of gates says so already, also inside the reason of a late rollout. */
    private RolloutAction.Hold withClosedGates(RolloutAction.Hold hold) {
        return !isClosed() || hold.reason().endsWith(words)
                ? hold
                : new RolloutAction.Hold(hold.kind(), hold.reason() + "; gates are closed too: " + words);
    }

    private String inSpite() {
        return words.isEmpty() ? "" : "; in spite of a gate: " + words;
    }
}
