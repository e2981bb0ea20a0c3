// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The switches of the classic core's weaknesses; initially all are off. Thread-safe.
public final class WeaknessSwitches {
    private final Set<ClassicWeakness> open = ConcurrentHashMap.newKeySet();

    boolean isOpen(ClassicWeakness weakness) {
        return open.contains(weakness);
    }

    /// Enables or fixes a weakness for messages that start from now on.
    public void set(ClassicWeakness weakness, boolean on) {
        if (on) {
            open.add(weakness);
        } else {
            open.remove(weakness);
        }
    }

    /// Returns every weakness, in the order of [ClassicWeakness], and whether it is enabled.
    public Map<ClassicWeakness, Boolean> states() {
        Map<ClassicWeakness, Boolean> states = new EnumMap<>(ClassicWeakness.class);
        for (ClassicWeakness weakness : ClassicWeakness.values()) {
            states.put(weakness, open.contains(weakness));
        }
        return states;
    }
}
