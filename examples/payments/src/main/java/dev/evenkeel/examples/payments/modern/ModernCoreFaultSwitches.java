// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// The switches of the modern core's faults; initially all are off. Thread-safe.
public final class ModernCoreFaultSwitches {
    private final AtomicReference<Set<ModernCoreFault>> active = new AtomicReference<>(Set.of());

    public boolean isOn(ModernCoreFault fault) {
        return active.get().contains(fault);
    }

    /// Enables or disables a fault for messages that start from now on.
    public void set(ModernCoreFault fault, boolean on) {
        active.updateAndGet(before -> withFault(before, fault, on));
    }

    /// Returns every fault, in the order of [ModernCoreFault], and whether it is enabled.
    public Map<ModernCoreFault, Boolean> states() {
        Set<ModernCoreFault> now = active.get();
        Map<ModernCoreFault, Boolean> states = new EnumMap<>(ModernCoreFault.class);
        for (ModernCoreFault fault : ModernCoreFault.values()) {
            states.put(fault, now.contains(fault));
        }
        return states;
    }

    private static Set<ModernCoreFault> withFault(Set<ModernCoreFault> before, ModernCoreFault fault, boolean on) {
        Set<ModernCoreFault> after = EnumSet.noneOf(ModernCoreFault.class);
        after.addAll(before);
        if (on) {
            after.add(fault);
        } else {
            after.remove(fault);
        }
        return Collections.unmodifiableSet(after);
    }
}
