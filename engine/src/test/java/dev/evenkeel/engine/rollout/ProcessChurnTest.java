// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.Clause;
import dev.evenkeel.engine.rollout.SilentProcess.ConnectionState;
import dev.evenkeel.engine.rollout.plan.MissingDataLimits;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// How long restarts, autoscaling and rolling deployments of a service hold its rollout: 10,000 rollouts of ten
/// minutes, evaluated every second.
class ProcessChurnTest {
    private static final int ROLLOUTS = 10_000;
    private static final int SECONDS = 600;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final MissingDataLimits POLICY = RolloutPlan.fast().missingData();
    private static final int SILENT_AFTER = (int) POLICY.silentAfter().toSeconds();
    private static final int FORGOTTEN_AFTER =
            (int) ConnectionState.LOST.expiresAfter().toSeconds();

    @Test
    @Clause("GUARD-52")
    void doesNotHoldForGracefullyStoppedProcesses() {
        for (int rollout = 0; rollout < ROLLOUTS; rollout++) {
            var fleet = new Fleet(rollout);
            for (int second = 0; second < SECONDS; second++) {
                fleet.rollingRestart(second, Instance::leave);
                fleet.scale();
                fleet.second(second);
            }
            assertThat(fleet.held).as("rollout %d", rollout).isEmpty();
        }
    }

    @Test
    @Clause("GUARD-52")
    void holdsAtMostHalfAMinuteForKilledProcess() {
        for (int rollout = 0; rollout < ROLLOUTS; rollout++) {
            var fleet = new Fleet(rollout);
            int killedAt = fleet.random.nextInt(SECONDS - FORGOTTEN_AFTER - 2);
            for (int second = 0; second < SECONDS; second++) {
                if (second == killedAt) {
                    fleet.replace(fleet.random.nextInt(fleet.alive.size()), Instance::kill);
                }
                fleet.second(second);
            }
            assertThat(fleet.held)
                    .as("rollout %d", rollout)
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(FORGOTTEN_AFTER - SILENT_AFTER + 1)
                    .allMatch(within(killedAt + SILENT_AFTER - 1, killedAt + FORGOTTEN_AFTER));
        }
    }

    @Test
    @Clause("GUARD-52")
    void holdsUntilOneMinuteAfterDeploymentKillsLastProcess() {
        for (int rollout = 0; rollout < ROLLOUTS; rollout++) {
            var fleet = new Fleet(rollout);
            for (int second = 0; second < SECONDS; second++) {
                fleet.rollingRestart(second, Instance::kill);
                fleet.second(second);
            }
            assertThat(fleet.held)
                    .as("rollout %d", rollout)
                    .isNotEmpty()
                    .allMatch(within(fleet.deployedFrom + SILENT_AFTER - 1, fleet.deployedUntil() + FORGOTTEN_AFTER));
        }
    }

    private static Predicate<Integer> within(int first, int last) {
        return second -> second >= first && second <= last;
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static final class Instance {
        private final String name;
        private int lastBatch;
        private boolean left;

        Instance(String name, int second) {
            this.name = name;
            this.lastBatch = second;
        }

        void leave() {
            left = true;
        }

        void kill() {}

        boolean isQuiet(int second) {
            return !left && second - lastBatch >= SILENT_AFTER && second - lastBatch < FORGOTTEN_AFTER;
        }

        SilentProcess quiet() {
            return new SilentProcess(name, at(lastBatch), ConnectionState.LOST, 0.1);
        }
    }

    /// A service whose processes send a batch every second.
    private static final class Fleet {
        private final SplittableRandom random;
        private final List<Instance> alive = new ArrayList<>();
        private final List<Instance> ended = new ArrayList<>();
        private final List<Integer> held = new ArrayList<>();
        private final int deployedFrom;
        private final int pause;
        private final int size;
        private int started;

        Fleet(long seed) {
            random = new SplittableRandom(seed);
            size = random.nextInt(1, 21);
            pause = random.nextInt(1, 16);
            deployedFrom = random.nextInt(1, 120);
            for (int i = 0; i < size; i++) {
                start(0);
            }
        }

        private void start(int second) {
            alive.add(new Instance("p" + started++, second));
        }

        /// When the last of its first processes is replaced.
        int deployedUntil() {
            return deployedFrom + (size - 1) * pause;
        }

        /// Replaces one process after the other.
        void rollingRestart(int second, Consumer<Instance> end) {
            int since = second - deployedFrom;
            if (since >= 0 && since % pause == 0 && since / pause < size) {
                replace(0, end);
            }
        }

        void replace(int index, Consumer<Instance> end) {
            Instance old = alive.remove(index);
            end.accept(old);
            ended.add(old);
            start(old.lastBatch + 1);
        }

        /// A process more or less.
        void scale() {
            if (random.nextInt(20) == 0) {
                start(0);
            } else if (random.nextInt(20) == 0 && alive.size() > 1) {
                Instance idle = alive.removeLast();
                idle.leave();
                ended.add(idle);
            }
        }

        void second(int second) {
            alive.forEach(process -> process.lastBatch = second);
            List<SilentProcess> quiet = ended.stream()
                    .filter(process -> process.isQuiet(second))
                    .map(Instance::quiet)
                    .toList();
            if (!quiet.isEmpty() && silence(quiet, second).findHold().isPresent()) {
                held.add(second);
            }
        }

        private static SilentProcessHoldCheck silence(List<SilentProcess> quiet, int second) {
            return new SilentProcessHoldCheck(
                    POLICY,
                    new GuardDecisionInputs(
                            0,
                            START,
                            START,
                            at(second),
                            null,
                            false,
                            List.of(),
                            List.of(),
                            0,
                            null,
                            null,
                            SilentProcesses.of(quiet)),
                    at(second));
        }
    }
}
