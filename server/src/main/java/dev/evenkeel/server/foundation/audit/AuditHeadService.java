// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.engine.audit.AuditChainHead;
import dev.evenkeel.files.audit.AuditSigningKey;
import dev.evenkeel.files.audit.AuditVerificationKey;
import dev.evenkeel.files.audit.SignedChainHead;
import dev.evenkeel.server.foundation.config.PublicBaseUrl;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/// Signed heads of the ledger, and which were published. Thread-safe.
@Component
public class AuditHeadService {
    private final AuditEntryRepository table;
    private final PublishedHeadRepository publications;
    private final AuditSigningKey key;
    private final PublicBaseUrl address;
    private final Clock clock;

    AuditHeadService(
            AuditEntryRepository table,
            PublishedHeadRepository publications,
            AuditSigningKey key,
            PublicBaseUrl address,
            Clock clock) {
        this.table = table;
        this.publications = publications;
        this.key = key;
        this.address = address;
        this.clock = clock;
    }

    /// The end of the chain.
    AuditChainHead head() {
        return table.head();
    }

    /// Number of the newest entry; 0 while there is none.
    public long lastEntry() {
        return head().number();
    }

    /// Signs a head now, in this server's name.
    SignedChainHead sign(AuditChainHead head) {
        return key.sign(address.base(), head, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /// The public key of this server.
    AuditVerificationKey key() {
        return key.verifying();
    }

    /// The newest head of each place that was ever published to, newest first.
    public List<PublishedHead> published() {
        return publications.all();
    }
}
