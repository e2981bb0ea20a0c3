// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import dev.evenkeel.engine.audit.AuditChainHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/// A codec of chain heads as JWS in compact form (RFC 7515): header, payload and signature in base64url,
/// separated by dots. Accepts only EdDSA, regardless of the header, and only heads: `typ` excludes other uses
/// of the key.
final class ChainHeadJwsCodec {
    private static final String TYPE = "evenkeel-audit-head";

    private ChainHeadJwsCodec() {}

    private record Header(String alg, String kid, String typ) {}

    private record Payload(String issuer, long number, String hash, String time) {}

    static SignedChainHead encode(AuditSigningKey key, String issuer, AuditChainHead head, Instant at) {
        String id = key.verificationKey().thumbprint();
        String header = AuditRecordCodec.encode(new Header("EdDSA", id, TYPE));
        String payload = AuditRecordCodec.encode(
                new Payload(issuer, head.number(), head.hash(), AuditTimestampFormat.format(at)));
        String signed = AuditVerificationKey.encodeBase64Url(header.getBytes(StandardCharsets.UTF_8)) + "."
                + AuditVerificationKey.encodeBase64Url(payload.getBytes(StandardCharsets.UTF_8));
        byte[] signature = key.signBytes(signed.getBytes(StandardCharsets.US_ASCII));
        return new SignedChainHead(
                issuer, head, at, id, signed + "." + AuditVerificationKey.encodeBase64Url(signature));
    }

    static SignedChainHead decode(String jws, Map<String, AuditVerificationKey> keys) {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != 3) {
            throw new InvalidAuditTextException("not a signed head: it must have three parts separated by dots");
        }
        Header header = AuditRecordCodec.decode(Header.class, text(parts[0]), "the header of the signed head");
        if (!header.alg().equals("EdDSA") || !header.typ().equals(TYPE)) {
            throw new InvalidAuditTextException("the head is not signed with EdDSA");
        }
        AuditVerificationKey key = keys.get(header.kid());
        if (key == null) {
            throw new InvalidAuditTextException("signed with unknown key " + header.kid() + "; give its public key");
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        if (!key.isValidSignature(signed, bytes(parts[2]))) {
            throw new InvalidAuditTextException(
                    "invalid signature: the head was changed, or not signed with key " + header.kid());
        }
        Payload payload = AuditRecordCodec.decode(Payload.class, text(parts[1]), "the payload of the signed head");
        return new SignedChainHead(
                payload.issuer(),
                new AuditChainHead(payload.number(), payload.hash()),
                AuditTimestampFormat.parse("time", payload.time()),
                header.kid(),
                jws);
    }

    private static String text(String part) {
        return new String(bytes(part), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new InvalidAuditTextException("not a signed head: a part is not base64url", e);
        }
    }
}
