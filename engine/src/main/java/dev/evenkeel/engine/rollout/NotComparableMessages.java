// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.SampleRatioEvidence;
import dev.evenkeel.engine.rollout.evidence.StepEvidence;

/// The messages of the reasons for which the variants of a step cannot be compared.
final class NotComparableMessages {
    private NotComparableMessages() {}

    /// Formats a sample ratio mismatch, of units or of the outcomes received.
    static String describeSplit(StepEvidence step, Percent exposure) {
        SampleRatioEvidence split = step.split();
        if (split.windows().alarmAt() == null) {
            return describeOutcomeLoss(step.outcomeLoss().recent(), exposure);
        }
        return QuantityFormatter.formatPercent(split.realizedShare()) + " of "
                + QuantityFormatter.formatCount(split.control() + split.candidate())
                + " units are on the candidate, expected " + exposure
                + "; control and candidate cannot be compared";
    }

    private static String describeOutcomeLoss(TrialCounts trialCounts, Percent exposure) {
        long all = trialCounts.control() + trialCounts.candidate();
        return "outcomes of one variant are lost: "
                + QuantityFormatter.formatNumber(all == 0 ? 0 : 100.0 * trialCounts.candidate() / all) + "% of "
                + QuantityFormatter.formatCount(all)
                + " units that reported again in the last two minutes are on the candidate, expected " + exposure
                + "; control and candidate cannot be compared";
    }

    /// Formats the absence of outcomes of control.
    static String describeControlSilence(StepEvidence step, Percent exposure) {
        return "cannot evaluate: no units on control, expected about "
                + QuantityFormatter.formatCount(Math.round(MissingDataFinding.expectedControlUnits(exposure, step)));
    }
}
