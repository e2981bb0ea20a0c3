// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.CollectedState.LiveProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Check that no call of a service failed or waited because of the SDK, and that the SDK had no internal
/// errors.
final class CallImpactCheck implements InvariantCheck {
    @Override
    public InvariantResult check(CollectedState collected) {
        List<String> violations = new ArrayList<>();
        for (LiveProcess one : collected.living()) {
            if (one.internalErrors() > 0) {
                violations.add(one.name() + " counts " + one.internalErrors() + " internal errors of the SDK");
            }
            if (one.waits() > 0) {
                violations.add("calls of " + one.name() + " waited " + one.waits() + " times");
            }
        }
        collected
                .journals()
                .forEach(journal -> journal.errors().stream()
                        .filter(error -> !error.startsWith("E returned"))
                        .forEach(error -> violations.add(journal.name() + ": " + error.substring(2))));
        double longest = collected.living().stream()
                .mapToDouble(LiveProcess::longestMillis)
                .max()
                .orElse(0);
        return new InvariantResult(
                "no call fails or waits because of the SDK",
                String.format(
                        Locale.ROOT,
                        "%d calls, none failed, none waited; longest evaluation %.1f ms, including pauses of the process",
                        collected.journals().stream()
                                .mapToLong(ProcessJournal::startedCalls)
                                .sum(),
                        longest),
                violations);
    }
}
