// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The amounts at which a loss curve is computed: evenly spaced on a logarithmic axis, and the amounts in the
/// case.
final class LossCurveGrid {
    private static final int STEPS = 36;
    private static final double BELOW = 0.1;
    private static final double ABOVE = 4;
    private static final List<Double> USUAL = List.of(100_000.0, 10_000_000.0);

    private LossCurveGrid() {}

    /// Returns the amounts in ascending order, from a tenth of the smallest named amount to four times the
    /// largest.
    static List<Double> build(List<Double> named) {
        var amounts = new TreeSet<>(named.isEmpty() ? USUAL : named);
        double from = amounts.first() * BELOW;
        double ratio = Math.pow(amounts.last() * ABOVE / from, 1.0 / STEPS);
        IntStream.rangeClosed(0, STEPS).forEach(step -> amounts.add(from * Math.pow(ratio, step)));
        return List.copyOf(amounts);
    }
}
