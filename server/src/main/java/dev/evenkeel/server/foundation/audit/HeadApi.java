// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.files.audit.SignedHead;
import dev.evenkeel.files.audit.VerifyingKey;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Heads of the ledger and the key that signs them, over HTTP.
@RestController
@RequestMapping("/api/v1/audit")
class HeadApi {
    private final AuditHeads heads;

    HeadApi(AuditHeads heads) {
        this.heads = heads;
    }

    /// A head.
    ///
    /// @param jws the head itself; what stands beside it is for people
    record HeadView(long number, String hash, String issuer, Instant at, String key, String jws) {
        static HeadView of(SignedHead head) {
            return new HeadView(
                    head.head().number(), head.head().hash(), head.issuer(), head.at(), head.key(), head.jws());
        }
    }

    record PlaceView(String place, @JsonUnwrapped HeadView head) {}

    /// @param behind entries that none of the heads covers
    record Newest(long behind, List<PlaceView> heads) {}

    /// A key as JWK (RFC 8037).
    record Jwk(String kty, String crv, String x, String alg, String use, String kid) {}

    record KeyView(String id, Jwk jwk, String pem) {}

    /// The public key of the server that answers.
    @GetMapping("/key")
    KeyView key() {
        VerifyingKey key = heads.key();
        return new KeyView(key.id(), new Jwk("OKP", "Ed25519", key.x(), "EdDSA", "sig", key.id()), key.pem());
    }

    /// A head signed now.
    @GetMapping("/head")
    HeadView head() {
        return HeadView.of(heads.sign(heads.head()));
    }

    /// The newest head of each place.
    @GetMapping("/heads/newest")
    Newest newest() {
        List<Publication> published = heads.published();
        long covered = published.stream()
                .mapToLong(one -> one.head().head().number())
                .max()
                .orElse(0);
        return new Newest(
                Math.max(0, heads.head().number() - covered),
                published.stream()
                        .map(one -> new PlaceView(one.place(), HeadView.of(one.head())))
                        .toList());
    }
}
