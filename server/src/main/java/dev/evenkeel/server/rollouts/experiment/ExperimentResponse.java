// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.experiment.ExperimentConclusion;
import dev.evenkeel.engine.experiment.ExperimentFormatter;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentResults;
import dev.evenkeel.engine.experiment.ExperimentVerdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An experiment in list responses of the HTTP API (docs/reference/http-api.md).
///
/// @param rule decision rule as a sentence
/// @param analyzedUnits units whose window has closed
/// @param analyzedAt when new data was last analysed
record ExperimentResponse(
        String id,
        String environment,
        String flag,
        String hypothesis,
        String reason,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String endReason,
        ExperimentPlan plan,
        String rule,
        ConclusionResponse conclusion,
        Split split,
        long analyzedUnits,
        Instant analyzedAt) {

    /// The current conclusion.
    ///
    /// @param treatment variant that it concerns; null when it concerns no single one
    /// @param decidedAt when the decision was made; null before
    record ConclusionResponse(
            ExperimentVerdict verdict,
            @Nullable String treatment,
            @Nullable Instant decidedAt,
            String summary) {}

    /// The split of units.
    ///
    /// @param alarm why effects must not be used; null while units are split as planned
    record Split(@Nullable String alarm, List<VariantExposure> variants) {}

    /// The units exposed to one variant.
    ///
    /// @param share planned share, in percent
    record VariantExposure(String variant, BigDecimal share, long units) {}

    static ExperimentResponse of(Experiment experiment, ExperimentResults results, Instant now) {
        ExperimentPlan plan = experiment.plan();
        Experiment.Ending ending = experiment.ending();
        return new ExperimentResponse(
                experiment.id(),
                experiment.environment(),
                experiment.flag(),
                experiment.hypothesis(),
                experiment.reason(),
                experiment.startedAt(),
                ending == null ? null : ending.at(),
                ending == null ? null : ending.reason(),
                plan,
                new ExperimentFormatter(plan).formatRule(),
                toConclusion(experiment, results, ending == null ? now : ending.at()),
                new Split(
                        results.alarm(),
                        IntStream.range(0, plan.parts().size())
                                .mapToObj(i -> new VariantExposure(
                                        plan.parts().get(i).variant(),
                                        plan.parts().get(i).share().toBigDecimal(),
                                        results.exposed().get(i)))
                                .toList()),
                results.analyzedUnits(),
                experiment.analyzedAt());
    }

    private static ConclusionResponse toConclusion(Experiment experiment, ExperimentResults results, Instant at) {
        ExperimentPlan plan = experiment.plan();
        Experiment.Decision decided = experiment.decision();
        if (decided != null && results.alarm() == null) {
            return new ConclusionResponse(
                    decided.verdict(), variant(plan, decided.treatment()), decided.at(), decided.summary());
        }
        ExperimentConclusion open =
                ExperimentConclusion.evaluate(plan, results, Duration.between(experiment.startedAt(), at));
        return new ConclusionResponse(
                open.verdict(),
                variant(plan, open.treatment()),
                null,
                new ExperimentFormatter(plan).formatConclusion(open, results));
    }

    private static @Nullable String variant(ExperimentPlan plan, int treatment) {
        return treatment == 0 ? null : plan.parts().get(treatment).variant();
    }

    /// An experiment in detail responses of the HTTP API.
    ///
    /// @param summary properties of list responses
    /// @param notices changes that affect the results
    /// @param goals results of each goal
    record ExperimentDetailResponse(
            @JsonUnwrapped ExperimentResponse summary, List<String> notices, List<ExperimentGoalResponse> goals) {
        static ExperimentDetailResponse of(Experiment experiment, List<String> notices, Instant now) {
            ExperimentResults results = experiment.results();
            return new ExperimentDetailResponse(
                    ExperimentResponse.of(experiment, results, now),
                    notices,
                    ExperimentGoalResponse.listOf(experiment.plan(), results));
        }
    }
}
