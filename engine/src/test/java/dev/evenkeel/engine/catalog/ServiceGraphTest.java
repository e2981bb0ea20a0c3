// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceGraphTest {
    private static Service service(String key, String... needs) {
        return new Service(
                key, key, "", "", 3, List.of(needs), List.of(new ServiceFlag("default", key + "-flag")), null);
    }

    @Test
    void findsDependenciesWithDistanceAndDependents() {
        var graph = new ServiceGraph(List.of(
                service("shop", "payments", "search"),
                service("payments", "ledger"),
                service("search", "ledger"),
                service("ledger", "store"),
                service("store")));
        assertThat(graph.findProblems()).isEmpty();
        assertThat(graph.dependencies("shop"))
                .containsExactly(
                        Map.entry("payments", 1),
                        Map.entry("search", 1),
                        Map.entry("ledger", 2),
                        Map.entry("store", 3));
        assertThat(graph.dependents("ledger")).containsExactly("payments", "search");
        assertThat(graph.findByFlag("default", "ledger-flag").map(Service::key)).contains("ledger");
        assertThat(graph.findByFlag("staging", "ledger-flag")).isEmpty();
        assertThat(graph.dependencies("nobody")).isEmpty();
    }

    @Test
    void reportsAllProblemsAtOnce() {
        var other = new Service("other", "", "", "", 1, List.of(), List.of(new ServiceFlag("default", "a-flag")), null);
        var graph = new ServiceGraph(List.of(
                service("a", "b", "gone"), service("b", "c"), service("c", "a"), service("self", "self"), other));
        assertThat(graph.findProblems())
                .extracting(ServiceGraph.Problem::message)
                .containsExactlyInAnyOrder(
                        "dependsOn names unknown service \"gone\"",
                        "dependsOn has a cycle: a -> b -> c -> a",
                        "dependsOn has a cycle: self -> self",
                        "flag a-flag of environment default already belongs to service a");
    }

    @Test
    void terminatesOnDependencyCycle() {
        var graph = new ServiceGraph(List.of(service("a", "b"), service("b", "a")));
        assertThat(graph.dependencies("a")).containsExactly(Map.entry("b", 1));
    }
}
