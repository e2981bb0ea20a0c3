// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.wire.SplitSide;
import java.util.concurrent.atomic.AtomicInteger;

/// How often each path of a rollout has given a result in this process, second answers included:
/// a path's first calls load classes, open connections and fill caches, and say little about the
/// others. Thread-safe; costs a look once there were enough.
public final class PathWarmUpCounter {
    /// After so many runs a path is no longer cold. The first one or two take hundreds of times as long
    /// as later ones. Code that the compiler has to make fast is not at its best before some thousand
    /// runs; nobody waits for that.
    public static final int ENOUGH = 20;

    private final AtomicInteger control = new AtomicInteger();
    private final AtomicInteger candidate = new AtomicInteger();

    void ran(SplitSide role) {
        AtomicInteger runs = of(role);
        if (runs.get() < ENOUGH) {
            runs.incrementAndGet();
        }
    }

    boolean isCold(SplitSide role) {
        return of(role).get() < ENOUGH;
    }

    private AtomicInteger of(SplitSide role) {
        return role == SplitSide.CANDIDATE ? candidate : control;
    }
}
