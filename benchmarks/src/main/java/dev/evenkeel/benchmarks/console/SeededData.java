// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import dev.evenkeel.benchmarks.load.SteadyRollout;
import java.util.List;

/// What there is on a server that was filled, by the names that addresses of pages need.
///
/// @param live rollouts that get traffic
/// @param ended a rollout that was stopped, on the flag that was assessed
/// @param assessedFlag whose risk was assessed
/// @param editedFlag that was edited often
/// @param change one that others carried out
/// @param newestEntry of the ledger
record SeededData(
        List<SteadyRollout> live,
        String ended,
        String assessedFlag,
        String editedFlag,
        String assessment,
        String change,
        String experiment,
        String incident,
        long newestEntry) {
    static final String ENVIRONMENT = "default";

    SeededData {
        live = List.copyOf(live);
    }

    SteadyRollout running() {
        return live.getFirst();
    }
}
