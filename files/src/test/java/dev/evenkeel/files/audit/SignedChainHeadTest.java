// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.engine.audit.AuditChainHead;
import dev.evenkeel.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedChainHeadTest {
    /* The key of RFC 8037, appendix A, in PKCS#8. */
    private static final String RFC_KEY = PemCodec.encode(
            "PRIVATE KEY",
            HexFormat.of()
                    .parseHex("302e020100300506032b657004220420"
                            + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    private static final Instant AT = Instant.parse("2026-11-26T02:03:04.5Z");
    private static final AuditChainHead HEAD = new AuditChainHead(Long.MAX_VALUE, "ab".repeat(32));

    private final AuditSigningKey key = AuditSigningKey.generate();
    private final Map<String, AuditVerificationKey> keys =
            Map.of(key.verificationKey().thumbprint(), key.verificationKey());

    @Test
    void matchesRfc8037TestVector() {
        AuditSigningKey rfc = AuditSigningKey.parsePem(RFC_KEY);
        assertThat(rfc.verificationKey().jwkX()).isEqualTo("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertThat(rfc.verificationKey().thumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        byte[] signed = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = rfc.signBytes(signed);
        assertThat(AuditVerificationKey.encodeBase64Url(signature))
                .isEqualTo("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
        assertThat(rfc.verificationKey().isValidSignature(signed, signature)).isTrue();
    }

    @Test
    void roundTripsKeysThroughPem() {
        assertThat(AuditSigningKey.parsePem(key.toPem()).toPem()).isEqualTo(key.toPem());
        assertThat(AuditSigningKey.parsePem(key.toPem()).verificationKey().toPem())
                .isEqualTo(key.verificationKey().toPem());
        assertThat(AuditVerificationKey.parsePem(
                                "before\n" + key.verificationKey().toPem() + "behind")
                        .thumbprint())
                .isEqualTo(key.verificationKey().thumbprint());
        assertThat(key.toString()).doesNotContain(key.toPem().substring(30, 60));
    }

    @Test
    void rejectsOtherPemBlocksAndKeyTypes() {
        assertThatThrownBy(() -> AuditSigningKey.parsePem(key.verificationKey().toPem()))
                .hasMessage("contains a PUBLIC KEY, but a PRIVATE KEY is required");
        assertThatThrownBy(() -> AuditSigningKey.parsePem(PemCodec.encode("ENCRYPTED PRIVATE KEY", new byte[3])))
                .hasMessage(
                        "contains a ENCRYPTED PRIVATE KEY, but a PRIVATE KEY is required;" + " decrypt the key first");
        assertThatThrownBy(() -> AuditSigningKey.parsePem("x"))
                .hasMessage("no PEM block -----BEGIN PRIVATE KEY----- found");
        assertThatThrownBy(() -> AuditSigningKey.parsePem(PemCodec.encode("PRIVATE KEY", new byte[3])))
                .hasMessage("not an Ed25519 private key");
        assertThatThrownBy(() -> AuditVerificationKey.parsePem(PemCodec.encode("PUBLIC KEY", new byte[3])))
                .hasMessage("not an Ed25519 public key");
    }

    @Test
    void parsesHeadAsSigned() {
        SignedChainHead head = key.sign("https://keel.example", HEAD, AT);
        assertThat(SignedChainHead.parse(head.jws(), keys)).isEqualTo(head);
        assertThat(SignedChainHead.parse(head.toLine(), keys)).isEqualTo(head);
        assertThat(decoded(head.jws(), 0))
                .isEqualTo(Json.of(
                        "{'alg':'EdDSA','kid':'%s','typ':'evenkeel-audit-head'}",
                        key.verificationKey().thumbprint()));
        assertThat(decoded(head.jws(), 1)).isEqualTo(Json.of("""
                        {'issuer':'https://keel.example','number':9223372036854775807,'hash':'%s',\
                        'time':'2026-11-26T02:03:04.500000Z'}""", HEAD.hash()));
    }

    @Test
    void rejectsForgedOrMalformedHeads() {
        String jws = key.sign("https://keel.example", HEAD, AT).jws();
        String[] parts = jws.split("\\.", -1);
        String other = AuditSigningKey.generate()
                .sign("https://keel.example", new AuditChainHead(1, ""), AT)
                .jws();
        assertThatThrownBy(
                        () -> SignedChainHead.parse(parts[0] + "." + other.split("\\.", -1)[1] + "." + parts[2], keys))
                .hasMessage("invalid signature: the head was changed, or not signed with key "
                        + key.verificationKey().thumbprint());
        assertThatThrownBy(() -> SignedChainHead.parse(parts[0] + "." + parts[1] + ".AAAA", keys))
                .hasMessageStartingWith("invalid signature");
        assertThatThrownBy(() -> SignedChainHead.parse(other, keys)).hasMessageContaining("signed with unknown key");
        assertThatThrownBy(
                        () -> SignedChainHead.parse(header(Json.of("{'alg':'none','kid':'x','typ':'y'}"), parts), keys))
                .hasMessage("the head is not signed with EdDSA");
        assertThatThrownBy(() -> SignedChainHead.parse(header(Json.of("{'alg':'EdDSA','crit':[]}"), parts), keys))
                .hasMessage("the header of the signed head is invalid at /crit: unknown field");
        assertThatThrownBy(() -> SignedChainHead.parse("a.b", keys)).hasMessageContaining("three parts");
        assertThatThrownBy(() -> SignedChainHead.parse("%.b.c", keys)).hasMessageContaining("not base64url");
        assertThatThrownBy(() -> SignedChainHead.parse(Json.of("{'jws':1}"), keys))
                .hasMessage("the line is invalid at /jws: must be a string, got 1");
    }

    private static String header(String header, String[] parts) {
        return AuditVerificationKey.encodeBase64Url(header.getBytes(StandardCharsets.UTF_8)) + "." + parts[1] + "."
                + parts[2];
    }

    private static String decoded(String jws, int part) {
        return new String(Base64.getUrlDecoder().decode(jws.split("\\.", -1)[part]), StandardCharsets.UTF_8);
    }
}
