// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import dev.evenkeel.engine.audit.AuditChainHead;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A head that a server has signed.
///
/// @param issuer the server's public address
/// @param at when it was signed
/// @param key id of the key that signed it
/// @param jws all of this with its signature: JWS in compact form (RFC 7515) with EdDSA (RFC 8037)
public record SignedChainHead(String issuer, AuditChainHead head, Instant at, String key, String jws) {
    /// The head of a line of a file: the JWS alone, or a JSON object with it as `jws`.
    ///
    /// @param keys that are trusted, by id
    /// @throws InvalidAuditTextException when it is no head, or none that one of the keys signed
    public static SignedChainHead read(String line, Map<String, AuditVerificationKey> keys) {
        return ChainHeadJwsCodec.read(
                line.startsWith("{")
                        ? StrictAuditJsonReader.read(line, "the line", List.of("jws"))
                                .text("jws")
                        : line,
                keys);
    }

    /// The line of a file of heads, without its end.
    public String line() {
        return "{\"jws\":\"" + jws + "\"}";
    }
}
