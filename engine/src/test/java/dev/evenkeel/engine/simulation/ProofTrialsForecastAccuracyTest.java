// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.rollout.GuardDecision;
import dev.evenkeel.engine.rollout.guardrail.GuardrailResult;
import dev.evenkeel.engine.rollout.guardrail.Verdict;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Accuracy of the forecast number of trials for a proof: over simulated rollouts its median is within a factor of
/// two of the actual number, from the first forecast shown.
class ProofTrialsForecastAccuracyTest {
    private static final int ROLLOUTS = 25;
    private static final int FEWEST = 15;
    private static final Duration LIMIT = Duration.ofMinutes(6);

    /// Numbers that were given for one proof at one step, until it was there.
    private static final class Given {
        private final List<Long> needed = new ArrayList<>();
        private long took;

        private void see(GuardrailResult report) {
            if (took > 0) {
                return;
            }
            if (report.verdict() instanceof Verdict.Shown) {
                took = report.candidateTrials();
            } else if (report.candidateTrialsNeeded() >= 0) {
                needed.add(report.candidateTrialsNeeded());
            }
        }

        private boolean isUsable() {
            return took > 0 && !needed.isEmpty();
        }
    }

    private record Proof(int step, String check) {}

    /// Ratios of forecast to actual numbers of trials.
    private record Ratios(List<Double> first, List<Double> all) {
        private Ratios() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        private void add(Given given) {
            List<Double> ratios = given.needed.stream()
                    .map(needed -> (double) needed / given.took)
                    .toList();
            first.add(ratios.get(0));
            all.addAll(ratios);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fast, 250, 0, 1",
        "fast, 250, 0, 0.7",
        "fast, 250, 0.002, 0.9",
        "fast, 250, 0.02, 0.7",
        "fast, 40, 0.01, 0.8",
        "standard, 1000, 0.001, 0.7",
        "standard, 1000, 0.01, 0.9",
        "standard, 300, 0.05, 1"
    })
    void predictsMedianTrialsWithinFactorOfTwo(String name, double calls, double failureRate, double latencyRatio) {
        RolloutPlan plan = name.equals("fast") ? RolloutPlan.fast() : RolloutPlan.standard();
        var service = new SyntheticService(calls, 100_000, failureRate, failureRate, 5_000, 0.5, latencyRatio);
        Map<String, Ratios> ratios = new TreeMap<>();
        for (int seed = 0; seed < ROLLOUTS; seed++) {
            Map<Proof, Given> given = new HashMap<>();
            SingleRolloutSimulation.run(plan, service, seed, LIMIT, (step, decision) -> see(given, step, decision));
            given.forEach((proof, numbers) -> {
                if (numbers.isUsable()) {
                    ratios.computeIfAbsent(proof.check(), check -> new Ratios()).add(numbers);
                }
            });
        }
        assertThat(ratios.values()).anyMatch(one -> one.first().size() >= FEWEST);
        ratios.forEach((check, one) -> {
            if (one.first().size() >= FEWEST) {
                assertThat(median(one.first())).as("first number of %s", check).isBetween(0.5, 2.0);
                assertThat(median(one.all())).as("all numbers of %s", check).isBetween(0.5, 2.0);
            }
        });
    }

    private static void see(Map<Proof, Given> given, int step, GuardDecision decision) {
        decision.results()
                .forEach(report -> given.computeIfAbsent(
                                new Proof(step, report.verdict().check()), proof -> new Given())
                        .see(report));
    }

    private static double median(List<Double> ratios) {
        return ratios.stream().sorted().skip(ratios.size() / 2).findFirst().orElseThrow();
    }
}
