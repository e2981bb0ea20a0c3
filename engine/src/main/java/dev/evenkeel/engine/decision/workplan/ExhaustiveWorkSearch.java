// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.workplan;

import dev.evenkeel.engine.decision.CourseCostModel;

/// An exhaustive search over all selections of work items, with every number at its mean.
///
/// Items are decided recursively, and selections share the remaining risk of each cause for the items decided
/// so far. The 2^n selections of n items therefore cost one evaluation of the course each.
final class ExhaustiveWorkSearch {
    private final MeanWorkEffects work;
    private final CourseCostModel model;
    private final double[] means;
    /* What is left of each cause, by the number of items not decided yet. */
    private final double[][] left;
    private double least = Double.POSITIVE_INFINITY;
    private int cheapest;

    /// @param model model of the course without work
    ExhaustiveWorkSearch(MeanWorkEffects work, CourseCostModel model, double[] means) {
        this.work = work;
        this.model = model;
        this.means = means;
        this.left = new double[work.itemCount() + 1][work.causeCount()];
    }

    /// Returns the cheapest selection, the first one in a tie; bit 0 is the first item.
    int findCheapest() {
        for (int cause = 0; cause < work.causeCount(); cause++) {
            left[work.itemCount()][cause] = work.chanceOf(cause);
        }
        search(work.itemCount(), 0, 0, 1);
        return cheapest;
    }

    private void search(int open, int chosen, double weeks, double errorsLeft) {
        double[] here = left[open];
        if (open == 0) {
            evaluateChoice(chosen, weeks, errorsLeft, here);
            return;
        }
        int item = open - 1;
        double[] next = left[item];
        System.arraycopy(here, 0, next, 0, here.length);
        search(item, chosen, weeks, errorsLeft);
        for (int cause = 0; cause < here.length; cause++) {
            next[cause] = here[cause] * (1 - work.cureShare(cause, item));
        }
        search(item, chosen | 1 << item, weeks + work.weeksOf(item), errorsLeft * (1 - work.errorReduction(item)));
    }

    private void evaluateChoice(int chosen, double weeks, double errorsLeft, double[] chances) {
        double none = 1;
        for (double chance : chances) {
            none *= 1 - chance;
        }
        double total = model.averageCost(means, weeks, 1 - none, errorsLeft).total();
        if (total < least) {
            least = total;
            cheapest = chosen;
        }
    }
}
