// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.ledger.AuditReport;
import dev.evenkeel.examples.payments.ledger.ClaimsReport;
import dev.evenkeel.examples.payments.ledger.LedgerAudit;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/ledger/audit`: whether the ledger is in balance, and whether it has what a client was told is accepted.
@RestController
class LedgerApi {
    private final LedgerAudit audit;

    LedgerApi(LedgerAudit audit) {
        this.audit = audit;
    }

    @GetMapping("/ledger/audit")
    AuditReport audit() {
        return audit.audit();
    }

    /// Reads the body as it comes, so that its length is not limited by memory.
    @PostMapping("/ledger/audit")
    ClaimsReport audit(HttpServletRequest request) throws IOException {
        return audit.audit(new JsonClaims(request.getInputStream()));
    }
}
