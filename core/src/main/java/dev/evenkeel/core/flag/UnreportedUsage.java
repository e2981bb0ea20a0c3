// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Use of flags that is still to be told or stored: variants by flag as [FlagSnapshot#takeUse] gives them, each
/// once, however long it waits. Thread-safe.
public final class UnreportedUsage {
    private Map<String, Set<String>> variants = new LinkedHashMap<>();

    /// Without any use.
    public UnreportedUsage() {}

    /// Adds use of some snapshot, or takes back what was taken in vain.
    public synchronized void add(Map<String, Set<String>> use) {
        use.forEach((flag, served) ->
                variants.computeIfAbsent(flag, ignored -> new TreeSet<>()).addAll(served));
    }

    /// Everything added since the last call.
    public synchronized Map<String, Set<String>> take() {
        Map<String, Set<String>> taken = variants;
        variants = new LinkedHashMap<>();
        return taken;
    }
}
