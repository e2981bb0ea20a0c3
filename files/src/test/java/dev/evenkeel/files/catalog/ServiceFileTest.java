// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.files.plan.Faults;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ServiceFileTest {
    private static Service read(ServiceFile file, String key) {
        assertThat(file.faults()).isEmpty();
        return Objects.requireNonNull(file.drafts().get(key)).over(Service.named(key));
    }

    @Test
    void readsEvenkeelsOwn() {
        ServiceFile file = ServiceFile.read("""
                services:
                  payments:
                    name: Payments
                    owner: team-money
                    escalation: https://example.org/oncall/money
                    tier: 1
                    dependsOn: [ledger]
                    flags:
                      - flag: payment-core
                      - {environment: staging, flag: payment-core}
                  ledger:
                """);
        assertThat(read(file, "payments"))
                .isEqualTo(new Service(
                        "payments",
                        "Payments",
                        "team-money",
                        "https://example.org/oncall/money",
                        1,
                        List.of("ledger"),
                        List.of(
                                new ServiceFlag("default", "payment-core"),
                                new ServiceFlag("staging", "payment-core"))));
        assertThat(read(file, "ledger")).isEqualTo(Service.named("ledger"));
    }

    @Test
    void readsOpenSloAndBackstageSideBySide() {
        ServiceFile file = ServiceFile.read("""
                apiVersion: openslo/v1
                kind: Service
                metadata:
                  name: ledger
                  displayName: The ledger
                  annotations: {evenkeel.dev/tier: "2", evenkeel.dev/owner: team-books}
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: ledger-up}
                ---
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata:
                  name: payments
                  annotations:
                    evenkeel.dev/flags: payment-core, staging/payment-core
                    github.com/project-slug: example/payments
                spec:
                  type: service
                  owner: group:default/team-money
                  dependsOn: ["component:default/ledger", "Component:fx", "resource:default/queue"]
                """);
        assertThat(read(file, "ledger"))
                .isEqualTo(new Service("ledger", "The ledger", "team-books", "", 2, List.of(), List.of()));
        Service payments = read(file, "payments");
        assertThat(payments.owner()).isEqualTo("team-money");
        assertThat(payments.dependsOn()).containsExactly("ledger", "fx");
        assertThat(payments.flags())
                .containsExactly(
                        new ServiceFlag("default", "payment-core"), new ServiceFlag("staging", "payment-core"));
        assertThat(file.notes())
                .containsExactly(
                        "/1 is of kind SLO, which says nothing about a service; left out",
                        "service payments depends on resource:default/queue, which is no component; left out");
    }

    @Test
    void leavesWhatIsNotSpokenOfAsItWas() {
        Service known = new Service("a", "A", "team", "pager", 1, List.of("b"), List.of());
        ServiceFile file = ServiceFile.read("{apiVersion: openslo/v1, kind: Service, metadata: {name: a}}");
        assertThat(Objects.requireNonNull(file.drafts().get("a")).over(known)).isEqualTo(known);
    }

    @Test
    void namesEveryFault() {
        ServiceFile file = ServiceFile.read("""
                - services:
                    a b: {tier: 9, colour: red, flags: [{environment: x}]}
                - services:
                    c: {dependsOn: ["-"]}
                    d: 7
                - hello: 1
                """);
        assertThat(file.faults())
                .extracting(Faults.Fault::pointer)
                .containsExactlyInAnyOrder(
                        "/0/services/a b",
                        "/0/services/a b/colour",
                        "/0/services/a b/tier",
                        "/0/services/a b/flags/0/flag",
                        "/1/services/c/dependsOn/0",
                        "/1/services/d",
                        "/2");
        assertThat(ServiceFile.read("a: [").faults().getFirst().message()).startsWith("not YAML");
        assertThat(ServiceFile.read("").faults()).hasSize(1);
    }
}
