// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.targeting.RuleProblemListener.ProblemEffect;
import java.util.List;
import java.util.Map;

/// One use of an operator in a rule: its name, its arguments and a way to compile them.
final class OperatorCall {
    private final RuleCompiler compiler;
    private final String name;
    private final OperatorDefinition operator;
    private final JsonValue written;
    private final List<JsonValue> arguments;
    private final boolean local;

    /// @param written the operator's value: an array of arguments, or anything else as the only argument
    OperatorCall(
            RuleCompiler compiler, Map.Entry<String, OperatorDefinition> operator, JsonValue written, boolean local) {
        this.compiler = compiler;
        this.name = operator.getKey();
        this.operator = operator.getValue();
        this.written = written;
        this.arguments = written instanceof JsonArray array ? array.elements() : List.of(written);
        this.local = local;
    }

    /// Name of the operator.
    String operator() {
        return name;
    }

    int size() {
        return arguments.size();
    }

    /// An argument as it was written.
    JsonValue json(int index) {
        return arguments.get(index);
    }

    /// An argument, compiled; null as a constant when it was left out.
    Expression argument(int index) {
        return index < size() ? compile(json(index)) : Expression.Constant.NULL;
    }

    /// All arguments, compiled.
    Expression[] arguments() {
        return compiler.compileEach(arguments, local);
    }

    /// An argument in which `var` reads the current element.
    Expression local(int index) {
        return compiler.compile(json(index), true);
    }

    /// Part of an argument, compiled.
    Expression compile(JsonValue part) {
        return compiler.compile(part, local);
    }

    /// Whether `var` reads an array operator's current element here.
    boolean isLocal() {
        return local;
    }

    /// How `var` reads its data here.
    RuleDataReader reader() {
        return local ? RuleDataReader.JSON : compiler.scope().root();
    }

    RuleCompilationContext scope() {
        return compiler.scope();
    }

    /// Notes that the rule asks for the time.
    ///
    /// @param expression that asks
    Expression withClock(Expression expression) {
        compiler.noteClock();
        return expression;
    }

    /// Reports a problem with the use as a whole.
    Expression refuse(String message, String remedy) {
        return refuse(written, message, remedy);
    }

    /// Reports a problem with part of it.
    Expression refuse(JsonValue where, String message, String remedy) {
        return report(operator.misuse(), where, message, remedy);
    }

    /// Reports a problem that leaves the rule usable.
    Expression tolerate(JsonValue where, String message, String remedy) {
        return report(ProblemEffect.TOLERATED, where, message, remedy);
    }

    private Expression report(ProblemEffect effect, JsonValue where, String message, String remedy) {
        compiler.scope().problems().add(effect, where.at(), message, remedy);
        return Expression.Constant.NULL;
    }
}
