// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.rollout.Progress;
import dev.evenkeel.engine.rollout.RolloutPlan;
import dev.evenkeel.engine.rollout.Ruling;
import dev.evenkeel.engine.rollout.Verdict;
import java.time.Instant;

/// Why a rollout stays where it is, in general.
public enum HoldKind {
    /// Evidence that should be coming is not.
    BLIND,
    /// The step has not lasted long enough.
    DWELL,
    /// Something is not shown yet.
    PROOF;

    /// The kind of a ruling that holds.
    static HoldKind of(RolloutPlan plan, Progress progress, Ruling ruling, Instant at) {
        boolean blind = ruling.checks().stream().anyMatch(check -> check.verdict() instanceof Verdict.NoData);
        if (blind) {
            return BLIND;
        }
        Instant dwellEnds =
                progress.stepStartedAt().plus(plan.steps().get(progress.step()).dwell());
        return at.isBefore(dwellEnds) ? DWELL : PROOF;
    }
}
