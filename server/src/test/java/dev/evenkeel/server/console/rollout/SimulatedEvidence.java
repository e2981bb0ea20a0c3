// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.GuardrailStatuses;
import dev.evenkeel.engine.rollout.TickEvidenceStrength;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Evidence with the shape of the guard's: below 1 without harm, rising with harm.
final class SimulatedEvidence {
    private static final double LIMIT = Math.log10(1 / 0.009);
    private static final double PROOF = Math.log10(20);
    private static final double FLOOR = Math.log10(0.4);
    private static final List<String> CHECKS = List.of("errors", "p50", "p95", "p99", "rank");

    private final Random random;
    private final Map<String, Double> against = new LinkedHashMap<>();
    private final Map<String, Double> proof = new LinkedHashMap<>();

    SimulatedEvidence(Random random) {
        this.random = random;
        CHECKS.forEach(check -> against.put(check, 0.0));
        newStep();
    }

    /// Resets the evidence for advancing, which covers one step only.
    void newStep() {
        CHECKS.forEach(check -> proof.put(check, 0.0));
    }

    void nextTick(boolean harmful) {
        for (String check : CHECKS) {
            boolean climbs = harmful && check.equals("errors");
            double step = climbs ? 0.42 : 0.06 * random.nextGaussian() - 0.03;
            against.merge(check, step, (before, change) -> Math.max(FLOOR, before + change));
            proof.merge(check, harmful ? -0.3 : 0.1 + 0.05 * random.nextDouble(), Double::sum);
        }
    }

    boolean hasReachedLimit() {
        return combined() >= LIMIT;
    }

    TickEvidenceStrength tickStrength() {
        Map<String, TickEvidenceStrength.Check> checks = new LinkedHashMap<>();
        CHECKS.forEach(
                check -> checks.put(check, new TickEvidenceStrength.Check(of(against, check), of(proof, check))));
        return new TickEvidenceStrength(combined(), checks);
    }

    GuardrailStatuses guardrailStatuses(Percent exposure, boolean silent) {
        return new GuardrailStatuses(
                new GuardrailStatuses.CombinedRollbackEvidence(combined(), LIMIT),
                CHECKS.stream().map(check -> check(check, exposure, silent)).toList());
    }

    private double combined() {
        return Math.log10(0.4 + 0.6 * Math.pow(10, of(against, "errors")));
    }

    private GuardrailStatuses.Check check(String name, Percent exposure, boolean silent) {
        boolean asked = isEvaluated(name, exposure);
        String verdict = exposure.equals(Percent.ALL) ? "NOT_COMPARABLE" : verdict(name, asked, silent);
        String detail = switch (verdict) {
            case "NO_DATA" -> "no data for 7 s";
            case "BREACHED" ->
                "more units fail on the candidate than on control (evidence 347, combined evidence 208,"
                        + " rolls back at 111)";
            case "NOT_COMPARABLE" -> "no control traffic to compare with";
            case "SHOWN" -> "shown failures less than 2% of calls above control at 95%";
            default ->
                asked
                        ? "1,790 of about 2,543 candidate trials needed to show failures less than 2% of calls above control at 95%"
                        : "no proof required at this step";
        };
        return new GuardrailStatuses.Check(
                name,
                GuardrailAction.ROLL_BACK,
                verdict,
                name + ": " + detail,
                of(against, name),
                of(proof, name),
                asked ? PROOF : 0,
                1_790L,
                asked ? 2_543L : -1L);
    }

    private String verdict(String name, boolean asked, boolean silent) {
        if (of(against, name) >= LIMIT) {
            return "BREACHED";
        }
        return silent ? "NO_DATA" : asked && of(proof, name) >= PROOF ? "SHOWN" : "HEALTHY";
    }

    private static boolean isEvaluated(String name, Percent exposure) {
        int basisPoints = exposure.basisPoints();
        return basisPoints < 9_500
                && switch (name) {
                    case "errors", "p50" -> true;
                    case "p95" -> basisPoints >= 500;
                    case "p99" -> basisPoints >= 2_500;
                    default -> false;
                };
    }

    private static double of(Map<String, Double> values, String check) {
        return values.getOrDefault(check, 0.0);
    }
}
