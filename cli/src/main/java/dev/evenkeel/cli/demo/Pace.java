// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// How a machine bore some seconds of customers: what fails in a story is to fail of candidates and weaknesses, not of
/// a queue, and a machine without a pause queues.
///
/// By Little's law the calls that wait are their rate times the mean time to an answer, whatever becomes of them.
///
/// @param perSecond messages per second meanwhile
/// @param waiting calls that waited for their answer, on average
/// @param busy share of the processors' time that was used, by whomever, 0 to 1
record Pace(double perSecond, double waiting, double busy) {
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final int LOOKS = 20;
    private static final double MOST_SECONDS = 0.2;

    /// Looks for five seconds.
    static Pace of(PaymentTraffic traffic) throws InterruptedException {
        var machine = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        machine.getCpuLoad();
        long waiting = 0;
        for (int look = 0; look < LOOKS; look++) {
            Thread.sleep(WINDOW.dividedBy(LOOKS));
            waiting += traffic.waiting();
        }
        return new Pace(traffic.perSecond(), (double) waiting / LOOKS, machine.getCpuLoad());
    }

    /// Whether answers came within a fifth of a second on average.
    boolean isKept() {
        return waiting <= MOST_SECONDS * perSecond;
    }

    /// A pace at which the processors are as busy as wanted, if each message costs what it cost.
    ///
    /// @param wanted messages per second that are enough
    /// @param mostBusy share of the processors' time, above 0 to 1
    double fitting(double wanted, double mostBusy) {
        return busy > 0 ? Math.min(wanted, perSecond * mostBusy / busy) : wanted;
    }

    /// The pace to go on with while the programs are still cold, and a message costs less and less: half of one that is
    /// not kept, else a fitting one.
    ///
    /// @param most messages per second
    /// @param mostBusy share of the processors' time, above 0 to 1
    double whileCold(double most, double mostBusy) {
        return isKept() ? fitting(most, mostBusy) : perSecond / 2;
    }
}
