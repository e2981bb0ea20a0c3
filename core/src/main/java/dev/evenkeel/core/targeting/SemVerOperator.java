// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import dev.evenkeel.core.targeting.Expression.Constant;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// `sem_ver`: whether two versions stand in a relation; null when one of them is no version.
final class SemVerOperator {
    private static final Map<String, BiPredicate<SemanticVersion, SemanticVersion>> RELATIONS = Map.of(
            "=", (a, b) -> a.compareTo(b) == 0,
            "!=", (a, b) -> a.compareTo(b) != 0,
            "<", (a, b) -> a.compareTo(b) < 0,
            "<=", (a, b) -> a.compareTo(b) <= 0,
            ">", (a, b) -> a.compareTo(b) > 0,
            ">=", (a, b) -> a.compareTo(b) >= 0,
            "~", SemanticVersion::sameMinor,
            "^", SemanticVersion::sameMajor);

    private SemVerOperator() {}

    static Expression of(OperatorCall usage) {
        var relation = usage.json(1) instanceof JsonString name ? RELATIONS.get(name.value()) : null;
        var left = version(usage, usage.json(0));
        var right = version(usage, usage.json(2));
        if (relation == null) {
            return usage.refuse(
                    usage.json(1),
                    "sem_ver has no relation " + usage.json(1).plain(),
                    "use one of = != < <= > >= ~ (same minor) ^ (same major)");
        }
        return (data, now) -> {
            var a = read(left.evaluate(data, now));
            var b = read(right.evaluate(data, now));
            return (a == null || b == null) ? null : relation.test(a, b);
        };
    }

    /// A constant version is read once.
    private static Expression version(OperatorCall usage, JsonValue written) {
        if (written instanceof JsonObject) {
            return usage.compile(written);
        }
        var version = read(written.plain());
        if (version == null) {
            return usage.refuse(
                    written,
                    written.plain() + " is no semantic version",
                    "write a version such as \"1.4.0\", or a rule such as {\"var\": \"version\"}");
        }
        return new Constant(version);
    }

    private static @Nullable SemanticVersion read(@Nullable Object value) {
        if (value instanceof SemanticVersion version) {
            return version;
        }
        boolean readable = value instanceof String || value instanceof Number;
        return readable ? SemanticVersion.parse(TypeCoercion.text(value)) : null;
    }
}
