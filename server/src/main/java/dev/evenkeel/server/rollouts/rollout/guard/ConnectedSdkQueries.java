// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.api.RolloutApi.ConnectedSdkCounts;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.List;
import org.springframework.stereotype.Component;

/// Read access to the SDK processes connected to a rollout's environment and the revisions active in them.
/// Thread-safe.
@Component
public class ConnectedSdkQueries {
    private final SdkClientService clients;

    ConnectedSdkQueries(SdkClientService clients) {
        this.clients = clients;
    }

    /// Returns the number of processes connected to an environment.
    public int countConnected(String environment) {
        return listConnected(environment).size();
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
