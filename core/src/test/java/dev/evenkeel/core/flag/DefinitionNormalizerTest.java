// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.json.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionNormalizerTest {
    private static final String LISTED = """
            {"metadata":{"v":1.0},"flags":[{"key":"a","state":"ENABLED","variants":{"on":1.0,"off":2}},
             {"state":"DISABLED","key":"b","variants":{"x":"y"}}],"$evaluators":{}}""";

    @Test
    void convertsFlagArrayToObjectByKey() {
        assertThat(DefinitionNormalizer.withFlagsByKey(LISTED)).isEqualTo(Json.of("""
                        {'metadata':{'v':1.0},'flags':{'a':{'state':'ENABLED','variants':{'on':1.0,\
                        'off':2}},'b':{'state':'DISABLED','variants':{'x':'y'}}},'$evaluators':{}}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"flags\" : {\"a\": 1} }",
                "{\"flags\":[{\"state\":\"ENABLED\"}]}",
                "{\"flags\":[{\"key\":\"a\"},{\"key\":\"a\"}]}",
                "{\"flags\":[1]}",
                "[1]",
                "{",
                ""
            })
    void returnsOtherInputUnchanged(String text) {
        assertThat(DefinitionNormalizer.withFlagsByKey(text)).isEqualTo(text);
    }

    @Test
    void rendersFlagArrayWithRolloutAsObjectByKey() {
        var split = new RolloutSplit("r", "off", "on", new Percent(10_000), "s", 1, Duration.ZERO, null, null);
        var delivered = FlagdDefinitionRenderer.render(LISTED, Map.of("a", split));
        assertThat(delivered).contains(Json.of("'flags':{'a':{")).doesNotContain("\"key\"");
        var evaluation = FlagSnapshot.parse(delivered, 1).evaluate("a", EvaluationContext.of("u"), 0);
        assertThat(evaluation.variant()).isEqualTo("on");
        assertThat(evaluation.bySplit()).isTrue();
    }
}
