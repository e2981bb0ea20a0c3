// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import java.util.Random;

/// Occasional behaviour of customers; each component is a share of all messages, 0 to 1.
///
/// @param broken messages with a wrong control sum, which every core must refuse
/// @param repeated messages resent after the response, as by customers who did not receive it
/// @param foreignNames messages from customers whose names are not in basic Latin letters
public record CustomerBehaviour(double broken, double repeated, double foreignNames) {
    /// No special behaviour.
    public static final CustomerBehaviour NONE = new CustomerBehaviour(0, 0, 0);

    /* A share of 0 draws no random number, so that a seed's traffic stays the same without such behaviour. */
    public static boolean happens(double share, Random random) {
        return share > 0 && random.nextDouble() < share;
    }
}
