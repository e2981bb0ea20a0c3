// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import dev.evenkeel.engine.audit.ChainHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Heads as JWS in compact form (RFC 7515): header, payload and signature, each in base64url, with dots
/// between. Only EdDSA is read, whatever a header says, and only heads: `typ` keeps other uses of the
/// key out.
final class HeadJws {
    private static final String TYPE = "evenkeel-audit-head";
    private static final List<String> HEADER = List.of("alg", "kid", "typ");
    private static final List<String> PAYLOAD = List.of("issuer", "number", "hash", "time");

    private HeadJws() {}

    static SignedHead write(SigningKey key, String issuer, ChainHead head, Instant at) {
        String id = key.verifying().id();
        String header = AuditJson.JSON.writeValueAsString(AuditJson.JSON
                .createObjectNode()
                .put("alg", "EdDSA")
                .put("kid", id)
                .put("typ", TYPE));
        String payload = AuditJson.JSON.writeValueAsString(AuditJson.JSON
                .createObjectNode()
                .put("issuer", issuer)
                .put("number", head.number())
                .put("hash", head.hash())
                .put("time", AuditTime.write(at)));
        String signed = VerifyingKey.base64(header.getBytes(StandardCharsets.UTF_8)) + "."
                + VerifyingKey.base64(payload.getBytes(StandardCharsets.UTF_8));
        byte[] signature = key.signature(signed.getBytes(StandardCharsets.US_ASCII));
        return new SignedHead(issuer, head, at, id, signed + "." + VerifyingKey.base64(signature));
    }

    static SignedHead read(String jws, Map<String, VerifyingKey> keys) {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != 3) {
            throw new InvalidAuditText("it is not a signed head, which is three parts with dots between");
        }
        AuditJson header = AuditJson.read(text(parts[0]), "the header of the head", HEADER);
        if (!header.text("alg").equals("EdDSA") || !header.text("typ").equals(TYPE)) {
            throw new InvalidAuditText("it is not a head signed with EdDSA");
        }
        VerifyingKey key = keys.get(header.text("kid"));
        if (key == null) {
            throw new InvalidAuditText("it is signed by key " + header.text("kid") + ", which is none of those given");
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        if (!key.isSignatureOf(signed, bytes(parts[2]))) {
            throw new InvalidAuditText(
                    "its signature is wrong: it was changed, or key " + header.text("kid") + " did not sign it");
        }
        AuditJson payload = AuditJson.read(text(parts[1]), "what the head says", PAYLOAD);
        return new SignedHead(
                payload.text("issuer"),
                new ChainHead(payload.integer("number"), payload.text("hash")),
                AuditTime.read("time", payload.text("time")),
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
            throw new InvalidAuditText("it is not a signed head: a part is not base64url", e);
        }
    }
}
