// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

/// Sample OpenSLO documents.
final class OpenSloSamples {
    static final String NATIVE = """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: pay
            spec:
              service: payments
              indicator:
                metadata: {name: pay-success}
                spec:
                  ratioMetric:
                    counter: true
                    good: {metricSource: {type: evenkeel, spec: {flag: new-core}}}
                    total: {metricSource: {type: evenkeel, spec: {flag: new-core}}}
              timeWindow:
                - {duration: 30d, isRolling: true}
              budgetingMethod: Occurrences
              objectives:
                - target: 0.999
            """;

    static final String COUNTERS = """
            apiVersion: openslo/v1
            kind: DataSource
            metadata: {name: here}
            spec: {type: Prometheus, connectionDetails: {url: "http://127.0.0.1:9090"}}
            ---
            apiVersion: openslo/v1
            kind: SLI
            metadata: {name: errors}
            spec:
              ratioMetric:
                counter: true
                bad: {metricSource: {metricSourceRef: here, spec: {query: 'errors_total{job="shop"}'}}}
                total: {metricSource: {metricSourceRef: here, spec: {query: 'sum(requests_total{job="shop"})'}}}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: shop}
            spec:
              service: shop
              indicatorRef: errors
              timeWindow: [{duration: 30d, isRolling: true}]
              budgetingMethod: Occurrences
              objectives: [{displayName: availability, targetPercent: 99.9}]
            """;

    private OpenSloSamples() {}
}
