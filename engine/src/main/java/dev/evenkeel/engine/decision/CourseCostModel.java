// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/// The cost of a course as a function of the numbers of its case.
///
/// The probability of a major incident is that of any cause, each reduced by completed work and by phases:
/// `1 - product(1 - q (1 - containment) product(1 - cure))`, each q scaled to the base rate where the case
/// requests it. Work items are sequential, with one common overrun factor. Errors cost the current amount
/// until the work is done, and less afterwards. The loss of an outage is its hours weighted by revenue, in
/// the season and month in which the rollout begins, plus the further costs of major incidents. The cost of
/// missed commitments depends on the whole distribution of the overrun and not only on its mean.
public final class CourseCostModel {
    private static final double DAYS = 7;
    private static final double MINUTES = 60;

    private final Course course;
    private final RiskCase risk;
    private final OutageLossModel losses;
    private final CauseBaseRateScaler reconciling;
    private final int[] causes;
    private final int[][] cures;
    private final int[] weeks;
    private final int[] fewerErrors;
    private final int[] outage;
    private final int[] money;
    private final int containment;
    private final int overrun;
    private final MissedCommitmentCostModel dates;

    /// The risk left by work and phases.
    private record RemainingRisk(double chance, double errors) {}

    public CourseCostModel(RiskCase risk, QuantityIndex numbers, OutageLossModel losses, Course course) {
        this.course = course;
        this.risk = risk;
        this.losses = losses;
        this.reconciling = new CauseBaseRateScaler(risk, numbers);
        List<RiskReductionWork> items =
                course.work().stream().map(risk::getWork).toList();
        causes = numbers.indexesOf(risk.causes().stream().map(RiskCause::chance).toList());
        cures = risk.causes().stream()
                .map(cause -> numbers.indexesOf(items.stream()
                        .map(item -> item.cures().get(cause.name()))
                        .filter(Objects::nonNull)
                        .toList()))
                .toArray(int[][]::new);
        weeks = numbers.indexesOf(items.stream().map(RiskReductionWork::weeks).toList());
        fewerErrors = numbers.indexesOf(items.stream()
                .map(RiskReductionWork::fewerErrors)
                .filter(Objects::nonNull)
                .toList());
        outage = numbers.indexesOf(Objects.requireNonNull(risk.outages().get(course.outage())));
        CostAssumptions prices = risk.costs();
        money = numbers.indexesOf(List.of(
                prices.revenuePerHour(),
                prices.shareLost(),
                prices.errorsPerWeek(),
                prices.gainPerWeek(),
                prices.labourPerWeek()));
        containment = course.phased() ? numbers.indexOf(Objects.requireNonNull(risk.containment())) : -1;
        overrun = numbers.indexOf(risk.overrun());
        dates = new MissedCommitmentCostModel(risk, numbers, course);
    }

    Course course() {
        return course;
    }

    MissedCommitmentCostModel commitmentCosts() {
        return dates;
    }

    /// Returns the cost for these numbers, with a drawn outage.
    CourseCost costOfSample(double[] at) {
        double work = workWeeks(at);
        return toCost(
                at,
                work,
                new RemainingRisk(chance(at), remainingShare(at, fewerErrors)),
                losses.lossOfSample(at, minutes(at), lostPerMinute(at, work)),
                dates.cost(at, work));
    }

    /// Returns the cost for these numbers, averaged over all times at which outages of that mean length may
    /// begin.
    public CourseCost averageCost(double[] at) {
        return averageCost(at, workWeeks(at), chance(at), remainingShare(at, fewerErrors));
    }

    /// Returns the same for a given duration of work and given remaining shares of probability and errors.
    public CourseCost averageCost(double[] at, double work, double chance, double errorsLeft) {
        return toCost(
                at,
                work,
                new RemainingRisk(chance, errorsLeft),
                averageLoss(at, work),
                dates.averageCost(at, work / at[overrun]));
    }

    /// Returns the breakdown of the loss of a major incident.
    IncidentLossBreakdown averageLoss(double[] at) {
        return averageLoss(at, workWeeks(at));
    }

    private IncidentLossBreakdown averageLoss(double[] at, double work) {
        return losses.averageLoss(at, course.outage(), minutes(at), lostPerMinute(at, work));
    }

    private CourseCost toCost(double[] at, double work, RemainingRisk left, IncidentLossBreakdown lost, double missed) {
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
            none *= 1
                    - CauseBaseRateScaler.scaleChance(at[causes[i]], scale) * contained * remainingShare(at, cures[i]);
        }
        return 1 - none;
    }

    private static double remainingShare(double[] at, int[] taken) {
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
        return at[money[0]] * at[money[1]] / MINUTES * seasonAt(from) * losses.monthFactor(from);
    }

    private double seasonAt(LocalDate day) {
        for (RevenueOrFreezePeriod season : risk.seasons()) {
            if (season.covers(day)) {
                return season.factor();
            }
        }
        return 1;
    }

    /// Whether the rollout would include a frozen day.
    boolean endsInFreeze(double[] at) {
        if (!course.migrates()) {
            return false;
        }
        LocalDate from = rolloutFrom(workWeeks(at));
        LocalDate to = from.plusDays(FreezeAdjustedRolloutEnd.wholeDays(course.rolloutWeeks()));
        return risk.seasons().stream()
                .anyMatch(season -> season.frozen()
                        && !season.from().isAfter(to)
                        && !season.to().isBefore(from));
    }

    private LocalDate rolloutFrom(double work) {
        return course.start().plusDays(FreezeAdjustedRolloutEnd.wholeDays(work));
    }

    /// Returns the weeks of work before the change begins.
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
