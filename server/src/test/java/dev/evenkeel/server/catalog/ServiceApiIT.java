// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServiceApiIT {
    private static final String SERVICES = "/api/v1/services";

    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void describesServicesAndKeepsWhatIsNotSpokenOf() {
        HttpResponse<String> put = server.put(SERVICES + "?reason=first", """
                {"services": {
                  "payments": {"owner": "team-money", "tier": 1, "dependsOn": ["ledger"],
                               "flags": [{"environment": "default", "flag": "payment-core"}]},
                  "ledger": {"dependsOn": ["store"]},
                  "store": {}}}""");
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        assertThat(server.put(SERVICES + "/payments", "{\"name\": \"Payments\"}")
                        .statusCode())
                .isEqualTo(200);
        JsonNode payments = TestServer.json(server.get(SERVICES + "/payments"));
        assertThat(payments.path("name").asString()).isEqualTo("Payments");
        assertThat(payments.path("owner").asString()).isEqualTo("team-money");
        assertThat(payments.path("needs").toString()).isEqualTo("{\"ledger\":1,\"store\":2}");
        assertThat(TestServer.json(server.get(SERVICES + "/store"))
                        .path("neededBy")
                        .toString())
                .isEqualTo("[\"ledger\"]");
        Services services = server.bean(Services.class);
        assertThat(services.ofFlag("default", "payment-core").orElseThrow().key())
                .isEqualTo("payments");
        assertThat(services.dependencies("payments")).isEqualTo(Map.of("ledger", 1, "store", 2));

        HttpResponse<String> needed =
                server.send(server.asAdmin(SERVICES + "/store").DELETE());
        assertThat(needed.statusCode()).isEqualTo(409);
        assertThat(needed.body()).contains("service-needed", "needed by ledger");
        assertThat(TestServer.json(server.get("/api/v1/audit")).toString()).contains("service.set", "first");
    }

    @Test
    void refusesWhatDoesNotFitTogetherAndChangesNothing() {
        HttpResponse<String> circle = server.put(SERVICES, """
                {"services": {"x": {"dependsOn": ["y", "nowhere"]}, "y": {"dependsOn": ["x"]}}}""");
        assertThat(circle.statusCode()).isEqualTo(422);
        assertThat(circle.body()).contains("x -> y -> x", "\\\"nowhere\\\", which is no service");
        assertThat(server.get(SERVICES + "/x").statusCode()).isEqualTo(404);
        HttpResponse<String> shape = server.put(SERVICES + "/x", "{\"tier\": 0, \"team\": \"a\"}");
        assertThat(shape.body()).contains("/tier", "/team");
        assertThat(server.put(SERVICES, "{}").statusCode()).isEqualTo(422);
    }
}
