// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Tuner that finds the message rate that this machine sustains: the wanted one, or a lower one. Not
/// thread-safe.
public final class TrafficRateTuner {
    /// Maximum share of CPU time at which queues do not affect the comparison.
    public static final double MAX_BUSY = 0.6;

    private static final double ALL_BUSY = 1;
    private static final double DRAINED_SECONDS = 0.2;
    private static final long POLL_MILLIS = 100;
    /* Polls in five seconds, after which a queue must be shorter. */
    private static final int DRAIN_LOOKS = 50;

    private final PaymentTraffic traffic;
    private final double wanted;
    private final double mostBusy;
    private final TuningListener watch;
    /* The last measurement at which calls queued. */
    private @Nullable TrafficMeasurement queued;
    private String reason = "";
    /* Number of messages sent when the rate last changed. */
    private long changedAt;

    /// A listener to the progress of the current wait.
    @FunctionalInterface
    public interface TuningListener {
        /// @throws IOException to end the wait when it takes too long
        void onProgress(String what) throws IOException;
    }

    /// @param traffic started at the wanted rate
    /// @param mostBusy maximum share of CPU time, above 0 to 1
    public TrafficRateTuner(PaymentTraffic traffic, double mostBusy, TuningListener watch) {
        this.traffic = traffic;
        this.wanted = traffic.perSecond();
        this.mostBusy = mostBusy;
        this.watch = watch;
    }

    /// Sends traffic until the given number of messages was sent at a sustained rate.
    ///
    /// @param slowdown slowdown of this machine, 1 or more; divides the initial rate
    /// @throws IOException if the listener throws it
    public void tune(long enough, double slowdown) throws IOException, InterruptedException {
        var control = new TrafficRateController(wanted);
        traffic.setRate(control.clampRate(wanted / slowdown));
        warmUp(enough, control, mostBusy);
        TrafficMeasurement pace = adjustAndMeasure(TrafficMeasurement.measure(traffic), control);
        while (!pace.isSustained()) {
            watch.onProgress("reducing the rate: " + pace.describe());
            pace = adjustAndMeasure(pace, control);
        }
        double kept = traffic.perSecond();
        reason = "this machine sustains the maximum";
        if (kept < wanted) {
            reason = (queued != null && queued.perSecond() > kept ? queued : pace).describe();
            warmUp(
                    Math.round(enough * kept / wanted) - (traffic.messages() - changedAt),
                    new TrafficRateController(kept),
                    ALL_BUSY);
        }
    }

    private TrafficMeasurement adjustAndMeasure(TrafficMeasurement pace, TrafficRateController control)
            throws IOException, InterruptedException {
        adjustRate(pace, control, mostBusy);
        return TrafficMeasurement.measure(traffic);
    }

    /// Waits for the given number of messages at the current rate, whether it is sustained or not.
    ///
    /// @throws IOException if the listener throws it
    public void holdRate(long enough) throws IOException, InterruptedException {
        long target = traffic.messages() + enough;
        TrafficMeasurement pace = TrafficMeasurement.measure(traffic);
        while (traffic.messages() < target) {
            watch.onProgress(formatProgress(enough, target));
            pace = TrafficMeasurement.measure(traffic);
        }
        reason = pace.isSustained() ? "set by --rate" : "set by --rate, too high for this machine: " + pace.describe();
    }

    /// Returns why the current rate was chosen.
    public String reason() {
        return reason;
    }

    /// Waits for the given number of further messages, sent as fast as programs that are still warming up can
    /// handle.
    ///
    /// @param busy maximum share of CPU time; with 1, the rate drops only when calls queue
    private void warmUp(long enough, TrafficRateController control, double busy)
            throws IOException, InterruptedException {
        long target = traffic.messages() + enough;
        while (traffic.messages() < target) {
            watch.onProgress(formatProgress(enough, target));
            adjustRate(TrafficMeasurement.measure(traffic), control, busy);
        }
    }

    private String formatProgress(long enough, long target) {
        return (enough - (target - traffic.messages())) + " of " + enough + " messages sent, "
                + Math.round(traffic.perSecond()) + " per second";
    }

    private void adjustRate(TrafficMeasurement now, TrafficRateController control, double busy)
            throws IOException, InterruptedException {
        queued = now.isSustained() ? queued : now;
        double next = control.nextRate(now, busy);
        if (next != now.perSecond()) {
            traffic.setRate(next);
            changedAt = traffic.messages();
            drain(control);
        }
    }

    /// Waits until few calls are pending; if the queue does not shrink, lowers the rate.
    private void drain(TrafficRateController control) throws IOException, InterruptedException {
        int before = traffic.waiting();
        for (int look = 1; traffic.waiting() > traffic.perSecond() * DRAINED_SECONDS; look++) {
            watch.onProgress(traffic.waiting() + " calls are waiting for a response; new rate: "
                    + Math.round(traffic.perSecond()) + " per second");
            Thread.sleep(POLL_MILLIS);
            if (look % DRAIN_LOOKS == 0) {
                int now = traffic.waiting();
                if (now > before / 2) {
                    traffic.setRate(control.clampRate(traffic.perSecond() / 2));
                }
                before = now;
            }
        }
    }
}
