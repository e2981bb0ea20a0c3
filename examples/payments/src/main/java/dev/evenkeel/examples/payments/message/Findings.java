// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.util.ArrayList;
import java.util.List;

/// The reasons found in one message: all are counted, the first 20 are kept.
final class Findings {
    private static final int KEPT = 20;

    private final List<Reason> kept = new ArrayList<>();
    private int found;

    void add(Reason reason) {
        found++;
        if (kept.size() < KEPT) {
            kept.add(reason);
        }
    }

    boolean isEmpty() {
        return found == 0;
    }

    /// The kept reasons, and one that says how many more there are.
    List<Reason> list() {
        if (found <= KEPT) {
            return List.copyOf(kept);
        }
        List<Reason> all = new ArrayList<>(kept);
        all.add(Reason.ofMessage(ReasonCode.NARR, "and " + (found - KEPT) + " more like these"));
        return List.copyOf(all);
    }
}
