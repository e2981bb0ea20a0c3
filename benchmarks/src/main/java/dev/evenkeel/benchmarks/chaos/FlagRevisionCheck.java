// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.CollectedState.Environment;
import dev.evenkeel.benchmarks.chaos.CollectedState.LiveProcess;
import java.util.ArrayList;
import java.util.List;

/// Check that every process has the last revision of its environment, according to itself and to the servers,
/// and that none returned to an older one.
final class FlagRevisionCheck implements InvariantCheck {
    private static final Environment NONE = new Environment(List.of(), 0);

    @Override
    public InvariantResult check(CollectedState collected) {
        List<String> violations = new ArrayList<>();
        long at = 0;
        for (LiveProcess one : collected.living()) {
            long last = collected
                    .environments()
                    .getOrDefault(one.environment(), NONE)
                    .last();
            if (one.revision() == last && one.acknowledged() == last) {
                at++;
            } else {
                violations.add(one.name() + " is at revision " + one.revision() + " and has acknowledged "
                        + one.acknowledged() + ", the last one is " + last);
            }
        }
        collected.journals().forEach(journal -> checkMonotonic(journal, violations));
        return new InvariantResult(
                "every process has the newest revision, and none returned to an older one",
                at + " of " + collected.living().size() + " at the newest one; "
                        + collected.journals().stream()
                                .mapToLong(FlagRevisionCheck::newestRevision)
                                .sum()
                        + " changes of the revision in " + collected.journals().size() + " process starts",
                violations);
    }

    private static long newestRevision(ProcessJournal journal) {
        return journal.entries().stream()
                .filter(ProcessJournal.RevisionEntry.class::isInstance)
                .count();
    }

    private static void checkMonotonic(ProcessJournal journal, List<String> violations) {
        long newest = 0;
        for (ProcessJournal.JournalEntry entry : journal.entries()) {
            if (entry instanceof ProcessJournal.RevisionEntry seen) {
                if (seen.revision() < newest) {
                    violations.add(journal.name() + " returned from revision " + newest + " to " + seen.revision());
                }
                newest = seen.revision();
            }
        }
        journal.errors().stream()
                .filter(error -> error.startsWith("E returned"))
                .forEach(error -> violations.add(journal.name() + " " + error.substring(2)));
    }
}
