// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.evidence.SampleRatioEvidence;
import dev.evenkeel.engine.rollout.evidence.StepEvidence;

/// Why what is counted at a step cannot be compared, in words.
final class NotComparableReasons {
    private NotComparableReasons() {}

    /// Units, or what is heard of them, are not split as assigned.
    static String split(StepEvidence step, Percent exposure) {
        SampleRatioEvidence split = step.split();
        if (split.windows().alarmAt() == null) {
            return hearing(step.hearing().lately(), exposure);
        }
        return QuantityFormatter.number(100 * split.realised()) + " % of "
                + QuantityFormatter.count(split.control() + split.candidate())
                + " units are on the candidate, where " + exposure
                + " are assigned: what is counted cannot be compared";
    }

    private static String hearing(TrialCounts heard, Percent exposure) {
        long all = heard.control() + heard.candidate();
        return "outcomes of one variant get lost: "
                + QuantityFormatter.number(all == 0 ? 0 : 100.0 * heard.candidate() / all) + " % of "
                + QuantityFormatter.count(all)
                + " units that were heard of again in the last two minutes are on the candidate, where " + exposure
                + " are assigned: what is counted cannot be compared";
    }

    /// Control is silent.
    static String control(StepEvidence step, Percent exposure) {
        return "blind: no unit on control, where about "
                + QuantityFormatter.count(Math.round(MissingEvidence.controlExpected(exposure, step)))
                + " were expected";
    }
}
