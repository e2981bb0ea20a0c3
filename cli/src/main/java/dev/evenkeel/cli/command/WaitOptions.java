// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import dev.evenkeel.cli.client.ServerUnreachableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How long a command waits that waits for something; a picocli mixin.
public final class WaitOptions {
    private static final long POLL_MILLIS = 500;

    @Option(names = "--timeout", paramLabel = "DURATION", description = OptionDescriptions.TIMEOUT)
    private @Nullable Duration timeout;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = OptionDescriptions.PATIENCE)
    private long patience;

    /// Created by picocli.
    public WaitOptions() {}

    /// How long the server may be away.
    public Duration patience() {
        return Duration.ofSeconds(patience);
    }

    /// Begins to count the time.
    public Deadline begin() {
        return new Deadline(timeout, System.nanoTime());
    }

    /// When waiting is over.
    ///
    /// @param timeout null for never
    /// @param beganNanos by [System#nanoTime]
    public record Deadline(@Nullable Duration timeout, long beganNanos) {
        /// Ends the waiting when its time is over.
        ///
        /// @param words what is not yet so, a whole sentence without the time; it is followed by how long was
        /// waited
        /// @throws WaitTimeoutException when it is over
        public void check(String words) {
            if (timeout != null && System.nanoTime() - beganNanos >= timeout.toNanos()) {
                throw new WaitTimeoutException(words + " after " + timeout + ".");
            }
        }
    }

    /// A question that may go unanswered for a while.
    ///
    /// @param <T> its answer
    @FunctionalInterface
    public interface RetryableRequest<T> {
        /// @throws ServerUnreachableException when there is no answer
        T ask() throws InterruptedException;
    }

    /// Asks until there is an answer, twice a second, for as long as the server may be away.
    ///
    /// @throws ServerUnreachableException when it was away for longer
    public <T> T patiently(RetryableRequest<T> question, Deadline limit) throws InterruptedException {
        long began = System.nanoTime();
        while (true) {
            try {
                return question.ask();
            } catch (ServerUnreachableException e) {
                if (System.nanoTime() - began > patience().toNanos()) {
                    throw e;
                }
                limit.check("The server is away");
                Thread.sleep(POLL_MILLIS);
            }
        }
    }
}
