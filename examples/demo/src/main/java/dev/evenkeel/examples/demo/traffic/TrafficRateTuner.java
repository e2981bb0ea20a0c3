// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Finds how many messages a second this machine bears: as many as asked for, or fewer. Confined to one thread.
public final class TrafficRateTuner {
    /// The share of the processors' time that leaves queues out of what is compared.
    public static final double MOST_BUSY = 0.6;

    private static final double ALL_BUSY = 1;
    private static final double DRAINED_SECONDS = 0.2;
    private static final long POLL_MILLIS = 100;
    /* Of five seconds, after which a queue has to be shorter. */
    private static final int DRAIN_LOOKS = 50;

    private final PaymentTraffic traffic;
    private final double wanted;
    private final double mostBusy;
    private final TuningListener watch;
    /* The last one that was not kept. */
    private @Nullable TrafficMeasurement queued;
    private String reason = "";
    /* How many messages had been sent when the pace was last changed. */
    private long changedAt;

    /// Sees again and again what is waited for.
    @FunctionalInterface
    public interface TuningListener {
        /// @throws IOException to end the waiting, when it takes too long
        void look(String what) throws IOException;
    }

    /// @param traffic which has been started at the pace wanted
    /// @param mostBusy share of the processors' time, above 0 to 1
    public TrafficRateTuner(PaymentTraffic traffic, double mostBusy, TuningListener watch) {
        this.traffic = traffic;
        this.wanted = traffic.perSecond();
        this.mostBusy = mostBusy;
        this.watch = watch;
    }

    /// Lets customers come until so many messages were sent at a pace that is kept.
    ///
    /// @param slowdown of this machine, 1 or more: begins with so many times fewer messages
    /// @throws IOException of the watch
    public void settle(long enough, double slowdown) throws IOException, InterruptedException {
        var control = new TrafficRateController(wanted);
        traffic.slowTo(control.bounded(wanted / slowdown));
        warm(enough, control, mostBusy);
        TrafficMeasurement pace = adjusted(TrafficMeasurement.of(traffic), control);
        while (!pace.isKept()) {
            watch.look("fewer messages: " + pace.describe());
            pace = adjusted(pace, control);
        }
        double kept = traffic.perSecond();
        reason = "this machine keeps up with all of them";
        if (kept < wanted) {
            reason = (queued != null && queued.perSecond() > kept ? queued : pace).describe();
            warm(
                    Math.round(enough * kept / wanted) - (traffic.messages() - changedAt),
                    new TrafficRateController(kept),
                    ALL_BUSY);
        }
    }

    private TrafficMeasurement adjusted(TrafficMeasurement pace, TrafficRateController control)
            throws IOException, InterruptedException {
        change(pace, control, mostBusy);
        return TrafficMeasurement.of(traffic);
    }

    /// Waits for so many messages at the pace that the traffic has, whether it is kept or not.
    ///
    /// @throws IOException of the watch
    public void keep(long enough) throws IOException, InterruptedException {
        long target = traffic.messages() + enough;
        TrafficMeasurement pace = TrafficMeasurement.of(traffic);
        while (traffic.messages() < target) {
            watch.look(sent(enough, target));
            pace = TrafficMeasurement.of(traffic);
        }
        reason = pace.isKept() ? "fixed by --rate" : "fixed by --rate, too many for this machine: " + pace.describe();
    }

    /// Why customers send as many messages as they do now.
    public String reason() {
        return reason;
    }

    /// Waits for so many messages more, which come as fast as programs that are still cold can bear.
    ///
    /// @param busy share of the processors' time; with all of it, customers become fewer only where they wait
    private void warm(long enough, TrafficRateController control, double busy)
            throws IOException, InterruptedException {
        long target = traffic.messages() + enough;
        while (traffic.messages() < target) {
            watch.look(sent(enough, target));
            change(TrafficMeasurement.of(traffic), control, busy);
        }
    }

    private String sent(long enough, long target) {
        return (enough - (target - traffic.messages())) + " of " + enough + " messages sent, "
                + Math.round(traffic.perSecond()) + " a second";
    }

    private void change(TrafficMeasurement now, TrafficRateController control, double busy)
            throws IOException, InterruptedException {
        queued = now.isKept() ? queued : now;
        double next = control.next(now, busy);
        if (next != now.perSecond()) {
            traffic.slowTo(next);
            changedAt = traffic.messages();
            drain(control);
        }
    }

    /// Waits until few calls wait; where they do not become fewer, customers do.
    private void drain(TrafficRateController control) throws IOException, InterruptedException {
        int before = traffic.waiting();
        for (int look = 1; traffic.waiting() > traffic.perSecond() * DRAINED_SECONDS; look++) {
            watch.look(traffic.waiting() + " calls wait for their answer, at " + Math.round(traffic.perSecond())
                    + " messages a second from now on");
            Thread.sleep(POLL_MILLIS);
            if (look % DRAIN_LOOKS == 0) {
                int now = traffic.waiting();
                if (now > before / 2) {
                    traffic.slowTo(control.bounded(traffic.perSecond() / 2));
                }
                before = now;
            }
        }
    }
}
