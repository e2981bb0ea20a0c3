// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

/// Controller that chooses the next message rate from measurements of the previous one. Not thread-safe.
///
/// A rate at which calls queued is halved and not retried immediately: the ceiling drops below it and rises
/// again slowly, because programs that are still warming up need less and less time per message.
public final class TrafficRateController {
    /// Lowest useful rate in messages per second: with fewer, collecting evidence takes too long.
    public static final double MIN_RATE = 25;

    private static final double MOST_RISE = 1.5;
    private static final double BELOW_QUEUE = 0.75;
    private static final double RECOVERY = 1.1;
    private static final double WORTH_A_CHANGE = 0.1;

    private final double wanted;
    private double ceiling;

    /// @param wanted sufficient messages per second, the upper limit
    TrafficRateController(double wanted) {
        this.wanted = wanted;
        this.ceiling = wanted;
    }

    /// Returns the next rate; the measured one if the difference is too small to matter.
    ///
    /// @param mostBusy share of the remaining CPU time, above 0 to 1
    double nextRate(TrafficMeasurement measured, double mostBusy) {
        double last = measured.perSecond();
        double next;
        if (measured.isSustained()) {
            ceiling = Math.min(wanted, ceiling * RECOVERY);
            next = clampRate(Math.min(measured.sustainableRate(ceiling, mostBusy), last * MOST_RISE));
        } else {
            ceiling = last * BELOW_QUEUE;
            next = clampRate(last / 2);
        }
        return Math.abs(next - last) > WORTH_A_CHANGE * last ? next : last;
    }

    /// Limits a rate to the range from the minimum to the wanted rate.
    double clampRate(double perSecond) {
        return Math.clamp(perSecond, Math.min(MIN_RATE, wanted), wanted);
    }
}
