// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import java.io.IOException;

/// A failure mode of the payment service, with the decision that must end its rollout.
public enum FailureScenario {
    /// The candidate refuses every message that begins with a byte-order mark, three in four, at 1%.
    BYTE_ORDER_MARK("byte-order-mark", RolloutDecisionKind.ROLL_BACK),

    /// The candidate fails all calls for part of every two seconds, at 5%.
    ERROR_BURSTS("error-bursts", RolloutDecisionKind.ROLL_BACK),

    /// The slowest tenth of the candidate's calls takes 100 ms or more; no call fails, at 5%.
    SLOW_TAIL("slow-tail", RolloutDecisionKind.ROLL_BACK),

    /// The candidate is healthy for ten minutes' worth of messages, then fails one in 20, at 5%.
    LATE_ONSET("late-onset", RolloutDecisionKind.ROLL_BACK),

    /// Customers send invalid messages in bursts, which both cores refuse.
    SHARED_BURSTS("shared-bursts", RolloutDecisionKind.COMPLETE),

    /// The database of both cores fails.
    SHARED_OUTAGE("shared-outage", RolloutDecisionKind.STEP_BACK),

    /// The candidate books a retry again, at 5%. The ledger is inconsistent afterwards.
    DOUBLE_BOOKING("double-booking", RolloutDecisionKind.ROLL_BACK);

    /* Ten minutes of a service with a thousand messages a minute, sent in 40 s. */
    private static final long HEALTHY_MESSAGES = 10_000;

    private final String key;
    private final RolloutDecisionKind ending;

    FailureScenario(String key, RolloutDecisionKind ending) {
        this.key = key;
        this.ending = ending;
    }

    /// Returns the name used on the command line and in reports.
    public String key() {
        return key;
    }

    /// Returns the decision that must end the rollout.
    public RolloutDecisionKind expectedEnding() {
        return ending;
    }

    /// Runs the scenario and ends its rollout. The service must already accept payments.
    ///
    /// @throws IOException when the scenario does not reach its expected end within the time limit
    public ScenarioResult run(ScenarioEnvironment environment) throws IOException, InterruptedException {
        environment.awaitRecovery();
        return switch (this) {
            case BYTE_ORDER_MARK -> CandidateFaultScenarios.runFromStart(environment, key, 1);
            case ERROR_BURSTS, SLOW_TAIL -> CandidateFaultScenarios.runFromStart(environment, key, 5);
            case LATE_ONSET -> CandidateFaultScenarios.runLateOnset(environment, HEALTHY_MESSAGES);
            case SHARED_BURSTS -> SharedFaultScenarios.runBursts(environment, ending);
            case SHARED_OUTAGE -> SharedFaultScenarios.runOutage(environment);
            case DOUBLE_BOOKING -> CandidateFaultScenarios.runDoubleBooking(environment);
        };
    }
}
