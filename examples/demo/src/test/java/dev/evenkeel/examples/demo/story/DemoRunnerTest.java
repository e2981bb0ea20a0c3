// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.config.DemoTimeouts;
import dev.evenkeel.examples.demo.config.PaymentServiceSetup;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRunnerTest {
    private final ProgressDisplay screen = new ProgressDisplay(new PrintStream(OutputStream.nullOutputStream()), false);

    @TempDir
    private Path folder;

    /* As the HTTP client throws when nobody listens. */
    @Test
    void reportsExceptionTypeWhenMessageIsMissing() throws Exception {
        DemoResult result = run(Duration.ofMinutes(1)).play(() -> {
            throw new ConnectException();
        });

        assertThat(result.failure()).isEqualTo("java.net.ConnectException");
        assertThat(result.toText()).endsWith("FAILED: java.net.ConnectException");
    }

    @Test
    void reportsSuccessWhenStoryEnds() throws Exception {
        DemoRunner runner = run(Duration.ofMinutes(1));

        DemoResult result = runner.play(() -> runner.storeFact("sent", "12"));

        assertThat(result.failure()).isNull();
        assertThat(result.toText()).contains("sent").endsWith("SUCCESS: every check passed.");
    }

    @Test
    void reportsLastStateAndLoadOnTimeout() throws Exception {
        DemoRunner runner = run(Duration.ZERO);

        DemoResult result = runner.play(() -> runner.await(() -> 3, seen -> seen > 3, seen -> seen + " of 4 messages"));

        assertThat(result.failure())
                .startsWith("timed out after 0 s (load average ")
                .endsWith("); last state: 3 of 4 messages");
    }

    @Test
    void returnsFirstStateThatMeetsCondition() throws Exception {
        DemoRunner runner = run(Duration.ofMinutes(1));
        var looks = new AtomicInteger();

        int seen = runner.await(looks::incrementAndGet, look -> look == 2, look -> "look " + look);

        assertThat(seen).isEqualTo(2);
    }

    @Test
    void retriesFailedPoll() throws Exception {
        var looks = new AtomicInteger();

        int seen = run(Duration.ofMinutes(1)).await(() -> failUntil(5, looks), look -> true, look -> "look " + look);

        assertThat(seen).isEqualTo(5);
    }

    @Test
    void failsAfterFiveConsecutiveFailedPolls() throws Exception {
        var looks = new AtomicInteger();
        DemoRunner runner = run(Duration.ofMinutes(1));

        DemoResult result =
                runner.play(() -> runner.await(() -> failUntil(6, looks), look -> true, look -> "look " + look));

        assertThat(result.failure()).isEqualTo("java.net.ConnectException");
        assertThat(looks).hasValue(5);
    }

    private static int failUntil(int good, AtomicInteger looks) throws ConnectException {
        if (looks.incrementAndGet() < good) {
            throw new ConnectException();
        }
        return looks.get();
    }

    @Test
    void extendsTimeoutsWhenMachineSlowsDown() throws Exception {
        var slowdown = new AtomicInteger(1);
        DemoEnvironment environment =
                new DemoEnvironment(options(), PaymentServiceSetup.CORE, DemoTimeouts.USUAL, slowdown::get);

        assertThat(environment.hasTimedOut(Duration.ofSeconds(59), DemoTimeouts::start))
                .isFalse();
        assertThat(environment.hasTimedOut(Duration.ofSeconds(60), DemoTimeouts::start))
                .isTrue();
        slowdown.set(4);
        assertThat(environment.hasTimedOut(Duration.ofSeconds(60), DemoTimeouts::start))
                .isFalse();
        assertThat(environment.hasTimedOut(Duration.ofMinutes(4), DemoTimeouts::start))
                .isTrue();
    }

    private DemoOptions options() {
        return new DemoOptions(folder, folder, 0, DemoOptions.USUAL_PER_SECOND, false, 1, 1);
    }

    private DemoRunner run(Duration limit) throws IOException {
        var environment = new DemoEnvironment(options(), PaymentServiceSetup.CORE, DemoTimeouts.USUAL, () -> 1);
        return new DemoRunner(environment, ignored -> limit, screen);
    }
}
