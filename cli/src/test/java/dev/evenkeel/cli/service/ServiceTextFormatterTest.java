// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ServiceTextFormatterTest {
    private static final JsonNode SERVICES = JsonMapper.shared().readTree("""
            [{"key":"ledger","name":"Ledger","owner":"team-books","escalation":"","tier":2,"dependsOn":[],"flags":[],
              "failureCost":null},
             {"key":"payments","name":"Payments","owner":"team-money","escalation":"#money","tier":1,
              "dependsOn":["ledger"],"flags":[{"environment":"default","flag":"payment-core"}],
              "failureCost":{"amount":0.8,"currency":"CHF"}}]""");

    @Test
    void listsWhatAFailedCallCosts() {
        assertThat(ServiceTextFormatter.formatTable(SERVICES).lines())
                .containsExactly(
                        "SERVICE   TIER  OWNER       FAILURE COST  DEPENDS ON  FLAGS",
                        "ledger    2     team-books  -             -           -",
                        "payments  1     team-money  CHF 0.80      ledger      default/payment-core");
    }

    @Test
    void showsWhatAFailedCallCosts() {
        assertThat(ServiceTextFormatter.formatService(SERVICES.get(1)).lines()).endsWith("Failure cost  CHF 0.80");
        assertThat(ServiceTextFormatter.formatService(SERVICES.get(0)).lines()).endsWith("Failure cost  (not set)");
    }
}
