// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// The lag of all processes behind the newest revision.
///
/// @param connected number of connected processes
/// @param behind number of clients that are behind
/// @param largest longest time that one of them has been behind; zero when none is
public record SdkClientLagSummary(int connected, int behind, Duration largest) {
    public static SdkClientLagSummary of(List<SdkClientState> clients, Instant now) {
        return new SdkClientLagSummary(
                (int) clients.stream().filter(SdkClientState::connected).count(),
                (int) clients.stream().filter(SdkClientState::isBehind).count(),
                clients.stream()
                        .map(client -> client.lag(now))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO));
    }
}
