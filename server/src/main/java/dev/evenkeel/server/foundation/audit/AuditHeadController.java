// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.api.AuditApi.AuditHeadResponse;
import dev.evenkeel.api.AuditApi.Jwk;
import dev.evenkeel.api.AuditApi.PublishedHeadResponse;
import dev.evenkeel.api.AuditApi.PublishedHeadsResponse;
import dev.evenkeel.api.AuditApi.SigningKeyResponse;
import dev.evenkeel.files.audit.AuditVerificationKey;
import dev.evenkeel.files.audit.SignedChainHead;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for signed chain heads of the audit log and the key that signs them.
@RestController
@RequestMapping("/api/v1/audit")
class AuditHeadController {
    private final AuditHeadService heads;

    AuditHeadController(AuditHeadService heads) {
        this.heads = heads;
    }

    /// Returns the public key with which this server signs heads of the audit log.
    @GetMapping("/key")
    SigningKeyResponse getKey() {
        AuditVerificationKey key = heads.verificationKey();
        return new SigningKeyResponse(
                key.thumbprint(), new Jwk("OKP", "Ed25519", key.jwkX(), "EdDSA", "sig", key.thumbprint()), key.toPem());
    }

    /// Signs the current head of the audit log and returns it.
    @GetMapping("/head")
    AuditHeadResponse signHead() {
        return toResponse(heads.sign(heads.head()));
    }

    /// Lists the newest published head of the audit log for each destination, newest first.
    @GetMapping("/heads/latest")
    PublishedHeadsResponse listPublished() {
        List<PublishedHead> published = heads.listPublished();
        long covered = published.stream()
                .mapToLong(one -> one.head().head().number())
                .max()
                .orElse(0);
        return new PublishedHeadsResponse(
                Math.max(0, heads.head().number() - covered),
                published.stream()
                        .map(one -> new PublishedHeadResponse(one.destination(), toResponse(one.head())))
                        .toList());
    }

    private static AuditHeadResponse toResponse(SignedChainHead head) {
        return new AuditHeadResponse(
                head.head().number(), head.head().hash(), head.issuer(), head.at(), head.key(), head.jws());
    }
}
