// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

/// Chooses how many messages a second come next, by how the machine bore those before. Confined to one thread.
///
/// A rate that made calls wait is halved, and not tried again at once: the ceiling falls below it and rises
/// again slowly, because programs that are still cold need less and less time for a message.
public final class TrafficRateController {
    /// Fewer messages per second than this prove nothing in bearable time.
    public static final double LEAST = 25;

    private static final double MOST_RISE = 1.5;
    private static final double BELOW_QUEUE = 0.75;
    private static final double RECOVERY = 1.1;
    private static final double WORTH_A_CHANGE = 0.1;

    private final double wanted;
    private double ceiling;

    /// @param wanted messages per second that are enough
    TrafficRateController(double wanted) {
        this.wanted = wanted;
        this.ceiling = wanted;
    }

    /// The rate to go on with; the same as measured where another one is not worth a change.
    ///
    /// @param mostBusy share of the processors' time that is left, above 0 to 1
    double next(TrafficMeasurement measured, double mostBusy) {
        double last = measured.perSecond();
        double next;
        if (measured.isKept()) {
            ceiling = Math.min(wanted, ceiling * RECOVERY);
            next = bounded(Math.min(measured.fitting(ceiling, mostBusy), last * MOST_RISE));
        } else {
            ceiling = last * BELOW_QUEUE;
            next = bounded(last / 2);
        }
        return Math.abs(next - last) > WORTH_A_CHANGE * last ? next : last;
    }

    /// The nearest rate that is neither more than wanted nor too few.
    double bounded(double perSecond) {
        return Math.clamp(perSecond, Math.min(LEAST, wanted), wanted);
    }
}
