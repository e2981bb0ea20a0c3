// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Use of flags that the server has not been told of: variants by flag, each once, however long it waits.
/// Thread-safe.
final class PendingUse {
    private Map<String, Set<String>> variants = new LinkedHashMap<>();

    synchronized void add(Map<String, Set<String>> use) {
        use.forEach((flag, served) ->
                variants.computeIfAbsent(flag, ignored -> new TreeSet<>()).addAll(served));
    }

    synchronized Map<String, Set<String>> take() {
        Map<String, Set<String>> taken = variants;
        variants = new LinkedHashMap<>();
        return taken;
    }
}
