// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import static dev.evenkeel.core.targeting.Operator.ANY;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rule language: every operator by name. JsonLogic (<https://jsonlogic.com/operations.html>), flagd's four,
/// and `murmur3_mod`, which is Evenkeel's own.
final class Operators {
    private static final Map<String, Operator> BY_NAME = Map.ofEntries(
            Map.entry("var", new Operator(0, 2, DataOperators::var)),
            Map.entry("missing", new Operator(0, ANY, DataOperators::missing)),
            Map.entry("missing_some", new Operator(2, 2, DataOperators::missingSome)),
            Map.entry("if", new Operator(0, ANY, ChoiceOperators::choose)),
            Map.entry("?:", new Operator(0, ANY, ChoiceOperators::choose)),
            Map.entry("and", new Operator(1, ANY, ChoiceOperators::and)),
            Map.entry("or", new Operator(1, ANY, ChoiceOperators::or)),
            Map.entry("!", new Operator(1, 1, ChoiceOperators::not)),
            Map.entry("!!", new Operator(1, 1, ChoiceOperators::truth)),
            Map.entry("==", new Operator(2, 2, ComparisonOperators::equal)),
            Map.entry("!=", new Operator(2, 2, ComparisonOperators::notEqual)),
            Map.entry("===", new Operator(2, 2, ComparisonOperators::same)),
            Map.entry("!==", new Operator(2, 2, ComparisonOperators::notSame)),
            Map.entry("<", new Operator(2, 3, ComparisonOperators::less)),
            Map.entry("<=", new Operator(2, 3, ComparisonOperators::lessOrEqual)),
            Map.entry(">", new Operator(2, 2, ComparisonOperators::greater)),
            Map.entry(">=", new Operator(2, 2, ComparisonOperators::greaterOrEqual)),
            Map.entry("+", new Operator(1, ANY, NumberOperators::add)),
            Map.entry("-", new Operator(1, ANY, NumberOperators::subtract)),
            Map.entry("*", new Operator(1, ANY, NumberOperators::multiply)),
            Map.entry("/", new Operator(2, 2, NumberOperators::divide)),
            Map.entry("%", new Operator(2, 2, NumberOperators::remainder)),
            Map.entry("min", new Operator(1, ANY, NumberOperators::min)),
            Map.entry("max", new Operator(1, ANY, NumberOperators::max)),
            Map.entry("map", new Operator(2, 2, ListOperators::map)),
            Map.entry("filter", new Operator(2, 2, ListOperators::filter)),
            Map.entry("reduce", new Operator(3, 3, ListOperators::reduce)),
            Map.entry("all", new Operator(2, 2, ListOperators::all)),
            Map.entry("some", new Operator(2, 2, ListOperators::some)),
            Map.entry("none", new Operator(2, 2, ListOperators::none)),
            Map.entry("merge", new Operator(0, ANY, ListOperators::merge)),
            Map.entry("in", new Operator(2, 2, Membership::in)),
            Map.entry("cat", new Operator(0, ANY, Concatenation::of)),
            Map.entry("substr", new Operator(2, 3, TextOperators::substring)),
            Map.entry("log", new Operator(1, 1, usage -> usage.argument(0))),
            Map.entry("starts_with", Operator.ofFlagd(2, 2, TextOperators::startsWith)),
            Map.entry("ends_with", Operator.ofFlagd(2, 2, TextOperators::endsWith)),
            Map.entry("sem_ver", Operator.ofFlagd(3, 3, VersionComparison::of)),
            Map.entry("fractional", Operator.ofFlagd(1, ANY, FractionalOperator::of)),
            Map.entry("murmur3_mod", new Operator(2, 3, HashRemainder::of)));

    private Operators() {}

    /// The operator of that name, or null when there is none.
    static @Nullable Operator find(String name) {
        return BY_NAME.get(name);
    }

    /// All names, sorted.
    static Set<String> names() {
        return new TreeMap<>(BY_NAME).keySet();
    }
}
