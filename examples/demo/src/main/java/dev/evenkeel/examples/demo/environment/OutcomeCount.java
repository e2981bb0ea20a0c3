// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.environment;

import java.io.IOException;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The calls that the payment service saw, held against those that the server counts.
///
/// @param recorded calls that the SDK in the payment service recorded
/// @param received calls of that process in the server's database
/// @param dropped calls that the SDK could not deliver, in its own account
public record OutcomeCount(long recorded, long received, long dropped) {
    private static final long POLL_MILLIS = 250;

    /* Causes by which a call is lost; by the others something about a call is. */
    private static final Set<String> LOST_CALLS =
            Set.of("TOO_MANY_VARIANTS", "INVALID_SUMMARY", "TOO_MANY_WAITING", "REFUSED");

    /// Asks both. The server follows within a second or two of the last call.
    public static OutcomeCount read(DemoEnvironment stage) throws IOException, InterruptedException {
        JsonNode sdk = stage.paymentService().sdkStats();
        long received = 0;
        for (JsonNode process : stage.controlPlane().outcomes().path("instances")) {
            if (process.path("instance").asString().equals(sdk.path("instance").asString())) {
                received = process.path("calls").asLong();
            }
        }
        long dropped = LOST_CALLS.stream()
                .mapToLong(cause -> sdk.path("dropped").path(cause).asLong(0))
                .sum();
        return new OutcomeCount(sdk.path("callsRecorded").asLong(), received, dropped);
    }

    /// Asks both until they agree, as long as the last batch may take.
    public static OutcomeCount settled(DemoEnvironment stage) throws IOException, InterruptedException {
        long end = System.nanoTime() + stage.limits().lastOutcomes().toNanos();
        OutcomeCount count = read(stage);
        while (!count.isExact() && System.nanoTime() < end) {
            Thread.sleep(POLL_MILLIS);
            count = read(stage);
        }
        return count;
    }

    /// Both numbers for people.
    public String describe() {
        return recorded + " by the service, " + received + " by the server";
    }

    /// Every call counted once.
    public boolean isExact() {
        return recorded == received && dropped == 0;
    }
}
