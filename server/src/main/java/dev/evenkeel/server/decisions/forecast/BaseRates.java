// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.forecast;

import dev.evenkeel.engine.forecast.HistoricalBaseRate;
import dev.evenkeel.engine.forecast.Prediction.Probability;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Forecasts from how often the same happened before.
final class BaseRates {
    /// Version of the model: the mean of a beta law.
    static final String MODEL = "history-rate-1";

    private BaseRates() {}

    static Probability probability(HistoricalBaseRate rate) {
        return new Probability(rate.mean());
    }

    /// What goes into one.
    ///
    /// @param of which events were counted
    static JsonNode inputs(HistoricalBaseRate rate, String of) {
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
