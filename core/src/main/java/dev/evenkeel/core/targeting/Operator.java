// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.targeting.RuleProblems.Effect;

/// An operator of the rule language.
///
/// @param least fewest arguments
/// @param most most arguments; [#ANY] is no limit
/// @param factory makes the expression of one use
/// @param misuse what arguments that it cannot use do to evaluations
record Operator(int least, int most, Factory factory, Effect misuse) {
    static final int ANY = Integer.MAX_VALUE;

    /// An operator of JsonLogic.
    Operator(int least, int most, Factory factory) {
        this(least, most, factory, Effect.BREAKS_RULE);
    }

    /// An operator that flagd adds.
    static Operator ofFlagd(int least, int most, Factory factory) {
        return new Operator(least, most, factory, Effect.TOLERATED);
    }

    /// Makes the expression of one use, whose number of arguments is right.
    @FunctionalInterface
    interface Factory {
        Expression compile(Usage usage);
    }

    /// How many arguments it takes, in words.
    String arity() {
        if (least == most) {
            return least + (least == 1 ? " argument" : " arguments");
        }
        return most == ANY ? least + " or more arguments" : least + " to " + most + " arguments";
    }
}
