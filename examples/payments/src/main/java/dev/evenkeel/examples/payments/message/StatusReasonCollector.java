// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.util.ArrayList;
import java.util.List;

/// Collector of the reasons found in one message: counts all, keeps the first 20.
final class StatusReasonCollector {
    private static final int KEPT = 20;

    private final List<StatusReason> kept = new ArrayList<>();
    private int found;

    void add(StatusReason reason) {
        found++;
        if (kept.size() < KEPT) {
            kept.add(reason);
        }
    }

    boolean isEmpty() {
        return found == 0;
    }

    /// Returns the kept reasons, plus one with the number of further ones.
    List<StatusReason> list() {
        if (found <= KEPT) {
            return List.copyOf(kept);
        }
        List<StatusReason> all = new ArrayList<>(kept);
        all.add(StatusReason.ofMessage(StatusReasonCode.NARR, "and " + (found - KEPT) + " more like these"));
        return List.copyOf(all);
    }
}
