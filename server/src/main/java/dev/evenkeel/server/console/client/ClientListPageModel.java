// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.client;

import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.flags.delivery.SdkClientLag;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.rollouts.evidence.OutcomeSender;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The SDK processes, and the processes that report through the outcome API. Its question: does everybody have
/// the newest flags, and who does not?
///
/// @param lead the answer, in a sentence
/// @param now when it was given
/// @param rows who is behind first, longest first; then the others by environment and name
/// @param reporters processes that report through the outcome API, by environment and name
record ClientListPageModel(String lead, Instant now, List<Row> rows, List<OutcomeApiClientRow> reporters) {
    /// One process.
    ///
    /// @param revision as it acknowledged it: `41`; null when it has not acknowledged any
    /// @param behind how far and how long it is behind: `2 revisions, 38 s`; null when it is not
    record Row(
            String instance,
            String environment,
            StatusBadge status,
            @Nullable String revision,
            String newest,
            @Nullable String behind,
            @Nullable Instant acknowledgedAt,
            Instant lastSeen) {}

    /// A process that reports through the outcome API. It has no breaker, and the newest flags with each
    /// evaluation.
    ///
    /// @param heartbeat whether the guard waits for its next report
    record OutcomeApiClientRow(String instance, String environment, boolean heartbeat, String calls, Instant lastAt) {}

    /// @param senders processes that sent outcomes lately; those with the SDK are among the clients
    static ClientListPageModel of(List<SdkClientState> clients, List<OutcomeSender> senders, Instant now) {
        Comparator<SdkClientState> longestBehind =
                Comparator.comparing((SdkClientState client) -> client.lag(now)).reversed();
        List<Row> rows = clients.stream()
                .sorted(longestBehind
                        .thenComparing(SdkClientState::connected, Comparator.reverseOrder())
                        .thenComparing(SdkClientState::environment)
                        .thenComparing(SdkClientState::instance))
                .map(client -> row(client, now))
                .toList();
        return new ClientListPageModel(lead(SdkClientLag.of(clients, now)), now, rows, reporters(clients, senders));
    }

    private static List<OutcomeApiClientRow> reporters(List<SdkClientState> clients, List<OutcomeSender> senders) {
        Set<List<String>> withSdk = clients.stream()
                .map(client -> List.of(client.environment(), client.instance()))
                .collect(Collectors.toSet());
        return senders.stream()
                .filter(sender -> !withSdk.contains(List.of(sender.environment(), sender.instance())))
                .map(sender -> new OutcomeApiClientRow(
                        sender.instance(),
                        sender.environment(),
                        sender.heartbeat(),
                        DisplayFormatter.count(sender.calls()),
                        sender.lastAt()))
                .toList();
    }

    private static String lead(SdkClientLag lag) {
        if (lag.connected() == 0) {
            return "No SDK process is connected.";
        }
        if (lag.behind() == 0) {
            return "All connected SDK processes (" + DisplayFormatter.count(lag.connected())
                    + ") have the newest flags.";
        }
        return DisplayFormatter.count(lag.behind()) + " of " + DisplayFormatter.count(lag.connected())
                + " connected SDK processes do not have the newest flags, one of them for "
                + DisplayFormatter.duration(lag.largest()) + ".";
    }

    private static Row row(SdkClientState client, Instant now) {
        Long revision = client.revision();
        return new Row(
                client.instance(),
                client.environment(),
                StatusBadge.of(client),
                revision == null ? null : DisplayFormatter.count(revision),
                DisplayFormatter.count(client.newestRevision()),
                client.isBehind() ? behind(client, now) : null,
                client.acknowledgedAt(),
                client.lastSeen());
    }

    private static String behind(SdkClientState client, Instant now) {
        Long by = client.behindBy();
        String time = DisplayFormatter.duration(client.lag(now));
        if (by == null) {
            return time;
        }
        return DisplayFormatter.count(by) + (by == 1 ? " revision, " : " revisions, ") + time;
    }
}
