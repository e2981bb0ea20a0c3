// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.ledger.SyntheticAccounts;
import dev.evenkeel.examples.payments.migration.LedgerMigration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The endpoint `POST /drills/rehearsal`, which drills of the rollback of `payment-core` call.
@RestController
class RollbackRehearsalController {
    private static final int MOST_KEYS = 100;

    private final RollbackRehearsal rehearsal;
    private final @Nullable LedgerMigration migration;

    RollbackRehearsalController(RollbackRehearsal rehearsal, @Nullable LedgerMigration migration) {
        this.rehearsal = rehearsal;
        this.migration = migration;
    }

    /// The request. Fields missing in the body are null.
    record RehearsalRequest(
            @Nullable String flag,
            @Nullable String variant,
            @Nullable List<String> keys,
            @Nullable String drill) {

        /// Returns all validation errors.
        List<String> problems() {
            List<String> problems = new ArrayList<>();
            if (!GuardedPaymentCore.FLAG.equals(flag) || !GuardedPaymentCore.CANDIDATE.equals(variant)) {
                problems.add("flag and variant must be \"" + GuardedPaymentCore.FLAG + "\" and \""
                        + GuardedPaymentCore.CANDIDATE + "\", got \"" + flag + "\" and \"" + variant + "\"");
            }
            if (drill == null || !drill.matches("[A-Za-z0-9-]{1,28}")) {
                problems.add("drill must be 1 to 28 letters, digits and dashes, got \"" + drill + "\"");
            }
            if (keys == null || keys.isEmpty() || keys.size() > MOST_KEYS || new HashSet<>(keys).size() < keys.size()) {
                problems.add("keys must be 1 to " + MOST_KEYS + " distinct names");
            } else if (!keys.stream().allMatch(SyntheticAccounts::isName)) {
                problems.add("each key must be " + SyntheticAccounts.PREFIX
                        + " and 1 to 24 letters, digits and dashes, so that it is not a real account; got "
                        + keys.stream()
                                .filter(key -> !SyntheticAccounts.isName(key))
                                .toList());
            }
            return problems;
        }
    }

    @PostMapping("/drills/rehearsal")
    ResponseEntity<?> rehearse(@RequestBody RehearsalRequest asked) {
        List<String> problems = asked.problems();
        if (!problems.isEmpty() || asked.drill() == null || asked.keys() == null) {
            return PaymentProblemResponses.problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "rehearsal-refused",
                    "Nothing was booked: " + String.join("; ", problems) + ".",
                    "Fix syntheticKeys: ./evenkeel rollback-plan update " + GuardedPaymentCore.FLAG + " FILE");
        }
        if (migration != null) {
            return PaymentProblemResponses.problem(
                    HttpStatus.CONFLICT,
                    "ledger-moves",
                    "Nothing was booked: this service migrates its ledger, so the flag " + GuardedPaymentCore.FLAG
                            + " does not select the core.",
                    "Use a service that was started without --new-data and --new-database-url.");
        }
        return ResponseEntity.ok(rehearsal.run(asked.drill(), asked.keys()));
    }
}
