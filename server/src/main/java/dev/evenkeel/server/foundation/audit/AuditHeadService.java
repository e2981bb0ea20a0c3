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

/// The service for signed heads of the audit log and their publications. Thread-safe.
@Component
public class AuditHeadService {
    private final AuditEntryRepository repository;
    private final PublishedHeadRepository publications;
    private final AuditSigningKey key;
    private final PublicBaseUrl baseUrl;
    private final Clock clock;

    AuditHeadService(
            AuditEntryRepository repository,
            PublishedHeadRepository publications,
            AuditSigningKey key,
            PublicBaseUrl baseUrl,
            Clock clock) {
        this.repository = repository;
        this.publications = publications;
        this.key = key;
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    /// Returns the current head of the chain.
    AuditChainHead head() {
        return repository.readHead();
    }

    /// Returns the number of the newest entry; 0 for an empty log.
    public long lastEntryNumber() {
        return head().number();
    }

    /// Signs a head with the current time and this server as issuer.
    SignedChainHead sign(AuditChainHead head) {
        return key.sign(baseUrl.url(), head, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /// Returns the public key of this server.
    AuditVerificationKey verificationKey() {
        return key.verificationKey();
    }

    /// Returns the newest head of each destination that was ever published to, newest first.
    public List<PublishedHead> listPublished() {
        return publications.listAll();
    }
}
