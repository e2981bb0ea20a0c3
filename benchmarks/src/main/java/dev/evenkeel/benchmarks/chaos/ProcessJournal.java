// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What one process wrote down of itself, as it happened. It outlives the process, however that ends:
/// each line is with the operating system before what it tells of goes on.
///
/// @param name of the process
/// @param instance by which servers know it; empty when it did not live to say
/// @param killed whether it was
/// @param entries in their order
/// @param acknowledged calls that a server is known to have
/// @param errors what must not happen
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

    /// What happened.
    sealed interface JournalEntry {}

    /// The process had this revision of its environment, and every later call was made with it or a
    /// newer one.
    record RevisionEntry(long revision) implements JournalEntry {}

    /// Calls one after the other under one exposure.
    ///
    /// @param rollout empty when none decided
    /// @param revision at which the exposure was set
    /// @param exposure in basis points, as the process was told
    record CallEntry(String rollout, long revision, int exposure, long control, long candidate)
            implements JournalEntry {
        long all() {
            return control + candidate;
        }

        private boolean isLike(CallEntry next) {
            return rollout.equals(next.rollout) && revision == next.revision && exposure == next.exposure;
        }

        private CallEntry plus(CallEntry next) {
            return new CallEntry(rollout, revision, exposure, control + next.control, candidate + next.candidate);
        }
    }

    /// Calls that have begun: no fewer than it recorded.
    long begun() {
        return calls().stream().mapToLong(CallEntry::all).sum();
    }

    /// Its calls under a rollout that have begun.
    long begunUnder(String rollout) {
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

    /// Reads what a process wrote by [ProcessJournalWriter].
    static ProcessJournal read(String name, Path file, boolean killed) throws IOException {
        List<String> lines = new ArrayList<>(lines(file));
        lines.addAll(lines(watched(file)));
        return parse(name, lines, killed);
    }

    /// Where a second thread of the process writes, so that neither waits for the other.
    static Path watched(Path file) {
        return file.resolveSibling(file.getFileName() + ".watch");
    }

    /* The last line may have been cut off with the process. */
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
        if (!entries.isEmpty() && entries.getLast() instanceof CallEntry before && before.isLike(call)) {
            entries.removeLast();
            entries.add(before.plus(call));
        } else {
            entries.add(call);
        }
    }
}
