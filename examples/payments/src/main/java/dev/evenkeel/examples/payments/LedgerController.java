// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.ledger.AcceptedMessagesReport;
import dev.evenkeel.examples.payments.ledger.LedgerAuditReport;
import dev.evenkeel.examples.payments.ledger.LedgerAuditor;
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
class LedgerController {
    private final LedgerAuditor audit;
    private final LedgerAuditor newAudit;

    LedgerController(LedgerAuditor audit, @Nullable TargetLedgerDatabase newDatabase) {
        this.audit = audit;
        this.newAudit = newDatabase == null ? audit : new LedgerAuditor(newDatabase.jdbc(), newDatabase.transactions());
    }

    @GetMapping("/ledger/audit")
    LedgerAuditReport audit(@RequestParam(name = "ledger", defaultValue = "") String ledger) {
        return of(ledger).audit();
    }

    /// Reads the body as it comes, so that its length is not limited by memory.
    @PostMapping("/ledger/audit")
    AcceptedMessagesReport audit(
            @RequestParam(name = "ledger", defaultValue = "") String ledger, HttpServletRequest request)
            throws IOException {
        return of(ledger).audit(new JsonMessageIdReader(request.getInputStream()));
    }

    private LedgerAuditor of(String ledger) {
        return ledger.equals("new") ? newAudit : audit;
    }
}
