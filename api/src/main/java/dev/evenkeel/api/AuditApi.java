// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.engine.audit.AuditEntry;
import java.time.Instant;
import java.util.List;

/// The audit log (`/api/v1/audit`) and its signed heads.
public final class AuditApi {
    private AuditApi() {}

    /// Entries of the audit log, newest first.
    public record AuditEntriesResponse(List<AuditEntry> entries) {}

    /// Progress of a verification, as a line of JSON Lines.
    ///
    /// @param checked number of verified entries
    /// @param total number of all entries
    public record AuditVerificationProgress(long checked, long total) {}

    /// The result of a verification.
    ///
    /// @param entries number of intact entries
    /// @param head hash of the last entry; empty if the log is not intact
    /// @param firstInvalidEntry number of the first entry that does not match; 0 if the log is intact
    /// @param fault name of the kind of mismatch; empty if the log is intact
    /// @param explanation one sentence; empty if the log is intact
    public record AuditVerificationResponse(
            boolean intact, long entries, String head, long firstInvalidEntry, String fault, String explanation) {}

    /// A signed head.
    ///
    /// @param jws the signed head as a JWS; the other components repeat its content
    public record AuditHeadResponse(long number, String hash, String issuer, Instant at, String key, String jws) {}

    /// The newest head at a destination.
    public record PublishedHeadResponse(
            String destination, @JsonUnwrapped AuditHeadResponse head) {}

    /// The newest published heads.
    ///
    /// @param unpublishedEntries number of entries that no published head covers
    public record PublishedHeadsResponse(long unpublishedEntries, List<PublishedHeadResponse> heads) {}

    /// The public key of the server that signs heads.
    public record SigningKeyResponse(String id, Jwk jwk, String pem) {}

    /// A key as JWK (RFC 8037).
    public record Jwk(String kty, String crv, String x, String alg, String use, String kid) {}
}
