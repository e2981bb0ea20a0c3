// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.files.audit.AuditVerificationKey;
import dev.evenkeel.files.audit.SignedChainHead;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Heads of the ledger and the key that signs them, over HTTP.
@RestController
@RequestMapping("/api/v1/audit")
class AuditHeadController {
    private final AuditHeadService heads;

    AuditHeadController(AuditHeadService heads) {
        this.heads = heads;
    }

    /// A head.
    ///
    /// @param jws the head itself; what stands beside it is for people
    record HeadResponse(long number, String hash, String issuer, Instant at, String key, String jws) {
        static HeadResponse of(SignedChainHead head) {
            return new HeadResponse(
                    head.head().number(), head.head().hash(), head.issuer(), head.at(), head.key(), head.jws());
        }
    }

    record PublishedHeadResponse(
            String place, @JsonUnwrapped HeadResponse head) {}

    /// @param behind entries that none of the heads covers
    record PublishedHeadsResponse(long behind, List<PublishedHeadResponse> heads) {}

    /// A key as JWK (RFC 8037).
    record Jwk(String kty, String crv, String x, String alg, String use, String kid) {}

    record SigningKeyResponse(String id, Jwk jwk, String pem) {}

    /// The public key of the server that answers.
    @GetMapping("/key")
    SigningKeyResponse key() {
        AuditVerificationKey key = heads.key();
        return new SigningKeyResponse(
                key.id(), new Jwk("OKP", "Ed25519", key.x(), "EdDSA", "sig", key.id()), key.pem());
    }

    /// A head signed now.
    @GetMapping("/head")
    HeadResponse head() {
        return HeadResponse.of(heads.sign(heads.head()));
    }

    /// The newest head of each place.
    @GetMapping("/heads/newest")
    PublishedHeadsResponse newest() {
        List<PublishedHead> published = heads.published();
        long covered = published.stream()
                .mapToLong(one -> one.head().head().number())
                .max()
                .orElse(0);
        return new PublishedHeadsResponse(
                Math.max(0, heads.head().number() - covered),
                published.stream()
                        .map(one -> new PublishedHeadResponse(one.place(), HeadResponse.of(one.head())))
                        .toList());
    }
}
