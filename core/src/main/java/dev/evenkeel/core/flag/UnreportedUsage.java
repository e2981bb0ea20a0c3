// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A buffer of flag usage to be reported or stored: variants by flag as returned by [FlagSnapshot#drainUsage],
/// without duplicates. Thread-safe.
public final class UnreportedUsage {
    private Map<String, Set<String>> variants = new LinkedHashMap<>();

    /// Creates an empty buffer.
    public UnreportedUsage() {}

    /// Adds usage of a snapshot, or returns usage that could not be reported.
    public synchronized void add(Map<String, Set<String>> use) {
        use.forEach((flag, served) ->
                variants.computeIfAbsent(flag, ignored -> new TreeSet<>()).addAll(served));
    }

    /// Removes and returns everything added since the last call.
    public synchronized Map<String, Set<String>> drain() {
        Map<String, Set<String>> taken = variants;
        variants = new LinkedHashMap<>();
        return taken;
    }
}
