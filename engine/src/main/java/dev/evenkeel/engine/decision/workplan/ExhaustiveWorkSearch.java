// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import dev.evenkeel.engine.decision.CourseCostModel;

/// Looks at every choice of work, with every number at its mean. Confined to one thread.
///
/// Choices share what they have in common: the items are decided on one after the other, and what is left of
/// each cause is known for those that were. So two to the number of items looks cost one evaluation of the
/// course each, and no more.
final class ExhaustiveWorkSearch {
    private final MeanWorkEffects work;
    private final CourseCostModel model;
    private final double[] means;
    /* By how many items are still to be decided on: what is left of each cause. */
    private final double[][] left;
    private double least = Double.POSITIVE_INFINITY;
    private int cheapest;

    /// @param model of the course with no work
    ExhaustiveWorkSearch(MeanWorkEffects work, CourseCostModel model, double[] means) {
        this.work = work;
        this.model = model;
        this.means = means;
        this.left = new double[work.items() + 1][work.causes()];
    }

    /// The cheapest choice, the first of those that cost the same; bit 0 stands for the first item.
    int cheapest() {
        for (int cause = 0; cause < work.causes(); cause++) {
            left[work.items()][cause] = work.chance(cause);
        }
        decide(work.items(), 0, 0, 1);
        return cheapest;
    }

    private void decide(int open, int chosen, double weeks, double errorsLeft) {
        double[] here = left[open];
        if (open == 0) {
            look(chosen, weeks, errorsLeft, here);
            return;
        }
        int item = open - 1;
        double[] next = left[item];
        System.arraycopy(here, 0, next, 0, here.length);
        decide(item, chosen, weeks, errorsLeft);
        for (int cause = 0; cause < here.length; cause++) {
            next[cause] = here[cause] * (1 - work.cure(cause, item));
        }
        decide(item, chosen | 1 << item, weeks + work.weeks(item), errorsLeft * (1 - work.fewerErrors(item)));
    }

    private void look(int chosen, double weeks, double errorsLeft, double[] chances) {
        double none = 1;
        for (double chance : chances) {
            none *= 1 - chance;
        }
        double total = model.onAverage(means, weeks, 1 - none, errorsLeft).total();
        if (total < least) {
            least = total;
            cheapest = chosen;
        }
    }
}
