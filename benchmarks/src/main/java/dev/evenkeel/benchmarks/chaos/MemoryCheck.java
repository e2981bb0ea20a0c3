// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.Gathered.Memory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What servers hold in memory does not grow without bound: at the end no more than 48 MiB above the
/// beginning.
final class MemoryCheck implements Check {
    private static final double MIB = 1 << 20;
    private static final double MOST_MORE = 48;

    @Override
    public Finding of(Gathered gathered) {
        List<String> violations = gathered.memory().stream()
                .filter(memory -> (memory.after() - memory.before()) / MIB > MOST_MORE)
                .map(MemoryCheck::words)
                .toList();
        return new Finding(
                "the memory of servers does not grow without bound",
                gathered.memory().stream().map(MemoryCheck::words).collect(Collectors.joining("; ")),
                violations);
    }

    private static String words(Memory memory) {
        return String.format(
                Locale.ROOT,
                "%s %.0f MiB, then %.0f MiB",
                memory.server(),
                memory.before() / MIB,
                memory.after() / MIB);
    }
}
