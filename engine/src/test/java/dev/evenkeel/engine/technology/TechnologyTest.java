// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TechnologyTest {
    private static final Technology ASSESSED = TechnologyFixtures.technology("quarkus", RadarRing.ASSESS, 0);

    @Test
    void returnsRingOfLastMove() {
        Technology tried = ASSESSED.withMove(move(5, RadarRing.ASSESS, RadarRing.TRIAL, "0007"));
        Technology adopted = tried.withMove(move(9, RadarRing.TRIAL, RadarRing.ADOPT, null));
        assertThat(ASSESSED.ring()).isEqualTo(RadarRing.ASSESS);
        assertThat(ASSESSED.usedSince()).isNull();
        assertThat(adopted.ring()).isEqualTo(RadarRing.ADOPT);
        assertThat(adopted.ringSince()).isEqualTo(day(9));
        assertThat(adopted.usedSince()).isEqualTo(day(5));
        assertThat(adopted.ringChanges()).hasSize(3);
    }

    @Test
    void findsLatestAcceptedDecisionSinceFirstUse() {
        Technology tried = ASSESSED.withMove(move(5, RadarRing.ASSESS, RadarRing.TRIAL, "0007"));
        Technology adopted = tried.withMove(move(9, RadarRing.TRIAL, RadarRing.ADOPT, "0008"));
        Technology back = adopted.withMove(move(10, RadarRing.ADOPT, RadarRing.HOLD, "0009"));
        assertThat(adopted.findDecision(TechnologyFixtures.acceptedRecords("quarkus", "0007", "0008")))
                .isEqualTo("0008");
        assertThat(adopted.findDecision(TechnologyFixtures.acceptedRecords("quarkus", "0007")))
                .isEqualTo("0007");
        assertThat(adopted.findDecision(TechnologyFixtures.acceptedRecords("quarkus", "0009")))
                .isNull();
        assertThat(back.findDecision(TechnologyFixtures.acceptedRecords("quarkus", "0007", "0008", "0009")))
                .as("a service may still run it")
                .isEqualTo("0008");
        assertThat(back.withMove(move(11, RadarRing.HOLD, RadarRing.TRIAL, null))
                        .findDecision(TechnologyFixtures.acceptedRecords("quarkus", "0007", "0008")))
                .isNull();
    }

    @Test
    void rejectsInconsistentHistory() {
        assertThatThrownBy(() -> ASSESSED.withMove(move(5, RadarRing.TRIAL, RadarRing.ADOPT, null)))
                .hasMessage("technology quarkus was at ASSESS when it moved to ADOPT from TRIAL");
        assertThatThrownBy(() -> move(5, RadarRing.TRIAL, RadarRing.TRIAL, null))
                .hasMessageContaining("must change the ring");
        assertThatThrownBy(() -> new RadarRingChange(day(1), null, RadarRing.HOLD, " ", "anna", null))
                .hasMessageContaining("needs a reason");
        assertThatThrownBy(() -> new Technology("x", "x", TechnologyKind.TOOL, List.of(), List.of(), List.of()))
                .hasMessageContaining("no move");
    }

    @Test
    void matchesOwnPackagesAndSubpackages() {
        assertThat(ASSESSED.matchesComponent("pkg:maven/quarkus")).isTrue();
        assertThat(ASSESSED.matchesComponent("pkg:maven/quarkus/core")).isTrue();
        assertThat(ASSESSED.matchesComponent("pkg:maven/quarkusx/core")).isFalse();
    }

    @Test
    void acceptsOnlyValidKeys() {
        assertThat(List.of("java", "vue.js", "a", "x-2")).allMatch(Technology::isKey);
        assertThat(List.of("", "Java", "-a", "a-", "a b", "a".repeat(64))).noneMatch(Technology::isKey);
    }

    private static RadarRingChange move(int day, RadarRing from, RadarRing to, @Nullable String record) {
        return new RadarRingChange(day(day), from, to, "it went well", "anna", record);
    }

    private static Instant day(int day) {
        return TechnologyFixtures.START.plusSeconds(86_400L * day);
    }
}
