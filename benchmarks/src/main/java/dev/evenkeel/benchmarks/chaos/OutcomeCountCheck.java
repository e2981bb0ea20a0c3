// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.CollectedState.BatchTotals;
import dev.evenkeel.benchmarks.chaos.CollectedState.LiveProcess;
import java.util.ArrayList;
import java.util.List;

/// Check that every call is counted once. For a running process, the servers have as many calls as it
/// recorded and did not report as lost; for a killed one, at least as many as it knew to have arrived, and at
/// most as many as it had started. No batch of an instance is missing or duplicated.
final class OutcomeCountCheck implements InvariantCheck {
    private static final BatchTotals NONE = new BatchTotals(0, 0, 0, 0);

    @Override
    public InvariantResult check(CollectedState collected) {
        List<String> violations = new ArrayList<>();
        long sent = 0;
        long counted = 0;
        for (LiveProcess one : collected.living()) {
            long there = batchesOf(collected, one.instance()).calls();
            sent += one.recorded() - one.lost();
            counted += there;
            if (there != one.recorded() - one.lost()) {
                violations.add(one.name() + " recorded " + one.recorded() + " calls and lost " + one.lost() + ", "
                        + there + " are counted");
            }
        }
        List<ProcessJournal> killed =
                collected.journals().stream().filter(ProcessJournal::killed).toList();
        killed.forEach(journal -> checkKilled(journal, batchesOf(collected, journal.instance()), violations));
        collected.batches().forEach((instance, batches) -> {
            if (batches.number() != batches.last()) {
                violations.add(
                        batches.number() + " batches of " + instance + ", whose last one is number " + batches.last());
            }
        });
        return new InvariantResult(
                "every call is counted once",
                sent + " sent and " + counted + " counted of "
                        + collected.living().size()
                        + " processes that run; " + killed.size() + " killed processes within their bounds; "
                        + collected.batches().values().stream()
                                .mapToLong(BatchTotals::number)
                                .sum()
                        + " batches, each once",
                violations);
    }

    private static BatchTotals batchesOf(CollectedState collected, String instance) {
        return collected.batches().getOrDefault(instance, NONE);
    }

    private static void checkKilled(ProcessJournal journal, BatchTotals batches, List<String> violations) {
        if (batches.calls() < journal.acknowledged() || batches.calls() > journal.startedCalls()) {
            violations.add(journal.name() + " had " + journal.acknowledged() + " acknowledged and "
                    + journal.startedCalls() + " started calls, " + batches.calls() + " are counted");
        }
    }
}
