// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.evenkeel.core.SharedData;
import dev.evenkeel.core.json.JsonDocument;
import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonWriter;
import dev.evenkeel.core.targeting.ReferenceMurmur3;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs every file of spec/evaluation; its README describes the fields.
class EvaluationVectorsTest {
    private static final Path VECTORS = Path.of("../spec/evaluation");

    @TestFactory
    Stream<DynamicContainer> passesSharedEvaluationVectors() {
        var files = SharedData.jsonFiles(VECTORS);
        assertThat(files).as("vector files in %s", VECTORS).hasSizeGreaterThan(10);
        return files.stream().map(EvaluationVectorsTest::file);
    }

    private static DynamicContainer file(Path file) {
        var root = (JsonObject) JsonDocument.parse(SharedData.read(file)).root();
        var tests = Stream.of(
                        elements(root, "cases").map(one -> flagCase(root, one)),
                        elements(root, "rules").map(EvaluationVectorsTest::ruleCase),
                        elements(root, "refused").map(EvaluationVectorsTest::rejectedCase))
                .flatMap(each -> each)
                .toList();
        assertThat(tests).as("cases in %s", file).isNotEmpty();
        return dynamicContainer(file.getFileName().toString(), tests);
    }

    private static DynamicTest flagCase(JsonObject root, JsonObject one) {
        return dynamicTest(text(one, "name"), () -> {
            var definition = JsonWriter.write(root.member("definition"));
            boolean tolerantly = Boolean.TRUE.equals(plain(root, "tolerantly"));
            var snapshot = tolerantly ? FlagSnapshot.parseTolerantly(definition, 1) : FlagSnapshot.parse(definition, 1);
            var evaluation = snapshot.evaluate(text(one, "flag"), context(one), now(one));
            var expected = Objects.requireNonNull((JsonObject) one.member("expect"));
            assertThat(evaluation.value()).isEqualTo(plain(expected, "value"));
            assertThat(evaluation.variant()).isEqualTo(plain(expected, "variant"));
            assertThat(evaluation.reason().name()).isEqualTo(text(expected, "reason"));
            var code = evaluation.errorCode();
            assertThat(code == null ? null : code.name()).isEqualTo(plain(expected, "errorCode"));
            assertThat(evaluation.bySplit()).isEqualTo(Boolean.TRUE.equals(plain(expected, "bySplit")));
            if (expected.member("metadata") != null) {
                assertThat(evaluation.flagMetadata()).isEqualTo(plain(expected, "metadata"));
            }
            checkTyped(evaluation, one);
            checkBucketing(one);
        });
    }

    private static void checkTyped(Evaluation evaluation, JsonObject one) {
        if (one.member("typed") instanceof JsonObject typed) {
            typed.members().forEach((type, expected) -> {
                var read = evaluation.convertTo(FlagValueType.valueOf(type));
                var code = expected.toJava() == null ? EvaluationErrorCode.TYPE_MISMATCH : null;
                assertThat(read.errorCode()).as(type).isEqualTo(code);
                assertThat(number(read.value())).as(type).isEqualTo(number(expected.toJava()));
            });
        }
    }

    /// The hash and bucket that the case states, computed a second way.
    private static void checkBucketing(JsonObject one) {
        if (one.member("bucketing") instanceof JsonObject bucketing) {
            long hash = ReferenceMurmur3.hash(text(bucketing, "input"));
            assertThat(number(plain(bucketing, "hash"))).isEqualTo((double) hash);
            if (bucketing.member("bucket") != null) {
                long total = sum(plain(bucketing, "weights"));
                assertThat(number(plain(bucketing, "bucket"))).isEqualTo((double) ReferenceMurmur3.bucket(hash, total));
            }
        }
    }

    private static DynamicTest ruleCase(JsonObject one) {
        return dynamicTest(JsonWriter.write(one), () -> {
            var flag = one.member("flag") == null ? "a-flag" : text(one, "flag");
            var result = RuleProbe.evaluate(Objects.requireNonNull(one.member("rule")), flag, context(one), now(one));
            var expected = plain(one, "result");
            if (result instanceof Number x && expected instanceof Number y) {
                assertThat(x.doubleValue()).isEqualTo(y.doubleValue());
            } else {
                assertThat(JsonWriter.write(result)).isEqualTo(JsonWriter.write(expected));
            }
        });
    }

    private static DynamicTest rejectedCase(JsonObject one) {
        return dynamicTest(text(one, "name"), () -> {
            var definition = JsonWriter.write(one.member("definition"));
            var error = catchThrowableOfType(InvalidDefinitionException.class, () -> FlagSnapshot.parse(definition, 1));
            assertThat(error).as("is rejected").isNotNull();
            assertThat(error.problems())
                    .extracting(problem -> (Object) problem.pointer())
                    .isEqualTo(plain(one, "problems"));
            assertThat(error.problems()).allSatisfy(problem -> {
                assertThat(problem.message()).isNotBlank();
                assertThat(problem.remedy()).isNotBlank();
            });
        });
    }

    @SuppressWarnings("unchecked") // a context is an object
    private static EvaluationContext context(JsonObject one) {
        var context = (Map<String, @Nullable Object>) plain(one, "context");
        return context == null ? EvaluationContext.EMPTY : EvaluationContext.of(context);
    }

    private static long now(JsonObject one) {
        return plain(one, "now") instanceof Number now ? now.longValue() : 0;
    }

    private static Stream<JsonObject> elements(JsonObject object, String member) {
        return object.member(member) instanceof JsonArray array
                ? array.elements().stream().map(JsonObject.class::cast)
                : Stream.of();
    }

    private static long sum(@Nullable Object weights) {
        return ((List<?>) Objects.requireNonNull(weights))
                .stream().mapToLong(weight -> ((Number) weight).longValue()).sum();
    }

    private static @Nullable Object number(@Nullable Object value) {
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    private static String text(JsonObject object, String member) {
        return (String) Objects.requireNonNull(plain(object, member), member);
    }

    private static @Nullable Object plain(JsonObject object, String member) {
        JsonValue value = object.member(member);
        return value == null ? null : value.toJava();
    }
}
