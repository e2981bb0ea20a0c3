// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Which faults are on; at the start, none. Thread-safe.
public final class ModernCoreFaultSwitches {
    private final AtomicReference<Set<ModernCoreFault>> active = new AtomicReference<>(Set.of());

    public boolean isOn(ModernCoreFault fault) {
        return active.get().contains(fault);
    }

    /// Switches a fault on or off for messages that start from now on.
    public void turn(ModernCoreFault fault, boolean on) {
        active.updateAndGet(before -> changed(before, fault, on));
    }

    /// Every fault, in the order of [ModernCoreFault], and whether it is on.
    public Map<ModernCoreFault, Boolean> states() {
        Set<ModernCoreFault> now = active.get();
        Map<ModernCoreFault, Boolean> states = new EnumMap<>(ModernCoreFault.class);
        for (ModernCoreFault fault : ModernCoreFault.values()) {
            states.put(fault, now.contains(fault));
        }
        return states;
    }

    private static Set<ModernCoreFault> changed(Set<ModernCoreFault> before, ModernCoreFault fault, boolean on) {
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
