// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import dev.evenkeel.examples.demo.process.CpuTimeSnapshot;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/// A measurement of how a machine handles some seconds of traffic. Failures in a story must come from
/// candidates and weaknesses, not from queues, and a saturated machine queues.
///
/// By Little's law, the number of waiting calls is their rate times the mean response time, regardless of
/// their outcome.
///
/// @param perSecond messages per second during the measurement
/// @param waiting mean number of calls waiting for a response
/// @param own share of CPU time used by the demo's programs, 0 to 1
/// @param others share used by other programs, 0 to 1
record TrafficMeasurement(double perSecond, double waiting, double own, double others) {
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final int LOOKS = 20;
    private static final double MOST_SECONDS = 0.2;
    /* Even programs that use all available CPU time leave others their share. */
    private static final double FAIR_SHARE = 0.5;

    /// Measures for five seconds.
    static TrafficMeasurement measure(PaymentTraffic traffic) throws InterruptedException {
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

    /// Whether the mean response time was at most 0.2 s.
    boolean isSustained() {
        return waiting <= MOST_SECONDS * perSecond;
    }

    /// Returns the rate at which the demo's programs use the given share of the CPU time that other programs
    /// leave, assuming a constant cost per message. At least half of the CPU time counts as left: the
    /// scheduler gives every program its share.
    ///
    /// @param wanted sufficient messages per second, the upper limit
    /// @param mostBusy share of the remaining CPU time, above 0 to 1
    double sustainableRate(double wanted, double mostBusy) {
        double left = Math.max(1 - others, FAIR_SHARE);
        return own > 0 ? Math.min(wanted, perSecond * mostBusy * left / own) : wanted;
    }

    /// Formats why a higher rate is not possible.
    String describe() {
        return isSustained()
                ? String.format(
                        Locale.ROOT,
                        "at %.0f per second, the demo used %.0f%% of the CPU, other programs %.0f%%",
                        perSecond,
                        100 * own,
                        100 * others)
                : String.format(Locale.ROOT, "at %.0f per second, the mean response time exceeded 200 ms", perSecond);
    }
}
