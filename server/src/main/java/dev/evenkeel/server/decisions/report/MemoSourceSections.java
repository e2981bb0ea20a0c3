// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;

import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.ForecastResolution;
import dev.evenkeel.files.report.ReportDocument.Block;
import dev.evenkeel.files.report.ReportDocument.DataGap;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import dev.evenkeel.files.report.ReportDocument.Paragraph;
import dev.evenkeel.files.report.ReportDocument.Section;
import dev.evenkeel.files.report.ReportDocument.Table;
import dev.evenkeel.server.decisions.forecast.StoredForecast;
import java.util.List;
import java.util.Locale;

/// The sections of a memo on the sources of its numbers and the forecasts made with it.
final class MemoSourceSections {
    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;

    private final MemoInputs inputs;

    MemoSourceSections(MemoInputs inputs) {
        this.inputs = inputs;
    }

    Section numbers() {
        List<List<LinkedText>> rows =
                inputs.risk().quantities().stream().map(MemoSourceSections::row).toList();
        return new Section(
                "Data sources",
                true,
                List.of(
                        new Table(List.of("Number", "Mean", "80% range", "Kind", "Source", "How to measure it"), rows),
                        grounds()));
    }

    /// Returns everything needed to reproduce the figures.
    Paragraph grounds() {
        return new Paragraph(List.of(new LinkedText(
                "As of " + inputs.risk().asOf() + "; model "
                        + inputs.result().model() + ", seed "
                        + inputs.result().seed() + ", "
                        + inputs.result().draws() + " draws, data "
                        + inputs.result().dataHash() + ".",
                inputs.link())));
    }

    private static List<LinkedText> row(Quantity quantity) {
        String learnBy = quantity.learnBy();
        return List.of(
                LinkedText.of(quantity.name()),
                LinkedText.of(formatNumber(quantity.distribution().mean())),
                LinkedText.of(
                        quantity.isOpen()
                                ? formatNumber(quantity.distribution().quantile(LOW)) + " to "
                                        + formatNumber(quantity.distribution().quantile(HIGH))
                                : "-"),
                LinkedText.of(
                        quantity.origin().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                LinkedText.of(quantity.origin().description()),
                LinkedText.of(learnBy == null ? "-" : learnBy));
    }

    Section forecasts() {
        Block block = inputs.forecasts().isEmpty()
                ? new DataGap(
                        "forecasts for this decision",
                        "the server creates them after a decision; add your own with ./evenkeel forecast create")
                : new Table(
                        List.of("Forecast", "Prediction", "Horizon", "Outcome"),
                        inputs.forecasts().stream()
                                .map(MemoSourceSections::forecast)
                                .toList());
        return new Section("Forecasts", true, List.of(block));
    }

    static List<LinkedText> forecast(StoredForecast stored) {
        Forecast forecast = stored.forecast();
        ForecastResolution resolution = stored.entry().resolution();
        return List.of(
                new LinkedText(forecast.statement(), "/forecasts"),
                LinkedText.of(forecast.prediction().format()),
                LinkedText.of(ReportTimeFormatter.format(forecast.horizon())),
                LinkedText.of(resolution == null ? "open" : resolution.note()));
    }
}
