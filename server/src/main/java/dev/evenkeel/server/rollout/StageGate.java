// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.server.delivery.Client;
import dev.evenkeel.server.delivery.Clients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Keeps the processes of a migration within one stage of each other: nobody goes on to the next stage before every
/// process that is known has acknowledged the present one. A process that was lost sight of may still be running, and
/// writing as before; it counts until it has said that it ends, a person says that it is gone, or a day is over.
@Component
class StageGate {
    private static final int NAMED = 3;

    private final Clients clients;
    private final Clock clock;

    StageGate(Clients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /// Who has not taken over the stage that a rollout begins at, in words; empty when everybody has, and for rollouts
    /// that are not between stages.
    Optional<String> findMissing(Rollout rollout) {
        if (!StageRule.isStep(rollout)) {
            return Optional.empty();
        }
        long revision = rollout.position().revision();
        List<Client> missing = clients.behind(rollout.environment(), revision);
        return missing.isEmpty() ? Optional.empty() : Optional.of(words(rollout, missing));
    }

    private String words(Rollout rollout, List<Client> missing) {
        Instant now = clock.instant();
        String named = missing.stream()
                .limit(NAMED)
                .map(client -> client.instance() + (client.connected() ? "" : lost(client, now)))
                .collect(Collectors.joining(", "));
        String others = missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " others" : "";
        boolean anyLost = missing.stream().anyMatch(client -> !client.connected());
        return "not every process is known to be at " + rollout.control() + ": " + named + others
                + (missing.size() == 1 ? " has" : " have") + " not acknowledged revision "
                + rollout.position().revision()
                + (anyLost
                        ? "; when one that is not heard of has ended for sure, say so:"
                                + " DELETE /api/v1/environments/" + rollout.environment() + "/clients/INSTANCE"
                        : "");
    }

    private static String lost(Client client, Instant now) {
        Duration silence = Duration.between(client.lastSeen(), now);
        return " (not heard of for " + Math.max(1, silence.toSeconds()) + " s)";
    }
}
