// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

/// Documents for these tests.
final class SloFixtures {
    private SloFixtures() {}

    /// An SLO over 30 days with the target 99.9%, of which `service` is the name of the service.
    static String outcomes(String name, String flag) {
        return slo(name, "type: evenkeel, spec: {flag: " + flag + "}", "type: evenkeel, spec: {flag: " + flag + "}");
    }

    static String counters(String name, String bad, String total) {
        return slo(
                        name,
                        "type: Prometheus, spec: {query: '" + bad + "'}",
                        "type: Prometheus, spec: {query: '" + total + "'}")
                .replace("good: {", "bad: {");
    }

    private static String slo(String name, String part, String total) {
        return """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: %s}
                spec:
                  service: service-of-%s
                  indicator:
                    metadata: {name: success}
                    spec:
                      ratioMetric:
                        counter: true
                        good: {metricSource: {%s}}
                        total: {metricSource: {%s}}
                  timeWindow: [{duration: 30d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives: [{displayName: availability, target: 0.999}]
                """.formatted(name, name, part, total);
    }
}
