// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.engine.audit.ChainHead;
import dev.evenkeel.files.audit.SignedHead;
import dev.evenkeel.files.audit.SigningKey;
import dev.evenkeel.files.audit.VerifyingKey;
import dev.evenkeel.server.foundation.config.PublicAddress;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/// Signed heads of the ledger, and which were published. Thread-safe.
@Component
public class AuditHeads {
    private final AuditTable table;
    private final PublicationTable publications;
    private final SigningKey key;
    private final PublicAddress address;
    private final Clock clock;

    AuditHeads(AuditTable table, PublicationTable publications, SigningKey key, PublicAddress address, Clock clock) {
        this.table = table;
        this.publications = publications;
        this.key = key;
        this.address = address;
        this.clock = clock;
    }

    /// The end of the chain.
    ChainHead head() {
        return table.head();
    }

    /// Number of the newest entry; 0 while there is none.
    public long lastEntry() {
        return head().number();
    }

    /// Signs a head now, in this server's name.
    SignedHead sign(ChainHead head) {
        return key.sign(address.base(), head, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /// The public key of this server.
    VerifyingKey key() {
        return key.verifying();
    }

    /// The newest head of each place that was ever published to, newest first.
    public List<Publication> published() {
        return publications.all();
    }
}
