// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.api.ChangeApi.DoraMetricsResponse;
import dev.evenkeel.api.ChangeApi.DurationQuantiles;
import dev.evenkeel.api.ChangeApi.ShareWithInterval;
import dev.evenkeel.engine.change.DoraMetrics;
import dev.evenkeel.engine.stats.EmpiricalDurationDistribution;
import dev.evenkeel.engine.stats.ObservedProportion;

/// Conversion of DORA metrics to responses.
final class DoraMetricsResponses {
    private DoraMetricsResponses() {}

    static DoraMetricsResponse of(ReportedChangeQueries.ChangeQuery changeQuery, DoraMetrics measures) {
        return new DoraMetricsResponse(
                measures.from(),
                measures.to(),
                changeQuery.service(),
                changeQuery.environment(),
                measures.deployments(),
                measures.perWeek(),
                of(measures.leadTime()),
                of(measures.failRate()),
                of(measures.recovery()),
                measures.unrecovered(),
                of(measures.rework()),
                measures.stopped(),
                measures.open());
    }

    static ShareWithInterval of(ObservedProportion proportion) {
        return proportion.total() == 0
                ? new ShareWithInterval(0, 0, null, null, null)
                : new ShareWithInterval(
                        proportion.count(),
                        proportion.total(),
                        proportion.share(),
                        proportion.low(),
                        proportion.high());
    }

    private static DurationQuantiles of(EmpiricalDurationDistribution spans) {
        return new DurationQuantiles(
                spans.count(),
                spans.quantile(0.5).orElse(null),
                spans.quantile(0.9).orElse(null),
                spans.quantile(1).orElse(null));
    }
}
