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

/// The endpoint `/ledger/audit`: checks whether the ledger is balanced and contains all messages that a
/// client saw accepted; with `?ledger=new`, in the migration's target ledger.
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
        return selectAuditor(ledger).audit();
    }

    /// Streams the request body, so that memory does not limit its length.
    @PostMapping("/ledger/audit")
    AcceptedMessagesReport audit(
            @RequestParam(name = "ledger", defaultValue = "") String ledger, HttpServletRequest request)
            throws IOException {
        return selectAuditor(ledger).audit(new JsonMessageIdReader(request.getInputStream()));
    }

    private LedgerAuditor selectAuditor(String ledger) {
        return ledger.equals("new") ? newAudit : audit;
    }
}
