// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.jsonlines.Members;
import dev.evenkeel.cli.jsonlines.RefusedLine;
import dev.evenkeel.engine.risk.CompoundLoss;
import dev.evenkeel.engine.risk.LognormalLaw;
import java.util.List;
import java.util.Set;

/// The total loss of a period: its mean, and how likely it is above some loss.
final class LossQuestions {
    private static final double LARGEST_ERROR = 1e-6;

    private LossQuestions() {}

    static Answer annualisedLoss(Members members) throws RefusedLine {
        members.check("annualisedLoss", List.of("frequency", "low", "high"), Set.of());
        return new Answer().with("mean", loss(members).mean());
    }

    static Answer exceedance(Members members) throws RefusedLine {
        members.check("exceedance", List.of("frequency", "low", "high", "loss"), Set.of());
        var exceedance = loss(members).exceedance(members.number("loss"));
        if (!(exceedance.error() <= LARGEST_ERROR)) {
            throw new RefusedLine("this chance cannot be computed to 1e-6: on the finest grid it still moves by "
                    + exceedance.error() + "; there are too many events, or low and high are too close");
        }
        return new Answer().with("probability", exceedance.probability());
    }

    private static CompoundLoss loss(Members members) throws RefusedLine {
        return new CompoundLoss(
                members.number("frequency"), LognormalLaw.between(members.number("low"), members.number("high")));
    }
}
