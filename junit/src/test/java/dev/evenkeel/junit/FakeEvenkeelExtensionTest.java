// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@WithVariant(flag = "core", variant = "classic")
@WithVariant(flag = "colour", variant = "blue")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FakeEvenkeelExtensionTest {
    private final Set<FakeEvenkeel> seen = new HashSet<>();
    private @Nullable Evenkeel before;

    @BeforeEach
    void remember(Evenkeel evenkeel) {
        before = evenkeel;
    }

    private static @Nullable String variant(Evenkeel evenkeel, String flag) {
        return evenkeel.evaluate(flag, EvaluationContext.of("somebody")).variant();
    }

    @Test
    void appliesVariantsDeclaredOnClass(FakeEvenkeel evenkeel) {
        assertThat(variant(evenkeel, "core")).isEqualTo("classic");
        assertThat(variant(evenkeel, "colour")).isEqualTo("blue");
        assertThat(variant(evenkeel, "other")).isNull();
    }

    @Test
    @WithVariant(flag = "core", variant = "modern")
    void methodVariantOverridesClassVariant(FakeEvenkeel evenkeel) {
        assertThat(variant(evenkeel, "core")).isEqualTo("modern");
        assertThat(variant(evenkeel, "colour")).isEqualTo("blue");
    }

    @Test
    @WithVariant(flag = "core", variant = "modern")
    void guardedChangeRunsDeclaredVariantAndCountsCall(FakeEvenkeel evenkeel) {
        String answer = evenkeel.<String, String>guardedChange("core")
                .control("classic", name -> "old " + name)
                .candidate("modern", name -> "new " + name)
                .build()
                .run(EvaluationContext.of("somebody"), "way");
        assertThat(answer).isEqualTo("new way");
        assertThat(evenkeel.calls("core", "modern")).isEqualTo(1);
    }

    @Test
    void sharesInstanceBetweenBeforeEachAndTest(FakeEvenkeel evenkeel, Evenkeel same) {
        assertThat(same).isSameAs(evenkeel).isSameAs(before);
    }

    @RepeatedTest(3)
    void createsNewInstanceForEachTest(FakeEvenkeel evenkeel) {
        assertThat(seen.add(evenkeel)).isTrue();
        assertThat(evenkeel.calls("core", "modern")).isZero();
    }

    @Nested
    @WithVariant(flag = "colour", variant = "red")
    class NestedTests {
        @Test
        void nestedClassInheritsAndOverridesEnclosingVariants(FakeEvenkeel evenkeel) {
            assertThat(variant(evenkeel, "core")).isEqualTo("classic");
            assertThat(variant(evenkeel, "colour")).isEqualTo("red");
        }
    }
}
