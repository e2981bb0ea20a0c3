// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Exposures that are no longer in force and of whose calls the server may not have all outcomes. Thread-safe.
public final class RetiredExposures {
    private final Set<InFlightCallCounter> retired = new HashSet<>();

    /// Notes the exposures that end.
    ///
    /// @param before those in force until now
    /// @param after those in force from now on
    public synchronized void replace(Collection<TrackedSplit> before, Collection<TrackedSplit> after) {
        before.stream()
                .filter(split -> after.stream().noneMatch(split::equals))
                .map(TrackedSplit::openCalls)
                .forEach(retired::add);
    }

    /// Whether the server has all outcomes of earlier exposures.
    public synchronized boolean isEmpty() {
        return retired.isEmpty();
    }

    /// All of them, when none of their calls still runs; otherwise none.
    public synchronized List<InFlightCallCounter> ended() {
        return retired.stream().allMatch(InFlightCallCounter::isNone) ? new ArrayList<>(retired) : List.of();
    }

    /// Forgets exposures of which the server has everything.
    public synchronized void settle(Collection<InFlightCallCounter> flushed) {
        flushed.forEach(retired::remove);
    }
}
