// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.ledger.AuditReport;
import dev.evenkeel.examples.payments.ledger.ClaimsReport;
import dev.evenkeel.examples.payments.ledger.LedgerAudit;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `/ledger/audit`: whether the ledger is in balance, and whether it has what a client was told is accepted;
/// with `?ledger=new` that which it moves to.
@RestController
class LedgerApi {
    private final LedgerAudit audit;
    private final LedgerAudit newAudit;

    LedgerApi(LedgerAudit audit, @Nullable NewDatabase newDatabase) {
        this.audit = audit;
        this.newAudit = newDatabase == null ? audit : new LedgerAudit(newDatabase.jdbc(), newDatabase.transactions());
    }

    @GetMapping("/ledger/audit")
    AuditReport audit(@RequestParam(name = "ledger", defaultValue = "") String ledger) {
        return of(ledger).audit();
    }

    /// Reads the body as it comes, so that its length is not limited by memory.
    @PostMapping("/ledger/audit")
    ClaimsReport audit(@RequestParam(name = "ledger", defaultValue = "") String ledger, HttpServletRequest request)
            throws IOException {
        return of(ledger).audit(new JsonClaims(request.getInputStream()));
    }

    private LedgerAudit of(String ledger) {
        return ledger.equals("new") ? newAudit : audit;
    }
}
