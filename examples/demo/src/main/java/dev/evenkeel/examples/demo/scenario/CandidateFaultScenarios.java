// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Scenarios in which the candidate is faulty from the start or becomes faulty, and is rolled back.
///
/// A scenario enables the fault in the payment service and watches. The guard sees only outcomes.
public final class CandidateFaultScenarios {
    private static final double BROKEN_SHARE = 0.01;

    private CandidateFaultScenarios() {}

    /// Runs a scenario in which calls fail from the start.
    static ScenarioResult runFromStart(ScenarioEnvironment stage, String fault, int percent)
            throws IOException, InterruptedException {
        stage.programs().paymentService().setFault(fault, true);
        String id = stage.control().startRollout(percent, fault);
        JsonNode back = stage.awaitRollout(id, ScenarioEnvironment::isBackEverywhere);
        stage.programs().paymentService().setFault(fault, false);
        return ScenarioResult.ofRollback(back, rollout -> ScenarioHarm.ofCalls(rollout, null));
    }

    /// Runs a scenario in which the candidate books a retry again and responds normally: no error, no
    /// latency. A guard therefore needs at least one double booking to detect it.
    static ScenarioResult runDoubleBooking(ScenarioEnvironment stage) throws IOException, InterruptedException {
        stage.programs().paymentService().setFault("double-booking", true);
        String id = stage.control().startRollout(5, "customers send some messages again");
        stage.awaitRunning(id);
        Iterator<PaymentTraffic.PaymentMessage> again =
                stage.traffic().accepted().iterator();
        JsonNode back = stage.awaitRollout(id, rollout -> {
            stage.traffic().resendAccepted(again, 20);
            return ScenarioEnvironment.isBackEverywhere(rollout);
        });
        stage.programs().paymentService().setFault("double-booking", false);
        return ScenarioResult.ofRollback(back, ScenarioHarm::ofDoubleBookings);
    }

    /// Runs a scenario in which the candidate is healthy for the given number of messages, some of them
    /// invalid and refused by both cores, and then fails some valid ones. The plan is the one for everyday
    /// use, whose first step takes ten minutes, so that only harm can end it.
    public static ScenarioResult runLateOnset(ScenarioEnvironment stage, long healthyMessages)
            throws IOException, InterruptedException {
        stage.traffic().setBrokenShare(BROKEN_SHARE);
        String id = stage.control().startRollout(Map.of("template", "standard"), 5, "healthy, then not");
        stage.awaitRunning(id);
        stage.awaitMessages(healthyMessages);
        JsonNode onset = stage.control().rollout(id);
        stage.programs().paymentService().setFault("truncated-amounts", true);
        JsonNode back = stage.awaitRollout(id, ScenarioEnvironment::isBackEverywhere);
        stage.programs().paymentService().setFault("truncated-amounts", false);
        stage.traffic().setBrokenShare(0);
        return ScenarioResult.ofRollback(back, rollout -> ScenarioHarm.ofCalls(rollout, onset));
    }
}
