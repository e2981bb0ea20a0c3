// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.targeting.RuleProblemListener.ProblemEffect;
import java.util.List;
import java.util.Map;

/// One operator call in a rule: its name, its arguments and methods to compile them.
final class OperatorCall {
    private final RuleCompiler compiler;
    private final String name;
    private final OperatorDefinition operator;
    private final JsonValue written;
    private final List<JsonValue> arguments;
    private final boolean local;

    /// @param written the operator's value: an array of arguments, or any other value as the single argument
    OperatorCall(
            RuleCompiler compiler, Map.Entry<String, OperatorDefinition> operator, JsonValue written, boolean local) {
        this.compiler = compiler;
        this.name = operator.getKey();
        this.operator = operator.getValue();
        this.written = written;
        this.arguments = written instanceof JsonArray array ? array.elements() : List.of(written);
        this.local = local;
    }

    /// Returns the name of the operator.
    String operator() {
        return name;
    }

    int size() {
        return arguments.size();
    }

    /// Returns an argument as written.
    JsonValue argumentJson(int index) {
        return arguments.get(index);
    }

    /// Compiles an argument; a missing one is constant null.
    Expression argument(int index) {
        return index < size() ? compile(argumentJson(index)) : Expression.Constant.NULL;
    }

    /// Compiles all arguments.
    Expression[] arguments() {
        return compiler.compileEach(arguments, local);
    }

    /// Compiles an argument in which `var` reads the current element.
    Expression localArgument(int index) {
        return compiler.compile(argumentJson(index), true);
    }

    /// Compiles part of an argument.
    Expression compile(JsonValue part) {
        return compiler.compile(part, local);
    }

    /// Whether `var` reads an array operator's current element here.
    boolean isLocal() {
        return local;
    }

    /// Returns the reader that `var` uses here.
    RuleDataReader reader() {
        return local ? RuleDataReader.JSON : compiler.context().root();
    }

    RuleCompilationContext context() {
        return compiler.context();
    }

    /// Records that the rule depends on the time.
    ///
    /// @param expression the expression that does
    Expression withTime(Expression expression) {
        compiler.markTimeRequired();
        return expression;
    }

    /// Reports a problem of the call as a whole.
    Expression reportError(String message, String remedy) {
        return reportError(written, message, remedy);
    }

    /// Reports a problem of part of it.
    Expression reportError(JsonValue where, String message, String remedy) {
        return report(operator.misuseEffect(), where, message, remedy);
    }

    /// Reports a problem that leaves the rule usable.
    Expression reportWarning(JsonValue where, String message, String remedy) {
        return report(ProblemEffect.TOLERATED, where, message, remedy);
    }

    private Expression report(ProblemEffect effect, JsonValue where, String message, String remedy) {
        compiler.context().problems().add(effect, where.pointer(), message, remedy);
        return Expression.Constant.NULL;
    }
}
