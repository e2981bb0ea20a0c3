// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/// Finds the pace of customers that leaves a machine time to breathe: the one asked for, or a slower one. Confined to
/// one thread.
public final class Pacing {
    /// The share of the processors' time that leaves queues out of what is compared.
    public static final double MOST_BUSY = 0.6;

    /* Fewer messages per second than this prove nothing in bearable time. */
    private static final double LEAST = 40;
    private static final double WORTH_A_CHANGE = 0.1;
    private static final double ALL_BUSY = 1;
    private static final double DRAINED_SECONDS = 0.2;
    private static final long POLL_MILLIS = 100;

    private final PaymentTraffic traffic;
    private final double wanted;
    private final double mostBusy;
    private final long endNanos;
    private final Consumer<String> progress;
    /* How many messages had been sent when the pace was last changed. */
    private long changedAt;

    /// @param traffic which has been started at the pace wanted
    /// @param mostBusy share of the processors' time, above 0 to 1
    /// @param patience after which it fails
    /// @param progress told what is waited for
    public Pacing(PaymentTraffic traffic, double mostBusy, Duration patience, Consumer<String> progress) {
        this.traffic = traffic;
        this.wanted = traffic.perSecond();
        this.mostBusy = mostBusy;
        this.endNanos = System.nanoTime() + patience.toNanos();
        this.progress = progress;
    }

    /// Lets customers come until so many messages were sent at a pace that is kept, and everything refused meanwhile
    /// was sent again.
    ///
    /// @return messages per second from now on
    /// @throws IOException where no pace is kept, with what to do
    public double settle(long enough) throws IOException, InterruptedException {
        warm(enough, wanted, mostBusy);
        Pace pace = Pace.of(traffic);
        double fitting = pace.fitting(wanted, mostBusy);
        if (isWorthAChange(pace, fitting)) {
            change(fitting);
            pace = Pace.of(traffic);
        }
        for (; !pace.isKept(); pace = Pace.of(traffic)) {
            change(pace.perSecond() / 2);
            check("answers take more than 0.2 s at " + Math.round(traffic.perSecond()) + " messages a second");
        }
        double kept = traffic.perSecond();
        if (kept < wanted) {
            warm(Math.round(enough * kept / wanted) - (traffic.messages() - changedAt), kept, ALL_BUSY);
        }
        traffic.resendRefused(timeLeft());
        return traffic.perSecond();
    }

    /// Waits for so many messages more, which come as fast as programs that are still cold can bear.
    ///
    /// @param most messages per second
    /// @param mostBusy share of the processors' time; with all of it, customers become fewer only where they wait
    private void warm(long enough, double most, double mostBusy) throws IOException, InterruptedException {
        long target = traffic.messages() + enough;
        while (traffic.messages() < target) {
            check((enough - (target - traffic.messages())) + " of " + enough + " messages sent");
            Pace pace = Pace.of(traffic);
            double next = pace.whileCold(most, mostBusy);
            if (isWorthAChange(pace, next)) {
                change(next);
            }
        }
    }

    private boolean isWorthAChange(Pace now, double next) {
        return Math.abs(bounded(next) - now.perSecond()) > WORTH_A_CHANGE * now.perSecond();
    }

    private double bounded(double perSecond) {
        return Math.clamp(perSecond, Math.min(LEAST, wanted), wanted);
    }

    private void change(double perSecond) throws IOException, InterruptedException {
        double changed = bounded(perSecond);
        traffic.slowTo(changed);
        changedAt = traffic.messages();
        while (traffic.waiting() > changed * DRAINED_SECONDS) {
            check(traffic.waiting() + " calls wait for their answer, at " + Math.round(changed)
                    + " messages a second from now on");
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void check(String what) throws IOException {
        progress.accept(what);
        if (timeLeft().isNegative()) {
            throw new IOException("this machine is too slow or too busy: " + what
                    + " when the time was over; try again when it has less to do");
        }
    }

    private Duration timeLeft() {
        return Duration.ofNanos(endNanos - System.nanoTime());
    }
}
