// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.Arrays;

/// The joint distribution of two counts, of failures for and against a hypothesis, truncated to the relevant
/// window.
final class JointCountDistribution {
    private static final double NEGLIGIBLE = 1e-9;
    private static final long MOST_CELLS = 1_000_000;

    /* A row per count against, a column per count for. */
    private double[][] chances = {{1}};
    private int firstAgainst;
    private int firstFor;

    /// A condition on the counts that stops the test. Monotone: it holds for more failures in favour if it
    /// holds for fewer, and for more against only if it holds for fewer.
    @FunctionalInterface
    interface StoppingCondition {
        boolean isSettledBy(int speakingFor, int against);
    }

    /// Whether the next spread would take more than about 30 megabytes.
    boolean isTooLarge(TruncatedPoisson more, TruncatedPoisson against) {
        long rows = (long) chances.length + against.size();
        long columns = (long) chances[0].length + more.size();
        return rows * columns > MOST_CELLS;
    }

    /// Returns the number of multiplications of the next spread.
    double spreadCost(TruncatedPoisson more, TruncatedPoisson against) {
        double columns = chances[0].length + more.size();
        return chances.length * columns * (more.size() + against.size()) + columns * against.size();
    }

    /// Adds independent counts to both.
    void convolve(TruncatedPoisson more, TruncatedPoisson against) {
        double[][] wide = new double[chances.length][];
        for (int row = 0; row < chances.length; row++) {
            wide[row] = convolve(chances[row], more);
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

    /// Removes all pairs that stop the test.
    ///
    /// @return the probability removed
    double absorbSettled(StoppingCondition stoppingCondition) {
        double absorbed = 0;
        int enough = 0;
        for (int row = 0; row < chances.length; row++) {
            double[] line = chances[row];
            while (enough < line.length && !stoppingCondition.isSettledBy(firstFor + enough, firstAgainst + row)) {
                enough++;
            }
            for (int column = enough; column < line.length; column++) {
                absorbed += line[column];
                line[column] = 0;
            }
        }
        return absorbed;
    }

    private static double[] convolve(double[] line, TruncatedPoisson with) {
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

    /* Drops rows and columns at the edges with negligible probability. */
    private void trim() {
        int top = 0;
        int bottom = chances.length - 1;
        while (top < bottom && rowSum(top) < NEGLIGIBLE) {
            top++;
        }
        while (bottom > top && rowSum(bottom) < NEGLIGIBLE) {
            bottom--;
        }
        int left = 0;
        int right = chances[0].length - 1;
        while (left < right && columnSum(left) < NEGLIGIBLE) {
            left++;
        }
        while (right > left && columnSum(right) < NEGLIGIBLE) {
            right--;
        }
        crop(top, bottom, left, right);
    }

    private void crop(int top, int bottom, int left, int right) {
        double[][] kept = new double[bottom - top + 1][];
        for (int row = top; row <= bottom; row++) {
            kept[row - top] = Arrays.copyOfRange(chances[row], left, right + 1);
        }
        chances = kept;
        firstAgainst += top;
        firstFor += left;
    }

    private double rowSum(int row) {
        double sum = 0;
        for (double chance : chances[row]) {
            sum += chance;
        }
        return sum;
    }

    private double columnSum(int column) {
        double sum = 0;
        for (double[] line : chances) {
            sum += line[column];
        }
        return sum;
    }
}
