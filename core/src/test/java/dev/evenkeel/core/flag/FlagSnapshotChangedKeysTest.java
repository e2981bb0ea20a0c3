// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlagSnapshotChangedKeysTest {
    private static final String ON = flag("on", "");
    private static final String OFF = flag("off", "");

    @Test
    void ignoresWhitespaceAndFlagOrder() {
        assertThat(changed(
                        Json.of("{'flags':{'a':%s,'b':%s}}", ON, OFF),
                        Json.of("{ 'flags': { 'b': %s, 'a':\n%s } }", OFF, ON)))
                .isEmpty();
    }

    @Test
    void reportsModifiedAddedAndRemovedFlags() {
        assertThat(changed(
                        Json.of("{'flags':{'same':%s,'other':%s,'gone':%s}}", ON, ON, ON),
                        Json.of("{'flags':{'same':%s,'other':%s,'new':%s}}", ON, OFF, ON)))
                .containsExactlyInAnyOrder("other", "gone", "new");
    }

    @Test
    void detectsChangeInAnyPartOfFlag() {
        String rule = Json.of("{'flags':{'a':%s}}", flag("on", Json.of(",'targeting':{'if':[{'var':'x'},'on',null]}")));
        for (String other : new String[] {
            rule.replace("\"x\"", "\"y\""),
            rule.replace("null", "\"off\""),
            rule.replace(Json.of("'off':2"), Json.of("'off':2.0")),
            rule.replace("ENABLED", "DISABLED"),
            rule.replace("\"on\",null", "null,\"on\"")
        }) {
            assertThat(changed(rule, other)).as(other).containsExactly("a");
        }
    }

    @Test
    void reportsAllFlagsWhenMetadataOrSharedRulesChange() {
        String flags = Json.of("'flags':{'a':%s,'b':%s}}", ON, OFF);
        assertThat(changed("{" + flags, Json.of("{'metadata':{'owner':'me'},%s", flags)))
                .containsExactlyInAnyOrder("a", "b");
        assertThat(changed("{" + flags, Json.of("{'$evaluators':{'e':{'var':'x'}},%s", flags)))
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void reportsOnlyFlagOfStartedRollout() {
        String definition = Json.of("{'flags':{'a':%s,'b':%s}}", ON, ON);
        var split = new RolloutSplit("r", "off", "on", Percent.parse("50"), "seed", 1, Duration.ZERO, null, null);
        assertThat(changed(definition, FlagdDefinitionRenderer.render(definition, Map.of("a", split))))
                .containsExactly("a");
    }

    private static Set<String> changed(String before, String after) {
        return FlagSnapshot.parse(after, 2).findChangedKeys(FlagSnapshot.parse(before, 1));
    }

    private static String flag(String variant, String more) {
        return Json.of("{'state':'ENABLED','variants':{'on':1,'off':2},'defaultVariant':'%s'%s}", variant, more);
    }
}
