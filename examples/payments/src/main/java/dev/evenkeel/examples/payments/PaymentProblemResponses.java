// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// Problem responses (RFC 9457), each with a code for programs and with a detail and a remedy for people.
final class PaymentProblemResponses {
    private PaymentProblemResponses() {}

    static ResponseEntity<Object> problem(HttpStatus status, String code, String detail, String remedy) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        problem.setProperty("remedy", remedy);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
