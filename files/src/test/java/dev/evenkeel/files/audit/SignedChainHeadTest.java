// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.engine.audit.AuditChainHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignedChainHeadTest {
    /* The key of RFC 8037, appendix A, in PKCS#8. */
    private static final String RFC_KEY = PemCodec.write(
            "PRIVATE KEY",
            HexFormat.of()
                    .parseHex("302e020100300506032b657004220420"
                            + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    private static final Instant AT = Instant.parse("2026-11-26T02:03:04.5Z");
    private static final AuditChainHead HEAD = new AuditChainHead(Long.MAX_VALUE, "ab".repeat(32));

    private final AuditSigningKey key = AuditSigningKey.generate();
    private final Map<String, AuditVerificationKey> keys =
            Map.of(key.verifying().id(), key.verifying());

    @Test
    void keysAndSignaturesAreThoseOfTheStandard() {
        AuditSigningKey rfc = AuditSigningKey.read(RFC_KEY);
        assertThat(rfc.verifying().x()).isEqualTo("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertThat(rfc.verifying().id()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        byte[] signed = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = rfc.signature(signed);
        assertThat(AuditVerificationKey.base64(signature))
                .isEqualTo("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
        assertThat(rfc.verifying().isSignatureOf(signed, signature)).isTrue();
    }

    @Test
    void keysComeBackFromPem() {
        assertThat(AuditSigningKey.read(key.pem()).pem()).isEqualTo(key.pem());
        assertThat(AuditSigningKey.read(key.pem()).verifying().pem())
                .isEqualTo(key.verifying().pem());
        assertThat(AuditVerificationKey.read("before\n" + key.verifying().pem() + "behind")
                        .id())
                .isEqualTo(key.verifying().id());
        assertThat(key.toString()).doesNotContain(key.pem().substring(30, 60));
    }

    @Test
    void otherKeysAreRefusedInWords() {
        assertThatThrownBy(() -> AuditSigningKey.read(key.verifying().pem()))
                .hasMessage("it holds a PUBLIC KEY, where a PRIVATE KEY is needed");
        assertThatThrownBy(() -> AuditSigningKey.read(PemCodec.write("ENCRYPTED PRIVATE KEY", new byte[3])))
                .hasMessage("it holds a ENCRYPTED PRIVATE KEY, where a PRIVATE KEY is needed;"
                        + " a server has nobody to ask for a passphrase");
        assertThatThrownBy(() -> AuditSigningKey.read("x"))
                .hasMessage("there is no PEM block -----BEGIN PRIVATE KEY----- in it");
        assertThatThrownBy(() -> AuditSigningKey.read(PemCodec.write("PRIVATE KEY", new byte[3])))
                .hasMessage("it is not a private key of Ed25519");
        assertThatThrownBy(() -> AuditVerificationKey.read(PemCodec.write("PUBLIC KEY", new byte[3])))
                .hasMessage("it is not a public key of Ed25519");
    }

    @Test
    void aHeadIsReadAsItWasSigned() {
        SignedChainHead head = key.sign("https://keel.example", HEAD, AT);
        assertThat(SignedChainHead.read(head.jws(), keys)).isEqualTo(head);
        assertThat(SignedChainHead.read(head.line(), keys)).isEqualTo(head);
        assertThat(decoded(head.jws(), 0))
                .isEqualTo(
                        "{\"alg\":\"EdDSA\",\"kid\":\"" + key.verifying().id() + "\",\"typ\":\"evenkeel-audit-head\"}");
        assertThat(decoded(head.jws(), 1))
                .isEqualTo("{\"issuer\":\"https://keel.example\",\"number\":9223372036854775807,\"hash\":\""
                        + HEAD.hash() + "\",\"time\":\"2026-11-26T02:03:04.500000Z\"}");
    }

    @Test
    void whatWasNotSignedIsRefused() {
        String jws = key.sign("https://keel.example", HEAD, AT).jws();
        String[] parts = jws.split("\\.", -1);
        String other = AuditSigningKey.generate()
                .sign("https://keel.example", new AuditChainHead(1, ""), AT)
                .jws();
        assertThatThrownBy(
                        () -> SignedChainHead.read(parts[0] + "." + other.split("\\.", -1)[1] + "." + parts[2], keys))
                .hasMessage("its signature is wrong: it was changed, or key "
                        + key.verifying().id() + " did not sign it");
        assertThatThrownBy(() -> SignedChainHead.read(parts[0] + "." + parts[1] + ".AAAA", keys))
                .hasMessageStartingWith("its signature is wrong");
        assertThatThrownBy(() -> SignedChainHead.read(other, keys)).hasMessageContaining("none of those given");
        assertThatThrownBy(() ->
                        SignedChainHead.read(header("{\"alg\":\"none\",\"kid\":\"x\",\"typ\":\"y\"}", parts), keys))
                .hasMessage("it is not a head signed with EdDSA");
        assertThatThrownBy(() -> SignedChainHead.read(header("{\"alg\":\"EdDSA\",\"crit\":[]}", parts), keys))
                .hasMessage("the header of the head is not whole: \"kid\" is missing, \"typ\" is missing,"
                        + " \"crit\" is one too many");
        assertThatThrownBy(() -> SignedChainHead.read("a.b", keys)).hasMessageContaining("three parts");
        assertThatThrownBy(() -> SignedChainHead.read("%.b.c", keys)).hasMessageContaining("not base64url");
        assertThatThrownBy(() -> SignedChainHead.read("{\"jws\":1}", keys)).hasMessage("\"jws\" is not a text");
    }

    private static String header(String header, String[] parts) {
        return AuditVerificationKey.base64(header.getBytes(StandardCharsets.UTF_8)) + "." + parts[1] + "." + parts[2];
    }

    private static String decoded(String jws, int part) {
        return new String(Base64.getUrlDecoder().decode(jws.split("\\.", -1)[part]), StandardCharsets.UTF_8);
    }
}
