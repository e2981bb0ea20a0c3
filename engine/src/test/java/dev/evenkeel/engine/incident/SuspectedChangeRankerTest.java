// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.incident.SuspectedChange.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuspectedChangeRankerTest {
    private static final Instant HARM = Instant.parse("2026-11-25T18:00:00Z");

    private static SuspectedChange change(String name, Kind kind, int distance, int minutesBefore, boolean bad) {
        String service = distance == 0 ? "payments" : "ledger";
        return new SuspectedChange(
                name,
                kind,
                service,
                distance,
                HARM.minusSeconds(60L * minutesBefore),
                null,
                bad,
                null,
                name + " changed");
    }

    private static List<String> order(SuspectedChange... changes) {
        return SuspectedChangeRanker.rank(
                        HarmStart.ofHarm(TimestampWithPrecision.exact(HARM, "guard"), Set.of()), List.of(changes))
                .stream()
                .map(ranked -> ranked.change().name())
                .toList();
    }

    @Test
    void ranksChangesByTimeServiceKindAndEarlierVerdict() {
        assertThat(order(
                        change("old", Kind.ROLLOUT, 0, 300, false),
                        change("fresh", Kind.ROLLOUT, 0, 5, false),
                        change("far", Kind.ROLLOUT, 1, 5, false),
                        change("bad", Kind.ROLLOUT, 0, 30, true),
                        change("machines", Kind.INFRASTRUCTURE, 0, 5, false),
                        change("later", Kind.ROLLOUT, 0, -30, true)))
                .containsExactly("bad", "fresh", "machines", "far", "old", "later");
    }

    @Test
    void limitsShareBelowOneAndExcludesLaterChanges() {
        List<SuspectedChangeRanker.RankedChange> ranked = SuspectedChangeRanker.rank(
                HarmStart.ofHarm(TimestampWithPrecision.exact(HARM, "guard"), Set.of()),
                List.of(change("now", Kind.ROLLOUT, 0, 0, true), change("later", Kind.FLAG_EDIT, 0, -1, false)));
        assertThat(ranked.getFirst().share()).isBetween(0.9, 0.999);
        assertThat(ranked.getFirst().evidence())
                .containsExactly(
                        "0 s before the impact started",
                        "in the same service",
                        "a rollout step",
                        "it was already rolled back or reported as harmful");
        assertThat(ranked.getLast().share()).isZero();
        assertThat(ranked.getLast().evidence().getFirst())
                .isEqualTo("1 min after the impact started, so it is not the cause");
        assertThat(SuspectedChangeRanker.rank(
                        HarmStart.ofHarm(TimestampWithPrecision.exact(HARM, "guard"), Set.of()), List.of()))
                .isEmpty();
    }

    @Test
    void excludesChangesUndoneBeforeImpact() {
        SuspectedChange early = undone("early", 30, 10);
        SuspectedChange late = undone("late", 30, -2);
        List<SuspectedChangeRanker.RankedChange> ranked = SuspectedChangeRanker.rank(
                HarmStart.ofHarm(TimestampWithPrecision.exact(HARM, "guard"), Set.of()),
                List.of(early, late, change("edit", Kind.FLAG_EDIT, 0, 30, false)));
        assertThat(ranked.stream().map(one -> one.change().name())).containsExactly("late", "edit", "early");
        assertThat(ranked.getLast().share()).isZero();
        assertThat(ranked.getLast().evidence())
                .contains("undone 10 min before the impact started, so it is not the cause");
    }

    private static SuspectedChange undone(String name, int minutesBefore, int undoneMinutesBefore) {
        return new SuspectedChange(
                name,
                Kind.ROLLOUT,
                "payments",
                0,
                HARM.minusSeconds(60L * minutesBefore),
                HARM.minusSeconds(60L * undoneMinutesBefore),
                true,
                null,
                name);
    }

    @Test
    void ranksChangesOfFailingFlagFirst() {
        List<SuspectedChangeRanker.RankedChange> ranked = SuspectedChangeRanker.rank(
                HarmStart.ofHarm(TimestampWithPrecision.exact(HARM, "guard"), Set.of("prod/fees")),
                List.of(ofFlag("other", "limits", 1), ofFlag("same", "fees", 20)));
        assertThat(ranked.getFirst().change().name()).isEqualTo("same");
        assertThat(ranked.getFirst().evidence()).contains("calls of this flag failed");
        assertThat(ranked.getLast().evidence()).contains("only calls of other flags failed");
    }

    private static SuspectedChange ofFlag(String name, String flag, int minutesBefore) {
        return new SuspectedChange(
                name,
                Kind.FLAG_EDIT,
                "payments",
                0,
                HARM.minusSeconds(60L * minutesBefore),
                null,
                false,
                new SuspectedChange.ChangedFlag("prod", flag, 7),
                name);
    }

    @Test
    void includesLaterChangesWithinImpactStartPrecision() {
        SuspectedChange after = change("after", Kind.FLAG_EDIT, 1, -3, false);
        SuspectedChangeRanker.RankedChange ranked = SuspectedChangeRanker.rank(
                        HarmStart.ofHarm(new TimestampWithPrecision(HARM, "ann", Duration.ofMinutes(5)), Set.of()),
                        List.of(after))
                .getFirst();
        assertThat(ranked.share()).isPositive();
        assertThat(ranked.evidence())
                .contains("at about the same time as the impact started", "in ledger, a direct dependency");
    }

    @Test
    void usesDetectionTimeWhenImpactStartIsUnknown() {
        Incident incident = Incident.open(
                "i-1",
                new IncidentSignal("payments", null, HARM),
                "slow",
                IncidentOrigin.ALERT,
                SeverityRule.initial().rate("page"));
        SuspectedChange before = change("before", Kind.ROLLOUT, 0, 2, false);
        assertThat(SuspectedChangeRanker.rank(HarmStart.of(incident), List.of(before))
                        .getFirst()
                        .evidence())
                .contains("2 min before detection");
        IncidentResponseRecord known = IncidentResponseRecord.NONE.withTime(
                IncidentPhase.HARM_STARTED, TimestampWithPrecision.exact(HARM.minusSeconds(60), "logs"));
        assertThat(SuspectedChangeRanker.rank(HarmStart.of(incident.withResponse(known)), List.of(before))
                        .getFirst()
                        .evidence())
                .contains("1 min before the impact started");
    }
}
