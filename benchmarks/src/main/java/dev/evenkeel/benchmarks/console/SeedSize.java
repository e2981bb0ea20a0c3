// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import java.util.Locale;

/// The amount of data on a server.
///
/// @param flags flags of one environment
/// @param services services, each with an SLO
/// @param incidents incidents, a fifth of them open
/// @param auditEntries minimum number of audit log entries
/// @param live running rollouts with traffic
/// @param waiting running rollouts without traffic
/// @param ended aborted rollouts
/// @param reported changes reported by other systems
record SeedSize(
        int flags, int services, int incidents, int auditEntries, int live, int waiting, int ended, int reported) {
    /// The amount that the goals refer to.
    static final SeedSize FULL = new SeedSize(1_000, 60, 100, 10_000, 10, 10, 50, 200);

    /// A small amount, to try the program.
    static final SeedSize SMALL = new SeedSize(40, 4, 5, 120, 2, 1, 2, 6);

    private static final int OPEN_OF = 5;

    int openIncidents() {
        return incidents / OPEN_OF;
    }

    /// Returns the number of the first flag without any rollout.
    int firstFreeFlag() {
        return live + waiting + ended + 1;
    }

    /// Formats the amounts as one sentence.
    String describe() {
        return String.format(
                Locale.ROOT,
                "%,d flags in one environment, %d services with an objective each, %d incidents (%d of them open), %,d"
                        + " audit entries, %d running rollouts (%d of them with traffic), %d ended ones, %d reported"
                        + " changes",
                flags,
                services,
                incidents,
                openIncidents(),
                auditEntries,
                live + waiting,
                live,
                ended,
                reported);
    }
}
