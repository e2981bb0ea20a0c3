// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import dev.evenkeel.engine.audit.AuditChainHead;
import dev.evenkeel.files.json.JsonTextParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A codec of chain heads as JWS in compact form (RFC 7515): header, payload and signature in base64url,
/// separated by dots. Accepts only EdDSA, regardless of the header, and only heads: `typ` excludes other uses
/// of the key.
final class ChainHeadJwsCodec {
    private static final String TYPE = "evenkeel-audit-head";
    private static final List<String> HEADER = List.of("alg", "kid", "typ");
    private static final List<String> PAYLOAD = List.of("issuer", "number", "hash", "time");

    private ChainHeadJwsCodec() {}

    static SignedChainHead encode(AuditSigningKey key, String issuer, AuditChainHead head, Instant at) {
        String id = key.verificationKey().thumbprint();
        String header = JsonTextParser.STRICT.writeValueAsString(JsonTextParser.STRICT
                .createObjectNode()
                .put("alg", "EdDSA")
                .put("kid", id)
                .put("typ", TYPE));
        String payload = JsonTextParser.STRICT.writeValueAsString(JsonTextParser.STRICT
                .createObjectNode()
                .put("issuer", issuer)
                .put("number", head.number())
                .put("hash", head.hash())
                .put("time", AuditTimestampFormat.format(at)));
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
        StrictAuditJsonReader header =
                StrictAuditJsonReader.parse(text(parts[0]), "the header of the signed head", HEADER);
        if (!header.text("alg").equals("EdDSA") || !header.text("typ").equals(TYPE)) {
            throw new InvalidAuditTextException("the head is not signed with EdDSA");
        }
        AuditVerificationKey key = keys.get(header.text("kid"));
        if (key == null) {
            throw new InvalidAuditTextException(
                    "signed with unknown key " + header.text("kid") + "; give its public key");
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        if (!key.isValidSignature(signed, bytes(parts[2]))) {
            throw new InvalidAuditTextException(
                    "invalid signature: the head was changed, or not signed with key " + header.text("kid"));
        }
        StrictAuditJsonReader payload =
                StrictAuditJsonReader.parse(text(parts[1]), "the payload of the signed head", PAYLOAD);
        return new SignedChainHead(
                payload.text("issuer"),
                new AuditChainHead(payload.integer("number"), payload.text("hash")),
                AuditTimestampFormat.parse("time", payload.text("time")),
                header.text("kid"),
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
