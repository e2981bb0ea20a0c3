// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.cli.StubServer;
import dev.evenkeel.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChangeRecordCommandTest {
    @RegisterExtension
    private final StubServer server = new StubServer();

    @Test
    void sendsTechnologies() {
        record("--technology", "redis", "--technology", "kafka");
        assertThat(server.lastRequest()).contains(Json.of("'technologies':['redis','kafka']"));
    }

    @Test
    void sendsEmptyListForNoTechnologies() {
        record("--technology", "NONE");
        assertThat(server.lastRequest()).contains(Json.of("'technologies':[]"));
    }

    private void record(String... technologies) {
        List<String> arguments = new ArrayList<>(List.of("change", "record", "payments", "started", "--deployed-in"));
        arguments.addAll(List.of("production", "--source", "ci", "--id", "1"));
        arguments.addAll(List.of(technologies));
        server.run(arguments.toArray(String[]::new));
    }
}
