// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.ledger.InvalidMessageIdsException;
import dev.evenkeel.sdk.OutcomeUnknownException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Exception handler that converts exceptions to problem responses. Details of internal errors are logged and
/// not returned; the response and the log line share a reference.
@RestControllerAdvice
class PaymentExceptionHandler extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentExceptionHandler.class);

    @ExceptionHandler(InvalidMessageIdsException.class)
    ResponseEntity<Object> handleInvalidMessageIds(InvalidMessageIdsException problem) {
        return PaymentProblemResponses.problem(
                HttpStatus.BAD_REQUEST,
                "unreadable-claims",
                String.valueOf(problem.getMessage()),
                "Send {\"accepted\":[\"id\", ...]}, or one id per line as a JSON string.");
    }

    @ExceptionHandler(OutcomeUnknownException.class)
    ResponseEntity<Object> handleOutcomeUnknown(OutcomeUnknownException problem) {
        return PaymentProblemResponses.problem(
                HttpStatus.GATEWAY_TIMEOUT,
                "outcome-unknown",
                "The core did not respond in time. The message may have been booked.",
                "Send the same message again: it is booked only once.");
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> handleFailure(Exception failure) {
        String reference =
                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.warn("Request failed, reference {}: {}", reference, failure.toString());
        LOG.debug("Reference {}", reference, failure);
        return PaymentProblemResponses.problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "technical-failure",
                "The request failed with an internal error; see reference " + reference + " in the log.",
                "Send the same request again: a payment message is booked only once.");
    }
}
