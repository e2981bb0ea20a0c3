// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.ExceedanceGuard;
import dev.evenkeel.core.stats.MixtureEProcess;
import dev.evenkeel.core.stats.RankGuard;
import dev.evenkeel.core.stats.TrialCounts;
import dev.evenkeel.engine.Clause;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerFlagRevisionEvidenceTest {
    private static final double LOG_ENOUGH = Math.log(100);

    @Test
    @Clause("GUARD-9")
    void preservesEvidenceOfClosedRevisionAndResetsNext() {
        MixtureEProcess current = RankGuard.restartingRollback().mixture();
        PerFlagRevisionEvidence chapters = new PerFlagRevisionEvidence(current);
        RankGuard guard = RankGuard.restartingRollback();
        guard.observeCandidate(CandidateShare.assigned(0.5), 1, 40);
        current.restore(guard.mixture().state());
        double first = Math.exp(guard.mixture().logE());
        assertThat(Math.exp(chapters.logE())).isCloseTo(0.75 * first + 0.25, within(1e-9 * first));
        chapters.closeRevision();

        assertThat(Math.exp(chapters.logE())).isCloseTo(0.75 * first + 0.25, within(1e-9 * first));
        assertThat(current.logE()).isCloseTo(0, within(1e-12));
        PerFlagRevisionEvidence copy =
                new PerFlagRevisionEvidence(RankGuard.restartingRollback().mixture());
        copy.restore(chapters.state());
        assertThat(copy.logE()).isEqualTo(chapters.logE());
    }

    @Test
    @Clause("GUARD-9")
    void keepsTotalWeightAtOneAcrossRevisions() {
        PerFlagRevisionEvidence chapters =
                new PerFlagRevisionEvidence(RankGuard.restartingRollback().mixture());
        for (int chapter = 0; chapter < 1_000; chapter++) {
            assertThat(chapters.logE()).as("chapter %d", chapter).isCloseTo(0, within(1e-12));
            chapters.closeRevision();
        }
    }

    /// 400 users in random order, a quarter of them on the candidate, in each of eight revisions. Who is slow
    /// is always slow, and nobody because of the candidate.
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.05})
    @Clause("GUARD-9")
    void limitsFalseAlarmsToAlphaForAlwaysSlowUsers(double slow) {
        int runs = 3_000;
        int accused = 0;
        int multiplied = 0;
        for (int run = 0; run < runs; run++) {
            var random = new SplittableRandom(run);
            var guard = ExceedanceGuard.restartingRollback();
            var chapters = new PerFlagRevisionEvidence(guard.mixture());
            var product = ExceedanceGuard.restartingRollback();
            int[] users = users(random, slow);
            double most = 0;
            double mostMultiplied = 0;
            for (int revision = 0; revision < 8; revision++) {
                shuffle(users, random);
                for (int first = 0; first < users.length; first += 20) {
                    TrialCounts trials = trials(users, first, first + 20);
                    guard.observe(CandidateShare.assigned(0.25), slow, trials);
                    product.observe(CandidateShare.assigned(0.25), slow, trials);
                    most = Math.max(most, chapters.logE());
                    mostMultiplied = Math.max(mostMultiplied, product.mixture().logE());
                }
                chapters.closeRevision();
            }
            accused += most >= LOG_ENOUGH ? 1 : 0;
            multiplied += mostMultiplied >= LOG_ENOUGH ? 1 : 0;
        }
        assertThat(accused).isLessThanOrEqualTo(runs / 100);
        assertThat(multiplied).isGreaterThan(3 * runs / 100);
    }

    /* Bit 0: slow; bit 1: on the candidate. */
    private static int[] users(SplittableRandom random, double slow) {
        int[] users = new int[400];
        for (int i = 0; i < users.length; i++) {
            users[i] = (random.nextDouble() < slow ? 1 : 0) + (random.nextDouble() < 0.25 ? 2 : 0);
        }
        return users;
    }

    private static void shuffle(int[] users, SplittableRandom random) {
        for (int i = users.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int user = users[i];
            users[i] = users[j];
            users[j] = user;
        }
    }

    private static TrialCounts trials(int[] users, int from, int to) {
        int[] kinds = new int[4];
        for (int i = from; i < to; i++) {
            kinds[users[i]]++;
        }
        return new TrialCounts(kinds[0] + kinds[1], kinds[1], kinds[2] + kinds[3], kinds[3]);
    }
}
