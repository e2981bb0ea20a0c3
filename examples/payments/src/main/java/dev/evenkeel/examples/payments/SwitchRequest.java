// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// The body that turns a switch.
///
/// @param active how it is to be; null when the body does not say
record SwitchRequest(@Nullable Boolean active) {

    /// The answer to a body that does not say.
    ///
    /// @param what the thing that is switched
    static ResponseEntity<Object> missing(String what) {
        return PaymentProblemResponses.answer(
                HttpStatus.BAD_REQUEST,
                "active-missing",
                "The body does not say whether " + what + " is to be active.",
                "Send {\"active\":true} or {\"active\":false}.");
    }
}
