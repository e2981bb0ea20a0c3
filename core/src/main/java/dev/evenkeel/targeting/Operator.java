// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.targeting;

/// An operator of the rule language.
///
/// @param least fewest arguments
/// @param most most arguments; [#ANY] is no limit
/// @param factory makes the expression of one use
record Operator(int least, int most, Factory factory) {
    static final int ANY = Integer.MAX_VALUE;

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
