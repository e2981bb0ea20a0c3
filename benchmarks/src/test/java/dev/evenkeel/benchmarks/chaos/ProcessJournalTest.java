// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.chaos.ProcessJournal.CallEntry;
import dev.evenkeel.benchmarks.chaos.ProcessJournal.RevisionEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessJournalTest {
    @TempDir
    private Path folder;

    @Test
    void readsWrittenEntriesAndAggregatesEqualCalls() throws IOException {
        Path path = folder.resolve("journal-0");
        var file = new ProcessJournalWriter(path);
        file.writeStart("i-1", "fleet");
        file.writeRevision(4);
        file.writeCall("", 0, 0, "old");
        file.writeCall("r-1", 4, 1_000, "old");
        file.writeCall("r-1", 4, 1_000, "new");
        file.writeRevision(5);
        file.writeCall("r-1", 4, 1_000, "old");
        var beside = new ProcessJournalWriter(ProcessJournal.watcherFile(path));
        beside.writeAcknowledged(2);
        beside.writeAcknowledged(3);
        beside.writeError("returned\nfrom 5 to 4");

        ProcessJournal journal = ProcessJournal.read("process-1", path, true);

        assertThat(journal.instance()).isEqualTo("i-1");
        assertThat(journal.environment()).isEqualTo("fleet");
        assertThat(journal.entries())
                .containsExactly(
                        new RevisionEntry(4),
                        new CallEntry("", 0, 0, 1, 0),
                        new CallEntry("r-1", 4, 1_000, 1, 1),
                        new RevisionEntry(5),
                        new CallEntry("r-1", 4, 1_000, 1, 0));
        assertThat(journal.startedCalls()).isEqualTo(4);
        assertThat(journal.startedCallsOf("r-1")).isEqualTo(3);
        assertThat(journal.acknowledged()).isEqualTo(3);
        assertThat(journal.errors()).containsExactly("E returned from 5 to 4");
    }

    @Test
    void ignoresTruncatedLine() throws IOException {
        Path path = folder.resolve("journal-0");
        new ProcessJournalWriter(path).writeStart("i-1", "fleet");
        Files.writeString(path, "C r-1 4 10", StandardOpenOption.APPEND);

        assertThat(ProcessJournal.read("process-1", path, true).entries()).isEmpty();
    }

    @Test
    void returnsEmptyJournalWhenFileIsMissing() throws IOException {
        assertThat(ProcessJournal.read("process-1", folder.resolve("journal-7"), true)
                        .instance())
                .isEmpty();
    }
}
