// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.process;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A poller that reads a value repeatedly until it meets a condition.
///
/// @param limit timeout
/// @param pause time between two polls
public record ConditionPoller(Duration limit, Duration pause) {

    /// A value to poll.
    @FunctionalInterface
    public interface PolledValue<T> {
        T poll() throws IOException, InterruptedException;
    }

    /// Returns the first value that meets the condition. A poll that throws is retried, because programs may
    /// be restarting.
    ///
    /// @param what description of the condition, for the error message
    /// @throws IOException on timeout; the message contains the last value
    public <T> T await(String what, PolledValue<T> look, Predicate<T> condition)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        T seen = null;
        IOException failed = null;
        while (System.nanoTime() < end) {
            try {
                seen = look.poll();
                if (condition.test(seen)) {
                    return seen;
                }
            } catch (IOException e) {
                failed = e;
            }
            Thread.sleep(pause);
        }
        throw timeoutException(what, seen, failed);
    }

    private IOException timeoutException(String what, @Nullable Object seen, @Nullable IOException failed) {
        return new IOException(
                "timed out after " + limit.toSeconds() + " s, waiting for " + what + "; last value: " + seen, failed);
    }
}
