// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evenkeel.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionWarningsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'if':[{'var':'a'},'onn','off']} | /if/1",
                "{'if':[{'var':'a'},'on','of']} | /if/2",
                "{'if':[{'var':'a'},'on',{'var':'b'},'x','off']} | /if/3",
                "{'if':[{'var':'a'},{'if':[{'var':'b'},'x']}]} | /if/1/if/1",
                "{'?:':[{'var':'a'},'on','x']} | /?:/2",
                "{'if':'x'} | /if",
                "{'fractional':[['on',50],['x',50]]} | /fractional/1/0",
                "{'fractional':[{'var':'email'},['on',50],[{'if':[{'var':'a'},'x','off']},50]]} | /fractional/2/0/if/1",
                "{'or':[{'if':[{'var':'a'},'on',null]},'x']} | /or/1",
                "{'and':[{'var':'a'},'x']} | /and/1",
                "{'if':[{'var':'a'},true,'off']} | /if/1",
                "{'if':[{'var':'a'},7,'off']} | /if/1"
            })
    void warnsAboutTargetingResultsThatAreNotVariants(String rule, String pointer) {
        assertThat(review(rule).unknownVariants()).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/flags/f/targeting" + pointer);
            assertThat(problem.message()).startsWith("flag \"f\" has no variant \"");
            assertThat(problem.remedy()).isEqualTo("use one of [on, off, 1]");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'if':[{'==':[{'var':'plan'},'gold']},'on','off']}",
                "{'if':[{'in':[{'var':'a'},['x','y']]},'on']}",
                "{'if':[{'var':'a'},null,'off']}",
                "{'if':[{'var':'a'},1,1.0]}",
                "{'fractional':[{'cat':['x',{'var':'email'}]},['on'],['off',3]]}",
                "{'and':['x','on']}",
                "{'var':'x'}",
                "{'cat':['o','n']}",
                "{}"
            })
    void acceptsVariantNamesAndComputedResults(String rule) {
        assertThat(review(rule).unknownVariants()).isEmpty();
    }

    @Test
    void checksSharedRulesAndSchedules() {
        var review = DefinitionWarnings.of("""
                {"$evaluators": {"ring": {"if": [{"var": "a"}, "x", {"$ref": "ring"}]}, "unused": {"if": [true, "y"]}},
                 "flags": [{"key": "f", "state": "ENABLED", "variants": {"on": 1}, "targeting": {"$ref": "ring"},
                   "schedule": [{"at": "2027-01-31T09:00:00Z", "targeting": {"if": [{"var": "a"}, "z", "on"]}}]}]}""");
        assertThat(review.unknownVariants())
                .extracting(DefinitionProblem::pointer)
                .containsExactly("/$evaluators/ring/if/1", "/flags/0/schedule/0/targeting/if/1");
    }

    @Test
    void warnsAboutUnknownFields() {
        var review = DefinitionWarnings.of("""
                {"$schema": "https://flagd.dev/schema/v0/flags.json", "metadata": {"any": 1}, "evaluators": {},
                 "$evaluators": {"x": {"var": "a"}},
                 "flags": {"f": {"state": "ENABLED", "variants": {"on": 1}, "defaultVariant": "on", "metadata": {"b": 2},
                   "$comment": "fine", "prerequisites": [], "schedule": [], "targetting": {"if": [true, "on"]}}}}""");
        assertThat(review.unknownFields())
                .extracting(DefinitionProblem::toString)
                .containsExactly(
                        "/evaluators: unknown field \"evaluators\" has no effect; remove it, or use one of flags,"
                                + " metadata",
                        "/flags/f/targetting: unknown field \"targetting\" has no effect; remove it, or use one of"
                                + " defaultVariant, metadata, prerequisites, schedule, state, targeting, variants");
        assertThat(review.unknownVariants()).isEmpty();
    }

    @Test
    void ignoresMalformedFlags() {
        assertThat(DefinitionWarnings.of(Json.of("{'flags': {'f': 1, 'g': {'variants': 2, 'targeting': 3}}}")))
                .isEqualTo(DefinitionWarnings.of("[]"));
    }

    @Test
    void rejectsInvalidJson() {
        assertThatExceptionOfType(InvalidDefinitionException.class).isThrownBy(() -> DefinitionWarnings.of("{"));
    }

    private static DefinitionWarnings review(String rule) {
        return DefinitionWarnings.of(Json.of("""
                        {'flags': {'f': {'state': 'ENABLED', 'variants': {'on': 1, 'off': 2, '1': 3},\
                         'targeting': %s}}}""", rule.replace('\'', '"')));
    }
}
