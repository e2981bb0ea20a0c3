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
    private static final TechnologyPolicy POLICY = TechnologyPolicy.USUAL;

    @Test
    void areHeldByWhatIsInUseAndHasNoHistory() {
        List<KnownTechnology> register = List.of(
                Registered.known(Registered.technology("java", Ring.ADOPT, 0), 100_000),
                Registered.known(Registered.technology("quarkus", Ring.TRIAL, 2), 2_189.9),
                Registered.known(Registered.technology("kafka", Ring.ADOPT, 1), 0),
                Registered.known(Registered.technology("rust", Ring.ASSESS, 0), 0),
                Registered.known(Registered.technology("mongo", Ring.HOLD, 0), 0),
                Registered.known(Registered.technology("redis", Ring.TRIAL, 0), 2_190));
        InnovationTokens tokens = InnovationTokens.of(POLICY, register, AcceptedRecords.NONE);
        assertThat(tokens.spent()).extracting(Token::key).containsExactly("kafka", "quarkus");
        assertThat(tokens.spent()).extracting(Token::place).containsExactly(1, 2);
        assertThat(tokens.left()).isEqualTo(1);
        assertThat(tokens.undecided()).isEmpty();
    }

    @Test
    void theFourthNeedsAnAcceptedRecord() {
        List<KnownTechnology> register = new ArrayList<>(Registered.novel(3));
        register.add(Registered.known(Registered.technology("late", Ring.TRIAL, 9, "0004"), 0));
        InnovationTokens without = InnovationTokens.of(POLICY, register, AcceptedRecords.NONE);
        InnovationTokens with = InnovationTokens.of(POLICY, register, Registered.accepting("late", "0004"));
        assertThat(without.left()).isZero();
        assertThat(without.undecided()).extracting(Token::key).containsExactly("late");
        assertThat(with.undecided()).isEmpty();
        assertThat(with.spent().getLast().decision()).isEqualTo("0004");
    }

    @Test
    void aRecordPaysOnlyForATechnologyThatItIsAbout() {
        List<KnownTechnology> register = new ArrayList<>(Registered.novel(3));
        register.add(Registered.known(Registered.technology("kafka", Ring.TRIAL, 9, "0004-use-x"), 0));
        assertThat(decision(register, "Use Redis for sessions", Set.of())).isNull();
        assertThat(decision(register, "Use Kafkaesque names", Set.of())).isNull();
        assertThat(decision(register, "Use KAFKA, for events", Set.of())).isEqualTo("0004-use-x");
        assertThat(decision(register, "Use Kafka for events", Set.of("redis"))).isNull();
        assertThat(decision(register, "Use a broker", Set.of("kafka", "redis"))).isEqualTo("0004-use-x");
    }

    private static @Nullable String decision(List<KnownTechnology> register, String title, Set<String> technologies) {
        var records = new AcceptedRecords(
                Map.of("0004-use-x", new AcceptedRecords.Subject("0004-use-x " + title, technologies)));
        return InnovationTokens.of(POLICY, register, records).spent().getLast().decision();
    }

    @Test
    void whatAServiceStillRunsKeepsItsTokenAndItsPlace() {
        Technology held = Registered.technology("held", Ring.TRIAL, 0, "0001")
                .moved(new RingMove(
                        Registered.START.plusSeconds(86_400 * 20),
                        Ring.TRIAL,
                        Ring.HOLD,
                        "no more of it",
                        "anna",
                        null));
        AcceptedRecords records = Registered.accepting("held", "0001");
        List<KnownTechnology> register = new ArrayList<>(Registered.novel(2));
        register.add(run(held, null));
        InnovationTokens run = InnovationTokens.of(POLICY, register, records);
        assertThat(run.spent()).extracting(Token::key).containsExactly("held", "t1", "t2");
        assertThat(run.spent().getFirst().decision()).isEqualTo("0001");
        register.set(2, run(held, Registered.START.plusSeconds(86_400 * 21)));
        assertThat(InnovationTokens.of(POLICY, register, records).spent())
                .extracting(Token::key)
                .containsExactly("t1", "t2");
    }

    private static KnownTechnology run(Technology technology, @Nullable Instant until) {
        return new KnownTechnology(
                technology, List.of(new ServiceUse("payments", Registered.START, until)), new Experience(480, 0));
    }

    @Test
    void whatIsAboutToBeIntroducedComesLast() {
        List<KnownTechnology> register = new ArrayList<>(Registered.novel(3));
        register.add(Registered.known(Registered.technology("early", Ring.ASSESS, 0, "0001"), 0));
        InnovationTokens tokens =
                InnovationTokens.of(POLICY, register, Registered.accepting("early", "0001"), Set.of("early", "t1"));
        assertThat(tokens.spent()).extracting(Token::key).containsExactly("t1", "t2", "t3", "early");
        assertThat(tokens.spent().getLast().since()).isNull();
        assertThat(tokens.undecided()).extracting(Token::key).containsExactly("early");
    }

    @Test
    void togetherTheyAreAsRiskyAsAllOfThem() {
        InnovationTokens two = InnovationTokens.of(POLICY, Registered.novel(2), AcceptedRecords.NONE);
        double one = UnknownCause.after(new Experience(0, 0)).probability(2_190, 1);
        assertThat(two.unknownCause(2_190)).isCloseTo(1 - (1 - one) * (1 - one), within(1e-12));
        assertThat(InnovationTokens.of(POLICY, List.of(), AcceptedRecords.NONE).unknownCause(2_190))
                .isZero();
    }

    @Test
    void aPolicyHasBounds() {
        assertThatThrownBy(() -> new TechnologyPolicy(-1, 1, TechnologyPolicy.Demand.NOTHING))
                .hasMessageContaining("0 to 100 tokens");
        assertThatThrownBy(() -> new TechnologyPolicy(3, 0, TechnologyPolicy.Demand.NOTHING))
                .hasMessageContaining("hours above 0");
    }
}
