// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/// What a course costs, as a function of the numbers of its case.
///
/// The chance of a major incident is that of any cause, each lowered by the work that is done and by
/// phases: `1 - product(1 - q (1 - containment) product(1 - cure))`, each q scaled to the base rate
/// where the case asks for it. Work is done one item after the other, all of it late by the same factor.
/// Errors cost what they do today until the work is done, and less from then on. The loss of an outage
/// is its hours, weighed by their revenue, in the season and the month in which the rollout begins, and
/// what major incidents cost besides. What missing a promised date costs depends on how late work is in more
/// than its mean: on average all of that counts.
public final class CourseCostModel {
    private static final double DAYS = 7;
    private static final double MINUTES = 60;

    private final Course course;
    private final RiskCase risk;
    private final OutageLossModel losses;
    private final BaseRateCalibrator reconciling;
    private final int[] causes;
    private final int[][] cures;
    private final int[] weeks;
    private final int[] fewerErrors;
    private final int[] outage;
    private final int[] money;
    private final int containment;
    private final int overrun;
    private final CommitmentCostModel dates;

    /// What work and phases leave.
    private record RemainingRisk(double chance, double errors) {}

    public CourseCostModel(RiskCase risk, QuantityIndex numbers, OutageLossModel losses, Course course) {
        this.course = course;
        this.risk = risk;
        this.losses = losses;
        this.reconciling = new BaseRateCalibrator(risk, numbers);
        List<RiskReductionWork> items = course.work().stream().map(risk::item).toList();
        causes = numbers.places(risk.causes().stream().map(RiskCause::chance).toList());
        cures = risk.causes().stream()
                .map(cause -> numbers.places(items.stream()
                        .map(item -> item.cures().get(cause.name()))
                        .filter(Objects::nonNull)
                        .toList()))
                .toArray(int[][]::new);
        weeks = numbers.places(items.stream().map(RiskReductionWork::weeks).toList());
        fewerErrors = numbers.places(items.stream()
                .map(RiskReductionWork::fewerErrors)
                .filter(Objects::nonNull)
                .toList());
        outage = numbers.places(Objects.requireNonNull(risk.outages().get(course.outage())));
        CostAssumptions prices = risk.money();
        money = numbers.places(List.of(
                prices.revenuePerHour(),
                prices.shareLost(),
                prices.errorsPerWeek(),
                prices.gainPerWeek(),
                prices.labourPerWeek()));
        containment = course.phased() ? numbers.place(Objects.requireNonNull(risk.containment())) : -1;
        overrun = numbers.place(risk.overrun());
        dates = new CommitmentCostModel(risk, numbers, course);
    }

    Course course() {
        return course;
    }

    CommitmentCostModel dates() {
        return dates;
    }

    /// The cost under these numbers, the outage as it was drawn.
    CourseCost drawn(double[] at) {
        double work = workWeeks(at);
        return cost(
                at,
                work,
                new RemainingRisk(chance(at), left(at, fewerErrors)),
                losses.drawn(at, minutes(at), lostPerMinute(at, work)),
                dates.cost(at, work));
    }

    /// The cost under these numbers, over all moments at which outages of that mean length may begin.
    public CourseCost onAverage(double[] at) {
        return onAverage(at, workWeeks(at), chance(at), left(at, fewerErrors));
    }

    /// The same if its work took so many weeks, and left so much of the chance and of today's errors.
    public CourseCost onAverage(double[] at, double work, double chance, double errorsLeft) {
        return cost(
                at,
                work,
                new RemainingRisk(chance, errorsLeft),
                partsOnAverage(at, work),
                dates.costOnAverage(at, work / at[overrun]));
    }

    /// What a major incident costs then.
    LossBreakdown partsOnAverage(double[] at) {
        return partsOnAverage(at, workWeeks(at));
    }

    private LossBreakdown partsOnAverage(double[] at, double work) {
        return losses.onAverage(at, course.outage(), minutes(at), lostPerMinute(at, work));
    }

    private CourseCost cost(double[] at, double work, RemainingRisk left, LossBreakdown lost, double missed) {
        double worked = ChronoUnit.DAYS.between(risk.asOf(), course.start()) / DAYS + work;
        double done = course.migrates() ? Math.min(risk.weeks(), worked + course.rolloutWeeks()) : risk.weeks();
        double errorWeeks = Math.min(risk.weeks(), worked);
        double better = (risk.weeks() - errorWeeks) * left.errors();
        return new CourseCost(
                course.migrates() ? left.chance() : 0,
                lost.total(),
                at[money[2]] * (errorWeeks + better),
                at[money[3]] * done,
                at[money[4]] * work,
                missed,
                done);
    }

    private double chance(double[] at) {
        double contained = containment < 0 ? 1 : 1 - at[containment];
        double scale = reconciling.scale(at);
        double none = 1;
        for (int i = 0; i < causes.length; i++) {
            none *= 1 - BaseRateCalibrator.scaled(at[causes[i]], scale) * contained * left(at, cures[i]);
        }
        return 1 - none;
    }

    private static double left(double[] at, int[] taken) {
        double left = 1;
        for (int place : taken) {
            left *= 1 - at[place];
        }
        return left;
    }

    private double minutes(double[] at) {
        double minutes = 0;
        for (int part : outage) {
            minutes += at[part];
        }
        return minutes;
    }

    private double lostPerMinute(double[] at, double work) {
        LocalDate from = rolloutFrom(work);
        return at[money[0]] * at[money[1]] / MINUTES * seasonAt(from) * losses.month(from);
    }

    private double seasonAt(LocalDate day) {
        for (Season season : risk.seasons()) {
            if (season.covers(day)) {
                return season.factor();
            }
        }
        return 1;
    }

    /// Whether the rollout would have a day on which changes are to rest.
    boolean landsInFreeze(double[] at) {
        if (!course.migrates()) {
            return false;
        }
        LocalDate from = rolloutFrom(workWeeks(at));
        LocalDate to = from.plusDays(FreezeAdjustedEnd.days(course.rolloutWeeks()));
        return risk.seasons().stream()
                .anyMatch(season -> season.frozen()
                        && !season.from().isAfter(to)
                        && !season.to().isBefore(from));
    }

    private LocalDate rolloutFrom(double work) {
        return course.start().plusDays(FreezeAdjustedEnd.days(work));
    }

    /// Weeks of work before the change begins.
    public double workWeeks(double[] at) {
        return plannedWeeks(at) * at[overrun];
    }

    private double plannedWeeks(double[] at) {
        double planned = 0;
        for (int item : weeks) {
            planned += at[item];
        }
        return planned;
    }
}
