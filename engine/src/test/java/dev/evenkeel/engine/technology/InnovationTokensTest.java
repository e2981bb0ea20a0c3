// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.technology.InnovationTokens.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InnovationTokensTest {
    private static final TechnologyPolicy POLICY = TechnologyPolicy.DEFAULT;

    @Test
    void spendsTokensOnUsedTechnologiesWithLittleExperience() {
        List<TechnologyTrackRecord> register = List.of(
                TechnologyFixtures.trackRecord(TechnologyFixtures.technology("java", RadarRing.ADOPT, 0), 100_000),
                TechnologyFixtures.trackRecord(TechnologyFixtures.technology("quarkus", RadarRing.TRIAL, 2), 2_189.9),
                TechnologyFixtures.trackRecord(TechnologyFixtures.technology("kafka", RadarRing.ADOPT, 1), 0),
                TechnologyFixtures.trackRecord(TechnologyFixtures.technology("rust", RadarRing.ASSESS, 0), 0),
                TechnologyFixtures.trackRecord(TechnologyFixtures.technology("mongo", RadarRing.HOLD, 0), 0),
                TechnologyFixtures.trackRecord(TechnologyFixtures.technology("redis", RadarRing.TRIAL, 0), 2_190));
        InnovationTokens tokens = InnovationTokens.of(POLICY, register, AcceptedDecisionRecords.NONE);
        assertThat(tokens.spent()).extracting(Token::key).containsExactly("kafka", "quarkus");
        assertThat(tokens.spent()).extracting(Token::number).containsExactly(1, 2);
        assertThat(tokens.remaining()).isEqualTo(1);
        assertThat(tokens.findUndecided()).isEmpty();
    }

    @Test
    void requiresAcceptedDecisionRecordForFourthToken() {
        List<TechnologyTrackRecord> register = new ArrayList<>(TechnologyFixtures.technologiesWithoutExperience(3));
        register.add(
                TechnologyFixtures.trackRecord(TechnologyFixtures.technology("late", RadarRing.TRIAL, 9, "0004"), 0));
        InnovationTokens without = InnovationTokens.of(POLICY, register, AcceptedDecisionRecords.NONE);
        InnovationTokens with =
                InnovationTokens.of(POLICY, register, TechnologyFixtures.acceptedRecords("late", "0004"));
        assertThat(without.remaining()).isZero();
        assertThat(without.findUndecided()).extracting(Token::key).containsExactly("late");
        assertThat(with.findUndecided()).isEmpty();
        assertThat(with.spent().getLast().decision()).isEqualTo("0004");
    }

    @Test
    void acceptsDecisionRecordOnlyForItsTechnology() {
        List<TechnologyTrackRecord> register = new ArrayList<>(TechnologyFixtures.technologiesWithoutExperience(3));
        register.add(TechnologyFixtures.trackRecord(
                TechnologyFixtures.technology("kafka", RadarRing.TRIAL, 9, "0004-use-x"), 0));
        assertThat(decision(register, "Use Redis for sessions", Set.of())).isNull();
        assertThat(decision(register, "Use Kafkaesque names", Set.of())).isNull();
        assertThat(decision(register, "Use KAFKA, for events", Set.of())).isEqualTo("0004-use-x");
        assertThat(decision(register, "Use Kafka for events", Set.of("redis"))).isNull();
        assertThat(decision(register, "Use a broker", Set.of("kafka", "redis"))).isEqualTo("0004-use-x");
    }

    private static @Nullable String decision(
            List<TechnologyTrackRecord> register, String title, Set<String> technologies) {
        var records = new AcceptedDecisionRecords(
                Map.of("0004-use-x", new AcceptedDecisionRecords.Subject("0004-use-x " + title, technologies)));
        return InnovationTokens.of(POLICY, register, records).spent().getLast().decision();
    }

    @Test
    void keepsTokenOfTechnologyOnHoldWhileServiceRunsIt() {
        Technology held = TechnologyFixtures.technology("held", RadarRing.TRIAL, 0, "0001")
                .withMove(new RadarRingChange(
                        TechnologyFixtures.START.plusSeconds(86_400 * 20),
                        RadarRing.TRIAL,
                        RadarRing.HOLD,
                        "no more of it",
                        "anna",
                        null));
        AcceptedDecisionRecords records = TechnologyFixtures.acceptedRecords("held", "0001");
        List<TechnologyTrackRecord> register = new ArrayList<>(TechnologyFixtures.technologiesWithoutExperience(2));
        register.add(run(held, null));
        InnovationTokens run = InnovationTokens.of(POLICY, register, records);
        assertThat(run.spent()).extracting(Token::key).containsExactly("held", "t1", "t2");
        assertThat(run.spent().getFirst().decision()).isEqualTo("0001");
        register.set(2, run(held, TechnologyFixtures.START.plusSeconds(86_400 * 21)));
        assertThat(InnovationTokens.of(POLICY, register, records).spent())
                .extracting(Token::key)
                .containsExactly("t1", "t2");
    }

    private static TechnologyTrackRecord run(Technology technology, @Nullable Instant until) {
        return new TechnologyTrackRecord(
                technology,
                List.of(new ServiceUsage("payments", TechnologyFixtures.START, until)),
                new OperatingExperience(480, 0));
    }

    @Test
    void ordersPlannedTechnologiesLast() {
        List<TechnologyTrackRecord> register = new ArrayList<>(TechnologyFixtures.technologiesWithoutExperience(3));
        register.add(
                TechnologyFixtures.trackRecord(TechnologyFixtures.technology("early", RadarRing.ASSESS, 0, "0001"), 0));
        InnovationTokens tokens = InnovationTokens.of(
                POLICY, register, TechnologyFixtures.acceptedRecords("early", "0001"), Set.of("early", "t1"));
        assertThat(tokens.spent()).extracting(Token::key).containsExactly("t1", "t2", "t3", "early");
        assertThat(tokens.spent().getLast().since()).isNull();
        assertThat(tokens.findUndecided()).extracting(Token::key).containsExactly("early");
    }

    @Test
    void combinesIncidentProbabilityOfAllTokens() {
        InnovationTokens two = InnovationTokens.of(
                POLICY, TechnologyFixtures.technologiesWithoutExperience(2), AcceptedDecisionRecords.NONE);
        double one = UnknownCauseIncidentRate.ofExperience(new OperatingExperience(0, 0))
                .probability(2_190, 1);
        assertThat(two.incidentProbability(2_190)).isCloseTo(1 - (1 - one) * (1 - one), within(1e-12));
        assertThat(InnovationTokens.of(POLICY, List.of(), AcceptedDecisionRecords.NONE)
                        .incidentProbability(2_190))
                .isZero();
    }

    @Test
    void rejectsInvalidPolicy() {
        assertThatThrownBy(() -> new TechnologyPolicy(-1, 1, TechnologyPolicy.DeclarationRequirement.NONE))
                .hasMessageContaining("tokens must be 0 to 100");
        assertThatThrownBy(() -> new TechnologyPolicy(3, 0, TechnologyPolicy.DeclarationRequirement.NONE))
                .hasMessageContaining("noveltyThresholdHours must be above 0");
    }
}
