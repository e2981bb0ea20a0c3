// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.util.List;

/// A reading after the rules: an order to book, or the answer that refuses it.
public sealed interface Checked {
    record Passed(Order order) implements Checked {}

    record Failed(Answer answer) implements Checked {}

    /// Applies the rules to what a reader found.
    static Checked of(Reading reading) {
        return switch (reading) {
            case Reading.Complete(Initiation initiation) -> new InitiationRules(initiation).check();
            case Reading.NotPain001(Reason reason) -> new Failed(new Answer.Refused(null, List.of(reason)));
            case Reading.NotXml(int line) -> new Failed(new Answer.Unreadable(line));
        };
    }
}
