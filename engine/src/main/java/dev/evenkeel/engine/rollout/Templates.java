// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.flag.Percent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The plans that come with the product.
final class Templates {
    private static final Percent FROM_START = Percent.NONE;
    private static final Percent FROM_5 = new Percent(500);
    private static final Percent FROM_25 = new Percent(2_500);

    private Templates() {}

    static RolloutPlan fast() {
        var errors = new ErrorGuardrail(0.6, 1, 0, Percent.parse("0.5"), FROM_START);
        return new RolloutPlan(
                "fast",
                steps("1 PT10S", "5 PT10S", "25 PT10S", "50 PT10S", "95 PT15S", "100 PT10S"),
                0.01,
                0.05,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                new Guardrails(errors, latency(1), new RankGuardrail(0.1, 1)),
                10_000,
                new Blindness(Duration.ofSeconds(5), Duration.ofSeconds(60), Percent.parse("5")),
                Duration.ofSeconds(5));
    }

    static RolloutPlan standard() {
        var errors = new ErrorGuardrail(0.6, 1.1, 0.25, Percent.parse("0.05"), FROM_START);
        return new RolloutPlan(
                "standard",
                steps("1 PT10M", "5 PT10M", "25 PT20M", "50 PT30M", "95 PT1H", "100 PT30M"),
                0.01,
                0.05,
                Duration.ofMinutes(1),
                Duration.ofSeconds(60),
                new Guardrails(errors, latency(1.1), new RankGuardrail(0.1, 1.1)),
                10_000,
                new Blindness(Duration.ofSeconds(30), Duration.ofMinutes(10), Percent.parse("25")),
                Duration.ofSeconds(5));
    }

    private static List<LatencyGuardrail> latency(double rollbackRatio) {
        return List.of(
                new LatencyGuardrail(0.5, 0.1, rollbackRatio, 1.1, FROM_START),
                new LatencyGuardrail(0.95, 0.1, rollbackRatio, 1.1, FROM_5),
                new LatencyGuardrail(0.99, 0.1, rollbackRatio, 1.25, FROM_25));
    }

    private static List<Step> steps(String... exposureAndDwell) {
        return Stream.of(exposureAndDwell)
                .map(text -> text.split(" ", 2))
                .map(part -> new Step(Percent.parse(part[0]), Duration.parse(part[1])))
                .toList();
    }
}
