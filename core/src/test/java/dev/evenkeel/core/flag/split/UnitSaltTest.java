// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.EvaluationErrorCode;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.json.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitSaltTest {
    private static final UnitSalt SALT = UnitSalt.of(sequentialBytes(0));
    private static final String PLAIN = """
            {"flags": {"core": {"state": "ENABLED", "variants": {"old": 1, "new": 2}, "defaultVariant": "old",
              "metadata": {"owner": "payments"}}}}
            """;
    private static final RolloutSplit SPLIT =
            new RolloutSplit("r-7", "old", "new", Percent.parse("25"), "seed-7", 41, Duration.ZERO, null, null);

    private static byte[] sequentialBytes(int first) {
        byte[] bytes = new byte[UnitSalt.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }

    /* From Python's hmac and hashlib. */
    @Test
    void hashesUnitsWithHmacSha256() {
        assertThat(SALT.hashUnit(0)).isEqualTo(0x9f0cd9b94097fe49L);
        var names = SALT.createUnitHasher();
        assertThat(names.applyAsLong(1)).isEqualTo(0xc432e059c378eef7L);
        assertThat(names.applyAsLong(0xd8708fc49370fc48L)).isEqualTo(0xbebe4eb8c27ed420L);
        assertThat(UnitSalt.of(sequentialBytes(1)).hashUnit(0)).isNotEqualTo(SALT.hashUnit(0));
    }

    @Test
    void roundTripsSalt() {
        assertThat(SALT.format()).isEqualTo("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
        assertThat(UnitSalt.parse(SALT.format())).isEqualTo(SALT).hasSameHashCodeAs(SALT);
        assertThat(SALT).isNotEqualTo(UnitSalt.of(sequentialBytes(1)));
    }

    @Test
    void hidesValueInToString() {
        assertThat(SALT).hasToString("UnitSalt");
    }

    @Test
    void rejectsInvalidSaltWithoutEchoingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnitSalt.parse("not*Base64"))
                .withMessage("a salt must be URL-safe Base64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnitSalt.parse("AAEC"))
                .withMessage("a salt must have 32 bytes, got 3");
    }

    @Test
    void addsSaltOnlyToDefinitionForSdks() {
        var delivered = FlagdDefinitionRenderer.renderCompiled(PLAIN, Map.of("core", SPLIT), Map.of("r-7", SALT), 41);
        assertThat(delivered.definition())
                .isEqualTo(FlagdDefinitionRenderer.render(PLAIN, Map.of("core", SPLIT)))
                .doesNotContain("salt");
        assertThat(delivered.definitionWithSalts()).contains(Json.of("'evenkeel.salt':'%s'", SALT.format()));
        assertThat(delivered.flags().findSalt("core")).isNull();
    }

    @Test
    void omitsSaltFromFlagMetadata() {
        var delivered = FlagdDefinitionRenderer.renderCompiled(PLAIN, Map.of("core", SPLIT), Map.of("r-7", SALT), 41);
        FlagSnapshot flags = FlagSnapshot.parse(delivered.definitionWithSalts(), 41);
        assertThat(flags.findSalt("core")).isEqualTo(SALT);
        assertThat(flags.findSalt("other")).isNull();
        assertThat(flags.findRolloutSplit("core")).isEqualTo(SPLIT);
        assertThat(flags.evaluate("core", EvaluationContext.of("alice"), 0).flagMetadata())
                .containsEntry("owner", "payments")
                .containsEntry("evenkeel.rollout", "r-7")
                .doesNotContainKey("evenkeel.salt");
    }

    @Test
    void doesNotAffectEvaluation() {
        var plain = FlagSnapshot.parse(FlagdDefinitionRenderer.render(PLAIN, Map.of("core", SPLIT)), 41);
        var salted = FlagSnapshot.parse(
                FlagdDefinitionRenderer.renderCompiled(PLAIN, Map.of("core", SPLIT), Map.of("r-7", SALT), 41)
                        .definitionWithSalts(),
                41);
        for (int i = 0; i < 1_000; i++) {
            var context = EvaluationContext.of("user-" + i);
            assertThat(salted.evaluate("core", context, 0)).isEqualTo(plain.evaluate("core", context, 0));
        }
    }

    @Test
    void ignoresUnreadableSalt() {
        var broken = FlagdDefinitionRenderer.renderCompiled(PLAIN, Map.of("core", SPLIT), Map.of("r-7", SALT), 41)
                .definitionWithSalts()
                .replace(SALT.format(), "");
        FlagSnapshot flags = FlagSnapshot.parse(broken, 41);
        assertThat(flags.findSalt("core")).isNull();
        assertThat(flags.findRolloutSplit("core")).isEqualTo(SPLIT);
    }

    @Test
    void omitsContextValuesFromErrorDetails() {
        var flags = FlagSnapshot.parse("""
                {"flags": {"f": {"state": "ENABLED", "variants": {"a": 1}, "defaultVariant": "a",
                  "targeting": {"var": "account"}}}}
                """, 1);
        Evaluation evaluation =
                flags.evaluate("f", EvaluationContext.of("alice").with("account", "CH-4711"), 0);
        assertThat(evaluation.errorCode()).isEqualTo(EvaluationErrorCode.GENERAL);
        assertThat(evaluation.errorDetails())
                .isEqualTo("targeting returned a string of 7 characters that is not a variant; variants are [a]");
        assertThat(flags.evaluate("f", EvaluationContext.of("alice").with("account", 4711), 0)
                        .errorDetails())
                .isEqualTo("targeting returned a number that is not a variant; variants are [a]");
    }
}
