// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EvaluationContextTest {
    @Test
    void includesTargetingKeyInAttributes() {
        var context = EvaluationContext.of("u1").with("tier", "gold");
        assertThat(context.targetingKey()).isEqualTo("u1");
        assertThat(context.attribute("targetingKey")).isEqualTo("u1");
        assertThat(context.attributes()).containsOnly(entry("targetingKey", "u1"), entry("tier", "gold"));
    }

    @Test
    void returnsNullTargetingKeyWhenMissingOrNotString() {
        assertThat(EvaluationContext.EMPTY.targetingKey()).isNull();
        assertThat(EvaluationContext.EMPTY.with("targetingKey", 5).targetingKey())
                .isNull();
    }

    @Test
    void viewReflectsLaterChangesOfItsMap() {
        var attributes = new HashMap<String, Object>();
        var context = EvaluationContext.viewOf(attributes).with("more", 1);
        attributes.put("targetingKey", "u1");
        assertThat(context.targetingKey()).isEqualTo("u1");
        assertThat(context.attributes()).containsOnly(entry("targetingKey", "u1"), entry("more", 1));
    }

    @Test
    void withReturnsCopyAndLeavesOriginalUnchanged() {
        var context = EvaluationContext.of("u1");
        var richer = context.with("tier", "gold").with("tier", "lead");
        assertThat(context.attribute("tier")).isNull();
        assertThat(richer.attribute("tier")).isEqualTo("lead");
        assertThat(richer.attributes()).hasSize(2);
    }

    @Test
    void removesAttributeSetToNull() {
        var context = EvaluationContext.of("u1").with("tier", "gold").with("tier", null);
        assertThat(context.attribute("tier")).isNull();
        assertThat(context.attributes()).containsOnlyKeys("targetingKey");
    }

    @Test
    void copiesSourceMap() {
        var attributes = new HashMap<String, Object>(Map.of("targetingKey", "u1", "plans", List.of("a")));
        var context = EvaluationContext.of(attributes);
        attributes.clear();
        assertThat(context.targetingKey()).isEqualTo("u1");
        assertThat(context.with("n", 1).attributes()).containsOnlyKeys("targetingKey", "plans", "n");
    }

    @Test
    void convertsNonJsonTypesToStrings() {
        var id = new UUID(1, 2);
        assertThat(EvaluationContext.EMPTY.with("id", id).attribute("id")).isEqualTo(id.toString());
        assertThat(EvaluationContext.of(Map.of("id", id)).attribute("id")).isEqualTo(id.toString());
    }

    @Test
    void equalsContextWithSameAttributes() {
        var chained = EvaluationContext.of("u1").with("tier", "lead").with("tier", "gold");
        var mapped = EvaluationContext.of(Map.of("tier", "gold", "targetingKey", "u1"));
        assertThat(chained).isEqualTo(mapped).hasSameHashCodeAs(mapped);
        assertThat(chained).isNotEqualTo(mapped.with("n", 1));
    }

    @Test
    void omitsValuesFromToString() {
        assertThat(EvaluationContext.of("secret-id").with("email", "a@b"))
                .asString()
                .contains("email")
                .doesNotContain("a@b")
                .doesNotContain("secret-id");
    }
}
