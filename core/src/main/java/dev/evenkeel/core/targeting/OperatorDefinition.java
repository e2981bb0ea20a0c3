// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.targeting.RuleProblemListener.ProblemEffect;

/// An operator of the rule language.
///
/// @param minArguments minimum number of arguments
/// @param maxArguments maximum number of arguments; [#ANY] for no limit
/// @param factory creates the expression of one call
/// @param misuseEffect effect of invalid arguments on evaluations
record OperatorDefinition(int minArguments, int maxArguments, ExpressionFactory factory, ProblemEffect misuseEffect) {
    static final int ANY = Integer.MAX_VALUE;

    /// Creates an operator of JsonLogic.
    OperatorDefinition(int least, int most, ExpressionFactory factory) {
        this(least, most, factory, ProblemEffect.BREAKS_RULE);
    }

    /// Creates an operator of flagd.
    static OperatorDefinition ofFlagd(int least, int most, ExpressionFactory factory) {
        return new OperatorDefinition(least, most, factory, ProblemEffect.TOLERATED);
    }

    /// A factory of the expression of one call with a valid number of arguments.
    @FunctionalInterface
    interface ExpressionFactory {
        Expression compile(OperatorCall call);
    }

    /// Formats the number of arguments.
    String describeArity() {
        if (minArguments == maxArguments) {
            return minArguments + (minArguments == 1 ? " argument" : " arguments");
        }
        return maxArguments == ANY
                ? minArguments + " or more arguments"
                : minArguments + " to " + maxArguments + " arguments";
    }
}
