// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.json.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tolerant parsing of invalid rules. The results of their evaluation are in spec/evaluation/tolerated.json.
class TolerantParsingTest {
    private static final String BROKEN_RULE = Json.of("'targeting': {'if': [{'nope': 1}, 'on']}");

    @Test
    void reportsProblemsOfBrokenRules() {
        var snapshot = FlagSnapshot.parseTolerantly(definition("ENABLED", BROKEN_RULE), 1);
        assertThat(snapshot.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.pointer()).isEqualTo("/flags/f/targeting/if/0"));
        assertThat(FlagSnapshot.parse(Json.of("{'flags': {}}"), 1).problems()).isEmpty();
    }

    @Test
    void includesRuleProblemInEvaluationError() {
        var evaluation = FlagSnapshot.parseTolerantly(definition("ENABLED", BROKEN_RULE), 1)
                .evaluate("f", EvaluationContext.EMPTY, 0);
        assertThat(evaluation.errorDetails()).contains("/flags/f/targeting/if/0", "nope");
        assertThat(evaluation.flagMetadata()).isEqualTo(Map.of("team", "pay"));
    }

    @Test
    void rejectsProblemsOutsideRulesAndListsAllProblems() {
        assertThatExceptionOfType(InvalidDefinitionException.class)
                .isThrownBy(() -> FlagSnapshot.parseTolerantly(definition("ON", BROKEN_RULE), 1))
                .satisfies(error -> assertThat(error.problems())
                        .extracting(DefinitionProblem::pointer)
                        .containsExactly("/flags/f/state", "/flags/f/targeting/if/0"));
    }

    @Test
    void strictParserRejectsBrokenRules() {
        assertThatExceptionOfType(InvalidDefinitionException.class)
                .isThrownBy(() -> FlagSnapshot.parse(definition("ENABLED", BROKEN_RULE), 1));
    }

    @Test
    void rejectsRolloutOnFlagWithBrokenRule() {
        var split = new RolloutSplit("r-1", "off", "on", new Percent(500), "s", 1, Duration.ZERO, null, null);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> FlagdDefinitionRenderer.render(definition("ENABLED", BROKEN_RULE), Map.of("f", split)))
                .withMessageContainingAll("r-1", "nope");
    }

    @Test
    void returnsParseErrorWhenPrerequisiteIsBroken() {
        var snapshot = FlagSnapshot.parseTolerantly("""
                {"$evaluators": {"hen": {"!": {"$ref": "egg"}}, "egg": {"!": {"$ref": "hen"}}},
                 "flags": [
                   {"key": "broken", "state": "ENABLED", "variants": {"on": true, "off": false}, "targeting": {"$ref": "hen"}},
                   {"key": "asking", "state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off",
                    "prerequisites": [{"flag": "broken", "variant": "on"}]},
                   {"key": "sound", "state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"}]}
                """, 1);
        assertThat(snapshot.problems())
                .extracting(DefinitionProblem::pointer)
                .containsExactly("/$evaluators/hen/!/$ref", "/$evaluators/egg/!/$ref");
        for (String flag : new String[] {"broken", "asking"}) {
            assertThat(snapshot.evaluate(flag, EvaluationContext.EMPTY, 0).errorCode())
                    .as(flag)
                    .isEqualTo(EvaluationErrorCode.PARSE_ERROR);
        }
        assertThat(snapshot.evaluate("sound", EvaluationContext.EMPTY, 0).value())
                .isEqualTo(true);
    }

    private static String definition(String state, String more) {
        return """
                {"flags": {"f": {"state": "%s", "variants": {"on": true, "off": false}, "metadata": {"team": "pay"}, %s}}}
                """.formatted(state, more);
    }
}
