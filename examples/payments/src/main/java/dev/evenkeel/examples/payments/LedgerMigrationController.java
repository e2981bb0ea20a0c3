// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.migration.LedgerMigration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/move`: the move of the ledger to another database; and `/accounts/{account}/debits`, which is read where
/// the move is.
@RestController
class LedgerMigrationController {
    private final @Nullable LedgerMigration move;

    LedgerMigrationController(@Nullable LedgerMigration move) {
        this.move = move;
    }

    @GetMapping("/move")
    ResponseEntity<?> state() {
        return moving(running -> ResponseEntity.ok(running.state()));
    }

    /// Copies older messages into the new ledger, in the background.
    @PostMapping("/move/backfill")
    ResponseEntity<?> backfill() {
        return moving(running -> running.copy()
                ? ResponseEntity.accepted().body(running.state())
                : PaymentProblemResponses.answer(
                        HttpStatus.CONFLICT,
                        "backfill-running",
                        "The older messages are being copied already.",
                        "GET /move says how far that is."));
    }

    /// Empties the new ledger.
    @PostMapping("/move/restart")
    ResponseEntity<?> restart() {
        return moving(running -> running.emptyNewLedger()
                ? ResponseEntity.ok(running.state())
                : PaymentProblemResponses.answer(
                        HttpStatus.CONFLICT,
                        "new-ledger-in-use",
                        "The new ledger is being written, so it is not emptied.",
                        "Bring the flag " + LedgerMigration.FLAG + " back to off first."));
    }

    @GetMapping("/accounts/{account}/debits")
    ResponseEntity<?> debits(@PathVariable("account") String account) {
        return moving(running -> ResponseEntity.ok(running.debits(account)));
    }

    private ResponseEntity<?> moving(Function<LedgerMigration, ResponseEntity<?>> answer) {
        return move == null
                ? PaymentProblemResponses.answer(
                        HttpStatus.NOT_FOUND,
                        "no-move",
                        "This service has one ledger.",
                        "Start it with --new-data or --new-database-url, --evenkeel-url and --sdk-key.")
                : answer.apply(move);
    }
}
