// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Finds how many messages a second this machine bears: as many as asked for, or fewer. Confined to one thread.
public final class Pacing {
    /// The share of the processors' time that leaves queues out of what is compared.
    public static final double MOST_BUSY = 0.6;

    /// Fewer messages per second than this prove nothing in bearable time.
    static final double LEAST = 25;

    private static final double WORTH_A_CHANGE = 0.1;
    private static final double ALL_BUSY = 1;
    private static final double DRAINED_SECONDS = 0.2;
    private static final long POLL_MILLIS = 100;

    private final PaymentTraffic traffic;
    private final double wanted;
    private final double mostBusy;
    private final Watch watch;
    /* The last one that was not kept. */
    private @Nullable Pace queued;
    private String reason = "";
    /* How many messages had been sent when the pace was last changed. */
    private long changedAt;

    /// Sees again and again what is waited for.
    @FunctionalInterface
    public interface Watch {
        /// @throws IOException to end the waiting, when it takes too long
        void look(String what) throws IOException;
    }

    /// @param traffic which has been started at the pace wanted
    /// @param mostBusy share of the processors' time, above 0 to 1
    Pacing(PaymentTraffic traffic, double mostBusy, Watch watch) {
        this.traffic = traffic;
        this.wanted = traffic.perSecond();
        this.mostBusy = mostBusy;
        this.watch = watch;
    }

    /// Lets customers come until so many messages were sent at a pace that is kept.
    ///
    /// @param slowdown of this machine, 1 or more: begins with so many times fewer messages
    /// @throws IOException of the watch
    void settle(long enough, double slowdown) throws IOException, InterruptedException {
        traffic.slowTo(bounded(wanted / slowdown));
        warm(enough, wanted, mostBusy);
        Pace pace = Pace.of(traffic);
        double fitting = pace.fitting(wanted, mostBusy);
        if (isWorthAChange(pace, fitting)) {
            change(pace, fitting);
            pace = Pace.of(traffic);
        }
        for (; !pace.isKept(); pace = Pace.of(traffic)) {
            change(pace, pace.perSecond() / 2);
            watch.look("fewer messages: " + pace.describe());
        }
        double kept = traffic.perSecond();
        reason = "this machine keeps up with all of them";
        if (kept < wanted) {
            reason = (queued != null && queued.perSecond() > kept ? queued : pace).describe();
            warm(Math.round(enough * kept / wanted) - (traffic.messages() - changedAt), kept, ALL_BUSY);
        }
    }

    /// Waits for so many messages at the pace that the traffic has, whether it is kept or not.
    ///
    /// @throws IOException of the watch
    void keep(long enough) throws IOException, InterruptedException {
        long target = traffic.messages() + enough;
        Pace pace = Pace.of(traffic);
        while (traffic.messages() < target) {
            watch.look(sent(enough, target));
            pace = Pace.of(traffic);
        }
        reason = pace.isKept() ? "fixed by --rate" : "fixed by --rate, too many for this machine: " + pace.describe();
    }

    /// Why customers send as many messages as they do now.
    String reason() {
        return reason;
    }

    /// Waits for so many messages more, which come as fast as programs that are still cold can bear.
    ///
    /// @param most messages per second
    /// @param mostBusy share of the processors' time; with all of it, customers become fewer only where they wait
    private void warm(long enough, double most, double mostBusy) throws IOException, InterruptedException {
        long target = traffic.messages() + enough;
        while (traffic.messages() < target) {
            watch.look(sent(enough, target));
            Pace pace = Pace.of(traffic);
            double next = pace.whileCold(most, mostBusy);
            if (isWorthAChange(pace, next)) {
                change(pace, next);
            }
        }
    }

    private String sent(long enough, long target) {
        return (enough - (target - traffic.messages())) + " of " + enough + " messages sent, "
                + Math.round(traffic.perSecond()) + " a second";
    }

    private boolean isWorthAChange(Pace now, double next) {
        return Math.abs(bounded(next) - now.perSecond()) > WORTH_A_CHANGE * now.perSecond();
    }

    private double bounded(double perSecond) {
        return Math.clamp(perSecond, Math.min(LEAST, wanted), wanted);
    }

    private void change(Pace now, double perSecond) throws IOException, InterruptedException {
        double changed = bounded(perSecond);
        traffic.slowTo(changed);
        changedAt = traffic.messages();
        queued = now.isKept() ? queued : now;
        while (traffic.waiting() > changed * DRAINED_SECONDS) {
            watch.look(traffic.waiting() + " calls wait for their answer, at " + Math.round(changed)
                    + " messages a second from now on");
            Thread.sleep(POLL_MILLIS);
        }
    }
}
