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

/// Read access to the SDK processes connected to a rollout's environment and the revisions active in them.
/// Thread-safe.
@Component
public class ConnectedSdkQueries {
    private final SdkClientService clients;
    private final SilentProcessCache quiet;

    ConnectedSdkQueries(SdkClientService clients, SilentProcessCache quiet) {
        this.clients = clients;
        this.quiet = quiet;
    }

    /// Returns since when a revision is active in every connected process; empty until then.
    Optional<Instant> findActiveEverywhere(String environment, long revision) {
        return clients.findActiveEverywhere(environment, revision);
    }

    /// Returns the newest revision that is active in every connected process, if any.
    Optional<Long> findNewestEverywhere(String environment) {
        return clients.findNewestEverywhere(environment);
    }

    /// Returns the number of processes connected to an environment.
    public int countConnected(String environment) {
        return listConnected(environment).size();
    }

    /// Returns the processes whose outcomes are missing, from the cache.
    SilentProcesses findSilentProcesses(String rollout, Instant now) {
        return quiet.find(rollout, now);
    }

    public ConnectedSdkCounts getConnectedSdks(Rollout rollout) {
        List<SdkClientState> connected = listConnected(rollout.environment());
        long onRevision = connected.stream()
                .map(SdkClientState::revision)
                .filter(revision ->
                        revision != null && revision >= rollout.position().revision())
                .count();
        return new ConnectedSdkCounts(
                connected.size(), onRevision, rollout.totals().lastBatchAt());
    }

    private List<SdkClientState> listConnected(String environment) {
        return clients.listByEnvironment(environment).stream()
                .filter(SdkClientState::connected)
                .toList();
    }
}
