// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.wire.SplitSide;
import java.util.concurrent.atomic.AtomicInteger;

/// A counter of the results of each path of a rollout in this process, including shadow calls: a path's first
/// calls load classes, open connections and fill caches, and do not represent the others. Thread-safe; costs
/// one read once there were enough.
public final class PathWarmUpCounter {
    /// Number of runs after which a path is no longer cold. The first one or two take hundreds of times as
    /// long as later ones. JIT compilation completes only after some thousand runs, which is not waited for.
    public static final int WARM_UP_CALLS = 20;

    private final AtomicInteger control = new AtomicInteger();
    private final AtomicInteger candidate = new AtomicInteger();

    void recordRun(SplitSide side) {
        AtomicInteger runs = counterOf(side);
        if (runs.get() < WARM_UP_CALLS) {
            runs.incrementAndGet();
        }
    }

    boolean isCold(SplitSide side) {
        return counterOf(side).get() < WARM_UP_CALLS;
    }

    private AtomicInteger counterOf(SplitSide side) {
        return side == SplitSide.CANDIDATE ? candidate : control;
    }
}
