// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresProcessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void endsOnlyDatabaseProcessesBelowFolder() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data/postgres/cluster"));
        Process left = sleeping("postgres", data);
        Process elsewhere = sleeping("postgres", Files.createDirectories(folder.resolve("other")));
        Process person = sleeping("less", data);
        try {
            EmbeddedPostgresProcess.endAllBelow(folder.resolve("data"), TIMEOUT);

            assertThat(left.isAlive()).isFalse();
            assertThat(elsewhere.isAlive()).as("a database elsewhere").isTrue();
            assertThat(person.isAlive()).as("somebody who reads a log there").isTrue();
        } finally {
            left.destroyForcibly();
            elsewhere.destroyForcibly();
            person.destroyForcibly();
        }
    }

    /* A program of that name that works in that folder. */
    private Process sleeping(String name, Path where) throws IOException {
        Path program = folder.resolve(name);
        if (Files.notExists(program)) {
            Files.copy(Path.of("/bin/sleep"), program, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return new ProcessBuilder(program.toString(), "120")
                .directory(where.toFile())
                .start();
    }
}
