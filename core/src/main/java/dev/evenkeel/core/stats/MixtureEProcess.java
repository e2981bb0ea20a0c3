// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

import org.jspecify.annotations.Nullable;

/// The state of an e-process: one running product per effect size, weighed together.
///
/// `logE()` is the logarithm of the weighed sum. With restarts, part of the weight is kept for starts that lie
/// in the future, so that evidence against something that breaks late is not drowned by a long healthy past.
///
/// Mutable, confined to one thread. State: one double per node and the number of restarts, at most 216 bytes;
/// beside it, for bets on ranks, working memory of 2 kB.
public final class MixtureEProcess {
    /*
     * R_k is the product for effect size k, summed over the starts so far. At the beginning R_k = w0 w_k. Restart
     * number j (0, 1, ...) adds v_j w_k, and the weight that is not yet spent counts as money kept under the mattress
     * ([MixtureRestartWeights]). The whole is a mixture of e-processes over (effect size, start), hence an e-process: no
     * average-run-length trade as with CUSUM. Howard, Ramdas, McAuliffe, Sekhon 2021.
     */
    /* As many multiplications cost less than a logarithm. */
    private static final long FEW = 32;

    private final EffectSizeGrid grid;
    private final boolean restarting;
    private final double[] logs;
    private @Nullable LogProductAccumulator kept;
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

    /// Starts the bets afresh with the next share of the kept weight; to be called before a tick's data, at
    /// times that do not depend on them. O(nodes).
    ///
    /// @throws IllegalStateException when this mixture was made without restarts
    public void restart() {
        if (!restarting) {
            throw new IllegalStateException("this mixture keeps no weight for restarts; make it with restarts");
        }
        takeInKept();
        double logShare = MixtureRestartWeights.logNext(restarts);
        for (int k = 0; k < logs.length; k++) {
            logs[k] = LogSumExp.of(logs[k], logShare + grid.logWeight(k));
        }
        restarts++;
    }

    /// Natural logarithm of the evidence: 0 when nothing is known. Never NaN. O(nodes).
    public double logE() {
        takeInKept();
        double bets = LogSumExp.of(logs);
        return restarting ? LogSumExp.of(bets, MixtureRestartWeights.logReserve(restarts)) : bets;
    }

    /// The state as numbers: the restarts so far, then one logarithm per node.
    public double[] state() {
        takeInKept();
        double[] state = new double[logs.length + 1];
        state[0] = restarts;
        System.arraycopy(logs, 0, state, 1, logs.length);
        return state;
    }

    /// Takes over a state that [#state()] of an equally made mixture gave; bit for bit the same from then on.
    ///
    /// @throws IllegalArgumentException when the length does not fit
    public void restore(double[] state) {
        if (state.length != logs.length + 1) {
            throw new IllegalArgumentException(
                    "state must hold " + (logs.length + 1) + " numbers, got " + state.length + ": made by other bets?");
        }
        if (kept != null) {
            kept.clear();
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
                keep(gain);
            }
            return;
        }
        for (int k = 0; k < logs.length; k++) {
            logs[k] += times * StrictMath.log1p(grid.node(k) * gain);
        }
    }

    private void keep(double gain) {
        if (kept == null) {
            kept = new LogProductAccumulator(grid.nodes());
        }
        if (kept.isFull()) {
            kept.addTo(logs);
        }
        kept.add(gain);
    }

    private void takeInKept() {
        if (kept != null) {
            kept.addTo(logs);
        }
    }
}
