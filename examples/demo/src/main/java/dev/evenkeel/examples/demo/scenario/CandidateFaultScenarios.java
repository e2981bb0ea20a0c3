// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import dev.evenkeel.api.RolloutApi.RolloutDetailResponse;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;

/// Scenarios in which the candidate is faulty from the start or becomes faulty, and is rolled back.
///
/// A scenario enables the fault in the payment service and watches. The guard sees only outcomes.
public final class CandidateFaultScenarios {
    private static final double BROKEN_SHARE = 0.01;

    private CandidateFaultScenarios() {}

    /// Runs a scenario in which calls fail from the start.
    static ScenarioResult runFromStart(ScenarioEnvironment environment, String fault, int percent)
            throws IOException, InterruptedException {
        environment.programs().paymentService().setFault(fault, true);
        String id = environment.control().startRollout(percent, fault);
        RolloutDetailResponse back = environment.awaitRollout(id, ScenarioEnvironment::isBackEverywhere);
        environment.programs().paymentService().setFault(fault, false);
        return ScenarioResult.ofRollback(back, rollout -> ScenarioHarm.ofCalls(rollout, null));
    }

    /// Runs a scenario in which the candidate books a retry again and responds normally: no error, no
    /// latency. A guard therefore needs at least one double booking to detect it.
    static ScenarioResult runDoubleBooking(ScenarioEnvironment environment) throws IOException, InterruptedException {
        environment.programs().paymentService().setFault("double-booking", true);
        String id = environment.control().startRollout(5, "customers resend some messages");
        environment.awaitRunning(id);
        Iterator<PaymentTraffic.PaymentMessage> again =
                environment.traffic().accepted().iterator();
        RolloutDetailResponse back = environment.awaitRollout(id, rollout -> {
            environment.traffic().resendAccepted(again, 20);
            return ScenarioEnvironment.isBackEverywhere(rollout);
        });
        environment.programs().paymentService().setFault("double-booking", false);
        return ScenarioResult.ofRollback(back, ScenarioHarm::ofDoubleBookings);
    }

    /// Runs a scenario in which the candidate is healthy for the given number of messages, some of them
    /// invalid and refused by both cores, and then fails some valid ones. The plan is the one for everyday
    /// use, whose first step takes ten minutes, so that only harm can end it.
    public static ScenarioResult runLateOnset(ScenarioEnvironment environment, long healthyMessages)
            throws IOException, InterruptedException {
        environment.traffic().setBrokenShare(BROKEN_SHARE);
        String id = environment.control().startRollout(Map.of("template", "standard"), 5, "healthy, then not");
        environment.awaitRunning(id);
        environment.awaitMessages(healthyMessages);
        RolloutDetailResponse onset = environment.control().rollout(id);
        environment.programs().paymentService().setFault("truncated-amounts", true);
        RolloutDetailResponse back = environment.awaitRollout(id, ScenarioEnvironment::isBackEverywhere);
        environment.programs().paymentService().setFault("truncated-amounts", false);
        environment.traffic().setBrokenShare(0);
        return ScenarioResult.ofRollback(back, rollout -> ScenarioHarm.ofCalls(rollout, onset));
    }
}
