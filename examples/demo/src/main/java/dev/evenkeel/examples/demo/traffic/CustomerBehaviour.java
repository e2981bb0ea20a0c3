// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import java.util.Random;

/// What some customers do now and then; each a share of all messages, 0 to 1.
///
/// @param broken written with a wrong control sum, which every core must refuse
/// @param repeated sent once more after the answer, by those who did not hear it
/// @param foreignNames from customers whose names are not written in basic Latin letters
public record CustomerBehaviour(double broken, double repeated, double foreignNames) {
    /// Nobody does anything special.
    public static final CustomerBehaviour NONE = new CustomerBehaviour(0, 0, 0);

    /* Nothing is drawn for a share of 0, so that the traffic of a seed stays what it is without habits. */
    public static boolean falls(double share, Random random) {
        return share > 0 && random.nextDouble() < share;
    }
}
