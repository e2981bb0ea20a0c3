// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;

/// The exposure from which on going back does more harm than staying: the old side has been taken down, or
/// lacks what was written since. From there on the guard does not put anybody back. Where it would have, it
/// holds and says what to do instead; a person then approves leaving everybody where they are, or aborts all
/// the same.
///
/// @param from smallest exposure from which nobody goes back, above 0 %
/// @param instead what to do there, for who is on duty; not blank
public record PointOfNoReturn(Percent from, String instead) {
    public boolean isPassedAt(Percent exposure) {
        return exposure.compareTo(from) >= 0;
    }
}
