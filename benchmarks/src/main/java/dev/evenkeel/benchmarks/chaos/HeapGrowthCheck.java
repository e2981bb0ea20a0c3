// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.CollectedState.HeapSizes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Check that the servers' heap does not grow without bound: at most 48 MiB between beginning and end.
final class HeapGrowthCheck implements InvariantCheck {
    private static final double MIB = 1 << 20;
    private static final double MOST_MORE = 48;

    @Override
    public InvariantResult check(CollectedState collected) {
        List<String> violations = collected.memory().stream()
                .filter(memory -> (memory.after() - memory.before()) / MIB > MOST_MORE)
                .map(HeapGrowthCheck::format)
                .toList();
        return new InvariantResult(
                "the memory of servers does not grow without bound",
                collected.memory().stream().map(HeapGrowthCheck::format).collect(Collectors.joining("; ")),
                violations);
    }

    private static String format(HeapSizes memory) {
        return String.format(
                Locale.ROOT,
                "%s %.0f MiB, then %.0f MiB",
                memory.server(),
                memory.before() / MIB,
                memory.after() / MIB);
    }
}
