// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.api.IncidentApi.IncidentResponse;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.examples.demo.client.PaymentWeakness;
import dev.evenkeel.examples.demo.client.StabilityClient;
import dev.evenkeel.examples.demo.traffic.CallCounts;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/// The incident lifecycle as operators run it: declared, acknowledged, followed up, mitigated, resolved,
/// reviewed.
final class DemoIncidentPhase {
    /* Error budget alerts look back, so they fire for a while after the fix. */
    private static final Map<String, Object> MENDED = Map.of("mitigation", "FIX", "ignoreFiringAlerts", true);

    private final DemoRunner runner;
    private final StabilityClient client;
    private final Instant harmStarted;
    private String id = "";

    DemoIncidentPhase(DemoRunner runner, StabilityClient client, Instant harmStarted) {
        this.runner = runner;
        this.client = client;
        this.harmStarted = harmStarted;
    }

    /// Declares the incident.
    ///
    /// @param seen calls counted so far
    /// @return its id
    String declare(CallCounts seen) throws IOException, InterruptedException {
        id = client.declare(Map.of(
                "service",
                StabilityClient.SERVICE,
                "title",
                "calls fail: " + seen.describe(),
                "severity",
                "SEV2",
                "reason",
                "one call in ten fails",
                "times",
                Map.of("HARM_STARTED", Map.of("at", harmStarted.toString(), "source", "customer call counts"))));
        client.postIncidentAction(id, "acknowledge", Map.of("onBehalfOf", "ann"));
        return id;
    }

    /// Resolves the incident with a follow-up for each fixed cause, and reviews it.
    ///
    /// @param mended measured effect for each cause
    /// @param failed calls that failed so far
    void end(Map<PaymentWeakness, String> mended, long failed) throws IOException, InterruptedException {
        runner.screen().title("Resolving the incident: mitigation, follow-ups, resolution and review");
        if (isOpen()) {
            client.postIncidentAction(id, "mitigate", MENDED);
        }
        int number = 0;
        for (Map.Entry<PaymentWeakness, String> one : mended.entrySet()) {
            client.postIncidentAction(id, "follow-ups", followUp(one.getKey()));
            client.postIncidentAction(id, "follow-ups/" + ++number + "/complete", Map.of("evidence", one.getValue()));
        }
        client.postIncidentAction(id, "resolve", MENDED);
        String state = client.postIncidentAction(id, "review", review(mended, failed))
                .path("state")
                .asString();
        runner.recordFact("incident " + id, state + ", " + number + " follow-ups completed with evidence");
    }

    /* False if the budget alert opened the incident: it is mitigated once the alert ends. */
    private boolean isOpen() throws IOException, InterruptedException {
        return client.openIncidents().stream()
                .map(IncidentResponse::incident)
                .anyMatch(incident -> incident.id().equals(id) && incident.state() == IncidentState.OPEN);
    }

    private static Map<String, Object> followUp(PaymentWeakness spot) {
        return Map.of(
                "description",
                spot.remedy(),
                "owner",
                "team-money",
                "dueDate",
                LocalDate.now(ZoneOffset.UTC).plusDays(7).toString(),
                "expectedEffect",
                "fewer calls fail because " + spot.cause(),
                "verifiedBy",
                "failure rate of customer calls before and after");
    }

    private static Map<String, Object> review(Map<PaymentWeakness, String> mended, long failed) {
        return Map.of(
                "trigger",
                "USER_BEHAVIOUR",
                "detection",
                "CUSTOMER",
                "causes",
                mended.keySet().stream()
                        .map(spot -> Map.of("name", spot.cause()))
                        .toList(),
                "noRelatedChange",
                true,
                "impact",
                Map.of("failedRequests", failed),
                "wentWell",
                "the incident history identified the causes immediately",
                "gotLucky",
                "none",
                "reason",
                "all three causes are fixed and measured");
    }
}
