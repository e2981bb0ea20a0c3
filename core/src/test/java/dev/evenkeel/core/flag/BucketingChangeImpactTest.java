// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BucketingChangeImpactTest {
    private static final String HALVES = Json.of("{'fractional': [['on', 1], ['off', 1]]}");

    /// Under v1 hashes h and -h share a bucket, under v2 they do not: for halves each rule says nothing
    /// about the other.
    @Test
    void reportsHalfOfUnitsMovedForEvenSplit() {
        assertThat(movedShare("v1", "v2", HALVES, HALVES)).isCloseTo(0.5, within(0.025));
        assertThat(movedShare("v2", "v1", HALVES, HALVES)).isCloseTo(0.5, within(0.025));
    }

    @Test
    void reportsNoUnitsMovedWhenAllBucketsServeSameVariant() {
        String same = Json.of("{'fractional': [['on', 1], ['on', 3]]}");
        assertThat(movedShare("v1", "v2", same, same)).isZero();
    }

    @Test
    void reportsAllUnitsMovedForUnsupportedWeights() {
        String decimals = Json.of("{'fractional': [['on', 0.5], ['off', 0.5]]}");
        assertThat(movedShare("v1", "v2", decimals, decimals)).isEqualTo(1);
    }

    @Test
    void includesSplitsInConditionsAndSharedRules() {
        String behind = Json.of("""
                {'if': [{'==': [{'var': 'tier'}, 'gold']},
                  {'fractional': [{'var': 'email'}, ['on', 1], ['off', 1]]}, {'$ref': 'never'}]}""");
        String shared = Json.of("{'if': [{'$ref': 'half'}, 'on', 'off']}");
        assertThat(movedShare("v1", "v2", behind, behind)).isCloseTo(0.5, within(0.025));
        assertThat(movedShare("v1", "v2", shared, shared)).isCloseTo(0.5, within(0.025));
    }

    @Test
    void isEmptyUnlessAlgorithmChangesForExistingSplit() {
        assertThat(BucketingChangeImpact.compare(definition("v2", HALVES), definition("v2", HALVES)))
                .isEmpty();
        assertThat(BucketingChangeImpact.compare(definition("v1", "{}"), definition("v2", HALVES)))
                .isEmpty();
        assertThat(BucketingChangeImpact.compare(definition("v1", HALVES), definition("v2", "{}")))
                .isEmpty();
        assertThat(BucketingChangeImpact.compare(Json.of("{'flags': {}}"), definition("v1", HALVES)))
                .isEmpty();
    }

    @Test
    void reportsOldAndNewAlgorithm() {
        var change = BucketingChangeImpact.compare(Json.of("{'flags': [%s]}", flag(HALVES)), definition("v1", HALVES))
                .orElseThrow();
        assertThat(change.from()).isEqualTo("v2");
        assertThat(change.to()).isEqualTo("v1");
    }

    @Test
    void includesSplitOfRunningRollout() {
        var split = new RolloutSplit("r", "off", "on", new Percent(5_000), "s", 1, Duration.ZERO, null, null);
        String former = FlagdDefinitionRenderer.render(definition("v1", "{}"), Map.of("f", split));
        String next = FlagdDefinitionRenderer.render(definition("v2", "{}"), Map.of("f", split));
        assertThat(movedShare(BucketingChangeImpact.compare(former, next).orElseThrow()))
                .isCloseTo(0.5, within(0.025));
    }

    private static double movedShare(String from, String to, String former, String next) {
        return movedShare(BucketingChangeImpact.compare(definition(from, former), definition(to, next))
                .orElseThrow());
    }

    private static double movedShare(BucketingChangeImpact change) {
        return Objects.requireNonNull(change.moved().get("f"));
    }

    private static String definition(String rule, String targeting) {
        return """
                {"metadata": {"evenkeel.fractional": "%s"},
                 "$evaluators": {"half": {"fractional": [[true, 1], [false, 1]]}, "never": {"$ref": "never"}},
                 "flags": [%s]}
                """.formatted(rule, flag(targeting));
    }

    private static String flag(String targeting) {
        return Json.of("""
                {'key': 'f', 'state': 'ENABLED', 'variants': {'on': true, 'off': false}, 'targeting': %s}""", targeting);
    }
}
