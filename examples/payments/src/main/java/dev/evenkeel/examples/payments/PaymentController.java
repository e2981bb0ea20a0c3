// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentCore;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.examples.payments.message.StatusReportWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The endpoint `POST /payments`: takes a pain.001 message and returns a pain.002 status report.
@RestController
class PaymentController {
    private static final int LARGEST = 1 << 20;

    private final PaymentCore core;
    private final StatusReportWriter report;
    private final Clock clock;

    PaymentController(PaymentCore core, StatusReportWriter report, Clock clock) {
        this.core = core;
        this.report = report;
        this.clock = clock;
    }

    /// Ignores the content type of the request: the XML parser determines what the bytes are.
    @PostMapping("/payments")
    ResponseEntity<?> book(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            return PaymentProblemResponses.problem(
                    HttpStatus.CONTENT_TOO_LARGE,
                    "message-too-large",
                    "The message is larger than " + LARGEST + " bytes.",
                    "Split the payments into several messages.");
        }
        PaymentSubmission submission = PaymentSubmission.of(bytes, clock.instant());
        BookingResult result = core.book(submission);
        return ResponseEntity.status(status(result))
                .contentType(MediaType.APPLICATION_XML)
                .body(report.write(submission, result, clock.instant()));
    }

    private static HttpStatus status(BookingResult result) {
        return switch (result) {
            case BookingResult.Accepted accepted -> HttpStatus.OK;
            case BookingResult.Rejected refused -> HttpStatus.UNPROCESSABLE_CONTENT;
            case BookingResult.Conflict conflict -> HttpStatus.CONFLICT;
            case BookingResult.Unreadable unreadable -> HttpStatus.BAD_REQUEST;
        };
    }
}
