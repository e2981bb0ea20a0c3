// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import dev.evenkeel.cli.client.ServerUnreachableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of commands that wait for something; a picocli mixin.
public final class WaitOptions {
    private static final long POLL_MILLIS = 500;

    @Option(names = "--timeout", paramLabel = "DURATION", description = OptionDescriptions.TIMEOUT)
    private @Nullable Duration timeout;

    @Option(
            names = "--reconnect-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = OptionDescriptions.PATIENCE)
    private long reconnectSeconds;

    public WaitOptions() {}

    /// Returns how long the server can be unreachable.
    public Duration maxServerDowntime() {
        return Duration.ofSeconds(reconnectSeconds);
    }

    /// Starts the timeout.
    public Deadline startDeadline() {
        return new Deadline(timeout, System.nanoTime());
    }

    /// The deadline of a wait.
    ///
    /// @param timeout null for no timeout
    /// @param beganNanos start, by [System#nanoTime]
    public record Deadline(@Nullable Duration timeout, long beganNanos) {
        /// Checks the deadline.
        ///
        /// @param words what has not happened yet, as a whole sentence; the exception adds the time waited
        /// @throws WaitTimeoutException when the deadline has passed
        public void checkNotExpired(String words) {
            if (timeout != null && System.nanoTime() - beganNanos >= timeout.toNanos()) {
                throw new WaitTimeoutException(words + " after " + timeout + ".");
            }
        }
    }

    /// A request that can fail temporarily.
    ///
    /// @param <T> result type
    @FunctionalInterface
    public interface RetryableRequest<T> {
        /// @throws ServerUnreachableException without a response
        T send() throws InterruptedException;
    }

    /// Repeats a request twice a second until it succeeds, as long as the server may be unreachable.
    ///
    /// @throws ServerUnreachableException when the server was unreachable for longer
    public <T> T retryWhileUnavailable(RetryableRequest<T> retryableRequest, Deadline limit)
            throws InterruptedException {
        long began = System.nanoTime();
        while (true) {
            try {
                return retryableRequest.send();
            } catch (ServerUnreachableException e) {
                if (System.nanoTime() - began > maxServerDowntime().toNanos()) {
                    throw e;
                }
                limit.checkNotExpired("No response from the server");
                Thread.sleep(POLL_MILLIS);
            }
        }
    }
}
