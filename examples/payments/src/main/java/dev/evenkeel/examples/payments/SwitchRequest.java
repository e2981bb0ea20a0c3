// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// The request body of a switch.
///
/// @param active new state; null when missing in the body
record SwitchRequest(@Nullable Boolean active) {

    /// Creates the response to a request without `active`.
    ///
    /// @param what name of the switch
    static ResponseEntity<Object> missingActiveProblem(String what) {
        return PaymentProblemResponses.problem(
                HttpStatus.BAD_REQUEST,
                "active-missing",
                "The field \"active\" of " + what + " is missing.",
                "Send {\"active\":true} or {\"active\":false}.");
    }
}
