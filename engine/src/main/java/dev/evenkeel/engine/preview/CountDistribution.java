// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.Arrays;

/// The chances of all pairs of counts, of failures that speak for an answer and of failures that speak against
/// it, in the window where they matter.
///
/// Mutable, confined to one thread.
final class CountDistribution {
    private static final double NEGLIGIBLE = 1e-9;
    private static final long MOST_CELLS = 1_000_000;

    /* A row per count against, a column per count for. */
    private double[][] chances = {{1}};
    private int firstAgainst;
    private int firstFor;

    /// Whether counts settle the answer: more for it do if fewer do, more against it only if fewer do.
    @FunctionalInterface
    interface StoppingCondition {
        boolean settledBy(int speakingFor, int against);
    }

    /// Whether the next spread would take more than some 30 megabytes.
    boolean isTooLarge(TruncatedPoisson more, TruncatedPoisson against) {
        long rows = (long) chances.length + against.size();
        long columns = (long) chances[0].length + more.size();
        return rows * columns > MOST_CELLS;
    }

    /// How many multiplications the next spread takes.
    double cost(TruncatedPoisson more, TruncatedPoisson against) {
        double columns = chances[0].length + more.size();
        return chances.length * columns * (more.size() + against.size()) + columns * against.size();
    }

    /// Adds independent counts to both.
    void spread(TruncatedPoisson more, TruncatedPoisson against) {
        double[][] wide = new double[chances.length][];
        for (int row = 0; row < chances.length; row++) {
            wide[row] = convolved(chances[row], more);
        }
        double[][] tall = new double[wide.length + against.size() - 1][wide[0].length];
        for (int row = 0; row < wide.length; row++) {
            for (int i = 0; i < against.size(); i++) {
                addScaled(wide[row], against.chance(i), tall[row + i]);
            }
        }
        chances = tall;
        firstFor += more.low();
        firstAgainst += against.low();
        trim();
    }

    /// Takes out all pairs that settle the answer.
    ///
    /// @return the chance taken out
    double absorb(StoppingCondition answer) {
        double absorbed = 0;
        int enough = 0;
        for (int row = 0; row < chances.length; row++) {
            double[] line = chances[row];
            while (enough < line.length && !answer.settledBy(firstFor + enough, firstAgainst + row)) {
                enough++;
            }
            for (int column = enough; column < line.length; column++) {
                absorbed += line[column];
                line[column] = 0;
            }
        }
        return absorbed;
    }

    private static double[] convolved(double[] line, TruncatedPoisson with) {
        double[] sum = new double[line.length + with.size() - 1];
        for (int i = 0; i < line.length; i++) {
            double chance = line[i];
            if (chance > 0) {
                for (int j = 0; j < with.size(); j++) {
                    sum[i + j] += chance * with.chance(j);
                }
            }
        }
        return sum;
    }

    private static void addScaled(double[] line, double factor, double[] into) {
        for (int i = 0; i < line.length; i++) {
            into[i] += factor * line[i];
        }
    }

    /* Leaves out rows and columns at the rims that hold next to nothing. */
    private void trim() {
        int top = 0;
        int bottom = chances.length - 1;
        while (top < bottom && row(top) < NEGLIGIBLE) {
            top++;
        }
        while (bottom > top && row(bottom) < NEGLIGIBLE) {
            bottom--;
        }
        int left = 0;
        int right = chances[0].length - 1;
        while (left < right && column(left) < NEGLIGIBLE) {
            left++;
        }
        while (right > left && column(right) < NEGLIGIBLE) {
            right--;
        }
        cut(top, bottom, left, right);
    }

    private void cut(int top, int bottom, int left, int right) {
        double[][] kept = new double[bottom - top + 1][];
        for (int row = top; row <= bottom; row++) {
            kept[row - top] = Arrays.copyOfRange(chances[row], left, right + 1);
        }
        chances = kept;
        firstAgainst += top;
        firstFor += left;
    }

    private double row(int row) {
        double sum = 0;
        for (double chance : chances[row]) {
            sum += chance;
        }
        return sum;
    }

    private double column(int column) {
        double sum = 0;
        for (double[] line : chances) {
            sum += line[column];
        }
        return sum;
    }
}
