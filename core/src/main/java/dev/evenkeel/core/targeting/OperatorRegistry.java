// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import static dev.evenkeel.core.targeting.OperatorDefinition.ANY;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The operators of the rule language by name: JsonLogic (<https://jsonlogic.com/operations.html>), flagd's
/// four, and Evenkeel's `murmur3_mod`.
final class OperatorRegistry {
    private static final Map<String, OperatorDefinition> BY_NAME = Map.ofEntries(
            Map.entry("var", new OperatorDefinition(0, 2, DataAccessOperators::var)),
            Map.entry("missing", new OperatorDefinition(0, ANY, DataAccessOperators::missing)),
            Map.entry("missing_some", new OperatorDefinition(2, 2, DataAccessOperators::missingSome)),
            Map.entry("if", new OperatorDefinition(0, ANY, LogicOperators::choose)),
            Map.entry("?:", new OperatorDefinition(0, ANY, LogicOperators::choose)),
            Map.entry("and", new OperatorDefinition(1, ANY, LogicOperators::and)),
            Map.entry("or", new OperatorDefinition(1, ANY, LogicOperators::or)),
            Map.entry("!", new OperatorDefinition(1, 1, LogicOperators::not)),
            Map.entry("!!", new OperatorDefinition(1, 1, LogicOperators::truth)),
            Map.entry("==", new OperatorDefinition(2, 2, ComparisonOperators::equal)),
            Map.entry("!=", new OperatorDefinition(2, 2, ComparisonOperators::notEqual)),
            Map.entry("===", new OperatorDefinition(2, 2, ComparisonOperators::strictEqual)),
            Map.entry("!==", new OperatorDefinition(2, 2, ComparisonOperators::strictNotEqual)),
            Map.entry("<", new OperatorDefinition(2, 3, ComparisonOperators::less)),
            Map.entry("<=", new OperatorDefinition(2, 3, ComparisonOperators::lessOrEqual)),
            Map.entry(">", new OperatorDefinition(2, 2, ComparisonOperators::greater)),
            Map.entry(">=", new OperatorDefinition(2, 2, ComparisonOperators::greaterOrEqual)),
            Map.entry("+", new OperatorDefinition(1, ANY, ArithmeticOperators::add)),
            Map.entry("-", new OperatorDefinition(1, ANY, ArithmeticOperators::subtract)),
            Map.entry("*", new OperatorDefinition(1, ANY, ArithmeticOperators::multiply)),
            Map.entry("/", new OperatorDefinition(2, 2, ArithmeticOperators::divide)),
            Map.entry("%", new OperatorDefinition(2, 2, ArithmeticOperators::remainder)),
            Map.entry("min", new OperatorDefinition(1, ANY, ArithmeticOperators::min)),
            Map.entry("max", new OperatorDefinition(1, ANY, ArithmeticOperators::max)),
            Map.entry("map", new OperatorDefinition(2, 2, ArrayOperators::map)),
            Map.entry("filter", new OperatorDefinition(2, 2, ArrayOperators::filter)),
            Map.entry("reduce", new OperatorDefinition(3, 3, ArrayOperators::reduce)),
            Map.entry("all", new OperatorDefinition(2, 2, ArrayOperators::all)),
            Map.entry("some", new OperatorDefinition(2, 2, ArrayOperators::some)),
            Map.entry("none", new OperatorDefinition(2, 2, ArrayOperators::none)),
            Map.entry("merge", new OperatorDefinition(0, ANY, ArrayOperators::merge)),
            Map.entry("in", new OperatorDefinition(2, 2, MembershipOperator::in)),
            Map.entry("cat", new OperatorDefinition(0, ANY, ConcatenationExpression::compile)),
            Map.entry("substr", new OperatorDefinition(2, 3, StringOperators::substring)),
            Map.entry("log", new OperatorDefinition(1, 1, call -> call.argument(0))),
            Map.entry("starts_with", OperatorDefinition.ofFlagd(2, 2, StringOperators::startsWith)),
            Map.entry("ends_with", OperatorDefinition.ofFlagd(2, 2, StringOperators::endsWith)),
            Map.entry("sem_ver", OperatorDefinition.ofFlagd(3, 3, SemVerOperator::compile)),
            Map.entry("fractional", OperatorDefinition.ofFlagd(1, ANY, FractionalOperator::compile)),
            Map.entry("murmur3_mod", new OperatorDefinition(2, 3, Murmur3ModExpression::compile)));

    private OperatorRegistry() {}

    /// Returns an operator, or null when it does not exist.
    static @Nullable OperatorDefinition find(String name) {
        return BY_NAME.get(name);
    }

    /// Returns all names, sorted.
    static Set<String> names() {
        return new TreeMap<>(BY_NAME).keySet();
    }
}
