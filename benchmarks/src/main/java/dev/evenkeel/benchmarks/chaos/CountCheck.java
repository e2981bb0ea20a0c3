// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.Gathered.Batches;
import dev.evenkeel.benchmarks.chaos.Gathered.Living;
import java.util.ArrayList;
import java.util.List;

/// Every call is counted once: of a process that runs as many as it recorded and did not say it lost; of
/// one that was killed no fewer than it knew to have arrived, and no more than it had begun. No batch is
/// missing among an instance's, and none is there twice.
final class CountCheck implements Check {
    private static final Batches NONE = new Batches(0, 0, 0, 0);

    @Override
    public Finding of(Gathered gathered) {
        List<String> violations = new ArrayList<>();
        long sent = 0;
        long counted = 0;
        for (Living one : gathered.living()) {
            long there = of(gathered, one.instance()).calls();
            sent += one.recorded() - one.lost();
            counted += there;
            if (there != one.recorded() - one.lost()) {
                violations.add(one.name() + " recorded " + one.recorded() + " calls and lost " + one.lost() + ", "
                        + there + " are counted");
            }
        }
        List<Journal> killed =
                gathered.journals().stream().filter(Journal::killed).toList();
        killed.forEach(journal -> killed(journal, of(gathered, journal.instance()), violations));
        gathered.batches().forEach((instance, batches) -> {
            if (batches.number() != batches.last()) {
                violations.add(
                        batches.number() + " batches of " + instance + ", whose last one is number " + batches.last());
            }
        });
        return new Finding(
                "every call is counted once",
                sent + " sent and " + counted + " counted of "
                        + gathered.living().size()
                        + " processes that run; " + killed.size() + " lives that ended by a kill within their bounds; "
                        + gathered.batches().values().stream()
                                .mapToLong(Batches::number)
                                .sum()
                        + " batches, each once",
                violations);
    }

    private static Batches of(Gathered gathered, String instance) {
        return gathered.batches().getOrDefault(instance, NONE);
    }

    private static void killed(Journal journal, Batches batches, List<String> violations) {
        if (batches.calls() < journal.acknowledged() || batches.calls() > journal.begun()) {
            violations.add(journal.name() + " knew of " + journal.acknowledged() + " calls that arrived and had begun "
                    + journal.begun() + ", " + batches.calls() + " are counted");
        }
    }
}
