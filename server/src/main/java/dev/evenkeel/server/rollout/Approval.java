// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.server.platform.Conflict;
import dev.evenkeel.server.platform.ErrorCode;
import dev.evenkeel.server.platform.Refused;

/// Who may approve what: whom the plan names, and never who started the rollout.
final class Approval {
    private Approval() {}

    /// @throws Conflict when there is nothing to approve, or the person started the rollout
    /// @throws Refused when the plan names other people
    static void requirePossible(Rollout rollout, String who) {
        if (rollout.status().ended()) {
            throw new Conflict(
                    ErrorCode.ROLLOUT_ENDED,
                    "Rollout " + rollout.id() + " has ended already: " + rollout.status() + ".",
                    "Nothing is left to approve.");
        }
        if (!rollout.plan().mayApprove(who)) {
            throw new Refused(
                    ErrorCode.FORBIDDEN,
                    "The plan of rollout " + rollout.id() + " lets other people approve than " + who + ": "
                            + String.join(", ", rollout.plan().approvers()) + ".",
                    "Ask one of them.");
        }
        if (rollout.awaitsConfirmation()) {
            throw new Conflict(
                    ErrorCode.NOTHING_TO_APPROVE,
                    "Rollout " + rollout.id() + " is held, because the database was restored from a backup.",
                    "Continue it with POST /api/v1/rollouts/" + rollout.id() + "/confirm, or end it with .../abort.");
        }
        if (!rollout.asksForAPerson()) {
            throw new Conflict(
                    ErrorCode.NOTHING_TO_APPROVE,
                    "Rollout " + rollout.id() + " goes on from this step by itself; nothing waits for a person.",
                    "To end it, POST /api/v1/rollouts/" + rollout.id() + "/abort.");
        }
        if (rollout.change().isBy(who)) {
            throw new Conflict(
                    ErrorCode.OWN_CHANGE,
                    who + " cannot approve rollout " + rollout.id() + ", because "
                            + rollout.change().author() + " started it. Nothing was approved.",
                    "Let somebody else approve it; who uses the admin token says who they are in \"person\". To end the"
                            + " rollout instead, POST /api/v1/rollouts/" + rollout.id() + "/abort.");
        }
    }
}
