// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.QuietProcesses;
import dev.evenkeel.server.flags.delivery.Client;
import dev.evenkeel.server.flags.delivery.Clients;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// SDK processes that listen to a rollout's environment, and how far they are. Thread-safe.
@Component
public class Listening {
    private final Clients clients;
    private final QuietProcessCache quiet;

    Listening(Clients clients, QuietProcessCache quiet) {
        this.clients = clients;
        this.quiet = quiet;
    }

    /// Since when a revision is active in every process that is connected; empty until then.
    Optional<Instant> findActiveEverywhere(String environment, long revision) {
        return clients.findActiveEverywhere(environment, revision);
    }

    /// The newest revision that is active in every process that is connected; empty when there is none.
    Optional<Long> findNewestEverywhere(String environment) {
        return clients.findNewestEverywhere(environment);
    }

    /// How many processes are connected to an environment.
    public int connected(String environment) {
        return connectedTo(environment).size();
    }

    /// Processes whose outcomes are missing, from memory.
    QuietProcesses quiet(String rollout, Instant now) {
        return quiet.find(rollout, now);
    }

    public ConnectedSdks to(Rollout rollout) {
        List<Client> connected = connectedTo(rollout.environment());
        long onRevision = connected.stream()
                .map(Client::revision)
                .filter(revision ->
                        revision != null && revision >= rollout.position().revision())
                .count();
        return new ConnectedSdks(connected.size(), onRevision, rollout.totals().lastBatchAt());
    }

    private List<Client> connectedTo(String environment) {
        return clients.of(environment).stream().filter(Client::connected).toList();
    }
}
