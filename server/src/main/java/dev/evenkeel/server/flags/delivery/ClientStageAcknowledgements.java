// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import dev.evenkeel.server.flags.flag.StageAcknowledgements;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Stage acknowledgements derived from those of SDK processes. A process that is no longer seen may still be
/// running and writing as before; it counts until it signs off, an operator confirms that it has ended, or a
/// day has passed.
@Component
class ClientStageAcknowledgements implements StageAcknowledgements {
    private static final int NAMED = 3;

    private final SdkClientService clients;

    ClientStageAcknowledgements(SdkClientService clients) {
        this.clients = clients;
    }

    @Override
    public Optional<String> findMissing(String environment, String stage, long revision) {
        List<SdkClientState> missing = clients.listBehind(environment, revision);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("not all SDK clients are at stage " + stage + ": " + describeMissing(missing)
                        + (missing.size() == 1 ? " has" : " have") + " not acknowledged revision " + revision
                        + (missing.stream().allMatch(SdkClientState::connected) ? "" : remedy(environment)));
    }

    private static String describeMissing(List<SdkClientState> missing) {
        String named = missing.stream()
                .limit(NAMED)
                .map(client -> client.instance() + (client.connected() ? "" : describeLost(client)))
                .collect(Collectors.joining(", "));
        int others = missing.size() - NAMED;
        return others <= 0 ? named : named + " and " + others + (others == 1 ? " other" : " others");
    }

    private static String describeLost(SdkClientState client) {
        return " (last seen " + client.lastSeen().truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    private static String remedy(String environment) {
        return "; if a disconnected client no longer runs, delete it: ./evenkeel client delete INSTANCE --environment "
                + environment;
    }
}
