// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.engine.gate.GateReport;

/// What is known of the gates that a rollout has to pass.
///
/// @param standing whether they let it go on
/// @param words why not, or what it goes on in spite of; empty when there is nothing to say. They
///     stay as they are until a fact changes
public record GateState(Standing standing, String words) {
    /// Nobody has asked them yet.
    public static final GateState UNASKED = new GateState(Standing.UNASKED, "the gates have not been asked yet");

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
    public static GateState of(GateReport report) {
        return report.isOpen()
                ? new GateState(Standing.OPEN, report.overriddenWords())
                : new GateState(Standing.CLOSED, report.closedWords());
    }

    /// Whether something stands against going on.
    public boolean isClosed() {
        return standing == Standing.CLOSED;
    }

    /// Why the gates are closed; empty when they are not known to be.
    public String closedWords() {
        return isClosed() ? words : "";
    }

    /// What becomes of a decision: nothing goes on before the gates are known to be open, and a hold for another
    /// reason names closed gates as well. What lowers the exposure stays as it is.
    Decision kept(Decision decision) {
        return switch (decision) {
            case Decision.Advance advance ->
                standing == Standing.OPEN
                        ? new Decision.Advance(advance.toStep(), advance.reason() + inSpite())
                        : hold();
            case Decision.Complete complete ->
                standing == Standing.OPEN ? new Decision.Complete(complete.reason() + inSpite()) : hold();
            case Decision.Hold hold -> withClosedGates(hold);
            case Decision.StepBack ignored -> decision;
            case Decision.RollBack ignored -> decision;
        };
    }

    /// To stay because of them.
    Decision.Hold hold() {
        return new Decision.Hold(HoldKind.GATES, words);
    }

    /* A hold because of gates says so already, also inside the reason of a late rollout. */
    private Decision.Hold withClosedGates(Decision.Hold hold) {
        return !isClosed() || hold.reason().endsWith(words)
                ? hold
                : new Decision.Hold(hold.kind(), hold.reason() + "; gates are closed too: " + words);
    }

    private String inSpite() {
        return words.isEmpty() ? "" : "; in spite of a gate: " + words;
    }
}
