// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// How far processes are behind the newest revision, together.
///
/// @param connected how many are connected
/// @param behind how many of them are behind
/// @param largest how long the one that waits longest has been behind; zero when none is
public record SdkClientLag(int connected, int behind, Duration largest) {
    public static SdkClientLag of(List<SdkClientState> clients, Instant now) {
        return new SdkClientLag(
                (int) clients.stream().filter(SdkClientState::connected).count(),
                (int) clients.stream().filter(SdkClientState::isBehind).count(),
                clients.stream()
                        .map(client -> client.lag(now))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO));
    }
}
