// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.outcome;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.ShadowDifference;
import java.util.ArrayList;
import java.util.List;

/// A buffer of the first few differing shadow calls since the last batch. Thread-safe.
public final class ShadowDifferenceBuffer {
    private final List<ShadowDifference> kept = new ArrayList<>();

    public synchronized void add(ShadowDifference difference) {
        if (kept.size() < OutcomeBatch.MAX_DIFFERENCES) {
            kept.add(difference);
        }
    }

    public synchronized List<ShadowDifference> drain() {
        List<ShadowDifference> taken = List.copyOf(kept);
        kept.clear();
        return taken;
    }
}
