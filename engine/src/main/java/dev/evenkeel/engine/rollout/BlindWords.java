// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.stats.Trials;
import dev.evenkeel.engine.format.Words;
import dev.evenkeel.engine.rollout.evidence.SplitEvidence;
import dev.evenkeel.engine.rollout.evidence.StepEvidence;

/// Why what is counted at a step cannot be compared, in words.
final class BlindWords {
    private BlindWords() {}

    /// Units, or what is heard of them, are not split as assigned.
    static String split(StepEvidence step, Percent exposure) {
        SplitEvidence split = step.split();
        if (split.windows().alarmAt() == null) {
            return hearing(step.hearing().lately(), exposure);
        }
        return Words.number(100 * split.realised()) + " % of " + Words.count(split.control() + split.candidate())
                + " units are on the candidate, where " + exposure
                + " are assigned: what is counted cannot be compared";
    }

    private static String hearing(Trials heard, Percent exposure) {
        long all = heard.control() + heard.candidate();
        return "outcomes of one variant get lost: "
                + Words.number(all == 0 ? 0 : 100.0 * heard.candidate() / all) + " % of " + Words.count(all)
                + " units that were heard of again in the last two minutes are on the candidate, where " + exposure
                + " are assigned: what is counted cannot be compared";
    }

    /// Control is silent.
    static String control(StepEvidence step, Percent exposure) {
        return "blind: no unit on control, where about "
                + Words.count(Math.round(Silence.controlExpected(exposure, step))) + " were expected";
    }
}
