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

/// The endpoints `/move`, the migration of the ledger to another database, and `/accounts/{account}/debits`,
/// which reads from the store of the current stage.
@RestController
class LedgerMigrationController {
    private final @Nullable LedgerMigration migration;

    LedgerMigrationController(@Nullable LedgerMigration migration) {
        this.migration = migration;
    }

    @GetMapping("/move")
    ResponseEntity<?> state() {
        return withMigration(running -> ResponseEntity.ok(running.state()));
    }

    /// Starts to copy older messages into the new ledger in the background.
    @PostMapping("/move/backfill")
    ResponseEntity<?> backfill() {
        return withMigration(running -> running.startBackfill()
                ? ResponseEntity.accepted().body(running.state())
                : PaymentProblemResponses.problem(
                        HttpStatus.CONFLICT,
                        "backfill-running",
                        "The backfill is already running.",
                        "To show its progress: GET /move."));
    }

    /// Empties the new ledger.
    @PostMapping("/move/restart")
    ResponseEntity<?> restart() {
        return withMigration(running -> running.emptyNewLedger()
                ? ResponseEntity.ok(running.state())
                : PaymentProblemResponses.problem(
                        HttpStatus.CONFLICT,
                        "new-ledger-in-use",
                        "The new ledger is in use. It was not emptied.",
                        "Set the flag " + LedgerMigration.FLAG + " to off first."));
    }

    @GetMapping("/accounts/{account}/debits")
    ResponseEntity<?> debits(@PathVariable("account") String account) {
        return withMigration(running -> ResponseEntity.ok(running.debits(account)));
    }

    private ResponseEntity<?> withMigration(Function<LedgerMigration, ResponseEntity<?>> answer) {
        return migration == null
                ? PaymentProblemResponses.problem(
                        HttpStatus.NOT_FOUND,
                        "no-move",
                        "This service has no ledger migration.",
                        "Start it with --new-data or --new-database-url, --evenkeel-url and --sdk-key.")
                : answer.apply(migration);
    }
}
