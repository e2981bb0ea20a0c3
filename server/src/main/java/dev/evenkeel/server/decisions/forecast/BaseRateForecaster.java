// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.HistoricalBaseRate;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Forecasts from the historical frequency of the same event.
final class BaseRateForecaster {
    /// Version of the model: the mean of a beta distribution.
    static final String MODEL = "history-rate-1";

    private BaseRateForecaster() {}

    static Probability toProbability(HistoricalBaseRate rate) {
        return new Probability(rate.mean());
    }

    /// Returns the inputs of such a forecast.
    ///
    /// @param of description of the events that were counted
    static JsonNode toInputs(HistoricalBaseRate rate, String of) {
        HistoricalBaseRate.Prior prior = rate.prior();
        var inputs = JsonMapper.shared().createObjectNode();
        inputs.put("of", of).put("events", rate.events()).put("trials", rate.trials());
        inputs.putObject("prior")
                .put("name", prior.name())
                .put("alpha", prior.alpha())
                .put("beta", prior.beta());
        return inputs;
    }
}
