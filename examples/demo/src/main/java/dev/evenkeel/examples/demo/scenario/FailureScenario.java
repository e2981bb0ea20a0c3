// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import java.io.IOException;

/// A way in which a payment service goes wrong, and how its rollout must end.
public enum FailureScenario {
    /// The candidate refuses every message that begins with a byte-order mark, three of four, at 1 %.
    BYTE_ORDER_MARK("byte-order-mark", "ROLL_BACK"),

    /// The candidate fails everything for part of every two seconds, at 5 %.
    ERROR_BURSTS("error-bursts", "ROLL_BACK"),

    /// The candidate's slowest tenth takes a hundred milliseconds and more, and nothing fails, at 5 %.
    SLOW_TAIL("slow-tail", "ROLL_BACK"),

    /// The candidate is healthy for ten minutes' worth of messages, then fails one of twenty, at 5 %.
    LATE_ONSET("late-onset", "ROLL_BACK"),

    /// Customers send broken messages in bursts, which both cores refuse.
    SHARED_BURSTS("shared-bursts", "COMPLETE"),

    /// The database of both cores goes away.
    SHARED_OUTAGE("shared-outage", "STEP_BACK"),

    /// The candidate books a retry again, at 5 %. The ledger is not in order afterwards.
    DOUBLE_BOOKING("double-booking", "ROLL_BACK");

    /* Ten minutes of a service with a thousand messages a minute, sent in 40 s. */
    private static final long HEALTHY_MESSAGES = 10_000;

    private final String key;
    private final String ending;

    FailureScenario(String key, String ending) {
        this.key = key;
        this.ending = ending;
    }

    /// The name that people write.
    public String key() {
        return key;
    }

    /// The decision that it must end with.
    public String ending() {
        return ending;
    }

    /// Plays it and ends its rollout. Begins when the service accepts payments.
    ///
    /// @throws IOException when it does not come to its point within the time that it is given
    public ScenarioResult tell(ScenarioEnvironment stage) throws IOException, InterruptedException {
        stage.awaitRecovery();
        return switch (this) {
            case BYTE_ORDER_MARK -> CandidateFaultScenarios.fromTheStart(stage, key, 1);
            case ERROR_BURSTS, SLOW_TAIL -> CandidateFaultScenarios.fromTheStart(stage, key, 5);
            case LATE_ONSET -> CandidateFaultScenarios.lateOnset(stage, HEALTHY_MESSAGES);
            case SHARED_BURSTS -> SharedFaultScenarios.bursts(stage, ending);
            case SHARED_OUTAGE -> SharedFaultScenarios.outage(stage);
            case DOUBLE_BOOKING -> CandidateFaultScenarios.doubleBooking(stage);
        };
    }
}
