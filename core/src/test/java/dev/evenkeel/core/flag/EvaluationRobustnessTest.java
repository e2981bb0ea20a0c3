// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluationRobustnessTest {
    private static final long SEED = 7;
    private static final String[] OPERATORS = {
        "==",
        "===",
        "!=",
        "!==",
        "<",
        "<=",
        ">",
        ">=",
        "!",
        "!!",
        "and",
        "or",
        "if",
        "?:",
        "+",
        "-",
        "*",
        "/",
        "%",
        "min",
        "max",
        "map",
        "filter",
        "reduce",
        "all",
        "some",
        "none",
        "merge",
        "in",
        "cat",
        "substr",
        "log",
        "missing",
        "missing_some",
        "starts_with",
        "ends_with",
        "sem_ver",
        "fractional",
        "var"
    };

    @Test
    void doesNotThrowForRandomRulesAndContexts() {
        var random = new Random(SEED);
        int compiled = 0;
        for (int i = 0; i < 30_000; i++) {
            var rule = rule(random, 4);
            var snapshot = snapshot(rule);
            if (snapshot == null) {
                continue;
            }
            compiled++;
            var evaluation = snapshot.evaluate("f", context(random), random.nextInt());
            assertThat(evaluation.errorCode() == null || evaluation.errorCode() == EvaluationErrorCode.GENERAL)
                    .as("seed %d, case %d: %s gave %s", SEED, i, rule, evaluation)
                    .isTrue();
        }
        assertThat(compiled).isGreaterThan(3_000);
    }

    @Test
    void returnsParseErrorForCyclicContext() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        var evaluation = FlagSnapshot.parse(definition(Json.of("{'cat': [{'var': 'circle'}]}")), 1)
                .evaluate("f", EvaluationContext.EMPTY.with("circle", circle), 0);
        assertThat(evaluation.errorCode()).isEqualTo(EvaluationErrorCode.PARSE_ERROR);
        assertThat(evaluation.reason()).isEqualTo(EvaluationReason.ERROR);
    }

    @Test
    void returnsFlagNotFoundForEmptySnapshot() {
        assertThat(FlagSnapshot.EMPTY.evaluate("f", EvaluationContext.EMPTY, 0).errorCode())
                .isEqualTo(EvaluationErrorCode.FLAG_NOT_FOUND);
    }

    private static @Nullable FlagSnapshot snapshot(String rule) {
        try {
            return FlagSnapshot.parse(definition(rule), 1);
        } catch (InvalidDefinitionException e) {
            return null;
        }
    }

    private static String definition(String rule) {
        return Json.of("{'flags': {'f': {'state': 'ENABLED', 'variants': {'on': 1}, 'targeting': %s}}}", rule);
    }

    private static String rule(Random random, int depth) {
        var arguments = new StringBuilder();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            arguments.append(i == 0 ? "" : ",").append(argument(random, depth - 1));
        }
        return Json.of("{'%s':[%s]}", OPERATORS[random.nextInt(OPERATORS.length)], arguments);
    }

    private static String argument(Random random, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return rule(random, depth);
        }
        return switch (random.nextInt(12)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "\"a\"";
            case 3 -> "\"1.0.0\"";
            case 4 -> Integer.toString(random.nextInt());
            case 5 -> "9223372036854775807";
            case 6 -> "-0.5";
            case 7 -> Json.of("['a', 1]");
            case 8 -> "1e400";
            case 9 -> "\"=\"";
            default -> Json.of("{'var':'%s'}", "abcdefg".charAt(random.nextInt(7)));
        };
    }

    private static EvaluationContext context(Random random) {
        List<@Nullable Object> values = Arrays.asList(
                null, "", "on", "2.0", 1, -7L, 0.1, Double.NaN, true, List.of(), List.of("a", 1), Map.of("a", "b"));
        var context = EvaluationContext.of("key-" + random.nextInt());
        for (char name = 'a'; name <= 'g'; name++) {
            context = context.with(String.valueOf(name), values.get(random.nextInt(values.size())));
        }
        return context;
    }
}
