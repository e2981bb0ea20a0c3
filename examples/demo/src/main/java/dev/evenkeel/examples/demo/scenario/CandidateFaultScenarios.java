// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.scenario;

import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Candidates that are bad from the start or turn bad, and are rolled back.
///
/// A story switches the fault in the payment service and watches. Nothing of it reaches the guard but
/// outcomes.
public final class CandidateFaultScenarios {
    private static final double BROKEN_SHARE = 0.01;

    private CandidateFaultScenarios() {}

    /// A fault of calls that is there from the start.
    static ScenarioResult fromTheStart(ScenarioEnvironment stage, String fault, int percent)
            throws IOException, InterruptedException {
        stage.programs().paymentService().fault(fault, true);
        String id = stage.control().startRollout(percent, fault);
        JsonNode back = stage.awaitRollout(id, ScenarioEnvironment::isBackEverywhere);
        stage.programs().paymentService().fault(fault, false);
        return ScenarioResult.rolledBack(back, rollout -> ScenarioHarm.ofCalls(rollout, null));
    }

    /// A retry is booked again by the candidate, which answers as if all were well: no error, nothing
    /// slow. Nothing less than the first one can show that.
    static ScenarioResult doubleBooking(ScenarioEnvironment stage) throws IOException, InterruptedException {
        stage.programs().paymentService().fault("double-booking", true);
        String id = stage.control().startRollout(5, "customers send some messages again");
        stage.awaitRunning(id);
        Iterator<PaymentTraffic.PaymentMessage> again =
                stage.traffic().accepted().iterator();
        JsonNode back = stage.awaitRollout(id, rollout -> {
            stage.traffic().sendAgain(again, 20);
            return ScenarioEnvironment.isBackEverywhere(rollout);
        });
        stage.programs().paymentService().fault("double-booking", false);
        return ScenarioResult.rolledBack(back, ScenarioHarm::ofDoubleBookings);
    }

    /// Healthy for so many messages, some of them broken and refused by both cores; then the candidate
    /// fails some of the good ones. The plan is the one for everyday use, whose first step takes ten
    /// minutes, so that nothing but harm ends it.
    public static ScenarioResult lateOnset(ScenarioEnvironment stage, long healthyMessages)
            throws IOException, InterruptedException {
        stage.traffic().breakMessages(BROKEN_SHARE);
        String id = stage.control().startRollout(Map.of("template", "standard"), 5, "healthy, then not");
        stage.awaitRunning(id);
        stage.awaitMessages(healthyMessages);
        JsonNode onset = stage.control().rollout(id);
        stage.programs().paymentService().fault("truncated-amounts", true);
        JsonNode back = stage.awaitRollout(id, ScenarioEnvironment::isBackEverywhere);
        stage.programs().paymentService().fault("truncated-amounts", false);
        stage.traffic().breakMessages(0);
        return ScenarioResult.rolledBack(back, rollout -> ScenarioHarm.ofCalls(rollout, onset));
    }
}
