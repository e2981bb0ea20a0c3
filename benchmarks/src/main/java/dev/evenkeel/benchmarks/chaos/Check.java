// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.util.List;

/// Something that must hold whatever went wrong. Pure.
@FunctionalInterface
interface Check {
    Finding of(Gathered gathered);

    /// All of them.
    static List<Finding> all(Gathered gathered) {
        List<Check> checks = List.of(
                new CountCheck(),
                new TickCheck(),
                new ReplayCheck(),
                new RevisionCheck(),
                new ExposureCheck(),
                new EndingCheck(),
                new LedgerCheck(),
                new BooksCheck(),
                new CallCheck(),
                new MemoryCheck());
        return checks.stream().map(check -> check.of(gathered)).toList();
    }
}
