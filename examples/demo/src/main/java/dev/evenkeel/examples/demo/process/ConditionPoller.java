// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.process;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Looks at something again and again until it is as it must be.
///
/// @param limit after which waiting fails
/// @param pause between two looks
public record ConditionPoller(Duration limit, Duration pause) {

    /// Something to look at.
    @FunctionalInterface
    public interface PolledValue<T> {
        T look() throws IOException, InterruptedException;
    }

    /// The first that meets the condition. A look that fails is followed by another: programs are
    /// restarted meanwhile.
    ///
    /// @param what is waited for, for the error
    /// @throws IOException when the limit is over; the message holds what was seen last
    public <T> T until(String what, PolledValue<T> look, Predicate<T> condition)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        T seen = null;
        IOException failed = null;
        while (System.nanoTime() < end) {
            try {
                seen = look.look();
                if (condition.test(seen)) {
                    return seen;
                }
            } catch (IOException e) {
                failed = e;
            }
            Thread.sleep(pause);
        }
        throw over(what, seen, failed);
    }

    private IOException over(String what, @Nullable Object seen, @Nullable IOException failed) {
        return new IOException(what + " is not there within " + limit.toSeconds() + " s; seen last: " + seen, failed);
    }
}
