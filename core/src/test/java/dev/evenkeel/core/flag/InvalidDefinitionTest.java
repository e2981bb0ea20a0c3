// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class InvalidDefinitionTest {
    @Test
    void reportsLineAndColumnOfSyntaxError() {
        assertThat(problems(Json.of("{'flags': {\n  'a': }\n}")))
                .singleElement()
                .extracting(DefinitionProblem::message, InstanceOfAssertFactories.STRING)
                .startsWith("invalid JSON at line 2, column 8");
    }

    @Test
    void rejectsTrailingContent() {
        assertThat(problems(Json.of("{'flags': {}} x"))).hasSize(1);
        assertThat(problems(Json.of("{'flags': {}}{}")))
                .singleElement()
                .extracting(DefinitionProblem::message, InstanceOfAssertFactories.STRING)
                .contains("line 1, column 14");
    }

    @Test
    void rejectsEmptyAndTruncatedInput() {
        assertThat(problems("")).hasSize(1);
        assertThat(problems(Json.of("{'flags':"))).hasSize(1);
    }

    @Test
    void rejectsTooDeeplyNestedJson() {
        var deep = Json.of("{'flags': %s", "[".repeat(100_000));
        assertThat(problems(deep)).hasSize(1);
    }

    @Test
    void acceptsByteOrderMark() {
        assertThat(FlagSnapshot.parse(Json.of("\uFEFF{'flags': {}}"), 1).flagKeys())
                .isEmpty();
    }

    @Test
    void reportsDuplicateKeys() {
        var twice = """
                {"flags": {
                  "a": {"state": "ENABLED", "variants": {"on": true, "on": false}},
                  "a": {"state": "ENABLED", "variants": {"on": true}}}}
                """;
        assertThat(problems(twice))
                .extracting(DefinitionProblem::pointer)
                .containsExactly("/flags/a/variants/on", "/flags/a");
    }

    @Test
    void reportsProblemOfSharedRuleOnlyOnce() {
        var definition = """
                {"$evaluators": {"broken": {"nope": [1]}},
                 "flags": {
                   "a": {"state": "ENABLED", "variants": {"on": true}, "targeting": {"$ref": "broken"}},
                   "b": {"state": "ENABLED", "variants": {"on": true}, "targeting": {"$ref": "broken"}}}}
                """;
        assertThat(problems(definition))
                .singleElement()
                .extracting(DefinitionProblem::pointer)
                .isEqualTo("/$evaluators/broken");
    }

    @Test
    void rejectsRulesThatGrowExponentiallyThroughReferences() {
        var evaluators = new StringBuilder(Json.of("'e0': {'var': 'x'}"));
        for (int i = 1; i <= 40; i++) {
            evaluators.append(Json.of(", 'e%d': {'and': [{'$ref': 'e%d'}, {'$ref': 'e%d'}]}", i, i - 1, i - 1));
        }
        assertThat(problems(Json.of("{'$evaluators': {%s}, 'flags': {}}", evaluators)))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.message()).contains("too large"));
    }

    @Test
    void rejectsTooDeepReferenceChains() {
        var evaluators = new StringBuilder(Json.of("'e0': {'var': 'x'}"));
        for (int i = 1; i <= 1_000; i++) {
            evaluators.append(Json.of(", 'e%d': {'!': {'$ref': 'e%d'}}", i, i - 1));
        }
        assertThat(problems(Json.of("{'$evaluators': {%s}, 'flags': {}}", evaluators)))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.message()).contains("too large"));
    }

    @Test
    void listsAllProblemsInExceptionMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlagSnapshot.parse(Json.of("{'flags': {'a': {}}}"), 1))
                .withMessage("""
                        the flag definition has 2 problems:
                        /flags/a: "state" is missing; write "ENABLED" or "DISABLED"
                        /flags/a: "variants" is missing; write {"on": true, "off": false}""");
    }

    @Test
    void rejectsNegativeRevision() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlagSnapshot.parse(Json.of("{'flags': {}}"), -1))
                .withMessageContaining("-1");
    }

    private static List<DefinitionProblem> problems(String definition) {
        try {
            FlagSnapshot.parse(definition, 1);
            return List.of();
        } catch (InvalidDefinitionException e) {
            return e.problems();
        }
    }

    @Test
    void reportsAtMostTenThousandProblems() {
        String flags =
                IntStream.range(0, 20_000).mapToObj(i -> Json.of("'f%s':1", i)).collect(Collectors.joining(","));
        assertThatThrownBy(() -> FlagSnapshot.parse(Json.of("{'flags':{%s}}", flags), 0))
                .isInstanceOfSatisfying(
                        InvalidDefinitionException.class,
                        error -> assertThat(error.problems()).hasSize(10_000));
    }
}
