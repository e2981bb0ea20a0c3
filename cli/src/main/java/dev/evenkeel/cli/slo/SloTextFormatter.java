// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import static dev.evenkeel.engine.format.QuantityFormatter.formatPercentOrUnknown;

import dev.evenkeel.api.SloApi.BurnRuleStatus;
import dev.evenkeel.api.SloApi.ObjectiveStatusResponse;
import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A formatter of SLOs as text.
final class SloTextFormatter {
    private static final String LINE = System.lineSeparator();

    private SloTextFormatter() {}

    static String formatTable(Collection<SloStatusResponse> slos) {
        if (slos.isEmpty()) {
            return "No SLOs. To create some: ./evenkeel slo apply FILE";
        }
        var textTable = new TextTable("NAME", "SERVICE", "OBJECTIVE", "STATE", "BUDGET LEFT", "FIRING", "LAST DATA");
        for (SloStatusResponse slo : slos) {
            for (ObjectiveStatusResponse objective : slo.objectives()) {
                textTable.addRow(
                        slo.name(),
                        slo.service(),
                        objective.name(),
                        objective.state().name(),
                        formatPercentOrUnknown(objective.remaining()),
                        formatFiring(objective),
                        Objects.toString(objective.lastDataAt(), "never"));
            }
        }
        return textTable.toString();
    }

    static String format(SloStatusResponse slo) {
        var text = new StringBuilder();
        text.append(slo.name())
                .append(" (service ")
                .append(slo.service())
                .append("), over ")
                .append(slo.window())
                .append(LINE)
                .append("Source: ")
                .append(slo.source());
        slo.objectives().forEach(objective -> text.append(LINE).append(LINE).append(format(objective)));
        return text.toString();
    }

    private static String format(ObjectiveStatusResponse objective) {
        var textTable =
                new TextTable("RULE", "SEVERITY", "BURN RATE (LONG)", "BURN RATE (SHORT)", "THRESHOLD", "STATE");
        for (BurnRuleStatus burn : objective.burns()) {
            textTable.addRow(
                    burn.rule(),
                    burn.severity().name(),
                    format(burn.longBurn()) + " / " + burn.longWindow(),
                    format(burn.shortBurn()) + " / " + burn.shortWindow(),
                    format(burn.threshold()),
                    burn.firingSince() == null ? burn.state().name() : "FIRING since " + burn.firingSince());
        }
        return objective.name() + ": " + objective.state() + ", " + formatPercentOrUnknown(objective.remaining())
                + " of the error budget left, " + objective.good() + " of " + objective.total()
                + " events good, data for " + formatPercentOrUnknown(objective.dataCoverage())
                + " of the period, last data " + Objects.toString(objective.lastDataAt(), "never") + LINE + textTable;
    }

    private static String formatFiring(ObjectiveStatusResponse objective) {
        String firing = objective.burns().stream()
                .filter(burn -> burn.firingSince() != null)
                .map(BurnRuleStatus::rule)
                .collect(Collectors.joining(", "));
        return firing.isEmpty() ? "-" : firing;
    }

    private static String format(@Nullable Double rate) {
        return rate == null ? "unknown" : QuantityFormatter.formatNumber(rate);
    }
}
