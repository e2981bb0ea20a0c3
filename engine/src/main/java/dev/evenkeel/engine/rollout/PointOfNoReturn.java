// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.flag.Percent;

/// The exposure from which on going back does more harm than staying: the old side has been taken down, or lacks what
/// was written since. From there on the guard does not put anybody back. Where it would have, it holds and says what to
/// do instead; a person then approves leaving everybody where they are, or aborts all the same.
///
/// @param from smallest exposure from which nobody goes back, above 0 %
/// @param instead what to do there, for who is on duty; not blank
public record PointOfNoReturn(Percent from, String instead) {
    boolean isPassedAt(Percent exposure) {
        return exposure.compareTo(from) >= 0;
    }

    /// What becomes of a decision.
    ///
    /// @param approved whether a person has approved leaving everybody where they are
    Decision kept(Decision decision, Percent exposure, boolean approved) {
        if (!isPassedAt(exposure)) {
            return decision;
        }
        return switch (decision) {
            case Decision.RollBack back
            when approved ->
                new Decision.Complete("a person leaves everybody at " + exposure + ", although " + back.reason());
            case Decision.RollBack back -> hold(back.reason());
            case Decision.StepBack back -> hold(back.reason());
            case Decision.Hold ignored -> decision;
            case Decision.Advance ignored -> decision;
            case Decision.Complete ignored -> decision;
        };
    }

    private Decision hold(String reason) {
        return new Decision.Hold(
                HoldKind.NO_RETURN,
                "past the point of no return, " + from + ", nobody is put back: " + instead
                        + ". Why it would have been: " + reason);
    }
}
