// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.wire.OutcomeBatch;
import dev.evenkeel.wire.ShadowDifference;
import java.util.ArrayList;
import java.util.List;

/// The first few differing calls since the last batch. Thread-safe.
final class Differences {
    private final List<ShadowDifference> kept = new ArrayList<>();

    synchronized void add(ShadowDifference difference) {
        if (kept.size() < OutcomeBatch.MAX_DIFFERENCES) {
            kept.add(difference);
        }
    }

    synchronized List<ShadowDifference> take() {
        List<ShadowDifference> taken = List.copyOf(kept);
        kept.clear();
        return taken;
    }
}
