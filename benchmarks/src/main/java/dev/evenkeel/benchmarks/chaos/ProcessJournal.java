// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The journal of one process, written while it runs. It survives any end of the process: each line is
/// written to the operating system before the recorded action proceeds.
///
/// @param name name of the process
/// @param instance its id on the servers; empty when it was killed before it wrote one
/// @param killed whether it was killed
/// @param entries entries in order
/// @param acknowledged number of calls that a server is known to have
/// @param errors recorded errors
record ProcessJournal(
        String name,
        String environment,
        String instance,
        boolean killed,
        List<JournalEntry> entries,
        long acknowledged,
        List<String> errors) {
    ProcessJournal {
        entries = List.copyOf(entries);
        errors = List.copyOf(errors);
    }

    /// An entry of the journal.
    sealed interface JournalEntry {}

    /// The process received this revision of its environment, and made every later call with it or a newer
    /// one.
    record RevisionEntry(long revision) implements JournalEntry {}

    /// Consecutive calls under one exposure.
    ///
    /// @param rollout empty when no rollout decided
    /// @param revision revision at which the exposure was set
    /// @param exposure in basis points, as received by the process
    record CallEntry(String rollout, long revision, int exposure, long control, long candidate)
            implements JournalEntry {
        long all() {
            return control + candidate;
        }

        private boolean isSameGroup(CallEntry next) {
            return rollout.equals(next.rollout) && revision == next.revision && exposure == next.exposure;
        }

        private CallEntry plus(CallEntry next) {
            return new CallEntry(rollout, revision, exposure, control + next.control, candidate + next.candidate);
        }
    }

    /// Returns the number of started calls, an upper bound on the recorded ones.
    long startedCalls() {
        return calls().stream().mapToLong(CallEntry::all).sum();
    }

    /// Returns the number of started calls under a rollout.
    long startedCallsOf(String rollout) {
        return calls().stream()
                .filter(calls -> calls.rollout().equals(rollout))
                .mapToLong(CallEntry::all)
                .sum();
    }

    List<CallEntry> calls() {
        return entries.stream()
                .filter(CallEntry.class::isInstance)
                .map(CallEntry.class::cast)
                .toList();
    }

    /// Reads a journal written by [ProcessJournalWriter].
    static ProcessJournal read(String name, Path file, boolean killed) throws IOException {
        List<String> lines = new ArrayList<>(lines(file));
        lines.addAll(lines(watcherFile(file)));
        return parse(name, lines, killed);
    }

    /// Returns the file of the process's second thread, separate so that neither thread blocks the other.
    static Path watcherFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".watch");
    }

    /* The last line may be truncated if the process was killed. */
    private static List<String> lines(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file) : "";
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    static ProcessJournal parse(String name, List<String> lines, boolean killed) {
        String environment = "";
        String instance = "";
        long acknowledged = 0;
        List<JournalEntry> entries = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "I" -> {
                    instance = words[1];
                    environment = words[2];
                }
                case "R" -> entries.add(new RevisionEntry(Long.parseLong(words[1])));
                case "C" -> add(entries, call(words));
                case "A" -> acknowledged = Long.parseLong(words[1]);
                default -> errors.add(line);
            }
        }
        return new ProcessJournal(name, environment, instance, killed, entries, acknowledged, errors);
    }

    private static CallEntry call(String[] words) {
        boolean candidate = words[4].equals(SdkProcess.CANDIDATE);
        return new CallEntry(
                words[1], Long.parseLong(words[2]), Integer.parseInt(words[3]), candidate ? 0 : 1, candidate ? 1 : 0);
    }

    private static void add(List<JournalEntry> entries, CallEntry call) {
        if (!entries.isEmpty() && entries.getLast() instanceof CallEntry before && before.isSameGroup(call)) {
            entries.removeLast();
            entries.add(before.plus(call));
        } else {
            entries.add(call);
        }
    }
}
