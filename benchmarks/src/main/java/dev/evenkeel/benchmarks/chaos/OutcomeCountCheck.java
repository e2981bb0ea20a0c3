// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.CollectedState.BatchTotals;
import dev.evenkeel.benchmarks.chaos.CollectedState.LiveProcess;
import java.util.ArrayList;
import java.util.List;

/// Every call is counted once: of a process that runs as many as it recorded and did not say it lost; of
/// one that was killed no fewer than it knew to have arrived, and no more than it had begun. No batch is
/// missing among an instance's, and none is there twice.
final class OutcomeCountCheck implements InvariantCheck {
    private static final BatchTotals NONE = new BatchTotals(0, 0, 0, 0);

    @Override
    public InvariantResult of(CollectedState gathered) {
        List<String> violations = new ArrayList<>();
        long sent = 0;
        long counted = 0;
        for (LiveProcess one : gathered.living()) {
            long there = of(gathered, one.instance()).calls();
            sent += one.recorded() - one.lost();
            counted += there;
            if (there != one.recorded() - one.lost()) {
                violations.add(one.name() + " recorded " + one.recorded() + " calls and lost " + one.lost() + ", "
                        + there + " are counted");
            }
        }
        List<ProcessJournal> killed =
                gathered.journals().stream().filter(ProcessJournal::killed).toList();
        killed.forEach(journal -> killed(journal, of(gathered, journal.instance()), violations));
        gathered.batches().forEach((instance, batches) -> {
            if (batches.number() != batches.last()) {
                violations.add(
                        batches.number() + " batches of " + instance + ", whose last one is number " + batches.last());
            }
        });
        return new InvariantResult(
                "every call is counted once",
                sent + " sent and " + counted + " counted of "
                        + gathered.living().size()
                        + " processes that run; " + killed.size() + " lives that ended by a kill within their bounds; "
                        + gathered.batches().values().stream()
                                .mapToLong(BatchTotals::number)
                                .sum()
                        + " batches, each once",
                violations);
    }

    private static BatchTotals of(CollectedState gathered, String instance) {
        return gathered.batches().getOrDefault(instance, NONE);
    }

    private static void killed(ProcessJournal journal, BatchTotals batches, List<String> violations) {
        if (batches.calls() < journal.acknowledged() || batches.calls() > journal.begun()) {
            violations.add(journal.name() + " knew of " + journal.acknowledged() + " calls that arrived and had begun "
                    + journal.begun() + ", " + batches.calls() + " are counted");
        }
    }
}
