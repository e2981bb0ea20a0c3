// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.flag.split.Percent;

/// An exposure from which a rollback does more harm than the candidate: the old side has been removed, or
/// lacks data written since. From there on the guard does not roll back. Where it would have, it holds and
/// shows the alternative; an operator then approves to stay, or aborts despite the warning.
///
/// @param from smallest exposure without rollback, above 0%
/// @param instead instruction for the operator on call; not blank
public record PointOfNoReturn(Percent from, String instead) {
    public boolean isPassedAt(Percent exposure) {
        return exposure.compareTo(from) >= 0;
    }
}
