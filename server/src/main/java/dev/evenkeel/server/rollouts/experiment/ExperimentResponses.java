// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.api.ExperimentApi.ConclusionResponse;
import dev.evenkeel.api.ExperimentApi.ExperimentDetailResponse;
import dev.evenkeel.api.ExperimentApi.ExperimentGoalResponse;
import dev.evenkeel.api.ExperimentApi.ExperimentResponse;
import dev.evenkeel.api.ExperimentApi.Split;
import dev.evenkeel.api.ExperimentApi.TreatmentEffectResponse;
import dev.evenkeel.api.ExperimentApi.VariantExposure;
import dev.evenkeel.api.ExperimentApi.VariantOutcome;
import dev.evenkeel.engine.experiment.ExperimentConclusion;
import dev.evenkeel.engine.experiment.ExperimentFormatter;
import dev.evenkeel.engine.experiment.ExperimentGoal;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentResults;
import dev.evenkeel.engine.experiment.GoalResults;
import dev.evenkeel.engine.experiment.TreatmentEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Converts experiments to responses.
final class ExperimentResponses {
    private ExperimentResponses() {}

    static ExperimentDetailResponse of(Experiment experiment, List<String> notices, Instant now) {
        ExperimentPlan plan = experiment.plan();
        ExperimentResults results = experiment.results();
        return new ExperimentDetailResponse(
                of(experiment, results, now),
                notices,
                IntStream.range(0, results.goals().size())
                        .mapToObj(i -> of(plan, results.goals().get(i), i == 0, results.alarm() == null))
                        .toList());
    }

    static ExperimentResponse of(Experiment experiment, Instant now) {
        return of(experiment, experiment.results(), now);
    }

    private static ExperimentResponse of(Experiment experiment, ExperimentResults results, Instant now) {
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

    private static ExperimentGoalResponse of(ExperimentPlan plan, GoalResults read, boolean decides, boolean readable) {
        ExperimentGoal goal = read.goal();
        return new ExperimentGoalResponse(
                goal.metric(),
                goal.kind(),
                decides,
                IntStream.range(0, plan.parts().size())
                        .mapToObj(i -> new VariantOutcome(
                                plan.parts().get(i).variant(),
                                read.variants().get(i).units(),
                                read.mean(i),
                                read.variants().get(i).nonZero(),
                                read.variants().get(i).capped()))
                        .toList(),
                readable
                        ? read.effects().stream()
                                .map(effect -> of(plan, read, effect))
                                .toList()
                        : List.of());
    }

    private static TreatmentEffectResponse of(ExperimentPlan plan, GoalResults read, TreatmentEffect effect) {
        var words = new ExperimentFormatter(plan);
        double control = read.mean(0);
        return new TreatmentEffectResponse(
                plan.parts().get(effect.treatment()).variant(),
                effect.estimate(),
                effect.low(),
                effect.high(),
                control == 0 ? null : effect.estimate() / control,
                !effect.sampleSize().isSufficient(),
                words.formatMethod(effect),
                effect.explainedVariance(),
                words.formatEffect(read.goal(), effect, read));
    }
}
