// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.rollouts.evidence.OutcomeSender;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ClientListPageModelTest {
    private static final Instant NOW = Instant.parse("2026-01-05T13:00:00Z");

    @Test
    void reportsNoConnectedSdkProcess() {
        assertThat(ClientListPageModel.of(List.of(), List.of(), NOW).summary())
                .isEqualTo("No SDK process is connected.");
        assertThat(ClientListPageModel.of(List.of(client("gone", 3L, false, 60)), List.of(), NOW)
                        .summary())
                .isEqualTo("No SDK process is connected.");
    }

    @Test
    void reportsAllConnectedClientsUpToDate() {
        ClientListPageModel page = ClientListPageModel.of(
                List.of(client("a", 7L, true, null), client("gone", 3L, false, 60)), List.of(), NOW);
        assertThat(page.summary()).isEqualTo("All connected SDK processes (1) have the newest flags.");
        assertThat(page.rows()).extracting(row -> row.status().label()).containsExactly("Up to date", "Gone");
        assertThat(page.rows()).extracting(ClientListPageModel.Row::lag).containsOnlyNulls();
    }

    @Test
    void listsClientsWithLargestLagFirst() {
        ClientListPageModel page = ClientListPageModel.of(
                List.of(
                        client("current", 7L, true, null),
                        client("late", 6L, true, 5),
                        client("mute", null, true, 20),
                        client("later", 5L, true, 61),
                        client("restored", 9L, true, null)),
                List.of(),
                NOW);
        assertThat(page.summary())
                .isEqualTo("3 of 5 connected SDK processes do not have the newest flags, one of them for"
                        + " 1\u00a0min\u00a01\u00a0s.");
        assertThat(page.rows())
                .extracting(row -> row.instance() + ": " + row.status().label() + ", " + row.lag())
                .containsExactly(
                        "later: Behind, 2 revisions, 1\u00a0min\u00a01\u00a0s",
                        "mute: Says nothing, 20\u00a0s",
                        "late: Behind, 1 revision, 5\u00a0s",
                        "current: Up to date, null",
                        "restored: Ahead, null");
    }

    @Test
    void separatesOutcomeApiClientsFromSdkClients() {
        ClientListPageModel page = ClientListPageModel.of(
                List.of(client("sdk", 7L, true, null)),
                List.of(sender("default", "sdk"), sender("default", "node-1"), sender("staging", "sdk")),
                NOW);
        assertThat(page.rows()).hasSize(1);
        assertThat(page.outcomeApiClients())
                .extracting(reporter -> reporter.environment() + "/" + reporter.instance() + " " + reporter.calls())
                .containsExactly("default/node-1 12", "staging/sdk 12");
    }

    private static OutcomeSender sender(String environment, String instance) {
        return new OutcomeSender(environment, instance, 12, true, NOW);
    }

    private static SdkClientState client(
            String name, @Nullable Long revision, boolean connected, @Nullable Integer behind) {
        Instant since = behind == null ? null : NOW.minusSeconds(behind);
        return new SdkClientState("default", name, revision, 7, revision == null ? null : NOW, NOW, connected, since);
    }
}
