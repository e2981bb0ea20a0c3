// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServiceCatalogControllerIT {
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

    private void setPaymentsWithDependencies() {
        HttpResponse<String> put = server.put(SERVICES + "?reason=first", """
                {"services": {
                  "payments": {"owner": "team-money", "tier": 1, "dependsOn": ["ledger"],
                               "flags": [{"environment": "default", "flag": "payment-core"}]},
                  "ledger": {"dependsOn": ["store"]},
                  "store": {}}}""");
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    }

    @Test
    void preservesOmittedFieldsWhenUpdatingService() {
        setPaymentsWithDependencies();
        assertThat(server.put(SERVICES + "/payments", Json.of("{'name': 'Payments'}"))
                        .statusCode())
                .isEqualTo(200);
        JsonNode payments = TestServer.json(server.get(SERVICES + "/payments"));
        assertThat(payments.path("name").asString()).isEqualTo("Payments");
        assertThat(payments.path("owner").asString()).isEqualTo("team-money");
    }

    @Test
    void returnsTransitiveDependenciesAndDependents() {
        setPaymentsWithDependencies();
        JsonNode payments = TestServer.json(server.get(SERVICES + "/payments"));
        assertThat(payments.path("dependencies").toString()).isEqualTo(Json.of("{'ledger':1,'store':2}"));
        assertThat(TestServer.json(server.get(SERVICES + "/store"))
                        .path("dependents")
                        .toString())
                .isEqualTo(Json.of("['ledger']"));
        ServiceCatalogService services = server.bean(ServiceCatalogService.class);
        assertThat(services.listDependencies("payments")).isEqualTo(Map.of("ledger", 1, "store", 2));
    }

    @Test
    void findsServiceByFlag() {
        setPaymentsWithDependencies();
        ServiceCatalogService services = server.bean(ServiceCatalogService.class);
        assertThat(services.findByFlag("default", "payment-core").orElseThrow().key())
                .isEqualTo("payments");
    }

    @Test
    void returns409WhenDeletingServiceWithDependents() {
        setPaymentsWithDependencies();
        HttpResponse<String> needed =
                server.send(server.asAdmin(SERVICES + "/store").DELETE());
        assertThat(needed.statusCode()).isEqualTo(409);
        assertThat(needed.body()).contains("service-in-use", "these services depend on it: ledger");
    }

    @Test
    void auditsServiceUpdateWithReason() {
        setPaymentsWithDependencies();
        assertThat(server.get("/api/v1/audit?subject=payments").body()).contains("service.set", "first");
    }

    @Test
    void preservesFailureCostUntilSetToNull() {
        HttpResponse<String> put = server.put(
                SERVICES + "/priced", Json.of("{'tier': 2, 'failureCost': {'amount': 0.8, 'currency': 'CHF'}}"));
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        assertThat(server.put(SERVICES + "/priced", Json.of("{'owner': 'team-money'}"))
                        .statusCode())
                .isEqualTo(200);
        JsonNode priced = TestServer.json(server.get(SERVICES + "/priced"));
        assertThat(priced.path("failureCost").toString()).isEqualTo(Json.of("{'amount':0.8,'currency':'CHF'}"));
        assertThat(priced.path("tier").asInt()).isEqualTo(2);
        assertThat(server.bean(ServiceCatalogService.class).get("priced").failureCost())
                .isEqualTo(new FailureCost(0.8, "CHF"));

        HttpResponse<String> away = server.put(SERVICES + "?reason=it+varies", """
                {"services": {"priced": {"failureCost": null}}}""");
        assertThat(away.statusCode()).as(away.body()).isEqualTo(200);
        JsonNode now = TestServer.json(server.get(SERVICES + "/priced"));
        assertThat(now.path("failureCost").isNull()).isTrue();
        assertThat(now.path("owner").asString()).isEqualTo("team-money");
    }

    @Test
    void reportsAllErrorsOfInvalidFailureCost() {
        HttpResponse<String> wrong = server.put(
                SERVICES + "/dear", Json.of("{'failureCost': {'amount': -1, 'currency': 'fr', 'per': 'call'}}"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(TestServer.json(wrong)
                        .path("problems")
                        .valueStream()
                        .map(problem -> problem.path("pointer").asString()))
                .containsExactlyInAnyOrder("/failureCost/amount", "/failureCost/currency", "/failureCost/per");
        assertThat(wrong.body())
                .contains("must be above 0", "such as 0.8", "must be three capital letters", "use the ISO 4217 code");
        assertThat(server.put(SERVICES + "/dear", Json.of("{'failureCost': {'amount': 0, 'currency': 'CHF'}}"))
                        .body())
                .contains("/failureCost/amount", "got 0.0");
        assertThat(server.put(SERVICES + "/dear", Json.of("{'failureCost': {'amount': NaN, 'currency': 'CHF'}}"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.put(SERVICES + "/dear", Json.of("{'failureCost': 0.8}"))
                        .body())
                .contains("must be an object, got 0.8");
        assertThat(server.get(SERVICES + "/dear").statusCode()).isEqualTo(404);
    }

    @Test
    void readsServiceStoredWithoutFailureCost() {
        server.bean(JdbcClient.class)
                .sql("insert into service (key, spec) values ('old', :spec::jsonb)")
                .param("spec", """
                        {"key": "old", "name": "Old", "owner": "team-a", "escalation": "", "tier": 2,
                         "dependsOn": [], "flags": []}""")
                .update();

        assertThat(server.bean(ServiceCatalogService.class).get("old"))
                .isEqualTo(new Service("old", "Old", "team-a", "", 2, List.of(), List.of(), null));
        assertThat(TestServer.json(server.get(SERVICES + "/old"))
                        .path("failureCost")
                        .isNull())
                .isTrue();
    }

    @Test
    void rejectsDependencyCycleAndUnknownDependency() {
        HttpResponse<String> circle = server.put(SERVICES, """
                {"services": {"x": {"dependsOn": ["y", "nowhere"]}, "y": {"dependsOn": ["x"]}}}""");
        assertThat(circle.statusCode()).isEqualTo(422);
        assertThat(circle.body()).contains("x -> y -> x", "unknown service \\\"nowhere\\\"");
        assertThat(server.get(SERVICES + "/x").statusCode()).isEqualTo(404);
    }

    @Test
    void rejectsInvalidTierAndUnknownField() {
        HttpResponse<String> shape = server.put(SERVICES + "/x", Json.of("{'tier': 0, 'team': 'a'}"));
        assertThat(shape.body()).contains("/tier", "/team");
    }

    @Test
    void rejectsEmptyServiceList() {
        assertThat(server.put(SERVICES, "{}").statusCode()).isEqualTo(422);
    }
}
