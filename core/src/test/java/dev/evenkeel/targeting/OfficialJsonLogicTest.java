// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.targeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.SharedData;
import dev.evenkeel.internal.json.JsonDocument;
import dev.evenkeel.internal.json.JsonValue.JsonArray;
import dev.evenkeel.internal.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The official suite of JsonLogic: an array of cases with rule, data and result, and of headings as plain strings.
class OfficialJsonLogicTest {
    private static final int CASES = 278;

    @Test
    void passesEveryCaseOfTheOfficialSuite() {
        var cases = cases(SharedData.text("spec/jsonlogic/compatible.json", CASES));
        assertThat(cases).hasSize(CASES);
        var failures = new ArrayList<String>();
        for (var one : cases) {
            var actual = evaluate(one);
            if (!sameJson(actual, plain(one, "result"))) {
                failures.add(plain(one, "rule") + " on " + plain(one, "data") + " gave " + actual);
            }
        }
        assertThat(failures).isEmpty();
    }

    private static @Nullable Object evaluate(JsonObject one) {
        var problems = new ArrayList<String>();
        var scope = new RuleScope(
                "",
                Map.of(),
                BucketingRule.V2,
                RootReader.JSON,
                (at, message, remedy) -> problems.add(at + ": " + message));
        var rule = RuleCompiler.compile(Objects.requireNonNull(one.member("rule")), scope);
        return problems.isEmpty() ? rule.evaluate(plain(one, "data"), 0) : problems;
    }

    private static List<JsonObject> cases(String suite) {
        return ((JsonArray) JsonDocument.parse(suite).root())
                .elements().stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList();
    }

    private static @Nullable Object plain(JsonObject one, String member) {
        var value = one.member(member);
        return value == null ? null : value.plain();
    }

    private static boolean sameJson(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            return Numbers.compare(x, y) == 0;
        }
        if (a instanceof List<?> x && b instanceof List<?> y && x.size() == y.size()) {
            for (int i = 0; i < x.size(); i++) {
                if (!sameJson(x.get(i), y.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return a == null ? b == null : a.equals(b);
    }
}
