// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.json.Json;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ServiceFileTest {
    private static Service read(ServiceFile file, String key) {
        assertThat(file.errors()).isEmpty();
        return Objects.requireNonNull(file.patches().get(key)).applyTo(Service.ofKey(key));
    }

    @Test
    void parsesNativeFormat() {
        ServiceFile file = ServiceFile.parse("""
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
                    failureCost: {amount: 0.8, currency: CHF}
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
                        List.of(new ServiceFlag("default", "payment-core"), new ServiceFlag("staging", "payment-core")),
                        new FailureCost(0.8, "CHF")));
        assertThat(read(file, "ledger")).isEqualTo(Service.ofKey("ledger"));
    }

    @Test
    void parsesOpenSloAndBackstageInOneFile() {
        ServiceFile file = ServiceFile.parse("""
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
                    evenkeel.dev/failure-cost: CHF 0.80
                    github.com/project-slug: example/payments
                spec:
                  type: service
                  owner: group:default/team-money
                  dependsOn: ["component:default/ledger", "Component:fx", "resource:default/queue"]
                """);
        assertThat(read(file, "ledger"))
                .isEqualTo(new Service("ledger", "The ledger", "team-books", "", 2, List.of(), List.of(), null));
        Service payments = read(file, "payments");
        assertThat(payments.owner()).isEqualTo("team-money");
        assertThat(payments.dependsOn()).containsExactly("ledger", "fx");
        assertThat(payments.failureCost()).isEqualTo(new FailureCost(0.8, "CHF"));
        assertThat(payments.flags())
                .containsExactly(
                        new ServiceFlag("default", "payment-core"), new ServiceFlag("staging", "payment-core"));
        assertThat(file.notes())
                .containsExactly(
                        "/1 has kind SLO, which does not describe a service; skipped",
                        "service payments depends on resource:default/queue, which is not a component; skipped");
    }

    @Test
    void preservesFieldsMissingFromFile() {
        Service known = new Service("a", "A", "team", "pager", 1, List.of("b"), List.of(), new FailureCost(0.8, "CHF"));
        ServiceFile file = ServiceFile.parse("{apiVersion: openslo/v1, kind: Service, metadata: {name: a}}");
        assertThat(Objects.requireNonNull(file.patches().get("a")).applyTo(known))
                .isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "services: {a: {failureCost: }}",
                "{apiVersion: openslo/v1, kind: Service, metadata: {name: a, annotations: {evenkeel.dev/failure-cost: ''}}}"
            },
            quoteCharacter = '`')
    void clearsFailureCostWhenEmpty(String text) {
        ServicePatch draft =
                Objects.requireNonNull(ServiceFile.parse(text).patches().get("a"));
        Service known = new Service("a", "A", "team", "pager", 1, List.of("b"), List.of(), new FailureCost(0.8, "CHF"));

        assertThat(draft.applyTo(known))
                .isEqualTo(new Service("a", "A", "team", "pager", 1, List.of("b"), List.of(), null));
        assertThat(JsonMapper.shared().writeValueAsString(draft)).isEqualTo(Json.of("{'failureCost':null}"));
    }

    @Test
    void serializesPatchAsParsed() {
        ServiceFile file = ServiceFile.parse("services: {a: {tier: 2, failureCost: {amount: 12, currency: EUR}}}");

        assertThat(JsonMapper.shared().writeValueAsString(file.patches()))
                .isEqualTo(Json.of("{'a':{'tier':2,'failureCost':{'amount':12.0,'currency':'EUR'}}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{amount: 0, currency: CHF}                | /amount   | must be above 0, at least 1e-9 and at most 1e12, got 0.0",
                "{amount: -0.8, currency: CHF}             | /amount   | must be above 0, at least 1e-9 and at most 1e12, got -0.8",
                "{amount: 1e13, currency: CHF}             | /amount   | must be above 0, at least 1e-9 and at most 1e12, got 1.0E13",
                "{amount: dear, currency: CHF}             | /amount   | must be a number",
                "{currency: CHF}                           | /amount   | is missing",
                "{amount: 0.8}                             | /currency | is missing",
                "{amount: 0.8, currency: chf}              | /currency | must be three capital letters, got \"chf\"",
                "{amount: 0.8, currency: 756}              | /currency | must be a string, got 756",
                "{amount: 0.8, currency: CHF, per: call}   | /per      | unknown field",
                "0.8                                       | ``        | must be an object, got 0.8",
                "[]                                        | ``        | must be an object, got []"
            })
    void rejectsInvalidFailureCost(String price, String place, String message) {
        assertThat(ServiceFile.parse("services: {a: {failureCost: " + price + "}}")
                        .errors())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.pointer()).isEqualTo("/0/services/a/failureCost" + place);
                    assertThat(fault.message()).startsWith(message);
                    assertThat(fault.remedy()).isNotBlank();
                });
    }

    @ParameterizedTest
    @CsvSource({".nan, NaN", ".inf, Infinity"})
    void rejectsNonFiniteAmount(String amount, String number) {
        assertThat(ServiceFile.parse("services: {a: {failureCost: {amount: " + amount + ", currency: CHF}}}")
                        .errors())
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.message()).contains("the number " + number + " is not supported in JSON"));
    }

    @Test
    void reportsAllFailureCostErrorsAtOnce() {
        assertThat(ServiceFile.parse("services: {a: {failureCost: {amount: -1, currency: Fr, per: call}}}")
                        .errors())
                .extracting(ValidationError::pointer)
                .containsExactlyInAnyOrder(
                        "/0/services/a/failureCost/amount",
                        "/0/services/a/failureCost/currency",
                        "/0/services/a/failureCost/per");
    }

    @ParameterizedTest
    @CsvSource({
        "0.80,     must be a currency and an amount",
        "CHF -1,   must be a currency and an amount",
        "CHF 0,    must be above 0",
        "fr 0.80,  must be three capital letters"
    })
    void rejectsInvalidFailureCostAnnotation(String price, String message) {
        ServiceFile file = ServiceFile.parse("{apiVersion: openslo/v1, kind: Service, metadata: {name: a, annotations:"
                + " {evenkeel.dev/failure-cost: " + price + "}}}");

        assertThat(file.errors()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/0/metadata/annotations/evenkeel.dev~1failure-cost");
            assertThat(fault.message()).startsWith(message);
        });
    }

    @Test
    void reportsAllErrorsAtOnce() {
        ServiceFile file = ServiceFile.parse("""
                - services:
                    a b: {tier: 9, colour: red, flags: [{environment: x}]}
                - services:
                    c: {dependsOn: ["-"]}
                    d: 7
                - hello: 1
                """);
        assertThat(file.errors())
                .extracting(ValidationError::pointer)
                .containsExactlyInAnyOrder(
                        "/0/services/a b",
                        "/0/services/a b/colour",
                        "/0/services/a b/tier",
                        "/0/services/a b/flags/0/flag",
                        "/1/services/c/dependsOn/0",
                        "/1/services/d",
                        "/2");
    }

    @Test
    void rejectsInvalidOrEmptyYaml() {
        assertThat(ServiceFile.parse("a: [").errors().getFirst().message()).startsWith("not YAML");
        assertThat(ServiceFile.parse("").errors()).hasSize(1);
    }
}
