// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.evenkeel.engine.decision.CauseBaseRateScaling;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseComparison;
import dev.evenkeel.engine.decision.CourseCost;
import dev.evenkeel.engine.decision.CourseRisk;
import dev.evenkeel.engine.decision.CourseRisk.EstimateWithBounds;
import dev.evenkeel.engine.decision.CourseRisk.Exceedance;
import dev.evenkeel.engine.decision.DeliveryDateCommitment;
import dev.evenkeel.engine.decision.IncidentLossBreakdown;
import dev.evenkeel.engine.decision.QuantitySensitivity;
import dev.evenkeel.engine.decision.QuantitySource;
import dev.evenkeel.engine.decision.ReadinessFactor;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.RiskReductionWork;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The comparison of a case's courses, with everything needed to reproduce each figure.
///
/// @param model version of the model; results of different versions can differ
/// @param dataHash hash of the case with the history and files that it reads
/// @param name title of the case
/// @param asOf date of the data
/// @param weeks horizon of the comparison
/// @param draws number of draws of the simulation
/// @param seed seed of its random numbers
/// @param decides whether the data suffices for a decision
/// @param best name of the course with the lowest mean cost
/// @param hangsOn names of the quantities that can each change the best course
/// @param perfectInformation expected value of perfect information
/// @param reconciliation base rate and causes; null without a base rate
/// @param workItems names of all work items
/// @param swings sensitivity to each quantity, largest first
/// @param losses amounts for which the case asks; null unless stored
/// @param plans work plans of the courses with work; null unless stored
public record RiskComparisonResult(
        String model,
        String dataHash,
        String currency,
        String name,
        LocalDate asOf,
        double weeks,
        int draws,
        long seed,
        boolean decides,
        String best,
        List<String> hangsOn,
        double perfectInformation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reconciliation reconciliation,
        List<CourseResult> courses,
        List<String> workItems,
        List<Swing> swings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Double> losses,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<WorkPlanResult> plans) {
    /// Version of the model.
    public static final String MODEL_VERSION = "courses-1";

    /// The base rate of the case and its causes.
    ///
    /// @param causes probability by the causes
    /// @param scale factor by which each cause's rate is multiplied for both to be equal
    /// @param applied whether the rates are scaled
    /// @param extrapolated names of the readiness factors outside the observed range
    public record Reconciliation(
            EstimateWithBounds base, double causes, double scale, boolean applied, List<String> extrapolated) {
        private static Reconciliation of(CauseBaseRateScaling scaling) {
            return new Reconciliation(
                    scaling.base(),
                    scaling.causes(),
                    scaling.scale(),
                    scaling.applied(),
                    scaling.extrapolated().stream().map(ReadinessFactor::factor).toList());
        }
    }

    /// One course.
    ///
    /// @param atMeans costs with every number at its mean
    /// @param chance probability of a major incident
    /// @param lossIfMajor loss in a major incident
    /// @param total total cost
    /// @param cheapest share of draws in which no other course is cheaper
    /// @param landsInFreeze probability that the rollout includes a frozen day
    /// @param commitments promised dates, in the order of the case
    /// @param lossParts parts of the mean loss; null if it is only lost revenue
    public record CourseResult(
            String name,
            LocalDate start,
            boolean migrates,
            boolean phased,
            List<String> work,
            CourseCost atMeans,
            EstimateWithBounds chance,
            EstimateWithBounds lossIfMajor,
            EstimateWithBounds total,
            double totalStandardError,
            double cheapest,
            double landsInFreeze,
            List<CommitmentResult> commitments,
            List<Exceedance> exceedance,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            IncidentLossBreakdown lossParts) {
        private static CourseResult of(CourseRisk risk, RiskCase of) {
            Course course = risk.course();
            return new CourseResult(
                    course.name(),
                    course.start(),
                    course.migrates(),
                    course.phased(),
                    course.work(),
                    risk.atMeans(),
                    risk.chance(),
                    risk.loss(),
                    risk.total(),
                    risk.totalError(),
                    risk.cheapest(),
                    risk.inFreeze(),
                    risk.commitments().stream().map(CommitmentResult::of).toList(),
                    risk.exceedance(),
                    of.costs().incident().isNone() ? null : IncidentLossBreakdown.of(of, course));
        }
    }

    /// One promised date.
    ///
    /// @param to to whom it was promised; null when unknown
    /// @param met probability that it is met
    /// @param missCost mean cost of missing it; null without a known cost
    public record CommitmentResult(
            String name,
            LocalDate date,
            @Nullable String to,
            double met,
            double metStandardError,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double missCost) {
        private static CommitmentResult of(CourseRisk.CommitmentRisk risk) {
            DeliveryDateCommitment commitment = risk.commitment();
            return new CommitmentResult(
                    commitment.name(),
                    commitment.date(),
                    commitment.promisedTo(),
                    risk.met(),
                    risk.error(),
                    commitment.hasCost() ? (Double) risk.missCost() : null);
        }
    }

    /// The sensitivity to one quantity.
    ///
    /// @param learnBy cheapest way to know it better; null when unknown
    /// @param turns whether another course is best at one of the ends
    public record Swing(
            String quantity,
            QuantitySource.Kind origin,
            String source,
            @Nullable String learnBy,
            boolean turns,
            QuantitySensitivity.End low,
            QuantitySensitivity.End high) {
        private static Swing of(QuantitySensitivity sensitivity) {
            return new Swing(
                    sensitivity.quantity().name(),
                    sensitivity.quantity().origin().kind(),
                    sensitivity.quantity().origin().description(),
                    sensitivity.quantity().learnBy(),
                    sensitivity.changesBest(),
                    sensitivity.low(),
                    sensitivity.high());
        }
    }

    /// Converts a comparison.
    ///
    /// @param dataHash hash of the case with the history and files that it reads
    public static RiskComparisonResult of(
            RiskCase risk, CourseComparison comparison, String dataHash, String currency) {
        CauseBaseRateScaling scaling = comparison.calibration();
        return new RiskComparisonResult(
                MODEL_VERSION,
                dataHash,
                currency,
                risk.name(),
                risk.asOf(),
                risk.weeks(),
                comparison.draws(),
                comparison.seed(),
                comparison.isConclusive(),
                comparison.best(),
                comparison.decisiveQuantities().stream()
                        .map(swing -> swing.quantity().name())
                        .toList(),
                comparison.perfectInformation(),
                scaling == null ? null : Reconciliation.of(scaling),
                comparison.courses().stream()
                        .map(course -> CourseResult.of(course, risk))
                        .toList(),
                risk.work().stream().map(RiskReductionWork::name).toList(),
                comparison.sensitivities().stream().map(Swing::of).toList(),
                null,
                null);
    }

    /// Returns a copy to store, with the amounts for which the case asks and the plans of its courses.
    public RiskComparisonResult with(List<Double> amounts, List<WorkPlanResult> workPlans) {
        return new RiskComparisonResult(
                model,
                dataHash,
                currency,
                name,
                asOf,
                weeks,
                draws,
                seed,
                decides,
                best,
                hangsOn,
                perfectInformation,
                reconciliation,
                courses,
                workItems,
                swings,
                amounts,
                workPlans);
    }

    /// Returns a course by its name.
    ///
    /// @throws java.util.NoSuchElementException when the case has none of this name
    public CourseResult getCourse(String wanted) {
        return courses.stream()
                .filter(course -> course.name().equals(wanted))
                .findFirst()
                .orElseThrow();
    }
}
