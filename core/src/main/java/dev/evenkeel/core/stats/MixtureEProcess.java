// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import org.jspecify.annotations.Nullable;

/// An e-process as a mixture over effect sizes: one running product per effect size, weighted.
///
/// `logE()` is the logarithm of the weighted sum. With restarts, part of the weight is reserved for later
/// starts, so that evidence of harm that begins late is not outweighed by a long healthy past.
///
/// State: one double per node and the number of restarts, at most 216 bytes; in addition, for rank tests,
/// working memory of 2 kB.
public final class MixtureEProcess {
    /*
     * R_k is the product for effect size k, summed over the starts so far. At the beginning R_k = w0 w_k. Restart
     * number j (0, 1, ...) adds v_j w_k, and the weight not yet used counts with evidence 1
     * ([MixtureRestartWeights]). The whole is a mixture of e-processes over (effect size, start), hence an e-process:
     * no average-run-length trade-off as with CUSUM. Howard, Ramdas, McAuliffe, Sekhon 2021.
     */
    /* This many multiplications cost less than a logarithm. */
    private static final long FEW = 32;

    private final EffectSizeGrid grid;
    private final boolean restarting;
    private final double[] logs;
    private @Nullable LogProductAccumulator logProductAccumulator;
    private long restarts;

    private MixtureEProcess(EffectSizeGrid grid, boolean restarting) {
        this.grid = grid;
        this.restarting = restarting;
        this.logs = new double[grid.size()];
        double logStart = restarting ? MixtureRestartWeights.logStart() : 0;
        for (int k = 0; k < logs.length; k++) {
            logs[k] = logStart + grid.logWeight(k);
        }
    }

    static MixtureEProcess plain(EffectSizeGrid grid) {
        return new MixtureEProcess(grid, false);
    }

    static MixtureEProcess restarting(EffectSizeGrid grid) {
        return new MixtureEProcess(grid, true);
    }

    /// Starts another test with the next share of the reserved weight. Call it before a tick's data, at times
    /// that do not depend on them. O(nodes).
    ///
    /// @throws IllegalStateException when this mixture was created without restarts
    public void restart() {
        if (!restarting) {
            throw new IllegalStateException("this mixture reserves no weight for restarts; create it with restarts");
        }
        flushPending();
        double logShare = MixtureRestartWeights.logNext(restarts);
        for (int k = 0; k < logs.length; k++) {
            logs[k] = LogSumExp.compute(logs[k], logShare + grid.logWeight(k));
        }
        restarts++;
    }

    /// Returns the natural logarithm of the evidence; 0 = no evidence either way. Never NaN. O(nodes).
    public double logE() {
        flushPending();
        double bets = LogSumExp.compute(logs);
        return restarting ? LogSumExp.compute(bets, MixtureRestartWeights.logReserve(restarts)) : bets;
    }

    /// Returns the state as numbers: the number of restarts, then one logarithm per node.
    public double[] state() {
        flushPending();
        double[] state = new double[logs.length + 1];
        state[0] = restarts;
        System.arraycopy(logs, 0, state, 1, logs.length);
        return state;
    }

    /// Restores a state of [#state()] of a mixture with the same parameters; further results are bit for bit
    /// the same.
    ///
    /// @throws IllegalArgumentException when the length does not match
    public void restore(double[] state) {
        if (state.length != logs.length + 1) {
            throw new IllegalArgumentException(
                    "state must contain " + (logs.length + 1) + " numbers, got " + state.length);
        }
        if (logProductAccumulator != null) {
            logProductAccumulator.clear();
        }
        restarts = (long) state[0];
        System.arraycopy(state, 1, logs, 0, logs.length);
    }

    EffectSizeGrid grid() {
        return grid;
    }

    void multiply(int node, double logFactor) {
        logs[node] += logFactor;
    }

    /// Multiplies each node f by (1 + f gain)^times.
    ///
    /// @param gain -1 to 1, for nodes below 1
    void multiplyAll(double gain, long times) {
        if (times <= FEW) {
            for (long i = 0; i < times; i++) {
                addPending(gain);
            }
            return;
        }
        for (int k = 0; k < logs.length; k++) {
            logs[k] += times * StrictMath.log1p(grid.node(k) * gain);
        }
    }

    private void addPending(double gain) {
        if (logProductAccumulator == null) {
            logProductAccumulator = new LogProductAccumulator(grid.nodes());
        }
        if (logProductAccumulator.isFull()) {
            logProductAccumulator.addTo(logs);
        }
        logProductAccumulator.add(gain);
    }

    private void flushPending() {
        if (logProductAccumulator != null) {
            logProductAccumulator.addTo(logs);
        }
    }
}
