// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.CollectedState.HeapSizes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What servers hold in memory does not grow without bound: at the end no more than 48 MiB above the
/// beginning.
final class HeapGrowthCheck implements InvariantCheck {
    private static final double MIB = 1 << 20;
    private static final double MOST_MORE = 48;

    @Override
    public InvariantResult of(CollectedState gathered) {
        List<String> violations = gathered.memory().stream()
                .filter(memory -> (memory.after() - memory.before()) / MIB > MOST_MORE)
                .map(HeapGrowthCheck::words)
                .toList();
        return new InvariantResult(
                "the memory of servers does not grow without bound",
                gathered.memory().stream().map(HeapGrowthCheck::words).collect(Collectors.joining("; ")),
                violations);
    }

    private static String words(HeapSizes memory) {
        return String.format(
                Locale.ROOT,
                "%s %.0f MiB, then %.0f MiB",
                memory.server(),
                memory.before() / MIB,
                memory.after() / MIB);
    }
}
