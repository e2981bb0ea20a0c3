// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoRunTest {
    private final DemoRun run =
            new DemoRun(Duration.ofMinutes(1), new Screen(new PrintStream(OutputStream.nullOutputStream()), false));

    /* As the HTTP client throws when nobody listens. */
    @Test
    void aStoryThatCannotGoOnFailsAlsoWithoutAMessage() throws Exception {
        DemoResult result = run.play(() -> {
            throw new ConnectException();
        });

        assertThat(result.failure()).isEqualTo("java.net.ConnectException");
        assertThat(result.toText()).endsWith("FAILED: java.net.ConnectException");
    }

    @Test
    void aStoryThatEndsHolds() throws Exception {
        DemoResult result = run.play(() -> run.note("sent", "12"));

        assertThat(result.failure()).isNull();
        assertThat(result.toText()).contains("sent").endsWith("All of it held.");
    }
}
