// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.forecast;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The options of commands that create forecasts.
final class NewForecastOptions {
    @Option(names = "--probability", paramLabel = "P", description = "Probability of the event, above 0 and below 1.")
    private @Nullable BigDecimal probability;

    @Option(
            names = "--quantile",
            paramLabel = "LEVEL=VALUE",
            description = "Quantile of an amount, such as 0.05=19; repeatable. 0.05 and 0.95 are required.")
    private Map<BigDecimal, BigDecimal> quantiles = new LinkedHashMap<>();

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

    @Option(names = "--resolver", paramLabel = "NAME", description = "User who records the outcome, not the author.")
    private @Nullable String resolver;

    /// Returns the file with the inputs; null without one.
    @Nullable
    Path inputs() {
        return inputs;
    }

    /// Adds the given options to a request.
    void writeTo(ObjectNode body) {
        if (probability != null) {
            body.put("probability", probability);
        }
        if (!quantiles.isEmpty()) {
            ArrayNode array = body.putArray("quantiles");
            new TreeMap<>(quantiles)
                    .forEach((level, value) ->
                            array.addObject().put("level", level).put("value", value));
        }
        putText(body, "model", model);
        putText(body, "author", author);
        putText(body, "resolver", resolver);
    }

    static void putText(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    /// Creates an empty request.
    static ObjectNode emptyBody() {
        return ServerApiClient.JSON.createObjectNode();
    }
}
