// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IncidentReviewRendererTest {
    private static final Instant AT = Instant.parse("2026-11-25T18:00:00Z");

    private static Incident incident() {
        return Incident.open(
                "i-1",
                new IncidentSignal("payments", null, AT),
                "payments | fail",
                IncidentOrigin.PERSON,
                new SeverityRating(IncidentSeverity.SEV2, 1, "at least 5% of users"));
    }

    @Test
    void rendersMissingFieldsAsNotRecorded() {
        String text = IncidentReviewRenderer.render(incident(), List.of());
        assertThat(text)
                .startsWith("# SEV2: payments \\| fail\n")
                .contains(
                        "| Impact | *not recorded* |", "| impact started | *not recorded* |", "Trigger: *not recorded*")
                .contains("- causes: *not recorded*", "- changes: *not recorded*");
    }

    @Test
    void rendersAllFieldsOfCompleteIncident() {
        IncidentLoss loss = new IncidentLoss(
                new BigDecimal("412"), "payment", new BigDecimal("2.5"), "CHF", LocalDate.parse("2026-11-25"));
        Incident known = incident()
                .withResponse(IncidentResponseRecord.NONE
                        .withTime(
                                IncidentPhase.HARM_STARTED,
                                new TimestampWithPrecision(AT, "guard", Duration.ofSeconds(1)))
                        .withTime(IncidentPhase.MITIGATED, TimestampWithPrecision.exact(AT.plusSeconds(200), "guard"))
                        .withRole(IncidentRole.COMMANDER, "ann")
                        .withMitigation(MitigationType.FLOW_CONTROL))
                .withAnalysis(new IncidentFindings(
                        FailureTrigger.USER_BEHAVIOUR,
                        List.of(new IncidentCause("no limit", 3), new IncidentCause("late alert", 1)),
                        List.of(),
                        true,
                        DetectionSource.ALERT,
                        new IncidentImpact(0.0512, 412L, loss),
                        "the runbook",
                        "a quiet hour",
                        false))
                .withAffectedItems(List.of(
                        new AffectedItem("p-1", new AffectedItem.Correction("reversed by 4711", "bob", AT)),
                        new AffectedItem("p-2", null)))
                .withFollowUp(new FollowUp(
                        1,
                        "add a limit",
                        "bob",
                        LocalDate.parse("2026-12-01"),
                        "no such failure in 90 days",
                        "replay",
                        null,
                        null));
        String text = IncidentReviewRenderer.render(
                known, List.of(new TimelineEntry(AT, "guard", "decision", "rolled\nback")));
        assertThat(text)
                .contains(
                        "5.12% of users, 412 failed requests, CHF 1,030 lost (412 payment at 2.5, rate on 2026-11-25)")
                .contains("| mitigated | 2026-11-25T18:03:20Z | 3 min 20 s | guard | exact |")
                .contains("- no limit (75%)", "- late alert (25%)", "- no change involved")
                .contains("**guard** rolled back", "| p-1 | reversed by 4711 | bob |", "| p-2 | *not recorded* | |")
                .contains("| 1 | add a limit | bob | 2026-12-01 | no such failure in 90 days | replay | open |");
    }

    @Test
    void rendersHandoverSummary() {
        var change = new SuspectedChange(
                "rollout:r-1",
                SuspectedChange.Kind.ROLLOUT,
                "payments",
                0,
                AT.minusSeconds(40),
                null,
                false,
                new SuspectedChange.ChangedFlag("default", "core", 3),
                "rollout r-1 began");
        String summary = HandoverSummaryRenderer.render(
                incident()
                        .withResponse(IncidentResponseRecord.NONE
                                .withRole(IncidentRole.SCRIBE, "eve")
                                .withTime(IncidentPhase.DETECTED, TimestampWithPrecision.exact(AT, "ann"))),
                new HandoverSummaryRenderer.HandoverContext(
                        List.of(new TimelineEntry(AT, "ann", "note", "called the bank\nand waited")),
                        SuspectedChangeRanker.rank(
                                HarmStart.ofHarm(TimestampWithPrecision.exact(AT, "ann"), Set.of()), List.of(change)),
                        List.of("budget: pay has spent its error budget (default)"),
                        List.of(),
                        Map.of()),
                AT.plusSeconds(125));
        assertThat(summary.lines())
                .containsExactly(
                        "**SEV2 payments | fail (payments) is OPEN, opened 2 min 5 s ago.**",
                        "",
                        "Severity by rule version 1: at least 5% of users.",
                        "",
                        "## Times",
                        "- detected 2 min 5 s ago, source: ann",
                        "",
                        "## Impact so far",
                        "- none",
                        "",
                        "## Responders",
                        "- scribe: eve",
                        "",
                        "## Suspected changes, most likely first",
                        "- 96%: rollout r-1 began (40 s before the impact started, in the same service, a rollout"
                                + " step)",
                        "",
                        "## Closed gates",
                        "- budget: pay has spent its error budget (default)",
                        "",
                        "## Running changes",
                        "- none",
                        "",
                        "## Open follow-ups",
                        "- none",
                        "",
                        "## Latest events",
                        "- 2026-11-25T18:00:00Z ann: called the bank");
    }
}
