// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.api.ServiceApi.ServiceResponse;
import dev.evenkeel.cli.StubServer;
import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ServiceTextFormatterTest {
    private static final Service LEDGER =
            new Service("ledger", "Ledger", "team-books", "", 2, List.of(), List.of(), null);
    private static final Service PAYMENTS = new Service(
            "payments",
            "Payments",
            "team-money",
            "#money",
            1,
            List.of("ledger"),
            List.of(new ServiceFlag("default", "payment-core")),
            new FailureCost(0.8, "CHF"));

    @RegisterExtension
    private final StubServer server = new StubServer();

    @Test
    void listsFailureCosts() {
        assertThat(ServiceTextFormatter.formatTable(new Service[] {LEDGER, PAYMENTS})
                        .lines())
                .containsExactly(
                        "SERVICE   TIER  OWNER       FAILURE COST  DEPENDS ON  FLAGS",
                        "ledger    2     team-books  -             -           -",
                        "payments  1     team-money  CHF 0.80      ledger      default/payment-core");
    }

    @Test
    void showsServiceFromServerResponse() {
        server.on("GET", "/api/v1/services/payments")
                .respond(new ServiceResponse(PAYMENTS, Map.of("store", 2), List.of("shop")));
        assertThat(server.run("service", "show", "payments").out())
                .containsExactly(
                        "payments: Payments, tier 1",
                        "Owner         team-money",
                        "Escalation    #money",
                        "Depends on    store (2 levels away)",
                        "Used by       shop",
                        "Flags         default/payment-core",
                        "Failure cost  CHF 0.80");
    }

    @Test
    void serializesServiceWithoutNesting() {
        assertThat(StubServer.toJson(new ServiceResponse(PAYMENTS, Map.of("store", 2), List.of("shop"))))
                .startsWith(Json.of("{'key':'payments'"));
    }

    @Test
    void showsMissingFailureCost() {
        assertThat(ServiceTextFormatter.formatService(new ServiceResponse(LEDGER, Map.of(), List.of()))
                        .lines())
                .endsWith("Failure cost  (not set)");
    }
}
