// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import dev.evenkeel.core.targeting.Expression.Constant;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// `sem_ver`: a comparison of two versions; null when one of them is invalid.
final class SemVerOperator {
    private static final Map<String, BiPredicate<SemanticVersion, SemanticVersion>> RELATIONS = Map.of(
            "=", (a, b) -> a.compareTo(b) == 0,
            "!=", (a, b) -> a.compareTo(b) != 0,
            "<", (a, b) -> a.compareTo(b) < 0,
            "<=", (a, b) -> a.compareTo(b) <= 0,
            ">", (a, b) -> a.compareTo(b) > 0,
            ">=", (a, b) -> a.compareTo(b) >= 0,
            "~", SemanticVersion::hasSameMinor,
            "^", SemanticVersion::hasSameMajor);

    private SemVerOperator() {}

    static Expression compile(OperatorCall call) {
        var relation = call.argumentJson(1) instanceof JsonString name ? RELATIONS.get(name.value()) : null;
        var left = compileVersion(call, call.argumentJson(0));
        var right = compileVersion(call, call.argumentJson(2));
        if (relation == null) {
            return call.reportError(
                    call.argumentJson(1),
                    "unknown relation of sem_ver: " + call.argumentJson(1).toJava(),
                    "use one of = != < <= > >= ~ (same minor) ^ (same major)");
        }
        return (data, now) -> {
            var a = parseVersion(left.evaluate(data, now));
            var b = parseVersion(right.evaluate(data, now));
            return (a == null || b == null) ? null : relation.test(a, b);
        };
    }

    /// Compiles a version; a constant one is parsed once.
    private static Expression compileVersion(OperatorCall call, JsonValue written) {
        if (written instanceof JsonObject) {
            return call.compile(written);
        }
        var version = parseVersion(written.toJava());
        if (version == null) {
            return call.reportError(
                    written,
                    written.toJava() + " is not a semantic version",
                    "write a version such as \"1.4.0\", or a rule such as {\"var\": \"version\"}");
        }
        return new Constant(version);
    }

    private static @Nullable SemanticVersion parseVersion(@Nullable Object value) {
        if (value instanceof SemanticVersion version) {
            return version;
        }
        boolean readable = value instanceof String || value instanceof Number;
        return readable ? SemanticVersion.parse(TypeCoercion.toText(value)) : null;
    }
}
