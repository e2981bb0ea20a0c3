// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.targeting.ReferenceMurmur3;
import dev.evenkeel.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Properties of every split: it equals the plain rule, it is even, and raising the exposure never removes a unit
/// from the candidate.
class SplitPropertiesTest {
    private static final long SEED = 41;
    private static final int PARTS = 10_000;

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void evaluatesSplitLikePlainFlagdRule(String bucketing) {
        var random = new Random(SEED);
        for (int round = 0; round < 40; round++) {
            var author = author(random);
            var split = split(random.nextInt(PARTS + 1), "seed-" + random.nextInt());
            var delivered = FlagdDefinitionRenderer.render(definition(author, bucketing), Map.of("core", split));
            var compiled = FlagSnapshot.parse(delivered, 1);
            // Without its description the flag is an ordinary rule to the evaluator.
            var plain = FlagSnapshot.parse(delivered.replace("evenkeel.seed", "note.seed"), 1);
            assertThat(compiled.findRolloutSplit("core")).isEqualTo(split);
            assertThat(plain.findRolloutSplit("core")).isNull();
            for (int i = 0; i < 500; i++) {
                var context = context(random);
                var compiledResult = compiled.evaluate("core", context, i);
                var plainResult = plain.evaluate("core", context, i);
                assertThat(List.of(
                                String.valueOf(compiledResult.variant()), String.valueOf(compiledResult.errorCode())))
                        .as("seed %d, round %d, case %d, author %s, %s", SEED, round, i, author, context.attributes())
                        .isEqualTo(List.of(
                                String.valueOf(plainResult.variant()), String.valueOf(plainResult.errorCode())));
                assertThat(compiledResult.bySplit()).isEqualTo(compiledResult.reason() == EvaluationReason.SPLIT);
                if (compiledResult.bySplit()) {
                    String key = String.valueOf(context.targetingKey());
                    assertThat(compiled.findSplitVariant("core", key)).isEqualTo(compiledResult.variant());
                    assertThat(plain.findSplitVariant("core", key)).isNull();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void neverMovesUnitBackToControlWhenExposureIncreases(String bucketing) {
        var snapshots = new FlagSnapshot[PARTS / 100 + 1];
        for (int percent = 0; percent < snapshots.length; percent++) {
            snapshots[percent] = snapshot(split(percent * 100, "s"), bucketing);
        }
        for (int unit = 0; unit < 2_000; unit++) {
            boolean exposed = false;
            for (var snapshot : snapshots) {
                boolean candidate = isCandidate(snapshot, "unit-" + unit);
                assertThat(candidate || !exposed).as("unit-%d", unit).isTrue();
                exposed = candidate;
            }
            assertThat(exposed).as("unit-%d at 100%%", unit).isTrue();
        }
    }

    @Test
    void exposesUnitOnceExposureExceedsItsBucket() {
        for (int unit = 0; unit < 500; unit++) {
            long bucket = ReferenceMurmur3.bucket(ReferenceMurmur3.hash("s:unit-" + unit), PARTS);
            assertThat(isCandidate(snapshot(split((int) bucket, "s")), "unit-" + unit))
                    .isFalse();
            assertThat(isCandidate(snapshot(split((int) bucket + 1, "s")), "unit-" + unit))
                    .isTrue();
        }
    }

    @Test
    void assignsExpectedShareAtEveryExposure() {
        int units = 200_000;
        for (int exposure : new int[] {1, 100, 500, 2_500, 5_000, 9_500}) {
            var snapshot = snapshot(split(exposure, "even"));
            int candidates = 0;
            for (int unit = 0; unit < units; unit++) {
                candidates += isCandidate(snapshot, "debtor-" + unit) ? 1 : 0;
            }
            double p = exposure / (double) PARTS;
            double deviations = (candidates - units * p) / Math.sqrt(units * p * (1 - p));
            assertThat(Math.abs(deviations))
                    .as("standard deviations at %d/10000", exposure)
                    .isLessThan(4.5);
        }
    }

    /// Chi-square of 100 equal buckets, 99 degrees of freedom, at alpha = 1e-6 on either side. The keys are
    /// fixed, so the answer is too.
    @ParameterizedTest
    @CsvSource({"v1,even", "v2,even", "v1,odd", "v2,odd"})
    void distributesUnitsUniformlyOverBuckets(String bucketing, String flag) {
        int units = 200_000;
        var snapshot = FlagSnapshot.parse(hundredBuckets(bucketing, flag), 1);
        var counts = new TreeMap<String, Integer>();
        for (int unit = 0; unit < units; unit++) {
            var evaluation = snapshot.evaluate(flag, EvaluationContext.of("debtor-" + unit), 0);
            counts.merge(String.valueOf(evaluation.variant()), 1, Integer::sum);
        }
        double expected = units / 100.0;
        double chiSquare = counts.values().stream()
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertThat(counts).hasSize(100);
        assertThat(chiSquare).isBetween(45.7, 181.1);
    }

    private static String hundredBuckets(String bucketing, String flag) {
        var variants = new StringJoiner(",");
        var buckets = new StringJoiner(",");
        for (int i = 0; i < 100; i++) {
            variants.add(Json.of("'v%s': %s", i, i));
            buckets.add(Json.of("['v%s', 1]", i));
        }
        return """
                {"metadata": {"evenkeel.fractional": "%s"}, "flags": {"%s": {"state": "ENABLED", "variants": {%s},
                  "targeting": {"fractional": [%s]}}}}
                """.formatted(bucketing, flag, variants, buckets);
    }

    @Test
    void splitsWithDifferentSeedsAreIndependent() {
        var first = snapshot(split(5_000, "first"));
        var second = snapshot(split(5_000, "second"));
        int same = 0;
        for (int unit = 0; unit < 100_000; unit++) {
            same += isCandidate(first, "u" + unit) == isCandidate(second, "u" + unit) ? 1 : 0;
        }
        assertThat(same).isBetween(50_000 - 800, 50_000 + 800);
    }

    private static boolean isCandidate(FlagSnapshot snapshot, String unit) {
        var evaluation = snapshot.evaluate("core", EvaluationContext.of(unit), 0);
        assertThat(evaluation.bySplit()).isTrue();
        return "modern".equals(evaluation.variant());
    }

    private static FlagSnapshot snapshot(RolloutSplit split) {
        return snapshot(split, "v2");
    }

    private static FlagSnapshot snapshot(RolloutSplit split, String bucketing) {
        return FlagSnapshot.parse(
                FlagdDefinitionRenderer.render(definition("{}", bucketing), Map.of("core", split)), 1);
    }

    private static RolloutSplit split(int exposure, String seed) {
        return new RolloutSplit("r", "classic", "modern", new Percent(exposure), seed, 1, Duration.ZERO, null, null);
    }

    private static String definition(String targeting, String bucketing) {
        return """
                {"metadata": {"evenkeel.fractional": "%s"}, "flags": {"core": {"state": "ENABLED",
                  "variants": {"classic": "c", "modern": "m", "true": "t"}, "defaultVariant": "classic",
                  "targeting": %s}}}
                """.formatted(bucketing, targeting);
    }

    private static String author(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Json.of("{'if': [{'==': [{'var': 'tier'}, 'gold']}, 'modern', null]}");
            case 1 -> Json.of("{'if': [{'<': [{'var': 'n'}, 50]}, 'classic', {'==': [{'var': 'n'}, 60]}, 'nobody']}");
            case 2 -> Json.of("{'var': 'tier'}");
            case 3 -> Json.of("{'fractional': [['modern', 1], [null, 3]]}");
            case 4 -> Json.of("{'if': [{'>': [{'var': '$flagd.timestamp'}, 250]}, null, true]}");
            default -> "{}";
        };
    }

    private static EvaluationContext context(Random random) {
        var context = EvaluationContext.EMPTY.with("n", random.nextInt(100));
        if (random.nextBoolean()) {
            context = context.with("tier", List.of("gold", "modern", "lead", "").get(random.nextInt(4)));
        }
        return switch (random.nextInt(8)) {
            case 0 -> context;
            case 1 -> context.with("targetingKey", "");
            case 2 -> context.with("targetingKey", random.nextInt());
            case 3 -> context.with("targetingKey", "ключ-" + random.nextInt());
            default -> context.with("targetingKey", "key-" + random.nextInt());
        };
    }
}
