// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.experiment.ExperimentConclusion;
import dev.evenkeel.engine.experiment.ExperimentFormatter;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentResults;
import dev.evenkeel.engine.experiment.ExperimentVerdict;
import dev.evenkeel.files.experiment.ExperimentPlanJson;
import dev.evenkeel.files.plan.RolloutPlanJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An experiment as the HTTP API shows it in lists (docs/reference/http-api.md).
///
/// @param rule the decision rule in words
/// @param analysed units whose window has closed; the others are waited for
/// @param lookedAt when something new was last read
record ExperimentResponse(
        String id,
        String environment,
        String flag,
        String hypothesis,
        String reason,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String endedReason,
        ExperimentPlanJson plan,
        String rule,
        ConclusionResponse conclusion,
        Split split,
        long analysed,
        Instant lookedAt) {

    /// What may be concluded.
    ///
    /// @param treatment the variant that it is about; null when it is about none alone
    /// @param decidedAt when the rule was met; null before
    record ConclusionResponse(
            ExperimentVerdict verdict,
            @Nullable String treatment,
            @Nullable Instant decidedAt,
            String words) {}

    /// How units are split.
    ///
    /// @param alarm why effects must not be read; null while units are split as planned
    record Split(@Nullable String alarm, List<VariantExposure> variants) {}

    /// Units exposed to one variant.
    ///
    /// @param share planned, in percent
    record VariantExposure(String variant, BigDecimal share, long units) {}

    static ExperimentResponse of(Experiment experiment, ExperimentResults reading, Instant now) {
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
                ExperimentPlanJson.of(plan),
                new ExperimentFormatter(plan).rule(),
                concluded(experiment, reading, ending == null ? now : ending.at()),
                new Split(
                        reading.alarm(),
                        IntStream.range(0, plan.parts().size())
                                .mapToObj(i -> new VariantExposure(
                                        plan.parts().get(i).variant(),
                                        RolloutPlanJson.percent(
                                                plan.parts().get(i).share()),
                                        reading.exposed().get(i)))
                                .toList()),
                reading.analysed(),
                experiment.lookedAt());
    }

    private static ConclusionResponse concluded(Experiment experiment, ExperimentResults reading, Instant at) {
        ExperimentPlan plan = experiment.plan();
        Experiment.Decision decided = experiment.decided();
        if (decided != null && reading.alarm() == null) {
            return new ConclusionResponse(
                    decided.verdict(), variant(plan, decided.treatment()), decided.at(), decided.words());
        }
        ExperimentConclusion open =
                ExperimentConclusion.of(plan, reading, Duration.between(experiment.startedAt(), at));
        return new ConclusionResponse(
                open.verdict(),
                variant(plan, open.treatment()),
                null,
                new ExperimentFormatter(plan).conclusion(open, reading));
    }

    private static @Nullable String variant(ExperimentPlan plan, int treatment) {
        return treatment == 0 ? null : plan.parts().get(treatment).variant();
    }

    /// An experiment as the HTTP API shows it alone.
    ///
    /// @param summary as in lists
    /// @param notices what else its readers have to know
    /// @param goals what is known by each goal
    record ExperimentDetailResponse(
            @JsonUnwrapped ExperimentResponse summary, List<String> notices, List<ExperimentGoalResponse> goals) {
        static ExperimentDetailResponse of(Experiment experiment, List<String> notices, Instant now) {
            ExperimentResults reading = experiment.reading();
            return new ExperimentDetailResponse(
                    ExperimentResponse.of(experiment, reading, now),
                    notices,
                    ExperimentGoalResponse.all(experiment.plan(), reading));
        }
    }
}
