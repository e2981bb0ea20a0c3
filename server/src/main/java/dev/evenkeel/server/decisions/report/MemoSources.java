// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.files.report.Figures.number;

import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.forecast.Forecast;
import dev.evenkeel.engine.forecast.Resolution;
import dev.evenkeel.files.report.Report.Block;
import dev.evenkeel.files.report.Report.Gap;
import dev.evenkeel.files.report.Report.Section;
import dev.evenkeel.files.report.Report.Table;
import dev.evenkeel.files.report.Report.Text;
import dev.evenkeel.files.report.Report.Words;
import dev.evenkeel.server.decisions.forecast.KeptForecast;
import java.util.List;
import java.util.Locale;

/// Where each number of a memo is from, and which forecasts were made with it.
final class MemoSources {
    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;

    private final MemoFacts facts;

    MemoSources(MemoFacts facts) {
        this.facts = facts;
    }

    Section numbers() {
        List<List<Text>> rows =
                facts.risk().quantities().stream().map(MemoSources::row).toList();
        return new Section(
                "Where the numbers are from",
                true,
                List.of(
                        new Table(List.of("Number", "Mean", "Four in five", "From", "Source", "To learn it"), rows),
                        grounds()));
    }

    /// All that is needed to compute each figure again.
    Words grounds() {
        return new Words(List.of(new Text(
                "As of " + facts.risk().asOf() + "; model "
                        + facts.result().path("model").asString() + ", seed "
                        + facts.result().path("seed").asLong() + ", "
                        + facts.result().path("draws").asLong() + " draws, data "
                        + facts.result().path("dataHash").asString() + ".",
                facts.link())));
    }

    private static List<Text> row(Quantity quantity) {
        String learnBy = quantity.learnBy();
        return List.of(
                Text.of(quantity.name()),
                Text.of(number(quantity.law().mean())),
                Text.of(
                        quantity.isOpen()
                                ? number(quantity.law().quantile(LOW)) + " to "
                                        + number(quantity.law().quantile(HIGH))
                                : "-"),
                Text.of(quantity.origin().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                Text.of(quantity.origin().words()),
                Text.of(learnBy == null ? "-" : learnBy));
    }

    Section forecasts() {
        Block block = facts.forecasts().isEmpty()
                ? new Gap(
                        "no forecast was made with this memo",
                        "the server makes one when somebody decides; ./evenkeel forecast create --inputs makes more")
                : new Table(
                        List.of("Forecast", "Said", "Until", "Came"),
                        facts.forecasts().stream().map(MemoSources::forecast).toList());
        return new Section("Forecasts", true, List.of(block));
    }

    static List<Text> forecast(KeptForecast kept) {
        Forecast forecast = kept.forecast();
        Resolution resolution = kept.entry().resolution();
        return List.of(
                new Text(forecast.statement(), "/forecasts"),
                Text.of(forecast.prediction().words()),
                Text.of(Times.words(forecast.horizon())),
                Text.of(resolution == null ? "not known yet" : resolution.note()));
    }
}
