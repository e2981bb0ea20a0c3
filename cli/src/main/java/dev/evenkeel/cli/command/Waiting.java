// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import dev.evenkeel.cli.client.ServerUnreachable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How long a command waits that waits for something; a picocli mixin.
public final class Waiting {
    private static final long POLL_MILLIS = 500;

    @Option(names = "--timeout", paramLabel = "DURATION", description = OptionHelp.TIMEOUT)
    private @Nullable Duration timeout;

    @Option(names = "--patience", paramLabel = "SECONDS", defaultValue = "60", description = OptionHelp.PATIENCE)
    private long patience;

    /// Created by picocli.
    public Waiting() {}

    /// How long the server may be away.
    public Duration patience() {
        return Duration.ofSeconds(patience);
    }

    /// Begins to count the time.
    public Limit begin() {
        return new Limit(timeout, System.nanoTime());
    }

    /// When waiting is over.
    ///
    /// @param timeout null for never
    /// @param beganNanos by [System#nanoTime]
    public record Limit(@Nullable Duration timeout, long beganNanos) {
        /// Ends the waiting when its time is over.
        ///
        /// @param words what is not yet so, a whole sentence without the time; it is followed by how long was
        /// waited
        /// @throws NotYet when it is over
        public void check(String words) {
            if (timeout != null && System.nanoTime() - beganNanos >= timeout.toNanos()) {
                throw new NotYet(words + " after " + timeout + ".");
            }
        }
    }

    /// A question that may go unanswered for a while.
    ///
    /// @param <T> its answer
    @FunctionalInterface
    public interface Question<T> {
        /// @throws ServerUnreachable when there is no answer
        T ask() throws InterruptedException;
    }

    /// Asks until there is an answer, twice a second, for as long as the server may be away.
    ///
    /// @throws ServerUnreachable when it was away for longer
    public <T> T patiently(Question<T> question, Limit limit) throws InterruptedException {
        long began = System.nanoTime();
        while (true) {
            try {
                return question.ask();
            } catch (ServerUnreachable e) {
                if (System.nanoTime() - began > patience().toNanos()) {
                    throw e;
                }
                limit.check("The server is away");
                Thread.sleep(POLL_MILLIS);
            }
        }
    }
}
