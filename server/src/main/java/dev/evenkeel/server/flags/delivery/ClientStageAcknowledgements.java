// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.flags.flag.StageAcknowledgements;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Knows by their acknowledgements which processes are at a stage. One that was lost sight of may
/// still be running, and writing as before; it counts until it has said that it ends, a person says
/// that it is gone, or a day is over.
@Component
class ClientStageAcknowledgements implements StageAcknowledgements {
    private static final int NAMED = 3;

    private final SdkClientService clients;

    ClientStageAcknowledgements(SdkClientService clients) {
        this.clients = clients;
    }

    @Override
    public Optional<String> findMissing(String environment, String stage, long revision) {
        List<SdkClientState> missing = clients.behind(environment, revision);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("not every process is known to be at " + stage + ": " + names(missing)
                        + (missing.size() == 1 ? " has" : " have") + " not acknowledged revision " + revision
                        + (missing.stream().allMatch(SdkClientState::connected) ? "" : remedy(environment)));
    }

    private static String names(List<SdkClientState> missing) {
        String named = missing.stream()
                .limit(NAMED)
                .map(client -> client.instance() + (client.connected() ? "" : lost(client)))
                .collect(Collectors.joining(", "));
        int others = missing.size() - NAMED;
        return others <= 0 ? named : named + " and " + others + (others == 1 ? " other" : " others");
    }

    private static String lost(SdkClientState client) {
        return " (not heard of since " + client.lastSeen().truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    private static String remedy(String environment) {
        return "; when one that is not heard of has ended for sure, say so: DELETE /api/v1/environments/" + environment
                + "/clients/INSTANCE";
    }
}
