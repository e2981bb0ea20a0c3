// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import dev.evenkeel.benchmarks.load.SteadyRollout;
import java.util.List;

/// The data on a seeded server, by the names that page paths need.
///
/// @param live rollouts with traffic
/// @param ended an aborted rollout on the assessed flag
/// @param assessedFlag flag with a risk assessment
/// @param editedFlag flag with many edits
/// @param change a change reported by another system
/// @param newestEntry number of the newest audit log entry
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
