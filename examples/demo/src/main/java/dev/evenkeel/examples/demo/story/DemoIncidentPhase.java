// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.examples.demo.client.PaymentWeakness;
import dev.evenkeel.examples.demo.client.StabilityClient;
import dev.evenkeel.examples.demo.traffic.CallCounts;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/// The incident of the day, as people lead it: declared, acknowledged, followed up, mitigated,
/// resolved, reviewed. Confined to one thread.
final class DemoIncidentPhase {
    /* The alerts of a budget look back, and fire for a while after the fix. */
    private static final Map<String, Object> MENDED = Map.of("mitigation", "FIX", "despiteAlerts", true);

    private final DemoRunner run;
    private final StabilityClient practice;
    private final Instant harmStarted;
    private String id = "";

    DemoIncidentPhase(DemoRunner run, StabilityClient practice, Instant harmStarted) {
        this.run = run;
        this.practice = practice;
        this.harmStarted = harmStarted;
    }

    /// Declares it.
    ///
    /// @param seen calls that were counted
    /// @return its id
    String declare(CallCounts seen) throws IOException, InterruptedException {
        id = practice.declare(Map.of(
                "service",
                StabilityClient.SERVICE,
                "title",
                "calls fail: " + seen.describe(),
                "severity",
                "SEV2",
                "reason",
                "one call in ten",
                "times",
                Map.of("HARM_STARTED", Map.of("at", harmStarted.toString(), "source", "counts of customers"))));
        practice.incident(id, "acknowledge", Map.of("person", "ann"));
        return id;
    }

    /// Ends it, with a follow-up for each cause that was mended, and reviews it.
    ///
    /// @param mended what was seen of each
    /// @param failed calls that failed so far
    void end(Map<PaymentWeakness, String> mended, long failed) throws IOException, InterruptedException {
        run.screen().title("The incident ends, by the rules");
        if (isOpen()) {
            practice.incident(id, "mitigate", MENDED);
        }
        int number = 0;
        for (Map.Entry<PaymentWeakness, String> one : mended.entrySet()) {
            practice.incident(id, "follow-ups", followUp(one.getKey()));
            practice.incident(id, "follow-ups/" + ++number + "/done", Map.of("evidence", one.getValue()));
        }
        practice.incident(id, "resolve", MENDED);
        String state = practice.incident(id, "review", review(mended, failed))
                .path("state")
                .asString();
        run.fact("incident " + id, state + ", " + number + " follow-ups done, each with what was seen");
    }

    /* Not where the budget's alert opened it: it is mitigated once that ends. */
    private boolean isOpen() throws IOException, InterruptedException {
        return practice.openIncidents().stream()
                .anyMatch(incident -> incident.path("id").asString().equals(id)
                        && incident.path("state").asString().equals("OPEN"));
    }

    private static Map<String, Object> followUp(PaymentWeakness spot) {
        return Map.of(
                "what",
                spot.remedy(),
                "owner",
                "team-money",
                "due",
                LocalDate.now(ZoneOffset.UTC).plusDays(7).toString(),
                "expected",
                "fewer calls fail because " + spot.cause(),
                "verifiedBy",
                "counts of customers' calls before and after");
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
                "noChange",
                true,
                "impact",
                Map.of("requestsFailed", failed),
                "wentWell",
                "the history named the causes before anybody looked for them",
                "luck",
                "none",
                "reason",
                "all three causes are mended and measured");
    }
}
