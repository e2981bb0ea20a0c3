// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import dev.evenkeel.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/// Rehearsals by a service that has the SDK in it; its server is away.
class RollbackRehearsalControllerIT {
    private static final String REHEARSAL_REQUEST =
            Json.of("{'flag':'payment-core','variant':'modern','keys':['SYNTHETIC-1'],'drill':'drill-1'}");

    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable ConfigurableApplicationContext service;

    @AfterEach
    void stop() {
        client.close();
        Objects.requireNonNull(service).close();
    }

    @Test
    void recordsNoOutcomesForRehearsal() throws Exception {
        start();
        send(request("/payments").POST(BodyPublishers.ofByteArray(aMessage().bytes())));
        assertThat(callsRecorded()).isEqualTo(1);

        HttpResponse<String> rehearsed = rehearse();
        assertThat(rehearsed.body()).as(rehearsed.body()).contains(Json.of("'written':1"), Json.of("'undone':1"));
        assertThat(callsRecorded()).isEqualTo(1);
    }

    @Test
    void rejectsRehearsalDuringLedgerMigration() throws Exception {
        start("--new-database-url", EmbeddedPostgres.startTemporary().createDatabase());
        HttpResponse<String> rejected = rehearse();
        assertThat(rejected.statusCode()).isEqualTo(409);
        assertThat(rejected.body()).contains("ledger-moves", "Nothing was booked");
        assertThat(send(request("/ledger/audit").GET()).body()).contains(Json.of("'transfersBooked':0"));
    }

    private void start(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--port",
                "0",
                "--database-url",
                EmbeddedPostgres.startTemporary().createDatabase(),
                "--evenkeel-url",
                "http://127.0.0.1:" + unusedPort(),
                "--sdk-key",
                "none"));
        arguments.addAll(List.of(more));
        service = PaymentsApplication.start(PaymentsOptions.parse(arguments, Path.of(".")));
    }

    private HttpResponse<String> rehearse() throws IOException, InterruptedException {
        return send(request("/drills/rehearsal")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(REHEARSAL_REQUEST)));
    }

    private long callsRecorded() throws IOException, InterruptedException {
        String stats = send(request("/evenkeel").GET()).body();
        assertThat(stats).contains(Json.of("'callsRecorded':"));
        return Long.parseLong(stats.replaceAll(Json.of(".*'callsRecorded':([0-9]+).*"), "$1"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(PaymentsApplication.address(Objects.requireNonNull(service)) + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
