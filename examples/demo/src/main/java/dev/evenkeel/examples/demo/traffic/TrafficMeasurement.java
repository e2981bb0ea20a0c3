// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import dev.evenkeel.examples.demo.process.CpuTimeSnapshot;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/// How a machine bore some seconds of customers: what fails in a story is to fail of candidates and weaknesses,
/// not of a queue, and a machine without a pause queues.
///
/// By Little's law the calls that wait are their rate times the mean time to an answer, whatever becomes of
/// them.
///
/// @param perSecond messages per second meanwhile
/// @param waiting calls that waited for their answer, on average
/// @param own share of the processors' time that the programs of the demo used, 0 to 1
/// @param others share that other programs used, 0 to 1
record TrafficMeasurement(double perSecond, double waiting, double own, double others) {
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final int LOOKS = 20;
    private static final double MOST_SECONDS = 0.2;
    /* Programs that take all they can get still leave others their turn. */
    private static final double FAIR_SHARE = 0.5;

    /// Looks for five seconds.
    static TrafficMeasurement of(PaymentTraffic traffic) throws InterruptedException {
        var machine = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        machine.getCpuLoad();
        CpuTimeSnapshot before = CpuTimeSnapshot.now();
        long began = System.nanoTime();
        long waiting = 0;
        for (int look = 0; look < LOOKS; look++) {
            Thread.sleep(WINDOW.dividedBy(LOOKS));
            waiting += traffic.waiting();
        }
        double all = Math.max(0, machine.getCpuLoad());
        double own = (double) CpuTimeSnapshot.now().since(before).toNanos()
                / (System.nanoTime() - began)
                / machine.getAvailableProcessors();
        return new TrafficMeasurement(traffic.perSecond(), (double) waiting / LOOKS, own, Math.max(0, all - own));
    }

    /// Whether answers came within a fifth of a second on average.
    boolean isKept() {
        return waiting <= MOST_SECONDS * perSecond;
    }

    /// A pace at which the programs of the demo take the wanted share of what other programs leave them, if
    /// each message costs what it cost. Half of the processors counts as left in any case: the system gives
    /// every program its turn.
    ///
    /// @param wanted messages per second that are enough
    /// @param mostBusy share of the processors' time that is left, above 0 to 1
    double fitting(double wanted, double mostBusy) {
        double left = Math.max(1 - others, FAIR_SHARE);
        return own > 0 ? Math.min(wanted, perSecond * mostBusy * left / own) : wanted;
    }

    /// What speaks against more messages per second.
    String describe() {
        return isKept()
                ? String.format(
                        Locale.ROOT,
                        "at %.0f a second its programs used %.0f %% of the processors, other programs %.0f %%",
                        perSecond,
                        100 * own,
                        100 * others)
                : String.format(Locale.ROOT, "at %.0f a second answers took more than 0.2 s", perSecond);
    }
}
