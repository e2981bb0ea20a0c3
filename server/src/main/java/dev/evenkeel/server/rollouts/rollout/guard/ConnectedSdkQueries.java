// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.engine.rollout.SilentProcesses;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// SDK processes that listen to a rollout's environment, and how far they are. Thread-safe.
@Component
public class ConnectedSdkQueries {
    private final SdkClientService clients;
    private final SilentProcessCache quiet;

    ConnectedSdkQueries(SdkClientService clients, SilentProcessCache quiet) {
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
    SilentProcesses quiet(String rollout, Instant now) {
        return quiet.find(rollout, now);
    }

    public ConnectedSdks to(Rollout rollout) {
        List<SdkClientState> connected = connectedTo(rollout.environment());
        long onRevision = connected.stream()
                .map(SdkClientState::revision)
                .filter(revision ->
                        revision != null && revision >= rollout.position().revision())
                .count();
        return new ConnectedSdks(connected.size(), onRevision, rollout.totals().lastBatchAt());
    }

    private List<SdkClientState> connectedTo(String environment) {
        return clients.of(environment).stream()
                .filter(SdkClientState::connected)
                .toList();
    }
}
