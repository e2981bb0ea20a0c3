// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Scores of probability forecasts against their outcomes; lower is better.
///
/// Two decompositions explain the Brier score. In ten bins of equal width (Murphy 1973), `brier` is
/// `reliability` - `resolution` + `uncertainty` plus a part from forecasts that differ within a bin. By the
/// isotonic fit (CORP; Dimitriadis, Gneiting and Jordan 2021), without bins and exactly, `brier` is
/// `miscalibration` - `discrimination` + `uncertainty`; about 50 forecasts are needed for a meaningful
/// result.
///
/// Assumes independent forecasts. Scores of different kinds of events are not comparable: rare events are
/// easy to score well on.
///
/// @param brier mean square of probability minus outcome (Brier 1950), 0 to 1; 0.25 for constant forecasts of
///     1/2
/// @param log mean negative natural logarithm of the probability of the outcome (Good 1952)
/// @param reliability 0 when the events of each bin occurred as often as forecast
/// @param resolution 0 when they occurred equally often in every bin
/// @param uncertainty score of a constant forecast of the overall share of events
/// @param miscalibration improvement by the isotonic fit
/// @param discrimination improvement of the isotonic fit over the constant forecast
/// @param spiegelhalterZ standard normal for calibrated forecasts (Spiegelhalter 1986), above 0 when they
///     were overconfident; NaN when all are 0, 1/2 or 1
/// @param diagram the ten bins
public record ForecastVerificationScores(
        double brier,
        double log,
        double reliability,
        double resolution,
        double uncertainty,
        double miscalibration,
        double discrimination,
        double spiegelhalterZ,
        ReliabilityDiagram diagram) {

    /// Scores forecasts. Costs a sort.
    ///
    /// @param probabilities forecast probabilities, 0 to 1; one or more
    /// @param outcomes 1 for events that occurred, 0 for others; same length
    /// @throws IllegalArgumentException also when a certain forecast was wrong: its log score is infinite
    public static ForecastVerificationScores score(double[] probabilities, double[] outcomes) {
        validate(probabilities, outcomes);
        int all = outcomes.length;
        var diagram = ReliabilityDiagram.of(probabilities, outcomes);
        double logs = 0;
        for (int i = 0; i < all; i++) {
            logs -= outcomes[i] == 1 ? Math.log(probabilities[i]) : Math.log1p(-probabilities[i]);
        }
        double share = Arrays.stream(outcomes).sum() / all;
        double brier = meanSquare(probabilities, outcomes);
        double fitted = meanSquare(IsotonicFit.fit(probabilities, outcomes), outcomes);
        double uncertainty = share * (1 - share);
        return new ForecastVerificationScores(
                brier,
                logs / all,
                diagram.reliability(),
                diagram.resolution(share),
                uncertainty,
                brier - fitted,
                uncertainty - fitted,
                spiegelhalterZ(probabilities, outcomes),
                diagram);
    }

    /// Returns the part of `brier` from forecasts that differ within a bin (Stephenson, Coelho and Jolliffe
    /// 2008): `brier` minus `reliability` - `resolution` + `uncertainty`, of either sign.
    public double withinBins() {
        return brier - (reliability - resolution + uncertainty);
    }

    private static double meanSquare(double[] probabilities, double[] outcomes) {
        return IntStream.range(0, outcomes.length)
                        .mapToDouble(i -> (probabilities[i] - outcomes[i]) * (probabilities[i] - outcomes[i]))
                        .sum()
                / outcomes.length;
    }

    private static double spiegelhalterZ(double[] probabilities, double[] outcomes) {
        double surplus = 0;
        double variance = 0;
        for (int i = 0; i < outcomes.length; i++) {
            double p = probabilities[i];
            surplus += (outcomes[i] - p) * (1 - 2 * p);
            variance += (1 - 2 * p) * (1 - 2 * p) * p * (1 - p);
        }
        return variance == 0 ? Double.NaN : surplus / Math.sqrt(variance);
    }

    private static void validate(double[] probabilities, double[] outcomes) {
        if (probabilities.length != outcomes.length || outcomes.length == 0) {
            throw new IllegalArgumentException("probabilities and outcomes must have the same length, at least 1; got "
                    + probabilities.length + " probabilities and " + outcomes.length + " outcomes");
        }
        int[] unclear = IntStream.range(0, outcomes.length)
                .filter(i -> outcomes[i] != 0 && outcomes[i] != 1)
                .toArray();
        if (unclear.length > 0) {
            throw new IllegalArgumentException("outcomes must be 0 or 1, " + unclear.length + " of " + outcomes.length
                    + " are not: outcomes[" + unclear[0] + "] is " + outcomes[unclear[0]]
                    + "; remove unresolved forecasts");
        }
        for (int i = 0; i < outcomes.length; i++) {
            double p = probabilities[i];
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("probabilities must be 0 to 1, got probabilities[" + i + "] = " + p);
            }
            if (p == 1 - outcomes[i]) {
                throw new IllegalArgumentException("probabilities[" + i + "] is " + p + " and the outcome "
                        + (int) outcomes[i] + ": a wrong forecast of certainty has no finite log"
                        + " score; use probabilities between 0 and 1");
            }
        }
    }
}
