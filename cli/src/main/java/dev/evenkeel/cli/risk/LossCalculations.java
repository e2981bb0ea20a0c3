// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.engine.risk.CompoundPoissonLoss;
import dev.evenkeel.engine.risk.LognormalValue;
import java.util.List;
import java.util.Set;

/// The total loss of a period: its mean and its exceedance probabilities.
final class LossCalculations {
    private static final double LARGEST_ERROR = 1e-6;

    private LossCalculations() {}

    static CalculationResultJsonBuilder annualisedLoss(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("annualisedLoss", List.of("frequency", "low", "high"), Set.of());
        return new CalculationResultJsonBuilder().with("mean", loss(request).mean());
    }

    static CalculationResultJsonBuilder exceedance(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("exceedance", List.of("frequency", "low", "high", "loss"), Set.of());
        var exceedance = loss(request).exceedance(request.requireNumber("loss"));
        if (!(exceedance.error() <= LARGEST_ERROR)) {
            throw new InvalidLineException(
                    "the probability cannot be computed to 1e-6: on the finest grid it still changes by "
                            + exceedance.error() + "; lower the frequency, or move low and high further apart");
        }
        return new CalculationResultJsonBuilder().with("probability", exceedance.probability());
    }

    private static CompoundPoissonLoss loss(JsonLineRequest request) throws InvalidLineException {
        return new CompoundPoissonLoss(
                request.requireNumber("frequency"),
                LognormalValue.between(request.requireNumber("low"), request.requireNumber("high")));
    }
}
