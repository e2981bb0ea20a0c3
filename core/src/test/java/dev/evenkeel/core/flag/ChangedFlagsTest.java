// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangedFlagsTest {
    private static final String ON = flag("on", "");
    private static final String OFF = flag("off", "");

    @Test
    void nothingIsChangedWhenTheDefinitionSaysTheSame() {
        assertThat(changed(
                        "{\"flags\":{\"a\":" + ON + ",\"b\":" + OFF + "}}",
                        "{ \"flags\": { \"b\": " + OFF + ", \"a\":\n" + ON + " } }"))
                .isEmpty();
    }

    @Test
    void aFlagIsChangedWhenItIsOtherNewOrGone() {
        assertThat(changed(
                        "{\"flags\":{\"same\":" + ON + ",\"other\":" + ON + ",\"gone\":" + ON + "}}",
                        "{\"flags\":{\"same\":" + ON + ",\"other\":" + OFF + ",\"new\":" + ON + "}}"))
                .containsExactlyInAnyOrder("other", "gone", "new");
    }

    @Test
    void everythingInAFlagCounts() {
        String rule = "{\"flags\":{\"a\":" + flag("on", ",\"targeting\":{\"if\":[{\"var\":\"x\"},\"on\",null]}") + "}}";
        for (String other : new String[] {
            rule.replace("\"x\"", "\"y\""),
            rule.replace("null", "\"off\""),
            rule.replace("\"off\":2", "\"off\":2.0"),
            rule.replace("ENABLED", "DISABLED"),
            rule.replace("\"on\",null", "null,\"on\"")
        }) {
            assertThat(changed(rule, other)).as(other).containsExactly("a");
        }
    }

    @Test
    void whatStandsBesideTheFlagsBelongsToEveryFlag() {
        String flags = "\"flags\":{\"a\":" + ON + ",\"b\":" + OFF + "}}";
        assertThat(changed("{" + flags, "{\"metadata\":{\"owner\":\"me\"}," + flags))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(changed("{" + flags, "{\"$evaluators\":{\"e\":{\"var\":\"x\"}}," + flags))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aRolloutChangesItsFlagOnly() {
        String definition = "{\"flags\":{\"a\":" + ON + ",\"b\":" + ON + "}}";
        var split = new RolloutSplit("r", "off", "on", Percent.parse("50"), "seed", 1, Duration.ZERO, null, null);
        assertThat(changed(definition, FlagdDefinitionRenderer.render(definition, Map.of("a", split))))
                .containsExactly("a");
    }

    private static Set<String> changed(String before, String after) {
        return FlagSnapshot.parse(after, 2).findChangedKeys(FlagSnapshot.parse(before, 1));
    }

    private static String flag(String variant, String more) {
        return "{\"state\":\"ENABLED\",\"variants\":{\"on\":1,\"off\":2},\"defaultVariant\":\"" + variant + "\"" + more
                + "}";
    }
}
