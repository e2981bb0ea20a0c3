// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.audit;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The ledger over HTTP, to read and to check.
@RestController
@RequestMapping("/api/v1/audit")
class AuditApi {
    private static final int MAX_LIMIT = 500;
    private final AuditLedger ledger;

    AuditApi(AuditLedger ledger) {
        this.ledger = ledger;
    }

    record Entries(List<AuditEntry> entries) {}

    record Check(boolean intact, long entries, String head, long brokenAt, String explanation) {}

    @GetMapping
    Entries newest(
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "100") int limit) {
        return new Entries(ledger.newest(before, Math.clamp(limit, 1, MAX_LIMIT)));
    }

    @GetMapping("/check")
    Check check() {
        return switch (ledger.verify()) {
            case ChainState.Intact(long entries, String head) -> new Check(true, entries, head, 0, "");
            case ChainState.Broken(long number, String explanation) ->
                new Check(false, number - 1, "", number, "Entry " + number + " " + explanation + ".");
        };
    }
}
