// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Exposures that are no longer active and whose outcomes the server may lack. Thread-safe.
public final class UnflushedRetiredSplits {
    private final Set<InFlightCallCounter> retired = new HashSet<>();

    /// Records the exposures that end.
    ///
    /// @param before previously active ones
    /// @param after active ones from now on
    public synchronized void retireReplaced(Collection<TrackedSplit> before, Collection<TrackedSplit> after) {
        before.stream()
                .filter(split -> after.stream().noneMatch(split::equals))
                .map(TrackedSplit::openCalls)
                .forEach(retired::add);
    }

    /// Whether the server has all outcomes of earlier exposures.
    public synchronized boolean isEmpty() {
        return retired.isEmpty();
    }

    /// Returns all of them when none of their calls is running; otherwise none.
    public synchronized List<InFlightCallCounter> listEnded() {
        return retired.stream().allMatch(InFlightCallCounter::isZero) ? new ArrayList<>(retired) : List.of();
    }

    /// Removes exposures whose outcomes the server has completely.
    public synchronized void removeFlushed(Collection<InFlightCallCounter> flushed) {
        flushed.forEach(retired::remove);
    }
}
