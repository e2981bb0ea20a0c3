// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.sdk.Evenkeel;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The endpoint `GET /evenkeel`: counters of the SDK in this service since its start.
@RestController
class SdkStatsController {
    private final @Nullable Evenkeel evenkeel;

    SdkStatsController(@Nullable Evenkeel evenkeel) {
        this.evenkeel = evenkeel;
    }

    @GetMapping("/evenkeel")
    ResponseEntity<?> stats() {
        if (evenkeel == null) {
            return PaymentProblemResponses.problem(
                    HttpStatus.NOT_FOUND,
                    "no-evenkeel",
                    "This service runs without an Evenkeel server.",
                    "Start it with --evenkeel-url and --sdk-key.");
        }
        return ResponseEntity.ok(evenkeel.stats());
    }
}
