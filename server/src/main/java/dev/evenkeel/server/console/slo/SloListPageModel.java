// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.slo;

import dev.evenkeel.api.SloApi.BurnRuleStatus;
import dev.evenkeel.api.SloApi.ObjectiveStatusResponse;
import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Model of the SLO list page. Answers: which services may change, and which have no error budget left for it?
record SloListPageModel(List<SloObjectiveRow> rows) {

    /// An objective.
    ///
    /// @param firing names of the rules whose alerts are firing; empty for none
    record SloObjectiveRow(
            String slo,
            String service,
            String objective,
            StatusBadge state,
            String remaining,
            String firing,
            @Nullable Instant lastDataAt) {}

    static SloListPageModel of(List<SloStatusResponse> slos) {
        return new SloListPageModel(slos.stream()
                .flatMap(slo -> slo.objectives().stream().map(objective -> toRow(slo, objective)))
                .toList());
    }

    private static SloObjectiveRow toRow(SloStatusResponse slo, ObjectiveStatusResponse objective) {
        return new SloObjectiveRow(
                slo.name(),
                slo.service(),
                objective.name(),
                StatusBadge.of(objective.state()),
                QuantityFormatter.formatPercentOrUnknown(objective.remaining()),
                objective.burns().stream()
                        .filter(burn -> burn.firingSince() != null)
                        .map(BurnRuleStatus::rule)
                        .collect(Collectors.joining(", ")),
                objective.lastDataAt());
    }
}
