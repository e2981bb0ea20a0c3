// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.environment;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A comparison of the calls recorded in the payment service with those counted by the server.
///
/// @param recorded calls that the SDK in the payment service recorded
/// @param received calls of that process in the server's database
/// @param dropped calls that the SDK could not deliver, by its own count
public record OutcomeCount(long recorded, long received, long dropped) {
    private static final long POLL_MILLIS = 250;

    /* Causes that lose a whole call; the others lose only a detail of one. */
    private static final Set<String> LOST_CALLS =
            Set.of("TOO_MANY_VARIANTS", "INVALID_SUMMARY", "TOO_MANY_WAITING", "REFUSED");

    /// Reads both counts. The server lags the last call by a second or two.
    public static OutcomeCount read(DemoEnvironment environment) throws IOException, InterruptedException {
        JsonNode sdk = environment.paymentService().sdkStats();
        long received = 0;
        for (JsonNode process : environment.controlPlane().outcomes().path("instances")) {
            if (process.path("instance").asString().equals(sdk.path("instance").asString())) {
                received = process.path("calls").asLong();
            }
        }
        long dropped = LOST_CALLS.stream()
                .mapToLong(cause -> sdk.path("dropped").path(cause).asLong(0))
                .sum();
        return new OutcomeCount(sdk.path("callsRecorded").asLong(), received, dropped);
    }

    /// Reads both counts until they agree, at most for as long as the last batch may take.
    public static OutcomeCount awaitSettled(DemoEnvironment environment) throws IOException, InterruptedException {
        long end = System.nanoTime() + environment.timeouts().lastOutcomes().toNanos();
        OutcomeCount count = read(environment);
        while (!count.isExact() && System.nanoTime() < end) {
            Thread.sleep(POLL_MILLIS);
            count = read(environment);
        }
        return count;
    }

    /// Formats both numbers.
    public String describe() {
        return String.format(Locale.ROOT, "%,d by the service, %,d by the server", recorded, received);
    }

    /// Whether every call was counted exactly once.
    public boolean isExact() {
        return recorded == received && dropped == 0;
    }
}
