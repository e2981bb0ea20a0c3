// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.api.ForecastApi.QuantilePoint;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of commands that create forecasts.
final class NewForecastOptions {
    @Option(names = "--probability", paramLabel = "P", description = "Probability of the event, above 0 and below 1.")
    private @Nullable Double probability;

    @Option(
            names = "--quantile",
            paramLabel = "LEVEL=VALUE",
            description = "Quantile of an amount, such as 0.05=19; repeatable. 0.05 and 0.95 are required.")
    private Map<Double, Double> quantiles = new LinkedHashMap<>();

    @Option(
            names = "--model",
            paramLabel = "VERSION",
            description = "Version of the model that produced the forecast (default: judgement).")
    private @Nullable String model;

    @Option(
            names = "--inputs",
            paramLabel = "FILE",
            description = "File with the inputs of the forecast, a JSON object. It is stored with its hash.")
    private @Nullable Path inputs;

    @Option(names = "--author", paramLabel = "NAME", description = OptionDescriptions.AUTHOR)
    private @Nullable String author;

    @Nullable
    Double probability() {
        return probability;
    }

    /// Returns the quantiles by level; null without any.
    @Nullable
    List<QuantilePoint> quantiles() {
        return quantiles.isEmpty()
                ? null
                : new TreeMap<>(quantiles)
                        .entrySet().stream()
                                .map(quantile -> new QuantilePoint(quantile.getKey(), quantile.getValue()))
                                .toList();
    }

    @Nullable
    String model() {
        return model;
    }

    /// Returns the file with the inputs; null without one.
    @Nullable
    Path inputs() {
        return inputs;
    }

    @Nullable
    String author() {
        return author;
    }
}
