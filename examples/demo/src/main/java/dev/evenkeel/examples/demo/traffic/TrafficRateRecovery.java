// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

/// Raises a reduced message rate again when the machine has more CPU time for the demo, for example because another
/// program ended. The rate never falls below the one that was chosen first. Used by one thread.
public final class TrafficRateRecovery {
    private final PaymentTraffic traffic;
    private final TrafficRateController control;
    private final double lowest;
    private final double mostBusy;

    /// @param traffic running at a sustained rate, the lowest from now on
    /// @param wanted sufficient messages per second, the upper limit
    /// @param mostBusy maximum share of CPU time, above 0 to 1
    public TrafficRateRecovery(PaymentTraffic traffic, double wanted, double mostBusy) {
        this.traffic = traffic;
        this.control = new TrafficRateController(wanted);
        this.lowest = traffic.perSecond();
        this.mostBusy = mostBusy;
    }

    /// Adapts the rate until the thread is interrupted.
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                traffic.setRate(nextRate(TrafficMeasurement.measure(traffic)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns the rate after a measurement.
    double nextRate(TrafficMeasurement measured) {
        return Math.max(lowest, control.nextRate(measured, mostBusy));
    }
}
