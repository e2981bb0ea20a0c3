// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import java.time.Instant;

record TickFacts(
        long number,
        Instant at,
        long revision,
        int step,
        boolean late,
        RolloutFacts.Counts control,
        RolloutFacts.Counts candidate) {
    long calls() {
        return control.calls() + candidate.calls();
    }
}
