// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.client;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.flags.delivery.SdkClientLagSummary;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.rollouts.evidence.OutcomeSender;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Model of the page of SDK processes and of processes that report through the outcome API. Answers: do all
/// processes have the newest flags, and which do not?
///
/// @param summary the answer in a sentence
/// @param now time of the data
/// @param rows outdated processes first, longest first; then the others by environment and name
/// @param outcomeApiClients processes that report through the outcome API, by environment and name
record ClientListPageModel(String summary, Instant now, List<Row> rows, List<OutcomeApiClientRow> outcomeApiClients) {
    /// An SDK process.
    ///
    /// @param revision last acknowledged revision: `41`; null before the first acknowledgement
    /// @param lag how far and how long it is outdated: `2 revisions, 38 s`; null if it is not
    record Row(
            String instance,
            String environment,
            StatusBadge status,
            @Nullable String revision,
            String newest,
            @Nullable String lag,
            @Nullable Instant acknowledgedAt,
            Instant lastSeen) {}

    /// A process that reports through the outcome API. It has no circuit breaker, and gets the newest flags
    /// with each evaluation.
    ///
    /// @param heartbeat whether the guard expects regular reports from it
    record OutcomeApiClientRow(String instance, String environment, boolean heartbeat, String calls, Instant lastAt) {}

    /// Creates the model.
    ///
    /// @param senders processes that sent outcomes recently, including those with the SDK
    static ClientListPageModel of(List<SdkClientState> clients, List<OutcomeSender> senders, Instant now) {
        Comparator<SdkClientState> longestBehind =
                Comparator.comparing((SdkClientState client) -> client.lag(now)).reversed();
        List<Row> rows = clients.stream()
                .sorted(longestBehind
                        .thenComparing(SdkClientState::connected, Comparator.reverseOrder())
                        .thenComparing(SdkClientState::environment)
                        .thenComparing(SdkClientState::instance))
                .map(client -> toRow(client, now))
                .toList();
        return new ClientListPageModel(
                summary(SdkClientLagSummary.of(clients, now)), now, rows, outcomeApiClients(clients, senders));
    }

    private static List<OutcomeApiClientRow> outcomeApiClients(
            List<SdkClientState> clients, List<OutcomeSender> senders) {
        Set<List<String>> withSdk = clients.stream()
                .map(client -> List.of(client.environment(), client.instance()))
                .collect(Collectors.toSet());
        return senders.stream()
                .filter(sender -> !withSdk.contains(List.of(sender.environment(), sender.instance())))
                .map(sender -> new OutcomeApiClientRow(
                        sender.instance(),
                        sender.environment(),
                        sender.heartbeat(),
                        QuantityFormatter.formatCount(sender.calls()),
                        sender.lastAt()))
                .toList();
    }

    private static String summary(SdkClientLagSummary lag) {
        if (lag.connected() == 0) {
            return "No SDK process is connected.";
        }
        if (lag.behind() == 0) {
            return "All connected SDK processes (" + QuantityFormatter.formatCount(lag.connected())
                    + ") have the newest flags.";
        }
        return QuantityFormatter.formatCount(lag.behind()) + " of " + QuantityFormatter.formatCount(lag.connected())
                + " connected SDK processes do not have the newest flags, one of them for "
                + DisplayFormatter.formatDuration(lag.largest()) + ".";
    }

    private static Row toRow(SdkClientState client, Instant now) {
        Long revision = client.revision();
        return new Row(
                client.instance(),
                client.environment(),
                StatusBadge.of(client),
                revision == null ? null : QuantityFormatter.formatCount(revision),
                QuantityFormatter.formatCount(client.newestRevision()),
                client.isBehind() ? formatLag(client, now) : null,
                client.acknowledgedAt(),
                client.lastSeen());
    }

    private static String formatLag(SdkClientState client, Instant now) {
        Long by = client.behindBy();
        String time = DisplayFormatter.formatDuration(client.lag(now));
        if (by == null) {
            return time;
        }
        return QuantityFormatter.formatCount(by) + (by == 1 ? " revision, " : " revisions, ") + time;
    }
}
