// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.slo;

import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.operations.slo.SloView;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The list of objectives. Its question: which services may change, and which have no budget left for it?
record SloListPage(List<Row> rows) {

    /// One objective.
    ///
    /// @param firing names of the rules whose alerts fire; empty for none
    record Row(
            String slo,
            String service,
            String objective,
            Mark state,
            String remaining,
            String firing,
            @Nullable Instant lastDataAt) {}

    static SloListPage of(List<SloView> slos) {
        return new SloListPage(slos.stream()
                .flatMap(slo -> slo.objectives().stream().map(objective -> row(slo, objective)))
                .toList());
    }

    private static Row row(SloView slo, SloView.Objective objective) {
        return new Row(
                slo.name(),
                slo.service(),
                objective.name(),
                Mark.of(objective.state()),
                Numbers.budget(objective.remaining()),
                objective.burns().stream()
                        .filter(burn -> burn.firingSince() != null)
                        .map(SloView.BurnOf::rule)
                        .collect(Collectors.joining(", ")),
                objective.lastDataAt());
    }
}
