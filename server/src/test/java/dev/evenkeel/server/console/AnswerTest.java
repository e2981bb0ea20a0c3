// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.server.console.SimulatedRollout.Course;
import dev.evenkeel.server.rollout.Rollout;
import dev.evenkeel.server.rollout.Standing;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AnswerTest {
    private static final Instant START = Instant.parse("2026-01-05T13:00:00Z");

    @Test
    void namesTheSignOfHarmBeforeTheLimitIsReached() {
        Answer answer = Answer.of(withEvidence(1.5, null));

        assertThat(answer.tone()).isEqualTo(Mark.Tone.CAUTION);
        assertThat(answer.lead()).startsWith("Signs of harm").contains("not yet enough to act");
        assertThat(String.join(" ", answer.sentences())).contains("Evidence against modern is 31.6");
    }

    @Test
    void saysThatItGoesBackOnceTheLimitIsReached() {
        assertThat(Answer.of(withEvidence(2.1, null)).lead()).isEqualTo("Harm is shown: going back.");
    }

    @Test
    void cannotTellWhileTheGuardIsInTrouble() {
        Answer answer = Answer.of(withEvidence(-0.4, "the stored state cannot be read"));

        assertThat(answer.lead()).startsWith("We cannot tell: exposure is held at");
        assertThat(answer.sentences()).containsExactly("The stored state cannot be read.");
    }

    @Test
    void saysThatThePlansTimeIsOverBeforeAnybodyWasExposed() {
        var seeding = new SimulatedRollout("r-1", Course.GOOD, START).play(5);
        assertThat(Answer.of(seeding.facts(false)).lead()).isEqualTo("Nobody is on modern yet.");

        Answer late = Answer.of(late(seeding.facts(false)));

        assertThat(late.tone()).isEqualTo(Mark.Tone.CAUTION);
        assertThat(late.lead()).isEqualTo("The plan's time is over, and nobody is on modern yet.");
        assertThat(late.sentences())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains(" of 10,000 calls measured.");
    }

    @Test
    void neverClaimsMoreThanWasShown() {
        for (int seconds = 1; seconds < 140; seconds += 20) {
            Answer answer = Answer.of(new SimulatedRollout("r-1", Course.GOOD, START)
                    .play(seconds)
                    .facts(false));
            assertThat(answer.lead() + String.join(" ", answer.sentences()))
                    .doesNotContainIgnoringCase("proven")
                    .doesNotContainIgnoringCase("is safe");
        }
    }

    @Test
    void countsTheDamageOnlyAfterwards() {
        SimulatedRollout bad = new SimulatedRollout("r-1", Course.BAD, START).play(61);
        assertThat(String.join(" ", Answer.of(bad.facts(false)).sentences())).doesNotContain("more than classic");

        bad.play(10);

        assertThat(String.join(" ", Answer.of(bad.facts(false)).sentences())).contains("more than classic would have");
        assertThat(WayBack.Return.of(bad.facts(false)))
                .extracting(WayBack.Return::words)
                .asString()
                .startsWith("The last SDK was back after at most 1.4");
    }

    private static RolloutFacts withEvidence(double log10, @Nullable String trouble) {
        RolloutFacts facts =
                new SimulatedRollout("r-1", Course.GOOD, START).play(60).facts(false);
        Rollout is = facts.rollout();
        Standing standing = new Standing(new Standing.Rollback(log10, 2.0458), facts.checks());
        return with(facts, is.position(), standing, trouble);
    }

    private static RolloutFacts late(RolloutFacts facts) {
        Rollout.Position is = facts.rollout().position();
        var held = new Rollout.Position(
                is.status(),
                is.step(),
                is.stepStartedAt(),
                is.exposure(),
                is.revision(),
                1,
                HoldKind.LATE,
                false,
                null);
        return with(facts, held, null, null);
    }

    private static RolloutFacts with(
            RolloutFacts facts, Rollout.Position position, @Nullable Standing standing, @Nullable String trouble) {
        Rollout is = facts.rollout();
        Rollout rollout = new Rollout(
                is.id(),
                is.environment(),
                is.flag(),
                is.control(),
                is.candidate(),
                is.plan(),
                is.seed(),
                is.reason(),
                is.change(),
                is.startedAt(),
                position,
                is.seedSamples(),
                is.ticks(),
                is.totals(),
                standing,
                trouble,
                is.changes());
        return new RolloutFacts(rollout, List.of(), facts.recent(), 1, 1, RolloutFacts.Extras.NONE);
    }
}
