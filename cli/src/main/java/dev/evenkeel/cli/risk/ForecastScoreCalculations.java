// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.engine.risk.ForecastVerificationScores;
import java.util.List;
import java.util.Set;

/// The scores of forecasts.
final class ForecastScoreCalculations {
    private ForecastScoreCalculations() {}

    static CalculationResultJsonBuilder brier(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("brier", List.of("probabilities", "outcomes"), Set.of());
        var score = ForecastVerificationScores.score(
                request.requireNumbers("probabilities"), request.requireNumbers("outcomes"));
        return new CalculationResultJsonBuilder()
                .with("brier", score.brier())
                .with("log", score.log())
                .with("reliability", score.reliability())
                .with("resolution", score.resolution())
                .with("uncertainty", score.uncertainty())
                .with("miscalibration", score.miscalibration())
                .with("discrimination", score.discrimination())
                .with("spiegelhalterZ", score.spiegelhalterZ());
    }
}
