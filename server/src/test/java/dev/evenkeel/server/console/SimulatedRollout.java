// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A rollout that never was: ticks and facts of the right shape, for looking at the page. The numbers follow no
/// statistics, only the look of them.
final class SimulatedRollout {
    static final Duration TICK = Duration.ofSeconds(1);
    private static final double THRESHOLD = 2.05;
    private static final double PROOF = 1.301;
    private static final int SEEDING_TICKS = 40;
    private static final List<Double> EXPOSURES = List.of(1.0, 5.0, 25.0, 50.0, 95.0, 100.0);
    private static final List<String> CHECKS = List.of("errors", "p50", "p95", "p99", "rank");

    /// How it goes.
    enum Course {
        GOOD,
        /// Turns bad at 5 %.
        BAD
    }

    final String id;
    private final Course course;
    private final Random random = new Random(20260101);
    private final List<TickJson> ticks = new ArrayList<>();
    private final List<RolloutFacts.Step> decisions = new ArrayList<>();
    private final Map<String, Double> proofs = new LinkedHashMap<>();
    private final Map<String, Double> doubts = new LinkedHashMap<>();
    private RolloutStatus status = RolloutStatus.SEEDING;
    private Instant now;
    private final Instant startedAt;
    private int step;
    private int ticksInStep;
    private long revision = 41;

    SimulatedRollout(String id, Course course, Instant startedAt) {
        this.id = id;
        this.course = course;
        this.startedAt = startedAt;
        this.now = startedAt;
        decide("START", 0, 0, "gates passed: no other rollout on this flag");
    }

    /// Plays on for a number of seconds.
    SimulatedRollout play(int seconds) {
        for (int i = 0; i < seconds; i++) {
            tick();
        }
        return this;
    }

    synchronized TickJson tick() {
        now = now.plus(TICK);
        double exposure = exposure();
        boolean harmful = course == Course.BAD && status == RolloutStatus.RUNNING && step == 1 && ticksInStep > 4;
        judge(harmful);
        TickJson tick = new TickJson(
                ticks.size() + 1,
                now,
                revision,
                step,
                exposure,
                false,
                variant(1 - exposure / 100, 0.002, 8.2),
                variant(exposure / 100, harmful ? 0.16 : 0.0021, 5.6),
                status == RolloutStatus.SEEDING ? null : combined(),
                evidence());
        ticks.add(tick);
        ticksInStep++;
        move();
        return tick;
    }

    synchronized void abort(String reason) {
        status = RolloutStatus.ABORTED;
        decide("ABORT", step, 0, reason);
    }

    synchronized List<TickJson> ticksAfter(long number, int limit) {
        return ticks.stream()
                .filter(tick -> tick.number() > number)
                .limit(limit)
                .toList();
    }

    synchronized List<TickFacts> recent(int limit) {
        return ticks.subList(Math.max(0, ticks.size() - limit), ticks.size()).stream()
                .map(TickJson::facts)
                .toList();
    }

    synchronized RolloutFacts facts(boolean silent) {
        boolean ended = status != RolloutStatus.SEEDING && status != RolloutStatus.RUNNING;
        return new RolloutFacts(
                id,
                "default",
                "payment-core",
                "classic",
                "modern",
                status,
                startedAt,
                ended ? decisions.getLast().at() : null,
                "modern core: one commit per message",
                "fast",
                EXPOSURES,
                THRESHOLD,
                5,
                step,
                exposure(),
                revision,
                new RolloutFacts.Seed(Math.min(10_000, 250L * ticks.size()), 10_000),
                Map.of("control", sum(true), "candidate", sum(false)),
                Map.of("control", quantiles(8.2, sum(true)), "candidate", quantiles(5.6, sum(false))),
                combined(),
                status == RolloutStatus.SEEDING ? List.of() : checks(silent),
                new RolloutFacts.Clients(1, 1, now),
                List.copyOf(decisions));
    }

    private void judge(boolean harmful) {
        if (status != RolloutStatus.RUNNING) {
            return;
        }
        for (String check : CHECKS) {
            double calm = Math.max(-0.4, doubts.getOrDefault(check, 0.0) + 0.06 * random.nextGaussian() - 0.03);
            doubts.put(check, check.equals("errors") && harmful ? doubts.getOrDefault(check, 0.0) + 0.42 : calm);
            double gain = 0.1 + 0.05 * random.nextDouble();
            proofs.merge(check, harmful ? -0.3 : gain, Double::sum);
        }
    }

    private double combined() {
        double sum = 0.4;
        for (double doubt : doubts.values()) {
            sum += Math.pow(10, doubt) * 0.6 / CHECKS.size();
        }
        return doubts.isEmpty() ? 0 : Math.log10(Math.max(sum, Math.pow(10, doubts.getOrDefault("errors", 0.0)) * 0.6));
    }

    private Map<String, TickJson.Check> evidence() {
        Map<String, TickJson.Check> evidence = new LinkedHashMap<>();
        doubts.forEach(
                (check, doubt) -> evidence.put(check, new TickJson.Check(doubt, proofs.getOrDefault(check, 0.0))));
        return evidence;
    }

    private void move() {
        if (status == RolloutStatus.SEEDING && ticks.size() >= SEEDING_TICKS) {
            status = RolloutStatus.RUNNING;
            revision++;
            ticksInStep = 0;
            decide("ADVANCE", 0, 0, "10,000 calls of classic measured: latency has its reference");
        } else if (status == RolloutStatus.RUNNING && combined() >= THRESHOLD) {
            status = RolloutStatus.ROLLED_BACK;
            revision++;
            decide("ROLL_BACK", step, step, "Errors: modern fails more often than classic (evidence 148, limit 112).");
        } else if (status == RolloutStatus.RUNNING && ticksInStep >= (step >= 4 ? 15 : 13)) {
            advance();
        }
    }

    private void advance() {
        ticksInStep = 0;
        proofs.clear();
        if (step == EXPOSURES.size() - 1) {
            status = RolloutStatus.COMPLETED;
            decide("COMPLETE", step, step, "held 10 s at 100 % without a breach");
            return;
        }
        step++;
        revision++;
        decide(
                "ADVANCE",
                step - 1,
                step,
                "errors shown: at most 2 % of calls more than classic (evidence 31), p50 and p95 shown: at most 1.1 times"
                        + " (evidence 240)");
    }

    private void decide(String kind, int from, int to, String reason) {
        decisions.add(new RolloutFacts.Step(
                decisions.size() + 1,
                now,
                kind,
                from,
                to,
                exposure(),
                revision,
                reason,
                (long) ticks.size(),
                kind.equals("ROLL_BACK") ? now.minusMillis(1_080) : null,
                now.plusMillis(320)));
    }

    private double exposure() {
        return switch (status) {
            case SEEDING, ROLLED_BACK, ABORTED -> 0;
            case RUNNING, COMPLETED -> EXPOSURES.get(step);
        };
    }

    private TickJson.Variant variant(double share, double failureRate, double median) {
        double mean = 250 * share;
        long calls = Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        long failures = 0;
        for (long call = 0; call < calls; call++) {
            failures += random.nextDouble() < failureRate ? 1 : 0;
        }
        return new TickJson.Variant(
                calls,
                failures,
                failures,
                calls,
                failures,
                noisy(median, 0.02),
                noisy(median * 2.4, 0.05),
                noisy(median * 4, 0.1));
    }

    private double noisy(double value, double spread) {
        return value * Math.exp(spread * random.nextGaussian());
    }

    private RolloutFacts.Counts sum(boolean control) {
        return ticks.stream()
                .map(tick -> (control ? tick.control() : tick.candidate()).counts())
                .reduce(new RolloutFacts.Counts(0, 0, 0, 0, 0), SimulatedRollout::plus);
    }

    private static RolloutFacts.Counts plus(RolloutFacts.Counts a, RolloutFacts.Counts b) {
        return new RolloutFacts.Counts(
                a.calls() + b.calls(),
                a.failures() + b.failures(),
                a.failedUnits() + b.failedUnits(),
                a.trials() + b.trials(),
                a.failedTrials() + b.failedTrials());
    }

    private static Map<String, RolloutFacts.Quantile> quantiles(double median, RolloutFacts.Counts counts) {
        if (counts.calls() == 0) {
            return Map.of();
        }
        double width = 1 / Math.sqrt((double) counts.calls());
        Map<String, RolloutFacts.Quantile> quantiles = new LinkedHashMap<>();
        Map.of("p50", 1.0, "p95", 2.4, "p99", 4.0)
                .forEach((name, factor) -> quantiles.put(
                        name,
                        new RolloutFacts.Quantile(
                                median * factor,
                                median * factor * (1 - width),
                                median * factor * (1 + width * factor))));
        return quantiles;
    }

    private List<RolloutFacts.Check> checks(boolean silent) {
        return CHECKS.stream().map(check -> check(check, silent)).toList();
    }

    private RolloutFacts.Check check(String check, boolean silent) {
        double doubt = doubts.getOrDefault(check, 0.0);
        double proof = proofs.getOrDefault(check, 0.0);
        boolean asked = !check.equals("rank") && !(check.equals("p99") && step < 2) && step < 4;
        if (silent) {
            return new RolloutFacts.Check(
                    check, "NO_DATA", "No batch of outcomes has arrived for 7 s.", doubt, proof, asked ? PROOF : 0);
        }
        boolean breached = doubt >= THRESHOLD;
        boolean shown = asked && proof >= PROOF;
        return new RolloutFacts.Check(
                check,
                breached ? "BREACHED" : shown ? "SHOWN" : step == 5 ? "NOT_COMPARABLE" : "HEALTHY",
                shown
                        ? "Shown: at most 2 % of calls above control, at 95 %."
                        : asked
                                ? "1,790 of about 2,543 candidate units seen."
                                : "Only rolls back; nothing to show here.",
                doubt,
                proof,
                asked ? PROOF : 0);
    }
}
