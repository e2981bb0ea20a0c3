// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Which faults are on; at the start, none. Thread-safe.
public final class FaultSwitches {
    private final AtomicReference<Set<Fault>> active = new AtomicReference<>(Set.of());

    public boolean isOn(Fault fault) {
        return active.get().contains(fault);
    }

    /// Switches a fault on or off for messages that start from now on.
    public void turn(Fault fault, boolean on) {
        active.updateAndGet(before -> changed(before, fault, on));
    }

    /// Every fault, in the order of [Fault], and whether it is on.
    public Map<Fault, Boolean> states() {
        Set<Fault> now = active.get();
        Map<Fault, Boolean> states = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            states.put(fault, now.contains(fault));
        }
        return states;
    }

    private static Set<Fault> changed(Set<Fault> before, Fault fault, boolean on) {
        Set<Fault> after = EnumSet.noneOf(Fault.class);
        after.addAll(before);
        if (on) {
            after.add(fault);
        } else {
            after.remove(fault);
        }
        return Collections.unmodifiableSet(after);
    }
}
