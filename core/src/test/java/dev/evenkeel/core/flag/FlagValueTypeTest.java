// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlagValueTypeTest {
    @Test
    void convertsIntegersWithinRange() {
        assertThat(of(2147483647).intOr(-1)).isEqualTo(2147483647);
        assertThat(of(-2147483648).intOr(-1)).isEqualTo(-2147483648);
        assertThat(of(2147483648L).intOr(-1)).isEqualTo(-1);
        assertThat(of(2147483648L).longOr(-1)).isEqualTo(2147483648L);
        assertThat(of(1.0).intOr(-1)).isEqualTo(1);
        assertThat(of(1.5).intOr(-1)).isEqualTo(-1);
        assertThat(of(new BigDecimal("1.00")).longOr(-1)).isEqualTo(1);
    }

    @Test
    void rejectsIntegersBeyondSafeIntegerRange() {
        assertThat(of(9007199254740991L).longOr(-1)).isEqualTo(9007199254740991L);
        assertThat(of(-9007199254740991L).longOr(-1)).isEqualTo(-9007199254740991L);
        assertThat(of(9007199254740992L).longOr(-1)).isEqualTo(-1);
        assertThat(of(9007199254740993L).longOr(-1)).isEqualTo(-1);
        assertThat(of(BigInteger.TEN.pow(30)).longOr(-1)).isEqualTo(-1);
        assertThat(of(1e300).longOr(-1)).isEqualTo(-1);
    }

    @Test
    void convertsToDoubleOnlyWithoutLoss() {
        assertThat(of(0.1).doubleOr(-1)).isEqualTo(0.1);
        assertThat(of(3).doubleOr(-1)).isEqualTo(3.0);
        assertThat(of(9007199254740993L).doubleOr(-1)).isEqualTo(-1);
        assertThat(of(new BigDecimal("0.12345678901234567890")).doubleOr(-1)).isEqualTo(-1);
        assertThat(of(new BigDecimal("1e400")).doubleOr(-1)).isEqualTo(-1);
    }

    @Test
    void convertsBooleansStringsAndObjectsOnlyWhenTypeMatches() {
        assertThat(of(true).booleanOr(false)).isTrue();
        assertThat(of("true").booleanOr(false)).isFalse();
        assertThat(of("x").stringOr("fallback")).isEqualTo("x");
        assertThat(of(1).stringOr("fallback")).isEqualTo("fallback");
        assertThat(of(Map.of("a", 1)).convertTo(FlagValueType.OBJECT).value()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void preservesEvaluationDetailsWhenTypeMatches() {
        var evaluation = of(10);
        assertThat(evaluation.convertTo(FlagValueType.INT)).isSameAs(evaluation);
        assertThat(evaluation.convertTo(FlagValueType.DOUBLE))
                .isEqualTo(new Evaluation(10.0, "it", EvaluationReason.SPLIT, null, null, true, Map.of("m", 1)));
    }

    @Test
    void returnsTypeMismatchErrorForWrongType() {
        var mismatch = of("text").convertTo(FlagValueType.BOOLEAN);
        assertThat(mismatch.errorCode()).isEqualTo(EvaluationErrorCode.TYPE_MISMATCH);
        assertThat(mismatch.reason()).isEqualTo(EvaluationReason.ERROR);
        assertThat(mismatch.value()).isNull();
        assertThat(mismatch.variant()).isNull();
        assertThat(mismatch.bySplit()).isFalse();
        assertThat(mismatch.flagMetadata()).isEqualTo(Map.of("m", 1));
        assertThat(mismatch.errorDetails()).contains("BOOLEAN").doesNotContain("text");
    }

    @Test
    void returnsDefaultForEvaluationWithoutValue() {
        var disabled = new Evaluation(null, null, EvaluationReason.DISABLED, null, null, false, Map.of());
        assertThat(disabled.convertTo(FlagValueType.STRING)).isSameAs(disabled);
        assertThat(disabled.longOr(7)).isEqualTo(7);
        assertThat(disabled.doubleOr(7)).isEqualTo(7);
        assertThat(disabled.intOr(7)).isEqualTo(7);
        assertThat(disabled.booleanOr(true)).isTrue();
    }

    private static Evaluation of(Object value) {
        return new Evaluation(value, "it", EvaluationReason.SPLIT, null, null, true, Map.of("m", 1));
    }
}
