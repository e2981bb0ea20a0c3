// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import java.util.Locale;

/// How much a server holds.
///
/// @param flags of one environment
/// @param services each with an objective
/// @param incidents a fifth of them open
/// @param auditEntries at least
/// @param live rollouts that get traffic
/// @param waiting rollouts that run and get none
/// @param ended rollouts that were stopped
/// @param reported changes that others carried out
record SeedSize(
        int flags, int services, int incidents, int auditEntries, int live, int waiting, int ended, int reported) {
    /// What the goals are about.
    static final SeedSize WHOLE = new SeedSize(1_000, 60, 100, 10_000, 10, 10, 50, 200);

    /// Little, to try the program.
    static final SeedSize LITTLE = new SeedSize(40, 4, 5, 120, 2, 1, 2, 6);

    private static final int OPEN_OF = 5;

    int openIncidents() {
        return incidents / OPEN_OF;
    }

    /// The first flag on which nothing ever ran.
    int firstFreeFlag() {
        return live + waiting + ended + 1;
    }

    /// In a sentence.
    String words() {
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
