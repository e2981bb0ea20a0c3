// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.json.Json;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlagTargetingDescriptionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"==":[{"var":"country"},"CH"]} | country is “CH”
                    {"!==":[{"var":["plan"]},"free"]} | plan is not “free”
                    {"in":[{"var":"country"},["CH","LI","AT"]]} | country is “CH”, “LI” or “AT”
                    {"!":{"in":[{"var":"country"},["CH","LI"]]}} | country is none of “CH”, “LI”
                    {"in":["@shop.example",{"var":"email"}]} | email contains “@shop.example”
                    {"ends_with":[{"var":"email"},".ch"]} | email ends with “.ch”
                    {"!":[{"starts_with":[{"var":"email"},"x"]}]} | email does not start with “x”
                    {"and":[{">=":[{"var":"age"},18]},{"or":[{"var":"beta"},{"$ref":"staff"}]}]} | age is at least 18 and (beta is set or in segment staff)
                    {"!":{"and":[{"var":"a"},{"var":"b"}]}} | not (a is set and b is set)
                    {"!":{">":[{"var":"age"},18]}} | not (age is above 18)
                    {"!":{"var":"targetingKey"}} | there is no targeting key
                    {"<=":[1,{"var":"hour"},5]} | hour is from 1 to 5
                    {"sem_ver":[{"var":"app"},">=","2.1.0"]} | app is a version from 2.1.0
                    {"sem_ver":[{"var":"app"},"^","2.0.0"]} | app is of the same major version as 2.0.0
                    {">=":[{"var":"$flagd.timestamp"},1800000000]} | it is 2027-01-15 08:00:00 UTC or later
                    {"==":[{"var":"plan"},null]} | plan is not there
                    {"!=":[{"var":"plan"},null]} | plan is there
                    {"missing":["a","b"]} | a or b is missing
                    true | always
                    """)
    void formatsConditionsAsText(String rule, String clause) {
        assertThat(ConditionFormatter.format(FlagJsonMappers.EXACT.readTree(rule)))
                .isEqualTo(clause);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {">":[{"+":[{"var":"a"},1]},2]}
                    {"and":[{"var":"a"},{"some":[{"var":"list"},{"==":[{"var":""},1]}]}]}
                    {"==":[{"var":["a","else"]},"b"]}
                    {"==":[{"var":"a"},["b"]]}
                    {"sem_ver":[{"var":"app"},{"var":"op"},"2"]}
                    {"if":[true,true]}
                    {"a":1,"b":2}
                    "text"
                    """)
    void returnsNoTextForUnsupportedConditions(String rule) {
        assertThat(ConditionFormatter.format(FlagJsonMappers.EXACT.readTree(rule)))
                .isEmpty();
    }

    @Test
    void describesRulesInEvaluationOrder() {
        FlagTargetingDescription rules = describe("""
                {"if":[{"==":[{"var":"country"},"CH"]},
                       {"if":[{"var":"beta"},"new","old"]},
                       {">":[{"*":[{"var":"a"},2]},7]},"odd",
                       {"fractional":[["new",1],["old",3]]}]}""");
        assertThat(rules.sentences())
                .extracting(
                        FlagTargetingDescription.RuleSentence::condition, FlagTargetingDescription.RuleSentence::result)
                .containsExactly(
                        tuple("country is “CH”, and beta is set", "new"),
                        tuple("country is “CH”", "old"),
                        tuple("", "odd"),
                        tuple("", ""));
        assertThat(rules.sentences().get(2).conditionJson()).contains("\"*\"");
        assertThat(rules.sentences().get(2).isCatchAll()).isFalse();
        SplitBar bar = Objects.requireNonNull(rules.sentences().get(3).splitBar());
        assertThat(bar.description()).isEqualTo("25% new, 75% old");
        assertThat(bar.splitBy()).isEqualTo("targeting key");
        assertThat(bar.parts()).extracting(SplitBar.Part::x).containsExactly(0.0, 25.0);
    }

    @Test
    void detectsRulesThatFallThroughToDefault() {
        assertThat(describe("{}").fallsThrough()).isTrue();
        assertThat(describe("{}").isEmpty()).isTrue();
        assertThat(describe(Json.of("{'if':[{'var':'a'},'on']}")).fallsThrough())
                .isTrue();
        assertThat(describe(Json.of("{'if':[{'var':'a'},'on',null]}")).fallsThrough())
                .isTrue();
        assertThat(describe(Json.of("{'if':[{'var':'a'},'on','off']}")).fallsThrough())
                .isFalse();
        assertThat(describe(Json.of("{'if':[{'var':'a'},{'if':[{'var':'b'},'on']},'off']}"))
                        .fallsThrough())
                .isTrue();
    }

    @Test
    void describesUnconditionalRuleAndDetectsCatchAll() {
        assertThat(describe("\"on\"").describeForAll()).isEqualTo("gets on");
        assertThat(describe(Json.of("{'fractional':[['on',1],['off',1]]}")).describeForAll())
                .isEqualTo("is split: 50% on, 50% off");
        assertThat(describe(Json.of("{'if':[{'var':'a'},'on','off']}")).describeForAll())
                .isEmpty();
        assertThat(describe(Json.of("{'if':[{'var':'a'},'on','off']}")).endsWithCatchAll())
                .isTrue();
        assertThat(describe(Json.of("{'if':[{'var':'a'},'on']}")).endsWithCatchAll())
                .isFalse();
    }

    @Test
    void showsComputedSplitAsJson() {
        FlagTargetingDescription.RuleSentence line = describe(
                        Json.of("{'fractional':[['on',{'var':'share'}],['off',1]]}"))
                .sentences()
                .getFirst();
        assertThat(line.splitBar()).isNull();
        assertThat(line.resultJson()).contains("share");
    }

    @Test
    void showsAttributeUsedForSplit() {
        FlagTargetingDescription.RuleSentence line = describe(Json.of(
                        "{'fractional':[{'cat':[{'var':'$flagd.flagKey'},{'var':'email'}]},['on',1],['off',1]]}"))
                .sentences()
                .getFirst();
        assertThat(Objects.requireNonNull(line.splitBar()).splitBy()).isEqualTo("email");
    }

    @Test
    void truncatesLongRuleListAndReportsMore() {
        var text = new StringBuilder(Json.of("{'if':["));
        for (int i = 0; i < 500; i++) {
            text.append("{\"==\":[{\"var\":\"a\"},")
                    .append(i)
                    .append("]},\"v")
                    .append(i)
                    .append("\",");
        }
        FlagTargetingDescription rules = describe(text + "\"rest\"]}");
        assertThat(rules.sentences()).hasSize(FlagTargetingDescription.MAX_SENTENCES);
        assertThat(rules.hasMore()).isTrue();
        assertThat(rules.formatRuleCount()).isEqualTo("more than 40 rules");
    }

    private static FlagTargetingDescription describe(String rule) {
        return FlagTargetingDescription.of(FlagJsonMappers.EXACT.readTree(rule));
    }

    @Test
    void truncatesLongValueList() {
        List<Integer> many = IntStream.range(0, 20).boxed().toList();
        assertThat(ConditionFormatter.format(FlagJsonMappers.EXACT.readTree(Json.of("{'in':[{'var':'a'},%s]}", many))))
                .isEqualTo("a is 0, 1, 2, 3, 4, 5, 6, 7 or 12 others");
    }
}
