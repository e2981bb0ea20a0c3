// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import dev.evenkeel.engine.audit.AuditChainHead;
import java.time.Instant;
import java.util.Map;

/// A chain head signed by a server.
///
/// @param issuer the server's public address
/// @param at when it was signed
/// @param key id of the signing key
/// @param jws all of these with the signature: JWS in compact form (RFC 7515) with EdDSA (RFC 8037)
public record SignedChainHead(String issuer, AuditChainHead head, Instant at, String key, String jws) {
    /// A line of a file of heads.
    private record Line(String jws) {}

    /// Parses and verifies a line of a file of heads: the JWS alone, or a JSON object with it as `jws`.
    ///
    /// @param keys trusted keys by id
    /// @throws InvalidAuditTextException when the line is not a head, or is not signed by one of the keys
    public static SignedChainHead parse(String line, Map<String, AuditVerificationKey> keys) {
        return ChainHeadJwsCodec.decode(
                line.startsWith("{")
                        ? AuditRecordCodec.decode(Line.class, line, "the line").jws()
                        : line,
                keys);
    }

    /// Returns the line for a file of heads, without a line break.
    public String toLine() {
        return AuditRecordCodec.encode(new Line(jws));
    }
}
